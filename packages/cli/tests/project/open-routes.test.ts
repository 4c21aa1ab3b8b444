/** Routes that look guarded and are open, each beside a twin that is guarded. */
import { describe, expect, it } from 'vitest';
import { accessOf } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';

type Files = Readonly<Record<string, string>>;

/** Whether the route is proved to check who calls, and why it is not. */
function seen(files: Files, route: string): string {
  const found = projectOf(files).routes.filter(({ method, path }) => `${method} ${path}` === route);
  expect(found, route).toHaveLength(1);
  return accessOf(found[0]!, {}) === 'guarded' ? 'guarded' : 'not known';
}

function twins(route: string, guilty: Files, innocent: Files): void {
  expect.soft(seen(guilty, route), 'guilty').toBe('not known');
  expect.soft(seen(innocent, route), 'innocent').toBe('guarded');
}

const USER = `import jwt from 'jsonwebtoken';
  export function requireUser(req, res, next) { try { \
req.user = jwt.verify(req.headers.authorization, process.env.KEY); } catch { return res.status(401).end(); } next(); }`;
const PRELUDE = `import express from 'express'; import jwt from 'jsonwebtoken'; \
import passport from 'passport'; import { requireUser } from './user';
  const app = express(); const write = (req, res) => { res.end(); };\n`;
const express = (lines: string, more: Files = {}): Files => ({
  'src/user.ts': USER,
  'src/app.ts': `${PRELUDE}${lines}\napp.listen(1);`,
  ...more,
});
/** One middleware before one route. */
const gate = (body: string, params = 'req, res, next'): Files =>
  express(`async function gate(${params}) { ${body} }\napp.post('/x', gate, write);`);

const GUARD = `import { CanActivate, Injectable, UnauthorizedException } from '@nestjs/common'; import { \
JwtService } from '@nestjs/jwt';
  @Injectable() export class LoginGuard implements CanActivate { constructor(private readonly jwt: JwtService) {}
    async canActivate(context) { const request = context.switchToHttp().getRequest(); try { \
request.user = await this.jwt.verifyAsync(request.headers.authorization); } catch { \
throw new UnauthorizedException(); } return true; } }`;
const CLASSES = `import { Controller, Post, Delete } from '@nestjs/common';
  @Controller('items') export class Items { @Post() make() {} @Delete(':id') drop() {} }
  @Controller('notes') export class Notes { @Post() make() {} }`;
const MIDDLEWARE =
  `import jwt from 'jsonwebtoken'; export class Login { use(req, res, next) { ` +
  'jwt.verify(req.headers.authorization, process.env.KEY); next(); } } export class Log { ' +
  'use(req, res, next) { next(); } }';
const consumer = (chain: string): Files => ({
  'src/classes.ts': CLASSES,
  'src/middleware.ts': MIDDLEWARE,
  'src/module.ts': `import { MiddlewareConsumer, Module, RequestMethod } from '@nestjs/common'; import { \
Items, Notes } from './classes'; import { Log, Login } from './middleware';
    @Module({ controllers: [Items, Notes] }) export class AppModule { configure(consumer: MiddlewareConsumer) { consumer${chain}; \
} }`,
  'src/main.ts':
    "import { NestFactory } from '@nestjs/core'; import { AppModule } from './module'; " +
    'const app = await NestFactory.create(AppModule); await app.listen(1);',
});

describe('applications beside each other', () => {
  it('routes of an unrelated application stand before no controller', () => {
    const nest = (line: string): Files => ({
      'src/user.ts': USER,
      'src/classes.ts': CLASSES,
      'src/guard.ts': GUARD,
      'src/admin.ts':
        "import express from 'express'; import { requireUser } from './user'; const admin = express(); " +
        "admin.all('/', requireUser, (req, res) => { res.end(); }); admin.use(requireUser); admin.listen(2);",
      'src/main.ts':
        `import { NestFactory } from '@nestjs/core'; import { LoginGuard } from './guard'; ` +
        `class AppModule {} const app = await NestFactory.create(AppModule); ${line} await app.listen(1);`,
    });
    twins('POST /notes', nest(''), nest('app.useGlobalGuards(new LoginGuard(null as never));'));
  });

  it('a guard of one application stands before no controller of another', () => {
    const two = (first: string, second: string): Files => ({
      'src/classes.ts': CLASSES,
      'src/guard.ts': GUARD,
      'src/modules.ts':
        "import { Module } from '@nestjs/common'; import { Items, Notes } from './classes'; @Module({ " +
        'controllers: [Items] }) export class One {} @Module({ controllers: [Notes] }) export class Two {}',
      'src/main.ts': `import { NestFactory } from '@nestjs/core'; import { LoginGuard } from './guard'; \
import { One, Two } from './modules';
        const one = await NestFactory.create(One); ${first} await one.listen(1); const two = await NestFactory.create(Two); ${second} \
await two.listen(2);`,
    });
    twins(
      'POST /notes',
      two('one.useGlobalGuards(new LoginGuard(null as never));', ''),
      two('', 'two.useGlobalGuards(new LoginGuard(null as never));'),
    );
  });
});

describe('middleware that a module applies', () => {
  it.each([
    [
      'a later part of the chain belongs to its own middleware',
      ".apply(Login).forRoutes(Notes).apply(Log).forRoutes('*')",
      ".apply(Log).forRoutes(Notes).apply(Login).forRoutes('*')", 'POST /items',
    ],
    [
      'so does what is excluded between', ".apply(Login).exclude('items').forRoutes('*').apply(Log).forRoutes(Items)",
      ".apply(Log).exclude('items').forRoutes('*').apply(Login).forRoutes(Items)", 'POST /items',
    ],
    [
      'several at once', ".apply(Log, Login).exclude('items').forRoutes(Items)",
      ".apply(Log, Login).exclude('notes').forRoutes(Items)", 'POST /items',
    ],
    [
      'one method only', ".apply(Login).forRoutes({ path: 'items', method: RequestMethod.GET })",
      ".apply(Login).forRoutes({ path: 'items', method: RequestMethod.POST })", 'POST /items',
    ],
    [
      'one path only', ".apply(Login).forRoutes({ path: 'items', method: RequestMethod.DELETE })",
      ".apply(Login).forRoutes({ path: 'items/:id', method: RequestMethod.DELETE })", 'DELETE /items/:id',
    ],
    [
      'an exclusion of one method',
      ".apply(Login).exclude({ path: 'items', method: RequestMethod.POST }).forRoutes(Items)",
      ".apply(Login).exclude({ path: 'items', method: RequestMethod.GET }).forRoutes(Items)", 'POST /items',
    ],
    [
      'a place that is not known', '.apply(Login).forRoutes(process.env.PLACES)',
      '.apply(Login).forRoutes(Items, process.env.PLACES)', 'POST /items',
    ],
  ])('%s', (_name, guilty, innocent, route) => {
    twins(route, consumer(guilty), consumer(innocent));
  });
});

describe('ways around the check inside a middleware', () => {
  const CHECK = 'jwt.verify(req.headers.authorization, process.env.KEY); next();';
  it.each([
    [
      'a list of beginnings', "if (['/x', '/health'].some((open) => req.path.startsWith(open))) return next();",
      "if (['/health'].some((open) => req.path.startsWith(open))) return next();",
    ],
    [
      'a list of paths', "if (['/x'].includes(req.path)) return next();",
      "if (['/health'].includes(req.path)) return next();",
    ],
    [
      'a set', "const OPEN = new Set(['/x']); if (OPEN.has(req.path)) return next();",
      "const OPEN = new Set(['/health']); if (OPEN.has(req.path)) return next();",
    ],
    [
      'indexOf', "if (['/x'].indexOf(req.path) !== -1) return next();",
      "if (['/health'].indexOf(req.path) !== -1) return next();",
    ],
    [
      'a list that grows',
      "const OPEN = ['/health']; OPEN.push(process.env.OPEN); if (OPEN.includes(req.path)) return next();",
      "const OPEN = ['/health']; if (OPEN.includes(req.path)) return next();",
    ],
    ['one path', "if (req.path === '/x') return next();", "if (req.path === '/health') return next();"],
    ['an expression', 'if (/^\\/x/.test(req.path)) return next();', 'if (/^\\/health/.test(req.path)) return next();'],
    [
      'an expression that is not understood', 'if (/^\\/(x|health)/.test(req.path)) return next();',
      'if (/^\\/health$/.test(req.path)) return next();',
    ],
    [
      'text that the client may append', "if (req.originalUrl.includes('/health')) return next();",
      "if (req.originalUrl.startsWith('/health')) return next();",
    ],
    [
      'a method', "if (req.method === 'POST') return next();",
      "if (req.method === 'GET' || req.method === 'OPTIONS') return next();",
    ],
    [
      'a switch', "switch (req.method) { case 'POST': return next(); default: break; }",
      "switch (req.method) { case 'GET': return next(); default: break; }",
    ],
    ['the environment', "if (process.env.NODE_ENV === 'test') return next();", ''],
    ['a setting', 'if (settings.open) return next();', ''],
    ['a header', "if (req.headers['x-internal'] === 'yes') return next();", ''],
    ['a list from elsewhere', 'if (OPEN_PATHS.includes(req.path)) return next();', ''],
  ])('%s', (_name, guilty, innocent) => {
    twins('POST /x', gate(`${guilty} ${CHECK}`), gate(`${innocent} ${CHECK}`));
  });

  it('counts the path where the router hangs, and parts that a client fills', () => {
    const mounted = (list: string, path: string): Files => ({
      'src/user.ts': USER,
      'src/app.ts': `import express, { Router } from 'express'; import jwt from 'jsonwebtoken'; \
const app = express(); const router = Router();
        app.use((req, res, next) => { if (${list}.includes(req.path)) return next(); \
jwt.verify(req.headers.authorization, process.env.KEY); next(); });
        router.post('${path}', (req, res) => { res.end(); }); app.use('/api', router); app.listen(1);`,
    });
    twins('POST /api/x', mounted("['/api/x']", '/x'), mounted("['/api/health']", '/x'));
    twins('POST /api/:id', mounted("['/api/health']", '/:id'), mounted("['/health/live/now']", '/:id'));
  });

  it('of a guard: metadata that a route has, or has not', () => {
    const nest = (decorator: string): Files => ({
      'src/guard.ts': `import { AuthGuard } from '@nestjs/passport'; import { Reflector } from '@nestjs/core';
        export class Login extends AuthGuard('jwt') { constructor(private readonly reflector: Reflector) { super(); }
          canActivate(context) { const open = this.reflector.getAllAndOverride('open', \
[context.getHandler(), context.getClass()]); if (open) return true; return super.canActivate(context); } }`,
      'src/items.ts': `import { Controller, Post, SetMetadata, UseGuards } from '@nestjs/common'; import { Login } from './guard';
        @Controller('items') @UseGuards(Login) export class Items { ${decorator} @Post() make() {} }`,
    });
    twins('POST /items', nest("@SetMetadata('open', true)"), nest("@SetMetadata('title', 'Items')"));
  });
});

describe('what is no check of who calls', () => {
  const DENY = 'return res.status(403).end();';
  const IDENTITY = `if (!req.isAuthenticated()) ${DENY} next();`;
  it.each([
    ['a CSRF check', `if (req.headers['x-csrf-token'] !== req.session.csrfToken) ${DENY} next();`, IDENTITY],
    ['a cookie that is sent twice', `if (req.cookies.csrf !== req.body.token) ${DENY} next();`, IDENTITY],
    [
      'a user that is loaded',
      `const user = await User.findById(req.params.userId); if (!user) ${DENY} res.locals.user = user; next();`,
      `if (!req.user) ${DENY} next();`,
    ],
    ['a loader', 'res.locals.user = req.user; next();', `if (!req.user) ${DENY} res.locals.user = req.user; next();`],
    [
      'a word',
      "console.log('unauthorized user guard', req.headers.authorization); next();",
      `if (!req.session.userId) { console.log('unauthorized'); ${DENY} } next();`,
    ],
    [
      'a header that is there',
      `if (!req.headers.authorization) ${DENY} next();`,
      `if (req.headers.authorization !== process.env.TOKEN) ${DENY} next();`,
    ],
    [
      'a token that is only decoded',
      `if (!jwt.decode(req.headers.authorization)) ${DENY} next();`,
      `if (!jwt.verify(req.headers.authorization, process.env.KEY)) ${DENY} next();`,
    ],
    [
      'a token that does not verify',
      'try { jwt.verify(req.headers.authorization, process.env.KEY); } catch { console.log(401); } next();',
      'try { jwt.verify(req.headers.authorization, process.env.KEY); } catch { return res.sendStatus(401); } next();',
    ],
    [
      'an answer without an end',
      `if (!req.user) res.status(401).json({}); next();`,
      `if (!req.user) { res.status(401).json({}); return; } next();`,
    ],
    ['those who are signed in', `if (req.user) ${DENY} next();`, `if (!req.user) ${DENY} next();`],
    ['code that never runs', `next(); return; if (!req.user) ${DENY}`, `if (!req.user) ${DENY} next(); return;`],
    [
      'a callback that always goes on',
      'jwt.verify(req.headers.authorization, process.env.KEY, (error, user) => { req.user = user; next(); });',
      'jwt.verify(req.headers.authorization, process.env.KEY, (error, user) => { ' +
        'if (error) return res.sendStatus(401); req.user = user; next(); });',
    ],
    [
      'an error that may be nothing',
      'passport.authenticate("jwt", (error, user) => { req.user = user; next(error); })(req, res, next);',
      'passport.authenticate("jwt", (error, user) => { if (error || !user) return res.sendStatus(401); ' +
        'req.user = user; next(); })(req, res, next);',
    ],
    ['a promise nobody waits for', 'requireUser(req, res, () => {}); next();', 'requireUser(req, res, next);'],
    [
      'a limit',
      `if (count[req.ip] > 9) return res.status(429).end(); next();`,
      `if (count[req.ip] > 9) return res.status(429).end(); ${IDENTITY}`,
    ],
    [
      'a continuation that is kept', 'req.goOn = next; if (!req.user) return res.status(401).end(); next();',
      'if (!req.user) return res.status(401).end(); next();',
    ],
    [
      'a role of somebody who may be nobody',
      `if (req.user?.id !== req.params.owner) ${DENY} next();`,
      `if (req.user.id !== req.params.owner) ${DENY} next();`,
    ],
  ])('%s', (_name, guilty, innocent) => {
    twins('POST /x', gate(guilty), gate(innocent));
  });

  it('a handler of errors', () => {
    const body = 'if (!req.user) { res.status(401).end(); return; } next();';
    twins('POST /x', gate(body, 'err, req, res, next'), gate(body));
    twins('POST /x', gate(body, 'failure, req, res, next'), gate(body));
  });

  it.each([
    [
      'express-jwt', "import { expressjwt } from 'express-jwt';",
      "expressjwt({ secret: process.env.KEY, algorithms: ['HS256'], credentialsRequired: false })",
      "expressjwt({ secret: process.env.KEY, algorithms: ['HS256'] })",
    ],
    [
      'express-jwt with a setting that is not seen',
      "import { expressjwt } from 'express-jwt'; import { options } from './settings';", 'expressjwt(options)',
      'expressjwt({ secret: process.env.KEY, credentialsRequired: true })',
    ],
    [
      'headers', "import helmet from 'helmet';", 'helmet.frameguard()',
      "passport.authenticate('jwt', { session: false })",
    ],
    ['all headers', "import helmet from 'helmet';", 'helmet()', "passport.authenticate('jwt', { session: false })"],
    ['origins', "import cors from 'cors';", 'cors()', "passport.authenticate('jwt')"],
    ['a body parser', '', 'express.json()', "passport.authenticate(['jwt', 'basic'])"],
    [
      'a limiter', "import { rateLimit } from 'express-rate-limit';", 'rateLimit({ limit: 9 })',
      "passport.authenticate('basic')",
    ],
    ['the anonymous strategy', '', "passport.authenticate(['jwt', 'anonymous'])", "passport.authenticate(['jwt'])"],
    [
      'a callback of its own', '', "passport.authenticate('jwt', (error, user) => {})",
      "passport.authenticate('jwt', {})",
    ],
    [
      'a failure for others to handle', '', "passport.authenticate('jwt', { failWithError: true })",
      "passport.authenticate('jwt', { failWithError: false })",
    ],
    ['a session', '', 'passport.session()', "passport.authenticate('session')"],
    [
      'tokens that may be missing', "import { auth } from 'express-oauth2-jwt-bearer';",
      'auth({ authRequired: false })', "auth({ audience: 'a' })",
    ],
    ['a package without a model', "import { requireAdmin } from '@acme/access';", 'requireAdmin', 'requireUser'],
  ])('%s', (_name, imports, guilty, innocent) => {
    const files = (link: string): Files => express(`app.post('/x', ${link}, write);`);
    const withImports = (found: Files): Files => ({ ...found, 'src/app.ts': `${imports}\n${found['src/app.ts']}` });
    twins('POST /x', withImports(files(guilty)), withImports(files(innocent)));
    const behindName = (link: string): Files =>
      express(`const gate = ${link};\napp.use(gate);\napp.post('/x', write);`);
    twins('POST /x', withImports(behindName(guilty)), withImports(behindName(innocent)));
  });

  it.each([
    [
      'a guard that lets everybody through', 'handleRequest(error, user) { return user || null; }',
      'handleRequest(error, user) { if (error || !user) throw error || new Error(); return user; }',
    ],
    [
      'the same behind another decision',
      'canActivate(context) { return super.canActivate(context); } handleRequest(error, user) { return user; }',
      'canActivate(context) { return super.canActivate(context); }',
    ],
    [
      'a failure that becomes true',
      'async canActivate(context) { try { return await super.canActivate(context); } catch { return true; } }',
      'async canActivate(context) { try { return await super.canActivate(context); } catch { return false; } }',
    ],
  ])('%s', (_name, guilty, innocent) => {
    const nest = (body: string): Files => ({
      'src/items.ts': `import { Controller, Post, UseGuards } from '@nestjs/common'; import { AuthGuard } from '@nestjs/passport';
        class Login extends AuthGuard('jwt') { ${body} }
        @Controller('items') @UseGuards(Login) export class Items { @Post() make() {} }`,
    });
    twins('POST /items', nest(guilty), nest(innocent));
  });

  it('a strategy that lets everybody through', () => {
    const nest = (guard: string): Files => ({
      'src/items.ts':
        `import { Controller, Post, UseGuards } from '@nestjs/common'; import { AuthGuard } ` +
        `from '@nestjs/passport'; @Controller('items') @UseGuards(${guard}) export class Items { ` +
        '@Post() make() {} }',
    });
    twins('POST /items', nest("AuthGuard(['jwt', 'anonymous'])"), nest("AuthGuard('jwt')"));
  });
});

describe('wrappers', () => {
  it('a duty of one handler is not that of all', () => {
    const wrapped = (handler: string): Files =>
      express(`const wrap = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next);
      const open = (req, res) => { res.end(); }; const own = (req, res) => { \
if (!req.user) return res.status(401).end(); res.end(); };
      app.post('/own', wrap(own)); app.post('/x', wrap(${handler}));`);
    twins('POST /x', wrapped('open'), wrapped('own'));
  });

  it('a wrapper that checks does so for all', () => {
    const around = (check: string): Files =>
      express(
        `const withUser = (handler) => async (req, res) => { ${check} return handler(req, res); };
app.post('/x', withUser(write));`,
      );
    twins(
      'POST /x',
      around('if (!req.user) { res.status(401); }'),
      around('if (!req.user) { return res.status(401).end(); }'),
    );
  });

  it('the check a factory is given belongs to that use of it', () => {
    const made = (check: string): Files =>
      express(`const allowedBy = (check) => async (req, res, next) => { \
if (!(await check(req))) return res.status(403).end(); next(); };
      const anybody = async (req) => true; const signedIn = async (req) => !!req.user;
      app.post('/own', allowedBy(signedIn), write); app.post('/x', allowedBy(${check}), write);`);
    twins('POST /x', made('anybody'), made('signedIn'));
  });
});

describe('prefixes and factories of routers', () => {
  it('a middleware on a prefix that is not known applies to no path for sure', () => {
    twins(
      'POST /x',
      express("app.use(process.env.PREFIX, requireUser);\napp.post('/x', write);"),
      express("app.use(requireUser);\napp.post('/x', write);"),
    );
    twins(
      'POST /x',
      express("import { prefixOf } from './prefix';\napp.use(prefixOf('a'), requireUser);\napp.post('/x', write);", {
        'src/prefix.ts': 'export function prefixOf(name) { return `/${name}`; }',
      }),
      express("app.use('/x', requireUser);\napp.post('/x', write);"),
    );
    twins(
      'POST /x',
      express("for (const prefix of PREFIXES) app.use(prefix, requireUser);\napp.post('/x', write);"),
      express("app.use(['/x'], requireUser);\napp.post('/x', write);"),
    );
  });

  it('nor one that is put in place under a condition', () => {
    twins(
      'POST /x',
      express("if (process.env.AUTH) app.use(requireUser);\napp.post('/x', write);"),
      express("if (process.env.AUTH) { app.use(requireUser); app.post('/x', write); }"),
    );
  });

  it('routers made in one factory are told apart by what each was made with', () => {
    const made = (first: string, second: string): Files =>
      express(`const anybody = (req, res, next) => next();
      function makeRouter(guard, path) { const router = express.Router(); router.use(guard); \
router.post(path, write); return router; }
      app.use('/a', makeRouter(${first}, '/own')); app.use('/b', makeRouter(${second}, '/x'));`);
    twins('POST /b/x', made('requireUser', 'anybody'), made('anybody', 'requireUser'));
  });

  it('and by their settings, or not known', () => {
    const made = (body: string): Files =>
      express(`function makeRouter(options) { const router = express.Router(); ${body} router.post('/x', write); return router; }
      app.use('/a', makeRouter({ auth: true })); app.use('/b', makeRouter({}));`);
    twins('POST /b/x', made('if (options.auth) router.use(requireUser);'), made('router.use(requireUser);'));
  });

  it('a router that is handed on from its factory', () => {
    const made = (first: string, second: string): Files => ({
      ...express("import { a, b } from './routers';\napp.use('/a', a);\napp.use('/b', b);"),
      'src/routers.ts': `import { Router } from 'express'; import { requireUser } from './user';
        const anybody = (req, res, next) => next();
        function makeRouter(guard) { const router = Router(); router.use(guard); \
router.post('/x', (req, res) => { res.end(); }); return router; }
        export const a = makeRouter(${first}); export const b = makeRouter(${second});`,
    });
    twins('POST /b/x', made('requireUser', 'anybody'), made('requireUser', 'requireUser'));
  });
});

describe('checks in the handler', () => {
  const handler = (body: string): Files => ({
    'src/user.ts': `import jwt from 'jsonwebtoken'; export async function callerOf(req) { \
const user = jwt.verify(req.headers.authorization, process.env.KEY); if (!user) throw new Error(); return user; }
      export function maybeCaller(req) { try { return jwt.verify(req.headers.authorization, \
process.env.KEY); } catch { return null; } }`,
    'src/app.ts': `import express from 'express'; import { Pool } from 'pg'; import { \
callerOf, maybeCaller } from './user'; const pool = new Pool(); const app = express();
      const save = (name) => pool.query('insert into items (name) values ($1)', [name]);
      app.post('/x', async (req, res) => { ${body} res.end(); }); app.listen(1);`,
  });
  it.each([
    [
      'after the write', 'await save(req.body.name); await callerOf(req);',
      'await callerOf(req); await save(req.body.name);',
    ],
    [
      'nobody waits for', 'void callerOf(req).catch(() => undefined); await save(req.body.name);',
      'const user = await callerOf(req); await save(req.body.name);',
    ],
    [
      'swallowed', 'try { await callerOf(req); } catch { res.setHeader("x", "1"); } await save(req.body.name);',
      'try { await callerOf(req); await save(req.body.name); } catch { return res.status(401).end(); }',
    ],
    [
      'asked and forgotten', 'const user = maybeCaller(req); await save(req.body.name);',
      'const user = maybeCaller(req); if (!user) return res.status(401).end(); await save(req.body.name);',
    ],
    [
      'on one path', 'if (req.query.check) await callerOf(req); await save(req.body.name);',
      'if (req.query.check) { await callerOf(req); await save(req.body.name); }',
    ],
    [
      'after one of two writes', 'await save("log"); await callerOf(req); await save(req.body.name);',
      'await callerOf(req); await save("log"); await save(req.body.name);',
    ],
    [
      'in a callback', 'maybeCaller(req); [1].forEach(() => save("a"));',
      'if (!maybeCaller(req)) return res.status(401).end(); [1].forEach(() => save("a"));',
    ],
  ])('%s', (_name, guilty, innocent) => {
    twins('POST /x', handler(guilty), handler(innocent));
  });
});
