import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../fixture-expectations.js';

/** What a clone of the present state holds: everything git tracks or would take, nothing built, nothing installed. */
function bareClone(): string {
  const clone = mkdtempSync(join(tmpdir(), 'bare-clone-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\0')
    .filter(Boolean);
  for (const file of files) {
    if (!existsSync(join(ROOT, file))) continue;
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    cpSync(join(ROOT, file), join(clone, file));
  }
  return clone;
}

/**
 * The environment of somebody who has run nothing yet: what the package manager that runs these tests tells its
 * children is not there.
 */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:npm|pnpm)_|^(?:INIT_CWD|NODE_ENV|NODE_PATH|NODE_OPTIONS|VITEST.*|PNPM_.*)$/i.test(name),
  );
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter), CI: 'true' };
}

describe('a bare clone', () => {
  it('reviews the shop with the first command of the README, and nothing done before', () => {
    const command = /```sh\n(npx -y pnpm@12 review [^\n]+)\n```/.exec(
      readFileSync(join(ROOT, 'README.md'), 'utf8'),
    )![1]!;
    const clone = bareClone();
    try {
      const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
        cwd: clone,
        encoding: 'utf8',
        env: cleanEnvironment(),
        maxBuffer: 64 * 1024 * 1024,
      });
      expect(stdout, stderr).toContain('no-sql-injection  src/repositories/product.repository.ts:11:51');
      expect(stdout).toMatch(/^Exit 1: \d+ new findings of severity high or above/m);
      expect(status).toBe(1);
    } finally {
      rmSync(clone, { recursive: true, force: true });
    }
  }, 300_000);
});
