import { describe, expect, it } from 'vitest';
import { queryCalls } from '../../src/summary/query-call.js';
import { analyseText } from '../analyse-text.js';

const KNEX = "import knex from 'knex';\nconst db = knex({});\n";
const KYSELY = "import { Kysely } from 'kysely';\nconst db = new Kysely({});\n";
const DRIZZLE = `import { drizzle } from 'drizzle-orm/node-postgres';
import { exists, sql } from 'drizzle-orm';
import { users, orders } from './schema.js';
const db = drizzle(process.env.DATABASE_URL);
`;
const POSTGRES = "import postgres from 'postgres';\nconst sql = postgres();\n";
const MONGOOSE = "import mongoose from 'mongoose';\nconst User = mongoose.model('User', new mongoose.Schema({}));\n";
const SQLITE = "import Database from 'better-sqlite3';\nconst db = new Database('a.db');\n";

function queriesIn(code: string): string[] {
  const file = analyseText(code);
  return queryCalls(file).map(({ library }) => file.text.slice(...library.node.range));
}

describe('what becomes of a lazy query', () => {
  it.each([
    [
      'turned into text',
      `${KNEX}export function f(id) { return db('users').where({ id }).select('name').toSQL().toNative(); }`,
    ],
    ['turned into text by hand', `${KNEX}export function f(id) { return db('users').where({ id }).toString(); }`],
    [
      'text of a name',
      `${KNEX}export async function f(run) { const query = db('users').select('name'); query.where({ ` +
        'id: 1 }); return run(query.toQuery()); }',
    ],
    [
      'a raw part of a select list',
      `${KNEX}export function f(run, id) { const q = db.from('users').select(['name', db.raw('? as list', ` +
        '[id])]).toSQL(); return run(q.sql, q.bindings); }',
    ],
    [
      'a table that is made up, in a builder of somebody else',
      `${KNEX}export async function f(list, parts) { let from; if (parts.length === 1) { ` +
        `from = db.raw(parts[0].sql); } else { from = db.raw(parts.join(' union ')); } ` +
        'return list((builder) => builder.from(function () { return this.from(from); })); }',
    ],
    [
      'a compiled builder',
      `${KYSELY}export function f(id) { return db.selectFrom('users').selectAll().where('id', '=', id).compile(); }`,
    ],
    ['text of a builder', `${DRIZZLE}export function f() { return db.select().from(users).toSQL(); }`],
    [
      'put into a template',
      `${KNEX}export function f() { const inner = db('users').select('id'); return \`(\${inner}) as t\`; }`,
    ],
  ])('is no query when it is %s', (_name, code) => {
    expect(queriesIn(code)).toEqual([]);
  });

  it.each([
    [
      'returned by a handler of a router that hands itself on',
      `import express from 'express';\n${KNEX}express().get('/', async () => { return db('a').select('x'); });`,
      ["db('a').select('x')"],
    ],
    [
      'a subquery',
      `${KNEX}export async function f() { return await db('a').whereIn('id', db('b').select('id')).select('x'); }`,
      ["db('a').whereIn('id', db('b').select('id')).select('x')"],
    ],
    [
      'a subquery with a name',
      `${KYSELY}export async function f() { const inner = db.selectFrom('b').select('id'); ` +
        `return await db.selectFrom('a').where('id', 'in', inner).execute(); }`,
      ["db.selectFrom('a')"],
    ],
    [
      'a condition',
      `${DRIZZLE}export async function f() { return await ` +
        'db.select().from(users).where(exists(db.select().from(orders))); }',
      ['db.select().from(users)'],
    ],
    [
      'a nested template',
      `${POSTGRES}export async function f(id) { const where = sql\`where id = \${id}\`; ` +
        `return await sql\`select * from users \${where}\`; }`,
      ['sql`select * from users ${where}`'],
    ],
  ])('counts the query around %s', (_name, code, expected) => {
    expect(queriesIn(code)).toEqual(expected);
  });

  it.each([
    ['awaited', `${KNEX}export async function f() { await db('users').select('id'); }`],
    [
      'awaited under a name',
      `${KNEX}export async function f(id) { const q = db('users').select('id'); if (id) q.where({ id }); ` +
        'return await q; }',
    ],
    ['chained to then', `${KNEX}export function f(done) { db('users').select('id').then(done); }`],
    ['returned', `${KNEX}export function f() { return db('users').select('id'); }`],
    ['collected', `${KNEX}export async function f(ids) { return Promise.all([db('users').select('id'), other()]); }`],
    ['handed to somebody unknown', `${KNEX}export async function f(timed) { return timed(db('users').select('id')); }`],
    [
      'also logged as text',
      `${KNEX}export async function f(log) { const q = db('users').select('id'); log(q.toString()); return await q; }`,
    ],
    [
      'executed',
      `${KYSELY}export async function f() { const q = db.selectFrom('users').selectAll(); return await q.execute(); }`,
    ],
    [
      'executed with more',
      `${KYSELY}export async function f(id) { let q = db.selectFrom('users').selectAll(); ` +
        `if (id) q = q.where('id', '=', id); return await q.execute(); }`,
    ],
    [
      'run by exec',
      `${MONGOOSE}export async function f() { const q = User.find(); q.where('a').equals(1); return await q.exec(); }`,
    ],
    ['a client without promises', `${SQLITE}export function f() { return db.prepare('select id from users').all(); }`],
  ])('is a query when it is %s', (_name, code) => {
    expect(queriesIn(code).length).toBeGreaterThan(0);
  });
});
