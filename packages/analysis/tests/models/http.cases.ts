import type { LibraryCases } from './model-case.js';

/** Frameworks that take requests. */
export const cases: LibraryCases = {
  express: {
    found: [
      ["import make from 'express'; const it = make(); «it.get('/x', (req, res) => {})»;", 'express#Router.get'],
      ["import * as make from 'express'; const it = make(); «it.get('/x', (req, res) => {})»;", 'express#Router.get'],
      [
        "import { default as make } from 'express'; const it = make(); «it.get('/x', (req, res) => {})»;",
        'express#Router.get',
      ],
      ["import make = require('express'); const it = make(); «it.get('/x', (req, res) => {})»;", 'express#Router.get'],
      ["const make = require('express'); const it = make(); «it.get('/x', (req, res) => {})»;", 'express#Router.get'],
      ["const it = require('express')(); «it.get('/x', (req, res) => {})»;", 'express#Router.get'],
      [
        "const { default: make } = require('express'); const it = make(); «it.get('/x', (req, res) => {})»;",
        'express#Router.get',
      ],
      [
        "import make from 'express'; const it = make(); const again = it; «again.get('/x', (req, res) => {})»;",
        'express#Router.get',
      ],
      ["import make from 'express'; const { get } = make(); «get('/x', (req, res) => {})»;", 'express#Router.get'],
      [
        "import make from 'express'; class Store { private it = make(); run() { " +
          "return «this.it.get('/x', (req, res) => {})»; } }",
        'express#Router.get',
      ],
      [
        "import make from 'express'; function build() { return make(); } const it = build(); " +
          "«it.get('/x', (req, res) => {})»;",
        'express#Router.get',
      ],
      [
        "import type { Application } from 'express'; class Store { " +
          "constructor(private readonly it: Application) {} run() { return «this.it.get('/x', (req, res) => " +
          '{})»; } }',
        'express#Router.get',
      ],
      [
        "import { type Application } from 'express'; function run(it: Readonly<Application>) { " +
          "return «it.get('/x', (req, res) => {})»; }",
        'express#Router.get',
      ],
      ["import { Router } from 'express'; const router = Router(); «router.post('/x', list)»;", 'express#Router.post'],
      ["import express from 'express'; const router = new express.Router(); «router.use(list)»;", 'express#Router.use'],
      [
        "const { Router } = require('express'); const router = Router({ mergeParams: true }); " +
          "«router.delete('/x', list)»;",
        'express#Router.delete',
      ],
      [
        "import express from 'express'; express().route('/x').get(list); «express().route('/x').get(list)»;",
        'express#Route.get',
      ],
      {
        code:
          "import express from 'express'; const app = express(); app.post('/x', (req, res) => { " +
          'use(«req.body»); });',
        is: 'express#Request.body',
        taint: 'tainted',
      },
      {
        code:
          "import express from 'express'; const app = express(); app.get('/x', (req, res) => { " +
          'use(«req.params.id»); });',
        taint: 'tainted',
        shapes: ['str'],
      },
      {
        code:
          "import express from 'express'; const app = express(); app.get('/x', ({ query: { sort } }, res) => " +
          '{ use(«sort»); });',
        taint: 'tainted',
      },
      {
        code:
          "import express from 'express'; const app = express(); app.use((err, req, res, next) => { " +
          'use(«req.headers»); });',
        is: 'express#Request.headers',
        taint: 'tainted',
      },
      {
        code:
          "import { Router } from 'express'; const r = Router(); " +
          "r.get('/x', guard, [log, async (request, reply) => { use(«request.query»); }]);",
        is: 'express#Request.query',
        taint: 'tainted',
      },
      {
        code:
          "import { Router } from 'express'; const r = Router(); r.get('/x', list); " +
          'function list(request, answer) { «answer.json(request.body)»; }',
        is: 'express#Response.json',
        sinks: ['response-body'],
      },
      {
        code:
          "import type { Request, Response } from 'express'; export class C { " +
          'list = (request: Request, response: Response) => { «response.redirect(request.query.to)»; }; }',
        is: 'express#Response.redirect',
        sinks: ['redirect-target'],
      },
      {
        code:
          "import type { RequestHandler } from 'express'; " +
          'export const list: RequestHandler = (request, answer) => { use(«request.body»); };',
        is: 'express#Request.body',
        taint: 'tainted',
      },
      {
        code: "import express from 'express'; express().get('/x', (req, res) => { «res.sendFile(req.params.f)»; });",
        is: 'express#Response.sendFile',
        sinks: ['file-path'],
      },
      {
        code: "import express from 'express'; express().get('/x', (req, res) => { «res.status(500)».send('x'); });",
        is: 'express#Response.status',
      },
      {
        code: "import express from 'express'; express().get('/x', (req, res) => { use(«req.query.sort»); });",
        versions: { express: '5.1.0' },
        shapes: ['str', 'arr', 'null'],
      },
      {
        code: "import express from 'express'; express().get('/x', (req, res) => { use(«req.query.sort»); });",
        versions: { express: '^4.18.2' },
        shapes: ['str', 'arr', 'obj', 'null'],
      },
      ["import express from 'express'; «express.json()»;", 'express#json'],
      ["import { urlencoded } from 'express'; «urlencoded({ extended: true })»;", 'express#urlencoded'],
    ],
    lookAlikes: [
      [
        'function make(...args) { return { get() { return args; } }; } const it = make(); ' +
          "«it.get('/x', (req, res) => {})»;",
        null,
      ],
      ["import make from './make'; const it = make(); «it.get('/x', (req, res) => {})»;", null],
      ["import make from 'another-package'; const it = make(); «it.get('/x', (req, res) => {})»;", null],
      [
        "import make from 'express'; function f(make) { const it = make(); return «it.get('/x', (req, res) => {})»; }",
        null,
      ],
      ["const it = { get(...args) { return args; } }; «it.get('/x', (req, res) => {})»;", null],
      ["import make from 'express'; export function run(other) { return «other.get('/x', (req, res) => {})»; }", null],
      ["function f(require) { return «require('express')().get('/x', (req, res) => {})»; }", null],
      ["class Own { get(...args) { return args; } } const it = new Own(); «it.get('/x', (req, res) => {})»;", null],
      [
        "import make from 'express'; class Other { it = new Map(); run() { " +
          "return «this.it.get('/x', (req, res) => {})»; } }",
        null,
      ],
      ["import express from 'express'; const settings = new Map(); «settings.get('view engine')»;", null],
      {
        code:
          "import express from 'express'; express().get('/x', (req, res) => { «res.sendFile('a.html', { " +
          "root: '/srv' })»; });",
        is: 'express#Response.sendFile',
        sinks: [],
      },
      ["const answer = await fetch('https://a.example'); «answer.status»;", 'web-platform#FetchResult.status'],
      ['items.map((item, index) => «item.body»);', null],
      ["import { Router } from 'vue-router'; const router = Router(); «router.get('/x', list)»;", null],
      ['export function listener(event, context) { return «event.body»; }', null],
    ],
  },
  fastify: {
    found: [
      [
        "import make from 'fastify'; const it = make({ logger: true }); «it.get('/x', async (request, reply) => {})»;",
        'fastify#Instance.get',
      ],
      [
        "import * as make from 'fastify'; const it = make({ logger: true }); " +
          "«it.get('/x', async (request, reply) => {})»;",
        'fastify#Instance.get',
      ],
      [
        "import { default as make } from 'fastify'; const it = make({ logger: true }); " +
          "«it.get('/x', async (request, reply) => {})»;",
        'fastify#Instance.get',
      ],
      [
        "import make = require('fastify'); const it = make({ logger: true }); " +
          "«it.get('/x', async (request, reply) => {})»;",
        'fastify#Instance.get',
      ],
      [
        "const make = require('fastify'); const it = make({ logger: true }); " +
          "«it.get('/x', async (request, reply) => {})»;",
        'fastify#Instance.get',
      ],
      [
        "const it = require('fastify')({ logger: true }); «it.get('/x', async (request, reply) => {})»;",
        'fastify#Instance.get',
      ],
      [
        "const { default: make } = require('fastify'); const it = make({ logger: true }); " +
          "«it.get('/x', async (request, reply) => {})»;",
        'fastify#Instance.get',
      ],
      [
        "import make from 'fastify'; const it = make({ logger: true }); const again = it; " +
          "«again.get('/x', async (request, reply) => {})»;",
        'fastify#Instance.get',
      ],
      [
        "import make from 'fastify'; const { get } = make({ logger: true }); " +
          "«get('/x', async (request, reply) => {})»;",
        'fastify#Instance.get',
      ],
      [
        "import make from 'fastify'; class Store { private it = make({ logger: true }); run() { " +
          "return «this.it.get('/x', async (request, reply) => {})»; } }",
        'fastify#Instance.get',
      ],
      [
        "import make from 'fastify'; function build() { return make({ logger: true }); } " +
          "const it = build(); «it.get('/x', async (request, reply) => {})»;",
        'fastify#Instance.get',
      ],
      [
        "import type { FastifyInstance } from 'fastify'; class Store { " +
          'constructor(private readonly it: FastifyInstance) {} run() { ' +
          "return «this.it.get('/x', async (request, reply) => {})»; } }",
        'fastify#Instance.get',
      ],
      [
        "import { type FastifyInstance } from 'fastify'; function run(it: Readonly<FastifyInstance>) { " +
          "return «it.get('/x', async (request, reply) => {})»; }",
        'fastify#Instance.get',
      ],
      ["import { fastify } from 'fastify'; «fastify().post('/x', list)»;", 'fastify#Instance.post'],
      {
        code:
          "import Fastify from 'fastify'; const app = Fastify(); app.get('/x', async (request, reply) => { " +
          'use(«request.query»); });',
        is: 'fastify#Request.query',
        taint: 'tainted',
      },
      {
        code:
          "import Fastify from 'fastify'; Fastify().route({ " +
          "method: 'POST', url: '/x', handler: async (request, reply) => { use(«request.body»); } });",
        is: 'fastify#Request.body',
        taint: 'tainted',
      },
      {
        code:
          "import Fastify from 'fastify'; Fastify().get('/x', { preHandler: async (request, reply) => { " +
          'use(«request.headers»); } }, list);',
        is: 'fastify#Request.headers',
        taint: 'tainted',
      },
      {
        code:
          "import Fastify from 'fastify'; Fastify().register(async (instance) => { " +
          "«instance.get('/x', list)»; }, { prefix: '/v1' });",
        is: 'fastify#Instance.get',
      },
      {
        code:
          "import Fastify from 'fastify'; Fastify().addHook('onRequest', async (request, reply) => { " +
          '«reply.code(401)».send(); });',
        is: 'fastify#Reply.code',
      },
      {
        code:
          "import Fastify from 'fastify'; Fastify().get('/x', (request, reply) => { " +
          '«reply.send(request.params)»; });',
        is: 'fastify#Reply.send',
        sinks: ['html-response', 'response-body'],
      },
      {
        code:
          "import type { FastifyRequest, FastifyReply } from 'fastify'; " +
          'export async function list(request: FastifyRequest, reply: FastifyReply) { ' +
          'return «reply.redirect(request.url)»; }',
        is: 'fastify#Reply.redirect',
        sinks: ['redirect-target'],
      },
      {
        code:
          "import type { FastifyRequest } from 'fastify'; " +
          'export async function list(request: FastifyRequest<{ Params: { id: string } }>) { ' +
          'return «request.params.id»; }',
        taint: 'tainted',
        shapes: ['str'],
      },
      {
        code:
          "import type { FastifyPluginAsync } from 'fastify'; " +
          "export const routes: FastifyPluginAsync = async (server) => { «server.get('/x', list)»; };",
        is: 'fastify#Instance.get',
      },
      {
        code:
          "import fp from 'fastify-plugin'; export default fp(async (server) => { " +
          "«server.addHook('onRequest', check)»; });",
        is: 'fastify#Instance.addHook',
      },
    ],
    lookAlikes: [
      [
        'function make(...args) { return { get() { return args; } }; } const it = make({ logger: true }); ' +
          "«it.get('/x', async (request, reply) => {})»;",
        null,
      ],
      [
        "import make from './make'; const it = make({ logger: true }); «it.get('/x', async (request, reply) => {})»;",
        null,
      ],
      [
        "import make from 'another-package'; const it = make({ logger: true }); " +
          "«it.get('/x', async (request, reply) => {})»;",
        null,
      ],
      [
        "import make from 'fastify'; function f(make) { const it = make(); " +
          "return «it.get('/x', async (request, reply) => {})»; }",
        null,
      ],
      ["const it = { get(...args) { return args; } }; «it.get('/x', async (request, reply) => {})»;", null],
      [
        "import make from 'fastify'; export function run(other) { " +
          "return «other.get('/x', async (request, reply) => {})»; }",
        null,
      ],
      ["function f(require) { return «require('fastify')().get('/x', async (request, reply) => {})»; }", null],
      [
        'class Own { get(...args) { return args; } } const it = new Own(); ' +
          "«it.get('/x', async (request, reply) => {})»;",
        null,
      ],
      [
        "import make from 'fastify'; class Other { it = new Map(); run() { " +
          "return «this.it.get('/x', async (request, reply) => {})»; } }",
        null,
      ],
      ["import Fastify from 'fastify'; const cache = new Map(); «cache.delete('x')»;", null],
      ["import Fastify from 'fastify'; items.forEach((entry, index) => use(«entry.body»));", null],
    ],
  },
  koa: {
    found: [
      ["import Koa from 'koa'; const app = new Koa(); «app.use(list)»;", 'koa#Application.use'],
      ["import * as Koa from 'koa'; const app = new Koa(); «app.use(list)»;", 'koa#Application.use'],
      ["const Koa = require('koa'); const app = new Koa(); «app.listen(3000)»;", 'koa#Application.listen'],
      ["const app = new (require('koa'))(); «app.use(list)»;", 'koa#Application.use'],
      [
        "import Router from '@koa/router'; const router = new Router({ prefix: '/v1' }); «router.get('/x', list)»;",
        '@koa/router#Router.get',
      ],
      [
        "const Router = require('koa-router'); const router = Router(); «router.post('/x', list)»;",
        'koa-router#Router.post',
      ],
      {
        code: "import Koa from 'koa'; new Koa().use(async (ctx, next) => { use(«ctx.request.body»); });",
        is: 'koa#Request.body',
        taint: 'tainted',
      },
      {
        code: "import Koa from 'koa'; new Koa().use(async (ctx, next) => { «next()»; });",
        is: 'koa#Next()',
        async: 'promise',
      },
      {
        code: "import Router from '@koa/router'; new Router().get('/x/:id', async (ctx) => { use(«ctx.params.id»); });",
        taint: 'tainted',
        shapes: ['str'],
      },
      {
        code: "import Koa from 'koa'; new Koa().use(async (ctx) => { use(«ctx.query»); });",
        is: 'koa#Context.query',
        taint: 'tainted',
      },
      {
        code:
          "import type { Context } from 'koa'; export async function list(ctx: Context) { " +
          '«ctx.redirect(ctx.query.to)»; }',
        is: 'koa#Context.redirect',
        sinks: ['redirect-target'],
      },
      {
        code:
          "import type { ParameterizedContext } from 'koa'; " +
          "export const list = async (context: ParameterizedContext) => use(«context.cookies.get('a')»);",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      ['class Koa { use(...args) { return args; } } const app = new Koa(); «app.use(list)»;', null],
      ["import Koa from './koa'; const app = new Koa(); «app.use(list)»;", null],
      ["import Koa from 'koala'; const app = new Koa(); «app.use(list)»;", null],
      ["import Koa from 'koa'; function f(Koa) { const app = new Koa(); «app.use(list)»; }", null],
      ['const app = { use(...args) { return args; } }; «app.use(list)»;', null],
      ['export function draw(ctx) { return «ctx.query»; }', null],
      ["canvas.getContext('2d', (ctx) => «ctx.params»);", null],
      ["import Koa from 'koa'; function f(other) { «other.use(list)»; }", null],
      ["function f(require) { const Koa = require('koa'); «new Koa().use(list)»; }", null],
    ],
  },
  hono: {
    found: [
      {
        code: "import { setSignedCookie } from 'hono/cookie'; «setSignedCookie(c, 'session', id, secret)»;",
        is: 'hono#setSignedCookie',
        async: 'promise',
        sinks: ['secret'],
      },
      ["import { Hono } from 'hono'; const it = new Hono(); «it.get('/x', (c) => c.text('a'))»;", 'hono#Hono.get'],
      ["import { Hono as Renamed } from 'hono'; «new Renamed().get('/x', (c) => c.text('a'))»;", 'hono#Hono.get'],
      ["import * as lib from 'hono'; const it = new lib.Hono(); «it.get('/x', (c) => c.text('a'))»;", 'hono#Hono.get'],
      ["import lib from 'hono'; const it = new lib.Hono(); «it.get('/x', (c) => c.text('a'))»;", 'hono#Hono.get'],
      ["const lib = require('hono'); const it = new lib.Hono(); «it.get('/x', (c) => c.text('a'))»;", 'hono#Hono.get'],
      ["const { Hono } = require('hono'); const it = new Hono(); «it.get('/x', (c) => c.text('a'))»;", 'hono#Hono.get'],
      [
        "const { Hono: Renamed } = require('hono'); const it = new Renamed(); «it.get('/x', (c) => c.text('a'))»;",
        'hono#Hono.get',
      ],
      [
        "import { Hono } from 'hono'; const it = new Hono(); const again = it; «again.get('/x', (c) => c.text('a'))»;",
        'hono#Hono.get',
      ],
      ["import { Hono } from 'hono'; const { get } = new Hono(); «get('/x', (c) => c.text('a'))»;", 'hono#Hono.get'],
      ["import { Hono } from 'hono'; let it; it = new Hono(); «it.get('/x', (c) => c.text('a'))»;", 'hono#Hono.get'],
      [
        "import { Hono } from 'hono'; class Store { private readonly it = new Hono(); run() { " +
          "return «this.it.get('/x', (c) => c.text('a'))»; } }",
        'hono#Hono.get',
      ],
      [
        "import type { Hono } from 'hono'; class Store { constructor(private readonly it: Hono) {} run() { " +
          "return «this.it.get('/x', (c) => c.text('a'))»; } }",
        'hono#Hono.get',
      ],
      [
        "import type { Hono } from 'hono'; function run(it: Hono | null) { return «it!.get('/x', (c) => " +
          "c.text('a'))»; }",
        'hono#Hono.get',
      ],
      {
        code:
          "import { Hono } from 'hono'; new Hono().post('/x', async (c) => { " +
          'const body = «await c.req.json()»; return c.json(body); });',
        taint: 'tainted',
      },
      {
        code: "import { Hono } from 'hono'; new Hono().get('/x', (c) => c.json(«c.req.query('q')»));",
        is: 'hono#Request.query',
        taint: 'tainted',
      },
      {
        code: "import { Hono } from 'hono'; new Hono().get('/x/:id', (c) => c.json(«c.req.param('id')»));",
        is: 'hono#Request.param',
        taint: 'tainted',
      },
      {
        code: "import { Hono } from 'hono'; new Hono().get('/x', (c) => «c.html(c.req.query('q'))»);",
        is: 'hono#Context.html',
        sinks: ['html-response', 'response-body'],
      },
      {
        code: "import { Hono } from 'hono'; const app = new Hono().basePath('/api'); «app.post('/x', list)»;",
        is: 'hono#Hono.post',
      },
      {
        code:
          "import type { Context } from 'hono'; export const list = (c: Context) => " +
          "«c.redirect(c.req.query('to'))»;",
        is: 'hono#Context.redirect',
        sinks: ['redirect-target'],
      },
      ["import { cors } from 'hono/cors'; «cors()»;", 'hono#cors'],
      ["import { jwt } from 'hono/jwt'; «jwt({ secret })»;", 'hono#jwt'],
    ],
    lookAlikes: [
      ["class Hono { get(...args) { return args; } } const it = new Hono(); «it.get('/x', (c) => c.text('a'))»;", null],
      ["import { Hono } from './mine'; const it = new Hono(); «it.get('/x', (c) => c.text('a'))»;", null],
      ["import { Hono } from 'another-package'; const it = new Hono(); «it.get('/x', (c) => c.text('a'))»;", null],
      [
        "import { Hono } from 'hono'; function f(Hono) { const it = new Hono(); return «it.get('/x', (c) => " +
          "c.text('a'))»; }",
        null,
      ],
      ["const it = { get(...args) { return args; } }; «it.get('/x', (c) => c.text('a'))»;", null],
      [
        "import { Hono } from 'hono'; export function run(other) { return «other.get('/x', (c) => c.text('a'))»; }",
        null,
      ],
      [
        "function f(require) { const { Hono } = require('hono'); return «new Hono().get('/x', (c) => c.text('a'))»; }",
        null,
      ],
      [
        "import { Hono } from 'hono'; interface Own { get(...args: unknown[]): unknown } " +
          "function run(it: Own) { return «it.get('/x', (c) => c.text('a'))»; }",
        null,
      ],
      [
        "import { Hono } from 'hono'; class Other { it = new Map(); run() { " +
          "return «this.it.get('/x', (c) => c.text('a'))»; } }",
        null,
      ],
    ],
  },
  '@nestjs/common': {
    found: [
      [
        "import { Controller } from '@nestjs/common'; «@Controller('users')» class Users {}",
        '@nestjs/common#Controller',
      ],
      [
        "import * as nest from '@nestjs/common'; «@nest.Controller('users')» class Users {}",
        '@nestjs/common#Controller',
      ],
      [
        "import { Controller as Route } from '@nestjs/common'; «@Route('users')» class Users {}",
        '@nestjs/common#Controller',
      ],
      ["import { Get } from '@nestjs/common'; class Users { «@Get(':id')» find() {} }", '@nestjs/common#Get'],
      [
        "import { UseGuards } from '@nestjs/common'; «@UseGuards(AuthGuard)» class Users {}",
        '@nestjs/common#UseGuards',
      ],
      {
        code: "import { Body } from '@nestjs/common'; class Users { create(@Body() dto) { use(«dto»); } }",
        taint: 'tainted',
      },
      {
        code: "import { Param } from '@nestjs/common'; class Users { find(@Param('id') id: string) { use(«id»); } }",
        taint: 'tainted',
        shapes: ['str'],
      },
      {
        code:
          "import { Query } from '@nestjs/common'; class Users { find(@Query('sort') sort: string) { " +
          'use(«sort»); } }',
        taint: 'tainted',
      },
      {
        code:
          "import { Param, ParseIntPipe } from '@nestjs/common'; class Users { " +
          "find(@Param('id', ParseIntPipe) id: number) { use(«id»); } }",
        taint: 'safe',
      },
      {
        code: "import { Req } from '@nestjs/common'; class Users { find(@Req() request) { use(«request.body»); } }",
        is: 'express#Request.body',
        taint: 'tainted',
      },
      {
        code:
          "import { Res } from '@nestjs/common'; class Users { find(@Res() response) { " +
          '«response.redirect(to)»; } }',
        is: 'express#Response.redirect',
        sinks: ['redirect-target'],
      },
      {
        code:
          "import { InjectRepository } from '@nestjs/typeorm'; class Users { " +
          'constructor(@InjectRepository(User) private readonly users) {} find() { ' +
          'return «this.users.find()»; } }',
        is: 'typeorm#Repository.find',
        entity: 'User',
      },
      {
        code:
          "import { NestFactory } from '@nestjs/core'; async function main() { " +
          'const app = await NestFactory.create(AppModule); «app.useGlobalPipes(pipe)»; }',
        is: '@nestjs/core#Application.useGlobalPipes',
      },
      {
        code:
          "import { ExecutionContext } from '@nestjs/common'; class Guard { " +
          'canActivate(context: ExecutionContext) { return «context.switchToHttp().getRequest().headers»; } }',
        is: 'express#Request.headers',
        taint: 'tainted',
      },
      [
        "import { NotFoundException } from '@nestjs/common'; throw «new NotFoundException('x')»;",
        '@nestjs/common#NotFoundException',
      ],
      {
        code:
          "import { Logger } from '@nestjs/common'; class Users { private readonly logger = new Logger('x'); " +
          "find() { «this.logger.log('a')»; } }",
        is: '@nestjs/common#Logger.log',
        sinks: ['log-entry'],
      },
    ],
    lookAlikes: [
      ["import { Controller } from 'decorated-routes'; «@Controller('users')» class Users {}", null],
      ["import { Controller } from './decorators'; «@Controller('users')» class Users {}", null],
      ["function Get(path) { return () => {}; } class Users { «@Get(':id')» find() {} }", null],
      ["import { Get } from 'decorated-routes'; class Users { «@Get(':id')» find() {} }", null],
      { code: "import { Body } from './dto'; class Mail { send(@Body() body) { use(«body»); } }", taint: 'unknown' },
      {
        code:
          "import { Injectable } from '@nestjs/common'; @Injectable() class Users { find(id: string) { " +
          'use(«id»); } }',
        taint: 'unknown',
      },
      ["import { Logger } from './logger'; const logger = new Logger(); «logger.log('a')»;", null],
      ["import { Res } from '@nestjs/common'; class Users { find(response) { «response.redirect(to)»; } }", null],
      ["import { NotFoundException } from './errors'; «new NotFoundException('x')»;", null],
    ],
  },
  next: {
    found: [
      {
        code: 'export async function POST(request) { use(«await request.json()»); }',
        file: 'app/api/users/route.ts',
        taint: 'tainted',
      },
      {
        code: 'export const POST = async (request) => { use(«await request.json()»); };',
        file: 'src/app/api/users/route.ts',
        taint: 'tainted',
      },
      {
        code: "export async function GET(req: Request) { use(«req.headers.get('a')»); }",
        file: 'app/api/users/route.ts',
        taint: 'tainted',
      },
      {
        code:
          "import type { NextRequest } from 'next/server'; export async function GET(req: NextRequest) { " +
          "use(«req.nextUrl.searchParams.get('q')»); }",
        file: 'lib/x.ts',
        taint: 'tainted',
      },
      {
        code: 'export default function handler(req, res) { use(«req.body»); }',
        file: 'pages/api/users.ts',
        is: 'next#ApiRequest.body',
        taint: 'tainted',
      },
      {
        code:
          "import type { NextApiRequest, NextApiResponse } from 'next'; " +
          'export function handler(req: NextApiRequest, res: NextApiResponse) { use(«req.query.id»); }',
        taint: 'tainted',
      },
      {
        code: "import { NextResponse } from 'next/server'; «NextResponse.json({ a: 1 })»;",
        is: 'next#NextResponse.json',
        sinks: ['response-body'],
      },
      {
        code: "import { NextResponse as Answer } from 'next/server'; «Answer.redirect(to)»;",
        is: 'next#NextResponse.redirect',
        sinks: ['redirect-target'],
      },
      {
        code: "import { redirect } from 'next/navigation'; «redirect(to)»;",
        is: 'next#redirect',
        sinks: ['redirect-target'],
      },
      {
        code:
          "import { headers } from 'next/headers'; async function f() { const list = await headers(); " +
          "use(«list.get('host')»); }",
        taint: 'tainted',
      },
      {
        code: 'export async function DELETE(request, { params }) { use(«params.id»); }',
        file: 'app/api/users/route.ts',
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      {
        code: 'export async function POST(request) { use(«await request.json()»); }',
        file: 'src/jobs/send.ts',
        taint: 'unknown',
      },
      {
        code: 'async function POST(request) { use(«await request.json()»); }',
        file: 'app/api/users/route.ts',
        taint: 'unknown',
      },
      {
        code: 'export async function helper(request) { use(«await request.json()»); }',
        file: 'app/api/users/route.ts',
        taint: 'unknown',
      },
      {
        code: 'export default function handler(input, output) { use(«input.body»); }',
        file: 'src/api/users.ts',
        taint: 'unknown',
      },
      { code: 'export default function page(props) { use(«props.body»); }', file: 'pages/users.tsx', taint: 'unknown' },
      ["import { redirect } from './router'; «redirect(to)»;", null],
      ["import { NextResponse } from './responses'; «NextResponse.json({})»;", null],
      ["import { headers } from './headers'; «headers()»;", null],
    ],
  },
};
