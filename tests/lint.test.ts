import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './fixture-expectations.js';

/** Beside the other tests, because it asks for types: a processor would wait for it. */
it('ESLint has nothing to say of this repository', { timeout: 600_000 }, () => {
  const eslint = join(ROOT, 'node_modules/eslint/bin/eslint.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [eslint, '.'], { cwd: ROOT, encoding: 'utf8' });
  expect(stdout + stderr).toBe('');
  expect(status).toBe(0);
});
