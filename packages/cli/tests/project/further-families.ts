/** Small programs of frameworks that register their routes by descriptions, conventions and services. */
import type { Family } from './framework-families.js';

const DB = `import { Pool } from 'pg';
export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
`;
const AUTH = `import jwt from 'jsonwebtoken';
export function auth(req, res, next) {
  try {
    req.user = jwt.verify(req.headers.authorization, process.env.KEY, { algorithms: ['HS256'] });
  } catch {
    return res.status(401).end();
  }
  next();
}
`;

export const FURTHER: Readonly<Record<string, Family>> = {
  'ts-rest': {
    dependencies: {
      '@ts-rest/core': '^3.50.0',
      '@ts-rest/express': '^3.50.0',
      express: '^5.0.0',
      jsonwebtoken: '^9.0.0',
    },
    files: {
      'src/db.ts': DB,
      'src/auth.ts': AUTH,
      'src/contract.ts': `import { initContract } from '@ts-rest/core';
import { PREFIX } from './prefix';
const c = initContract();
export const posts = c.router(
  {
    get: { method: 'GET', path: '/posts/:id', responses: {} },
    save: c.mutation({ method: 'PUT', path: '/posts/:id', responses: {} }),
  },
  { pathPrefix: PREFIX },
);
export const contract = c.router(
  {
    posts,
    health: { method: 'GET', path: '/health', responses: {} },
    deep: c.router({ find: { method: 'POST', path: '/find', responses: {} } }),
    unanswered: { method: 'GET', path: '/unanswered', responses: {} },
  },
  { pathPrefix: '/api' },
);
export const admin = c.router({ purge: { method: 'DELETE', path: '/purge/:id', responses: {} } });
`,
      'src/prefix.ts': "export const PREFIX = '/v1';\n",
      'src/posts.ts': `import { initServer } from '@ts-rest/express';
import { posts } from './contract';
import { pool } from './db';
import { auth } from './auth';
const s = initServer();
export const postsRouter = s.router(posts, {
  get: async ({ params: { id } }) => {
    return { status: 200, body: await pool.query(\`SELECT * FROM posts WHERE id = '\${id}'\`) }; // tainted
  },
  save: {
    middleware: [auth],
    handler: async ({ body, req }) => {
      await pool.query(\`UPDATE posts SET title = '\${body.title}'\`); // tainted
      await pool.query(\`UPDATE posts SET title = '\${req.query.title}'\`); // tainted
      return { status: 204, body: undefined };
    },
  },
});
`,
      'src/app.ts': `import express from 'express';
import { createExpressEndpoints, initServer } from '@ts-rest/express';
import { admin, contract } from './contract';
import { postsRouter } from './posts';
import { auth } from './auth';
import { pool } from './db';
const s = initServer();
const router = s.router(contract, {
  posts: postsRouter,
  health: async () => ({ status: 200, body: 'ok' }),
  deep: {
    find: async ({ query }) => ({
      status: 200,
      body: await pool.query(\`SELECT * FROM posts WHERE title = '\${query.title}'\`), // tainted
    }),
  },
});
const app = express();
createExpressEndpoints(contract, router, app);
const inner = express.Router();
createExpressEndpoints(admin, s.router(admin, { purge: async () => ({ status: 204 }) }), inner, { globalMiddleware: [auth] });
app.use('/admin', inner);
app.listen(3000);
`,
    },
    rows: [
      'DELETE /admin/purge/:id checked', 'POST /api/find open', 'GET /api/health public', 'GET /api/v1/posts/:id open',
      'PUT /api/v1/posts/:id checked',
    ],
  },
  'ts-rest on a plugin': {
    dependencies: { '@ts-rest/core': '^3.50.0', '@ts-rest/fastify': '^3.50.0', fastify: '^5.0.0' },
    files: {
      'src/db.ts': DB,
      'src/app.ts': `import Fastify from 'fastify';
import { initContract } from '@ts-rest/core';
import { initServer } from '@ts-rest/fastify';
import { pool } from './db';
const c = initContract();
const contract = c.router({
  get: { method: 'GET', path: '/posts/:id', responses: {} },
  save: { method: 'POST', path: '/posts', responses: {} },
});
const s = initServer();
const router = s.router(contract, {
  get: async ({ params }) => {
    return { status: 200, body: await pool.query(\`SELECT * FROM posts WHERE id = '\${params.id}'\`) }; // tainted
  },
  save: async ({ body }) => ({ status: 201, body }),
});
const app = Fastify();
app.register(s.plugin(router), { prefix: '/v2' });
const other = c.router({ one: { method: 'GET', path: '/one', responses: {} } });
s.registerRouter(other, s.router(other, { one: async () => ({ status: 200 }) }), app);
app.listen({ port: 3000 });
`,
    },
    rows: ['GET /one open', 'POST /v2/posts open', 'GET /v2/posts/:id open'],
  },
  'ts-rest on controllers': {
    dependencies: { '@ts-rest/core': '^3.50.0', '@ts-rest/nest': '^3.50.0', '@nestjs/common': '^10.0.0' },
    files: {
      'src/db.ts': DB,
      'src/contract.ts': `import { initContract } from '@ts-rest/core';
const c = initContract();
export const contract = c.router(
  {
    posts: c.router({
      get: { method: 'GET', path: '/posts/:id', responses: {} },
      save: { method: 'POST', path: '/posts', responses: {} },
    }),
    users: c.router({ find: { method: 'GET', path: '/users', responses: {} } }, { pathPrefix: '/v1' }),
  },
  { pathPrefix: '/api' },
);
`,
      'src/posts.ts': `import { CanActivate, Controller, ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import { TsRestHandler, tsRestHandler } from '@ts-rest/nest';
import { JwtService } from '@nestjs/jwt';
import { contract } from './contract';
import { pool } from './db';
@Injectable()
export class TokenGuard implements CanActivate {
  constructor(private readonly jwt: JwtService) {}
  async canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest();
    request.user = await this.jwt.verifyAsync(request.headers.authorization);
    return true;
  }
}
@Controller()
export class Posts {
  @TsRestHandler(contract.posts)
  all() {
    return tsRestHandler(contract.posts, {
      get: async ({ params }) => {
        return { status: 200, body: await pool.query(\`SELECT * FROM posts WHERE id = '\${params.id}'\`) }; // tainted
      },
      save: async ({ body }) => ({ status: 201, body }),
    });
  }
  @UseGuards(TokenGuard)
  @TsRestHandler(contract.users.find)
  find() {
    return tsRestHandler(contract.users.find, async ({ query }) => {
      return pool.query(\`SELECT * FROM users WHERE name = '\${query.name}'\`); // tainted
    });
  }
  @TsRestHandler(unknown.find)
  other() {}
}
`,
    },
    rows: ['ALL /:? unknown ?', 'POST /api/posts open', 'GET /api/posts/:id open', 'GET /api/v1/users checked'],
  },
  adonis: {
    dependencies: { '@adonisjs/core': '^6.0.0', '@adonisjs/auth': '^9.0.0' },
    files: {
      'app/db.ts': DB,
      'start/kernel.ts': `import router from '@adonisjs/core/services/router';
export const middleware = router.named({
  auth: () => import('../app/middleware/auth_middleware.js'),
  silent: () => import('../app/middleware/silent_middleware.js'),
});
`,
      'app/middleware/auth_middleware.ts': `import type { HttpContext } from '@adonisjs/core/http';
export default class AuthMiddleware {
  async handle(ctx: HttpContext, next: () => Promise<void>, options = {}) {
    await ctx.auth.authenticateUsing(options.guards, { loginRoute: '/login' });
    return next();
  }
}
`,
      'app/middleware/silent_middleware.ts': `import type { HttpContext } from '@adonisjs/core/http';
export default class SilentMiddleware {
  async handle(ctx: HttpContext, next: () => Promise<void>) {
    await ctx.auth.check();
    return next();
  }
}
`,
      'app/controllers/users_controller.ts': `import type { HttpContext } from '@adonisjs/core/http';
import { pool } from '../db.js';
export default class UsersController {
  async index({ request }: HttpContext) {
    return pool.query(\`SELECT * FROM users WHERE name = '\${request.input('name')}'\`); // tainted
  }
  async show({ params }: HttpContext) {
    return pool.query(\`SELECT * FROM users WHERE id = '\${params.id}'\`); // tainted
  }
  async store({ request }: HttpContext) {
    const payload = await request.validateUsing(schema);
    return pool.query(\`INSERT INTO users VALUES ('\${request.qs().name}')\`); // tainted
  }
  async update() {}
  async destroy() {}
}
`,
      'start/routes.ts': `import router from '@adonisjs/core/services/router';
import { middleware } from './kernel.js';
import { pool } from '../app/db.js';
const UsersController = () => import('../app/controllers/users_controller.js');
router.get('/', async ({ request }) => {
  return pool.query(\`SELECT '\${request.header('x-id')}'\`); // tainted
});
router.get('/users', [UsersController, 'index']).use(middleware.auth());
router.get('/silent', [UsersController, 'index']).use(middleware.silent());
router.get('/unknown', [UsersController, 'index']).use(middleware.missing());
router
  .group(() => {
    router.post('/users', [UsersController, 'store']);
    router
      .group(() => {
        router.resource('members', UsersController).only(['show', 'update']);
      })
      .prefix('/admin');
  })
  .prefix('/api')
  .use([middleware.auth({ guards: ['api'] })]);
router.resource('posts.notes', UsersController).apiOnly().except(['update']).use(['store'], middleware.auth());
other.get('/none', [UsersController, 'index']);
`,
    },
    rows: [
      'GET / open', 'GET /api/admin/members/:id checked', 'PATCH /api/admin/members/:id checked',
      'PUT /api/admin/members/:id checked', 'POST /api/users checked', 'GET /posts/:post_id/notes unknown',
      'POST /posts/:post_id/notes unknown', 'DELETE /posts/:post_id/notes/:id unknown',
      'GET /posts/:post_id/notes/:id unknown', 'GET /silent open', 'GET /unknown unknown', 'GET /users checked',
    ],
  },
  'adonis before 6': {
    dependencies: { '@adonisjs/core': '^5.0.0' },
    files: {
      'app/db.ts': DB,
      'start/kernel.ts': `import Server from '@ioc:Adonis/Core/Server';
Server.middleware.registerNamed({ auth: () => import('../app/Middleware/Auth') });
`,
      'app/Middleware/Auth.ts': `import type { HttpContextContract } from '@ioc:Adonis/Core/HttpContext';
export default class Auth {
  public async handle({ auth }: HttpContextContract, next: () => Promise<void>) {
    await auth.authenticate();
    await next();
  }
}
`,
      'app/Controllers/Http/PostsController.ts': `import type { HttpContextContract } from '@ioc:Adonis/Core/HttpContext';
import { pool } from '../../db';
export default class PostsController {
  public async index({ request }: HttpContextContract) {
    return pool.query(\`SELECT * FROM posts WHERE title = '\${request.input('title')}'\`); // tainted
  }
}
`,
      'start/routes.ts': `import Route from '@ioc:Adonis/Core/Route';
Route.get('/posts', 'PostsController.index');
Route.group(() => {
  Route.get('/mine', 'PostsController.index');
  Route.get('/none', 'MissingController.index');
}).prefix('v1').middleware('auth');
`,
    },
    rows: ['GET /posts open', 'GET /v1/mine checked', 'GET /v1/none checked ?'],
  },
  feathers: {
    dependencies: {
      '@feathersjs/feathers': '^5.0.0',
      '@feathersjs/koa': '^5.0.0',
      '@feathersjs/authentication': '^5.0.0',
      '@feathersjs/knex': '^5.0.0',
    },
    files: {
      'src/db.ts': DB,
      'src/messages.ts': `import type { Params, Id } from '@feathersjs/feathers';
import { pool } from './db';
interface Message { text: string }
export class MessageService {
  async find(params: Params) {
    return pool.query(\`SELECT * FROM messages WHERE text = '\${params.query.text}'\`); // tainted
  }
  async get(id: string, params) {
    return pool.query(\`SELECT * FROM messages WHERE id = '\${id}'\`); // tainted
  }
  async create(data: Message, params) {
    return pool.query(\`INSERT INTO messages VALUES ('\${data.text}')\`); // tainted
  }
  async helper(text: string) {
    return pool.query(\`INSERT INTO messages VALUES ('\${text}')\`);
  }
}
`,
      'src/hooks.ts': 'export const hooksOfOthers = makeHooks();\n',
      'src/paths.ts': "export const notes = 'notes';\n",
      'src/app.ts': `import { feathers } from '@feathersjs/feathers';
import { koa, rest } from '@feathersjs/koa';
import { authenticate } from '@feathersjs/authentication';
import { KnexService } from '@feathersjs/knex';
import { MessageService } from './messages';
import { notes } from './paths';
import { hooksOfOthers } from './hooks';
class Notes extends KnexService {}
class Plain {}
const app = koa(feathers());
app.configure(rest());
app.use('/messages', new MessageService());
app.use(notes, new Notes({}), { methods: ['find', 'remove'] });
app.use('open', { async find(params) { return params.user; } });
app.use('elsewhere', { async find() {} });
app.service('elsewhere').hooks(hooksOfOthers);
app.use('/none', new Plain());
app.use(async (context, next) => next());
app.service('messages').hooks({
  around: { all: [log] },
  before: { create: [authenticate('jwt')] },
});
app.service(notes).hooks({ around: { all: [authenticate('jwt')] } });
app.listen(3030);
async function log(context, next) {
  await next();
}
`,
    },
    rows: [
      'GET /elsewhere unknown', 'GET /messages open', 'POST /messages checked', 'GET /messages/:id open',
      'GET /notes checked', 'DELETE /notes/:id checked', 'GET /open open',
    ],
  },
  'adonis behind a guard of all': {
    dependencies: { '@adonisjs/core': '^6.0.0' },
    files: {
      'start/kernel.ts': `import router from '@adonisjs/core/services/router';
router.use([() => import('../app/middleware/auth.js'), () => import('../app/middleware/body.js')]);
`,
      'app/middleware/auth.ts': `import type { HttpContext } from '@adonisjs/core/http';
export default class Auth {
  async handle({ auth }: HttpContext, next) {
    await auth.authenticate();
    return next();
  }
}
`,
      'app/middleware/body.ts': 'export default class Body { async handle(ctx, next) { return next(); } }\n',
      'start/routes.ts': `import router from '@adonisjs/core/services/router';
router.get('/mine', async () => 'ok');
`,
    },
    rows: ['GET /mine checked'],
  },
  'feathers behind a guard of all': {
    dependencies: { '@feathersjs/feathers': '^5.0.0', '@feathersjs/koa': '^5.0.0', jsonwebtoken: '^9.0.0' },
    files: {
      'src/app.ts': `import { feathers } from '@feathersjs/feathers';
import { koa } from '@feathersjs/koa';
import jwt from 'jsonwebtoken';
const app = koa(feathers());
app.use(async (context, next) => {
  context.user = jwt.verify(context.headers.authorization, process.env.KEY, { algorithms: ['HS256'] });
  await next();
});
app.use('mine', { async find() {} });
`,
    },
    rows: ['GET /mine checked'],
  },
};
