import { describe, expect, it } from 'vitest';
import { toldOf } from './findings-of.js';

type Files = Readonly<Record<string, string>>;

/** What is said of a value that arrives at a shell: `finding`, `question`, or nothing. */
async function said(files: Files): Promise<string> {
  const told = await toldOf('no-command-injection', files);
  return [...new Set(told.map(({ kind }) => kind))].join(' and ') || 'nothing';
}

/** The same of a free text, of one of two words, and of a name the schema does not list. */
async function saidOf(files: (field: string) => Files): Promise<Readonly<Record<string, string>>> {
  const [name, kind, other] = await Promise.all(['name', 'kind', 'other'].map((field) => said(files(field))));
  return { name: name!, kind: kind!, other: other! };
}

const HEAD = `import express from 'express';
import { exec } from 'node:child_process';
const app = express();
const router = express.Router();
`;
const SCHEMA = `import { z } from 'zod';
export const Order = z.object({ name: z.string(), kind: z.enum(['a', 'b']) });`;
const RULES = `import Joi from 'joi';
export const Order = Joi.object({ name: Joi.string(), kind: Joi.string().valid('a', 'b') });`;
const FIELDS = `import * as yup from 'yup';
export const Order = yup.object({ name: yup.string(), kind: yup.string().oneOf(['a', 'b']) });`;
const IMPORTS = `import { Order } from './order';
import { validate } from './validate';
`;
const REPLACES = `export const validate = (schema) => (req, res, next) => {
  req.body = schema.parse(req.body);
  next();
};`;
const ASKS = `export function validate(schema) {
  return (req, res, next) => {
    const result = schema.safeParse(req.body);
    if (!result.success) return res.status(400).json(result.error);
    next();
  };
}`;
const route = (before: string, use: string): string =>
  `router.post('/x', ${before}, (req, res) => { exec('x ' + ${use}); });`;
const shell = (use: string, params = 'req, res'): string => `(${params}) => { exec('x ' + ${use}); }`;

describe('a schema that is handed to a middleware', () => {
  const checked = async (validate: string, before: string, use = 'req.body', order = SCHEMA): Promise<unknown> =>
    saidOf((field) => ({
      'order.ts': order,
      'validate.ts': validate,
      'routes.ts': HEAD + IMPORTS + route(before, `${use}.${field}`),
    }));
  const OPEN = { name: 'finding', kind: 'nothing', other: 'finding' };
  const CLOSED = { name: 'finding', kind: 'nothing', other: 'nothing' };

  it('is what the request is afterwards, or what it was only asked about', async () => {
    expect(await checked(REPLACES, 'validate(Order)')).toEqual(CLOSED);
    expect(await checked(ASKS, 'validate(Order)')).toEqual(OPEN);
  });

  it('checks the part it is made for, and no other', async () => {
    const byName = `export const validate = (schema, part = 'body') => (req, res, next) => {
      req[part] = schema.parse(req[part]);
      next();
    };`;
    expect(await checked(byName, `validate(Order)`)).toEqual(CLOSED);
    expect(await checked(byName, `validate(Order, 'query')`, 'req.query')).toEqual(CLOSED);
    expect(await checked(byName, `validate(Order, 'query')`)).toEqual({
      name: 'finding',
      kind: 'finding',
      other: 'finding',
    });
    const byParts = `export const validate = ({ body, query }) => (req, res, next) => {
      if (body) req.body = body.parse(req.body);
      if (query) req.query = query.parse(req.query);
      next();
    };`;
    expect(await checked(byParts, 'validate({ query: Order })', 'req.query')).toEqual(CLOSED);
    expect(await checked(byParts, 'validate({ query: Order })')).toEqual({
      name: 'finding',
      kind: 'finding',
      other: 'finding',
    });
  });

  it('is read where the checked copy is put', async () => {
    const beside = `export const validate = (schema) => (req, res, next) => {
      req.validated = schema.parse(req.body);
      res.locals.input = schema.parse(req.body);
      next();
    };`;
    expect(await checked(beside, 'validate(Order)', 'req.validated')).toEqual(CLOSED);
    expect(await checked(beside, 'validate(Order)', 'res.locals.input')).toEqual(CLOSED);
    expect(await checked(beside, 'validate(Order)')).toEqual({ name: 'finding', kind: 'nothing', other: 'finding' });
  });

  it('says nothing where the middleware does nothing with it', async () => {
    const describes = `export const validate = (schema) => (req, res, next) => next();`;
    expect(await checked(describes, 'validate(Order)')).toEqual({ name: 'finding', kind: 'finding', other: 'finding' });
    const refusesNothing = `export const validate = (schema) => (req, res, next) => { schema.safeParse(req.body); next(); };`;
    expect(await checked(refusesNothing, 'validate(Order)')).toEqual({
      name: 'finding',
      kind: 'finding',
      other: 'finding',
    });
  });

  it('is read as the library reads it whose results are read', async () => {
    const told = `export const validate = (schema) => (req, res, next) => {
      const { value, error } = schema.validate(req.body);
      if (error) return res.status(400).json(error);
      req.body = value;
      next();
    };`;
    const waited = `export const validate = (schema) => async (req, res, next) => {
      try { await schema.validate(req.body); return next(); } catch (error) { return res.status(400).json({}); }
    };`;
    expect(await checked(told, 'validate(Order)', 'req.body', RULES)).toEqual(CLOSED);
    expect(await checked(waited, 'validate(Order)', 'req.body', FIELDS)).toEqual(OPEN);
  });

  it('is a question where nobody can read it', async () => {
    for (const validate of [REPLACES, ASKS])
      expect(
        await said({
          'validate.ts': validate,
          'routes.ts':
            HEAD + IMPORTS.replace('./order', 'orders-of-a-package') + route('validate(Order)', 'req.body.kind'),
        }),
      ).toBe('question');
  });
});

describe('what stands before a handler', () => {
  const files = (routes: string, more: Files = {}): Files => ({
    'order.ts': SCHEMA,
    'validate.ts': REPLACES,
    'routes.ts': HEAD + IMPORTS + routes,
    ...more,
  });

  it('may be kept in a name, used for all routes of a router, or written out', async () => {
    const forms: readonly ((field: string) => string)[] = [
      (field) => `const check = validate(Order); ${route('check', `req.body.${field}`)}`,
      (field) => `const checks = [validate(Order)]; ${route('checks', `req.body.${field}`)}`,
      (field) => `router.use(validate(Order)); router.post('/x', ${shell(`req.body.${field}`)});`,
      (field) => `const check = (req, res, next) => { req.body = Order.parse(req.body); next(); };
        ${route('check', `req.body.${field}`)}`,
      (field) => `const wrap = (fn) => (req, res, next) => fn(req, res, next).catch(next);
        router.post('/x', validate(Order), wrap(async ${shell(`req.body.${field}`)}));`,
    ];
    for (const form of forms)
      expect(await saidOf((field) => files(form(field)))).toEqual({
        name: 'finding',
        kind: 'nothing',
        other: 'nothing',
      });
    // After the route it comes too late.
    expect(await said(files(`router.post('/x', ${shell('req.body.kind')}); router.use(validate(Order));`))).toBe(
      'finding',
    );
  });

  it('may stand in another file', async () => {
    const made = `import { Order } from './order'; import { validate } from './validate'; export const check = validate(Order);`;
    const own = `import { Order } from './order'; export const check = (req, res, next) => { req.body = Order.parse(req.body); next(); };`;
    for (const check of [made, own])
      expect(
        await saidOf((field) =>
          files(`import { check } from './check'; ${route('check', `req.body.${field}`)}`, { 'check.ts': check }),
        ),
      ).toEqual({ name: 'finding', kind: 'nothing', other: 'nothing' });
  });

  it('counts for a handler of another file, where every route has it', async () => {
    const controller = (field: string): string => `import { exec } from 'node:child_process';
      import type { Request, Response } from 'express';
      export const create = async (req: Request, res: Response) => { const { ${field} } = req.body; exec('x ' + ${field}); };`;
    const routes = `import { create } from './create'; router.post('/x', validate(Order), create);`;
    expect(await saidOf((field) => files(routes, { 'create.ts': controller(field) }))).toEqual({
      name: 'finding',
      kind: 'nothing',
      other: 'nothing',
    });
    expect(await said(files(`${routes} router.put('/x', create);`, { 'create.ts': controller('kind') }))).toBe(
      'finding',
    );
  });
});

describe('a function around a handler', () => {
  const files = (around: string, routes: string): Files => ({
    'order.ts': SCHEMA,
    'around.ts': around,
    'routes.ts': `${HEAD}import { Order } from './order'; import { checked } from './around'; ${routes}`,
  });

  it('hands it what the schema lets through', async () => {
    const around = `export const checked = (schema, handler) => async (req, res) => {
      const input = schema.parse(req.body);
      return handler(req, res, input);
    };`;
    expect(
      await saidOf((field) =>
        files(around, `router.post('/x', checked(Order, async ${shell(`input.${field}`, 'req, res, input')}));`),
      ),
    ).toEqual({ name: 'finding', kind: 'nothing', other: 'nothing' });
    // The request is as it was.
    expect(
      await said(
        files(around, `router.post('/x', checked(Order, async ${shell('req.body.other', 'req, res, input')}));`),
      ),
    ).toBe('finding');
  });

  it('may take both by name', async () => {
    const around = `export const checked = ({ schema, handler }) => async (req, res) => {
      const input = schema.parse(req.body);
      return handler({ input, req });
    };`;
    expect(
      await saidOf((field) =>
        files(
          around,
          `router.post('/x', checked({ schema: Order, handler: async ({ input }) => { exec('x ' + input.${field}); } }));`,
        ),
      ),
    ).toEqual({ name: 'finding', kind: 'nothing', other: 'nothing' });
    expect(
      await said({
        'app/api/x/route.ts': `import { checked } from '../../../around'; import { Order } from 'orders-of-a-package';
          import { exec } from 'node:child_process';
          export const POST = checked({ schema: Order, handler: async ({ input }) => { exec('x ' + input.kind); } });`,
        'around.ts': `import { NextRequest } from 'next/server';
          export const checked = ({ schema, handler }) => async (req: NextRequest) => {
            const parsed = schema.safeParse(await req.json());
            if (!parsed.success) return new Response('', { status: 400 });
            return handler({ input: parsed.data });
          };`,
      }),
    ).toBe('question');
  });

  it('that checks nothing says nothing', async () => {
    const around = `export const checked = (schema, handler) => (req, res) => handler(req, res);`;
    expect(await said(files(around, `router.post('/x', checked(Order, ${shell('req.body.kind')}));`))).toBe('finding');
  });
});

describe('a function that parses', () => {
  it('gives what the schema lets through that it is handed', async () => {
    const forms = [
      `export const parse = (schema, value) => schema.parse(value);`,
      `import { z } from 'zod';
       export function parse<T extends z.ZodTypeAny>(schema: T, value: unknown): z.infer<T> {
         const result = schema.safeParse(value);
         if (!result.success) throw new Error('refused');
         return result.data;
       }`,
    ];
    const files = (parse: string, field: string, from = './order'): Files => ({
      'order.ts': SCHEMA,
      'parse.ts': parse,
      'routes.ts': `${HEAD}import { Order } from '${from}'; import { parse } from './parse';
        app.post('/x', (req, res) => { const order = parse(Order, req.body); exec('x ' + order.${field}); });`,
    });
    for (const form of forms) {
      expect(await saidOf((field) => files(form, field))).toEqual({
        name: 'finding',
        kind: 'nothing',
        other: 'nothing',
      });
      expect(await said(files(form, 'kind', 'orders-of-a-package'))).toBe('question');
    }
  });
});
