/** What settings and places make of guards of libraries. Each beside a twin that is guarded. */
import { describe, it } from 'vitest';
import { express, twins, type Files } from './guard-twins.js';

describe('a router that registers below a path', () => {
  const hono = (lines: string): Files => ({
    'src/app.ts': `import { Hono } from 'hono'; import { jwt } from 'hono/jwt'; const app = new Hono(); \
const h = (c) => c.text('1');
${lines}
export default app;`,
  });
  it.each([
    [
      'a guard of the routes below',
      hono("const api = app.basePath('/api'); api.use('*', jwt({ secret: process.env.KEY })); app.post('/x', h);"),
      hono("const api = app.basePath('/api'); app.use('*', jwt({ secret: process.env.KEY })); app.post('/x', h);"),
      'POST /x',
    ],
    [
      'a guard of its own',
      hono("const api = app.basePath('/api'); api.post('/x', h); app.use('*', jwt({ secret: process.env.KEY }));"),
      hono("const api = app.basePath('/api'); api.use('*', jwt({ secret: process.env.KEY })); api.post('/x', h);"),
      'POST /api/x',
    ],
    [
      'at once',
      hono(
        "const api = new Hono().basePath('/api'); api.use('/y/*', jwt({ secret: process.env.KEY })); " +
          "api.post('/x', h);",
      ),
      hono(
        "const api = new Hono().basePath('/api'); api.use('*', jwt({ secret: process.env.KEY })); api.post('/x', h);",
      ),
      'POST /api/x',
    ],
    [
      'a guard of the router around',
      hono("const api = app.basePath('/api'); app.use('/x', jwt({ secret: process.env.KEY })); api.post('/x', h);"),
      hono("const api = app.basePath('/api'); app.use('/api/*', jwt({ secret: process.env.KEY })); api.post('/x', h);"),
      'POST /api/x',
    ],
  ])('%s', (_name, guilty, innocent, route) => {
    twins(guilty, innocent, route);
  });
});

describe('settings with which strangers pass', () => {
  it.each([
    [
      'a setting that is written later',
      `const options = { secret: process.env.KEY, algorithms: ['HS256'] }; ` +
        `options.credentialsRequired = false; app.post('/x', expressjwt(options), write);`,
      `const options = { secret: process.env.KEY, algorithms: ['HS256'] }; app.post('/x', expressjwt(options), write);`,
    ],
    [
      'under a condition',
      `const options = { secret: process.env.KEY, algorithms: ['HS256'], credentialsRequired: true }; ` +
        'if (process.env.DEV) options.credentialsRequired = false; ' +
        `app.post('/x', expressjwt(options), write);`,
      `const options = { secret: process.env.KEY, algorithms: ['HS256'], credentialsRequired: true }; ` +
        `options.audience = 'a'; app.post('/x', expressjwt(options), write);`,
    ],
    [
      'settings that are joined',
      `const options = { secret: process.env.KEY, algorithms: ['HS256'] }; ` +
        `Object.assign(options, settings); app.post('/x', expressjwt(options), write);`,
      `const options = { secret: process.env.KEY, algorithms: ['HS256'] }; ` +
        `console.log(options.algorithms); app.post('/x', expressjwt(options), write);`,
    ],
    [
      'a decision of its own',
      "import basic from 'express-basic-auth'; app.post('/x', basic({ authorizer: () => true }), write);",
      "import basic from 'express-basic-auth'; app.post('/x', basic({ users: { admin: process.env.PASS } }), write);",
    ],
    [
      'the same beside users',
      "import basic from 'express-basic-auth'; app.post('/x', basic({ users: {}, authorizer: (u, p) => " +
        'true }), write);',
      "import basic from 'express-basic-auth'; app.post('/x', basic({ users: { " +
        'admin: process.env.PASS }, challenge: true }), write);',
    ],
    [
      'a strategy that lets everybody pass under the name of another',
      "import { Strategy as AnonymousStrategy } from 'passport-anonymous'; " +
        "passport.use('jwt', new AnonymousStrategy()); app.post('/x', passport.authenticate('jwt'), write);",
      "import { Strategy as JwtStrategy } from 'passport-jwt'; passport.use('jwt', new JwtStrategy({ " +
        'secretOrKey: process.env.KEY }, (p, done) => done(null, p))); ' +
        "app.post('/x', passport.authenticate('jwt'), write);",
    ],
    [
      'one of several',
      "import AnonymousStrategy from 'passport-anonymous'; " +
        "passport.use('guest', new AnonymousStrategy()); " +
        "app.post('/x', passport.authenticate(['jwt', 'guest']), write);",
      "import AnonymousStrategy from 'passport-anonymous'; passport.use(new AnonymousStrategy()); " +
        "app.post('/x', passport.authenticate(['jwt']), write);",
    ],
    [
      'of a module',
      "const anonymous = require('passport-anonymous'); passport.use('jwt', new anonymous.Strategy()); " +
        "app.post('/x', passport.authenticate('jwt'), write);",
      "import { Strategy } from 'passport-anonymous'; passport.use('guest', new Strategy()); " +
        "app.post('/x', passport.authenticate('jwt'), write);",
    ],
  ])('%s', (_name, guilty, innocent) => {
    twins(express(guilty), express(innocent));
  });
  it('a strategy made of one that lets everybody pass', () => {
    const files = (from: string): Files => ({
      'src/strategy.ts':
        `import { PassportStrategy } from '@nestjs/passport'; import { Strategy } from '${from}'; export class ` +
        `Open extends PassportStrategy(Strategy, 'jwt') { validate(payload) { return payload; } }`,
      'src/items.ts':
        "import { Controller, Post, UseGuards } from '@nestjs/common'; import { AuthGuard } " +
        "from '@nestjs/passport'; @Controller('items') @UseGuards(AuthGuard('jwt')) export class Items { " +
        '@Post() make() {} }',
    });
    twins(files('passport-anonymous'), files('passport-jwt'), 'POST /items');
  });
  it('the same among several', () => {
    const files = (from: string, name: string): Files => ({
      'src/strategy.ts':
        `import { PassportStrategy } from '@nestjs/passport'; import { Strategy } from '${from}'; export class ` +
        `Open extends PassportStrategy(Strategy, 'guest') { validate(payload) { return payload; } }`,
      'src/items.ts':
        `import { Controller, Post, UseGuards } from '@nestjs/common'; import { AuthGuard } ` +
        `from '@nestjs/passport'; class Login extends AuthGuard(['jwt', '${name}']) {} @Controller('items') ` +
        '@UseGuards(Login) export class Items { @Post() make() {} }',
    });
    twins(files('passport-anonymous', 'guest'), files('passport-anonymous', 'basic'), 'POST /items');
  });
});

describe('guards that leave requests out, and sessions that others hold', () => {
  const koa = (lines: string): Files => ({
    'src/app.ts': `import Koa from 'koa'; import Router from '@koa/router'; import koaJwt from 'koa-jwt'; \
const app = new Koa(); const router = new Router();
${lines}
router.post('/x', (ctx) => { ctx.body = 1; });
app.use(router.routes()); app.listen(1);`,
  });
  const hono = (lines: string): Files => ({
    'src/app.ts': `import { Hono } from 'hono'; import { jwt } from 'hono/jwt'; import { except } \
from 'hono/combine'; const app = new Hono();
${lines}
app.post('/x', (c) => c.text('1')); export default app;`,
  });
  const S = '{ secret: process.env.KEY }';
  it.each([
    [
      'a path',
      koa(`app.use(koaJwt(${S}).unless({ path: ['/x'] }));`),
      koa(`app.use(koaJwt(${S}).unless({ path: ['/login'] }));`),
    ],
    [
      'an expression',
      koa(`app.use(koaJwt(${S}).unless({ path: [/^\\/x/] }));`),
      koa(`app.use(koaJwt(${S}).unless({ path: [/^\\/public/] }));`),
    ],
    [
      'one path',
      koa(`app.use(koaJwt(${S}).unless({ path: '/x' }));`),
      koa(`app.use(koaJwt(${S}).unless({ path: '/login' }));`),
    ],
    [
      'a method',
      koa(`app.use(koaJwt(${S}).unless({ method: 'POST' }));`),
      koa(`app.use(koaJwt(${S}).unless({ method: 'GET' }));`),
    ],
    [
      'a decision of its own',
      koa(`app.use(koaJwt(${S}).unless({ custom: (ctx) => ctx.query.open }));`),
      koa(`app.use(koaJwt(${S}).unless({ path: ['/login', '/register'] }));`),
    ],
    [
      'settings that are not seen',
      koa(`app.use(koaJwt(${S}).unless(OPEN));`),
      koa(`const OPEN = { path: ['/login'] }; app.use(koaJwt(${S}).unless(OPEN));`),
    ],
    [
      'a setting of the guard',
      koa(`app.use(koaJwt({ secret: 'x', passthrough: true }).unless({ path: ['/login'] }));`),
      koa(`app.use(koaJwt(${S}).unless({ path: [/^\\/public/, '/login'] }));`),
    ],
    [
      'in another framework',
      express(
        `app.use(expressjwt({ secret: process.env.KEY, algorithms: ['HS256'] }).unless({ path: ['/x'] })); ` +
          `app.post('/x', write);`,
      ),
      express(
        `app.use(expressjwt({ secret: process.env.KEY, algorithms: ['HS256'] }).unless({ path: ['/login', { ` +
          `url: '/y', methods: ['GET'] }] })); app.post('/x', write);`,
      ),
    ],
    [
      'a path, around the guard',
      hono(`app.use('*', except('/x', jwt(${S})));`),
      hono(`app.use('*', except('/health', jwt(${S})));`),
    ],
    [
      'a list of them',
      hono(`app.use('*', except(['/x', '/y'], jwt(${S})));`),
      hono(`app.use('*', except(['/health', '/public/*'], jwt(${S})));`),
    ],
    ['all paths', hono(`app.use('*', except('*', jwt(${S})));`), hono(`app.use('*', except('/y/*', jwt(${S})));`)],
    [
      'a function',
      hono(`app.use('*', except((c) => c.req.query('open'), jwt(${S})));`),
      hono(`app.use(except('/y/*', jwt(${S})));`),
    ],
    [
      'an object that is always there',
      express(
        "import { clerkMiddleware, getAuth } from '@clerk/express'; app.use(clerkMiddleware()); " +
          "app.post('/x', (req, res, next) => { const auth = getAuth(req); " +
          'if (!auth) return res.status(401).end(); next(); }, write);',
      ),
      express(
        "import { clerkMiddleware, getAuth } from '@clerk/express'; app.use(clerkMiddleware()); " +
          "app.post('/x', (req, res, next) => { const { userId } = getAuth(req); " +
          'if (!userId) return res.status(401).end(); next(); }, write);',
      ),
    ],
    [
      'a parameter of the client',
      express(
        "import { getAuth } from '@clerk/express'; app.post('/x', (req, res, next) => { const { " +
          'isAuthenticated } = req.query; if (!isAuthenticated) return res.status(401).end(); next(); ' +
          '}, write);',
      ),
      express(
        "import { getAuth } from '@clerk/express'; app.post('/x', (req, res, next) => { " +
          'if (!getAuth(req).userId) return res.status(401).end(); next(); }, write);',
      ),
    ],
    [
      'middleware that only reads',
      express("import { clerkMiddleware } from '@clerk/express'; app.post('/x', clerkMiddleware(), write);"),
      express("import { requireAuth } from '@clerk/express'; app.post('/x', requireAuth(), write);"),
    ],
  ])('%s', (_name, guilty, innocent) => {
    twins(guilty, innocent);
  });
});
