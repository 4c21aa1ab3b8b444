import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

export { ROOT };
const BIN = join(ROOT, 'packages/cli/dist/bin.js');

/**
 * Report of the built command on a folder, with the seconds it took. Throws when there is no report.
 * @param flags Further ones, as `--strict`.
 */
export function review(folder, flags = []) {
  if (!existsSync(BIN)) throw new Error('build first: npx -y pnpm@12 build');
  const output = mkdtempSync(join(tmpdir(), 'quality-'));
  const file = join(output, 'report.json');
  try {
    const start = process.hrtime.bigint();
    const run = spawnSync(process.execPath, [BIN, 'review', folder, '--format', 'json', '--output', file, ...flags], {
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: '' },
      maxBuffer: 256 * 1024 * 1024,
    });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (!existsSync(file))
      throw new Error(`no report of ${folder} (exit ${run.status}): ${run.stderr.trim().split('\n').at(-1)}`);
    return { ...JSON.parse(readFileSync(file, 'utf8')), seconds };
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}
