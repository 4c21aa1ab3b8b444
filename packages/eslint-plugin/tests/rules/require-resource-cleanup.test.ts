import { testRule } from '../harness.js';
import rule from '../../src/rules/require-resource-cleanup.js';

const PG = "import { Pool } from 'pg';\nconst pool = new Pool();\n";

testRule(rule, {
  valid: [
    { name: 'tried out at the start', code: `${PG}export class Db {\n  async start() {\n    const client = await pool.connect();\n    client.release();\n    await work();\n  }\n}` },
    `${PG}export async function f() { const c = await pool.connect(); try { return await c.query('select 1'); } finally { c.release(); } }`,
    `${PG}export async function f() { const c = await pool.connect(); try { return await c.query('select 1'); } finally { if (c) { c.release(); } } }`,
    `${PG}export async function f() { const c = await pool.connect(); return c; }`,
    `${PG}export async function f(run) { const c = await pool.connect(); return run(c); }`,
    `${PG}export async function f(holder) { const c = await pool.connect(); holder.client = c; await c.query('select 1'); }`,
    `${PG}export async function f() { const c = await pool.connect(); c.release(); }`,
    `${PG}export async function f() { const c = await pool.connect(); return c.query('select 1').finally(() => c.release()); }`,
    `${PG}export async function f() { return pool.query('select 1'); }`,
    { code: `${PG}export async function f() { await using c = await pool.connect(); await c.query('select 1'); }`, file: 'src/a.ts' },
    { code: "export async function f(pool) { const c = await pool.connect(); await c.query('select 1'); }" },
  ],
  invalid: [
    { code: `${PG}export async function f() { const c = await «pool.connect()»; return (await c.query('select 1')).rows; }`, errors: ['never'] },
    { code: `${PG}export async function f() { const c = await «pool.connect()»; await c.query('select 1'); c.release(); }`, errors: ['notAlways'] },
    { code: `${PG}export async function f() { const c = await «pool.connect()»; try { await c.query('select 1'); c.release(); } catch (e) { throw e; } }`, errors: ['notAlways'] },
  ],
});
