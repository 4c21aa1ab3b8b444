import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownRules, ruleCatalogue } from '../../src/rule-catalogue.js';
import { rulePage } from '../../src/rule-page.js';
import { tempProject } from '../temp-project.js';
import { runCli } from './run-cli.js';
import { SERVED_FIND } from './served-find.js';

const manifest = '{"name":"shop","dependencies":{"pg":"^8.11.0"}}';
const flawed =
  `import { Pool } from 'pg';
const pool = new Pool();
export async function find(id) {
  return pool.query('select * from users where id = ' + id);
}
` + SERVED_FIND;
const sound = flawed.replace("' + id)", "$1', [id])");

describe('--quiet', () => {
  it('says nothing on success, and one line a finding else', async () => {
    expect(await runCli(tempProject({ 'package.json': manifest, 'src/users.js': sound }), ['--quiet'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    const { code, stdout, stderr } = await runCli(tempProject({ 'package.json': manifest, 'src/users.js': flawed }), [
      '--quiet',
    ]);
    expect([code, stderr]).toEqual([
      1,
      'backend-architect: exit 1: 1 new finding of severity high or above (--fail-on high)\n',
    ]);
    expect(stdout).toMatch(/^src\/users\.js:4:21 high no-raw-sql-concatenation [^\n]+\n$/);
    expect((await runCli(tempProject({ 'package.json': manifest }), ['--quiet', '--format', 'json'])).stderr).toBe(
      'backend-architect: --quiet and --format cannot be combined: each says how the report is written\n',
    );
  });
});

describe('--format github', () => {
  it('names paths from the root of the repository and writes the job summary', async () => {
    const root = tempProject({ 'services/shop/package.json': manifest, 'services/shop/src/users.js': flawed });
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: root, GITHUB_STEP_SUMMARY: join(root, 'summary.md') };
    writeFileSync(join(root, 'summary.md'), 'before\n');
    const { code, stdout, stderr } = await runCli(root, ['services/shop', '--format', 'github'], { env });
    expect([code, stderr]).toEqual([
      1,
      'backend-architect: exit 1: 1 new finding of severity high or above (--fail-on high)\n',
    ]);
    expect(stdout).toMatch(/^::error file=services\/shop\/src\/users\.js,line=4,endLine=4,col=21,/);
    const summary = readFileSync(join(root, 'summary.md'), 'utf8');
    expect(summary).toMatch(/^before\n## backend-architect\n/);
    expect(summary).toContain('services/shop/src/users.js&#58;4&#58;21');
    const elsewhere = await runCli(join(root, 'services/shop'), ['--format', 'github'], {
      env: { ...env, GITHUB_WORKSPACE: join(root, 'services/shop'), GITHUB_STEP_SUMMARY: join(root, 'no/such/file') },
    });
    expect(elsewhere.stdout).toMatch(/^::error file=src\/users\.js,/);
    expect(elsewhere.stderr).toMatch(
      /^backend-architect: no job summary: cannot write GITHUB_STEP_SUMMARY \(ENOENT\)\n/,
    );
    expect(elsewhere.code).toBe(1);
  });
});

describe('what the reviewed project can make a terminal or a CI host do', () => {
  const hostile = 'x\u001b[2J\u202e\u009b31m';
  const unsafe = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

  it.each([
    ['a path', ['review', hostile], {}],
    ['a rule', ['explain', hostile], {}],
    ['a fingerprint and its path', ['explain', 'abcd', hostile], {}],
    ['an option', [`--${hostile}`], {}],
    ['a value', ['--format', hostile], {}],
    ['a ref', ['--changed', hostile], {}],
    [
      'a rule of the config',
      [],
      { 'backend-architect.json': JSON.stringify({ rules: { [hostile]: 'high' } }).replaceAll('\\u001b', '\u001b') },
    ],
    ['a key of the config', [], { 'backend-architect.json': JSON.stringify({ [hostile]: 1 }) }],
    ['a line of the baseline', [], { '.backend-architect/baseline': `${hostile}\n` }],
    ['an output', ['--output', `no/${hostile}/x`], {}],
  ] as const)('is nothing, by the name of %s', async (_, argv, files) => {
    const root = tempProject({ 'package.json': manifest, 'src/users.js': sound, ...files });
    const { code, stdout, stderr } = await runCli(root, argv);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toMatch(unsafe);
    expect(stderr.length).toBeGreaterThan(0);
  });

  it.each(['pretty', 'json', 'sarif', 'github', 'quiet'])(
    'is nothing, by the name of a file, in the format %s',
    async (format) => {
      const root = tempProject({ 'package.json': manifest });
      const folder = join(root, `src${hostile}\n  ::stop-commands::y\n  ##[error]z`);
      mkdirSync(folder);
      writeFileSync(join(folder, 'users.js'), flawed);
      writeFileSync(join(folder, 'broken.js'), 'const = ;');
      const { stdout, stderr } = await runCli(root, format === 'quiet' ? ['--quiet'] : ['--format', format], {
        env: { GITHUB_ACTIONS: 'true' },
      });
      expect(stdout).toContain('users.js');
      expect(stdout + stderr).not.toMatch(unsafe);
      expect(
        (stdout + stderr).split('\n').filter((line) => /^\s*(?:::(?!(?:error|warning) file=)|##\[)/.test(line)),
      ).toEqual([]);
    },
  );

  it('is nothing by a message whose words are wrapped to the front of a line', async () => {
    const source = `import express from 'express';
import { Pool } from 'pg';
const pool = new Pool();
const app = express();
app.get('/a/${'b'.repeat(40)}', async (req, res) => {
  const { rows } = await pool.query(\`select 1 from t where a = \${req.query['a b ::stop-commands::x']}\`);
  res.json(rows);
});
`;
    let wrapped = 0;
    for (let columns = 60; columns <= 120; columns += 4) {
      const { stdout } = await runCli(tempProject({ 'package.json': manifest, 'src/a.js': source }), ['--all'], {
        env: { GITHUB_ACTIONS: 'true' },
        terminal: { columns, colours: false },
      });
      expect(stdout).not.toMatch(/^\s*::/m);
      if (/^\s*\\u\{3a\}:stop-commands/m.test(stdout)) wrapped++;
    }
    expect(wrapped).toBeGreaterThan(0);
  });
});

describe('explain', () => {
  it('has a page for every rule and detector, and prints it without its markup', async () => {
    for (const id of knownRules()) expect(rulePage(id), id).toContain(`# ${id}\n`);
    const empty = tempProject({});
    for (const id of ['no-sql-injection', 'backend-architect/no-sql-injection', 'require-auth-on-route']) {
      const { code, stdout, stderr } = await runCli(empty, ['explain', id]);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout.startsWith(`${id.replace('backend-architect/', '')}\n\n`)).toBe(true);
      expect(stdout).not.toMatch(/<!--|\*\*|```|^#|\]\(/m);
      expect(stdout.split('\n').filter((line) => line.length > 120 && !line.startsWith('    '))).toEqual([]);
    }
    expect((await runCli(empty, ['explain', 'no-sql-injection'])).stdout).toMatch(/\nIncorrect\n\n {4}import /);
  });

  it('finds the rule somebody meant', async () => {
    expect((await runCli(tempProject({}), ['explain', 'no-sql-injektion'])).stderr).toBe(
      'backend-architect: "no-sql-injektion" is neither a rule nor a fingerprint; did you mean "no-sql-injection"?\n',
    );
  });
});

describe('a slip', () => {
  it('of a command, an option or a choice is answered with what was meant', async () => {
    const root = tempProject({ 'package.json': manifest, 'src/users.js': sound });
    expect(await runCli(root, ['reviw'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'backend-architect: "reviw" is neither a command nor a path; did you mean "backend-architect review"?\n',
    });
    expect((await runCli(root, ['revue', '--quiet'])).stderr).toContain(
      '"revue" is neither a command nor a path; did you mean "backend-architect review"?',
    );
    expect(await runCli(root, ['esclate', '--plan'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'backend-architect: "esclate" is neither a command nor a path; did you mean "backend-architect escalate"?\n',
    });
    expect((await runCli(root, ['--quiet', 'explian', 'abcd'])).stderr).toContain(
      'did you mean "backend-architect explain"?',
    );
    expect((await runCli(root, ['quux'])).stderr).toContain(
      '"quux" is neither a command nor a path; commands are review, baseline, routes, explain, escalate',
    );
    expect((await runCli(root, ['review', 'reviw'])).stderr).toBe('backend-architect: no such path: reviw\n');
    expect((await runCli(root, ['src'])).code).toBe(0);
    expect((await runCli(root, ['--stagd'])).stderr).toContain('(Did you mean --staged?)');
    expect((await runCli(root, ['escalate', '--pln'])).stderr).toContain('(Did you mean --plan?)');
  });
});

describe('entry points', () => {
  const listening = `import { createServer } from 'nanoexpress';
const server = createServer();
server.get('/a', (req, res, next) => next());
server.listen(80);
`;

  it('that are not recognised are said, with the libraries nobody knows', async () => {
    const root = tempProject({
      'package.json': '{"dependencies":{"nanoexpress":"^11.1.0","express":"^5.1.0"},"devDependencies":{"zx":"^8.0.0"}}',
      'src/app.js': `import 'zx';\n${listening}`,
      'src/b.test.js': "import 'supertest';\n",
    });
    const { seen } = JSON.parse((await runCli(root, ['--format', 'json'])).stdout) as { seen: object };
    expect(seen).toMatchObject({
      routes: 0,
      entryPoints: { serverLibraries: ['express'], withoutHandler: 0, incomplete: 0 },
      unmodelled: [{ name: 'nanoexpress', files: 1 }],
    });
    const { stdout } = await runCli(root, []);
    expect(stdout).toContain('Blind     No entry point is recognised although the project uses express');
    expect(stdout).toContain('Nothing new was found, in code whose entry points are not known.');
  });

  it('without a handler that can be followed are counted', async () => {
    const app = `import express from 'express';
import { make } from 'some-handlers';
const app = express();
app.get('/a', make('a'));
app.get('/b', make('b'));
app.get('/c', (req, res) => res.end());
`;
    const { stdout } = await runCli(
      tempProject({
        'package.json': '{"dependencies":{"express":"^5.1.0","some-handlers":"^1.0.0"}}',
        'src/app.js': app,
      }),
      [],
    );
    expect(stdout).toContain(
      '2 of 3 entry points have no handler that could be followed: what they do was not judged.',
    );
    expect(stdout).toContain('Imported and not modelled: some-handlers (imported by 1 file).');
  });
});

describe('the catalogue', () => {
  it('names each rule once: none has a half among the detectors', () => {
    const ids = ruleCatalogue().map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('takes for security what names a category of attacks, not of slowness', () => {
    const security = new Set(
      ruleCatalogue()
        .filter((rule) => rule.security)
        .map(({ id }) => id),
    );
    for (const id of ['no-sql-injection', 'no-ssrf', 'require-auth-on-route', 'no-regex-dos', 'no-fail-open-auth'])
      expect(security.has(id), id).toBe(true);
    for (const id of [
      'no-n-plus-one', 'no-import-cycle', 'no-double-response', 'no-unawaited-io', 'correct-status-code',
    ])
      expect(security.has(id), id).toBe(false);
  });
});
