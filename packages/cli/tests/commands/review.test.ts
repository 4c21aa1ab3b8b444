import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reviewProject } from '../../src/pipeline.js';
import { readOptions } from '../../src/options/read-options.js';
import { reportSchema } from '../../src/report/report-schema.js';
import { toJson } from '../../src/report/to-json.js';
import type { Report } from '../../src/report/types.js';
import { git, tempProject, writeFiles } from '../temp-project.js';
import { runCli } from './run-cli.js';
import { SERVED_FIND } from './served-find.js';

const manifest = '{"name":"shop","dependencies":{"pg":"^8.11.0"}}';

const flawed = `import { Pool } from 'pg';
const pool = new Pool();
export async function find(id) {
  return pool.query('select * from users where id = ' + id);
}
${SERVED_FIND}`;

const fixed = flawed.replace("' + id)", "$1', [id])");

const project = (files: Readonly<Record<string, string | Buffer>>) =>
  tempProject({ 'package.json': manifest, ...files });

async function reportOf(cwd: string, ...argv: readonly string[]): Promise<Report> {
  const { stdout, stderr } = await runCli(cwd, ['--format', 'json', ...argv]);
  const parsed = reportSchema.safeParse(JSON.parse(stdout || `{"stderr":${JSON.stringify(stderr)}}`));
  expect(parsed.error).toBeUndefined();
  return parsed.data as Report;
}

describe('review', () => {
  it('is the default command, gates on new findings and says why in the last line', async () => {
    const root = project({ 'src/users.js': flawed });
    for (const argv of [[], ['review'], ['review', '.'], [root]]) {
      const { code, stdout, stderr } = await runCli(root, argv);
      expect([code, stderr]).toEqual([1, '']);
      expect(stdout).toContain('no-raw-sql-concatenation  src/users.js:4:21');
      expect(stdout.trimEnd().split('\n').at(-1)).toBe(
        'Exit 1: 1 new finding of severity high or above (--fail-on high)',
      );
    }
    const clean = await runCli(project({ 'src/users.js': fixed }), []);
    expect([clean.code, clean.stdout.trimEnd().split('\n').at(-1)]).toEqual([
      0,
      'Exit 0: no new finding of severity high or above',
    ]);
  });

  it('takes the level from the command line, then the config', async () => {
    const root = project({ 'src/users.js': flawed, 'backend-architect.json': '{ "failOn": "critical" }' });
    expect((await runCli(root, [])).code).toBe(0);
    expect((await runCli(root, ['--fail-on', 'high'])).code).toBe(1);
    expect((await runCli(root, ['--fail-on', 'none'])).code).toBe(0);
  });

  it('grades and switches rules as the config says', async () => {
    const root = project({
      'src/users.js': flawed,
      'backend-architect.json': '{ "rules": { "no-raw-sql-concatenation": "low" } }',
    });
    expect((await reportOf(root)).findings.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
      ['no-raw-sql-concatenation', 'low'],
    ]);
    writeFiles(root, { 'backend-architect.json': '{ "rules": { "no-raw-sql-concatenation": "off" } }' });
    expect((await reportOf(root)).findings).toEqual([]);
  });

  it('leaves out what a file shows by itself with --project-only, and says so', async () => {
    const { findings, exit, coverage } = await reportOf(project({ 'src/users.js': flawed }), '--project-only');
    expect([findings, exit]).toEqual([
      [],
      {
        code: 0,
        reason: 'no new finding of severity high or above; what a file shows by itself was left out (--project-only)',
      },
    ]);
    expect(coverage.notes?.[0]).toMatch(/^what a file shows by itself was left out \(--project-only\)/);
    // What takes two files to see is told.
    const far = project({
      'src/pool.js': "import { Pool } from 'pg'; export const db = new Pool();",
      'src/list.js':
        "import { db } from './pool.js';\nexport async function all(ids) {\n" +
        "  for (const id of ids) { const row = await db.query('select * from t where id = $1', [id]); use(row); }\n}",
    });
    const told = await reportOf(far, '--project-only');
    expect(told.findings.map(({ ruleId, location }) => [ruleId, location.file])).toEqual([
      ['no-n-plus-one', 'src/list.js'],
    ]);
  });

  it('narrows the report, never the analysis', async () => {
    const root = project({ 'src/users.js': flawed, 'src/orders.js': flawed });
    const narrowed = await reportOf(root, 'src/users.js');
    expect(narrowed.findings.map((finding) => finding.location.file)).toEqual(['src/users.js']);
    expect(narrowed.seen.files.read).toBe(2);
    expect(narrowed.coverage.narrowedTo).toBe('findings that touch src/users.js');
  });

  it('gives the same fingerprint wherever it is run from', async () => {
    const root = project({ 'src/users.js': flawed });
    const [here, above] = [await reportOf(root), await reportOf(dirname(root), root)];
    expect(above.findings[0]?.fingerprint).toBe(here.findings[0]?.fingerprint);
  });

  it('judges the next commit with --staged', async () => {
    const root = project({ 'src/users.js': fixed, 'src/old.js': flawed });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'first');
    writeFiles(root, { 'src/users.js': flawed });
    git(root, 'add', '.');
    writeFiles(root, { 'src/users.js': fixed });
    expect(await runCli(root, ['--staged'])).toMatchObject({ code: 1 });
    git(root, 'add', '.');
    expect(await runCli(root, ['--staged'])).toMatchObject({ code: 0 });
    expect((await reportOf(root, '--changed', 'HEAD')).findings).toEqual([]);
  });

  it('names a schema that does not parse under what was not read', async () => {
    const root = project({ 'src/users.js': fixed, 'prisma/schema.prisma': 'model User {\n  id Int @id\n  email\n}\n' });
    const { code, stdout } = await runCli(root, ['--require-complete']);
    expect(code).toBe(3);
    expect(stdout).toContain(
      'Unread    prisma/schema.prisma: line 3, column 8: expected the type of the field email, ' +
        'found the end of the line\n',
    );
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('Exit 3: 1 file not read (--require-complete)');
    writeFiles(root, { 'prisma/schema.prisma': 'model User {\n  id Int @id\n  email String\n}\n' });
    expect((await runCli(root, ['--require-complete'])).code).toBe(0);
  });

  it('says that git refused, and judges no commit without it', async () => {
    const root = project({ 'src/users.js': fixed });
    git(root, 'init', '-q');
    git(root, 'config', 'core.repositoryFormatVersion', '9');
    const { code, stdout } = await runCli(root, []);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining(
        'git cannot read this repository: Expected git repo version <= 1, found 9; files were listed without git',
      ),
    ]);
    for (const argv of [['--staged'], ['--changed']]) {
      expect(await runCli(root, argv)).toEqual({
        code: 2,
        stdout: '',
        stderr: `backend-architect: ${argv[0]}: git cannot read this repository: Expected git repo version <= 1, found 9
`,
      });
    }
  });

  it('writes a report to a file, whole or not at all', async () => {
    const root = project({ 'src/users.js': flawed });
    const { code, stdout, stderr } = await runCli(root, ['--format', 'sarif', '--output', 'review.sarif']);
    expect([code, stdout, stderr]).toEqual([
      1, '', 'backend-architect: exit 1: 1 new finding of severity high or above (--fail-on high)\n',
    ]);
    expect((JSON.parse(readFileSync(join(root, 'review.sarif'), 'utf8')) as { version: string }).version).toBe('2.1.0');
    const nowhere = await runCli(root, ['--output', 'no/such/folder/x.txt']);
    expect(nowhere).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `backend-architect: cannot write ${join(root, 'no/such/folder/x.txt')} (ENOENT)\n`,
    });
  });

  it('has the same bytes for the same input, from another directory and in another order of files', async () => {
    const files = { 'src/users.js': flawed, 'src/b/orders.js': flawed, 'a.ts': fixed };
    const root = project(files);
    const twin = tempProject(Object.fromEntries(Object.entries({ ...files, 'package.json': manifest }).reverse()));
    for (const format of ['json', 'sarif']) {
      const here = await runCli(root, ['--format', format]);
      const above = await runCli(dirname(root), ['--format', format, root]);
      const other = await runCli(twin, ['--format', format, '--no-cache']);
      expect(above.stdout).toBe(here.stdout);
      expect(other.stdout).toBe(here.stdout);
      expect(here.stdout).not.toContain(root);
    }
  });

  it('says the same with and without the cache', async () => {
    const root = project({ 'src/users.js': flawed, 'node_modules/.keep': '' });
    const options = readOptions([root], {}, { cwd: root, env: {} });
    const [cold, warm, without] = [
      await reviewProject(options),
      await reviewProject(options),
      await reviewProject({ ...options, cache: 'skip' }),
    ];
    expect(toJson(warm.report)).toBe(toJson(cold.report));
    expect(toJson(without.report)).toBe(toJson(cold.report));
  });
});

describe('baseline and explain', () => {
  it('makes what is there today known, and says what it did', async () => {
    const root = project({ 'src/users.js': flawed });
    expect(await runCli(root, ['baseline'])).toEqual({
      code: 0,
      stdout: '1 finding and 0 open questions written to .backend-architect/baseline; commit it\n',
      stderr: '',
    });
    const [, line = ''] = readFileSync(join(root, '.backend-architect/baseline'), 'utf8').split('\n');
    expect(line).toMatch(/^no-raw-sql-concatenation [0-9a-f]{20} src\/users\.js$/);
    expect(await reportOf(root)).toMatchObject({
      exit: { code: 0 },
      findings: [{ state: 'known' }],
      coverage: { baseline: { known: 1, fixed: 0 } },
    });
    writeFiles(root, {
      'src/users.js': `// moved down

${flawed.replace('find(id)', 'find(userId)').replace('+ id', '+ userId')}
export const other = (x) => pool.query('delete from users where id = ' + x);
`,
    });
    expect((await reportOf(root)).findings.map((finding) => finding.state)).toEqual(['known', 'new']);
    expect((await runCli(root, ['baseline'])).stdout).toBe(
      '2 findings and 0 open questions written to .backend-architect/baseline (1 new, 0 gone); commit it\n',
    );
    writeFiles(root, { 'src/users.js': fixed });
    expect(await reportOf(root)).toMatchObject({
      exit: { code: 0 },
      findings: [],
      coverage: { baseline: { known: 0, fixed: 2 } },
    });
  });

  it('explains one finding by the first digits of its fingerprint', async () => {
    const root = project({ 'src/users.js': flawed });
    const fingerprint = (await reportOf(root)).findings[0]?.fingerprint ?? '';
    const { code, stdout } = await runCli(root, ['explain', fingerprint.slice(0, 6)]);
    expect(code).toBe(0);
    expect(stdout).toContain('CWE-89');
    expect(stdout).toContain('// backend-architect-ignore no-raw-sql-concatenation -- <reason>');
    expect(await runCli(root, ['explain', 'ffffffff'])).toMatchObject({ code: 2, stdout: '' });
    expect((await runCli(root, ['explain', 'nonsense'])).stderr).toContain(
      '"nonsense" is neither a rule nor a fingerprint',
    );
  });
});

describe('bad input', () => {
  const oneLine = /^backend-architect: [^\n]+\n$/;
  const failing = async (root: string, argv: readonly string[], message: string): Promise<void> => {
    const { code, stdout, stderr } = await runCli(root, argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(oneLine);
    expect(stderr).toContain(message);
  };

  it('names a path that is not there, and paths of two projects', async () => {
    const root = tempProject({ 'a/package.json': manifest, 'b/package.json': manifest });
    await failing(root, ['review', 'nowhere'], 'no such path: nowhere');
    await failing(root, ['review', 'a', 'b'], 'a and b belong to different projects');
    await failing(join(root, 'a'), ['--staged', '--changed'], '--staged and --changed cannot be combined');
    await failing(join(root, 'a'), ['--staged'], '--staged needs a git repository');
  });

  it('says in one line and a hint what an option may be', async () => {
    const { code, stderr } = await runCli(project({}), ['--format', 'xml']);
    expect([code, stderr.split('\n')[0]]).toEqual([
      2,
      "backend-architect: option '--format <format>' argument 'xml' is invalid. " +
        'Allowed choices are pretty, json, sarif, github.',
    ]);
    expect((await runCli(project({}), ['--fial-on', 'high'])).code).toBe(2);
    expect(await runCli(project({}), ['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' });
  });

  it('does not take an empty folder for a clean one', async () => {
    const { code, stdout } = await runCli(tempProject({}), []);
    expect(code).toBe(2);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      'Exit 2: nothing was looked at: no JavaScript or TypeScript source here',
    );
    const root = project({ 'src/a.js': '', 'docs/readme.md': '' });
    expect((await runCli(root, ['docs'])).code).toBe(2);
  });

  it('says which key of the config is wrong, and where', async () => {
    await failing(
      project({ 'backend-architect.json': '{ "rules": { "no-sqli": "high" } }' }),
      [],
      'backend-architect.json: rules: "no-sqli" is not a rule; did you mean "no-sql-injection"?',
    );
    await failing(
      project({ 'backend-architect.json': '{ "fail": 1 }' }),
      [],
      'backend-architect.json:1:3: "fail" is not known here',
    );
    await failing(project({ 'backend-architect.json': '{' }), [], 'backend-architect.json:1:2: not valid JSON');
  });

  it('says which line of the baseline is wrong', async () => {
    await failing(
      project({ 'src/a.js': '', '.backend-architect/baseline': 'x\ny\n' }),
      [],
      '.backend-architect/baseline:1: expected',
    );
    const root = project({ 'src/a.js': '', '.backend-architect/baseline': '\u0000\u0001 nonsense' });
    expect((await runCli(root, ['baseline'])).code).toBe(0);
  });

  it('goes on when files cannot be read, and lists them', async () => {
    const root = project({
      'src/users.js': flawed,
      'src/broken.ts': 'export const = ;',
      'src/garbage.ts': Buffer.from([0, 159, 146, 150]),
      'src/big.js': Buffer.alloc(10 * 1024 * 1024, '/'),
      'tsconfig.json': '{ "extends": "./missing.json", "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }',
    });
    symlinkSync('..', join(root, 'src/up'));
    const report = await reportOf(root);
    expect(report.seen.files.skipped.map(({ file }) => file)).toEqual([
      'missing.json', 'src/big.js', 'src/broken.ts', 'src/garbage.ts',
    ]);
    expect(report).toMatchObject({ exit: { code: 1 }, coverage: { filesNotRead: 4, internalErrors: [] } });
    expect((await runCli(root, ['--fail-on', 'none', '--require-complete'])).code).toBe(3);
  });

  it('keeps a ledger edited into nonsense out of the review, and says so', async () => {
    const root = project({
      'src/users.js': fixed,
      '.backend-architect/answers/no-layer-violation/0123.json': '{ nonsense',
    });
    const report = await reportOf(root);
    expect(report.exit.code).toBe(0);
    expect(report.coverage.notes?.[0]).toContain('.backend-architect/answers/no-layer-violation/0123.json was ignored');
  });

  it('writes no baseline after a run that looked at nothing', async () => {
    const root = tempProject({});
    expect(await runCli(root, ['baseline'])).toMatchObject({ code: 2, stdout: '' });
    expect(existsSync(join(root, '.backend-architect'))).toBe(false);
  });

  it('needs a key only to ask', async () => {
    const root = project({ 'src/users.js': flawed });
    expect((await runCli(root, ['escalate', '--plan'])).code).toBe(0);
    await failing(root, ['escalate'], 'no key: set ANTHROPIC_API_KEY');
    await failing(root, ['escalate', '--plan', '--prune'], '--plan and --prune cannot be combined');
    expect(await runCli(root, ['--escalate'])).toMatchObject({
      code: 1,
      stderr: 'backend-architect: no key: set ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN to ask the open questions\n',
    });
  });
});
