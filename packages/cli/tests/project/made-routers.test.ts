/** Routers that functions make, routes that are described elsewhere, and routes in long chains. */
import { describe, expect, it } from 'vitest';
import { accessOf } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';

type Files = Readonly<Record<string, string>>;

const rows = (files: Files): readonly string[] =>
  projectOf(files, { versions: { hono: '4.0.0', '@hono/zod-openapi': '1.0.0' } })
    .routes.map((route) => `${route.method} ${route.path}${accessOf(route, {}) === 'guarded' ? ' guarded' : ''}`)
    .sort();

const MAKE = `import { Hono } from 'hono'; import { jwt } from 'hono/jwt';
export function makeRouter() { return new Hono({ strict: false }); }
export const makeOther = () => new Hono();
export function makeGuarded() { const router = new Hono(); router.use(jwt({ secret: process.env.KEY })); return router; }
export function makeFilled() { const router = new Hono(); install(router); return router; }
function install(router) { router.use(jwt({ secret: process.env.KEY })); }
export default function makeApp() { const app = makeRouter(); app.use(async (c, next) => next()); return app; }
`;
const app = (
  made: string,
): string => `import makeApp, * as make from './make'; import a from './a'; import b from './b';
const app = ${made};
app.route('/a', a); app.route('/b', b);
export default app;
`;
const router = (made: string, path: string): string => `import * as make from './make';
const router = ${made};
router.get('${path}', (c) => c.text('a'));
export default router;
`;

describe('routers of one function', () => {
  it.each(['make.makeRouter()', 'makeApp()', 'make.makeOther()'])('are each their own: %s', (made) => {
    expect(
      rows({
        'make.ts': MAKE,
        'app.ts': app(made),
        'a.ts': router('make.makeRouter()', '/x'),
        'b.ts': router('make.makeRouter()', '/y'),
      }),
    ).toEqual(['GET /a/x', 'GET /b/y']);
    expect(
      rows({
        'make.ts': MAKE,
        'app.ts': app(made),
        'a.ts': router('make.makeOther()', '/x'),
        'b.ts': router('make.makeOther()', '/y'),
      }),
    ).toEqual(['GET /a/x', 'GET /b/y']);
  });

  it('that is mounted where it is made are each that of their call', () => {
    const mount = `const express = require('express');
exports.mount = (name, app, given) => {
  const path = '/' + name;
  if (given.main) {
    const router = express.Router();
    router.use(given.first);
    router.use(given.main);
    app.use(path, router);
    return path;
  }
  app.use(path, given);
  return path;
};
`;
    const plain = (path: string): string =>
      `const router = require('express').Router();\nrouter.get('${path}', (req, res) => res.end());\nmodule.exports = router;\n`;
    const files = {
      'mount.js': mount,
      'orders.js': plain('/orders-of'),
      'users.js': plain('/users-of'),
      'jobs.js': plain('/jobs-of'),
      'app.js': `const express = require('express');
const { expressjwt } = require('express-jwt');
const { mount } = require('./mount');
const app = express();
mount('orders', app, { main: require('./orders'), first: expressjwt({ secret: process.env.KEY, algorithms: ['HS256'] }) });
mount('users', app, { main: require('./users'), first: express.json() });
mount('jobs', app, require('./jobs'));
`,
    };
    expect(rows(files)).toEqual(['GET /jobs/jobs-of', 'GET /orders/orders-of guarded', 'GET /users/users-of']);
  });

  it('have what the function has put on them', () => {
    expect(
      rows({
        'make.ts': MAKE,
        'app.ts': app('make.makeRouter()'),
        'a.ts': router('make.makeFilled()', '/x'),
        'b.ts': router('make.makeRouter()', '/y'),
      }),
    ).toEqual(['GET /a/x guarded', 'GET /b/y']);
  });

  it('have what the function puts on them', () => {
    expect(
      rows({
        'make.ts': MAKE,
        'app.ts': app('make.makeRouter()'),
        'a.ts': router('make.makeGuarded()', '/x'),
        'b.ts': router('make.makeRouter()', '/y'),
      }),
    ).toEqual(['GET /a/x guarded', 'GET /b/y']);
  });

  it('are told apart in a chain as long as people write them', () => {
    const paths = Array.from({ length: 20 }, (_, index) => `/r${String(index).padStart(2, '0')}`);
    const chain = paths.map((path) => `\n  .get('${path}', (c) => c.text('a'))`).join('');
    expect(
      rows({
        'make.ts': MAKE,
        'app.ts': app('makeApp()'),
        'a.ts': `import { makeRouter } from './make';\nexport default makeRouter()${chain};\n`,
        'b.ts': router('make.makeRouter()', '/y'),
      }),
    ).toEqual([...paths.map((path) => `GET /a${path}`), 'GET /b/y']);
  });
});

describe('routes that are described in another file', () => {
  const described = (guard: string): Files => ({
    'routes.ts': `import { createRoute } from '@hono/zod-openapi'; import { jwt } from 'hono/jwt';
const guard = ${guard};
export const list = createRoute({ path: '/', method: 'get', tags: ['Users'], responses: {} });
export const remove = createRoute({ path: '/{id}', method: 'delete', middleware: [guard], responses: {} });
`,
    'handlers.ts': 'export const list = (c) => c.json([]);\nexport const remove = (c) => c.json({});\n',
    'users.ts': `import { OpenAPIHono } from '@hono/zod-openapi'; import * as routes from './routes';
import * as handlers from './handlers';
export default new OpenAPIHono().openapi(routes.list, handlers.list).openapi(routes.remove, handlers.remove);
`,
    'app.ts': `import { OpenAPIHono } from '@hono/zod-openapi'; import users from './users';
const app = new OpenAPIHono(); app.route('/users', users); export default app;
`,
  });

  it('have its method, its path and its guards', () => {
    expect(rows(described('jwt({ secret: process.env.KEY })'))).toEqual(['DELETE /users/:id guarded', 'GET /users']);
    expect(rows(described('async (c, next) => next()'))).toEqual(['DELETE /users/:id', 'GET /users']);
  });

  it('and where they are described in the call', () => {
    expect(
      rows({
        'app.ts': `import { OpenAPIHono, createRoute } from '@hono/zod-openapi'; import { jwt } from 'hono/jwt';
const app = new OpenAPIHono();
app.openapi(createRoute({ method: 'post', path: '/x', middleware: jwt({ secret: process.env.KEY }) }), (c) => c.json({}));
app.openapi({ method: 'post', path: '/y' }, (c) => c.json({}));
export default app;
`,
      }),
    ).toEqual(['POST /x guarded', 'POST /y']);
  });
});
