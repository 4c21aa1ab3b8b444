import type { CaseEntry, LibraryCases } from './model-case.js';

const HAPI = "import Hapi from '@hapi/hapi'; const server = Hapi.server(); ";
const HAPI_ROUTE = (handler: string): string =>
  `${HAPI}server.route([{ method: 'GET', path: '/x', options: { handler: ${handler} } }]);`;
const NOT_HAPI = "import { server } from './mine'; ";

/** Packages of which only the name of what they export matters. */
const named = (library: string, name = 'plugin'): LibraryCases => ({
  [library]: {
    found: [
      [`import { ${name} } from '${library}'; use(«${name}»);`, `${library}#${name}`],
      [`import * as lib from '${library}'; use(«lib.${name}»);`, `${library}#${name}`],
      [`const lib = require('${library}'); use(«lib.${name}»);`, `${library}#${name}`],
    ],
    lookAlikes: [
      [`import { ${name} } from './mine'; use(«${name}»);`, null],
      [`const ${name} = {}; use(«${name}»);`, null],
      [`import { ${name} } from '${library}'; function f(${name}) { use(«${name}»); }`, null],
    ] satisfies CaseEntry[],
  },
});

/** Frameworks and what goes with them. */
export const cases: LibraryCases = {
  '@hapi/hapi': {
    found: [
      { code: HAPI_ROUTE('(request) => use(«request.payload»)'), is: '@hapi/hapi#Request.payload', taint: 'tainted' },
      { code: HAPI_ROUTE('(request) => use(«request.params.id»)'), taint: 'tainted', shapes: ['null', 'str'] },
      { code: HAPI_ROUTE('(request) => use(«request.query.q»)'), taint: 'tainted', shapes: ['arr', 'null', 'str'] },
      {
        code: HAPI_ROUTE('(request, h) => «h.redirect(x)»'),
        is: '@hapi/hapi#Toolkit.redirect',
        sinks: ['redirect-target'],
      },
      {
        code: "import type { Request } from '@hapi/hapi'; const f = (request: Request) => use(«request.state.sid»);",
        taint: 'tainted',
      },
      { code: `${HAPI}server.ext('onPreAuth', (request, h) => use(«request.headers.host»));`, taint: 'tainted' },
      [`${HAPI}«server.auth.default('jwt')»;`, '@hapi/hapi#Auth.default'],
    ],
    lookAlikes: [
      { code: HAPI_ROUTE('(request) => use(«request.pre.user»)'), taint: 'unknown' },
      { code: `${HAPI}server.events.on('log', (request) => use(«request.payload»));`, taint: 'unknown' },
      { code: `${HAPI}server.route([{ notes: { deep: (request) => use(«request.payload») } }]);`, taint: 'unknown' },
      [`${NOT_HAPI}«server.auth.default('jwt')»;`, null],
      [`${NOT_HAPI}«server.route({ method: 'GET', path: '/x', handler() {} })»;`, null],
    ],
  },
  ...named('@hapi/inert'),
  ...named('@hapi/vision'),
  ...named('@hapi/basic'),
  ...named('@hapi/cookie'),
  ...named('@hapi/bell'),
  ...named('@hapi/yar'),
  ...named('hapi-swagger'),
  ...named('hapi-pino'),
  ...named('hapi-auth-jwt2'),
  ...named('hapi-auth-bearer-token'),
  ...named('@hapi/boom', 'unauthorized'),
  '@hapi/jwt': {
    found: [
      ["import Jwt from '@hapi/jwt'; «Jwt.token.generate(x, key)»;", '@hapi/jwt#token.generate'],
      { code: "import Jwt from '@hapi/jwt'; «Jwt.token.generate(x, 'k3y-0f-ours')»;", sinks: ['secret'] },
      ["const Jwt = require('@hapi/jwt'); «Jwt.token.verify(x, key)»;", '@hapi/jwt#token.verify'],
    ],
    lookAlikes: [
      ["import Jwt from './jwt'; «Jwt.token.generate(x, key)»;", null],
      ["import Jwt from '@hapi/jwt'; «Jwt.other.generate(x, key)»;", null],
      ["import Jwt from '@hapi/jwt'; function f(Jwt) { «Jwt.token.generate(x, key)»; }", null],
    ],
  },
  bun: {
    found: [
      { code: "import { serve } from 'bun'; serve({ fetch: (req) => use(«req.url») });", taint: 'tainted' },
      {
        code: "import { serve } from 'bun'; serve({ routes: { '/:id': (req) => use(«req.params.id») } });",
        taint: 'tainted',
      },
      { code: "Bun.serve({ routes: { '/x': { POST: (req) => use(«req.cookies.get('a')») } } });", taint: 'tainted' },
      ["«Bun.serve({ fetch: (req) => new Response('') })»;", 'bun#Bun.serve'],
    ],
    lookAlikes: [
      { code: "import { serve } from './bun'; serve({ fetch: (req) => use(«req.url») });", taint: 'unknown' },
      { code: 'Bun.serve({ error: (req) => use(«req.url») });', taint: 'unknown' },
      { code: 'const Bun = mine(); Bun.serve({ fetch: (req) => use(«req.url») });', taint: 'unknown' },
      ['const Bun = mine(); «Bun.serve({ fetch: (req) => 1 })»;', null],
    ],
  },
  deno: {
    found: [
      { code: 'Deno.serve((req) => use(«req.url»));', taint: 'tainted' },
      { code: 'Deno.serve({ port: 1 }, async (req) => use(«await req.text()»));', taint: 'tainted' },
      { code: 'Deno.serve({ port: 1, handler: (req) => use(«req.headers.get(x)») });', taint: 'tainted' },
    ],
    lookAlikes: [
      { code: 'Deno.serve({ onListen: (req) => use(«req.url») });', taint: 'unknown' },
      { code: 'const Deno = mine(); Deno.serve((req) => use(«req.url»));', taint: 'unknown' },
      { code: 'Deno.run((req) => use(«req.url»));', taint: 'unknown' },
    ],
  },
  workers: {
    found: [
      { code: 'export default { fetch(request) { use(«request.url»); } };', taint: 'tainted' },
      {
        code: 'export default { fetch: async (request) => use(«await request.json()») } satisfies ExportedHandler;',
        taint: 'tainted',
      },
      {
        code: 'const worker = { async fetch(r) { use(«r.headers.get(x)»); } }; export default worker;',
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      { code: 'export default { request(request) { use(«request.url»); } };', taint: 'unknown' },
      { code: 'export const client = { fetch(r) { use(«r.url»); } };', taint: 'unknown' },
      { code: 'const worker = { fetch(r) { use(«r.url»); } }; export default make(worker);', taint: 'unknown' },
    ],
  },
  'itty-router': {
    found: [
      {
        code: "import { Router } from 'itty-router'; Router().get('/:id', (it) => use(«it.params.id»));",
        taint: 'tainted',
      },
      {
        code: "import { AutoRouter as R } from 'itty-router'; R().all('*', ({ query }) => use(«query.q»));",
        taint: 'tainted',
      },
      { code: "import { Router } from 'itty-router'; Router({ before: [(it) => use(«it.url»)] });", taint: 'tainted' },
      ["import { error } from 'itty-router'; «error(401)»;", 'itty-router#error'],
    ],
    lookAlikes: [
      { code: "import { Router } from './mine'; Router().get('/:id', (it) => use(«it.params.id»));", taint: 'unknown' },
      {
        code: "import { Router } from 'itty-router'; Router({ after: (it) => use(«it.params.id») });",
        taint: 'unknown',
      },
      {
        code: "import { Router } from 'itty-router'; Router().get('/', (it) => use(«it.proxy.id»));",
        taint: 'unknown',
      },
      ["import { error } from './mine'; «error(401)»;", null],
    ],
  },
  h3: {
    found: [
      { code: "import { getQuery } from 'h3'; use(«getQuery(event)»);", is: 'h3#getQuery', taint: 'tainted' },
      { code: 'export default defineEventHandler(async (event) => use(«await readBody(event)»));', taint: 'tainted' },
      {
        code: "import { eventHandler } from 'h3'; eventHandler((it) => use(«it.context.params.id»));",
        taint: 'tainted',
      },
      { code: "import { sendRedirect } from 'h3'; «sendRedirect(event, x)»;", sinks: ['redirect-target'] },
      {
        code: "import { eventHandler } from 'h3'; eventHandler({ handler: (it) => use(«it.path») });",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      { code: "import { getQuery } from './mine'; use(«getQuery(event)»);", is: null, taint: 'unknown' },
      {
        code: 'function readBody(e) { return load(e); } async (event) => use(«await readBody(event)»);',
        taint: 'unknown',
      },
      { code: "import { eventHandler } from 'h3'; eventHandler((it) => use(«it.context.user»));", taint: 'unknown' },
      { code: "import { eventHandler } from './mine'; eventHandler((it) => use(«it.path»));", taint: 'unknown' },
    ],
  },
  elysia: {
    found: [
      {
        code: "import { Elysia } from 'elysia'; new Elysia().get('/:id', (it) => use(«it.params.id»));",
        taint: 'tainted',
      },
      {
        code: "import { Elysia } from 'elysia'; new Elysia().post('/', ({ body }) => use(«body»), {});",
        taint: 'tainted',
      },
      {
        code: "import { Elysia as E } from 'elysia'; new E().onBeforeHandle((it) => use(«it.headers.host»));",
        taint: 'tainted',
      },
      {
        code: "import { Elysia } from 'elysia'; new Elysia().group('/v1', (a) => a.get('/', (it) => use(«it.query»)));",
        taint: 'tainted',
      },
      ["import { t } from 'elysia'; «t.String()»;", 'elysia#t.String'],
    ],
    lookAlikes: [
      { code: "import { Elysia } from './mine'; new Elysia().get('/', (it) => use(«it.query»));", taint: 'unknown' },
      { code: "import { Elysia } from 'elysia'; new Elysia().get('/', (it) => use(«it.store»));", taint: 'unknown' },
      { code: "import { Elysia } from 'elysia'; new Elysia().onStart((it) => use(«it.query»));", taint: 'unknown' },
      ["import { t } from './mine'; «t.String()»;", null],
    ],
  },
  ...named('@elysiajs/cors', 'cors'),
  ...named('@elysiajs/swagger', 'swagger'),
  ...named('@elysiajs/openapi', 'openapi'),
  ...named('@elysiajs/bearer', 'bearer'),
  ...named('@elysiajs/jwt', 'jwt'),
  '@loopback/rest': {
    found: [
      ["import { get } from '@loopback/rest'; class A { «@get('/x')» list() {} }", '@loopback/rest#get'],
      {
        code: "import { param } from '@loopback/rest'; class A { f(@param.query.string('q') q) { use(«q»); } }",
        taint: 'tainted',
      },
      {
        code: "import { requestBody } from '@loopback/rest'; class A { f(@requestBody() b) { use(«b.name»); } }",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      ["import { get } from './mine'; class A { «@get('/x')» list() {} }", null],
      {
        code: "import { param } from './mine'; class A { f(@param.query.string('q') q) { use(«q»); } }",
        taint: 'unknown',
      },
      {
        code: "import { param } from '@loopback/rest'; class A { f(@param.path.number('id') id) { use(«id»); } }",
        taint: 'unknown',
      },
      {
        code: "import { inject } from '@loopback/core'; class A { f(@inject('x') x) { use(«x.name»); } }",
        taint: 'unknown',
      },
    ],
  },
  '@loopback/authentication': {
    found: [
      [
        "import { authenticate } from '@loopback/authentication'; class A { «@authenticate('jwt')» f() {} }",
        '@loopback/authentication#authenticate',
      ],
      [
        "import { authenticate as it } from '@loopback/authentication'; «@it('jwt')» class A {}",
        '@loopback/authentication#authenticate',
      ],
      [
        "import { authorize } from '@loopback/authorization'; class A { «@authorize({})» f() {} }",
        '@loopback/authentication#authorize',
      ],
    ],
    lookAlikes: [
      ["import { authenticate } from './mine'; class A { «@authenticate('jwt')» f() {} }", null],
      ["function authenticate() {} class A { «@authenticate('jwt')» f() {} }", null],
      ["import { authenticate } from 'another-package'; class A { «@authenticate('jwt')» f() {} }", null],
    ],
  },
  '@atproto/xrpc-server': {
    found: [
      {
        code: "import { createServer } from '@atproto/xrpc-server'; createServer().method('a.b', ({ params }) => use(«params.q»));",
        taint: 'tainted',
      },
      {
        code:
          "import { createServer } from '@atproto/xrpc-server'; " +
          "createServer().method('a.b', { handler: (ctx) => use(«ctx.input.body») });",
        taint: 'tainted',
      },
      [
        "import { Server } from '@atproto/xrpc-server'; const s = new Server(); «s.method('a.b', f)»;",
        '@atproto/xrpc-server#Server.method',
      ],
    ],
    lookAlikes: [
      {
        code: "import { createServer } from './mine'; createServer().method('a.b', (ctx) => use(«ctx.params»));",
        taint: 'unknown',
      },
      {
        code: "import { createServer } from '@atproto/xrpc-server'; createServer().method('a.b', { auth: (ctx) => use(«ctx.params») });",
        taint: 'unknown',
      },
      {
        code: "import { createServer } from '@atproto/xrpc-server'; createServer().method('a.b', (ctx) => use(«ctx.auth»));",
        taint: 'unknown',
      },
    ],
  },
};
