import rule from '../../../rules/src/no-unscoped-mutation/rule.js';
import { testRule } from '../harness.js';

const PRISMA = "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n";
const APP = "import express from 'express';\nconst app = express();\n";
const DRIZZLE = `import { drizzle } from 'drizzle-orm/node-postgres';
import { eq } from 'drizzle-orm';
import { users } from './schema';
const db = drizzle('x');
`;
const KNEX = "import knex from 'knex';\nconst db = knex({ client: 'pg' });\n";
const SEQUELIZE = `import { Sequelize } from 'sequelize';
const sequelize = new Sequelize('sqlite::memory:');
const User = sequelize.define('User', {});
`;
const MONGOOSE = "import mongoose from 'mongoose';\nconst User = mongoose.model('User', new mongoose.Schema({}));\n";
const PG = "import { Pool } from 'pg';\nconst pool = new Pool();\n";
const TYPEORM = `import { Repository } from 'typeorm';
declare class User {}
export class Users {
  constructor(private readonly users: Repository<User>) {}
`;

const NEXT = { next: '15.0.0', '@prisma/client': '6.0.0' };
const API = "import type { NextApiRequest, NextApiResponse } from 'next';\n";
/** Deletes what a file of routes reads as `id`. */
const inApi = (read: string, where = 'id'): string =>
  `${API}${PRISMA}export default async function handle(req: NextApiRequest, res: NextApiResponse) {
  ${read}
  await «prisma.user.deleteMany({ where: { ${where} } })»;
  res.end();
}`;
const unmarked = (code: string): string => code.replace(/[«»]/g, '');

const OBJECTION = "import { Model } from 'objection';\nclass User extends Model {}\n";

testRule(rule, {
  valid: [
    ...[
      ['destructured', inApi('const { id } = req.query as { id: string };')],
      ['under another name', inApi('const { id: userId } = req.query;', 'id: userId')],
      ['a member', inApi('', 'id: req.query.id as string')],
      ['a key', inApi('', "id: req.query['id']")],
      ['behind a name', inApi('const query = req.query;\n  const id = query.id as string;')],
      ['beside one that may be missing', inApi('', 'id: req.query.id as string, name: req.query.name as string')],
    ].map(([name, code = '']) => ({
      name: `a part of the path of the file: ${name}`,
      code: unmarked(code),
      file: 'pages/api/users/[id]/index.ts',
      versions: NEXT,
    })),
    {
      name: 'parts of the path that take all the rest',
      code: unmarked(inApi('', 'id: { in: req.query.id as string[] }')),
      file: 'pages/api/users/[...id].ts',
      versions: NEXT,
    },
    {
      name: 'a part of the path of a page',
      code: `import type { GetServerSideProps } from 'next';
${PRISMA}export const getServerSideProps: GetServerSideProps = async ({ query }) => {
  await prisma.user.deleteMany({ where: { id: query.id as string } });
  return { props: {} };
};`,
      file: 'pages/users/[id].tsx',
      versions: NEXT,
    },
    {
      name: 'parts of the path in other file routers',
      code: `${PRISMA}export async function DELETE({ params }) { return prisma.user.deleteMany({ where: { id: params.id } }); }`,
      file: 'src/routes/users/[id]/+server.ts',
      versions: { '@sveltejs/kit': '2.0.0', '@prisma/client': '6.0.0' },
    },
    {
      name: 'a part of the path in Nitro',
      code: `${PRISMA}export default defineEventHandler(async (event) =>
  prisma.user.deleteMany({ where: { id: event.context.params.id } }));`,
      file: 'server/api/users/[id].delete.ts',
      versions: { nuxt: '3.0.0', '@prisma/client': '6.0.0' },
    },
    {
      name: 'one of several tables that are emptied together',
      code:
        `${PRISMA}export async function before() { await prisma.mail.deleteMany(); await prisma.user.deleteMany({}); }\n` +
        `${PG}export async function after() { await pool.query('DELETE FROM mails'); await pool.query('DELETE FROM users'); }`,
    },
    { name: 'by its name', code: `${PRISMA}export async function cleanDatabase() { await prisma.user.deleteMany(); }` },
    {
      name: 'set back in every row before it is set in the one that is meant',
      code: `${PRISMA}${PG}${KNEX.replace('db =', 'builder =')}${DRIZZLE}${SEQUELIZE}
export async function preferred(id) {
  await db.update(users).set({ primary: false });
  await db.update(users).set({ primary: true }).where(eq(users.id, id));
}
export async function preferOne(id) {
  await User.update({ primary: false }, { where: {} });
  await User.update({ primary: true }, { where: { id } });
}
export async function prefer(id) {
  await prisma.address.updateMany({ data: { primary: false } });
  await prisma.address.update({ where: { id }, data: { primary: true } });
}
export async function preferByText(id) {
  await pool.query('UPDATE addresses SET is_primary = false');
  await pool.query('UPDATE addresses SET is_primary = true WHERE id = $1', [id]);
}
export async function preferByBuilder(id) {
  await builder('addresses').update({ primary: false, since: null });
  await builder('addresses').where({ id }).update({ primary: true, since: new Date() });
}`,
    },
    {
      name: 'the comment above a field that holds a function says that all rows are meant',
      code:
        `${OBJECTION}class Branches {\n  /** Gives all users the first branch. */\n` +
        '  public activate = async (branchId) => {\n    await User.query().update({ branchId });\n  };\n}',
    },
    {
      name: 'above a method',
      code:
        `${TYPEORM}  /**\n   * Resets every counter.\n   */\n` +
        '  async startWeek() { await this.users.createQueryBuilder().update().set({ count: 0 }).execute(); }\n}',
    },
    {
      name: 'above an exported function',
      code: `${KNEX}// Marks all messages as read.\nexport async function seen() { await db('m').update({ seen: true }); }`,
    },
    {
      name: 'above a function in a variable',
      code: `${PRISMA}// Purges what is there.\nexport const f = async () => { await prisma.user.deleteMany(); };`,
    },
    {
      name: 'members that programs give a builder may filter: another library',
      code: `${KNEX}export const f = async (t) => { await db('m').update({ seen: true }).ofTenant(t); };`,
    },
    {
      name: 'and one more',
      code: `${OBJECTION}export const f = async (t) => { await User.query().update({ seen: true }).ofTenant(t); };`,
    },
    {
      name: 'code that runs when the query is built, before the update',
      code: `${OBJECTION}export const f = async (add) => { await User.query().onBuild(add).update({ seen: true }); };`,
    },
    'const m = new Map(); m.delete("a"); m.clear();',
    "import axios from 'axios'; await axios.delete('/x');",
    {
      name: 'a method that is only called delete',
      code: "import { repository } from './users'; await repository.delete(); await repository.deleteMany();",
    },
    { name: 'a router', code: `${APP}app.delete('/x', (req, res) => res.end());` },
    `${PRISMA}export async function f(id) { await prisma.user.deleteMany({ where: { id } }); }`,
    `${PRISMA}export async function f(where) { await prisma.user.deleteMany({ where }); ` +
      'await prisma.user.deleteMany(where); }',
    `${PRISMA}${APP}app.post('/x', async (req, res) => { await prisma.user.deleteMany({ where: { ` +
      'id: Number(req.body.id) } }); });',
    {
      name: 'refused when missing',
      code:
        `${PRISMA}${APP}app.post('/x', async (req, res) => { if (!req.body.id) return ` +
        'res.status(400).end(); await prisma.user.deleteMany({ where: { id: req.body.id } }); });',
    },
    {
      name: 'refused behind a name',
      code:
        `${PRISMA}${APP}app.post('/x', async (req, res) => { const { id } = req.body; ` +
        'if (id === undefined) { return res.status(400).end(); } await prisma.user.deleteMany({ where: { ' +
        'id } }); });',
    },
    {
      name: 'asserted before',
      code:
        `${PRISMA}${APP}app.post('/x', async (req, res) => { assertId(req.body.id); ` +
        'await prisma.user.deleteMany({ where: { id: req.body.id } }); });',
    },
    {
      name: 'a default',
      code:
        `${PRISMA}${APP}app.post('/x', async (req, res) => { const { id = 0 } = req.body; ` +
        'await prisma.user.deleteMany({ where: { id } }); });',
    },
    {
      name: 'checked by a schema',
      code: `import { z } from 'zod';
${PRISMA}${APP}const Body = z.object({ id: z.string() });
app.post('/x', async (req, res) => { const body = Body.parse(req.body); await prisma.user.deleteMany({ \
where: { id: body.id } }); });`,
    },
    {
      name: 'a pipe refuses what is missing',
      code: `import { Controller, Delete, ParseIntPipe, Query } from '@nestjs/common';
${PRISMA}@Controller('x')
export class X { @Delete() async one(@Query('id', ParseIntPipe) id: number) { \
return prisma.user.deleteMany({ where: { id } }); } }`,
      file: 'src/a.ts',
    },
    {
      name: 'a part of the path is there',
      code: `import { Controller, Delete, Param } from '@nestjs/common';
${PRISMA}@Controller('x')
export class X { @Delete(':id') async one(@Param('id') id: string) { return prisma.user.deleteMany({ where: { id } }); } }`,
      file: 'src/a.ts',
    },
    {
      name: 'a conventional name of a library the project has not',
      code: `import { prisma } from '../lib/prisma';
${APP}app.post('/x', async (req, res) => { await prisma.user.deleteMany({ where: { id: req.body.id } }); });`,
      versions: { express: '5.0.0' },
    },
    {
      name: 'something else selects',
      code:
        `${PRISMA}${APP}app.post('/x', async (req, res) => { await prisma.post.deleteMany({ where: { ` +
        'id: req.body.id, authorId: req.user.id } }); });',
    },
    {
      name: 'a route parameter is there',
      code:
        `${PRISMA}${APP}app.delete('/x/:id', async (req, res) => { await prisma.user.deleteMany({ where: { ` +
        'id: req.params.id } }); });',
    },
    {
      name: 'one row: the client throws when nothing selects it',
      code:
        `${PRISMA}${APP}app.post('/x', async (req, res) => { await prisma.user.delete({ where: { ` +
        'id: req.body.id } }); });',
    },
    `${DRIZZLE}export async function f() { await db.delete(users).where(eq(users.id, 1)); ` +
      'await db.update(users).set({ a: 1 }).where(eq(users.id, 1)); }',
    {
      name: 'kept, and filtered later',
      code:
        `${DRIZZLE}export async function f(id) { const query = db.delete(users); ` +
        'if (id) query.where(eq(users.id, id)); await query; }',
    },
    `${KNEX}export async function f() { await db('users').where({ id: 1 }).del(); ` +
      `await db('users').where('id', 1).update({ a: 1 }); }`,
    `${SEQUELIZE}export async function f() { await User.destroy({ where: { id: 1 } }); ` +
      'await User.update({ a: 1 }, { where: { id: 1 } }); }',
    `${MONGOOSE}export async function f() { await User.deleteMany({ a: 1 }); await User.deleteOne({}); ` +
      'await User.updateMany({ a: 1 }, { b: 2 }); }',
    `${PG}export async function f() { await pool.query('DELETE FROM users WHERE id = $1', [1]); ` +
      `await pool.query('insert into users default values'); }`,
    {
      name: 'built elsewhere',
      code: `${PG}export async function f(where) { await pool.query('DELETE FROM users ' + where); }`,
    },
    {
      name: 'a table that is made anew',
      code:
        `${PG}export async function recompute(n) { await pool.query('DELETE FROM stats'); ` +
        `await pool.query(\`INSERT INTO stats (id, n) SELECT id, count(*) FROM orders \${n} GROUP BY id\`); }`,
    },
    {
      name: 'rows that are written anew',
      code:
        `${PRISMA}export async function recompute(rows) { await ` +
        'prisma.$transaction([prisma.stat.deleteMany(), prisma.stat.createMany({ data: rows })]); ' +
        'await prisma.$transaction(async (tx) => { await tx.stat.deleteMany({}); await tx.stat.create({ ' +
        'data: rows[0] }); }); }',
    },
    {
      name: 'rows that are written anew, by other libraries',
      code:
        `${DRIZZLE}${KNEX.replace(/db/g, 'kx')}${MONGOOSE}export async function recompute(rows) { ` +
        `await db.delete(users); await db.insert(users).values(rows); await kx('stats').del(); ` +
        `await kx('stats').insert(rows); await User.deleteMany({}); await User.insertMany(rows); }`,
    },
    {
      name: 'the name says it',
      code: `${PRISMA}export async function deleteAllSessions() { await prisma.session.deleteMany(); }`,
    },
    {
      name: 'a comment says it',
      code: `${PRISMA}export async function f() {
  // every token is void after the key was changed
  await prisma.token.deleteMany();
}`,
    },
    { name: 'a seed', code: `${PRISMA}await prisma.user.deleteMany();`, file: 'prisma/seed.ts' },
    { name: 'a test', code: `${PRISMA}await prisma.user.deleteMany();`, file: 'src/users.test.ts' },
    {
      name: 'repositories',
      code: `${TYPEORM}  async run(id: number) { await this.users.delete(id); await this.users.delete({ \
id }); await this.users.update({ id }, {}); await this.users.clear(); }
}`,
      file: 'src/users.ts',
    },
    {
      name: 'a builder with a condition, and one that inserts',
      code: `${TYPEORM}  async run() { await this.users.createQueryBuilder().delete().where('id = :id', { \
id: 1 }).execute(); await this.users.createQueryBuilder().insert().values({}).execute(); }
}`,
      file: 'src/users.ts',
    },
  ],
  invalid: [
    {
      name: 'in the query, under another name than a part of the path has',
      code: inApi('', 'id: req.query.user as string'),
      file: 'pages/api/users/[id]/index.ts',
      versions: NEXT,
      errors: [{ messageId: 'vanishes', severity: 'high' }],
    },
    {
      name: 'in the body, under the name of a part of the path',
      code: inApi('', 'id: req.body.id'),
      file: 'pages/api/users/[id]/index.ts',
      versions: NEXT,
      errors: [{ messageId: 'vanishes', severity: 'high' }],
    },
    {
      name: 'a part of the path that may be left out',
      code: inApi('', 'id: { in: req.query.id as string[] }'),
      file: 'pages/api/users/[[...id]].ts',
      versions: NEXT,
      errors: [{ messageId: 'vanishes', severity: 'high' }],
    },
    {
      name: 'a part of the path that may be left out, among the parameters',
      code: `${PRISMA}export async function DELETE({ params }) { return «prisma.user.deleteMany({ where: { id: params.id } })»; }`,
      file: 'src/routes/users/[[id]]/+server.ts',
      versions: { '@sveltejs/kit': '2.0.0', '@prisma/client': '6.0.0' },
      errors: [{ messageId: 'vanishes', severity: 'high' }],
    },
    {
      name: 'the query string in Nitro',
      code: `${PRISMA}export default defineEventHandler(async (event) => «prisma.user.deleteMany({ where: { id: getQuery(event).id } })»);`,
      file: 'server/api/users/[id].delete.ts',
      versions: { nuxt: '3.0.0', '@prisma/client': '6.0.0' },
      errors: [{ messageId: 'vanishes', severity: 'high' }],
    },
    {
      name: 'beside a delete of some rows, a write, or the same table again',
      code:
        `${PRISMA}export async function a(id) { await «prisma.mail.deleteMany()»; await prisma.user.deleteMany({ where: { id } }); }\n` +
        'export async function b() { await «prisma.mail.deleteMany()»; await «prisma.user.updateMany({ data: { a: 1 } })»; }\n' +
        'export async function c() { await «prisma.mail.deleteMany()»; await «prisma.mail.deleteMany()»; }\n' +
        'export async function d() { await «prisma.mail.deleteMany()»; await «prisma.user.deleteMany()»; ' +
        'await prisma.note.create({ data: {} }); }\n' +
        `${APP}app.post('/a', async (req, res) => { await «prisma.mail.deleteMany()»; await «prisma.user.deleteMany()»; });`,
      errors: Array.from({ length: 9 }, () => 'everyRow'),
    },
    ...[
      ['another column', '{ primary: false, closed: true }', '{ where: { id }, data: { primary: true } }'],
      ['what is no constant', '{ primary: given }', '{ where: { id }, data: { primary: true } }'],
      ['nothing of it is set again', '{ primary: false }', '{ where: { id }, data: { name: given } }'],
      ['its name is a value', '{ primary: false }', "{ where: { id }, data: { name: 'primary' } }"],
    ].map(([name, back, again]) => ({
      name: `not only set back: ${name}`,
      code: `${PRISMA}export async function prefer(id, given) {
  «await prisma.address.updateMany({ data: ${back} })»;
  await prisma.address.update(${again});
}`.replace('«await ', 'await «'),
      errors: ['everyRow'],
    })),
    {
      name: 'a comment above the class, or one that calls something, says nothing of the rows',
      code:
        `${OBJECTION}/** All that is asked of users. */\nexport class Users {\n  /** Called after the sign-up. */\n` +
        '  async welcome(name) { await «User.query().update({ name })»; }\n}',
      errors: ['everyRow'],
    },
    {
      name: 'the head of a file says nothing of the rows',
      code:
        "/* All rights reserved. */\nimport knex from 'knex';\nconst db = knex({ client: 'pg' });\n" +
        "export async function welcome(name) { await «db('users').update({ name })»; }",
      errors: ['everyRow'],
    },
    {
      name: 'nor what stands above the function around a handler',
      code:
        `${KNEX}${APP}/** Registers all routes. */\n\nexport const routes = () => {\n` +
        "  app.post('/', async (req, res) => { await «db('users').update({ seen: true })»; });\n};",
      errors: ['everyRow'],
    },
    {
      name: 'known members that do not filter: another library',
      code: `${KNEX}export const f = async (name) => { await «db('m').update({ name })».returning('*').timeout(9); };`,
      errors: ['everyRow'],
    },
    {
      name: 'known members that do not filter',
      code: `${OBJECTION}export const f = async (name) => { await «User.query().update({ name })».returning('*'); };`,
      errors: ['everyRow'],
    },
    {
      name: 'another table is written',
      code:
        `${PG}export async function recompute() { await «pool.query('DELETE FROM stats')»; ` +
        `await pool.query('INSERT INTO log (id) VALUES (1)'); }`,
      errors: ['everyRow'],
    },
    {
      name: 'written before, and changed after',
      code:
        `${PRISMA}export async function recompute(rows) { await prisma.stat.createMany({ data: rows }); ` +
        'await «prisma.stat.deleteMany()»; await prisma.stat.updateMany({ where: { id: 1 }, data: { n: 0 } ' +
        '}); }',
      errors: ['everyRow'],
    },
    {
      name: 'rows of another function',
      code: `${PRISMA}export async function start() { await «prisma.stat.deleteMany()»; }
export async function fill(rows) { await prisma.stat.createMany({ data: rows }); }`,
      errors: ['everyRow'],
    },
    {
      code: `${PRISMA}export async function f() { await «prisma.user.deleteMany()»; }`,
      errors: [{ messageId: 'everyRow', data: { call: 'prisma.user.deleteMany', verb: 'deletes', of: ' of `user`' } }],
    },
    {
      code:
        `${PRISMA}export async function f() { await «prisma.user.deleteMany({ where: {} })»; ` +
        'await «prisma.user.updateMany({ data: { a: 1 } })»; }',
      errors: ['everyRow', 'everyRow'],
    },
    {
      name: 'inside a transaction',
      code:
        `${PRISMA}export async function f() { await prisma.$transaction(async (tx) => { ` +
        'await «tx.user.deleteMany({})»; }); }',
      errors: ['everyRow'],
    },
    {
      code:
        `${DRIZZLE}export async function f() { await «db.delete(users)»; await «db.update(users)».set({ ` +
        'admin: true }); }',
      errors: ['everyRow', { messageId: 'everyRow', data: { verb: 'changes' } }],
    },
    {
      name: 'by a conventional name beside the library',
      code: `import { eq } from 'drizzle-orm';
import { db, users } from './schema';
export async function f() { await «db.delete(users)»; return eq; }`,
      errors: ['everyRow'],
    },
    {
      code: `${KNEX}export async function f() { await «db('users').del()»; await «db('users').update({ a: 1 })»; }`,
      errors: ['everyRow', 'everyRow'],
    },
    {
      name: 'Sequelize runs neither without a filter',
      code:
        `${SEQUELIZE}export async function f(id) { await «User.update({ id }, { name: 'a' })»; ` +
        'await «User.destroy()»; await «User.destroy({ force: true })»; }',
      errors: Array.from({ length: 3 }, () => ({ messageId: 'refused', severity: 'medium' as const })),
    },
    {
      code:
        `${SEQUELIZE}export async function f() { await «User.destroy({ truncate: true })»; ` +
        'await «User.update({ a: 1 }, { where: {} })»; }',
      errors: ['everyRow', 'everyRow'],
    },
    {
      code:
        `${MONGOOSE}export async function f() { await «User.deleteMany({})»; await «User.updateMany({}, { ` +
        'a: 1 })»; }',
      errors: ['everyRow', 'everyRow'],
    },
    {
      code:
        `${PG}export async function f() { await «pool.query('DELETE FROM users')»; ` +
        `await «pool.query('update users set admin = true')»; }`,
      errors: ['everyRow', 'everyRow'],
    },
    {
      name: 'repositories',
      code: `${TYPEORM}  async run() { await «this.users.delete({})»; \
await «this.users.createQueryBuilder().delete().execute()»; }
}`,
      file: 'src/users.ts',
      errors: ['everyRow', 'everyRow'],
    },
    {
      name: 'emptied by a request',
      code: `${KNEX}${APP}app.post('/x', async (req, res) => { await «db('users').truncate()»; res.end(); });`,
      errors: ['everyRow'],
    },
    {
      code:
        `${PRISMA}${APP}app.post('/x', async (req, res) => { await «prisma.user.deleteMany({ where: { ` +
        'id: req.body.id } })»; });',
      errors: [
        {
          messageId: 'vanishes',
          severity: 'high',
          data: { source: 'The request body', value: 'req.body.id', call: 'prisma.user.deleteMany' },
        },
      ],
    },
    {
      name: 'by a conventional name of a library the project has',
      code: `import { prisma } from '../lib/prisma';
${APP}app.post('/x', async (req, res) => { await «prisma.user.deleteMany({ where: { id: req.body.id } })»; });`,
      versions: { express: '5.0.0', '@prisma/client': '6.0.0' },
      errors: [{ messageId: 'vanishes', severity: 'high' }],
    },
    {
      name: 'a field the framework fills in',
      code: `import { Controller, Delete, Query } from '@nestjs/common';
${PRISMA}@Controller('x')
export class X { @Delete() async one(@Query('id') id: string) { return «prisma.user.deleteMany({ where: { id } })»; } }`,
      file: 'src/a.ts',
      errors: [{ messageId: 'vanishes', severity: 'high' }],
    },
    {
      name: 'returned by a handler',
      code: `import Fastify from 'fastify';
${PRISMA}const app = Fastify();
app.post('/x', async (request) => «prisma.user.deleteMany({ where: { id: request.body.id } })»);`,
      errors: [{ messageId: 'vanishes', severity: 'high' }],
    },
    {
      name: 'read from the request',
      code:
        `${PRISMA}export async function DELETE(request: Request) { const { id } = await request.json(); ` +
        'return Response.json(await «prisma.user.deleteMany({ where: { id } })»); }',
      file: 'app/api/x/route.ts',
      versions: { next: '15.0.0', '@prisma/client': '6.0.0' },
      errors: [{ messageId: 'vanishes', severity: 'high' }],
    },
    {
      name: 'behind a name',
      code:
        `${PRISMA}${APP}app.post('/x', async (req, res) => { const { id } = req.body; ` +
        'await «prisma.user.deleteMany({ where: { id } })»; });',
      errors: [{ messageId: 'vanishes', severity: 'high' }],
    },
    {
      name: 'in a list operator',
      code:
        `${PRISMA}${APP}app.post('/x', async (req, res) => { await «prisma.user.updateMany({ where: { id: { ` +
        'in: req.body.ids } }, data: { a: 1 } })»; });',
      errors: [{ messageId: 'vanishes', severity: 'high' }],
    },
    {
      name: 'two that may both be missing',
      code:
        `${PRISMA}${APP}app.delete('/x', async (req, res) => { await «prisma.user.deleteMany({ where: { ` +
        'id: req.query.id, name: req.query.name } })»; });',
      errors: [{ messageId: 'vanishes', severity: 'high' }],
    },
  ],
});
