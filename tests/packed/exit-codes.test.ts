/** Exit codes of the command as it is run: in a process of its own, from the build of this checkout. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { tempProject } from '../../packages/cli/tests/temp-project.js';
import { ROOT } from '../fixture-expectations.js';
import { SERVED_FIND } from '../../packages/cli/tests/commands/served-find.js';

const DIST = join(ROOT, 'packages/cli/dist');
const BIN = join(DIST, 'bin.js');
const flawed = `import { Pool } from 'pg';
const pool = new Pool();
export const find = (id) => pool.query('select * from users where id = ' + id);
${SERVED_FIND}`;
const project = (): string =>
  tempProject({ 'package.json': '{"name":"shop","dependencies":{"pg":"^8.11.0"}}', 'src/a.js': flawed });

beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript-7/bin/tsc'), '-b'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
});

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: tempProject({}),
  ...more,
});

function run(
  argv: readonly string[],
  { env = {}, node = [] }: { readonly env?: NodeJS.ProcessEnv; readonly node?: readonly string[] } = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, BIN, ...argv], {
    encoding: 'utf8',
    env: environment(env),
  });
  return { status, stdout, stderr };
}

/**
 * Runs command lines one after the other in one process, where what is shown is how each of them ends and not how a
 * process does. One that waits for ever, or leaves something behind that the process waits for, fails all of them.
 */
function inOneProcess(lines: readonly (readonly string[])[]): readonly Ran[] {
  const script = join(
    tempProject({
      'lines.mjs': `import { run } from ${JSON.stringify(pathToFileURL(join(DIST, 'commands/program.js')).href)};
const ran = [];
for (const argv of JSON.parse(process.argv[2])) {
  const out = { stdout: '', stderr: '' };
  const status = await run(argv, {
    stdout: (text) => void (out.stdout += text),
    stderr: (text) => void (out.stderr += text),
    cwd: process.cwd(),
    env: process.env,
    now: () => new Date(),
    terminal: null,
    isErrorTty: false,
  });
  ran.push({ status, ...out });
}
process.stdout.write(JSON.stringify(ran));
`,
    }),
    'lines.mjs',
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, JSON.stringify(lines)], {
    encoding: 'utf8',
    env: environment(),
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as readonly Ran[];
}

/** Runs a shell line in which `$REVIEW` is the command. */
function shell(line: string): Ran {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
    encoding: 'utf8',
    env: environment({ REVIEW: `${process.execPath} ${BIN}` }),
  });
  return { status, stdout, stderr };
}

/** A device that is always full; of our own, where that can be made, so that a mistake spoils no other. */
function fullDevice(folder: string): string {
  const path = join(folder, 'full');
  const made = spawnSync('mknod', ['-m', '666', path, 'c', '1', '7']);
  return made.status === 0 && spawnSync('bash', ['-c', `echo x > ${path}`]).status === 1 ? path : '/dev/full';
}

const oneLine = /^backend-architect: [^\n]+\n$/;

describe('a report that cannot be written', () => {
  it.each([['pretty'], ['json'], ['sarif']])('exits with 2 and one line: standard output is full (%s)', (format) => {
    const root = project();
    const { status, stderr } = shell(`$REVIEW ${root} --format ${format} > ${fullDevice(root)}`);
    expect([status, stderr]).toEqual([
      2,
      'backend-architect: the report cannot be written to standard output (ENOSPC)\n',
    ]);
  });

  it('exits with 2 also where nothing new was found, and for help, version and other commands', () => {
    const root = project();
    const full = fullDevice(root);
    for (const argv of [
      `${root} --fail-on none`,
      '--help',
      '--version',
      `baseline ${root}`,
      `escalate --plan ${root}`,
    ]) {
      const { status, stderr } = shell(`$REVIEW ${argv} > ${full}`);
      expect([argv, status, stderr]).toEqual([
        argv, 2, 'backend-architect: the report cannot be written to standard output (ENOSPC)\n',
      ]);
    }
  });

  it('exits with 2 and one line: the file is a device that is full, which stays a device', () => {
    const root = project();
    const full = fullDevice(root);
    expect(run([root, '--output', full])).toEqual({
      status: 2,
      stdout: '',
      stderr: `backend-architect: cannot write ${full} (ENOSPC)\n`,
    });
    expect(statSync(full).isCharacterDevice()).toBe(true);
  });

  it('writes through a link and leaves it a link, and writes to a pipe', () => {
    const root = project();
    writeFileSync(join(root, 'real.json'), 'old');
    symlinkSync('real.json', join(root, 'link.json'));
    expect(run([root, '--format', 'json', '--output', join(root, 'link.json')]).status).toBe(1);
    expect(readFileSync(join(root, 'real.json'), 'utf8')).toContain('"schemaVersion"');
    expect(
      shell(
        `mkfifo ${root}/pipe; cat ${root}/pipe > ${root}/read & $REVIEW ${root} --format json --output ` +
          `${root}/pipe; code=$?; wait; exit $code`,
      ).status,
    ).toBe(1);
    expect(readFileSync(join(root, 'read'), 'utf8')).toContain('"schemaVersion"');
    expect(statSync(join(root, 'pipe')).isFIFO()).toBe(true);
  });

  it('keeps its exit code when the reader closes early, and when nobody reads the messages', () => {
    const root = project();
    for (const format of ['pretty', 'json'])
      expect(shell(`$REVIEW ${root} --format ${format} --all | true; exit \${PIPESTATUS[0]}`).status).toBe(1);
    expect(shell(`$REVIEW ${root} --fail-on none --format json | true; exit \${PIPESTATUS[0]}`).status).toBe(0);
    expect(shell(`$REVIEW ${root} --format json 2> ${fullDevice(root)}`).status).toBe(1);
    expect(shell(`$REVIEW ${root} --format json 2>&-`).status).toBe(1);
  });
});

describe('a user without a home', () => {
  it.each([
    ['no HOME that is a directory', { HOME: '/dev/null' }, 'this user has no home directory'],
    ['a cache directory that is a file', { XDG_CACHE_HOME: '/dev/null' }, 'its folder cannot be opened (ENOTDIR)'],
  ])('reviews all the same and says so: %s', (_, env, why) => {
    const { status, stdout, stderr } = run([project()], { env });
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain(`Note      the cache could not be used: ${why}; every file was read again`);
  });

  it('nor passwd entry, as in a container', (test) => {
    if (process.getuid?.() !== 0) test.skip('only root can become another user');
    const root = project();
    const home = tempProject({});
    for (const folder of [root, home]) chmodSync(folder, 0o755);
    const as = (...argv: readonly string[]): Ran => {
      const found = spawnSync(
        'setpriv',
        ['--reuid=54321', '--regid=54321', '--clear-groups', process.execPath, BIN, ...argv],
        { encoding: 'utf8', env: { PATH: process.env['PATH'] }, cwd: '/' },
      );
      return { status: found.status, stdout: found.stdout, stderr: found.stderr };
    };
    if (
      spawnSync('setpriv', [
        '--reuid=54321',
        '--clear-groups',
        process.execPath,
        '-e',
        `require('fs').readFileSync(${JSON.stringify(BIN)})`,
      ]).status !== 0
    )
      test.skip('another user cannot read this checkout');
    const review = as(root);
    expect([review.status, review.stderr]).toEqual([1, '']);
    expect(review.stdout).toContain('the cache could not be used: this user has no home directory');
    expect(as('escalate', '--plan', root)).toMatchObject({ status: 0, stderr: '' });
    // What this user may not open is listed, and is no reason to stop.
    mkdirSync(join(root, 'src/closed'));
    writeFileSync(join(root, 'src/locked.js'), '');
    chmodSync(join(root, 'src/closed'), 0);
    chmodSync(join(root, 'src/locked.js'), 0);
    for (const prepare of [() => undefined, () => execFileSync('git', ['init', '-q'], { cwd: root })]) {
      prepare();
      const found = as(root, '--format', 'json', '--require-complete', '--fail-on', 'none');
      expect(found.status).toBe(3);
      expect((JSON.parse(found.stdout) as { seen: { files: { skipped: unknown } } }).seen.files.skipped).toEqual([
        { file: 'src/closed/', reason: 'a directory that cannot be opened (EACCES)' },
        { file: 'src/locked.js', reason: 'cannot be read (EACCES)' },
      ]);
    }
  });
});

describe('a crash', () => {
  /** Runs this as soon as the command has begun. */
  function crashing(text: string): Ran {
    const root = project();
    writeFileSync(
      join(root, 'preload.cjs'),
      `const timer = setInterval(() => { if (process.listenerCount('uncaughtException') === 0) return; ` +
        `clearInterval(timer); ${text} }, 1);`,
    );
    return run([root], { node: ['--require', join(root, 'preload.cjs')] });
  }

  it.each([
    ['outside of the review', `throw new Error('planted');`],
    ['in a promise nobody waits for', `void Promise.reject(new Error('planted'));`],
    ['when something is thrown that is no error', `throw 'planted';`],
  ])('exits with 2 and says what to do: %s', (_, text) => {
    const { status, stderr } = crashing(text);
    expect(status).toBe(2);
    expect(stderr).toContain('planted');
    expect(stderr).toMatch(/\nbackend-architect: exit 2: internal error; please report it with the lines above\n$/);
  });

  it('exits with 2 when the run ends before it is through', () => {
    const { status, stderr } = crashing('process.exit(0);');
    expect([status, stderr]).toEqual([2, 'backend-architect: exit 2: the run ended before it was through\n']);
  });

  it('exits with 2 when a module is missing or damaged', () => {
    const folder = tempProject({ 'package.json': readFileSync(join(ROOT, 'packages/cli/package.json'), 'utf8') });
    mkdirSync(join(folder, 'dist/commands'), { recursive: true });
    mkdirSync(join(folder, 'dist/options'));
    for (const file of ['bin.js', 'node-refusal.js'])
      copyFileSync(join(ROOT, 'packages/cli/dist', file), join(folder, 'dist', file));
    for (const damage of [null, 'syntax error here', 'throw new Error("at import");']) {
      if (damage !== null) writeFileSync(join(folder, 'dist/commands/program.js'), damage);
      expect(spawnSync(process.execPath, [join(folder, 'dist/bin.js')], { encoding: 'utf8' })).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('exit 2: internal error'),
      });
    }
  });

  it('is never taken for findings when the memory ends', () => {
    const { status } = run([project()], { node: ['--max-old-space-size=8'] });
    expect(status).not.toBe(1);
    expect(status).not.toBe(0);
  });

  it('of a signal ends with that signal', async () => {
    const child = spawn(
      process.execPath,
      [
        '--require',
        join(
          tempProject({ 'wait.cjs': 'setInterval(() => undefined, 1000); require("fs").writeSync(2, "ready");' }),
          'wait.cjs',
        ),
        BIN,
        join(ROOT, 'fixtures'),
      ],
      { env: environment(), stdio: ['ignore', 'ignore', 'pipe'] },
    );
    child.stderr.once('data', () => child.kill('SIGTERM'));
    expect(await new Promise((done) => child.on('exit', (code, signal) => done([code, signal])))).toEqual([
      null,
      'SIGTERM',
    ]);
  });
});

describe('another Node', () => {
  it.each(['v18.20.4', 'v20.18.0', 'v21.7.3', 'v22.12.0', 'v23.1.0'])('is refused in one line: %s', (version) => {
    const root = tempProject({ 'old.cjs': `Object.defineProperty(process, 'version', { value: '${version}' });` });
    const { status, stdout, stderr } = run(['--version'], { node: ['--require', join(root, 'old.cjs')] });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(oneLine);
    expect(stderr).toContain(
      `Node ${version.slice(1)} cannot run this command; it needs Node ^20.19.0 || ^22.13.0 || >=24`,
    );
  });

  it.each(['v20.19.0', 'v22.13.0', 'v24.0.0', 'v26.1.0-nightly'])('is taken: %s', (version) => {
    const root = tempProject({ 'new.cjs': `Object.defineProperty(process, 'version', { value: '${version}' });` });
    expect(run(['--version'], { node: ['--require', join(root, 'new.cjs')] })).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('what lies where settings belong', () => {
  const SETTINGS = [
    'package.json', 'backend-architect.json', 'tsconfig.json', 'lerna.json', 'pnpm-workspace.yaml', 'package-lock.json',
    '.gitignore', '.backend-architect/baseline',
  ];
  /** Without them nothing can be judged; the others are listed or say nothing. */
  const needed = new Set(['package.json', 'backend-architect.json', '.backend-architect/baseline']);
  const ofFile = (file: string, { status, stderr }: Ran): unknown => [
    file,
    status,
    status === 2 && oneLine.test(stderr),
  ];
  const expectedOf = (file: string): unknown => [file, needed.has(file) ? 2 : 0, needed.has(file)];

  it('is never waited for: a pipe or a device', () => {
    const cases = SETTINGS.flatMap((file) =>
      ['mkfifo', 'ln -s /dev/zero'].map((make) => {
        const root = project();
        shell(`cd ${root}; mkdir -p .backend-architect; rm -f ${file}; ${make} ${file}`);
        return { file, make, root };
      }),
    );
    const ran = inOneProcess(cases.map(({ root }) => [root, '--fail-on', 'none']));
    for (const [at, { file, make }] of cases.entries()) expect(ofFile(file, ran[at]!), make).toEqual(expectedOf(file));
  }, 120_000);

  it('is one line: a manifest that is a directory or leads nowhere, and settings nested without end', () => {
    const manifests = [
      ['mkdir', 'a directory, not a file'],
      ['ln -s package.json', 'a link that leads to itself'],
      ['ln -s nowhere', 'a link that leads nowhere'],
    ] as const;
    const nested = ['package.json', 'backend-architect.json', 'tsconfig.json'];
    const ran = inOneProcess([
      ...manifests.map(([make]) => {
        const root = project();
        shell(`cd ${root}; rm package.json; ${make} package.json`);
        return [root, '--require-complete'];
      }),
      ...nested.map((file) => {
        const root = project();
        writeFileSync(join(root, file), '['.repeat(100_000));
        return [root, '--fail-on', 'none'];
      }),
    ]);
    for (const [at, [, why]] of manifests.entries())
      expect(ran[at]).toMatchObject({
        status: 2,
        stderr: `backend-architect: package.json of the root: ${why}; mend it first: versions and workspace \
members are read from it
`,
      });
    for (const [at, file] of nested.entries())
      expect(ofFile(file, ran[manifests.length + at]!)).toEqual(expectedOf(file));
  }, 60_000);
});

describe('places that are not as they should be', () => {
  it('one line: a file where the folder of the baseline belongs, a working directory that is gone', () => {
    const root = project();
    writeFileSync(join(root, '.backend-architect'), '');
    expect(run(['baseline', root])).toMatchObject({
      status: 2,
      stderr: `backend-architect: the folder ${join(root, '.backend-architect')} cannot be made (there is a \
file of that name); no baseline was written
`,
    });
    const gone = shell(`mkdir ${root}/gone; cd ${root}/gone; rmdir ${root}/gone; $REVIEW`);
    expect([gone.status, gone.stderr]).toEqual([
      2,
      'backend-architect: the working directory is gone or cannot be entered; change into one that is there\n',
    ]);
  });

  it('one line: more filters of git than can be switched off', () => {
    const root = project();
    shell(
      `cd ${root}; git init -q .; for i in $(seq 12000); do printf '[filter "f%s"]
 clean=x
' $i; done >> .git/config`,
    );
    expect(run([root])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^backend-architect: git is configured with 12000 filters, [^\n]+\n$/) as string,
    });
  });

  it('no cache, and no waiting: a folder that takes no other', (test) => {
    if (process.platform !== 'linux') test.skip('there is no /proc');
    for (const env of [{ XDG_CACHE_HOME: '/proc/none' }, { HOME: '/proc' }])
      expect(run([project(), '--fail-on', 'none'], { env }).status).toBe(0);
  });
});
