import rule from '../../../rules/src/no-unbounded-query/rule.js';
import { testRule } from '../harness.js';

const PRISMA = `import express from 'express';
import { PrismaClient } from '@prisma/client';
const app = express();
const prisma = new PrismaClient();
`;
const MONGOOSE = `import express from 'express';
import mongoose from 'mongoose';
const app = express();
const User = mongoose.model('User', new mongoose.Schema({}));
`;
const KNEX = `import express from 'express';
import knex from 'knex';
const app = express();
const db = knex({ client: 'pg' });
`;
const NEST = `import { Controller, Get, Query } from '@nestjs/common';
import { PrismaClient } from '@prisma/client';
@Controller('users')
export class Users {
  constructor(private readonly prisma: PrismaClient) {}
`;

const OBJECTION = `import express from 'express';
import { Model } from 'objection';
const app = express();
class User extends Model {}
`;

testRule(rule, {
  valid: [
    {
      name: 'paged by a member of the project own builder',
      code: `${OBJECTION}app.get('/', async (req, res) => { res.json(await User.query().pagination(1, 20)); });`,
    },
    {
      name: 'the same of another library',
      code: `${KNEX}app.get('/', async (req, res) => { res.json(await db('users').select('id').paginate(1, 20)); });`,
    },
    {
      name: 'the same of a third',
      code: `${MONGOOSE}app.get('/', async (req, res) => { res.json(await User.find().pageOf(1, 20)); });`,
    },
    {
      name: 'filtered by code that runs when the query is built',
      code:
        `${OBJECTION}app.get('/', async (req, res) => {\n` +
        "  res.json(await User.query().onBuild((builder) => { builder.modify('due'); }));\n});",
    },
    {
      name: 'conditions where options stand',
      code: `import express from 'express';
import { getConnection } from 'typeorm';
const app = express();
app.get('/', async (req, res) => { const repo = getConnection().getRepository('Users'); res.json(await repo.find({ id: 1 })); });`,
    },
    `${PRISMA}app.get('/x', async (req, res) => { res.json(await prisma.user.findMany({ take: 50 })); });`,
    `${PRISMA}app.get('/x', async (req, res) => { res.json(await prisma.user.findMany({ where: { ` +
      'ownerId: req.user.id } })); });',
    `${PRISMA}app.get('/x', async (req, res) => { res.json(await prisma.user.findMany(req.page)); });`,
    {
      name: 'a lookup table',
      code: `${PRISMA}app.get('/x', async (req, res) => { res.json(await prisma.country.findMany()); });`,
    },
    {
      name: 'a count',
      code:
        `${PRISMA}app.get('/x', async (req, res) => { const users = await prisma.user.findMany(); ` +
        'res.json({ total: users.length }); });',
    },
    {
      name: 'one of them',
      code:
        `${PRISMA}app.get('/x', async (req, res) => { const users = await prisma.user.findMany(); ` +
        'res.json(users[0]); });',
    },
    {
      name: 'not sent',
      code:
        `${PRISMA}app.get('/x', async (req, res) => { const users = await prisma.user.findMany(); ` +
        'notify(users); res.end(); });',
    },
    { name: 'outside of a request', code: `${PRISMA}export async function all() { return prisma.user.findMany(); }` },
    {
      name: 'a ceiling',
      code:
        `${PRISMA}app.get('/x', async (req, res) => { res.json(await prisma.user.findMany({ ` +
        'take: Math.min(Number(req.query.limit), 100) })); });',
    },
    {
      name: 'a ceiling in a test',
      code:
        `${PRISMA}app.get('/x', async (req, res) => { let limit = Number(req.query.limit); if (limit > ` +
        '100) limit = 100; res.json(await prisma.user.findMany({ take: limit })); });',
    },
    {
      name: 'refused above',
      code:
        `${PRISMA}app.get('/x', async (req, res) => { const limit = Number(req.query.limit); if (limit > ` +
        '100) return res.status(400).end(); res.json(await prisma.user.findMany({ take: limit })); });',
    },
    {
      name: 'a schema',
      code: `import { z } from 'zod';
${PRISMA}const Page = z.object({ limit: z.coerce.number().max(100) });
app.get('/x', async (req, res) => { const page = Page.parse(req.query); \
res.json(await prisma.user.findMany({ take: page.limit })); });`,
    },
    {
      name: 'a class that may say how large',
      code: `${NEST}  @Get()
  list(@Query() page: PageDto) { return this.prisma.user.findMany({ take: page.limit }); }
}`,
      file: 'src/users.ts',
    },
    `${MONGOOSE}app.get('/x', async (req, res) => { const users = await User.find().limit(20); res.json(users); });`,
    `${KNEX}app.get('/x', async (req, res) => { res.json(await db('users').where({ a: 1 })); });`,
    {
      name: 'a test',
      code: `${PRISMA}app.get('/x', async (req, res) => { res.json(await prisma.user.findMany()); });`,
      file: 'src/app.test.js',
    },
  ],
  invalid: [
    {
      name: 'members that are known and bound nothing',
      code: `${OBJECTION}app.get('/', async (req, res) => { res.json(await «User.query()».orderBy('name')); });`,
      errors: ['wholeTable'],
    },
    {
      code: `${PRISMA}app.get('/x', async (req, res) => { res.json(await «prisma.user.findMany()»); });`,
      errors: [{ messageId: 'wholeTable', data: { what: 'every row of `user`' } }],
    },
    {
      code:
        `${PRISMA}app.get('/x', async (req, res) => { const users = await «prisma.user.findMany({ ` +
        `orderBy: { id: 'asc' } })»; res.json({ users }); });`,
      errors: ['wholeTable'],
    },
    {
      code:
        `${MONGOOSE}app.get('/x', async (req, res) => { const users = await «User.find()».populate('a'); ` +
        `res.render('users', { users: users.map((user) => user.name) }); });`,
      errors: ['wholeTable'],
    },
    {
      code: `${MONGOOSE}app.get('/x', (req, res) => { «User.find({})».then((users) => res.json(users)); });`,
      errors: ['wholeTable'],
    },
    { code: `${KNEX}app.get('/x', async (req, res) => { res.json(await «db('users')»); });`, errors: ['wholeTable'] },
    {
      name: 'returned by a route',
      code: `${NEST}  @Get()\n  list() { return «this.prisma.user.findMany()»; }\n}`,
      file: 'src/users.ts',
      errors: ['wholeTable'],
    },
    {
      code:
        `${PRISMA}app.get('/x', async (req, res) => { res.json(await prisma.user.findMany({ ` +
        'take: «Number(req.query.limit)» })); });',
      errors: [{ messageId: 'noCeiling', data: { source: 'The query string', limit: 'Number(req.query.limit)' } }],
    },
    {
      name: 'a default is no ceiling',
      code:
        `${PRISMA}app.get('/x', async (req, res) => { const limit = parseInt(req.query.limit, 10) || 20; ` +
        'res.json(await prisma.user.findMany({ take: «limit» })); });',
      errors: ['noCeiling'],
    },
    {
      name: 'taken apart',
      code:
        `${MONGOOSE}app.get('/x', async (req, res) => { const { limit = 10 } = req.query; ` +
        'res.json(await User.find({ a: 1 }).limit(«+limit»)); });',
      errors: ['noCeiling'],
    },
  ],
});
