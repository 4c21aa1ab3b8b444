import type { ForeignFunction, ProjectView } from '@backend-architect/analysis';
import { describe, expect, it } from 'vitest';
import { recorded, saysTheSame } from '../../src/judge/consulted.js';
import type { Policy } from '../../src/options/config.js';
import { projectOf } from '../project-of.js';

const CALLER = `import { save } from './store.js';
export function run(x) { save(x); }
export function own() { return save(1); }
`;
const STORE = `import { Pool } from 'pg';
const pool = new Pool();
export async function save(x) { await pool.query('select a from t where id = $1', [x]); }
`;
const OPEN: Readonly<Record<string, string>> = { 'caller.js': CALLER, 'store.js': STORE };
const stored = (store: string) => ({ ...OPEN, 'store.js': store });
const withBody = (body: string) => stored(STORE.replace(/\{ await .*\}/, `{ ${body} }`));
const CAUGHT = withBody("try { await pool.query('select a from t'); } catch (error) { console.error(error); }");

function viewOf(files: Readonly<Record<string, string>>, policy: Policy = {}): ProjectView {
  return projectOf(files, {}, policy).viewOf('caller.js');
}

const at = (text: string): number => CALLER.indexOf(text);
const runs = (view: ProjectView): ForeignFunction | null =>
  view.runs([at('save(x)'), at('save(x)') + 'save(x)'.length]);
const own = (view: ProjectView): ForeignFunction | null => view.known(at('function own'));

/** Each question, what is told now, and a project that tells something else. */
const QUESTIONS: readonly (readonly [string, (view: ProjectView) => unknown, unknown, ProjectView])[] = [
  [
    'what a call runs',
    (view) => runs(view)?.name,
    'save',
    viewOf(stored(STORE.replace('function save', 'function keep'))),
  ],
  [
    'whether that gives a promise',
    (view) => runs(view)?.returnsPromise,
    true,
    viewOf(stored('export function save(x) { return 1; }')),
  ],
  ['whether that can reject', (view) => runs(view)?.settles, false, viewOf(CAUGHT)],
  ['whether it waits for anything', (view) => runs(view)?.doesInputOutput, true, viewOf(withBody('x.y = 1;'))],
  [
    'whether it only reads',
    (view) => runs(view)?.onlyReads,
    true,
    viewOf(withBody("await pool.query('delete from t');")),
  ],
  ['whether its work may be lost', (view) => runs(view)?.mayBeLost, false, viewOf(OPEN, { bestEffort: ['store.js'] })],
  [
    'whether work of the file may be lost',
    (view) => view.mayBeLost,
    false,
    viewOf(OPEN, { bestEffort: ['caller.js'] }),
  ],
  [
    'where it is declared',
    (view) => runs(view)?.declared.at[0],
    STORE.indexOf('save'),
    viewOf(stored(`// moved\n${STORE}`)),
  ],
  ['whether a function of the file can reject', (view) => own(view)?.settles, false, viewOf(CAUGHT)],
  [
    'what runs a function of the file',
    (view) => view.around(at('function run')).transaction,
    'unseen',
    viewOf({ ...OPEN, 'app.js': "import { run } from './caller.js';\nrun(1);\n" }),
  ],
  [
    'what callers pass',
    (view) => view.passed(at('function run'), 0)?.ways.length,
    undefined,
    viewOf({ ...OPEN, 'app.js': "import { run } from './caller.js';\nrun(1);\n" }),
  ],
  [
    'what is torn apart in the file',
    (view) => view.tornApart.length,
    0,
    viewOf({
      ...withBody("await pool.query('delete from t');"),
      'caller.js': `import { Pool } from 'pg';
${CALLER}export async function both() { await save(1); await new Pool().query('insert into u (a) values (1)'); }`,
    }),
  ],
  [
    'who waits for a function',
    (view) => view.waits(at('function run')),
    'unknown',
    viewOf({ ...OPEN, 'app.js': "import { run } from './caller.js';\nsetInterval(() => run(1), 1000);\n" }),
  ],
  [
    'which route a function helps to answer',
    (view) => view.listing(at('function run')),
    null,
    viewOf({
      ...OPEN,
      'app.js': `import express from 'express';
import { run } from './caller.js';
express().get('/a', (req, res) => { run(req.query.a); res.end(); });
`,
    }),
  ],
  [
    'whether a table stays small',
    (view) => view.staysSmall('t'),
    true,
    viewOf({
      ...OPEN,
      'app.js': `import express from 'express';
import { Pool } from 'pg';
const pool = new Pool();
express().post('/a', async (req, res) => { await pool.query('insert into t (a) values (1)'); res.end(); });
`,
    }),
  ],
  [
    'what it does besides reading',
    (view) => runs(view)?.work.writes.join(),
    '',
    viewOf(withBody("await pool.query('delete from t');")),
  ],
  [
    'what it reads by a key',
    (view) => runs(view)?.reads([0])?.entity,
    't',
    viewOf(withBody("await pool.query('select a from u where id = $1', [x]);")),
  ],
];

describe('what a verdict hangs on', () => {
  it.each(QUESTIONS)('is %s', (_name, ask, now, other) => {
    const { view, consulted } = recorded(viewOf(OPEN));
    expect(ask(view)).toBe(now);
    expect(Object.keys(consulted)).not.toEqual([]);
    expect(saysTheSame(viewOf(OPEN), consulted)).toBe(true);
    expect(ask(other)).not.toBe(now);
    expect(saysTheSame(other, consulted)).toBe(false);
  });

  it('is also that nothing is known', () => {
    const unknown = { ...OPEN, 'store.js': 'export const other = 1;' };
    const { view, consulted } = recorded(viewOf(unknown));
    expect(runs(view)).toBeNull();
    expect(saysTheSame(viewOf(unknown), consulted)).toBe(true);
    expect(saysTheSame(viewOf(OPEN), consulted)).toBe(false);
  });

  it('is none of what was not asked: a callee may move, and settle where nobody asked', () => {
    const { view, consulted } = recorded(viewOf(OPEN));
    expect(runs(view)?.returnsPromise).toBe(true);
    expect(saysTheSame(viewOf(withBody('try { await pool.query(x); } catch { }')), consulted)).toBe(true);
  });
});
