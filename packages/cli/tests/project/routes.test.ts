import { describe, expect, it } from 'vitest';
import type { Project } from '../../src/project/types.js';
import { projectOf } from '../project-of.js';

/** `GET /path: link[duty] > handler`, with `?` in front when incomplete. */
function table(project: Project): string[] {
  return project.routes.map((route) => {
    const chain = route.chain.map(
      (link) => `${link.name}${link.duties.length > 0 ? `[${link.duties.join(',')}]` : ''}`,
    );
    return (
      `${route.complete ? '' : '? '}${route.method} ${route.path}: ` +
      `${[...chain, route.handlerName].join(' > ')}` +
      `${route.declaredPublic ? ` (${route.declaredPublic})` : ''}`
    );
  });
}

const auth = `
  export function requireUser(req, res, next) { if (!req.isAuthenticated()) return res.status(401).json({}); next(); }
  export function requireAdmin(req, res, next) { if (req.user.role !== 'admin') { res.sendStatus(403); return; } next(); }`;

describe('routes of an ordered framework', () => {
  it('joins mount prefixes and keeps the order of middleware', () => {
    const project = projectOf({
      'src/auth.ts': auth,
      'src/orders.ts': `import { Router } from 'express'; import { requireAdmin } from './auth'; export const orders = Router();
        orders.get('/', function list(req, res) { res.json([]); });
        orders.delete('/:id', requireAdmin, function remove(req, res) { res.end(); });`,
      'src/app.ts': `import express from 'express'; import helmet from 'helmet'; import { requireUser } \
from './auth'; import { orders } from './orders';
        const app = express();
        app.use(helmet());
        app.get('/health', function health(req, res) { res.end(); });
        app.use('/api', requireUser);
        app.use('/api/orders', orders);
        app.use(requireUser);
        app.post('/late', function late(req, res) { res.end(); });
        app.listen(3000);`,
    });
    expect(table(project)).toEqual([
      'GET /api/orders: helmet#default[security-headers] > requireUser[authentication] > list',
      'DELETE /api/orders/:id: helmet#default[security-headers] > requireUser[authentication] > ' +
        'requireAdmin[authentication,authorization] > remove',
      'GET /health: helmet#default[security-headers] > health',
      'POST /late: helmet#default[security-headers] > requireUser[authentication] > late',
    ]);
  });

  it('follows an app that is handed to a function, and modules that export routers as a whole', () => {
    const project = projectOf({
      'routes.js':
        `const items = require('./items'); module.exports = function routes(app) { ` +
        `app.get('/a', (req, res) => res.end()); app.use('/items', items); };`,
      'items.js':
        `const router = require('express').Router(); router.post('/', create); function create(req, res) { ` +
        'res.end(); } module.exports = router;',
      'app.js': `const express = require('express'); const app = express(); require('./routes')(app); app.listen(1);`,
    });
    expect(table(project)).toEqual(['GET /a: routes.app.get("/a")', 'POST /items: create']);
  });

  it('sees the handler through a wrapper, and chained routes', () => {
    const project = projectOf({
      'app.ts': `import express from 'express'; const app = express();
        const wrap = (fn: any) => (req: any, res: any, next: any) => Promise.resolve(fn(req, res)).catch(next);
        async function show(req, res) { res.end(); }
        app.get('/x', wrap(show));
        app.route('/y').get(show).post(wrap(async (req, res) => res.end()));
        app.get('env');`,
    });
    expect(project.routes.map((route) => [route.method, route.path, route.handlerName])).toEqual([
      ['GET', '/x', 'show'],
      ['GET', '/y', 'show'],
      ['POST', '/y', 'wrap()'],
    ]);
  });

  it('says so when a prefix or mount point is not known', () => {
    const project = projectOf({
      'lost.ts':
        `import { Router } from 'express'; export const lost = Router(); lost.get('/lost', (req, res) => { ` +
        'res.end(); });',
      'app.ts':
        `import express from 'express'; import { inner } from './inner'; const app = express(); ` +
        `app.use(process.env.BASE + '/x', inner); app.listen(1);`,
      'inner.ts':
        `import { Router } from 'express'; export const inner = Router(); inner.get('/in', (req, res) => { ` +
        'res.end(); });',
    });
    expect(project.routes.map((route) => [route.path, route.complete])).toEqual([
      ['/:?/x/in', false],
      ['/lost', false],
    ]);
  });

  it('takes a page for strangers for no guard', () => {
    const project = projectOf({
      'app.js': `const app = require('express')();
        const onlyStrangers = (req, res, next) => { if (!req.isAuthenticated()) return next(); res.redirect('/home'); };
        const onlyUsers = (req, res, next) => { if (req.isAuthenticated()) return next(); res.redirect('/login'); };
        app.get('/login', onlyStrangers, (req, res) => res.end());
        app.get('/home', onlyUsers, (req, res) => res.end()); app.listen(1);`,
    });
    expect(table(project)).toEqual([
      'GET /home: onlyUsers[authentication] > app.get("/home")',
      'GET /login: onlyStrangers > app.get("/login")',
    ]);
  });
});

describe('routes of an encapsulating framework', () => {
  it('hooks guard their own scope and what is below, wherever they stand', () => {
    const project = projectOf({
      'app.ts': `import Fastify from 'fastify'; import admin from './admin'; const app = Fastify();
        app.get('/open', async () => 1);
        app.register(admin, { prefix: '/admin' });
        app.listen({ port: 1 });`,
      'admin.ts': `export default async function admin(instance: any) {
        instance.get('/stats', async function stats() { return 1; });
        instance.addHook('preHandler', async function check(request, reply) { \
if (!request.session.user) return reply.code(401).send(); });
        instance.post('/wipe', { preHandler: second }, async function wipe() { return 1; });
      }
      async function second(request, reply) {}`,
    });
    expect(table(project)).toEqual([
      'GET /admin/stats: admin.check[authentication] > admin.stats',
      'POST /admin/wipe: admin.check[authentication] > second > admin.wipe', 'GET /open: app.get("/open")',
    ]);
  });
});

describe('routes of decorated controllers', () => {
  const guard = `import { CanActivate, Injectable } from '@nestjs/common';
    @Injectable() export class LoginGuard implements CanActivate { canActivate(context) { \
const request = context.switchToHttp().getRequest(); return this.check(request.user); } check(user) { \
if (!user) return false; return true; } }
    @Injectable() export class RoleGuard { canActivate(context) { const { user } \
= context.switchToHttp().getRequest(); if (!user.roles) return false; return true; } }`;

  it('knows class and method guards, composite decorators, and what is declared public', () => {
    const project = projectOf({
      'guard.ts': guard,
      'decorators.ts': `import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common'; import { \
LoginGuard, RoleGuard } from './guard';
        export const Public = () => SetMetadata('isPublic', true);
        export function Admin(role: string) { return applyDecorators(UseGuards(LoginGuard, RoleGuard), \
SetMetadata('role', role)); }`,
      'users.ts': `import { Controller, Get, Post, Delete, UseGuards } from '@nestjs/common'; import { \
LoginGuard } from './guard'; import { Admin, Public } from './decorators';
        @Controller('users') @UseGuards(LoginGuard) export class Users { @Get() list() {} @Public() @Post('login') login() {} }
        @Controller({ path: 'admin' }) export class Admins { @Admin('root') @Delete(':id') remove() {} @Get() open() {} }`,
      'main.ts':
        `import { NestFactory } from '@nestjs/core'; async function main() { ` +
        `const app = await NestFactory.create(Module); app.setGlobalPrefix('v1'); await app.listen(1); } ` +
        'class Module {}',
    });
    expect(table(project)).toEqual([
      'GET /v1/admin: Admins.open',
      'DELETE /v1/admin/:id: LoginGuard[authentication] > RoleGuard[authentication,authorization] > Admins.remove',
      'GET /v1/users: LoginGuard[authentication] > Users.list',
      'POST /v1/users/login: LoginGuard[authentication] > Users.login (Public)',
    ]);
  });

  it('puts global guards and applied middleware first', () => {
    const project = projectOf({
      'guard.ts': guard,
      'module.ts': `import { Module, Controller, Get } from '@nestjs/common'; import { APP_GUARD } \
from '@nestjs/core'; import { LoginGuard } from './guard';
        class Log { use(req, res, next) { next(); } }
        @Controller('a') class A { @Get() one() {} }
        @Controller('b') class B { @Get() two() {} }
        @Module({ controllers: [A, B], providers: [{ provide: APP_GUARD, useClass: LoginGuard }] })
        export class AppModule { configure(consumer: import('@nestjs/common').MiddlewareConsumer) { \
consumer.apply(Log).forRoutes(A); } }`,
    });
    expect(table(project).map((line) => line.replace('[authentication]', ''))).toEqual([
      'GET /a: LoginGuard > A.one',
      'GET /b: LoginGuard > B.two',
    ]);
  });
});

describe('routes by place', () => {
  it('reads path and methods from files and exports, and checks inside handlers', () => {
    const project = projectOf({
      'lib/user.ts':
        `import jwt from 'jsonwebtoken'; export async function verifyUser({ req, res }) { try { ` +
        'return jwt.verify(req.headers.authorization, process.env.KEY); } catch { res.status(401).json({}); ' +
        'return null; } }',
      'app/api/users/[id]/route.ts':
        'export async function GET(request: Request) { return new Response(); } ' +
        'export const DELETE = async () => new Response(); const hidden = 1;',
      'pages/api/links/index.ts': `import { verifyUser } from '../../../lib/user';
        export default async function links(req, res) { const user = await verifyUser({ req, res }); \
if (!user) return; if (req.method === 'GET') return res.json([]); else if (req.method === 'POST') return res.status(201).end(); }`,
    });
    expect(table(project)).toEqual([
      'GET /api/links: verifyUser[authentication] > links', 'POST /api/links: verifyUser[authentication] > links',
      'DELETE /api/users/:id: DELETE', 'GET /api/users/:id: GET',
    ]);
  });
});

describe('registrations wrapped in functions of the project', () => {
  it('makes one route per caller, on the router of the concrete class', () => {
    const project = projectOf({
      'controller.ts': `import { Router } from 'express';
        export class Controller { app = Router(); get router() { return this.app; }
          route(options: any) { this.app[options.method](options.path, check, this.wrap(options.handler.bind(this))); }
          get(path: string, handler: any) { this.route({ method: 'get', path, handler }); }
          use(path: string, router: any) { this.app.use(path, router); }
          wrap(handler: any) { return async (req, res) => { await handler(req, res); }; } }
        function check(req, res, next) { if (!req.user) return res.status(401).end(); next(); }`,
      'users.ts': `import { Controller } from './controller';
        export class Users extends Controller { constructor() { super(); this.get('/', this.list); \
this.route({ method: 'post', path: '/:id', handler: this.save }); } async list(req, res) { res.json([]); } \
async save(req, res) { res.end(); } }`,
      'teams.ts':
        `import { Controller } from './controller'; export class Teams extends Controller { constructor() { ` +
        `super(); this.get('/mine', this.mine); } mine(req, res) { res.end(); } }`,
      'api.ts': `import { Controller } from './controller'; import { Users } from './users'; import { Teams } from './teams';
        export class Api extends Controller { constructor() { super(); \
this.use('/users', new Users().router); this.use('/teams', new Teams().router); } }`,
      'app.ts':
        `import express from 'express'; import { Api } from './api'; const app = express(); ` +
        `app.use('/api', new Api().router); app.listen(1);`,
    });
    expect(
      project.routes.map(
        (route) =>
          `${route.method} ${route.path} ${route.chain.map((link) => link.name).join()} ${route.handlerName} ` +
          `${route.file} ${route.complete}`,
      ),
    ).toEqual([
      'GET /api/teams/mine check Teams.mine teams.ts true', 'GET /api/users check Users.list users.ts true',
      'POST /api/users/:id check Users.save users.ts true',
    ]);
  });
});

describe('what stands before many routers', () => {
  // What a router is handed comes out of it again; kept twice, it would be there a million times after twenty.
  it('stands before each of them once', () => {
    const mounted = Array.from({ length: 24 }, (_, at) => `app.use('/a', make${at}());`).join('\n');
    const makers = Array.from(
      { length: 24 },
      (_, at) => `function make${at}() { const r = express.Router(); r.post('/b/${at}', save); return r; }`,
    ).join('\n');
    const { routes } = projectOf({
      'app.js': `import express from 'express'; import passport from 'passport';
const app = express();
app.use('/a/b', passport.authenticate('jwt', { session: false }));
${mounted}
${makers}
function save(req, res) { res.end(); }
`,
    });
    expect(routes).toHaveLength(24);
    expect(new Set(routes.map(({ chain }) => chain.length))).toEqual(new Set([1]));
  });
});
