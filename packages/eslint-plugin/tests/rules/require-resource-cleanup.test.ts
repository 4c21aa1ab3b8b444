import { testRule } from '../harness.js';
import rule from '../../../rules/src/require-resource-cleanup/rule.js';

const PG = "import { Pool } from 'pg';\nconst pool = new Pool();\n";

testRule(rule, {
  valid: [
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
  ],
  invalid: [
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
