import { DEPLOYED } from './deployed-families.js';
import { FURTHER } from './further-families.js';

/** One small program of each framework. `// tainted` marks the lines on which input becomes SQL. */
export interface Family {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  /** As `METHOD /path access`, with a question mark where the row is not whole. */
  readonly rows: readonly string[];
}

const DB = `import { Pool } from 'pg';
export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
`;

export const FAMILIES: Readonly<Record<string, Family>> = {
  ...DEPLOYED,
  ...FURTHER,
  hapi: {
    dependencies: {
      '@hapi/hapi': '^21.3.0',
      '@hapi/basic': '^7.0.0',
      '@hapi/boom': '^10.0.0',
      'hapi-auth-jwt2': '^10.0.0',
    },
    files: {
      'src/db.ts': DB,
      'src/users.ts': `import type { Server } from '@hapi/hapi';
import Boom from '@hapi/boom';
import { pool } from './db';
export const users = {
  name: 'users',
  register: async (server: Server) => {
    server.route([
      {
        method: 'GET',
        path: '/users/{id}',
        handler: async (request, h) => {
          return pool.query(\`SELECT * FROM users WHERE id = '\${request.params.id}'\`); // tainted
        },
      },
      {
        method: ['PUT', 'PATCH'],
        path: '/users/{id}',
        options: {
          auth: { mode: 'try', strategy: 'jwt' },
          handler: async (request, h) => {
            await pool.query(\`UPDATE users SET name = '\${request.payload.name}'\`); // tainted
            return h.response().code(204);
          },
        },
      },
      { method: 'DELETE', path: '/users/{rest*}', options: { auth: 'jwt' }, handler: remove },
    ]);
  },
};
async function remove(request, h) {
  await pool.query(\`DELETE FROM users WHERE id = '\${request.query.id}'\`); // tainted
  return h.response().code(204);
}
`,
      'src/routes.ts': `import Boom from '@hapi/boom';
import { pool } from './db';
const mustBeKnown = (request, h) => {
  if (!request.auth.credentials) throw Boom.unauthorized();
  return request.auth.credentials;
};
const looksOnly = (request, h) => {
  if (!request.auth.credentials) h.response('no').code(401);
  return null;
};
const handler = async (request, h) => pool.query('INSERT INTO logs (text) VALUES ($1)', [request.payload.text]);
export default [
  { method: 'POST', path: '/open', options: { auth: false }, handler },
  { method: 'POST', path: '/optional', options: { auth: { mode: 'optional' } }, handler },
  { method: 'POST', path: '/pre', options: { auth: false, pre: [{ method: mustBeKnown, assign: 'me' }], handler } },
  { method: 'POST', path: '/looks', options: { auth: false, pre: [{ method: looksOnly }], handler } },
  { method: 'POST', path: '/basic', options: { auth: 'anybody', handler } },
  { method: 'POST', path: '/computed', options: { auth: process.env.AUTH, handler } },
  { method: '*', path: '/any', handler },
];
`,
      'src/server.ts': `import Hapi from '@hapi/hapi';
import * as Jwt from 'hapi-auth-jwt2';
import * as Basic from '@hapi/basic';
import { users } from './users';
import routes from './routes';
const init = async () => {
  const server = Hapi.server({ port: 3000 });
  await server.register([Jwt, Basic]);
  server.auth.strategy('jwt', 'jwt', { key: process.env.KEY, validate: async () => ({ isValid: true }) });
  server.auth.strategy('anybody', 'basic', { validate: async () => ({ isValid: true, credentials: {} }) });
  server.auth.default('jwt');
  await server.register(users, { routes: { prefix: '/api' } });
  server.route(routes);
  await server.start();
};
init();
`,
    },
    rows: [
      'ALL /any checked', 'DELETE /api/users/*rest checked', 'GET /api/users/:id checked', 'PATCH /api/users/:id open',
      'PUT /api/users/:id open', 'POST /basic unknown', 'POST /computed unknown', 'POST /looks unknown',
      'POST /open open', 'POST /optional open', 'POST /pre checked',
    ],
  },
  'hapi with schemes and hooks of its own': {
    dependencies: { '@hapi/hapi': '^21.3.0', '@hapi/basic': '^7.0.0' },
    files: {
      'src/db.ts': DB,
      'src/schemes.ts': `import Boom from '@hapi/boom';
import jwt from 'jsonwebtoken';
export const checking = () => ({
  authenticate(request, h) {
    const claims = jwt.verify(request.headers.authorization, process.env.KEY);
    return h.authenticated({ credentials: claims });
  },
});
export const waving = () => ({
  authenticate(request, h) {
    return h.authenticated({ credentials: { id: request.headers.authorization } });
  },
});
export const known = async (request, username, password) => {
  const isValid = (await jwt.verify(password, process.env.KEY)) !== null;
  return { isValid, credentials: { username } };
};
`,
      'src/audit.ts': `import Boom from '@hapi/boom';
import jwt from 'jsonwebtoken';
export const audit = {
  name: 'audit',
  register(server) {
    server.ext('onPreResponse', (request, h) => {
      jwt.verify(request.headers.authorization, process.env.KEY);
      return h.continue;
    });
    server.route({ method: 'GET', path: '/audit', handler: (request) => request.state.user });
  },
};
`,
      'src/server.ts': `import Hapi from '@hapi/hapi';
import Boom from '@hapi/boom';
import { checking, waving } from './schemes';
import { audit } from './audit';
import { pool } from './db';
const server = Hapi.server();
server.auth.scheme('checking', checking);
server.auth.scheme('waving', waving);
server.auth.strategy('real', 'checking');
server.auth.strategy('sham', 'waving');
server.register({ plugin: audit, routes: { prefix: '/admin' } });
const save = async (request, h) => {
  await pool.query('INSERT INTO orders (id) VALUES ($1)', [request.payload.id]);
  return h.response().code(201);
};
const cookie = async (request, h) => {
  if (!request.state.user) throw Boom.unauthorized();
  return save(request, h);
};
server.route({ method: 'POST', path: '/real', options: { auth: 'real' }, handler: save });
server.route({ method: 'POST', path: '/sham', options: { auth: 'sham' }, handler: save });
server.route({ method: 'POST', path: '/missing', options: { auth: 'nowhere' }, handler: save });
server.route({ method: 'POST', path: '/cookie', handler: cookie });
server.route({ method: 'POST', path: '/either', options: { auth: { strategies: ['real', 'sham'] } }, handler: save });
const settings = process.env.SETTINGS ? { auth: 'real' } : {};
server.route({ method: 'POST', path: '/hidden', options: settings, handler: save });
const all = [{ method: 'POST', path: '/looped', options: { auth: 'real' }, handler: save }];
for (const one of all) server.route(one);
server.start();
`,
    },
    rows: [
      'GET /admin/audit open', 'POST /cookie unknown', 'POST /either unknown', 'POST /hidden unknown',
      'POST /looped checked', 'POST /missing unknown', 'POST /real checked', 'POST /sham unknown',
    ],
  },
  'hapi with a hook that refuses': {
    dependencies: { '@hapi/hapi': '^21.3.0' },
    files: {
      'src/guard.ts': `import Boom from '@hapi/boom';
import jwt from 'jsonwebtoken';
export const guard = {
  name: 'guard',
  register(server) {
    server.ext('onPreAuth', (request, h) => {
      jwt.verify(request.headers.authorization, process.env.KEY);
      return h.continue;
    });
  },
};
`,
      'src/server.ts': `import Hapi from '@hapi/hapi';
import jwt from 'jsonwebtoken';
import { guard } from './guard';
const one = Hapi.server();
one.route({ method: 'GET', path: '/first', handler: () => 'ok' });
one.ext('onRequest', (request, h) => {
  jwt.verify(request.headers.authorization, process.env.KEY);
  return h.continue;
});
one.start();
const other = Hapi.server();
other.register(guard);
other.route({ method: 'GET', path: '/second', handler: () => 'ok' });
other.start();
const third = Hapi.server();
third.ext('onPreAuth', (request, h) => {
  jwt.verify(request.headers.authorization, process.env.KEY);
  return h.continue;
}, { sandbox: 'plugin' });
third.register({ name: 'inner', register: (server) => server.route({ method: 'GET', path: '/third', handler: () => 1 }) });
third.start();
`,
    },
    rows: ['GET /first checked', 'GET /second unknown', 'GET /third open'],
  },
  'node:http': {
    dependencies: { express: '^5.0.0' },
    files: {
      'src/db.ts': DB,
      'src/plain.ts': `import { createServer } from 'node:http';
import { pool } from './db';
createServer(async (req, res) => {
  await pool.query(\`SELECT * FROM users WHERE name = '\${req.url}'\`); // tainted
  res.end('ok');
}).listen(3000);
`,
      'src/guarded.ts': `import https from 'node:https';
import jwt from 'jsonwebtoken';
import { pool } from './db';
const server = https.createServer({ key: process.env.TLS_KEY });
async function answer(req, res) {
  jwt.verify(req.headers.authorization, process.env.KEY);
  await pool.query(\`DELETE FROM users WHERE id = '\${req.headers['x-user']}'\`); // tainted
  res.end('ok');
}
server.on('request', answer);
server.on('close', () => {});
server.listen(3001);
`,
      'src/app.ts': `import http from 'node:http';
import express from 'express';
const app = express();
app.get('/hello', (req, res) => res.send('hello'));
http.createServer(app).listen(3002);
http.createServer((req, res) => app(req, res)).listen(3003);
`,
    },
    rows: ['ALL /:? checked ?', 'ALL /:? unknown ?', 'GET /hello open'],
  },
  fetch: {
    dependencies: { hono: '^4.0.0' },
    files: {
      'src/db.ts': DB,
      'src/worker.ts': `import { pool } from './db';
export default {
  async fetch(request, env, ctx) {
    const body = await request.json();
    await pool.query(\`INSERT INTO logs (text) VALUES ('\${body.text}')\`); // tainted
    return new Response('ok');
  },
};
`,
      'src/hono.ts': `import { Hono } from 'hono';
const app = new Hono();
app.get('/hello', (c) => c.text('hello'));
export default app;
`,
      'src/hono-worker.ts': `import { Hono } from 'hono';
const app = new Hono();
app.get('/worker', (c) => c.text('hello'));
export default {
  fetch(request, env, ctx) {
    return app.fetch(request, env, ctx);
  },
};
`,
      'src/client.ts': `export default { fetch: (url) => call(url), post: (url) => call(url) };
`,
      'src/deno.ts': `import { pool } from './db';
import client from './client';
Deno.serve({ port: 8000 }, async (req) => {
  await pool.query(\`SELECT * FROM users WHERE name = '\${new URL(req.url).searchParams.get('name')}'\`); // tainted
  return Response.json(await client.fetch('/x'));
});
`,
      'src/bun.ts': `import { pool } from './db';
Bun.serve({
  routes: {
    '/status': new Response('ok'),
    '/users/:id': async (req) => {
      const found = await pool.query(\`SELECT * FROM users WHERE id = '\${req.params.id}'\`); // tainted
      return Response.json(found.rows);
    },
    '/users': { POST: async (req) => Response.json(await req.json()) },
  },
  fetch(req) {
    return new Response('not found', { status: 404 });
  },
});
`,
    },
    rows: [
      'ALL /:? unknown ?', 'ALL /:? unknown ?', 'ALL /:? unknown ?', 'GET /hello open', 'POST /users open',
      'ALL /users/:id open', 'GET /worker open',
    ],
  },
  'itty-router': {
    dependencies: { 'itty-router': '^5.0.0' },
    files: {
      'src/db.ts': DB,
      'src/guard.ts': `import { error } from 'itty-router';
import jwt from 'jsonwebtoken';
export const withUser = (request) => {
  try {
    request.user = jwt.verify(request.headers.get('authorization'), process.env.KEY);
  } catch {
    return error(401, 'who are you');
  }
};
export const forgets = (request) => {
  try {
    request.user = jwt.verify(request.headers.get('authorization'), process.env.KEY);
  } catch {
    error(401, 'who are you');
  }
};
`,
      'src/worker.ts': `import { AutoRouter, Router } from 'itty-router';
import { pool } from './db';
import { forgets, withUser } from './guard';
const router = AutoRouter({ base: '/api' });
router
  .get('/users/:id', ({ params }) => pool.query(\`SELECT * FROM users WHERE id = '\${params.id}'\`)) // tainted
  .get('/search', async (request) => pool.query(\`SELECT * FROM users WHERE name = '\${request.query.name}'\`)) // tainted
  .post('/orders', withUser, save)
  .post('/careless', forgets, save)
  .all('*', withUser)
  .delete('/orders/:id', save);
const made = Router({ before: [withUser] });
made.put('/made', save);
const inner = Router({ base: '/inner' });
inner.get('/thing', () => 'ok');
router.all('/inner/*', inner.fetch);
async function save(request) {
  await pool.query('INSERT INTO orders (id) VALUES ($1)', [(await request.json()).id]);
}
export default { fetch: router.fetch };
`,
    },
    rows: [
      'ALL /api/* unknown', 'POST /api/careless unknown', 'ALL /api/inner/* checked', 'POST /api/orders checked',
      'DELETE /api/orders/:id checked', 'GET /api/search open', 'GET /api/users/:id open', 'GET /inner/thing unknown ?',
      'PUT /made checked ?',
    ],
  },
  h3: {
    dependencies: { h3: '^1.12.0' },
    files: {
      'src/db.ts': DB,
      'src/app.ts': `import { createApp, createError, createRouter, defineEventHandler, eventHandler } from 'h3';
import { getHeader, getQuery, readBody } from 'h3';
import jwt from 'jsonwebtoken';
import { pool } from './db';
const save = defineEventHandler(async (event) => {
  const body = await readBody(event);
  await pool.query(\`INSERT INTO orders (id) VALUES ('\${body.id}')\`); // tainted
  return 'saved';
});
export const app = createApp();
const before = createRouter();
before.post('/open', save);
app.use(before);
app.use('/admin', defineEventHandler((event) => {
  if (!verified(event)) throw createError({ statusCode: 401 });
}));
app.use('/lax', defineEventHandler((event) => {
  if (!verified(event)) createError({ statusCode: 401 });
}));
function verified(event) {
  try {
    return jwt.verify(getHeader(event, 'authorization'), process.env.KEY);
  } catch {
    return null;
  }
}
const router = createRouter();
router
  .get('/users', eventHandler((event) => pool.query(\`SELECT * FROM users WHERE name = '\${getQuery(event).name}'\`))) // tainted
  .delete('/users/:id', eventHandler((event) => pool.query(\`DELETE FROM users WHERE id = '\${event.context.params.id}'\`))) // tainted
  .post('/admin/orders', save)
  .post('/lax/orders', save);
app.use(router);
`,
    },
    rows: [
      'POST /admin/orders checked', 'POST /lax/orders unknown', 'POST /open open', 'GET /users open',
      'DELETE /users/:id open',
    ],
  },
  'h3 by the place of files': {
    dependencies: { nitropack: '^2.9.0', h3: '^1.12.0' },
    files: {
      'server/utils/db.ts': DB,
      'server/utils/authed.ts': `import jwt from 'jsonwebtoken';
export const defineAuthed = (handler) =>
  defineEventHandler(async (event) => {
    try {
      event.context.user = jwt.verify(getHeader(event, 'authorization'), process.env.KEY);
    } catch {
      throw createError({ statusCode: 401 });
    }
    return handler(event);
  });
export const mustBeKnown = (event) => {
  try {
    jwt.verify(getHeader(event, 'authorization'), process.env.KEY);
  } catch {
    throw createError({ statusCode: 401 });
  }
};
`,
      'server/api/users/[id].get.ts': `import { pool } from '../../utils/db';
export default defineEventHandler(async (event) => {
  return pool.query(\`SELECT * FROM users WHERE id = '\${getRouterParam(event, 'id')}'\`); // tainted
});
`,
      'server/api/users/index.post.ts': `import { pool } from '../../utils/db';
import { defineAuthed } from '../../utils/authed';
export default defineAuthed(async (event) => {
  const { name } = await readBody(event);
  await pool.query(\`INSERT INTO users (name) VALUES ('\${name}')\`); // tainted
});
`,
      'server/api/orders.delete.ts': `import { mustBeKnown } from '../utils/authed';
export default defineEventHandler({ onRequest: [mustBeKnown], handler: async (event) => 'gone' });
`,
      'server/routes/files/[...path].ts': `export default eventHandler(() => 'a file');
`,
      'server/api/router.ts': `import express from 'express';
export default express.Router();
`,
    },
    rows: ['DELETE /api/orders checked', 'POST /api/users checked', 'GET /api/users/:id open', 'ALL /files/*path open'],
  },
  'h3 behind a middleware of all': {
    dependencies: { nuxt: '^3.12.0' },
    files: {
      'server/middleware/01.auth.ts': `import jwt from 'jsonwebtoken';
export default defineEventHandler((event) => {
  try {
    jwt.verify(getHeader(event, 'authorization'), process.env.KEY);
  } catch {
    throw createError({ statusCode: 401 });
  }
});
`,
      'server/api/me.ts': `export default defineEventHandler(() => 'me');
`,
      'other/server/api/me.ts': `export default defineEventHandler(() => 'me');
`,
    },
    rows: ['ALL /api/me open', 'ALL /api/me checked'],
  },
  'express with a guard of a path that a router at the root goes on': {
    dependencies: { express: '^5.0.0' },
    files: {
      'src/app.ts': `import express, { Router } from 'express';
import jwt from 'jsonwebtoken';
const app = express();
const guard = (req, res, next) => {
  try {
    req.user = jwt.verify(req.headers.authorization, process.env.KEY);
  } catch {
    return res.status(401).end();
  }
  next();
};
const router = Router();
const admin = Router();
admin.get('/logs', (req, res) => res.end());
router.use('/admin', admin);
router.get('/admins', (req, res) => res.end());
app.use('/api/admin', guard);
app.use('/api', router);
app.listen(3000);
`,
    },
    rows: ['GET /api/admin/logs checked', 'GET /api/admins open'],
  },
  elysia: {
    dependencies: { elysia: '^1.1.0', '@elysiajs/cors': '^1.1.0' },
    files: {
      'src/db.ts': DB,
      'src/guard.ts': `import { status } from 'elysia';
import jwt from 'jsonwebtoken';
export const mustBeKnown = ({ headers }) => {
  try {
    jwt.verify(headers.authorization, process.env.KEY);
  } catch {
    return status(401, 'who are you');
  }
};
export const saysSo = ({ headers }) => {
  try {
    jwt.verify(headers.authorization, process.env.KEY);
  } catch {
    status(401, 'who are you');
  }
};
`,
      'src/orders.ts': `import { Elysia } from 'elysia';
import { pool } from './db';
import { mustBeKnown } from './guard';
export const orders = new Elysia({ prefix: '/orders' })
  .get('/', () => pool.query('SELECT 1'))
  .onBeforeHandle(mustBeKnown)
  .delete('/:id', async ({ params: { id } }) => {
    await pool.query(\`DELETE FROM orders WHERE id = '\${id}'\`); // tainted
  });
`,
      'src/app.ts': `import { Elysia, t } from 'elysia';
import { cors } from '@elysiajs/cors';
import jwt from 'jsonwebtoken';
import { pool } from './db';
import { mustBeKnown, saysSo } from './guard';
import { orders } from './orders';
const save = async ({ body }) => {
  await pool.query('INSERT INTO notes (text) VALUES ($1)', [body.text]);
};
new Elysia({ prefix: '/api' })
  .use(cors())
  .get('/users', ({ query }) => pool.query(\`SELECT * FROM users WHERE name = '\${query.name}'\`)) // tainted
  .post('/notes', save, { beforeHandle: mustBeKnown, body: t.Object({ text: t.String() }) })
  .post('/inline', save, {
    beforeHandle({ headers, status }) {
      try {
        jwt.verify(headers.authorization, process.env.KEY);
      } catch {
        return status(401);
      }
    },
  })
  .post('/lax', save, { beforeHandle: [saysSo] })
  .post('/macro', save, { signedIn: true })
  .group('/admin', { beforeHandle: [mustBeKnown] }, (app) => app.post('/notes', save).put('/notes', save))
  .group('/v1', (app) => app.post('/notes', save))
  .guard({ beforeHandle: mustBeKnown }, (app) => app.patch('/guarded', save))
  .patch('/beside', save)
  .guard({ beforeHandle: mustBeKnown })
  .patch('/behind', save)
  .listen(3000);
new Elysia().use(orders).listen(3001);
`,
    },
    rows: [
      'POST /api/admin/notes checked', 'PUT /api/admin/notes checked', 'PATCH /api/behind checked',
      'PATCH /api/beside open', 'PATCH /api/guarded checked', 'POST /api/inline checked', 'POST /api/lax unknown',
      'POST /api/macro unknown ?', 'POST /api/notes checked', 'GET /api/users open', 'POST /api/v1/notes open',
      'GET /orders open', 'DELETE /orders/:id checked',
    ],
  },
  '@loopback/rest': {
    dependencies: { '@loopback/rest': '^14.0.0', '@loopback/authentication': '^11.0.0' },
    files: {
      'src/db.ts': DB,
      'src/users.controller.ts': `import { authenticate } from '@loopback/authentication';
import { del, get, param, post, requestBody } from '@loopback/rest';
import { pool } from './db';
export class UsersController {
  @get('/users/{id}')
  async find(@param.path.string('id') id: string, @param.query.number('limit') limit: number) {
    await pool.query(\`SELECT * FROM users LIMIT \${limit}\`);
    return pool.query(\`SELECT * FROM users WHERE id = '\${id}'\`); // tainted
  }

  @post('/users')
  async create(@requestBody() user: { name: string }) {
    await pool.query(\`INSERT INTO users (name) VALUES ('\${user.name}')\`); // tainted
  }

  @authenticate('jwt')
  @del('/users/{id}')
  async remove(@param.path.string('id') id: string) {
    await pool.query('DELETE FROM users WHERE id = $1', [id]);
  }

  @requires('admin')
  async helper() {}
}
function requires(name: string) {
  return () => {};
}
`,
    },
    rows: ['POST /users unknown', 'DELETE /users/:id unknown ?', 'GET /users/:id unknown'],
  },
  '@atproto/xrpc-server': {
    dependencies: { '@atproto/xrpc-server': '^0.6.0' },
    files: {
      'src/db.ts': DB,
      'src/server.ts': `import { createServer } from '@atproto/xrpc-server';
import { pool } from './db';
import { lexicons } from './lexicons';
import { tokens, verifier } from './auth';
const server = createServer(lexicons);
server.method('com.example.find', async ({ params }) => {
  return pool.query(\`SELECT * FROM users WHERE name = '\${params.name}'\`); // tainted
});
server.method('com.example.create', {
  auth: verifier,
  handler: async ({ input }) => {
    await pool.query(\`INSERT INTO users (name) VALUES ('\${input.body.name}')\`); // tainted
  },
});
server.method('com.example.remove', { auth: tokens, handler: async ({ auth }) => {} });
`,
      'src/lexicons.ts': 'export const lexicons = [];\n',
      'src/auth.ts': `import { AuthRequiredError } from '@atproto/xrpc-server';
import jwt from 'jsonwebtoken';
export const verifier = async ({ req }) => ({ credentials: req.headers.authorization });
export const tokens = async ({ req }) => {
  try {
    return { credentials: jwt.verify(req.headers.authorization, process.env.KEY, { algorithms: ['HS256'] }) };
  } catch {
    throw new AuthRequiredError();
  }
};
`,
    },
    rows: ['rpc com.example.create unknown', 'rpc com.example.find unknown', 'rpc com.example.remove checked'],
  },
};
