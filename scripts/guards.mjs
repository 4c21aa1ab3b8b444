/**
 * Writes docs/quality/guards.md out of the cells of packages/cli/tests/guards and the list of those that are known to
 * be wrong. That the cells are what the page says, their tests hold.
 *
 *   node scripts/guards.mjs
 */
import { spawnSync } from 'node:child_process';
import { ROOT } from './quality/root.mjs';

const { status } = spawnSync('npx', ['vitest', 'run', 'packages/cli/tests/guards/page.test.ts'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, WRITE_GUARDS: '1' },
});
process.exitCode = status ?? 1;
