import { chmodSync, chownSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { git, gitRefusal, pathsOf } from '../../src/files/git.js';
import { gitProgram } from '../../src/files/git-program.js';
import { stagedTexts } from '../../src/files/staged-texts.js';
import { git as run, tempProject, writeFiles } from '../temp-project.js';

const before = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

function repository(files: Readonly<Record<string, string>>): string {
  const root = tempProject(files);
  run(root, 'init', '-q', '-b', 'main');
  run(root, 'add', '.');
  run(root, 'commit', '-qm', 'first');
  return root;
}

function program(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  writeFiles(folder, { [name]: `#!/bin/sh\n${script}\n` });
  chmodSync(join(folder, name), 0o755);
  return join(folder, name);
}

describe('git', () => {
  it('decodes text whole, however it arrives', async () => {
    const text = `// ${'ä€😀'.repeat(60_000)}\n`;
    const root = repository({ 'a.ts': text });
    expect(await git(root, ['cat-file', 'blob', ':./a.ts'])).toBe(text);
    writeFiles(root, { 'a.ts': 'edited afterwards' });
    expect((await stagedTexts(root)).get('a.ts')).toBe(text);
  });

  it('finds the repository from the directory also inside a hook', async () => {
    const root = repository({ 'packages/api/a.ts': '', 'b.ts': '' });
    process.env['GIT_DIR'] = '.git';
    process.env['GIT_WORK_TREE'] = '/';
    process.env['GIT_PREFIX'] = 'packages/';
    expect(pathsOf((await git(join(root, 'packages/api'), ['ls-files', '-z', '--cached'])) ?? 'failed')).toEqual([
      'a.ts',
    ]);
  });

  it('hands no key on, and what git needs', async () => {
    const folder = tempProject({});
    const seen = join(folder, 'seen');
    program(join(folder, 'bin'), 'git', `env > '${seen}'`);
    Object.assign(process.env, {
      PATH: `${join(folder, 'bin')}${delimiter}${before['PATH']}`,
      ANTHROPIC_API_KEY: 'sk-plant',
      NODE_OPTIONS: '--no-warnings',
      GIT_EXTERNAL_DIFF: 'planted',
      GIT_CONFIG: '/dev/null',
      GIT_CONFIG_COUNT: '0',
    });
    await git(tempProject({}), ['status']);
    const names = readFileSync(seen, 'utf8')
      .split('\n')
      .map((line) => line.split('=')[0]);
    for (const name of ['ANTHROPIC_API_KEY', 'NODE_OPTIONS', 'GIT_EXTERNAL_DIFF', 'GIT_CONFIG'])
      expect(names).not.toContain(name);
    expect(names).toEqual(
      expect.arrayContaining([
        'PATH', 'GIT_CONFIG_COUNT', 'GIT_OPTIONAL_LOCKS', 'GIT_NO_LAZY_FETCH', 'GIT_ALLOW_PROTOCOL',
      ]),
    );
  });

  it('refuses a filter that cannot be switched off', async () => {
    const root = repository({ 'a.ts': '' });
    run(root, 'config', 'filter.a=b.clean', 'cat');
    await expect(git(root, ['diff', '--name-only'])).rejects.toThrow(
      'git is configured with a filter called "a=b", which cannot be switched off; rename it in its configuration',
    );
  });

  it('compares also files whose filter is required', async () => {
    const root = repository({ 'a.ts': 'a', 'b.ts': 'b', '.gitattributes': '*.ts filter=Odd.name\n' });
    run(root, 'config', 'filter.Odd.name.clean', 'false');
    run(root, 'config', 'filter.Odd.name.process', 'false');
    run(root, 'config', 'filter.Odd.name.required', 'true');
    writeFiles(root, { 'a.ts': 'changed' });
    expect(await git(root, ['diff', '--name-only'])).toBe('a.ts\n');
  });
});

describe('gitProgram', () => {
  it('never runs a program of the project, however PATH leads to it', () => {
    const root = tempProject({ '.git/HEAD': '', 'packages/api/package.json': '{}' });
    const api = join(root, 'packages/api');
    program(join(root, 'tools'), 'git', 'true');
    program(join(api, 'node_modules/.bin'), 'git', 'true');
    program(api, 'git', 'true');
    const outside = tempProject({});
    const good = program(join(outside, 'bin'), 'git', 'true');
    symlinkSync(join(root, 'tools'), join(outside, 'linked-folder'));
    mkdirSync(join(outside, 'linked-file'));
    symlinkSync(join(root, 'tools/git'), join(outside, 'linked-file/git'));
    program(join(outside, 'x/node_modules/.bin'), 'git', 'true');
    mkdirSync(join(outside, 'folder/git'), { recursive: true });
    writeFiles(outside, { 'plain/git': 'not executable' });
    const traps = [
      '',
      '.',
      'tools',
      '../..',
      api,
      join(api, 'node_modules/.bin'),
      join(root, 'tools'),
      join(outside, 'linked-folder'),
      join(outside, 'linked-file'),
      join(outside, 'x/node_modules/.bin'),
      join(outside, 'folder'),
      join(outside, 'plain'),
    ];
    for (const trap of traps)
      expect([trap, gitProgram(api, { PATH: [trap, join(outside, 'bin')].join(delimiter) })?.path]).toEqual([
        trap,
        good,
      ]);
    // Folders that hold nothing of the project stay.
    expect(
      gitProgram(api, { PATH: [...traps, join(outside, 'bin')].join(delimiter) })?.searchPath.split(delimiter),
    ).toEqual([join(outside, 'linked-file'), join(outside, 'folder'), join(outside, 'plain'), join(outside, 'bin')]);
    expect(gitProgram(api, { PATH: traps.join(delimiter) })).toBeNull();
  });

  it('finds the git of the machine, whatever the spelling of PATH', () => {
    const root = tempProject({});
    expect(gitProgram(root, process.env)?.path).toMatch(/git/);
    const bin = tempProject({});
    const good = program(bin, 'git', 'true');
    expect(gitProgram(root, { Path: bin })).toEqual({ path: good, searchPath: bin });
    expect(gitProgram(root, {})).toBeNull();
  });
});

describe('gitRefusal', () => {
  it('is null where git serves, and where there is no repository', async () => {
    expect(await gitRefusal(repository({ 'a.ts': '' }))).toBeNull();
    expect(await gitRefusal(tempProject({}))).toBeNull();
  });

  it('says what to do about a repository of another user', async () => {
    const root = repository({ 'a.ts': '' });
    const bin = tempProject({});
    program(bin, 'git', `echo "fatal: detected dubious ownership in repository at '${root}'" >&2; exit 128`);
    process.env['PATH'] = bin;
    expect(await gitRefusal(root)).toBe(
      'git refuses this repository, because it belongs to another user; ' +
        'to trust it: git config --global --add safe.directory PATH',
    );
  });

  it.skipIf(process.getuid?.() !== 0)('hears it from git itself', async () => {
    const root = repository({ 'a.ts': '' });
    for (const path of [root, join(root, '.git')]) chownSync(path, 4242, 4242);
    expect(await gitRefusal(root)).toContain('belongs to another user');
  });

  it('says where a repository tracks another folder, or none', async () => {
    for (const [key, value] of [
      ['core.worktree', tempProject({})],
      ['core.bare', 'true'],
    ] as const) {
      const root = repository({ 'a.ts': '' });
      run(root, 'config', key, value);
      expect(await gitRefusal(root)).toMatch(
        /this folder lies outside of what its repository tracks|git cannot read this repository: this operation must be run in a work tree/,
      );
    }
  });

  it('says that git is missing, or why it cannot read', async () => {
    const root = repository({ 'a.ts': '' });
    run(root, 'config', 'core.repositoryFormatVersion', '1');
    run(root, 'config', 'extensions.tomorrow', 'true');
    expect(await gitRefusal(root)).toBe(
      'git cannot read this repository: unknown repository extension found: tomorrow',
    );
    process.env['PATH'] = tempProject({});
    expect(await gitRefusal(root)).toBe('there is a .git folder here, but no git outside of the project on PATH');
  });
});
