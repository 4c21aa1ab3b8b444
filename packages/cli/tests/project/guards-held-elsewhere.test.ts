/** Guards that containers hold, that long or constant modules list, that other guards ask, and what reading proves. */
import { describe, expect, it } from 'vitest';
import { accessOf } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';
import { express, gate, twins, type Files } from './guard-twins.js';

describe('a class that stands before routes under a token', () => {
  const CHECK = `try { req.user = jwt.verify(req.headers.authorization, this.keys.current()); } \
catch { return res.status(401).end(); } next();`;
  const app = (bound: string, check = CHECK): Files => ({
    'src/types.ts': "export const TYPES = { Guard: Symbol.for('Guard'), Keys: Symbol.for('Keys') };",
    'src/keys.ts': 'export class Keys { current() { return process.env.KEY; } }',
    'src/guard.ts': `import jwt from 'jsonwebtoken'; import { BaseMiddleware } from 'inversify-express-utils';
import { Keys } from './keys';
export class Guard extends BaseMiddleware {
  constructor(private keys: Keys) { super(); }
  handler(req, res, next) { ${check} }
}
export class Open extends BaseMiddleware { handler(req, res, next) { next(); } }`,
    'src/container.ts': `import { Container } from 'inversify'; import { TYPES } from './types';
import { Guard, Open } from './guard'; import { Keys } from './keys';
export function load() { const container = new Container(); ${bound} return container; }`,
    'src/controller.ts': `import { controller, httpPost } from 'inversify-express-utils'; import { TYPES } from './types';
@controller('/x', TYPES.Guard)
export class XController { @httpPost('/') async make() { return 1; } }`,
  });

  it.each([
    'container.bind<Guard>(TYPES.Guard).to(Guard);', 'container.bind<Guard>(TYPES.Guard).to(Guard).inSingletonScope();',
    'container.bind(TYPES.Keys).to(Keys); container\n.bind<Guard>(TYPES.Guard)\n.toConstantValue(new Guard(new Keys()));',
    'container.bind<Guard>(TYPES.Guard).toDynamicValue(() => new Guard(new Keys()));',
  ])('is what %s puts there', (bound) => {
    twins(
      app(bound.replaceAll('Guard(', 'Open(').replace('.to(Guard)', '.to(Open)').replace('.to(Open(', '.to(Open')),
      app(bound),
    );
  });

  it('is nobody where two are bound', () => {
    twins(
      app('container.bind(TYPES.Guard).to(Guard); container.rebind(TYPES.Guard).to(Open);'),
      app('container.bind(TYPES.Guard).to(Guard); container.rebind(TYPES.Guard).to(Guard);'),
    );
  });

  it('nor where one of them is made in a way that is not seen', () => {
    twins(
      app('container.bind(TYPES.Guard).to(Guard); container.rebind(TYPES.Guard).toDynamicValue((at) => at.chosen());'),
      app('container.bind(TYPES.Guard).to(Guard); container.rebind(TYPES.Guard).toDynamicValue(() => new Guard(1));'),
    );
  });

  it('is bound in another file than the container is made in', () => {
    const apart = (guard: string): Files => ({
      ...app(''),
      'src/container.ts': "import { Container } from 'inversify'; export const container = new Container();",
      'src/bind.ts': `import { container } from './container'; import { TYPES } from './types';
import { Guard, Open } from './guard'; container.bind(TYPES.Guard).to(${guard});`,
    });
    twins(apart('Open'), apart('Guard'));
  });

  it.each([
    ['tsyringe', "import { container } from 'tsyringe';", 'container.register(TYPES.Guard, { useClass: Guard });'],
    ['tsyringe', "import { container } from 'tsyringe';", 'container.registerSingleton(TYPES.Guard, Guard);'],
    ['typedi', "import { Container } from 'typedi';", 'Container.set(TYPES.Guard, new Guard(new Keys()));'],
  ])('and by the container of %s', (_library, imports, bound) => {
    const held = (line: string): Files => ({
      ...app(''),
      'src/container.ts': `${imports} import { TYPES } from './types';
import { Guard, Open } from './guard'; import { Keys } from './keys'; ${line}`,
    });
    twins(held(bound.replace(/Guard(?= \}|\)|\(new)/, 'Open')), held(bound));
  });

  it('uses what it holds, whatever library class it extends', () => {
    const asks = (body: string): Files => ({
      ...app(
        'container.bind(TYPES.Guard).to(Guard);',
        'if (!this.keys.knows(req)) return res.status(401).end(); next();',
      ),
      'src/keys.ts': `import jwt from 'jsonwebtoken';
export class Keys { knows(req) { ${body} } }`,
    });
    twins(
      asks('return jwt.decode(req.headers.authorization) !== null;'),
      asks('try { jwt.verify(req.headers.authorization, process.env.KEY); return true; } catch { return false; }'),
    );
  });
});

describe('a guard that modules provide', () => {
  const GUARD = `import { Injectable } from '@nestjs/common'; import { AuthGuard } from '@nestjs/passport';
@Injectable() export class SignedIn extends AuthGuard('jwt') {}
@Injectable() export class Anybody { canActivate() { return true; } }`;
  const app = (module: string, guard = GUARD): Files => ({
    'src/guard.ts': guard,
    'src/controller.ts': `import { Controller, Post } from '@nestjs/common';
@Controller('x') export class XController { @Post() make() { return 1; } }`,
    'src/module.ts': `import { Module } from '@nestjs/common'; import { APP_GUARD } from '@nestjs/core';
import { SignedIn, Anybody } from './guard'; import { XController } from './controller';
${Array.from({ length: 40 }, (_, index) => `class S${index} {}`).join(' ')}
${module}`,
    'src/main.ts': `import { NestFactory } from '@nestjs/core'; import { AppModule } from './module';
NestFactory.create(AppModule).then((app) => app.listen(1));`,
  });
  const SERVICES = Array.from({ length: 40 }, (_, index) => `S${index}`).join(', ');

  it.each([
    [
      'a long one',
      `@Module({ controllers: [XController], providers: [${SERVICES}, { provide: APP_GUARD, useClass: SignedIn }] })
export class AppModule {}`,
    ],
    [
      'a constant one',
      `const settings = { controllers: [XController], providers: [{ provide: APP_GUARD, useClass: SignedIn }] };
@Module(settings) export class AppModule {}`,
    ],
    [
      'lists of constants',
      `const guards = [{ provide: APP_GUARD, useClass: SignedIn }];
const settings = { controllers: [XController], providers: [...guards, S1] };
@Module(settings) export class AppModule {}`,
    ],
  ])('stands before all routes: %s', (_name, module) => {
    twins(app(module.replaceAll('SignedIn', 'Anybody')), app(module));
  });

  it('may ask other guards, and lets pass whom those let pass', () => {
    const mixed = (other: string, mark = ''): Files => ({
      ...app(`@Module({ controllers: [XController], providers: [{ provide: APP_GUARD, useClass: SignedIn }] })
export class AppModule {}`),
      'src/by.ts': `import { Injectable, SetMetadata } from '@nestjs/common'; import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
export const Public = () => SetMetadata('open', true);
@Injectable() export class ByKey extends AuthGuard('key') {
  canActivate(context) { return super.canActivate(context); }
}
@Injectable() export class ByToken extends AuthGuard('jwt') {
  constructor(private reflector: Reflector) { super(); }
  canActivate(context) {
    if (this.reflector.getAllAndOverride('open', [context.getHandler(), context.getClass()])) return true;
    return super.canActivate(context);
  }
}
@Injectable() export class Anybody { canActivate() { return true; } }`,
      'src/guard.ts': `import { Injectable } from '@nestjs/common'; import { ByKey, ByToken, Anybody } from './by';
@Injectable() export class SignedIn {
  constructor(private byKey: ByKey, private byToken: ${other}) {}
  canActivate(context) {
    const request = context.switchToHttp().getRequest();
    return request.headers['x-key'] ? this.byKey.canActivate(context) : this.byToken.canActivate(context);
  }
}
export { Anybody };`,
      'src/controller.ts': `import { Controller, Post } from '@nestjs/common'; import { Public } from './by';
@Controller('x') export class XController { ${mark} @Post() make() { return 1; } }`,
    });
    twins(mixed('Anybody'), mixed('ByToken'));
    const [route] = projectOf(mixed('ByToken', '@Public()')).routes;
    expect(accessOf(route!, {})).not.toBe('guarded');
  });
});

describe('a record that is looked up by a credential', () => {
  const PRISMA = "import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient();";
  const look = 'const found = await prisma.session.findUnique({ where: { token: req.headers.authorization ?? "" } });';

  it.each([
    ['req.userId = found.userId; next();', 'req.userId = found?.userId; next();'],
    ['await found.touch(); next();', 'found?.touch(); next();'],
    [
      'if (Date.now() > found.expiresAt) return res.status(401).end(); next();',
      'if (Date.now() > (found?.expiresAt ?? 0)) return res.status(401).end(); next();',
    ],
    [
      'try { req.userId = found.userId; } catch { return res.status(401).end(); } next();',
      'try { req.userId = found.userId; } catch { req.userId = null; } next();',
    ],
  ])('is there where %s goes on', (innocent, guilty) => {
    twins(gate(`${look} ${guilty}`, PRISMA), gate(`${look} ${innocent}`, PRISMA));
  });

  const MONGOOSE = `import mongoose from 'mongoose';
const Session = mongoose.model('Session', new mongoose.Schema({ token: String }));`;
  const asks = 'Session.findOne({ token: String(req.headers.authorization) })';
  it.each([
    ['a query that is not sent yet', `const query = ${asks}; req.session = await query.lean(); next();`],
    ['a promise', `const promise = ${asks}; promise.then((found) => { req.session = found; next(); });`],
    [
      'a list',
      `const list = await Session.find({ token: String(req.headers.authorization) }); req.n = list.length; next();`,
    ],
  ])('is not there because a member is read of %s', (_what, guilty) => {
    twins(gate(guilty, MONGOOSE), gate(`const found = await ${asks}; req.userId = found.userId; next();`, MONGOOSE));
  });

  const MODEL = "import { Model } from 'objection'; class Key extends Model { static tableName = 'keys'; }";
  it.each([
    ["await Key.query().findOne({ token: req.headers['x-key'] })", "await Key.query().findOne({ kind: 'x' })"],
    [
      "await Key.query().findOne('token', req.headers['x-key'])",
      "await Key.query().findOne('token', '!=', req.headers['x-key'])",
    ],
    [
      "await Key.query().where({ token: req.headers['x-key'] }).first()",
      "await Key.query().whereNot({ token: req.headers['x-key'] }).first()",
    ],
  ])('by %s', (innocent, guilty) => {
    const asked = (query: string): Files =>
      gate(`const key = ${query}; if (!key) return res.status(401).end(); next();`, MODEL);
    twins(asked(guilty), asked(innocent));
  });
});

describe('a guard of a library that a middleware of the project hands the request to', () => {
  const JWT = "{ secret: process.env.KEY, algorithms: ['HS256'] }";
  const LENIENT = "{ secret: process.env.KEY, algorithms: ['HS256'], credentialsRequired: false }";
  const made = (settings: string, use: string): Files => express(`const check = expressjwt(${settings});\n${use}`);

  it.each([
    "function gate(req, res, next) { check(req, res, next); } app.post('/x', gate, write);",
    "app.post('/x', (req, res, next) => check(req, res, next), write);",
    "class Gate { middleware(req, res, next) { check(req, res, next); } } app.post('/x', new Gate().middleware, write);",
    "function gate(req, res, next) { if (req.method === 'GET') return res.status(405).end(); return check(req, res, next); } \
app.post('/x', gate, write);",
  ])('is that guard: %s', (use) => {
    twins(made(LENIENT, use), made(JWT, use));
  });

  it('is one that is made for the request', () => {
    const gateOf = (strategy: string): Files =>
      express(`app.post('/x', (req, res, next) => ${strategy}(req, res, next), write);`);
    twins(gateOf('passport.initialize()'), gateOf("passport.authenticate('jwt', { session: false })"));
  });

  it('is none beside which the request goes on', () => {
    twins(
      made(JWT, "function gate(req, res, next) { check(req, res, () => {}); next(); } app.post('/x', gate, write);"),
      made(JWT, "function gate(req, res, next) { check(req, res, next); } app.post('/x', gate, write);"),
    );
  });
});
