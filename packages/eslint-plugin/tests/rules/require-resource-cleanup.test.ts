import { testRule } from '../harness.js';
import rule from '../../../rules/src/require-resource-cleanup/rule.js';

const PG = "import { Pool } from 'pg';\nconst pool = new Pool();\n";
const TYPEORM = "import { DataSource } from 'typeorm';\nconst source = new DataSource({ type: 'postgres' });\n";
const MONGO = `import { MongoClient } from 'mongodb';
const client = new MongoClient(process.env.URL);
const users = client.db('a').collection('users');
`;
const SEQUELIZE = `import { Sequelize } from 'sequelize';
const sequelize = new Sequelize('');
const User = sequelize.define('user', {});
`;
const MYSQL = "import mysql from 'mysql2';\nconst pool = mysql.createPool({});\n";

testRule(rule, {
  valid: [
    {
      name: 'a failure ends the process',
      code:
        `${PG}export async function f() { try { const c = await pool.connect(); await c.query('select 1'); ` +
        'c.release(); } catch (e) { console.error(e); process.exit(1); } }',
    },
    {
      name: 'its owner is ended in finally, and takes back what it has lent',
      code: `import { DataSource } from 'typeorm';
import { MongoClient } from 'mongodb';
import mysql from 'mysql2/promise';
export async function a(o) { const source = new DataSource(o); try { const r = source.createQueryRunner(); \
await r.query('select 1'); await r.release(); } finally { await source.destroy(); } }
export async function b(o) { const source = new DataSource(o); const r = source.createQueryRunner(); try { \
await r.query('select 1'); await r.release(); } catch (e) { log(e); } finally { await source.destroy(); } }
export async function c(o) { const pool = mysql.createPool(o); try { const r = await pool.getConnection(); \
await r.query('select 1'); r.release(); } finally { await pool.end(); } }
export async function d(url) { const client = new MongoClient(url); try { const s = client.startSession(); \
await client.db().collection('a').insertOne({}, { session: s }); await s.endSession(); } finally { await client.close(); } }`,
    },
    {
      name: 'what throws before a query runner is used: it holds nothing yet, and its owner is ended around its use',
      code: `import { DataSource } from 'typeorm';
export class Records {
  private async open(): Promise<DataSource> { const source = new DataSource(this.o); await source.initialize(); return source; }
  async list(name: string) { const source = await this.open(); const r = source.createQueryRunner(); \
const table = this.clean(name); try { await r.query('select 1'); await r.release(); } finally { await source.destroy(); } }
  async write(keys: string[]) { const source = await this.open(); const r = source.createQueryRunner(); \
const at = await this.time(); if (!at) throw new Error('late'); const all = keys.map((key) => [key, at]); \
try { await r.manager.query('select 1'); await r.release(); } catch (e) { log(e); throw e; } finally { await source.destroy(); } }
}`,
      file: 'src/case.ts',
    },
    {
      name: 'a query runner in finally',
      code:
        `${TYPEORM}export async function f() { const runner = source.createQueryRunner(); ` +
        `await runner.connect(); try { await runner.query('select 1'); } finally { await runner.release(); ` +
        '} }',
    },
    {
      name: 'declared before the try',
      code:
        `${TYPEORM}export async function f() { let runner; try { runner = source.createQueryRunner(); ` +
        `await runner.query('select 1'); } finally { await runner?.release(); } }`,
    },
    {
      name: 'once where it failed and once where it went well',
      code:
        `${PG}export async function f() { const c = await pool.connect(); try { await c.query('select 1'); ` +
        '} catch (error) { c.release(error); throw error; } c.release(); }',
    },
    {
      name: 'given back by what is returned',
      code:
        `${TYPEORM}export function f() { const runner = source.createQueryRunner(); return { ` +
        'query: (text) => runner.query(text), close: () => runner.release() }; }',
    },
    {
      name: 'returned at once',
      code: `${TYPEORM}export const f = () => { const runner = source.createQueryRunner(); return runner; };`,
    },
    {
      name: 'the way to release is taken out',
      code:
        `${TYPEORM}export async function f(use) { const runner = source.createQueryRunner(); const { ` +
        'manager, release } = runner; await use(manager, release); }',
    },
    {
      name: 'it listens for the life of the process',
      code:
        `${PG}export async function f(seen) { const c = await pool.connect(); c.on('notification', seen); ` +
        `await c.query('LISTEN orders'); }`,
    },
    {
      name: 'a file handle',
      code: `import { open } from 'node:fs/promises';
export async function f() { const h = await open('a'); try { return await h.readFile(); } finally { await h.close(); } }`,
    },
    {
      name: 'a session',
      code:
        `${MONGO}export async function f() { const session = client.startSession(); try { ` +
        'await users.updateOne({ a: 1 }, { $set: { b: 1 } }, { session }); } finally { ' +
        'await session.endSession(); } }',
    },
    {
      name: 'a transaction ended both ways',
      code:
        `${SEQUELIZE}export async function f() { const t = await sequelize.transaction(); try { ` +
        'await User.create({ a: 1 }, { transaction: t }); await t.commit(); } catch (error) { ' +
        'await t.rollback(); throw error; } }',
    },
    {
      name: 'a transaction somebody else ends',
      code:
        `${SEQUELIZE}export async function f(work) { const t = await sequelize.transaction(); await work({ ` +
        'transaction: t }); }',
    },
    {
      name: 'the library ends it',
      code:
        `${SEQUELIZE}export const f = () => sequelize.transaction(async (t) => { await User.create({ ` +
        'a: 1 }, { transaction: t }); });',
    },
    {
      name: 'lent to a callback',
      code:
        `${MYSQL}export function f(done) { pool.getConnection((error, c) => { ` +
        `if (error) return done(error); c.query('select 1', (failed, rows) => { c.release(); ` +
        'done(failed, rows); }); }); }',
    },
    { name: 'lent to a callback that goes on', code: `${MYSQL}export function f(done) { pool.getConnection(done); }` },
    {
      name: 'given back by a function of the library',
      code:
        `${PG}export function f(done) { pool.connect((error, c, release) => { ` +
        `c.query('select 1', (failed) => { release(); done(failed); }); }); }`,
    },
    {
      name: 'a client of the process',
      code: `import { MongoClient } from 'mongodb';
export async function start() { const client = new MongoClient(''); await client.connect(); }`,
    },
    {
      name: 'tried out at the start',
      code: `${PG}export class Db {
  async start() {
    const client = await pool.connect();
    client.release();
    await work();
  }
}`,
    },
    `${PG}export async function f() { const c = await pool.connect(); try { ` +
      `return await c.query('select 1'); } finally { c.release(); } }`,
    `${PG}export async function f() { const c = await pool.connect(); try { ` +
      `return await c.query('select 1'); } finally { if (c) { c.release(); } } }`,
    `${PG}export async function f() { const c = await pool.connect(); return c; }`,
    `${PG}export async function f(run) { const c = await pool.connect(); return run(c); }`,
    `${PG}export async function f(holder) { const c = await pool.connect(); holder.client = c; ` +
      `await c.query('select 1'); }`,
    `${PG}export async function f() { const c = await pool.connect(); c.release(); }`,
    `${PG}export async function f() { const c = await pool.connect(); ` +
      `return c.query('select 1').finally(() => c.release()); }`,
    `${PG}export async function f() { return pool.query('select 1'); }`,
    {
      code: `${PG}export async function f() { await using c = await pool.connect(); await c.query('select 1'); }`,
      file: 'src/a.ts',
    },
    { code: "export async function f(pool) { const c = await pool.connect(); await c.query('select 1'); }" },
    {
      name: 'in one of two branches each',
      code:
        `${PG}export async function f(a) { const c = await pool.connect(); if (a.old) { c.release(true); } ` +
        'else { c.release(); } }',
    },
    {
      name: 'left after the first',
      code:
        `${PG}export async function f(a) { const c = await pool.connect(); if (!a.ok) { c.release(); ` +
        'return null; } c.release(); }',
    },
    {
      name: 'left by a call that does not come back',
      code:
        `${PG}export async function f(a) { const c = await pool.connect(); if (!a.ok) { c.release(); ` +
        'process.exit(1); } c.release(); }',
    },
    {
      name: 'a note that it has been done',
      code:
        `${PG}export async function f() { const c = await pool.connect(); let done = false; try { ` +
        `await c.query('select 1'); c.release(); done = true; } finally { if (!done) c.release(); } }`,
    },
    {
      name: 'once per round, for one of the round',
      code:
        `${PG}export async function f(days) { for (const day of days) { const c = await pool.connect(); ` +
        `try { await c.query('select $1', [day]); } finally { c.release(); } } }`,
    },
    {
      name: 'a loop that ends with it',
      code:
        `${PG}export async function f(days) { const c = await pool.connect(); while (days.length) { ` +
        'c.release(); break; } }',
    },
    {
      name: 'a handle that may be closed again',
      code: `import { open } from 'node:fs/promises';
export async function f() { const h = await open('a'); try { await h.close(); } finally { await h.close(); } }`,
    },
    {
      name: 'given back by the function that comes with it, and left',
      code:
        `${PG}export function f(next) { pool.connect((error, c, done) => { if (error) { done(error); ` +
        'return next(error); } done(); next(null); }); }',
    },
    {
      name: 'given back on one of two ways of a callback',
      code:
        `${PG}export function f(next) { pool.connect((error, c, done) => { if (error) return next(error); ` +
        `c.query('select 1', (failed) => { if (failed) { done(failed); } else { done(); } next(failed); }); }); }`,
    },
    {
      name: 'a function that gives nothing back',
      code:
        `${MYSQL}export function f(done) { pool.getConnection((error, c) => { if (error) { done(error); } ` +
        'c.release(); done(null); }); }',
    },
  ],
  invalid: [
    {
      name: 'a failure ends the process now and then, or what is taken before',
      code:
        `${PG}export async function f() { try { const c = await «pool.connect()»; await c.query('select 1'); ` +
        'c.release(); } catch (e) { if (e.code) process.exit(1); } }\n' +
        "export async function g() { const c = await «pool.connect()»; await c.query('a'); try { await c.query('b'); " +
        'c.release(); } catch (e) { process.exit(1); } }',
      errors: ['notAlways', 'notAlways'],
    },
    {
      name: 'a pool that waits for what it has lent',
      code:
        "import { Pool } from 'pg'; export async function f() { const pool = new Pool(); try { " +
        "const c = await «pool.connect()»; await c.query('select 1'); c.release(); } finally { await pool.end(); } }",
      errors: ['notAlways'],
    },
    {
      name: 'its owner is ended only when all went well, in another attempt, or by somebody else',
      code: `import { DataSource } from 'typeorm';
export async function a(o) { const source = new DataSource(o); const r = «source.createQueryRunner()»; \
await r.query('select 1'); await r.release(); await source.destroy(); }
export async function b(o) { const source = new DataSource(o); const r = «source.createQueryRunner()»; \
await r.query('select 1'); await r.release(); try { await done(); } finally { await source.destroy(); } }
export async function c(source: DataSource) { const r = «source.createQueryRunner()»; \
await r.query('select 1'); await r.release(); }
export async function d(one: DataSource, other: DataSource) { try { const r = «one.createQueryRunner()»; \
await r.query('select 1'); await r.release(); } finally { await other.destroy(); } }`,
      file: 'src/case.ts',
      errors: ['notAlways', 'notAlways', 'notAlways', 'notAlways'],
    },
    {
      name: 'used before the attempt, or of an owner that lends the moment it is asked',
      code: `import { DataSource } from 'typeorm';
import mysql from 'mysql2/promise';
export async function a(o) { const source = new DataSource(o); const r = «source.createQueryRunner()»; await r.connect(); \
const at = await time(); try { await r.query('select 1'); await r.release(); } finally { await source.destroy(); } }
export async function b(o) { const pool = mysql.createPool(o); const r = await «pool.getConnection()»; \
const at = await time(); try { await r.query('select 1'); r.release(); } finally { await pool.end(); } }`,
      errors: ['notAlways', 'notAlways'],
    },
    {
      name: 'a query runner, made without waiting',
      code:
        `${TYPEORM}export async function f() { const runner = «source.createQueryRunner()»; ` +
        `await runner.startTransaction(); await runner.query('select 1'); await runner.commitTransaction(); }`,
      errors: [{ messageId: 'never', data: { name: 'runner', call: 'source.createQueryRunner', release: 'release' } }],
    },
    {
      name: 'released where it went well',
      code:
        `${TYPEORM}export async function f() { const runner = «source.createQueryRunner()»; try { ` +
        `await runner.query('select 1'); await runner.release(); } catch (error) { log(error); } }`,
      errors: ['notAlways'],
    },
    {
      name: 'taken apart',
      code:
        `${TYPEORM}export async function f() { const runner = «source.createQueryRunner()»; const { ` +
        `manager } = runner; return manager.query('select 1'); }`,
      errors: ['never'],
    },
    {
      name: 'declared before',
      code:
        `${TYPEORM}export async function f() { let runner; try { runner = «source.createQueryRunner()»; ` +
        `await runner.query('select 1'); } catch (error) { log(error); } }`,
      errors: ['never'],
    },
    {
      name: 'the connection of a field',
      code: `import { DataSource } from 'typeorm';
export class Moves { constructor(private readonly source: DataSource) {}
  async run() { const runner = «this.source.createQueryRunner()»; await runner.query('select 1'); } }`,
      file: 'src/a.ts',
      errors: ['never'],
    },
    {
      name: 'a file handle',
      code: `import { open } from 'node:fs/promises';
export async function f() { const h = await «open('a')»; return h.readFile(); }`,
      errors: ['never'],
    },
    {
      name: 'a session that queries only borrow',
      code:
        `${MONGO}export async function f() { const session = «client.startSession()»; ` +
        'await users.updateOne({ a: 1 }, { $set: { b: 1 } }, { session }); }',
      errors: ['never'],
    },
    {
      name: 'a session of another library',
      code: `import mongoose from 'mongoose';
export async function f() { const session = await «mongoose.startSession()»; session.startTransaction(); \
await session.commitTransaction(); }`,
      errors: ['never'],
    },
    {
      name: 'a transaction nobody ends',
      code:
        `${SEQUELIZE}export async function f() { const t = await «sequelize.transaction()»; ` +
        'await User.create({ a: 1 }, { transaction: t }); }',
      errors: [{ messageId: 'neverEnded', data: { name: 't', call: 'sequelize.transaction', release: 'commit' } }],
    },
    {
      name: 'lent to a callback',
      code:
        `${MYSQL}export function f(done) { «pool.getConnection((error, c) => { ` +
        `if (error) return done(error); c.query('select 1', (failed, rows) => { done(failed, rows); }); ` +
        '})»; }',
      errors: ['never'],
    },
    {
      name: 'in the block and in finally',
      code:
        `${PG}export async function f() { const c = await pool.connect(); try { await c.query('select 1'); ` +
        'c.release(); } finally { «c.release()»; } }',
      errors: [{ messageId: 'twice', data: { call: 'c.release' } }],
    },
    {
      name: 'before a return and in finally',
      code:
        `${PG}export async function f() { const c = await pool.connect(); try { const { rows } ` +
        `= await c.query('select 1'); if (rows.length === 0) { c.release(); return null; } return rows; } ` +
        'finally { «c.release()»; } }',
      errors: ['twice'],
    },
    {
      name: 'in the handler and in finally',
      code:
        `${PG}export async function f() { const c = await pool.connect(); try { await c.query('select 1'); ` +
        '} catch (error) { c.release(error); throw error; } finally { «c.release()»; } }',
      errors: ['twice'],
    },
    {
      name: 'in a branch that goes on',
      code:
        `${PG}export async function f(a) { const c = await pool.connect(); if (a.old) { c.release(true); } ` +
        '«c.release()»; }',
      errors: ['twice'],
    },
    {
      name: 'in every round',
      code:
        `${PG}export async function f(days) { const { release } = await pool.connect(); ` +
        'for (const day of days) { log(day); «release()»; } }',
      errors: ['twice'],
    },
    {
      name: 'by the function that comes with it',
      code:
        `${PG}export function f(next) { pool.connect((error, c, done) => { if (error) { done(error); } ` +
        '«done()»; next(null, c); }); }',
      errors: [{ messageId: 'twice', data: { call: 'done' } }],
    },
    {
      name: 'of a callback',
      code:
        `${MYSQL}export function f(old) { pool.getConnection((error, c) => { if (old) { c.release(); } ` +
        '«c.release()»; }); }',
      errors: [{ messageId: 'twice', data: { call: 'c.release' } }],
    },
    {
      name: 'another driver',
      code: `import mysql from 'mysql2/promise';
const pool = mysql.createPool({});
export async function f() { const c = await pool.getConnection(); try { await c.query('select 1'); } \
catch (error) { c.release(); throw error; } finally { «c.release()»; } }`,
      errors: ['twice'],
    },
    {
      code:
        `${PG}export async function f() { const c = await «pool.connect()»; ` +
        `return (await c.query('select 1')).rows; }`,
      errors: ['never'],
    },
    {
      code:
        `${PG}export async function f() { const c = await «pool.connect()»; await c.query('select 1'); ` +
        'c.release(); }',
      errors: ['notAlways'],
    },
    {
      code:
        `${PG}export async function f() { const c = await «pool.connect()»; try { ` +
        `await c.query('select 1'); c.release(); } catch (e) { throw e; } }`,
      errors: ['notAlways'],
    },
  ],
});
