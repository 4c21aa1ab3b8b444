/**
 * Where a link of a chain is not understood, its route is asked about: it is neither guarded nor found open. Each
 * beside its twins.
 */
import { describe, expect, it } from 'vitest';
import { accessOf, type Access } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';

type Files = Readonly<Record<string, string>>;

/** How the one route of this name is protected. */
function access(files: Files, route = 'POST /x'): Access {
  const found = projectOf(files).routes.filter(({ method, path }) => `${method} ${path}` === route);
  expect(found, route).toHaveLength(1);
  return accessOf(found[0]!, {});
}

const USER = `import jwt from 'jsonwebtoken';
  export function requireUser(req, res, next) { try { \
req.user = jwt.verify(req.headers.authorization, process.env.KEY); } catch { return res.status(401).end(); } next(); }`;
const PRELUDE = `import express from 'express'; import jwt from 'jsonwebtoken'; import bcrypt from 'bcrypt'; \
import config from 'config'; import { PREFIX } from '@acme/settings'; import { join } from 'node:path'; \
import helmet from 'helmet-like'; import { PrismaClient } from '@prisma/client';
  import { timingSafeEqual } from 'node:crypto'; import { requireUser } from './user';
  const prisma = new PrismaClient(); const app = express(); const write = (req, res) => { res.end(); };\n`;
const express = (lines: string, more: Files = {}): Files => ({
  'src/user.ts': USER,
  'src/app.ts': `${PRELUDE}${lines}\napp.listen(1);`,
  ...more,
});
/** One middleware before one route. */
const gate = (body: string, params = 'req, res, next'): Files =>
  express(`async function gate(${params}) { ${body} }\napp.post('/x', gate, write);`);
const fastify = (lines: string): Files => ({
  'src/app.ts': `import fastify from 'fastify'; import jwt from 'jsonwebtoken'; const app = fastify(); \
const check = async (request, reply) => { if (!request.headers.authorization) return reply.code(401).send(); \
jwt.verify(request.headers.authorization, process.env.KEY); };
${lines}
app.listen({ port: 1 });`,
});
const koa = (body: string): Files => ({
  'src/app.ts': `import Koa from 'koa'; import Router from '@koa/router'; import jwt from 'jsonwebtoken'; \
const app = new Koa(); const router = new Router();
router.post('/x', async (ctx, next) => { ${body} }, (ctx) => { ctx.body = 1; });
app.use(router.routes()); app.listen(1);`,
});
const hono = (lines: string): Files => ({
  'src/app.ts': `import { Hono } from 'hono'; import { jwt, verify } from 'hono/jwt'; import { basicAuth } \
from 'hono/basic-auth'; import { bearerAuth } from 'hono/bearer-auth'; import { every, except } \
from 'hono/combine'; const app = new Hono();
${lines}
export default app;`,
});

describe('routes that are public by name', () => {
  it.each([
    [
      'a route inside an inline plugin',
      fastify("app.register(async (i) => { i.post('/x', async () => 1); });"),
      'POST /x',
      'open',
    ],
    [
      'a route inside a function that registers',
      express("function registerRoutes(a) { a.post('/x', (req, res) => { res.end(); }); }\nregisterRoutes(app);"),
      'POST /x',
      'open',
    ],
    [
      'a word that only begins like one',
      express("app.delete('/x', function activateBomb(req, res) { res.end(); });"),
      'DELETE /x',
      'open',
    ],
    [
      'what is done to all',
      express("app.post('/admin/reset/all', (req, res) => { res.end(); });"),
      'POST /admin/reset/all',
      'open',
    ],
    [
      'what is deleted',
      express("app.post('/tokens/delete-all', function refreshTokens(req, res) { res.end(); });"),
      'POST /tokens/delete-all',
      'open',
    ],
    ['a login', express("app.post('/x', function handleLogin(req, res) { res.end(); });"), 'POST /x', 'public'],
    ['a registration', express("app.post('/x', function registerUser(req, res) { res.end(); });"), 'POST /x', 'public'],
    [
      'the end of a session',
      express("app.delete('/session', (req, res) => { res.end(); });"),
      'DELETE /session',
      'public',
    ],
  ] as const)('%s', (_name, files, route, expected) => {
    expect(access(files, route)).toBe(expected);
  });
});

describe('a first argument that may be a path', () => {
  it.each([
    ['a setting', "app.use(config.get('admin.prefix'), requireUser);", 'unclear'],
    ['a constant of a package', 'app.use(PREFIX, requireUser);', 'unclear'],
    ['a member of one', 'app.use(PREFIX.api, requireUser);', 'unclear'],
    ['a list with one', "app.use([PREFIX, '/y'], requireUser);", 'unclear'],
    ['a joined path', "app.use(join('/y', 'z'), requireUser);", 'unclear'],
    ['an expression', "app.use(new RegExp('^/y'), requireUser);", 'unclear'],
    ['a list of paths with another', "app.use(['/a', '/b'], requireUser);", 'open'],
    ['a list of paths with the one', "app.use(['/a', '/x'], requireUser);", 'guarded'],
    ['middleware of a package', 'app.use(helmet(), requireUser);', 'guarded'],
    ['middleware of the project', 'app.use((req, res, next) => next(), requireUser);', 'guarded'],
    ['middleware of the framework', 'app.use(express.json(), requireUser);', 'guarded'],
    ['a list of middleware', 'app.use([express.json(), requireUser]);', 'guarded'],
  ] as const)('%s', (_name, line, expected) => {
    expect(access(express(`${line}\napp.post('/x', write);`))).toBe(expected);
  });
});

describe('hooks', () => {
  it.each(['onSend', 'onResponse', 'onError', 'preSerialization', 'onTimeout', 'onRequestAbort'])(
    '%s comes after the handler',
    (hook) => {
      expect(access(fastify(`app.addHook('${hook}', check); app.post('/x', async () => 1);`))).toBe('open');
    },
  );
  it.each(['onRequest', 'preParsing', 'preValidation', 'preHandler'])('%s comes before it', (hook) => {
    expect(access(fastify(`app.addHook('${hook}', check); app.post('/x', async () => 1);`))).toBe('guarded');
  });
  it('one whose name is not known may be either', () => {
    expect(access(fastify("app.addHook(process.env.HOOK, check); app.post('/x', async () => 1);"))).toBe('unclear');
  });
});

describe('a continuation that takes no failure', () => {
  it.each([
    [
      'called with what was caught',
      'try { jwt.verify(ctx.headers.authorization, process.env.KEY); } catch (err) { return next(err); } await next();',
    ],
    ['called with an error', "if (!ctx.state.user) return next(new Error('401')); await next();"],
    ['handed to catch', 'await check(ctx).catch(next); await next();'],
  ])('%s', (_name, body) => {
    expect(access(koa(body))).not.toBe('guarded');
  });
  it('thrown instead', () => {
    expect(
      access(
        koa(
          'try { jwt.verify(ctx.headers.authorization, process.env.KEY); } catch (err) { ctx.throw(401); } ' +
            'await next();',
        ),
      ),
    ).toBe('guarded');
  });
});

describe('checks that stand elsewhere than in the list of the route', () => {
  it.each([
    ['before all methods of a route', "app.route('/x').all(requireUser).post(write).delete(write);", 'guarded'],
    ['before all methods of another', "app.route('/y').all(requireUser).post(write); app.post('/x', write);", 'open'],
    ['behind the handler', "app.route('/x').post(write).all(requireUser);", 'open'],
    ['as a route of its own', "app.all('/x', requireUser); app.post('/x', write);", 'guarded'],
    ['as a route of another method', "app.get('/x', requireUser); app.post('/x', write);", 'open'],
    [
      'in a function that hands on failures',
      'const wrap = (f) => (q, s, n) => Promise.resolve(f(q, s, n)).catch(n); ' +
        "app.post('/x', wrap(requireUser), write);",
      'guarded',
    ],
    [
      'nothing in such a function',
      'const wrap = (f) => (q, s, n) => Promise.resolve(f(q, s, n)).catch(n); ' +
        "app.post('/x', wrap((q, s, n) => n()), write);",
      'open',
    ],
    [
      'in a function that may go on by itself',
      'const wrap = (f) => (q, s, n) => { if (process.env.DEV) return n(); f(q, s, n); }; ' +
        "app.post('/x', wrap(requireUser), write);",
      'unclear',
    ],
    [
      'in a router mounted before',
      "const other = express.Router(); other.use(requireUser); app.use(other); app.post('/x', write);", 'unclear',
    ],
    [
      'in a function around the handler',
      "const wrap = (g, f) => (q, s) => g(q, s, () => f(q, s)); app.post('/x', wrap(requireUser, write));", 'unclear',
    ],
  ] as const)('%s', (_name, lines, expected) => {
    expect(access(express(lines))).toBe(expected);
  });
  it.each([
    [
      'joined with others',
      "app.use('*', every(jwt({ secret: process.env.KEY }), (c, next) => next())); app.post('/x', (c) => c.text('1'));",
      'unclear',
    ],
    ['alone', "app.use('*', jwt({ secret: process.env.KEY })); app.post('/x', (c) => c.text('1'));", 'guarded'],
  ] as const)('%s', (_name, lines, expected) => {
    expect(access(hono(lines))).toBe(expected);
  });
});

describe('plugins that are not encapsulated', () => {
  const FP = "import fp from 'fastify-plugin';\n";
  const plugged = (lines: string, more: Files = {}): Files => ({
    'src/app.ts': FP + fastify(lines)['src/app.ts'],
    ...more,
  });
  const AUTH =
    `import fp from 'fastify-plugin'; import jwt from 'jsonwebtoken'; export default fp(async (i) => { ` +
    `i.addHook('onRequest', async (request, reply) => { ` +
    'jwt.verify(request.headers.authorization, process.env.KEY); }); });';
  it.each([
    [
      'made where it is registered',
      plugged("app.register(fp(async (i) => { i.addHook('onRequest', check); })); app.post('/x', async () => 1);"),
      'guarded',
    ],
    [
      'made elsewhere',
      plugged("app.register(auth); app.post('/x', async () => 1);\nimport auth from './auth';", {
        'src/auth.ts': AUTH,
      }),
      'guarded',
    ],
    [
      'one that is encapsulated',
      plugged("app.register(async (i) => { i.addHook('onRequest', check); }); app.post('/x', async () => 1);"),
      'open',
    ],
  ] as const)('%s', (_name, files, expected) => {
    expect(access(files)).toBe(expected);
  });
});

describe('controllers', () => {
  const GUARD = `import { CanActivate, Injectable, UnauthorizedException } from '@nestjs/common'; import { \
JwtService } from '@nestjs/jwt';
    @Injectable() export class LoginGuard implements CanActivate { constructor(private readonly jwt: JwtService) {}
      async canActivate(context) { const request = context.switchToHttp().getRequest(); try { \
request.user = await this.jwt.verifyAsync(request.headers.authorization); } catch { \
throw new UnauthorizedException(); } return true; } }`;
  const nest = (parent: string, main: string): Files => ({
    'src/guard.ts': GUARD,
    'src/user.ts': USER,
    'src/items.ts':
      `import { Controller, Post, UseGuards } from '@nestjs/common'; import { LoginGuard } from './guard'; ` +
      `${parent} export class Base {} @Controller('x') export class Items extends Base { ` +
      '@Post() make() {} }',
    'src/main.ts': `import { NestFactory } from '@nestjs/core'; import { ExpressAdapter } \
from '@nestjs/platform-express'; import express from 'express'; import { requireUser } from './user'; \
import { Items } from './items'; import { Module } from '@nestjs/common';
      @Module({ controllers: [Items] }) class AppModule {} const server = express(); ${main} await app.listen(1);`,
  });
  const PLAIN = 'const app = await NestFactory.create(AppModule);';
  it.each([
    ['guards of the parent class', nest('@UseGuards(LoginGuard)', PLAIN), 'guarded'],
    ['a parent without', nest('', PLAIN), 'open'],
    [
      'a server behind the application',
      nest('', 'server.use(requireUser); const app = await NestFactory.create(AppModule, new ExpressAdapter(server));'),
      'unclear',
    ],
    ['a server beside it', nest('', `server.use(requireUser); ${PLAIN}`), 'open'],
  ] as const)('%s', (_name, files, expected) => {
    expect(access(files)).toBe(expected);
  });
});

describe('a caller the same function has written', () => {
  const ASKED = 'if (!req.user) return res.status(401).end(); next();';
  it.each([
    ['decoded', `req.user = jwt.decode(req.headers.authorization); ${ASKED}`],
    ['sent', `req.user = req.body.user; ${ASKED}`],
    ['parsed', `req.user = JSON.parse(req.headers['x-user']); ${ASKED}`],
    ['with a guest for strangers', `req.user = req.session.user ?? { role: 'guest' }; ${ASKED}`],
    [
      'looked up by what is no secret',
      `req.user = await prisma.user.findUnique({ where: { id: req.params.userId } }); ${ASKED}`,
    ],
    ['put on the request at once', `Object.assign(req, { user: req.body.user }); ${ASKED}`],
    ['taken apart', `({ user: req.user } = req.body); ${ASKED}`],
    [
      'asked for its role',
      'req.user = jwt.decode(req.headers.authorization); ' +
        "if (req.user.role !== 'admin') return res.status(403).end(); next();",
    ],
    [
      'asked for its roles',
      "req.user = req.body.user; if (!req.user.roles.includes('admin')) return res.status(403).end(); next();",
    ],
    [
      'under another name',
      'res.locals.account = req.body.account; if (!res.locals.account) return res.status(401).end(); next();',
    ],
  ])('%s', (_name, body) => {
    expect(access(gate(body))).not.toBe('guarded');
  });
  it.each([
    ['verified', `req.user = jwt.verify(req.headers.authorization, process.env.KEY); ${ASKED}`],
    [
      'verified before',
      'const claims = jwt.verify(req.headers.authorization, process.env.KEY); ' +
        `req.user = await prisma.user.findUnique({ where: { id: claims.sub } }); ${ASKED}`,
    ],
    [
      'looked up by a token',
      `req.user = await prisma.user.findUnique({ where: { token: req.headers['x-token'] } }); ${ASKED}`,
    ],
    [
      'nobody, then verified',
      `req.user = null; req.user = jwt.verify(req.headers.authorization, process.env.KEY); ${ASKED}`,
    ],
    ['from the session', `req.user = req.session.user; ${ASKED}`],
    ['written by others', ASKED],
  ])('%s', (_name, body) => {
    expect(access(gate(body))).toBe('guarded');
  });
  it.each([
    [
      'in the state of another framework',
      koa('ctx.state.user = ctx.query.user; if (!ctx.state.user) ctx.throw(401); await next();'),
    ],
    [
      'set by a call',
      hono(
        "app.use('*', async (c, next) => { c.set('user', c.req.query('user')); " +
          "if (!c.get('user')) return c.text('', 401); await next(); }); app.post('/x', (c) => c.text('1'));",
      ),
    ],
    [
      'in a hook',
      fastify(
        "app.addHook('onRequest', async (request, reply) => { request.user = request.body.user; " +
          "if (!request.user) return reply.code(401).send(); }); app.post('/x', async () => 1);",
      ),
    ],
  ])('%s', (_name, files) => {
    expect(access(files)).not.toBe('guarded');
  });
});

describe('two things that may both be missing', () => {
  const authorize = (made: string, user = 'req.user?.role'): Files =>
    express(
      `const authorize = (role) => (req, res, next) => { if (${user} !== role) return res.status(403).end(); next(); };
app.post('/x', ${made}, write);`,
    );
  it.each([
    [
      'a caller and a parameter of the client',
      gate(
        'const mine = req.user?.id; const { owner } = req.query; ' +
          'if (mine !== owner) return res.status(403).end(); next();',
      ),
      'no',
    ],
    ['no role at all', authorize('authorize()'), 'no'],
    ['a role of the environment', authorize('authorize(process.env.ROLE)'), 'no'],
    ['a role', authorize("authorize('admin')"), 'guarded'],
    ['no role, of a caller that is there', authorize('authorize()', 'req.user.role'), 'guarded'],
    [
      'a caller that is there',
      gate(
        'const mine = req.user.id; const { owner } = req.query; ' +
          'if (mine !== owner) return res.status(403).end(); next();',
      ),
      'guarded',
    ],
  ])('%s', (_name, files, expected) => {
    expect(access(files) === 'guarded').toBe(expected === 'guarded');
  });
});

describe('effects before the check in the handler', () => {
  const handler = (before: string, after = ''): Files =>
    express(`import fs from 'node:fs'; import { exec } from 'node:child_process'; \
import Redis from 'ioredis'; import axios from 'axios'; import mailer from 'nodemailer'; import { \
EventEmitter } from 'node:events'; import lib from 'unknown-lib';
    const redis = new Redis(); const mail = mailer.createTransport({}); const bus = new EventEmitter(); \
const items = new Map(); const store = {}; const actions = {}; let hits = 0; const put = (id) => { store[id] = 1; };
    const wipe = async () => { await prisma.item.deleteMany({}); };
    const told = async () => { const found = lib.headers(); await lib.make(found.name); };
    const keep = async (name, value) => { await lib.keep(name, value); };
    const providers = async () => (await prisma.provider.findMany()).map((row) => lib.decrypt(row.key));
    const renewed = async () => { await keep('settings', 5); };
    app.post('/x', async (req, res) => { ${before} try { jwt.verify(req.headers.authorization, \
process.env.KEY); } catch { return res.status(401).end(); } ${after} await prisma.item.create({ data: req.body }); res.end(); });`);
  it.each([
    ["await redis.set('a', req.body.a);"],
    ["fs.writeFileSync('a', req.body.a);"],
    ['items.set(req.body.id, 1);'],
    ['store[req.body.id] = 1;'],
    ['delete store[req.body.id];'],
    ["exec('reboot');"],
    ['await mail.sendMail({ to: req.body.to });'],
    ["await axios.post('https://a.example', req.body);"],
    ['actions[req.body.a](req.body);'],
    ["bus.emit('made', req.body);"],
    ['await lib.make(req.body);'],
    ['put(req.body.id);'],
    ['await wipe();'],
    ['await told();'],
    ['await lib.make(headers());'],
    ["await lib.prune('old');"],
    ["lib.prune('old');"],
    ['await renewed();'],
  ])('%s', (effect) => {
    expect.soft(access(handler(effect)), 'before').not.toBe('guarded');
    expect.soft(access(handler('', effect)), 'after').toBe('guarded');
  });
  it.each([
    ['const id = Number(req.body.id);'],
    ["console.log('called', req.path);"],
    ['const text = JSON.stringify(req.body).slice(0, 9).trim();'],
    ['hits += 1;'],
    ['const found = await prisma.item.findUnique({ where: { id: req.body.id } });'],
    ['const own = {}; own.a = req.body.a;'],
    ['const found = await providers();'],
  ])('no effect: %s', (before) => {
    expect(access(handler(before))).toBe('guarded');
  });
});

describe('registrations that may not happen', () => {
  it.each([
    ['in a function nobody calls', 'function setup() { app.use(requireUser); }', 'no'],
    ['once something has arrived', 'loadKeys().then(() => app.use(requireUser));', 'no'],
    ['later', 'setTimeout(() => app.use(requireUser), 9);', 'no'],
    ['when something happens', "process.on('SIGUSR1', () => { app.use(requireUser); });", 'no'],
    ['in a function that is called', 'function setup() { app.use(requireUser); } setup();', 'guarded'],
    ['in one that is handed the application', 'function setup(a) { a.use(requireUser); } setup(app);', 'guarded'],
  ])('%s', (_name, lines, expected) => {
    expect(access(express(`${lines}\napp.post('/x', write);`)) === 'guarded').toBe(expected === 'guarded');
  });
  it('beside its route in one function', () => {
    expect(access(express("export function setup() { app.use(requireUser); app.post('/x', write); }"))).toBe('guarded');
  });
});

describe('what decides that the client sends itself', () => {
  const D = 'return res.status(401).end();';
  it.each([
    ['a hash', `if (!(await bcrypt.compare(req.body.password, req.body.hash))) ${D} next();`, 'no'],
    [
      'the bytes of a token',
      `if (!timingSafeEqual(Buffer.from(req.headers['x-token']), Buffer.from(req.body.token))) ${D} next();`,
      'no',
    ],
    ['a key', 'jwt.verify(req.headers.authorization, req.body.key); next();', 'no'],
    [
      'the hash of the server',
      'const user = await prisma.user.findUnique({ where: { name: req.body.name } }); ' +
        `if (!(await bcrypt.compare(req.body.password, user.hash))) ${D} next();`,
      'guarded',
    ],
    [
      'the token of the server',
      `if (!timingSafeEqual(Buffer.from(req.headers['x-token']), Buffer.from(process.env.TOKEN))) ${D} next();`,
      'guarded',
    ],
  ])('%s', (_name, body, expected) => {
    expect(access(gate(body)) === 'guarded').toBe(expected === 'guarded');
  });
  it.each([
    ['basicAuth({ verifyUser: () => true })', 'no'],
    ['bearerAuth({ verifyToken: async () => true })', 'no'],
    ["basicAuth({ username: 'a', password: process.env.PASS })", 'guarded'],
    ['bearerAuth({ token: process.env.TOKEN })', 'guarded'],
  ])('%s', (made, expected) => {
    expect(access(hono(`app.use('*', ${made}); app.post('/x', (c) => c.text('1'));`)) === 'guarded').toBe(
      expected === 'guarded',
    );
  });
});

describe('an application that is handed to what nobody knows', () => {
  it.each([
    ['a function of a package', "import { setup } from 'acme-setup'; setup(app); app.post('/x', write);", 'unclear'],
    [
      'a function of a file that is not there', "import { setup } from './setup'; setup(app); app.post('/x', write);",
      'unclear',
    ],
    [
      'in a function of the project',
      "import { setup } from 'acme-setup'; function prepare(one) { setup(one); }\nprepare(app); app.post('/x', write);",
      'unclear',
    ],
    ['behind the route', "import { setup } from 'acme-setup'; app.post('/x', write); setup(app);", 'open'],
    [
      'a router beside it',
      "import { setup } from 'acme-setup'; const other = express.Router(); other.post('/y', write); " +
        "setup(other); app.use('/z', other); app.post('/x', write);",
      'open',
    ],
    [
      'a function of the project that registers nothing',
      "function setup(one) { one.set('trust proxy', 1); }\nsetup(app); app.post('/x', write);", 'open',
    ],
    [
      'a server',
      "import { createServer } from 'node:http'; const server = createServer(app); app.post('/x', write); " +
        'server.listen(1);',
      'open',
    ],
    [
      'what a modelled package is handed',
      "import * as Sentry from '@sentry/node'; Sentry.setupExpressErrorHandler(app); app.post('/x', write);", 'open',
    ],
    [
      'a guard beside it', "import { setup } from 'acme-setup'; setup(app); app.post('/x', requireUser, write);",
      'guarded',
    ],
  ] as const)('%s', (_name, lines, expected) => {
    expect(access(express(lines))).toBe(expected);
  });
  it.each([
    [
      'a plugin of a package', "import acme from 'fastify-acme'; app.register(acme); app.post('/x', async () => 1);",
      'unclear',
    ],
    [
      'one with a prefix',
      "import acme from 'fastify-acme'; app.register(acme, { prefix: '/y' }); app.post('/x', async () => 1);",
      'unclear',
    ],
    [
      'one behind the route, where hooks count as well',
      "import acme from 'fastify-acme'; app.post('/x', async () => 1); app.register(acme);", 'unclear',
    ],
    [
      'one that is modelled', "import cors from '@fastify/cors'; app.register(cors); app.post('/x', async () => 1);",
      'open',
    ],
    [
      'one that only decorates',
      "import swagger from '@fastify/swagger'; import ui from '@fastify/swagger-ui'; " +
        "import sensible from '@fastify/sensible'; app.register(swagger); app.register(ui, {}); " +
        "app.register(sensible); app.post('/x', async () => 1);",
      'open',
    ],
    [
      'a plugin of the project',
      "app.register(async (one) => { one.get('/y', async () => 1); }); app.post('/x', async () => 1);", 'open',
    ],
  ] as const)('%s', (_name, lines, expected) => {
    expect(access(fastify(lines))).toBe(expected);
  });
});

describe('a list that is spread', () => {
  it.each([
    ['made by a package', "import { wrap } from 'acme-wrap'; app.post('/x', ...wrap(write, true));", 'unclear'],
    [
      'made by the project',
      "const wrap = (f, strict) => (strict ? [requireUser, f] : [f]);\napp.post('/x', ...wrap(write, true));",
      'unclear',
    ],
    ['before the handler', "import { checks } from 'acme-wrap'; app.post('/x', ...checks(), write);", 'unclear'],
    ['of the file', "const checks = [requireUser]; app.post('/x', ...checks, write);", 'guarded'],
    ['nothing in it', "const checks = [express.json()]; app.post('/x', ...checks, write);", 'open'],
    [
      'a call that is not spread',
      "const wrap = (f) => (q, s, n) => Promise.resolve(f(q, s, n)).catch(n); app.post('/x', wrap(write));", 'open',
    ],
  ] as const)('%s', (_name, lines, expected) => {
    expect(access(express(lines))).toBe(expected);
  });
});

describe('a middleware that answers that nobody knows the caller', () => {
  it.each([
    [
      'asks something nobody models',
      "const known = await config.store.find(req.get('x-visit')); if (!known) return res.status(401).end(); next();",
    ],
    [
      'asks in a function inside',
      "config.find(req.get('x-visit'), (known) => { if (!known) return res.sendStatus(401); next(); });",
    ],
  ])('may have asked: %s', (_, body) => {
    expect(access(gate(body))).toBe('unclear');
  });

  it('may have asked: a method of a class', () => {
    const made = `class Gate {
  async use(req, res, next) { if (!(await config.find(req.get('x-visit')))) return res.status(401).end(); next(); }
}
const gate = new Gate();
app.post('/x', gate.use, write);`;
    expect(access(express(made))).toBe('unclear');
    expect(access(express(made.replace('status(401)', 'status(409)')))).toBe('open');
  });

  it.each([
    ['goes on whatever it found', "if (!(await config.find(req.get('x-visit')))) console.log('?'); next();"],
    ['refuses for another reason', 'if (config.closed) return res.status(503).end(); next();'],
    ['fails for another reason', 'if (config.closed) throw new HttpError(503); next();'],
    ['forbids a country', "if (req.get('x-country') === 'xx') return res.status(403).end(); next();"],
  ])('has not: %s', (_, body) => {
    expect(access(gate(body))).toBe('open');
  });
});
