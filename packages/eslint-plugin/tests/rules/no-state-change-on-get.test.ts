import rule from '../../../rules/src/no-state-change-on-get/rule.js';
import { testRule } from '../harness.js';

const app = (routes: string, before = ''): string => `import express from 'express';
import { PrismaClient } from '@prisma/client';
const app = express();
const prisma = new PrismaClient();
${before}${routes}
`;
const nest = (body: string): string => `import { Controller, Get, Post, Param } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { User } from './user.entity';
@Controller('users')
export class UsersController {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}
  ${body}
}
`;

testRule(rule, {
  valid: [
    {
      name: 'reads',
      code: app(
        "app.get('/users/:id', async (req, res) => { res.json(await prisma.user.findUnique({ where: { " +
          'id: req.params.id } })); });',
      ),
    },
    {
      name: 'other methods',
      code: app(
        "app.post('/users', async (req, res) => { res.json(await prisma.user.create({ data: { " +
          "name: req.body.name } })); }); app.delete('/users/:id', async (req, res) => { " +
          'await prisma.user.delete({ where: { id: req.params.id } }); res.end(); });',
      ),
    },
    {
      name: 'notes about the visit',
      code: app(
        "app.get('/posts/:id', async (req, res) => { await prisma.post.update({ where: { " +
          'id: req.params.id }, data: { views: { increment: 1 } } }); await prisma.user.update({ where: { ' +
          'id: 1 }, data: { lastSeenAt: new Date() } }); await prisma.auditLog.create({ data: { ' +
          "what: 'read' } }); res.end(); });",
      ),
    },
    {
      name: 'caches and sessions',
      code: app(
        "app.get('/rates', async (req, res) => { await prisma.rateCache.create({ data: { at: 1 } }); " +
          'await prisma.session.deleteMany({ where: { expiresAt: { lt: new Date() } } }); res.end(); });',
      ),
    },
    {
      name: 'made when it is missing',
      code: app(
        "app.get('/cart', async (req, res) => { let cart = await prisma.cart.findFirst({ where: { " +
          'userId: 1 } }); if (!cart) cart = await prisma.cart.create({ data: { userId: 1 } }); ' +
          'await prisma.settings.upsert({ where: { id: 1 }, create: {}, update: {} }); res.json(cart); });',
      ),
    },
    {
      name: 'login of another site',
      code: app(
        "app.get('/auth/github/callback', async (req, res) => { await prisma.user.create({ data: { " +
          "name: req.query.name } }); res.redirect('/'); });",
      ),
    },
    {
      name: 'links in mails',
      code: app(
        "app.get('/verify/:code', async (req, res) => { await prisma.user.update({ where: { " +
          "code: req.params.code }, data: { ok: true } }); res.redirect('/'); }); " +
          "app.get('/unsubscribe', async (req, res) => { await prisma.subscriber.delete({ where: { " +
          'id: req.query.id } }); res.end(); });',
      ),
    },
    {
      name: 'a form that asks',
      code: app("app.get('/users/:id/delete', (req, res) => res.render('delete', { id: req.params.id }));"),
    },
    {
      name: 'development',
      code: app(
        "app.get('/reset', async (req, res) => { if (process.env.NODE_ENV !== 'production') await " +
          'prisma.user.deleteMany(); res.end(); });',
      ),
    },
    {
      name: 'settings of the app',
      code: app("app.get('env'); app.get('/a', handler);", "import { handler } from './handler.js';\n"),
    },
    {
      name: 'other maps',
      code: app("const seen = new Map(); app.get('/a/:id', (req, res) => { seen.delete(req.params.id); res.end(); });"),
    },
    {
      name: 'later, by a job',
      code: app(
        "app.get('/a', (req, res) => { queue.process(async () => { await prisma.user.delete({ where: { " +
          'id: 1 } }); }); res.end(); });',
        "import { queue } from './queue.js';\n",
      ),
    },
    {
      name: 'NestJS with a method of its own',
      file: 'src/users.controller.ts',
      code: nest(
        "@Post(':id/activate') activate(@Param('id') id: string) { return this.users.update(id, { active: true }); }",
      ),
    },
  ],
  invalid: [
    {
      code: app(
        "app.get('/users/:id/delete', async (req, res) => { await «prisma.user.delete({ where: { " +
          'id: req.params.id } })»; res.end(); });',
      ),
      errors: [
        { messageId: 'get', data: { call: 'prisma.user.delete', route: '`GET /users/:id/delete`', method: 'DELETE' } },
      ],
    },
    {
      name: 'a handler with a name',
      code: app(
        "app.get('/users/:id/ban', ban);",
        'async function ban(req, res) { await «prisma.user.update({ where: { id: req.params.id }, data: { ' +
          'banned: true } })»; res.end(); }\n',
      ),
      errors: [
        {
          messageId: 'get',
          data: { call: 'prisma.user.update', route: '`GET /users/:id/ban`', method: 'POST or PATCH' },
        },
      ],
    },
    {
      name: 'behind middleware',
      code: app(
        "app.get('/items/add', auth, async (req, res) => { const item = await «prisma.item.create({ data: { " +
          'name: req.query.name } })»; res.json(item); });',
        "import { auth } from './auth.js';\n",
      ),
      errors: ['get'],
    },
    {
      name: 'chained route',
      code: app(
        "app.route('/users/:id').get(async (req, res) => { await «prisma.user.delete({ where: { " +
          'id: req.params.id } })»; res.end(); });',
      ),
      errors: [{ messageId: 'get', data: { call: 'prisma.user.delete', route: '`GET /users/:id`', method: 'DELETE' } }],
    },
    {
      name: 'SQL text',
      code: app(
        "const pool = new Pool(); app.get('/users/:id/remove', async (req, res) => { " +
          "await «pool.query('DELETE FROM users WHERE id = $1', [req.params.id])»; res.end(); });",
        "import { Pool } from 'pg';\n",
      ),
      errors: ['get'],
    },
    {
      name: 'the path says it',
      code: app(
        "app.get('/users/:id/delete', async (req, res) => { await «users.delete(req.params.id)»; res.end(); });",
        "import { users } from './users.js';\n",
      ),
      errors: ['get'],
    },
    {
      name: 'NestJS',
      file: 'src/users.controller.ts',
      code: nest(
        "@Get('activate/:id') activate(@Param('id') id: string) { return «this.users.update(id, { active: true })»; }",
      ),
      errors: [
        { messageId: 'get', data: { call: 'this.users.update', route: '`GET activate/:id`', method: 'POST or PATCH' } },
      ],
    },
    {
      name: 'Fastify',
      code:
        "import Fastify from 'fastify'; import knex from 'knex'; const app = Fastify(); " +
        "const db = knex({}); app.route({ method: 'GET', url: '/a/:id/publish', handler: async (request) => " +
        "{ await «db('posts').where({ id: request.params.id }).update({ public: true })»; return {}; } });",
      errors: ['get'],
    },
    {
      name: 'GraphQL',
      file: 'src/users.resolver.ts',
      code:
        "import { Resolver, Query } from '@nestjs/graphql'; import { InjectRepository } " +
        "from '@nestjs/typeorm'; import { Repository } from 'typeorm'; @Resolver() export class Users { " +
        'constructor(@InjectRepository(Object) private readonly users: Repository<Object>) {} ' +
        '@Query() async reset() { await «this.users.delete({ id: 1 })»; return true; } }',
      errors: [
        { messageId: 'get', data: { call: 'this.users.delete', route: 'a GraphQL query', method: 'a mutation' } },
      ],
    },
  ],
});
