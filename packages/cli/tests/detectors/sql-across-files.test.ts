import { describe, expect, it } from 'vitest';
import { detected } from './detected.js';

const POOL = { 'src/pool.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();" };
const LIST = {
  'src/list.ts': `import { Pool } from 'pg';
const pool = new Pool();
export async function list(sort: string) { return pool.query(\`select * from t order by \${sort}\`); }`,
};
const route = (argument: string): Record<string, string> => ({
  'src/app.ts': `import express from 'express';
import { browse } from './service.js';
const app = express();
app.get('/t', async (req, res) => { res.json(await browse(${argument})); });`,
});
const SERVICE = {
  'src/service.ts': "import { list } from './list.js';\nexport const browse = async (order: string) => list(order);",
};

describe('no-sql-injection across files', () => {
  it('walks from the request through two calls to the text', () => {
    const [found, ...others] = detected('no-sql-injection', { ...LIST, ...SERVICE, ...route('req.query.sort') });
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: 'finding',
      at: 'src/list.ts: `select * from t order by ${sort}`',
      says: expect.stringMatching(
        /^critical: The request's query becomes part of the SQL text that list gives to the database/,
      ),
    });
    expect(found?.steps.slice(-3)).toEqual([
      'src/app.ts: req.query.sort | is passed to browse', 'src/service.ts: order | is passed to list',
      'src/list.ts: `select * from t order by ${sort}` | is given to the database as SQL text',
    ]);
  });

  it.each(["'name'", "req.query.desc ? 'name desc' : 'name'", 'Number(req.query.sort)'])(
    'clears the text when every caller passes the like of %s',
    (argument) => {
      expect(detected('no-sql-injection', { ...LIST, ...SERVICE, ...route(argument) })).toMatchObject([
        {
          kind: 'cleared',
          at: 'src/list.ts: `select * from t order by ${sort}`',
          says: expect.stringMatching(/^no-raw-sql-concatenation: every caller of list is visible/),
        },
      ]);
    },
  );

  it('leaves the text to the file when a caller is not visible', () => {
    expect(detected('no-sql-injection', LIST)).toEqual([]);
  });

  it('reports where a wrapper is given the text', () => {
    const wrapper = {
      ...POOL,
      'src/query.ts': `import { pool } from './pool.js';
export const query = (text: string, values: unknown[] = []) => pool.query(text, values);`,
    };
    const caller = (text: string) => ({
      'src/app.ts': `import express from 'express';
import { query } from './query.js';
const app = express();
app.get('/t', async (req, res) => { res.json(await query(${text})); });`,
    });
    expect(
      detected('no-sql-injection', { ...wrapper, ...caller("'select * from t where a = ' + req.query.a") }),
    ).toMatchObject([{ kind: 'finding', at: "src/app.ts: 'select * from t where a = ' + req.query.a" }]);
    expect(
      detected('no-sql-injection', { ...wrapper, ...caller("'select * from t where a = $1', [req.query.a]") }).filter(
        ({ kind }) => kind !== 'cleared',
      ),
    ).toEqual([]);
  });

  it('asks about a whole text that comes from nowhere visible', () => {
    const files = {
      'src/run.ts': `import { Pool } from 'pg';
const pool = new Pool();
export function run(text: string) { return pool.query(text); }`,
    };
    expect(detected('no-sql-injection', files)).toMatchObject([
      { kind: 'question', says: 'Can request input become part of the text that run gives to the database as SQL?' },
    ]);
  });

  it('does not take the sibling of a tainted property for tainted', () => {
    const files = {
      'src/list.ts': `import { Pool } from 'pg';
const pool = new Pool();
export async function list(options: { sort: string; name: string }) { \
return pool.query(\`select * from t where n = $1 order by \${options.sort}\`, [options.name]); }`,
      'src/app.ts': `import express from 'express';
import { list } from './list.js';
const app = express();
app.get('/t', async (req, res) => { res.json(await list({ sort: 'name', name: req.query.name as string })); });`,
    };
    expect(detected('no-sql-injection', files).map(({ kind }) => kind)).toEqual(['cleared']);
  });
});
