/** Guards that may stand before a route, or may not. Each beside a twin that is guarded. */
import { describe, it } from 'vitest';
import { express, gate, twins, type Files } from './guard-twins.js';

const X = "app.post('/x', write);";
const GUARD = `import { CanActivate, Injectable, UnauthorizedException, applyDecorators, UseGuards, \
SetMetadata } from '@nestjs/common'; import { JwtService } from '@nestjs/jwt';
  @Injectable() export class LoginGuard implements CanActivate { constructor(private readonly jwt: JwtService) {}
    async canActivate(context) { const request = context.switchToHttp().getRequest(); try { \
request.user = await this.jwt.verifyAsync(request.headers.authorization); } catch { \
throw new UnauthorizedException(); } return true; } }
  export class Login { use(req, res, next) { if (!req.user) return res.status(401).end(); next(); } }`;
const MAIN =
  "import { NestFactory } from '@nestjs/core'; import { AppModule } from './module'; " +
  'const app = await NestFactory.create(AppModule); await app.listen(1);';
const nest = (
  module: string,
  main = MAIN,
  items = "@Controller('items') export class Items { @Post() make() {} }",
): Files => ({
  'src/guard.ts': GUARD,
  'src/items.ts':
    `import { Controller, Post, UseGuards, applyDecorators, SetMetadata } from '@nestjs/common'; ` +
    `import { LoginGuard } from './guard'; ${items}`,
  'src/module.ts':
    `import { MiddlewareConsumer, Module, RequestMethod } from '@nestjs/common'; import { APP_GUARD } ` +
    `from '@nestjs/core'; import { Items } from './items'; import { Login, LoginGuard } from './guard'; ` +
    `${module}`,
  'src/main.ts': main,
});
const consumer = (body: string): string =>
  `@Module({ controllers: [Items] }) export class AppModule { configure(consumer: MiddlewareConsumer) { ${body} } }`;

describe('guards that may not be put in place', () => {
  it.each([
    [
      'an early return',
      express(`function setup() { if (process.env.DEV) return; app.use(requireUser); } setup(); ${X}`),
      express(`function setup() { app.use(requireUser); } setup(); ${X}`),
    ],
    [
      'an early return in another function',
      express(
        `function setup() { app.post('/x', write); }
function guards() { if (!process.env.KEY) { console.log('no key'); return; } app.use(requireUser); } guards(); setup();`,
      ),
      express(
        `function setup() { if (process.env.DEV) return; app.use(requireUser); app.post('/x', write); } setup();`,
      ),
    ],
    [
      'a return of the application',
      express(`function setup() { if (process.env.DEV) return app; app.use(requireUser); } setup(); ${X}`),
      express(`function setup() { if (!process.env.KEY) throw new Error('x'); app.use(requireUser); } setup(); ${X}`),
    ],
    [
      'a return in a switch',
      express(
        `function setup() { switch (process.env.MODE) { case 'dev': return; } app.use(requireUser); } setup(); ${X}`,
      ),
      express(`function setup() { if (!process.env.KEY) process.exit(1); app.use(requireUser); } setup(); ${X}`),
    ],
    [
      'functions that are called in a block whose failure is swallowed',
      express(`function guards() { app.use(requireUser); } try { load(); guards(); } catch {} ${X}`),
      express(
        `function guards() { app.use(requireUser); } function routes() { ${X} } try { load(); guards(); ` +
          'routes(); } catch {}',
      ),
    ],
    [
      'functions that are called under a condition',
      express(`function guards() { app.use(requireUser); } if (process.env.AUTH) guards(); ${X}`),
      express(
        `function guards() { app.use(requireUser); } function routes() { ${X} } if (process.env.WEB) { ` +
          'guards(); routes(); }',
      ),
    ],
    [
      'a failure that is swallowed',
      express(`try { load(); app.use(requireUser); } catch { console.log('no keys'); } ${X}`),
      express(`try { load(); app.use(requireUser); } catch (error) { console.log('no keys'); throw error; } ${X}`),
    ],
    [
      'a failure that ends the process',
      express(`try { load(); app.use(requireUser); } catch {} ${X}`),
      express(`try { load(); app.use(requireUser); } catch { process.exit(1); } ${X}`),
    ],
    [
      'beside its route',
      express(`try { load(); app.use(requireUser); } catch {} ${X}`),
      express(`try { load(); app.use(requireUser); ${X} } catch {}`),
    ],
    [
      'after it',
      express(`try { load(); app.use(requireUser); } catch {} try { ${X} } catch {}`),
      express(`try { app.use(requireUser); load(); } catch {} ${X}`),
    ],
    [
      'after a failure only',
      express(`try { load(); } catch { app.use(requireUser); } ${X}`),
      express(`try { load(); } finally { app.use(requireUser); } ${X}`),
    ],
    [
      'a list something is taken out of',
      express(`const guards = [requireUser]; if (process.env.DEV) guards.pop(); app.use(guards); ${X}`),
      express(`const guards = [requireUser]; app.use(guards); ${X}`),
    ],
    [
      'a list that is emptied',
      express(`const guards = [requireUser]; guards.length = 0; app.post('/x', guards, write);`),
      express(`const guards = [requireUser]; app.post('/x', guards, write);`),
    ],
    [
      'a list that is spread',
      express(`const guards = [requireUser]; guards.splice(0, 1); app.post('/x', ...guards, write);`),
      express(`const guards = [requireUser]; app.post('/x', ...guards, write);`),
    ],
    [
      'a list whose entry is replaced',
      express(`const guards = [requireUser]; guards[0] = (req, res, next) => next(); app.post('/x', guards, write);`),
      express(`const guards = [requireUser]; guards.push((req, res, next) => next()); app.post('/x', guards, write);`),
    ],
  ])('%s', (_name, guilty, innocent) => {
    twins(guilty, innocent);
  });
  it.each([
    [
      'a module applies it under a condition',
      nest(consumer("if (process.env.AUTH) consumer.apply(Login).forRoutes('*');")),
      nest(consumer("consumer.apply(Login).forRoutes('*');")),
    ],
    [
      'after an early return',
      nest(consumer("if (process.env.DEV) return; consumer.apply(Login).forRoutes('*');")),
      nest(consumer("consumer.apply(Login).forRoutes('*');")),
    ],
    [
      'a guard that is set after the start',
      nest(
        '@Module({ controllers: [Items] }) export class AppModule {}',
        "import { NestFactory } from '@nestjs/core'; import { AppModule } from './module'; import { " +
          "LoginGuard } from './guard'; const app = await NestFactory.create(AppModule); await app.listen(1); " +
          'app.useGlobalGuards(new LoginGuard(null as never));',
      ),
      nest(
        '@Module({ controllers: [Items] }) export class AppModule {}',
        "import { NestFactory } from '@nestjs/core'; import { AppModule } from './module'; import { " +
          "LoginGuard } from './guard'; const app = await NestFactory.create(AppModule); " +
          'app.useGlobalGuards(new LoginGuard(null as never)); await app.listen(1);',
      ),
    ],
    [
      'middleware that is set after the routes',
      nest(
        '@Module({ controllers: [Items] }) export class AppModule {}',
        "import { NestFactory } from '@nestjs/core'; import { AppModule } from './module'; " +
          'const app = await NestFactory.create(AppModule); await app.init(); app.use((req, res, next) => { ' +
          'if (!req.user) return res.status(401).end(); next(); }); await app.listen(1);',
      ),
      nest(
        '@Module({ controllers: [Items] }) export class AppModule {}',
        "import { NestFactory } from '@nestjs/core'; import { AppModule } from './module'; " +
          'const app = await NestFactory.create(AppModule); app.use((req, res, next) => { ' +
          'if (!req.user) return res.status(401).end(); next(); }); await app.listen(1);',
      ),
    ],
    [
      'a failure before it',
      nest(
        '@Module({ controllers: [Items] }) export class AppModule {}',
        "import { NestFactory } from '@nestjs/core'; import { AppModule } from './module'; import { " +
          "LoginGuard } from './guard'; const app = await NestFactory.create(AppModule); try { load(); " +
          'app.useGlobalGuards(new LoginGuard(null as never)); } catch {} await app.listen(1);',
      ),
      nest(
        '@Module({ controllers: [Items] }) export class AppModule {}',
        "import { NestFactory } from '@nestjs/core'; import { AppModule } from './module'; import { " +
          "LoginGuard } from './guard'; const app = await NestFactory.create(AppModule); " +
          'app.useGlobalGuards(new LoginGuard(null as never)); await app.listen(1);',
      ),
    ],
    [
      'provided by a module nobody imports',
      nest(
        '@Module({ providers: [{ provide: APP_GUARD, useClass: LoginGuard }] }) export class AuthModule {} ' +
          '@Module({ controllers: [Items] }) export class AppModule {}',
      ),
      nest(
        '@Module({ providers: [{ provide: APP_GUARD, useClass: LoginGuard }] }) export class AuthModule {} ' +
          '@Module({ imports: [AuthModule], controllers: [Items] }) export class AppModule {}',
      ),
    ],
    [
      'imported by another',
      nest(
        '@Module({ providers: [{ provide: APP_GUARD, useClass: LoginGuard }] }) export class AuthModule {} ' +
          '@Module({ controllers: [Items] }) export class AppModule {}',
      ),
      nest(
        '@Module({ providers: [{ provide: APP_GUARD, useClass: LoginGuard }] }) export class AuthModule {} ' +
          '@Module({ imports: [AuthModule] }) export class CoreModule {} @Module({ ' +
          'imports: [CoreModule], controllers: [Items] }) export class AppModule {}',
      ),
    ],
    [
      'provided under a condition',
      nest(
        '@Module({ providers: [...(process.env.AUTH ? [{ ' +
          'provide: APP_GUARD, useClass: LoginGuard }] : [])], controllers: ' +
          '[Items] }) export class AppModule {}',
      ),
      nest(
        '@Module({ providers: [{ provide: APP_GUARD, useClass: LoginGuard }], controllers: ' +
          '[Items] }) export class AppModule {}',
      ),
    ],
    [
      'one of two',
      nest(
        '@Module({ providers: [{ provide: APP_GUARD, useClass: process.env.AUTH ? LoginGuard : Login }], ' +
          'controllers: [Items] }) export class AppModule {}',
      ),
      nest(
        '@Module({ providers: [{ provide: APP_GUARD, useClass: LoginGuard }], controllers: ' +
          '[Items] }) export class AppModule {}',
      ),
    ],
    [
      'a decorator that may be empty',
      nest(
        '@Module({ controllers: [Items] }) export class AppModule {}',
        MAIN,
        'const Auth = () => process.env.DEV ? applyDecorators() : applyDecorators(UseGuards(LoginGuard)); ' +
          "@Controller('items') export class Items { @Post() @Auth() make() {} }",
      ),
      nest(
        '@Module({ controllers: [Items] }) export class AppModule {}',
        MAIN,
        'const Auth = () => applyDecorators(UseGuards(LoginGuard)); ' +
          "@Controller('items') export class Items { @Post() @Auth() make() {} }",
      ),
    ],
    [
      'a decorator that returns early',
      nest(
        '@Module({ controllers: [Items] }) export class AppModule {}',
        MAIN,
        "function Auth() { if (process.env.DEV) return applyDecorators(SetMetadata('a', 1)); " +
          "return applyDecorators(UseGuards(LoginGuard)); } @Controller('items') export class Items { " +
          '@Post() @Auth() make() {} }',
      ),
      nest(
        '@Module({ controllers: [Items] }) export class AppModule {}',
        MAIN,
        "function Auth() { return applyDecorators(SetMetadata('a', 1), UseGuards(LoginGuard)); } " +
          "@Controller('items') export class Items { @Post() @Auth() make() {} }",
      ),
    ],
    [
      'parts that may be left out',
      nest(
        '@Module({ controllers: [Items] }) export class AppModule {}',
        MAIN,
        'const Auth = () => applyDecorators(...(process.env.DEV ? [] : [UseGuards(LoginGuard)])); ' +
          "@Controller('items') export class Items { @Post() @Auth() make() {} }",
      ),
      nest(
        '@Module({ controllers: [Items] }) export class AppModule {}',
        MAIN,
        "const Auth = (name) => applyDecorators(UseGuards(LoginGuard), SetMetadata('name', name)); " +
          "@Controller('items') export class Items { @Post() @Auth('a') make() {} }",
      ),
    ],
    [
      'a part that may be another',
      nest(
        '@Module({ controllers: [Items] }) export class AppModule {}',
        MAIN,
        "const Auth = () => applyDecorators(process.env.DEV ? SetMetadata('a', 1) : UseGuards(LoginGuard)); " +
          "@Controller('items') export class Items { @Post() @Auth() make() {} }",
      ),
      nest(
        '@Module({ controllers: [Items] }) export class AppModule {}',
        MAIN,
        "const Auth = (name) => applyDecorators(UseGuards(LoginGuard), SetMetadata('name', name)); " +
          "@Controller('items') export class Items { @Post() @Auth('a') make() {} }",
      ),
    ],
  ])('%s', (_name, guilty, innocent) => {
    twins(guilty, innocent, 'POST /items');
  });
});

describe('a prefix of all routes', () => {
  const prefixed = (path: string): Files =>
    nest(
      '@Module({ controllers: [Items] }) export class AppModule {}',
      `import { NestFactory } from '@nestjs/core'; import { AppModule } from './module'; ` +
        `const app = await NestFactory.create(AppModule); app.setGlobalPrefix('api'); app.use('${path}', (req, ` +
        'res, next) => { if (!req.user) return res.status(401).end(); next(); }); await app.listen(1);',
    );
  it('is a part of the path that middleware sees', () => {
    twins(prefixed('/items'), prefixed('/api/items'), 'POST /api/items');
  });
});

describe('a slash at the end of the path', () => {
  const CHECK = 'jwt.verify(req.headers.authorization, process.env.KEY); next();';
  it.each([
    ['a beginning', "if (req.path.startsWith('/x/')) return next();", "if (req.path.startsWith('/y/')) return next();"],
    ['a list', "if (['/x/'].includes(req.path)) return next();", "if (['/x/y/'].includes(req.path)) return next();"],
    ['an end', "if (req.path.endsWith('/')) return next();", "if (req.path.endsWith('/y')) return next();"],
    ['a part', "if (req.path.includes('/x/')) return next();", "if (req.path.includes('/y/')) return next();"],
    ['an expression', 'if (/^\\/x\\//.test(req.path)) return next();', 'if (/^\\/y\\//.test(req.path)) return next();'],
    [
      'a list of beginnings', "if (['/x/'].some((p) => req.path.startsWith(p))) return next();",
      "if (['/x/y'].some((p) => req.path.startsWith(p))) return next();",
    ],
    [
      'an address', "if (req.originalUrl.startsWith('/x/')) return next();",
      "if (req.originalUrl.startsWith('/xy')) return next();",
    ],
    [
      'a query the client adds', "if (req.originalUrl.startsWith('/x?')) return next();",
      "if (req.path.startsWith('/x?')) return next();",
    ],
    ['letters of another size', "if (req.path === '/X') return next();", "if (req.path === '/Y') return next();"],
  ])('%s', (_name, guilty, innocent) => {
    twins(gate(`${guilty} ${CHECK}`), gate(`${innocent} ${CHECK}`));
  });
});
