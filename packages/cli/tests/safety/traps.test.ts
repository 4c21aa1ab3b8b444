import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { message, messagesServer } from '../agent/messages-server.js';
import { git, tempProject, writeFiles } from '../temp-project.js';
import { BIN, build, packageOfModule, packagesOf, PACKAGE, watched, type Deed, type Watched } from './child.js';
import { DEPENDENCIES, FOUND_BESIDE } from './dependencies.js';
import { edit, fired, trappedProject, type Trapped } from './trapped-project.js';

/** What the command reads of a reviewed folder, as text, beside the sources that git lists. */
const READ = [
  /^$/,
  /^\.git$/,
  /^\.gitignore$/,
  /^(?:.*\/)?(?:package|package-lock|[tj]sconfig(?:\.\w+)?|backend-architect)\.json$/,
  /^(?:pnpm-workspace|pnpm-lock)\.yaml$/,
  /^(?:yarn\.lock|lerna\.json)$/,
  /^\.backend-architect(?:\/|$)/,
  /^node_modules(?:\/\.cache(?:\/|$)|$)/,
  /^(?:src|prisma|db)(?:\/|$)/,
  // Whether something on PATH is git, and lies outside.
  /^(?:node_modules\/\.bin|bin)(?:\/git)?$/,
  /^git$/,
  // Whether a repository in the work tree is checked out, and what of it belongs to it; it is walked without git.
  /^vendor-repository\/\.git(?:ignore)?$/,
  // Our own empty file, made and removed to see whether answers can be kept.
  /^\.[0-9a-f]{12}\.tmp$/,
];

let project: Trapped;
let shipped: readonly string[];

beforeAll(() => {
  build();
  shipped = packagesOf(PACKAGE);
  project = trappedProject(shipped);
  edit(project);
});

const cli = (
  argv: readonly string[],
  { cwd = project.root, more = {} }: { readonly cwd?: string; readonly more?: NodeJS.ProcessEnv } = {},
): Promise<Watched> => watched(project.root, cwd, [BIN, ...argv], more);

/** What git lists, which is read as text. */
function sourcesOf(root: string): ReadonlySet<string> {
  return new Set(
    execFileSync(
      'git',
      [
        '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', 'ls-files', '-z', '--cached', '--others',
        '--exclude-standard',
      ],
      { cwd: root, encoding: 'utf8' },
    ).split('\0'),
  );
}

/** Everything that may not have happened, for any command. */
function expectNothingRan({ deeds }: Watched, { root, markers } = project): void {
  expect(fired(markers)).toEqual([]);
  const of = <Kind extends Deed['kind']>(kind: Kind) =>
    deeds.filter((deed): deed is Extract<Deed, { kind: Kind }> => deed.kind === kind);
  const modules = [...new Set(of('module').map(({ path }) => path))];
  expect(modules.filter((path) => path.startsWith(root))).toEqual([]);
  expect(modules.map(packageOfModule).filter((name) => name !== null && !isKnown(name))).toEqual([]);
  const sources = sourcesOf(root);
  const looks = [...new Set(of('file').map(({ path }) => path))];
  // Directories are opened to see that they can be; what lies in them is another look.
  expect(
    looks.filter(
      (path) =>
        !sources.has(path) &&
        !READ.some((known) => known.test(path)) &&
        !statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory(),
    ),
  ).toEqual([]);
  for (const { program, shell, environment } of of('program')) {
    expect([program, shell]).toEqual([expect.stringMatching(/^\/.*\/git$/), false]);
    expect(program.startsWith(root)).toBe(false);
    expect(environment.filter((name) => /ANTHROPIC|NODE_|npm_|WATCH/i.test(name))).toEqual([]);
  }
}

/** Native bindings carry the name of their package and platform. */
function isKnown(name: string): boolean {
  return name in DEPENDENCIES || name in FOUND_BESIDE || /^@oxc-(?:parser|resolver)\/binding-/.test(name);
}

describe('the dependencies of the command', () => {
  it('have each been looked at', () => {
    expect(shipped.filter((name) => !isKnown(name))).toEqual([]);
    expect(Object.keys(DEPENDENCIES).filter((name) => !shipped.includes(name))).toEqual([]);
  });

  it('look at nothing in the working directory when they are loaded', async () => {
    const { dependencies } = JSON.parse(
      execFileSync(process.execPath, ['-p', 'JSON.stringify(require("./package.json"))'], {
        cwd: PACKAGE,
        encoding: 'utf8',
      }),
    ) as { dependencies: Record<string, string> };
    const names = Object.keys(dependencies);
    const loading =
      `for (const name of ${JSON.stringify(names)}) if (!name.endsWith('/types')) await ` +
      `import(import.meta.resolve(name, ${JSON.stringify(`file://${PACKAGE}/package.json`)}));`;
    const script = join(tempProject({ 'load.mjs': loading }), 'load.mjs');
    const run = await watched(project.root, project.root, ['--experimental-import-meta-resolve', script]);
    expect([run.code, run.stderr]).toEqual([0, '']);
    expectNothingRan({ ...run, deeds: run.deeds.filter((deed) => deed.kind !== 'module' || deed.path !== script) });
    expect(run.deeds.filter(({ kind }) => kind === 'program' || kind === 'key' || kind === 'file')).toEqual([]);
    expect(run.deeds.filter(({ kind }) => kind === 'module').length).toBeGreaterThan(500);
  });
});

describe('nothing of the reviewed folder runs', () => {
  it.each([
    ['review', ['review', '--no-cache'], 1],
    ['review as SARIF', ['review', '--format', 'sarif', '--all'], 1],
    ['review --staged', ['review', '--staged', '--no-cache'], 1],
    ['review --changed', ['review', '--changed', 'main~2', '--no-cache'], 1],
    ['review --project-only', ['review', '--project-only'], 0],
    ['escalate --plan', ['escalate', '--plan'], 0],
    ['review from elsewhere', ['review', '<folder>', '--no-cache'], 1],
    ['review --staged from elsewhere', ['review', '<folder>', '--staged'], 1],
    ['escalate --plan from elsewhere', ['escalate', '--plan', '<folder>'], 0],
  ] as const)('%s', async (_name, argv, code) => {
    const isElsewhere = argv.some((arg) => arg === '<folder>');
    const ran = await cli(
      argv.map((arg) => (arg === '<folder>' ? project.root : arg)),
      isElsewhere ? { cwd: dirname(project.root) } : {},
    );
    expect([ran.code, ran.stderr.replace(/^backend-architect: (?:exit|reading).*\n/gm, '')]).toEqual([code, '']);
    expectNothingRan(ran);
    expect(ran.deeds.filter(({ kind }) => kind === 'key')).toEqual([]);
    expect(ran.deeds.filter(({ kind }) => kind === 'program').length).toBeGreaterThan(0);
    expect(ran.deeds.some((deed) => deed.kind === 'file' && deed.path === 'src/db.js')).toBe(true);
  });

  it('explain', async () => {
    const { findings } = JSON.parse((await cli(['review', '--format', 'json'])).stdout) as {
      findings: { fingerprint: string }[];
    };
    const ran = await cli(['explain', findings[0]!.fingerprint]);
    expect(ran.code).toBe(0);
    expectNothingRan(ran);
  });
});

describe('nothing of the reviewed folder runs either', () => {
  it('when questions are asked, and the key goes to the server only', async () => {
    const server = await messagesServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(message('{}'))),
    );
    const asked = trappedProject(['express']);
    const ran = await watched(asked.root, asked.root, [BIN, 'escalate'], { ANTHROPIC_BASE_URL: server.url });
    await server.close();
    expect(server.seen.length).toBeGreaterThan(0);
    for (const request of server.seen) expect(request.text).not.toContain('sk-ant-bait');
    expectNothingRan(ran, asked);
    expect(ran.deeds.some(({ kind }) => kind === 'key')).toBe(true);
  });

  it('when a proposed fix is compiled', async () => {
    const compile = `const { newDiagnostics } = await import(${JSON.stringify(`file://${PACKAGE}/dist/prove/new-diagnostics.js`)});
      const before = new Map([['src/users.js', "import './aliased.js'; import 'evil-main'; \
import '@app/x.js'; export const a = 1;"], ['tsconfig.json', \
'{"compilerOptions":{"plugins":[{"name":"./trap.cjs"}]}}'], ['src/aliased.js', '']]);
      console.log(JSON.stringify(await newDiagnostics({ before, edited: new Map([['src/users.js', 'export const a = ;']]) })));`;
    const ran = await watched(project.root, project.root, ['--input-type=module', '-e', compile]);
    expect([ran.code, ran.stderr, ran.stdout]).toEqual([
      0,
      '',
      expect.stringContaining('src/users.js: TS1109 Expression expected.'),
    ]);
    expectNothingRan({
      ...ran,
      deeds: ran.deeds.filter((deed) => deed.kind !== 'module' || !deed.path.includes('[eval')),
    });
    expect(ran.deeds.filter(({ kind }) => kind === 'file' || kind === 'program')).toEqual([]);
  });

  it('when a person accepts a risk under the name that git knows', async () => {
    const { questions } = JSON.parse((await cli(['review', '--format', 'json'])).stdout) as {
      questions: { fingerprint: string }[];
    };
    const ran = await cli([
      'escalate',
      '--accept',
      questions[0]!.fingerprint,
      '--reason',
      'known',
      '--expires',
      '2999-01-01',
    ]);
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining('accepted by Somebody until 2999-01-01')]);
    expectNothingRan(ran);
  });

  it('when a baseline is written', async () => {
    const ran = await cli(['baseline']);
    expect(ran.code).toBe(0);
    expectNothingRan(ran);
    rmSync(join(project.root, '.backend-architect'), { recursive: true });
  });

  it('when an object is missing that the repository would fetch by a program of its own', async () => {
    const root = tempProject({ 'package.json': '{"name":"x"}', 'a.js': 'export const a = 1;\n' });
    const markers = tempProject({});
    git(root, 'init', '-q', '-b', 'main');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'first');
    writeFiles(root, { 'a.js': 'export const a = 2;\n' });
    git(root, 'add', 'a.js');
    const object = git(root, 'rev-parse', ':./a.js').trim();
    rmSync(join(root, '.git/objects', object.slice(0, 2), object.slice(2)));
    writeFiles(root, { 'a.js': 'export const a = 3;\n' });
    for (const [key, value] of [
      ['core.repositoryFormatVersion', '1'],
      ['extensions.partialClone', 'origin'],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.url', `ext::touch ${markers}/ext`],
      ['protocol.ext.allow', 'always'],
      ['remote.other.promisor', 'true'],
      ['remote.other.url', 'ssh://somewhere/x'],
      ['core.sshCommand', `touch ${markers}/ssh; false`],
      ['remote.third.promisor', 'true'],
      ['remote.third.url', root],
      ['remote.third.uploadpack', `touch ${markers}/uploadpack; false`],
    ] as const)
      git(root, 'config', key, value);
    const ran = await watched(root, root, [BIN, 'review', '--staged']);
    expect([ran.code, ran.stderr]).toEqual([
      2,
      'backend-architect: --staged: git cannot compare the index with the files; ' +
        'an object may be missing (git fsck says which)\n',
    ]);
    expect(fired(markers)).toEqual([]);
    // And it does fetch, where nobody forbids it.
    spawnSync('git', ['cat-file', 'blob', ':./a.js'], { cwd: root });
    expect(fired(markers)).toEqual(['ext', 'ssh', 'uploadpack']);
  });
});

describe('the traps work', () => {
  it('for scripts: each one, when it is loaded', async () => {
    const trapped = trappedProject(['zod']);
    const loading =
      `for (const path of ${JSON.stringify(trapped.scripts.filter((path) => !/ts$/.test(path)))}) await import(` +
      `${JSON.stringify(`file://${trapped.root}/`)} + path);`;
    const run = await watched(trapped.root, trapped.root, ['--input-type=module', '-e', loading]);
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(fired(trapped.markers)).toEqual(
      trapped.scripts
        .filter((path) => !/ts$/.test(path))
        .map((path) => path.replace(/\//g, '+'))
        .sort(),
    );
    expect(() => expectNothingRan(run, trapped)).toThrow();
  });

  it('for a loader that looks for configuration as lilconfig does', async () => {
    const trapped = trappedProject(['zod']);
    const search =
      `const { existsSync } = require('node:fs'); for (const place of ['package.json', ` +
      `'.prisma-astrc.js', 'prisma-ast.config.cjs']) if (existsSync(process.cwd() + '/' + place)) ` +
      `require(process.cwd() + '/' + place);`;
    const run = await watched(trapped.root, trapped.root, ['-e', search]);
    expect(fired(trapped.markers)).toEqual(['.prisma-astrc.js', 'prisma-ast.config.cjs']);
    expect(run.deeds).toEqual(
      expect.arrayContaining([{ kind: 'file', path: '.prisma-astrc.js', by: 'existsSync' }, { kind: 'key' }]),
    );
    expect(
      run.deeds.some((deed) => deed.kind === 'module' && deed.path === join(trapped.root, 'prisma-ast.config.cjs')),
    ).toBe(true);
  });

  it('for programs on PATH and for .npmrc', async () => {
    const trapped = trappedProject([]);
    await watched(trapped.root, trapped.root, ['-e', "require('node:child_process').spawnSync('git', ['status'])"]);
    expect(fired(trapped.markers)).toEqual(['.+git']);
    spawnSync('npm', ['run', 'trap'], { cwd: trapped.root });
    expect(fired(trapped.markers)).toEqual(['.+git', 'trap.sh']);
  });

  it('for git: each one, with a plain command', () => {
    const trapped = trappedProject([]);
    edit(trapped);
    const plain = (...args: readonly string[]): void =>
      void spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: trapped.root });
    plain('status');
    plain('diff', '--', 'prisma', 'readme.md', 'vendor-repository');
    plain('-c', 'diff.external=', 'diff', '--', 'src');
    plain('diff', '--no-ext-diff', '--', 'src', 'prisma');
    plain('diff', '--', 'db');
    plain('unheard-of');
    const further = ['-c', 'filter.long-running.process=', '-c', 'submodule.recurse=false'];
    plain(...further, 'add', 'src', 'readme.md');
    plain(...further, 'commit', '-qm', 'x');
    plain(...further, 'checkout', '-qf', 'HEAD~1');
    expect(fired(trapped.markers)).toEqual(
      expect.arrayContaining(
        [
          'fsmonitor',
          'filter-plain-clean',
          'filter-plain-smudge',
          'filter-long-running-process',
          'filter-included-clean',
          'filter-Dotted.Name-clean',
          'diff-external',
          'diff-command',
          'diff-textconv',
          'included-textconv',
          'submodule-fsmonitor',
          'submodule-filter',
          'alias-unheard-of',
          ...['post-index-change', 'pre-commit', 'post-commit', 'post-checkout', 'reference-transaction'],
        ].map((name) => (/^(?:pre-|post-|reference)/.test(name) ? `.git+hooks+${name}` : `.git+traps+${name}`)),
      ),
    );
  });
});
