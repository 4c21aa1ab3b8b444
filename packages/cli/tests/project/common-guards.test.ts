/** The common forms of a check of who calls, each beside one that does not hold. */
import { describe, expect, it } from 'vitest';
import { accessOf } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';

type Files = Readonly<Record<string, string>>;

function twins(innocent: Files, guilty: Files): void {
  const seen = (files: Files): string[] =>
    projectOf(files)
      .routes.filter(({ method }) => method === 'POST')
      .map((route) => (accessOf(route, {}) === 'guarded' ? 'guarded' : 'not known'));
  expect.soft(seen(innocent), 'innocent').toEqual(['guarded']);
  expect.soft(seen(guilty), 'guilty').toEqual(['not known']);
}

describe('hooks of an encapsulating framework', () => {
  const app = (lines: string): Files => ({
    'app.ts': `import Fastify from 'fastify'; import jwt from '@fastify/jwt'; \
import bearer from '@fastify/bearer-auth'; import basic from '@fastify/basic-auth'; const app = Fastify();
${lines}
app.listen({ port: 1 });`,
  });
  const ROUTE = "app.post('/x', async () => 1);";
  it.each([
    [
      'for all routes',
      `app.addHook('onRequest', async (request) => { await request.jwtVerify(); }); ${ROUTE}`,
      `app.addHook('onRequest', async (request) => { await request.jwtDecode(); }); ${ROUTE}`,
    ],
    [
      'that sends the failure',
      `app.addHook('onRequest', async (request, reply) => { try { await request.jwtVerify(); } ` +
        `catch (error) { reply.code(401).send(error); } }); ${ROUTE}`,
      `app.addHook('onRequest', async (request, reply) => { try { await request.jwtVerify(); } ` +
        `catch (error) { request.log.warn(error); } }); ${ROUTE}`,
    ],
    [
      'with a continuation',
      `app.addHook('preHandler', (request, reply, done) => { if (!request.session.user) { ` +
        `reply.code(401).send(); return; } done(); }); ${ROUTE}`,
      `app.addHook('preHandler', (request, reply, done) => { if (!request.session.user) reply.code(401); ` +
        `done(); }); ${ROUTE}`,
    ],
    [
      'named on the instance',
      "app.decorate('authenticate', async function (request, reply) { try { await request.jwtVerify(); } " +
        "catch (error) { reply.send(error); } }); app.post('/x', { " +
        'onRequest: [app.authenticate] }, async () => 1);',
      "app.decorate('authenticate', async function (request, reply) { request.user = null; }); " +
        "app.post('/x', { onRequest: [app.authenticate] }, async () => 1);",
    ],
    [
      'of one route',
      "app.post('/x', { preHandler: async (request, reply) => { " +
        'if (!request.user) return reply.code(401).send(); } }, async () => 1);',
      "app.post('/x', { preHandler: async (request, reply) => { " +
        "if (!request.user) request.log.warn('401'); } }, async () => 1);",
    ],
    [
      'of a plugin',
      `app.register(bearer, { keys: new Set([process.env.KEY]) }); ${ROUTE}`,
      `app.register(bearer, { keys: new Set([process.env.KEY]), addHook: false }); ${ROUTE}`,
    ],
    [
      'that a plugin only offers',
      "app.register(basic, { validate }); app.post('/x', { onRequest: app.basicAuth }, async () => 1);",
      `app.register(basic, { validate }); ${ROUTE}`,
    ],
  ])('%s', (_name, innocent, guilty) => {
    twins(app(innocent), app(guilty));
  });
});

describe('middleware around what comes after it', () => {
  const koa = (body: string): Files => ({
    'app.ts': `import Koa from 'koa'; import Router from '@koa/router'; import koaJwt from 'koa-jwt'; \
import jwt from 'jsonwebtoken'; const app = new Koa(); const router = new Router();
${body}
router.post('/x', async (ctx) => { ctx.body = 1; }); app.use(router.routes()); app.listen(1);`,
  });
  const hono = (body: string): Files => ({
    'app.ts': `import { Hono } from 'hono'; import { jwt } from 'hono/jwt'; import { HTTPException } \
from 'hono/http-exception'; const app = new Hono();
${body}
app.post('/x', (c) => c.json(1)); export default app;`,
  });
  it.each([
    [
      'a library',
      koa('app.use(koaJwt({ secret: process.env.KEY }));'),
      koa('app.use(koaJwt({ secret: process.env.KEY, passthrough: true }));'),
    ],
    [
      'what throws',
      koa('app.use(async (ctx, next) => { if (!ctx.state.user) ctx.throw(401); await next(); });'),
      koa('app.use(async (ctx, next) => { if (!ctx.state.user) { ctx.status = 401; } await next(); });'),
    ],
    [
      'a token',
      koa(
        "app.use(async (ctx, next) => { try { ctx.state.user = jwt.verify(ctx.get('authorization'), " +
          'process.env.KEY); } catch { ctx.throw(401); } return next(); });',
      ),
      koa(
        "app.use(async (ctx, next) => { try { ctx.state.user = jwt.verify(ctx.get('authorization'), " +
          'process.env.KEY); } catch { ctx.status = 401; } return next(); });',
      ),
    ],
    [
      'what stops at once',
      koa('app.use(async (ctx, next) => { if (!ctx.state.user) { ctx.status = 401; return; } await next(); });'),
      koa('app.use(async (ctx, next) => { if (!ctx.state.user) { ctx.status = 401; return next(); } await next(); });'),
    ],
    [
      'an assertion',
      koa('app.use(async (ctx, next) => { ctx.assert(ctx.state.user, 401); await next(); });'),
      koa('app.use(async (ctx, next) => { ctx.assert(ctx.query.user, 401); await next(); });'),
    ],
    [
      'a library with a path',
      hono("app.use('/x/*', jwt({ secret: 'x' }));"),
      hono("app.use('/y/*', jwt({ secret: 'x' }));"),
    ],
    [
      'of the project',
      hono("app.use(async (c, next) => { if (!c.get('user')) return c.json({}, 401); await next(); });"),
      hono("app.use(async (c, next) => { if (!c.get('user')) c.status(401); await next(); });"),
    ],
  ])('%s', (_name, innocent, guilty) => {
    twins(innocent, guilty);
  });
});

describe('handlers by place', () => {
  const route = (body: string): Files => ({
    'lib/session.ts':
      "import { getServerSession } from 'next-auth'; export async function sessionOf() { " +
      'return getServerSession(); } export async function mustSession() { ' +
      "const session = await getServerSession(); if (!session) throw new Error('401'); return session; }",
    'app/api/items/route.ts': `import { getServerSession } from 'next-auth'; import { Pool } from 'pg'; \
import { mustSession, sessionOf } from '../../../lib/session'; const pool = new Pool();
      export async function POST(request: Request) { ${body} return Response.json({}); }`,
  });
  const WRITE = "await pool.query('insert into items values (1)');";
  it.each([
    [
      'a session',
      `const session = await getServerSession(); if (!session) return new Response(null, { status: 401 }); ${WRITE}`,
      `const session = await getServerSession(); if (!session) console.log(401); ${WRITE}`,
    ],
    [
      'a user of the session',
      'const session = await getServerSession(); if (!session?.user) return new Response(null, { ' +
        `status: 401 }); ${WRITE}`,
      `const session = await getServerSession(); ${WRITE} if (!session?.user) return new Response(null, { ` +
        'status: 401 });',
    ],
    [
      'of another file',
      `if (!(await sessionOf())) return new Response(null, { status: 401 }); ${WRITE}`,
      `if (!sessionOf()) return new Response(null, { status: 401 }); ${WRITE}`,
    ],
    ['that throws', `await mustSession(); ${WRITE}`, `mustSession(); ${WRITE}`],
  ])('%s', (_name, innocent, guilty) => {
    twins(route(innocent), route(guilty));
  });
});

describe('other proofs', () => {
  const gate = (body: string): Files => ({
    'keys.ts': `import { Pool } from 'pg'; const pool = new Pool();
      export async function rowsOf(token) { const { rows } \
= await pool.query('select * from sessions where token = $1', [token]); return rows; }
      export async function sessionOf(token) { const { rows } \
= await pool.query('select * from sessions where token = $1', [token]); return rows[0] ?? null; }`,
    'app.ts': `import express from 'express'; import bcrypt from 'bcrypt'; import { \
createHash, timingSafeEqual } from 'node:crypto'; import { PrismaClient } from '@prisma/client'; import { \
rowsOf, sessionOf } from './keys';
      const app = express(); const prisma = new PrismaClient();
      async function gate(req, res, next) { ${body} }
      app.post('/x', gate, (req, res) => { res.end(); }); app.listen(1);`,
  });
  const DENY = 'return res.status(401).end();';
  it.each([
    [
      'a key of the environment',
      `if (req.headers['x-api-key'] !== process.env.API_KEY) ${DENY} next();`,
      `if (req.headers['x-api-version'] !== process.env.API_VERSION) ${DENY} next();`,
    ],
    [
      'the same in constant time',
      `const given = Buffer.from(req.headers['x-api-key'] ?? ''); ` +
        `if (!timingSafeEqual(given, Buffer.from(process.env.API_KEY))) ${DENY} next();`,
      `const given = Buffer.from(req.headers['x-etag'] ?? ''); ` +
        `if (!timingSafeEqual(given, Buffer.from(process.env.ETAG))) ${DENY} next();`,
    ],
    [
      'one of several keys',
      `const key = req.get('x-api-key'); if (!process.env.KEYS.split(',').includes(key)) ${DENY} next();`,
      `const key = req.get('x-api-key'); if (!['a', 'b'].includes(key)) ${DENY} next();`,
    ],
    [
      'a record that holds the token',
      'const session = await prisma.session.findUnique({ where: { token: req.cookies.token } }); ' +
        `if (!session) ${DENY} next();`,
      'const session = await prisma.session.findUnique({ where: { id: req.params.id } }); if (!session) ' +
        `${DENY} next();`,
    ],
    [
      'its hash',
      `const hash = createHash('sha256').update(req.headers.authorization).digest('hex'); ` +
        `const key = await prisma.key.findFirst({ where: { hash } }); if (key === null) ${DENY} next();`,
      'const keys = await prisma.key.findMany({ where: { hash: req.headers.authorization } }); if (!keys) ' +
        `${DENY} next();`,
    ],
    [
      'of another file',
      `const session = await sessionOf(req.headers.authorization); if (!session) ${DENY} next();`,
      `const rows = await rowsOf(req.headers.authorization); if (!rows) ${DENY} next();`,
    ],
    [
      'a list that is not empty',
      `const rows = await rowsOf(req.headers.authorization); if (rows.length === 0) ${DENY} next();`,
      `const rows = await rowsOf(req.query.page); if (rows.length === 0) ${DENY} next();`,
    ],
    [
      'a password',
      `if (!(await bcrypt.compare(req.body.password, process.env.HASH))) ${DENY} next();`,
      `if (!bcrypt.compare(req.body.password, process.env.HASH)) ${DENY} next();`,
    ],
    [
      'a role among several',
      `if (!['admin', 'owner'].includes(req.user.role)) ${DENY} next();`,
      `if (!['admin', 'owner'].includes(req.query.role)) ${DENY} next();`,
    ],
    [
      'one of two ways',
      `if (req.headers['x-api-key']) { if (req.headers['x-api-key'] !== process.env.KEY) ${DENY} return next(); ` +
        `} if (!req.user) ${DENY} next();`,
      `if (req.headers['x-api-key']) { return next(); } if (!req.user) ${DENY} next();`,
    ],
  ])('%s', (_name, innocent, guilty) => {
    twins(gate(innocent), gate(guilty));
  });
});
