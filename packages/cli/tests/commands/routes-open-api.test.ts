import { Validator } from '@seriousme/openapi-schema-validator';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { tempProject } from '../temp-project.js';
import { runCli } from './run-cli.js';

const FILES = {
  'package.json':
    '{"name":"shop","version":"1.2.3","dependencies":{"express":"^5.0.0","zod":"^4.0.0","express-jwt":"^8.0.0","bullmq":"^5.0.0"}}',
  'src/validate.js': `import { z } from 'zod';
export const Order = z.object({
  name: z.string(),
  count: z.number().optional(),
  items: z.array(z.object({ id: z.uuid(), weight: z.union([z.number(), z.string()]) })),
  kind: z.enum(['a', 'b']),
});
export const Page = z.object({ page: z.coerce.number(), sort: z.string() });
export const Keys = z.object({ id: z.coerce.number() });
export const inBody = (schema) => (req, res, next) => {
  const read = schema.safeParse(req.body);
  if (!read.success) return res.status(400).end();
  next();
};
export const inQuery = (schema) => (req, res, next) => {
  const read = schema.safeParse(req.query);
  if (!read.success) return res.status(400).end();
  next();
};
export const inPath = (schema) => (req, res, next) => {
  schema.parse(req.params);
  next();
};
`,
  'src/app.js': `import express from 'express';
import { expressjwt } from 'express-jwt';
import { Worker } from 'bullmq';
import { outsider } from 'unknown-middleware';
import { inBody, inPath, inQuery, Keys, Order, Page } from './validate.js';
const app = express();
const auth = expressjwt({ secret: process.env.SECRET, algorithms: ['RS256'] });
app.post('/users/:id/orders', auth, inBody(Order), createOrder);
app.get('/users/:user', inQuery(Page), users.show);
app.delete('/users/:id', inPath(Keys), users.remove);
app.get('/orders/:id(\\\\d+)', list);
app.get('/bills', list);
app.get('/bills', again);
app.post('/rates', outsider({ schema: Order }), rate);
app.get('/files/*path', list);
app.all('/any', any);
app.get(process.env.PLACE, list);
new Worker('mail', async (job) => fetch('https://mail.example.org', { body: job.data }));
function createOrder(req, res) { res.json(req.body); }
function list(req, res) { res.json([]); }
function again(req, res) { res.json([]); }
function rate(req, res) { res.json([]); }
function any(req, res) { res.json([]); }
const users = { show(req, res) { res.json([]); }, remove(req, res) { res.json([]); } };
`,
} as const;

const fixtures = fileURLToPath(new URL('../../../../fixtures', import.meta.url));

interface Operation {
  readonly operationId?: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: object };
  readonly security?: object;
  readonly 'x-backend-architect': Readonly<Record<string, unknown>>;
}

interface Document {
  readonly openapi: string;
  readonly info: object;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly securitySchemes: object };
}

async function documentOf(root: string, ...more: readonly string[]): Promise<Document> {
  const { code, stdout, stderr } = await runCli(root, ['routes', '--no-cache', '--format', 'openapi', ...more]);
  expect([code, stderr]).toEqual([0, '']);
  const document = JSON.parse(stdout) as Document;
  expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
  return document;
}

const shop = (): Promise<Document> => documentOf(tempProject(FILES));

describe('routes --format openapi', () => {
  it('says of the project what is there and what was left out', async () => {
    const { openapi, info, paths } = await shop();
    expect(openapi).toBe('3.1.0');
    expect(info).toEqual({
      title: 'shop',
      version: '1.2.3',
      description:
        'Read from the code: 7 operations. Left out: 1 whose path, or what stands before them, is not known whole, ' +
        '1 with a path that is a pattern, 1 with a method and path that stand here already, 1 of the kind queue. ' +
        'Answers, and which fields must be there, are not read.',
      'x-left-out': { incomplete: 1, patterns: 1, again: 1, others: { queue: 1 } },
    });
    expect(Object.entries(paths).map(([path, item]) => [path, Object.keys(item)])).toEqual([
      ['/any', ['x-any-method']],
      ['/bills', ['get']],
      ['/orders/{id}', ['get']],
      ['/rates', ['post']],
      ['/users/{id}', ['delete', 'get']],
      ['/users/{id}/orders', ['post']],
    ]);
  });

  it('tells parameters and bodies where a schema is known to stand before the handler, and none elsewhere', async () => {
    const { paths } = await shop();
    expect(paths['/users/{id}/orders']!['post']!.requestBody).toEqual({
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              name: { type: 'string' },
              count: { type: ['number', 'null'] },
              items: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: { id: { type: 'string' }, weight: { anyOf: [{ type: 'number' }, { type: 'string' }] } },
                },
              },
              kind: {},
            },
          },
        },
      },
    });
    // One path, whatever the parameter is called in each route.
    expect(paths['/users/{id}']!['get']!.parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'page', in: 'query', schema: { type: 'number' } },
      { name: 'sort', in: 'query', schema: { type: 'string' } },
    ]);
    expect(paths['/users/{id}']!['delete']!.parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'number' } },
    ]);
    expect(paths['/users/{id}']!['get']).not.toHaveProperty('requestBody');
    // What somebody nobody reads was handed may never be asked.
    expect(paths['/rates']!['post']).not.toHaveProperty('requestBody');
    expect(paths['/bills']!['get']).not.toHaveProperty('parameters');
  });

  it('names operations after their handlers, by more where that is not enough, and tells where they stand', async () => {
    const { paths } = await shop();
    const operations = Object.values(paths).flatMap((item) => Object.values(item));
    expect(operations.map(({ operationId, tags }) => [operationId, ...tags])).toEqual([
      ['any', 'src/app.js'],
      ['list_get_bills', 'src/app.js'],
      ['list_get_orders_id_d', 'src/app.js'],
      ['rate', 'src/app.js'],
      ['remove', 'src/app.js'],
      ['show', 'src/app.js'],
      ['createOrder', 'src/app.js'],
    ]);
    expect(paths['/users/{id}/orders']!['post']!['x-backend-architect']).toEqual({
      access: 'checked',
      before: ['express-jwt.Guard', 'inBody'],
      duties: [],
      writes: [],
      leaves: false,
      transaction: false,
      framework: 'express',
      handler: 'createOrder',
      file: 'src/app.js',
      line: 8,
    });
  });

  it('asks for authentication only where it is checked', async () => {
    const { paths, components } = await shop();
    const asked = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { security }]) => (security ? [[path, method, security]] : [])),
    );
    expect(asked).toEqual([['/users/{id}/orders', 'post', [{ authentication: [] }]]]);
    expect(Object.keys(components!.securitySchemes)).toEqual(['authentication']);
    const open = await documentOf(
      tempProject({
        'package.json': '{"dependencies":{"express":"^5.0.0"}}',
        'app.js':
          "import express from 'express';\nconst app = express();\napp.get('/a', (req, res) => " +
          "res.json([]));\napp.get('/b', (req, res) => res.json([]));\n",
      }),
    );
    expect(open).not.toHaveProperty('components');
    expect(open.info).toEqual({
      title: 'API',
      version: '0.0.0',
      description:
        'Read from the code: 2 operations. Nothing was left out. Answers, and which fields must be there, are not read.',
      'x-left-out': { incomplete: 0, patterns: 0, again: 0, others: {} },
    });
    // A handler without a name gives none.
    expect(Object.values(open.paths).map((item) => item['get'])).not.toContainEqual(
      expect.objectContaining({ operationId: expect.anything() as unknown }),
    );
  });

  it('puts the handlers of a class under it', async () => {
    const { paths } = await documentOf(`${fixtures}/clinic-nest`);
    const tags = Object.values(paths).flatMap((item) => Object.values(item).flatMap((operation) => operation.tags));
    expect(tags).toContain('PatientsController');
  });

  it('shows no secret of the code', async () => {
    const secret = 'sk_live_51HqZ9fKq0Vx3mN8yBtR2wJ7c';
    const root = tempProject({
      'package.json': '{"name":"shop","dependencies":{"express":"^5.0.0"}}',
      'app.js': `import express from 'express';\nconst app = express();\napp.get('/hook/${secret}', (req, res) => res.end());\n`,
    });
    const { stdout } = await runCli(root, ['routes', '--no-cache', '--format', 'openapi']);
    expect(stdout).toContain('/hook/');
    expect(stdout).not.toContain(secret);
  });

  it.each(readdirSync(fixtures))('is a valid document of every fixture: %s', async (name) => {
    const { paths } = await documentOf(`${fixtures}/${name}`);
    expect(Object.keys(paths).length).toBeGreaterThan(0);
    const ids = Object.values(paths).flatMap((item) => Object.values(item).flatMap(({ operationId }) => operationId));
    expect(new Set(ids.filter(Boolean)).size).toBe(ids.filter(Boolean).length);
  });
});
