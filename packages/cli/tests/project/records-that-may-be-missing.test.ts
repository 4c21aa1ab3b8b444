/**
 * What a look-up gives before it has arrived, around its rows, and where nothing is found. Each beside a twin that is
 * guarded.
 */
import { describe, it } from 'vitest';
import { express, gate, twins, type Files } from './guard-twins.js';

const T = "const token = req.headers['x-token']; if (!token) return res.status(401).end();";
const D = 'return res.status(401).end();';
const P =
  "import pg from 'pg'; import mysql from 'mysql2/promise'; import { PrismaClient } from '@prisma/client'; " +
  "import mongoose from 'mongoose'; import { DataSource } from 'typeorm'; import knex from 'knex'; " +
  "import { Kysely } from 'kysely'; import { drizzle } from 'drizzle-orm/node-postgres'; " +
  "import { count, eq } from 'drizzle-orm'; import { pgTable, text } from 'drizzle-orm/pg-core'; " +
  'const pool = new pg.Pool(); const my = mysql.createPool({}); const prisma = new PrismaClient(); ' +
  "const Key = mongoose.model('Key', new mongoose.Schema({ token: String })); " +
  "const keys = new DataSource({}).getRepository(Key); const db = knex({ client: 'pg' }); " +
  "const ky = new Kysely({}); const keyTable = pgTable('keys', { token: text('token') }); " +
  'const dz = drizzle(pool, { schema: { keyTable } });';
const SQL = "'select id from keys where token = $1', [token]";
const MY = "'select id from keys where token = ?', [token]";
const ONE = 'prisma.key.findUnique({ where: { token } })';
/** `found` is what this gives, and whoever it refuses goes no further. */
const asks = (given: string, refused = '!found', before = ''): Files =>
  gate(`${T} const found = ${given}; if (${refused}) ${D} next();`, `${P} ${before}`);
const body = (lines: string, before = ''): Files => gate(`${T} ${lines} next();`, `${P} ${before}`);

describe('what has not arrived', () => {
  it.each([
    ['a promise', asks(ONE), asks(`await ${ONE}`)],
    ['a builder', asks("db('keys').where({ token }).first()"), asks("await db('keys').where({ token }).first()")],
    ['a query of Mongoose', asks('Key.findOne({ token })'), asks('await Key.findOne({ token }).exec()')],
    [
      'whether there is one',
      asks('keys.exists({ where: { token } })'),
      asks('await keys.exists({ where: { token } })'),
    ],
    [
      'what an async function finds',
      asks('find(token)', '!found', `const find = async (token) => ${ONE};`),
      asks('await find(token)', '!found', `const find = async (token) => ${ONE};`),
    ],
    [
      'what a plain function hands on',
      asks('find(token)', '!found', `const find = (token) => ${ONE};`),
      asks('await find(token)', '!found', `const find = (token) => ${ONE};`),
    ],
    [
      'what a method hands on to a method',
      asks(
        'new Keys().of(token)',
        '!found',
        `class Keys { of(token) { return this.find(token); } find(token) { return ${ONE}; } }`,
      ),
      asks(
        'await new Keys().of(token)',
        '!found',
        `class Keys { of(token) { return this.find(token); } find(token) { return ${ONE}; } }`,
      ),
    ],
  ])('%s', (_, guilty, innocent) => twins(guilty, innocent));
});

describe('what stands around the rows', () => {
  it.each([
    [
      'the list of rows of mysql2',
      body(`const [rows] = await my.query(${MY}); if (!rows) ${D}`),
      body(`const [rows] = await my.query(${MY}); if (!rows.length) ${D}`),
    ],
    ['the first of rows and fields', asks(`(await my.execute(${MY}))[0]`), asks(`(await my.execute(${MY}))[0][0]`)],
    [
      'rows and fields',
      asks(`await my.query(${MY})`, 'found.length === 0'),
      asks(`(await my.query(${MY}))[0]`, 'found.length === 0'),
    ],
    [
      'the fields',
      body(`const [rows, fields] = await my.query(${MY}); if (!fields.length) ${D}`),
      body(`const [[row], fields] = await my.query(${MY}); if (!row) ${D}`),
    ],
    [
      'a member of the list that is read',
      body(`const [rows] = await my.query(${MY}); req.count = rows.length;`),
      body(`const [rows] = await my.query(${MY}); req.caller = rows[0].id;`),
    ],
    [
      'the rows another function gives',
      asks(
        'await find(token)',
        '!found',
        `async function find(token) { const [rows] = await my.query(${MY}); return rows; }`,
      ),
      asks(
        'await find(token)',
        '!found',
        `async function find(token) { const [rows] = await my.query(${MY}); return rows[0]; }`,
      ),
    ],
    [
      'rows beside their number',
      body(`const [rows, total] = await keys.findAndCount({ where: { token } }); if (!rows) ${D}`),
      body(`const [rows, total] = await keys.findAndCount({ where: { token } }); if (!total) ${D}`),
    ],
    [
      'a list of values of a column',
      asks("await db('keys').where({ token }).pluck('id')"),
      body(`const [id] = await db('keys').where({ token }).pluck('id'); if (!id) ${D}`),
    ],
    [
      'what a driver gives for raw SQL',
      body(`const [rows] = await db.raw(${MY}); if (!rows) ${D}`),
      body(`const { rows } = await db.raw(${MY}); if (!rows[0]) ${D}`),
    ],
    [
      'rows that are filtered',
      body(`const { rows } = await pool.query(${SQL}); if (!rows.filter((row) => row.id)) ${D}`),
      body(`const { rows } = await pool.query(${SQL}); if (!rows.filter((row) => row.id).length) ${D}`),
    ],
    [
      'a row that is taken from a list',
      body(`const found = await my.query(${MY}); if (!found.at(0)) ${D}`),
      body(`const { rows } = await pool.query(${SQL}); if (!rows.at(0)) ${D}`),
    ],
  ])('%s', (_, guilty, innocent) => twins(guilty, innocent));
});

describe('what is there whatever is found', () => {
  it.each([
    [
      'a row that counts',
      asks("await db('keys').where({ token }).count('id as n').first()"),
      asks("await db('keys').where({ token }).select('id').first()"),
    ],
    [
      'a count that is selected',
      asks("await db('keys').select(db.raw('count(*) as n')).where({ token }).first()"),
      asks("await db('keys').select(['id', 'user_id']).where({ token }).first()"),
    ],
    [
      'a count of Kysely',
      asks(
        "await ky.selectFrom('keys').select((q) => q.fn.countAll().as('n')).where('token', '=', token).executeTakeFirst()",
      ),
      asks("await ky.selectFrom('keys').select(['id']).where('token', '=', token).executeTakeFirst()"),
    ],
    [
      'a count of Drizzle',
      body(
        `const [row] = await dz.select({ n: count() }).from(keyTable).where(eq(keyTable.token, token)); if (!row) ${D}`,
      ),
      body(
        `const [row] = await dz.select({ t: keyTable.token }).from(keyTable).where(eq(keyTable.token, token)); if (!row) ${D}`,
      ),
    ],
    [
      'or another row',
      asks("await db('keys').where({ token }).orWhere({ open: true }).first()"),
      asks("await db('keys').where({ token }).andWhere({ open: true }).first()"),
    ],
    [
      'what stands in for it',
      body(`const { rows: [row = { id: 0 }] } = await pool.query(${SQL}); if (!row) ${D}`),
      body(`const { rows: [row = null] } = await pool.query(${SQL}); if (!row) ${D}`),
    ],
    [
      'a caller that stands in',
      gate(`const { user = { role: 'guest' } } = req; if (!user) ${D} next();`),
      gate(`const { user = null } = req; if (!user) ${D} next();`),
    ],
    [
      'a caller in what stands in',
      gate(`const { session: { user = {} } = {} } = req; if (!user) ${D} next();`),
      gate(`const { session: { user } = {} } = req; if (!user) ${D} next();`),
    ],
  ])('%s', (_, guilty, innocent) => twins(guilty, innocent));
});

describe('what it is compared with', () => {
  const row = `(await pool.query(${SQL})).rows[0]`;
  const check = (lines: string): string => `async function check(token) { const found = await ${ONE}; ${lines} }`;
  const verify = (otherwise: string): string =>
    `function check(token) { try { return jwt.verify(token, process.env.KEY); } catch { ${otherwise} } }`;
  it.each([
    ['null, of a row', asks(row, 'found === null'), asks(row, 'found === undefined')],
    ['false', asks(row, 'found === false'), asks(row, 'found == null')],
    ['null, of a member', asks(row, 'found?.id === null'), asks(row, 'found?.id === undefined')],
    [
      'null, of a number of rows',
      asks(`await pool.query(${SQL})`, 'found.rowCount === null'),
      asks(`await pool.query(${SQL})`, 'found.rowCount === 0'),
    ],
    ['undefined, of Prisma', asks(`await ${ONE}`, 'found === undefined'), asks(`await ${ONE}`, 'found === null')],
    [
      'undefined, the other way round',
      body(`if ((await ${ONE}) !== undefined) return next(); ${D}`),
      body(`if ((await ${ONE}) !== null) return next(); ${D}`),
    ],
    [
      'undefined, of Mongoose',
      asks('await Key.findOne({ token })', 'found === undefined'),
      asks('await Key.findOne({ token })', 'found === null'),
    ],
    [
      'null, of Knex',
      asks("await db('keys').where({ token }).first()", 'found === null'),
      asks("await db('keys').where({ token }).first()", 'found === undefined'),
    ],
    [
      'null, of Kysely',
      asks("await ky.selectFrom('keys').selectAll().where('token', '=', token).executeTakeFirst()", 'found === null'),
      asks(
        "await ky.selectFrom('keys').selectAll().where('token', '=', token).executeTakeFirst()",
        'found === undefined',
      ),
    ],
    [
      'null, of a count',
      asks('await keys.countBy({ token })', 'found === null'),
      asks('await keys.countBy({ token })', 'found === 0'),
    ],
    [
      'null, of an element that is searched',
      body(`const { rows } = await pool.query(${SQL}); if (rows.find((one) => one.id) === null) ${D}`),
      body(`const { rows } = await pool.query(${SQL}); if (rows.find((one) => one.id) === undefined) ${D}`),
    ],
    [
      'null, where it is false',
      asks('await check(token)', 'found === null', check('if (!found) return false; return true;')),
      asks('await check(token)', 'found === false', check('if (!found) return false; return true;')),
    ],
    [
      'nothing, where it is an answer of yes or no',
      asks('await check(token)', 'found == null', check('return found !== null;')),
      asks('await check(token)', '!found', check('return found !== null;')),
    ],
    [
      'undefined, where null is given back',
      asks('await check(token)', 'found === undefined', check('if (!found) return null; return found;')),
      asks('await check(token)', 'found === null', check('if (!found) return null; return found;')),
    ],
    [
      'null, where a failure gives false',
      asks('check(token)', 'found === null', verify('return false;')),
      asks('check(token)', 'found === false', verify('return false;')),
    ],
    [
      'null, where a failure gives nothing',
      asks('check(token)', 'found === null', verify('')),
      asks('check(token)', 'found === undefined', verify('')),
    ],
    [
      'null, where another value is handed on',
      gate(
        `const token = req.headers['x-token']; const found = token && (await ${ONE}); if (found === null) ${D} next();`,
        P,
      ),
      gate(`const token = req.headers['x-token']; const found = token && (await ${ONE}); if (!found) ${D} next();`, P),
    ],
    [
      'null, where one side is undefined',
      gate(
        `const token = req.headers['x-token']; const found = token ? await ${ONE} : undefined; if (found === null) ${D} next();`,
        P,
      ),
      gate(
        `const token = req.headers['x-token']; const found = token ? await ${ONE} : null; if (found === null) ${D} next();`,
        P,
      ),
    ],
    [
      'null, where undefined stands in',
      asks(`(await ${ONE}) ?? undefined`, 'found === null'),
      asks(`(await ${ONE}) ?? undefined`, 'found === undefined'),
    ],
    [
      'false, of a member of the session',
      gate(`if (req.session.user === false) ${D} next();`),
      gate(`if (req.session.user === undefined) ${D} next();`),
    ],
  ])('%s', (_, guilty, innocent) => twins(guilty, innocent));
});

describe('a function that fails where nothing is found', () => {
  const sure = (ask: string, token = 'if (!token) throw new Error();'): string =>
    `async function sure(token) { ${token} const found = ${ask}; if (!found) throw new Error(); return found; }`;
  const tries = (lines: string, before: string, token = T): Files =>
    gate(`${token} try { ${lines} } catch { ${D} } next();`, `${P} ${before}`);
  const raw = "const token = req.headers['x-token'];";
  it.each([
    [
      'that is waited for',
      tries('sure(token);', sure(`await ${ONE}`)),
      tries('await sure(token);', sure(`await ${ONE}`)),
    ],
    [
      'by what may not be there',
      tries('await sure(token);', sure('await keys.findOneBy({ token })', ''), raw),
      tries('await sure(token);', sure('await keys.findOneBy({ token })', '')),
    ],
    [
      'where the function asks whether it is there',
      tries('await sure(token);', sure('await keys.findOneBy({ token })', ''), raw),
      tries('await sure(token);', sure('await keys.findOneBy({ token })'), raw),
    ],
    [
      'by an id that is no credential',
      tries('await sure(req.body.id);', sure(`await ${ONE}`)),
      tries("await sure(req.headers['x-api-key']);", sure(`await ${ONE}`)),
    ],
    [
      'by what may be an object',
      tries('await sure(req.body.token);', sure('await Key.findOne({ token })')),
      tries('await sure(String(req.body.token));', sure('await Key.findOne({ token })')),
    ],
    [
      'of a list',
      tries('await sure(token);', sure('await prisma.key.findMany({ where: { token } })')),
      tries('await sure(token);', sure('(await prisma.key.findMany({ where: { token } }))[0]')),
    ],
  ])('%s', (_, guilty, innocent) => twins(guilty, innocent));
});

describe('an object in the place of a text', () => {
  const sent = (before: string, filter = '{ token }'): Files =>
    gate(`${before} const found = await Key.findOne(${filter}); if (!found) ${D} next();`, P);
  it.each([
    [
      'of the body',
      sent(`const { token } = req.body; if (!token) ${D}`),
      sent(`const { token } = req.body; if (typeof token !== 'string') ${D}`),
    ],
    [
      'that may be an operator',
      sent(`if (!req.body.token) ${D}`, '{ token: req.body.token }'),
      sent(`if (!req.body.token) ${D}`, '{ token: { $eq: req.body.token } }'),
    ],
    [
      'of the query',
      sent(`const { token } = req.query; if (!token) ${D}`),
      sent(`const token = req.get('x-token'); if (!token) ${D}`),
    ],
    [
      'handed to another function',
      gate(
        `const { token } = req.body; if (!token || !(await find(token))) ${D} next();`,
        `${P} const find = async (token) => Key.findOne({ token });`,
      ),
      gate(
        `const token = String(req.body.token); if (!token || !(await find(token))) ${D} next();`,
        `${P} const find = async (token) => Key.findOne({ token });`,
      ),
    ],
  ])('%s', (_, guilty, innocent) => twins(guilty, innocent));
});

describe('what looks like a check', () => {
  it.each([
    [
      'a part of a text of the environment',
      gate(`if (!process.env.KEYS.includes(req.headers['x-api-key'])) ${D} next();`),
      gate(`if (!process.env.KEYS.split(',').includes(req.headers['x-api-key'])) ${D} next();`),
    ],
    [
      'the same, under a name',
      gate(`if (!KEYS.includes(req.headers['x-api-key'])) ${D} next();`, 'const { KEYS } = process.env;'),
      gate(`if (!KEYS.includes(req.headers['x-api-key'])) ${D} next();`, "const KEYS = process.env.KEYS.split(',');"),
    ],
    [
      'a letter of it',
      gate(`if (!KEYS.has(req.headers['x-api-key'])) ${D} next();`, 'const KEYS = new Set(process.env.KEYS);'),
      gate(
        `if (!KEYS.has(req.headers['x-api-key'])) ${D} next();`,
        "const KEYS = new Set(process.env.KEYS.split(','));",
      ),
    ],
    [
      'a token without a key',
      gate(`try { jwt.verify(req.headers.authorization, null, { algorithms: ['none'] }); } catch { ${D} } next();`),
      gate(`try { jwt.verify(req.headers.authorization, process.env.KEY); } catch { ${D} } next();`),
    ],
    [
      'a key the token brings along',
      gate(
        `const { header } = jwt.decode(req.headers.authorization, { complete: true }); ` +
          `try { jwt.verify(req.headers.authorization, header.key); } catch { ${D} } next();`,
      ),
      gate(
        `const { header } = jwt.decode(req.headers.authorization, { complete: true }); ` +
          `try { jwt.verify(req.headers.authorization, KEYS[header.kid]); } catch { ${D} } next();`,
        "import { KEYS } from './keys';",
      ),
    ],
    [
      'a signature whose outcome is dropped',
      gate(
        `const verifier = createVerify('SHA256'); verifier.update(req.body); verifier.verify(process.env.KEY, req.headers.sig); next();`,
        "import { createVerify } from 'node:crypto';",
      ),
      gate(
        `const it = createVerify('SHA256'); it.update(req.body); if (!it.verify(process.env.KEY, req.headers.sig)) ${D} next();`,
        "import { createVerify } from 'node:crypto';",
      ),
    ],
    [
      'a key that is sent to what verifies',
      gate(
        `try { new Webhook(req.headers.secret).verify(req.body, req.headers); } catch { ${D} } next();`,
        "import { Webhook } from 'svix';",
      ),
      gate(
        `try { new Webhook(process.env.KEY).verify(req.body, req.headers); } catch { ${D} } next();`,
        "import { Webhook } from 'svix';",
      ),
    ],
    [
      'a digest whose key stands in the code',
      gate(
        `if (createHmac('sha256', '').update(req.body).digest('hex') !== req.headers['x-sig']) ${D} next();`,
        "import { createHmac } from 'node:crypto';",
      ),
      gate(
        `if (createHmac('sha256', process.env.KEY).update(req.body).digest('hex') !== req.headers['x-sig']) ${D} next();`,
        "import { createHmac } from 'node:crypto';",
      ),
    ],
    [
      'the place it is mounted at',
      express(
        `app.use('/x', (req, res, go) => { if (req.baseUrl === '/x') return go(); requireUser(req, res, go); }); app.post('/x', write);`,
      ),
      express(
        `app.use('/x', (req, res, go) => { if (req.path === '/open') return go(); requireUser(req, res, go); }); app.post('/x', write);`,
      ),
    ],
  ])('%s', (_, guilty, innocent) => twins(guilty, innocent));

  it('a path of Hono means itself alone', () => {
    const hono = (path: string): Files => ({
      'src/app.ts':
        "import { Hono } from 'hono'; import { jwt } from 'hono/jwt'; const app = new Hono(); " +
        `app.use('${path}', jwt({ secret: process.env.KEY })); app.post('/x/new', (c) => c.json({})); export default app;`,
    });
    twins(hono('/x'), hono('/x/*'), 'POST /x/new');
    twins(hono('/'), hono('*'), 'POST /x/new');
    twins(hono('/y/new'), hono('/x/new'), 'POST /x/new');
  });
});
