import { describe, expect, it } from 'vitest';
import { findingsOf } from '../judge/findings-of.js';

/** Words of the cause of each finding of a rule. */
async function causes(
  ruleId: string,
  files: Readonly<Record<string, string>>,
): Promise<readonly (string | undefined)[]> {
  return (await findingsOf(ruleId, files)).map(({ cause }) => cause);
}

const route = (call: string, imports: string): Record<string, string> => ({
  'src/app.ts': `import express from 'express';
import { ${imports} } from './work.js';
const app = express();
app.get('/t/:id', async (req, res) => { res.json(await ${call}); });`,
});

describe('request input that arrives in one parameter', () => {
  const work = (body: string) => ({
    'src/work.ts': `import { readFile, rm, mkdir } from 'node:fs/promises';
export async function load(name: string, other: string) { ${body} }`,
  });

  it('is one cause for all that is done with it', async () => {
    expect(
      await causes('no-path-traversal', {
        ...work('await rm(name); return readFile(name);'),
        ...route('load(req.query.a as string, req.query.b as string)', 'load'),
      }),
    ).toEqual(['with `name` in `load` of src/work.ts', 'with `name` in `load` of src/work.ts']);
  });

  it('is another one than a second parameter, and none where both come in', async () => {
    expect(
      await causes('no-path-traversal', {
        ...work('await rm(name); await mkdir(other); return readFile(name + other);'),
        ...route('load(req.query.a as string, req.query.b as string)', 'load'),
      }),
    ).toEqual(['with `name` in `load` of src/work.ts', 'with `other` in `load` of src/work.ts', undefined]);
  });

  it('counts for SQL text put together from it, also where that is handed to a wrapper', async () => {
    const sql = (body: string) => ({ 'src/work.ts': `import { Pool } from 'pg';\nconst pool = new Pool();\n${body}` });
    expect(
      await causes('no-sql-injection', {
        ...sql(
          'export async function list(sort: string) { await pool.query(`select a from t order by ${sort}`); ' +
            'return pool.query(`select b from t order by ${sort}`); }',
        ),
        ...route('list(req.query.sort as string)', 'list'),
      }),
    ).toEqual(['with `sort` in `list` of src/work.ts', 'with `sort` in `list` of src/work.ts']);
    expect(
      await causes('no-sql-injection', {
        ...sql('export async function run(text: string) { return pool.query(text); }'),
        ...route('run(`select * from t where id = ${req.query.id}`)', 'run'),
      }),
    ).toEqual(['with `req.query.id` in `app.get("/t/:id")` of src/app.ts']);
  });
});

describe('routes of one file', () => {
  const app = (lines: string) =>
    `import express from 'express';
import rateLimit from 'express-rate-limit';
import { signIn } from './handlers.js';
const app = express();
const limiter = rateLimit({ windowMs: 60000, limit: 5 });
${lines}`;
  const handlers = `import type { Request, Response } from 'express';
export function signIn(req: Request, res: Response) { res.json({ ok: req.body.password === undefined }); }`;

  it('are one cause for a limiter that is missing, and those of another file another', async () => {
    const files = {
      'src/handlers.ts': handlers,
      'src/a.ts': app(
        "app.post('/signup', limiter, signIn);\napp.post('/login', signIn);\napp.post('/reset-password', signIn);",
      ),
      'src/b.ts': app("app.post('/admin/login', signIn);"),
    };
    expect([...(await causes('require-rate-limiting', files))].sort()).toEqual([
      'on the routes of src/a.ts', 'on the routes of src/a.ts', 'on the routes of src/b.ts',
    ]);
  });

  it('are one cause for a guard that is missing', async () => {
    const guarded = `import express from 'express';
import jwt from 'jsonwebtoken';
import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
const app = express();
function guard(req, res, next) { try { req.user = jwt.verify(req.headers.authorization, process.env.KEY); \
next(); } catch (error) { res.status(401).end(); } }
`;
    const on = (path: string, guard = '') =>
      `app.put('${path}/:id', ${guard}async (req, res) => { await prisma.note.update({ where: { \
id: req.params.id }, data: { text: 'x' } }); res.end(); });
`;
    const files = {
      'src/app.js': guarded + ['/a', '/b', '/c'].map((path) => on(path, 'guard, ')).join('') + on('/d') + on('/e'),
    };
    expect(await causes('require-auth-on-route', files)).toEqual([
      'on the routes of src/app.js',
      'on the routes of src/app.js',
    ]);
  });
});

describe('a project that opens no transaction', () => {
  it('is one cause, wherever it is missed', async () => {
    const writes = (name: string) =>
      `export async function ${name}(id) { await prisma.order.create({ data: { id } }); \
await prisma.stock.create({ data: { id } }); }
`;
    const files = {
      'src/db.ts': `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
${writes('a')}${writes('b')}`,
      'src/app.ts': `import express from 'express';
import { a, b } from './db.js';
const app = express();
app.post('/a', async (req, res) => { await a(req.body.id); res.end(); });
app.post('/b', async (req, res) => { await b(req.body.id); res.end(); });`,
    };
    expect(await causes('require-transaction', files)).toEqual([
      'as the project opens no transaction',
      'as the project opens no transaction',
    ]);
  });
});

describe('what has to be mended place by place', () => {
  it('has no cause: a loop that reads row by row through a method others use too', async () => {
    const files = {
      'src/users.ts': `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function find(id) { return prisma.user.findUnique({ where: { id } }); }`,
      'src/app.ts': `import express from 'express';
import { find } from './users.js';
const app = express();
app.get('/a', async (req, res) => { const all = []; for (const id of req.body.ids) all.push(await find(id)); res.json(all); });
app.get('/b', async (req, res) => { const all = []; for (const id of req.body.keys) all.push(await find(id)); res.json(all); });`,
    };
    expect(await causes('no-n-plus-one', files)).toEqual([undefined, undefined]);
  });
});
