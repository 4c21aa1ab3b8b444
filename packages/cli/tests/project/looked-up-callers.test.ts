/**
 * Records that are looked up by what a client sends, and what of it is a credential. Each beside a twin that is
 * guarded.
 */
import { describe, it } from 'vitest';
import { gate, twins, type Files } from './guard-twins.js';

describe('records that are there for anybody', () => {
  const T = "const token = req.headers['x-token']; if (!token) return res.status(401).end();";
  const D = 'return res.status(401).end();';
  const P =
    "import { Pool } from 'pg'; import { PrismaClient } from '@prisma/client'; " +
    "import mongoose from 'mongoose'; import { DataSource } from 'typeorm'; const pool = new Pool(); " +
    "const prisma = new PrismaClient(); const Key = mongoose.model('Key', new mongoose.Schema({ " +
    'token: String })); const sources = new DataSource({});';
  const sql = (text: string, ask = 'rows.length === 0') =>
    `${T} const { rows } = await pool.query('${text}', [token]); if (${ask}) ${D} next();`;
  const pr = (where: string, token = T, call = 'findFirst') =>
    `${token} const user = await prisma.user.${call}({ where: ${where} }); if (!user) ${D} next();`;
  it.each([
    ['a count', sql('select count(*) from users where token = $1'), sql('select id from users where token = $1')],
    [
      'a count of a column',
      sql('select count(id) as n from users where token = $1'),
      sql('select * from users where token = $1'),
    ],
    [
      'a largest value',
      sql('select max(id) from users where token = $1'),
      sql('select max(id) from users where token = $1 group by id'),
    ],
    [
      'whether there is one',
      sql('select exists(select 1 from users where token = $1)'),
      sql('select 1 from users where token = $1'),
    ],
    [
      'or something else',
      sql('select id from users where token = $1 or public'),
      sql('select id from users where token = $1 and active'),
    ],
    [
      'inequality',
      sql('select id from users where token <> $1'),
      sql('select id from users where (token = $1) limit 1'),
    ],
    [
      'a negation',
      sql('select id from users where not (token = $1)'),
      sql('select u.id from users u join orgs o on o.id = u.org where u.token = $1'),
    ],
    ['a pattern', sql('select id from users where token like $1'), sql('SELECT id FROM users WHERE token=$1')],
    [
      'a union',
      sql('select id from users where token = $1 union select 1'),
      sql('select id from users where token = $1 order by id'),
    ],
    [
      'a condition of a join',
      sql('select 1 from orgs left join users on token = $1'),
      sql('select 1 from users left join orgs on true where token = $1'),
    ],
    [
      'the first row',
      `${T} const { rows } = await pool.query('select count(*) from users where token = $1', [token]); ` +
        `const row = rows[0]; if (!row) ${D} next();`,
      `${T} const { rows } = await pool.query('select id from users where token = $1', [token]); ` +
        `const row = rows[0]; if (!row) ${D} next();`,
    ],
    [
      'a value that is only selected',
      sql('select id, $1 from users'),
      sql('select id, $1::text from users where token = $1'),
    ],
    ['Prisma, OR', pr('{ OR: [{ token }, { open: true }] }'), pr('{ AND: [{ token }, { open: true }] }')],
    ['Prisma, NOT', pr('{ NOT: { token } }'), pr('{ token, active: true }')],
    ['Prisma, not', pr('{ token: { not: token } }'), pr('{ token: { equals: token } }')],
    ['Prisma, contains', pr('{ token: { contains: token } }'), pr('{ token: token }')],
    ['Prisma, a relation', pr('{ keys: { none: { token } } }'), pr('{ keys: { some: { token } } }')],
    [
      'Prisma, a value that may be missing',
      pr('{ token: req.cookies.token }', ''),
      pr('{ token: req.cookies.token }', '', 'findUnique'),
    ],
    [
      'Prisma, a header that may be missing',
      pr("{ token: req.headers['x-token'] }", ''),
      pr("{ token: req.headers['x-token'] }", "if (!req.headers['x-token']) return res.status(401).end();"),
    ],
    [
      'Prisma, under a name',
      pr('{ token }', "const token = req.headers['x-token'];"),
      pr('{ token }', "const token = String(req.headers['x-token']);"),
    ],
    [
      'Prisma, a text that is cut out',
      pr('{ token }', "const token = req.headers.authorization?.split(' ')[1];"),
      pr('{ token }', "const token = req.headers.authorization?.split(' ')[1]; if (!token) throw new Error();"),
    ],
    [
      'Prisma, a default',
      pr('{ token }', "const token = req.headers['x-token'] || undefined;"),
      pr('{ token }', "const token = req.headers['x-token'] ?? '';"),
    ],
    [
      'Prisma, asked before',
      'const token = req.cookies.token; const user = await prisma.user.findFirst({ where: { token } }); ' +
        `if (!user) ${D} next();`,
      'const token = req.cookies.token; if (token) { const user = await prisma.user.findFirst({ where: { ' +
        'token } }); if (user) return next(); } res.status(401).end();',
    ],
    [
      'Prisma, asked in one expression',
      'const token = req.cookies.token; const user = await prisma.user.findFirst({ where: { token } }); ' +
        `if (!user) ${D} next();`,
      'const token = req.cookies.token; const user = token && (await prisma.user.findFirst({ where: { ' +
        `token } })); if (!user) ${D} next();`,
    ],
    [
      'Prisma, beside the filter',
      `${T} const user = await prisma.user.findFirst({ where: { id: req.body.id }, cacheStrategy: { ` +
        `tags: [token] } }); if (!user) ${D} next();`,
      pr('{ token }'),
    ],
    [
      'Mongoose, $or',
      `${T} const user = await Key.findOne({ $or: [{ token }, { open: true }] }); if (!user) ${D} next();`,
      `${T} const user = await Key.findOne({ $and: [{ token }, { open: true }] }); if (!user) ${D} next();`,
    ],
    [
      'Mongoose, $ne',
      `${T} const user = await Key.findOne({ token: { $ne: token } }); if (!user) ${D} next();`,
      `${T} const user = await Key.findOne({ token }); if (!user) ${D} next();`,
    ],
    [
      'TypeORM, a value that may be missing',
      'const user = await sources.getRepository(User).findOne({ where: { token: req.cookies.token } }); ' +
        `if (!user) ${D} next();`,
      `${T} const user = await sources.getRepository(User).findOne({ where: { token } }); if (!user) ${D} next();`,
    ],
    [
      'TypeORM, a list',
      `${T} const user = await sources.getRepository(User).findOne({ where: [{ token }, { ` +
        `open: true }] }); if (!user) ${D} next();`,
      `${T} const user = await sources.getRepository(User).findOneBy({ token }); if (!user) ${D} next();`,
    ],
  ])('%s', (_name, guilty, innocent) => {
    twins(gate(guilty, P), gate(innocent, P));
  });
});

describe('look-ups in functions of the project', () => {
  const D = 'return res.status(401).end();';
  const P =
    "import { PrismaClient } from '@prisma/client'; import { Pool } from 'pg'; import { " +
    "byToken, rowsOf, anyOf } from './store'; const prisma = new PrismaClient();";
  const STORE = (body: string) => ({
    'src/store.ts':
      `import { PrismaClient } from '@prisma/client'; import { Pool } from 'pg'; ` +
      `const prisma = new PrismaClient(); const pool = new Pool(); ${body}`,
  });
  const files = (g: string, store: string): Files => {
    const made = gate(g, P);
    return { ...made, ...STORE(store) };
  };
  const G = `const user = await byToken(req.headers['x-token']); if (!user) ${D} next();`;
  const T = `const token = req.headers['x-token']; if (!token) ${D}`;
  const R = `const rows = await rowsOf(req.headers['x-token']); if (rows.length === 0) ${D} next();`;
  it.each([
    [
      'whatever is found first',
      files(G, 'export async function byToken(token) { return prisma.user.findFirst({ where: { token } }); }'),
      files(G, 'export async function byToken(token) { return prisma.user.findUnique({ where: { token } }); }'),
    ],
    [
      'asked by the caller',
      files(G, 'export async function byToken(token) { return prisma.user.findFirst({ where: { token } }); }'),
      files(
        `${T} const user = await byToken(token); if (!user) ${D} next();`,
        'export async function byToken(token) { return prisma.user.findFirst({ where: { token } }); }',
      ),
    ],
    [
      'asked inside',
      files(
        G,
        'export async function byToken(token) { if (!other) return null; return prisma.user.findFirst({ ' +
          'where: { token } }); }',
      ),
      files(
        G,
        'export async function byToken(token) { if (!token) return null; return prisma.user.findFirst({ ' +
          'where: { token } }); }',
      ),
    ],
    [
      'by another parameter',
      files(
        `const user = await byToken(req.params.id, req.headers['x-token']); if (!user) ${D} next();`,
        'export async function byToken(id, token) { return prisma.user.findUnique({ where: { id } }); }',
      ),
      files(
        `const user = await byToken(req.params.id, req.headers['x-token']); if (!user) ${D} next();`,
        'export async function byToken(id, token) { return prisma.user.findUnique({ where: { id, token } }); }',
      ),
    ],
    [
      'rows',
      files(
        R,
        'export async function rowsOf(token) { const { rows } ' +
          "= await pool.query('select count(*) from users where token = $1', [token]); return rows; }",
      ),
      files(
        R,
        'export async function rowsOf(token) { const { rows } ' +
          "= await pool.query('select id from users where token = $1', [token]); return rows; }",
      ),
    ],
    [
      'one row',
      files(
        G,
        'export async function byToken(token) { const { rows } ' +
          "= await pool.query('select id from users where token = $1 or open', [token]); return rows[0]; }",
      ),
      files(
        G,
        'export async function byToken(token) { const { rows } ' +
          "= await pool.query('select id from users where token = $1', [token]); return rows[0] ?? null; }",
      ),
    ],
    [
      'something else in its place',
      files(
        G,
        'export async function byToken(token) { const user = await prisma.user.findUnique({ where: { ' +
          'token } }); return user ?? { guest: true }; }',
      ),
      files(
        G,
        'export async function byToken(token) { const user = await prisma.user.findUnique({ where: { ' +
          'token } }); if (!user) return null; return user; }',
      ),
    ],
  ])('%s', (_name, guilty, innocent) => {
    twins(guilty, innocent);
  });
});

describe('what is no credential', () => {
  const D = 'return res.status(401).end();';
  const P =
    "import { PrismaClient } from '@prisma/client'; import auth from 'basic-auth'; " +
    "import bcrypt from 'bcrypt'; import config from './config'; import fs from 'node:fs'; " +
    'const prisma = new PrismaClient();';
  const BASIC =
    "const [name, password] = Buffer.from(req.headers.authorization.split(' ')[1], 'base64').toString().split(':');";
  it.each([
    [
      'a key in the path',
      `const user = await prisma.user.findUnique({ where: { key: req.params.key } }); if (!user) ${D} next();`,
      `const user = await prisma.user.findUnique({ where: { key: req.headers['x-api-key'] } }); if (!user) ` +
        `${D} next();`,
    ],
    [
      'a token in the path',
      'const user = await prisma.user.findUnique({ where: { token: String(req.params.token) } }); ' +
        `if (!user) ${D} next();`,
      `if (req.params.secret !== process.env.SECRET) ${D} next();`,
    ],
    [
      'taken apart',
      'const { key } = req.params; const user = await prisma.user.findUnique({ where: { key } }); ' +
        `if (!user) ${D} next();`,
      'const { key } = req.query; const user = await prisma.user.findUnique({ where: { key } }); ' +
        `if (!user) ${D} next();`,
    ],
    [
      'a user name',
      `${BASIC} const user = await prisma.user.findUnique({ where: { name } }); if (!user) ${D} next();`,
      `${BASIC} const user = await prisma.user.findUnique({ where: { name } }); ` +
        `if (!user || !(await bcrypt.compare(password, user.hash))) ${D} next();`,
    ],
    [
      'a user name that a library reads',
      `const credentials = auth(req); if (!credentials) ${D} const user = await prisma.user.findUnique({ ` +
        `where: { name: credentials.name } }); if (!user) ${D} next();`,
      `if (req.headers['x-api-key'] !== process.env.PASS) ${D} next();`,
    ],
    [
      'the first half of a pair',
      'const user = await prisma.user.findUnique({ where: { ' +
        `name: req.headers.authorization.split(':')[0] } }); if (!user) ${D} next();`,
      'const user = await prisma.user.findUnique({ where: { ' +
        `token: req.headers.authorization.split(' ')[1] } }); if (!user) ${D} next();`,
    ],
    [
      'a licence of the environment',
      `try { jwt.verify(process.env.LICENSE, PUB); } catch { ${D} } next();`,
      `try { jwt.verify(req.headers.authorization, PUB); } catch { ${D} } next();`,
    ],
    [
      'the same under a name',
      `const license = process.env.LICENSE; jwt.verify(license, PUB); next();`,
      `const token = req.headers.authorization; jwt.verify(token, PUB); next();`,
    ],
    [
      'of the settings',
      `jwt.verify(config.license, PUB); next();`,
      `const token = tokenOf(req); jwt.verify(token, PUB); next();`,
    ],
    [
      'of the code',
      `jwt.verify('eyJ', PUB); next();`,
      `const { token } = req.cookies; jwt.verify(token, PUB); next();`,
    ],
  ])('%s', (_name, guilty, innocent) => {
    twins(gate(guilty, P), gate(innocent, P));
  });
  it('a licence in a file', () => {
    twins(
      gate(
        `const license = fs.readFileSync('license', 'utf8'); jwt.verify(license, PUB); next();`,
        "import fs from 'node:fs';",
      ),
      gate(`function tokenOf(r) { return r.headers.authorization.slice(7); } jwt.verify(tokenOf(req), PUB); next();`),
    );
  });
});
