import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprintsOf } from '../../src/findings/fingerprint.js';
import { reportSchema } from '../../src/report/report-schema.js';
import type { Report } from '../../src/report/types.js';
import { git, tempProject, writeFiles } from '../temp-project.js';
import { runCli } from './run-cli.js';

const MANIFEST = '{"name":"shop","dependencies":{"express":"^5.0.0","pg":"^8.11.0"}}';
const HEAD = "import express from 'express';\n";
const REPO = `import { Pool } from 'pg';
const pool = new Pool();
export function search(where) {
  return pool.query('select * from items where name = ' + where);
}
`;
const route = (name: string, from = './repo.js', fn = 'search'): string =>
  `${HEAD}import { ${fn} } from '${from}';
export const ${name} = express.Router();
${name}.get('/${name}', async (req, res) => {
  res.json(await ${fn}(req.query.${name}));
});
`;
const APP = (...names: readonly string[]): string =>
  `${HEAD}${names.map((name) => `import { ${name} } from './${name}.js';\n`).join('')}const app = express();
${names.map((name) => `app.use(${name});\n`).join('')}app.listen(3000);
`;

/** Reviewed, written into the baseline, and changed. */
async function changed(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Promise<string> {
  const root = tempProject({ 'package.json': MANIFEST, ...before });
  await runCli(root, ['baseline']);
  expect((await runCli(root, [])).code).toBe(0);
  writeFiles(root, after);
  return root;
}

interface Seen {
  readonly code: number;
  readonly ways: readonly (readonly [state: string, place: string, caller: string])[];
  readonly report: Report;
}

/** Findings of a rule by their callers: state, place and caller, as `file:line`. */
async function seen(root: string, rule: string): Promise<Seen> {
  const { code, stdout } = await runCli(root, ['--format', 'json']);
  const report = reportSchema.parse(JSON.parse(stdout)) as Report;
  const line = (at?: { readonly file: string; readonly startLine: number }): string =>
    at ? `${at.file}:${at.startLine}` : '-';
  return {
    code,
    report,
    ways: report.findings
      .filter(({ ruleId }) => ruleId === rule)
      .flatMap(({ state, location, callers }) =>
        callers
          ? callers.map((caller) => [caller.state, line(location), line(caller.location)] as const)
          : [[state, line(location), '-'] as const],
      ),
  };
}

describe('a second caller of what the baseline knows', () => {
  it('in another file is new, fails, and is all that is shown', async () => {
    const root = await changed(
      { 'src/repo.js': REPO, 'src/a.js': route('a'), 'src/app.js': APP('a') },
      { 'src/c.js': route('c'), 'src/app.js': APP('a', 'c') },
    );
    const { code, ways, report } = await seen(root, 'no-sql-injection');
    expect(code).toBe(1);
    expect(ways).toEqual([
      ['known', 'src/repo.js:4', 'src/a.js:5'],
      ['new', 'src/repo.js:4', 'src/c.js:5'],
    ]);
    const found = report.findings.filter(({ ruleId }) => ruleId === 'no-sql-injection');
    expect(found).toMatchObject([{ state: 'new' }]);
    expect(found[0]?.steps[0]?.location.file).toBe('src/c.js');
    const { stdout } = await runCli(root, []);
    expect(stdout).toContain('src/c.js:5');
    expect(stdout).not.toContain('src/a.js:5');
    expect((await runCli(root, ['--quiet'])).stdout).toMatch(
      /^src\/repo\.js:4:\d+ critical no-sql-injection .* \(handed in at src\/c\.js:5:\d+\)$/m,
    );
  });

  it('in the same file', async () => {
    const file = (...paths: readonly string[]): string =>
      `${HEAD}import { exec } from 'node:child_process';
const app = express();
function run(c) {
  exec('ping ' + c);
}
${paths
  .map(
    (path) => `app.get('/${path}', (req, res) => {
  run(req.query.${path});
  res.end();
});
`,
  )
  .join('')}app.listen(3000);
`;
    const root = await changed({ 'src/app.js': file('a') }, { 'src/app.js': file('b', 'a') });
    const { code, ways } = await seen(root, 'no-command-injection');
    expect([code, ways]).toEqual([
      1,
      [
        ['new', 'src/app.js:5', 'src/app.js:8'],
        ['known', 'src/app.js:5', 'src/app.js:12'],
      ],
    ]);
  });

  it('three hops away, through the same functions', async () => {
    const service = `import { search } from './repo.js';
export function find(q) {
  return search(q.trim());
}
export function list(q) {
  return find(q);
}
`;
    const two = `${HEAD}import { list } from './service.js';
export const a = express.Router();
a.get('/a', async (req, res) => {
  res.json(await list(req.query.a));
});
a.get('/b', async (req, res) => {
  res.json(await list(req.query.b));
});
`;
    const root = await changed(
      {
        'src/repo.js': REPO,
        'src/service.js': service,
        'src/a.js': route('a', './service.js', 'list'),
        'src/app.js': APP('a'),
      },
      { 'src/a.js': two },
    );
    const { code, ways } = await seen(root, 'no-sql-injection');
    expect([code, ways]).toEqual([
      1,
      [
        ['known', 'src/repo.js:4', 'src/a.js:5'],
        ['new', 'src/repo.js:4', 'src/a.js:8'],
      ],
    ]);
  });

  it('beside one in the file of the helper, and with the same text in one handler', async () => {
    const own = (more: string): string =>
      `${HEAD}${REPO}const app = express();
app.get('/own', async (req, res) => {
  await search(req.query.q);
  ${more}res.end();
});
app.listen(3000);
`;
    const root = await changed(
      { 'src/repo.js': own('') },
      { 'src/repo.js': own('await search(req.query.q);\n  '), 'src/c.js': route('c') },
    );
    const { code, ways } = await seen(root, 'no-sql-injection');
    expect(code).toBe(1);
    expect(ways.map(([state, , caller]) => [state, caller])).toEqual([
      ['new', 'src/c.js:5'],
      ['known', 'src/repo.js:9'],
      ['new', 'src/repo.js:10'],
    ]);
  });
});

describe('who hands input in', () => {
  const two = { 'src/repo.js': REPO, 'src/a.js': route('a'), 'src/c.js': route('c'), 'src/app.js': APP('a', 'c') };

  it('is known after its file, the file of the helper, or both were renamed', async () => {
    const root = tempProject({ 'package.json': MANIFEST, ...two });
    git(root, 'init', '-q', '-b', 'main');
    await runCli(root, ['baseline']);
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'known');
    git(root, 'mv', 'src/c.js', 'src/d.js');
    writeFiles(root, { 'src/app.js': APP('a', 'c').replace('./c.js', './d.js') });
    expect((await seen(root, 'no-sql-injection')).ways).toEqual([
      ['known', 'src/repo.js:4', 'src/a.js:5'],
      ['known', 'src/repo.js:4', 'src/d.js:5'],
    ]);
    git(root, 'mv', 'src/repo.js', 'src/store.js');
    writeFiles(root, { 'src/a.js': route('a', './store.js'), 'src/d.js': route('c', './store.js') });
    expect((await seen(root, 'no-sql-injection')).ways).toEqual([
      ['known', 'src/store.js:4', 'src/a.js:5'],
      ['known', 'src/store.js:4', 'src/d.js:5'],
    ]);
  });

  it('changes neither the fingerprint nor the lines of others in the baseline, wherever it stands', async () => {
    const written = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
      const root = tempProject({ 'package.json': MANIFEST, ...files });
      await runCli(root, ['baseline']);
      const { report } = await seen(root, 'no-sql-injection');
      const lines = readFileSync(join(root, '.backend-architect/baseline'), 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('no-sql-injection'));
      return [
        ...report.findings.flatMap(({ ruleId, fingerprint }) => (ruleId === 'no-sql-injection' ? [fingerprint] : [])),
        ...lines,
      ];
    };
    const [fingerprint, ...lines] = await written(two);
    const { 'src/a.js': _a, ...others } = two;
    expect(lines).toHaveLength(2);
    const [same, ...left] = await written({
      ...others,
      'src/c.js': `// moved\n\n${two['src/c.js']}`,
      'src/app.js': APP('c'),
    });
    expect(same).toBe(fingerprint);
    expect(left).toHaveLength(1);
    expect(lines).toContain(left[0]);
  });

  it('is named with the others in one finding, and one comment at the place covers all', async () => {
    const root = tempProject({
      'package.json': MANIFEST,
      ...two,
      'src/e.js': route('e'),
      'src/app.js': APP('a', 'c', 'e'),
    });
    const { stdout } = await runCli(root, []);
    expect(stdout).toMatch(/handed in at src\/a\.js:5:\d+, src\/c\.js:5:\d+/s);
    expect((await runCli(root, ['--all'])).stdout.match(/no-sql-injection {2}src\/repo\.js:4/g)).toHaveLength(1);
    const comment = '// backend-architect-ignore no-sql-injection -- names come from a list\n  ';
    writeFiles(root, { 'src/c.js': route('c').replace('res.json', `${comment}res.json`) });
    expect((await seen(root, 'no-sql-injection')).ways.map(([state]) => state)).toEqual(['new', 'suppressed', 'new']);
    writeFiles(root, { 'src/repo.js': REPO.replace('return', `${comment}return`) });
    const { ways, report } = await seen(root, 'no-sql-injection');
    expect(report.findings.filter(({ ruleId }) => ruleId === 'no-sql-injection')).toMatchObject([
      { state: 'suppressed' },
    ]);
    expect(ways).toHaveLength(3);
    expect(report.coverage.unusedSuppressions).toBeUndefined();
  });

  it('weighs what the worst of the senders can do', async () => {
    const root = tempProject({
      'package.json': MANIFEST,
      'src/repo.js': REPO,
      'src/a.js': route('a'),
      'src/c.js': route('c'),
      'src/app.js': APP('a'),
    });
    const severity = async (): Promise<readonly string[]> =>
      (await seen(root, 'no-sql-injection')).report.findings.flatMap((one) => (one.callers ? [one.severity] : []));
    expect(await severity()).toEqual(['critical']);
    writeFiles(root, { 'src/a.js': route('a').replace('req.query.a', "'a'") });
    expect(await severity()).toEqual(['high']);
  });

  it('is known to a baseline that was written before callers were told apart, but only once', async () => {
    const [entry] = fingerprintsOf([
      {
        ruleId: 'no-sql-injection',
        file: 'src/repo.js',
        symbol: 'search',
        text: "'select * from items where name = ' + where",
      },
    ]);
    const root = tempProject({
      'package.json': MANIFEST,
      ...two,
      '.backend-architect/baseline': `no-sql-injection ${entry} src/repo.js\n`,
    });
    const { ways, report } = await seen(root, 'no-sql-injection');
    expect(ways.map(([state, , caller]) => [state, caller])).toEqual([
      ['known', 'src/a.js:5'],
      ['new', 'src/c.js:5'],
    ]);
    expect(report.coverage.baseline).toEqual({ known: 1, fixed: 0 });
  });

  it('is nobody who passes what is fixed, and nobody where the input is read beside the place', async () => {
    const direct = `${HEAD}${REPO}const app = express();
app.get('/own', async (req, res) => {
  await search('a');
  await pool.query('select ' + req.query.q);
  res.end();
});
app.listen(3000);
`;
    expect(
      (await seen(tempProject({ 'package.json': MANIFEST, 'src/repo.js': direct }), 'no-sql-injection')).ways,
    ).toEqual([['new', 'src/repo.js:10', '-']]);
  });

  it('is one of several also where a wrapper hands the text on', async () => {
    const db = `import { Pool } from 'pg';
const pool = new Pool();
export function run(text) {
  return pool.query(text);
}
`;
    const repo = `import { run } from './db.js';
export function search(where) {
  return run('select * from items where name = ' + where);
}
`;
    const grouped = await seen(
      tempProject({ 'package.json': MANIFEST, ...two, 'src/db.js': db, 'src/repo.js': repo }),
      'no-sql-injection',
    );
    expect(grouped.ways.map(([, place, caller]) => [place, caller])).toEqual([
      ['src/repo.js:3', 'src/a.js:5'],
      ['src/repo.js:3', 'src/c.js:5'],
    ]);
    const own = (name: string): string =>
      route(name, './db.js', 'run').replace('req.query', "'select * from items where name = ' + req.query");
    const apart = await seen(
      tempProject({
        'package.json': MANIFEST,
        'src/db.js': db,
        'src/a.js': own('a'),
        'src/c.js': own('c'),
        'src/app.js': APP('a', 'c'),
      }),
      'no-sql-injection',
    );
    expect(apart.ways.map(([, place, caller]) => [place, caller])).toEqual([
      ['src/a.js:5', '-'],
      ['src/c.js:5', '-'],
    ]);
  });

  it('is counted by call for methods of a class, members of objects and long chains in one file', async () => {
    const file = `${HEAD}import { exec } from 'node:child_process';
class Runner {
  start(job) { return this.#run(job.command); }
  #run(command) { return this.#one(command); }
  #one(command) { return this.#two(command); }
  #two(command) { return this.#three(command); }
  #three(command) { return this.#last(command); }
  #last(command) { return exec('run ' + command); }
}
const runner = new Runner();
const app = express();
app.post('/a', (req, res) => { runner.start({ command: req.query.a, name: 'a' }); res.end(); });
app.post('/b', (req, res) => { runner.start({ command: req.query.b }); res.end(); });
app.post('/c', (req, res) => { runner.start({ command: 'fixed', name: req.query.c }); res.end(); });
app.listen(3000);
`;
    const { ways } = await seen(tempProject({ 'package.json': MANIFEST, 'src/app.js': file }), 'no-command-injection');
    expect(ways.map(([, place, caller]) => [place, caller])).toEqual([
      ['src/app.js:9', 'src/app.js:13'],
      ['src/app.js:9', 'src/app.js:14'],
    ]);
  });

  it('counts only where the rule would speak of its source, and is not lost among many', async () => {
    const back = (values: readonly string[]): string =>
      `import express, { type Response } from 'express';
const app = express();
function back(res: Response, to: string) {
  res.redirect(to);
}
${values
  .map(
    (value, index) => `app.get('/${index}', (req, res) => back(res, ${value} as string));
`,
  )
  .join('')}app.listen(3000);
`;
    const redirects = await seen(
      tempProject({ 'package.json': MANIFEST, 'src/app.ts': back(['req.query.to', "req.get('referer')", "'/home'"]) }),
      'no-untrusted-redirect-or-link',
    );
    expect(redirects.ways.map(([, , caller]) => caller)).toEqual(['src/app.ts:6']);
    const many = Array.from({ length: 70 }, (_, index) => route(`r${index}`));
    const files = Object.fromEntries(many.map((text, index) => [`src/r${index}.js`, text]));
    const { ways } = await seen(
      tempProject({
        'package.json': MANIFEST,
        'src/repo.js': REPO,
        ...files,
        'src/app.js': APP(...many.map((_, index) => `r${index}`)),
      }),
      'no-sql-injection',
    );
    expect(ways).toHaveLength(60);
  });
});

describe('a baseline of a release that told each caller apart', () => {
  const db = `import { Pool } from 'pg';
const pool = new Pool();
export function rows(text) {
  return pool.query(text);
}
`;
  const own = (name: string): string =>
    route(name, './db.js', 'rows').replace('req.query', "'select * from items where name = ' + req.query");
  const files = {
    'src/db.js': db,
    'src/a.js': own('a'),
    'src/c.js': own('c'),
    'src/repo.js': REPO,
    'src/b.js': route('b'),
    'src/app.js': APP('a', 'b', 'c'),
  };
  /** What such a release wrote of them, when `src/c.js` was not there. */
  const known = ['no-sql-injection 50b05189136b5357476e src/repo.js', 'no-sql-injection caa00aea2d989c8181b9 src/a.js'];

  it('is carried over, what is told at the sink today as well, and accepts nothing new', async () => {
    const root = tempProject({ 'package.json': MANIFEST, ...files });
    writeFiles(root, { '.backend-architect/baseline': `${known.join('\n')}\n` });
    const before = (await seen(root, 'no-sql-injection')).ways;
    expect(before).toContainEqual(['known', 'src/db.js:4', 'src/a.js:5']);
    expect(before).toContainEqual(['new', 'src/db.js:4', 'src/c.js:5']);
    const { code, stdout } = await runCli(root, ['baseline', '--migrate']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('written to .backend-architect/baseline')]);
    expect((await seen(root, 'no-sql-injection')).ways).toEqual(before);
    const lines = readFileSync(join(root, '.backend-architect/baseline'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('no-sql-injection'));
    expect(lines).toContain(known[0]);
    expect(lines).not.toContain(known[1]);
    expect(lines).toHaveLength(2);
  });

  it('must be there to be carried over', async () => {
    const root = tempProject({ 'package.json': MANIFEST, ...files });
    expect((await runCli(root, ['baseline', '--migrate'])).code).toBe(2);
  });
});
