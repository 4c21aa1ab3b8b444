import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/report-schema.js';
import type { Finding, Report } from '../../src/report/types.js';
import { git, tempProject, writeFiles } from '../temp-project.js';
import { runCli } from './run-cli.js';

const MANIFEST = '{"name":"shop","dependencies":{"express":"^4.21.0","pg":"^8.11.0","knex":"^3.0.0"}}';
const project = (files: Readonly<Record<string, string>>) => tempProject({ 'package.json': MANIFEST, ...files });

async function reportOf(cwd: string, ...argv: readonly string[]): Promise<Report> {
  const { stdout, stderr } = await runCli(cwd, ['--format', 'json', ...argv]);
  const parsed = reportSchema.safeParse(JSON.parse(stdout || `{"stderr":${JSON.stringify(stderr)}}`));
  expect(parsed.error).toBeUndefined();
  return parsed.data as Report;
}

/** Causes of a rule, each with the places that share it: `file:line`. */
function causes({ findings }: Report, rule: string): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  const keys = new Map<string, string>();
  for (const { ruleId, group, location } of findings.filter((one: Finding) => one.ruleId === rule)) {
    const name = group?.cause ?? '-';
    if (group) expect(keys.get(group.key) ?? name, `one key, one cause: ${ruleId}`).toBe(name);
    if (group) keys.set(group.key, name);
    (found[name] ??= []).push(`${location.file}:${location.startLine}`);
  }
  expect(keys.size).toBe(Object.keys(found).filter((name) => name !== '-').length);
  return found;
}

const AUDIT = `import { Pool } from 'pg';
const pool = new Pool();
export async function record(what) {
  await pool.query('insert into audit (what) values ($1)', [what]);
}
`;
const caller = (name: string, from = './audit.js') =>
  `import { record } from '${from}';\nexport async function ${name}(what) {\n  record(what);\n}\n`;

describe('one helper nobody waits for', () => {
  it('is one problem wherever it is called, in its own file too, and stays one when code moves', async () => {
    const root = project({
      'src/audit.js': `${AUDIT}export function all(whats) {\n  record(whats[0]);\n}\n`,
      'src/a.js': caller('a'),
      'src/b.js': caller('b'),
    });
    const before = await reportOf(root);
    expect(causes(before, 'no-unawaited-io')).toEqual({
      'through `record` of src/audit.js': ['src/a.js:3', 'src/audit.js:7', 'src/b.js:3'],
    });
    writeFiles(root, { 'src/audit.js': `// moved\n\n${AUDIT}` });
    const after = await reportOf(root);
    expect(after.findings[0]?.group?.key).toBe(before.findings[0]?.group?.key);
  });

  it('is known by file and name: one of the same name in another file is another problem', async () => {
    const root = project({
      'src/audit.js': AUDIT,
      'src/other/audit.js': AUDIT,
      'src/a.js': caller('a'),
      'src/b.js': caller('b', './other/audit.js'),
    });
    expect(causes(await reportOf(root), 'no-unawaited-io')).toEqual({
      'through `record` of src/audit.js': ['src/a.js:3'],
      'through `record` of src/other/audit.js': ['src/b.js:3'],
    });
  });

  it('is none where each call has to be waited for: in a transaction, in a condition, or a library', async () => {
    const root = project({
      'src/users.js': `import { Pool } from 'pg';
const pool = new Pool();
export async function isAdmin(id) { return (await pool.query('select 1 from admins where id = $1', [id])).rowCount > 0; }
`,
      'src/a.js': `import { isAdmin } from './users.js';
export async function a(id) { if (isAdmin(id)) return 1; return 2; }
export async function b(id) { if (isAdmin(id)) return 3; return 4; }
`,
      'src/c.js': `import { Pool } from 'pg';
const pool = new Pool();
export async function c() {
  pool.query('delete from a');
  pool.query('delete from b');
}
`,
    });
    expect(Object.keys(causes(await reportOf(root), 'no-unawaited-io'))).toEqual(['-']);
  });
});

describe('a baseline that knows one place of a problem', () => {
  it('fails on a second one, and the screen shows only that', async () => {
    const root = project({ 'src/audit.js': AUDIT, 'src/a.js': caller('a') });
    await runCli(root, ['baseline']);
    expect((await runCli(root, [])).code).toBe(0);
    writeFiles(root, { 'src/b.js': caller('b') });
    const { code, stdout } = await runCli(root, []);
    expect(code).toBe(1);
    expect(stdout).toContain('no-unawaited-io  src/b.js:3:3');
    expect(stdout).not.toContain('src/a.js:3');
    expect(stdout).toContain('1 new finding, 1 of them critical or high');
    expect((await runCli(root, ['--quiet'])).stdout.split('\n')).toHaveLength(2);
    const { findings } = await reportOf(root);
    expect(findings.map(({ state }) => state)).toEqual(['known', 'new']);
    expect(new Set(findings.map(({ group }) => group?.key)).size).toBe(1);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  it('holds every place: the whole problem is known, and a comment takes one place out of it', async () => {
    const root = project({
      'src/audit.js': AUDIT,
      'src/a.js': caller('a'),
      'src/b.js': caller('b'),
      'src/c.js': caller('c').replace(
        '  record',
        '  // backend-architect-ignore no-unawaited-io -- best effort\n  record',
      ),
    });
    const shown = (await runCli(root, [])).stdout;
    expect(shown).toContain('1 problem in 2 new findings, 1 of the problems critical or high');
    expect(shown).toContain('Also      1 more place, through `record` of src/audit.js: src/b.js:3:3; --all shows them');
    expect(shown).not.toContain('src/c.js');
    await runCli(root, ['baseline']);
    expect((await runCli(root, [])).code).toBe(0);
  });

  it('is shown a place of by its path alone', async () => {
    const root = project({ 'src/audit.js': AUDIT, 'src/a.js': caller('a'), 'src/b.js': caller('b') });
    const { findings } = await reportOf(root, 'src/b.js');
    expect(findings.map(({ location }) => location.file)).toEqual(['src/b.js']);
    expect(findings[0]?.group?.cause).toBe('through `record` of src/audit.js');
  });
});

describe('a staged caller', () => {
  it('is the place that is shown, beside one that was committed before', async () => {
    const root = project({ 'src/audit.js': AUDIT, 'src/a.js': caller('a') });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'first');
    writeFiles(root, { 'src/b.js': caller('b') });
    git(root, 'add', '.');
    const { code, stdout } = await runCli(root, ['--staged', '--quiet']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^src\/b\.js:3:3 high no-unawaited-io [^\n]*\n$/);
    expect(stdout).not.toContain('more place');
  });
});

describe('explain', () => {
  it('names the other places of the group with their fingerprints', async () => {
    const root = project({ 'src/audit.js': AUDIT, 'src/a.js': caller('a'), 'src/b.js': caller('b') });
    const {
      findings: [first, second],
    } = await reportOf(root);
    const { stdout } = await runCli(root, ['explain', first!.fingerprint]);
    expect(stdout).toContain(
      `Group     one of 2 places, through \`record\` of src/audit.js; also at
            src/b.js:3:3  ${second!.fingerprint}`,
    );
  });
});

describe('what one change mends', () => {
  it('is one library that ignores rejections, for each package of its own', async () => {
    const routes = `import express from 'express';
import { Pool } from 'pg';
const pool = new Pool();
const app = express();
app.get('/a', async (req, res) => {
  res.json(await pool.query('select 1'));
});
app.get('/b', async (req, res) => {
  res.json(await pool.query('select 2'));
});
`;
    const root = tempProject({
      'package.json': '{"name":"all","private":true,"workspaces":["apps/*"]}',
      'apps/x/package.json': MANIFEST,
      'apps/x/src/app.js': routes,
      'apps/y/package.json': MANIFEST,
      'apps/y/src/app.js': routes,
    });
    expect(causes(await reportOf(root), 'require-async-error-handling')).toEqual({
      'as `express` ignores rejections in apps/x': ['apps/x/src/app.js:5', 'apps/x/src/app.js:8'],
      'as `express` ignores rejections in apps/y': ['apps/y/src/app.js:5', 'apps/y/src/app.js:8'],
    });
  });

  it('is a check of the query string at the head of one handler, not of another', async () => {
    const root = project({
      'src/app.js': `import express from 'express';
const app = express();
app.get('/a', async (req, res) => {
  const { tags, name } = req.query;
  const list = tags.split(',');
  res.json([list, name.trim(), tags.toLowerCase()]);
});
app.get('/b', async (req, res) => {
  res.json(req.query.tags.split(','));
});
`,
    });
    expect(Object.values(causes(await reportOf(root), 'require-input-validation'))).toEqual([
      ['src/app.js:5', 'src/app.js:6', 'src/app.js:6'],
      ['src/app.js:9'],
    ]);
  });

  it('is the field or getter of a class that its parent in another file declares', async () => {
    const filter = (name: string) =>
      `import { Filter } from './filter.js';
export class ${name} extends Filter {
  apply(db) { return db.query(\`select * from t where a = \${this.column}\`); }
}
`;
    const root = project({
      'src/filter.js': `export class Filter {
  constructor(column) { this.name = column; }
  get column() { return \`"\${this.name}"\`; }
}
`,
      'src/a.js': filter('A'),
      'src/b.js': filter('B'),
      'src/c.js': `export class C {
  get column() { return globalThis.x; }
  apply(db) { return db.query(\`select * from t where a = \${this.column}\`); }
}
`,
    });
    expect(causes(await reportOf(root), 'no-raw-sql-concatenation')).toEqual({
      'with `Filter.column` of src/filter.js': ['src/a.js:3', 'src/b.js:3'],
      'with `C.column` of src/c.js': ['src/c.js:3'],
    });
  });

  it('is a wrapper of the project that runs the handlers, not one of a library', async () => {
    const leak = (wrap: string, path: string) =>
      `app.get('${path}', ${wrap}(async (req, res) => {
  try { res.json(await load()); } catch (error) { res.status(500).json({ error: error.message }); }
}));
`;
    const root = project({
      'src/wrapped.js': `export function wrapped(handler) {
  return async (req, res, next) => { try { await handler(req, res); } catch (error) { next(error); } };
}
`,
      'src/app.js': `import express from 'express';
import asyncHandler from 'express-async-handler';
import { wrapped } from './wrapped.js';
import { load } from './load.js';
const app = express();
${leak('wrapped', '/a')}${leak('wrapped', '/b')}${leak('asyncHandler', '/c')}`,
      'src/load.js': 'export async function load() { return (await fetch("https://example.com")).json(); }\n',
    });
    expect(causes(await reportOf(root), 'no-error-detail-leak')).toEqual({
      'in handlers run by `wrapped` of src/wrapped.js': ['src/app.js:7', 'src/app.js:10'],
      'as each place words its own answer to a failure': ['src/app.js:13'],
    });
  });

  it('is the habit of a project where nothing runs them all, and a stack is a problem of its own', async () => {
    const routes = (path: string, sent: string): string => `import express from 'express';
import { load } from './load.js';
export const router = express.Router();
router.get('${path}', async (req, res) => {
  try { res.json(await load()); } catch (error) { res.status(500).json({ sent: ${sent} }); }
});
`;
    const root = project({
      'src/app.js': `import express from 'express';
import { router as a } from './a.js';
import { router as b } from './b.js';
import { router as c } from './c.js';
const app = express();
app.use(a, b, c);
`,
      'src/a.js': routes('/a', 'error.message'),
      'src/b.js': routes('/b', 'String(error)'),
      'src/c.js': routes('/c', 'error.stack'),
      'src/load.js': 'export async function load() { return (await fetch("https://example.com")).json(); }\n',
    });
    expect(causes(await reportOf(root), 'no-error-detail-leak')).toEqual({
      'as each place words its own answer to a failure': ['src/a.js:5', 'src/b.js:5'],
      '-': ['src/c.js:5'],
    });
  });

  it('is the habit of telling failures with a status of success', async () => {
    const root = project({
      'src/app.js': `import express from 'express';
const app = express();
app.get('/a', (req, res) => { res.json({ error: 'no such thing' }); });
app.get('/b', (req, res) => { res.send({ success: false }); });
`,
    });
    expect(causes(await reportOf(root), 'correct-status-code')).toEqual({
      'as failures are told with a status of success': ['src/app.js:3', 'src/app.js:4'],
    });
  });
});
