import { describe, expect, it } from 'vitest';
import { toldOf } from './findings-of.js';

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
  it('walks from the request through two calls to the text', async () => {
    const [found, ...others] = await toldOf('no-sql-injection', { ...LIST, ...SERVICE, ...route('req.query.sort') });
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: 'finding',
      at: 'src/list.ts: `select * from t order by ${sort}`',
      says: expect.stringMatching(
        /^critical: The query string chooses a name or a piece of grammar in the SQL text of `pool\.query` through `sort`/,
      ),
    });
    expect(found?.steps.slice(-5)).toEqual([
      'src/app.ts: req.query.sort | is passed to browse', 'src/service.ts: order: string | becomes `order`',
      'src/service.ts: order | is passed to list', 'src/list.ts: sort: string | becomes `sort`',
      'src/list.ts: `select * from t order by ${sort}` | is given to the database as SQL text',
    ]);
  });

  it.each(["'name'", "req.query.desc ? 'name desc' : 'name'", 'Number(req.query.sort)'])(
    'is silent, and so is the rule of raw text, when every caller passes the like of %s',
    async (argument) => {
      const files = { ...LIST, ...SERVICE, ...route(argument) };
      expect(await toldOf('no-sql-injection', files)).toEqual([]);
      expect(await toldOf('no-raw-sql-concatenation', files)).toEqual([]);
    },
  );

  it('leaves the text to the file when a caller is not visible', async () => {
    expect(await toldOf('no-sql-injection', LIST)).toEqual([]);
  });

  it('speaks once of a text that is handed to a wrapper: where its own file tells it, else in the wrapper', async () => {
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
      await toldOf('no-sql-injection', { ...wrapper, ...caller("'select * from t where a = ' + req.query.a") }),
    ).toMatchObject([{ kind: 'finding', at: "src/app.ts: 'select * from t where a = ' + req.query.a" }]);
    expect(
      await toldOf('no-sql-injection', { ...wrapper, ...caller("'select * from t where a = $1', [req.query.a]") }),
    ).toEqual([]);
    const rows = {
      ...POOL,
      'src/query.ts': "import { pool } from './pool.js';\nexport const rows = (text: string) => pool.query(text);",
    };
    const route = {
      'src/app.ts': `import express from 'express';
import { rows } from './query.js';
express().get('/t', async (req, res) => { res.json(await rows('select * from t where a = ' + req.query.a)); });`,
    };
    expect(await toldOf('no-sql-injection', { ...rows, ...route })).toMatchObject([
      {
        kind: 'finding',
        at: 'src/query.ts: text',
        callers: ["src/app.ts: rows('select * from t where a = ' + req.query.a)"],
      },
    ]);
  });

  it('asks about a whole text that comes from nowhere visible', async () => {
    const files = {
      'src/run.ts': `import { Pool } from 'pg';
const pool = new Pool();
export function run(text: string) { return pool.query(text); }`,
    };
    expect(await toldOf('no-sql-injection', files)).toMatchObject([
      { kind: 'question', says: 'Can request input become part of the text that run gives to the database as SQL?' },
    ]);
  });

  it('does not take the sibling of a tainted property for tainted', async () => {
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
    expect(await toldOf('no-sql-injection', files)).toEqual([]);
  });
});
