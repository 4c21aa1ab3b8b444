/** Pipes and devices where a file is expected: whoever opens one waits for ever. One line, and never a wait. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { git, tempProject } from '../temp-project.js';
import { runCli } from './run-cli.js';

const files = {
  'package.json': '{"name":"shop","dependencies":{"express":"^5.0.0"}}',
  'src/a.js': 'export const a = 1;\n',
};

function pipe(root: string, path: string): string {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  rmSync(full, { force: true });
  execFileSync('mkfifo', [full]);
  return full;
}

describe.skipIf(process.platform === 'win32')('a pipe', () => {
  it.each([
    ['.gitignore', []],
    ['src/.gitignore', []],
    ['.gitattributes', ['--changed', 'HEAD']],
    ['.git/info/exclude', []],
    ['.git/config', ['--staged']],
    ['.git/index', []],
  ])('that git would open: %s', { timeout: 20_000 }, async (path, argv) => {
    const root = tempProject(files);
    git(root, 'init', '-q', '-b', 'main');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'first');
    pipe(root, path);
    // So that what is on disk differs from what git knows of it, and is compared.
    writeFileSync(join(root, 'src/a.js'), 'export const a = 2;\n');
    expect(await runCli(root, ['--no-cache', ...argv])).toEqual({
      code: 2,
      stdout: '',
      stderr: `backend-architect: ${path} is a pipe or a device, not a file, and git waits for it without an end; remove it
`,
    });
  });

  it('in place of settings and manifests', async () => {
    const root = tempProject(files);
    for (const path of [
      '.gitignore', 'package-lock.json', 'tsconfig.json', 'lib/package.json',
      '.backend-architect/answers/no-n-plus-one/aa.json', 'src/pipe.js',
    ])
      pipe(root, path);
    writeFileSync(join(root, 'lib/b.js'), '');
    const report = JSON.parse((await runCli(root, ['--format', 'json'])).stdout) as {
      seen: { files: { skipped: { file: string; reason: string }[] } };
    };
    expect(report.seen.files.skipped.map(({ file, reason }) => `${file}: ${reason}`)).toEqual(
      expect.arrayContaining([
        'lib/package.json: a device or a pipe, not a file',
        'tsconfig.json: a device or a pipe, not a file: its path aliases are not known',
      ]),
    );
  });

  it('in place of the baseline', async () => {
    const root = tempProject(files);
    pipe(root, '.backend-architect/baseline');
    expect(await runCli(root, [])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'backend-architect: .backend-architect/baseline: cannot be read: a device or a pipe, not a file\n',
    });
    expect(await runCli(root, ['baseline'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'backend-architect: .backend-architect/baseline cannot be written: it is not a plain file; ' +
        'delete it and write the baseline again\n',
    });
  });

  it('in the cache is as good as nothing', async () => {
    const root = tempProject(files);
    mkdirSync(join(root, 'node_modules'));
    await runCli(root, []);
    const cache = join(root, 'node_modules/.cache/backend-architect');
    const [key] = readdirSync(cache);
    for (const shard of readdirSync(join(cache, key!))) pipe(join(cache, key!), shard);
    expect((await runCli(root, [])).code).toBe(0);
  });

  it('that is named on the command line', async () => {
    const root = tempProject(files);
    const path = pipe(root, 'pipe');
    for (const flags of [
      ['--price-file', 'pipe', '--plan'],
      ['--import', 'pipe'],
    ]) {
      expect(await runCli(root, ['escalate', ...flags])).toEqual({
        code: 2,
        stdout: '',
        stderr: `backend-architect: ${path} cannot be read: a device or a pipe, not a file\n`,
      });
    }
    expect((await runCli(root, ['escalate', '--import', '/dev/zero'])).stderr).toBe(
      'backend-architect: /dev/zero cannot be read: a device or a pipe, not a file\n',
    );
  });
});
