import { describe, expect, it } from 'vitest';
import { toldOf } from './findings-of.js';

type Files = Readonly<Record<string, string>>;

/** What is said of a value that arrives at a shell: `finding`, `question`, or nothing. */
async function said(files: Files): Promise<string> {
  const told = await toldOf('no-command-injection', files);
  return [...new Set(told.map(({ kind }) => kind))].join(' and ') || 'nothing';
}

const HEAD = `import express from 'express';
import { exec } from 'node:child_process';
import { body, param, checkSchema, matchedData, validationResult } from 'express-validator';
const router = express.Router();
`;
const TESTED = `const errors = validationResult(req);
  if (!errors.isEmpty()) return res.status(400).json({ errors: errors.array() });`;
const route = (before: string, use: string, asks = TESTED): string =>
  `router.post('/:id', ${before}, (req, res) => { ${asks} exec('x ' + ${use}); });`;
const one = (before: string, use: string, asks = TESTED): Promise<string> =>
  said({ 'routes.ts': HEAD + route(before, use, asks) });

describe('what is noted of the fields of a request', () => {
  it('holds once somebody has asked for it', async () => {
    expect(await one(`body('id').isUUID()`, 'req.body.id')).toBe('nothing');
    expect(await one(`body('id').isUUID()`, 'req.body.id', '')).toBe('finding');
    expect(await one(`body('id').isUUID()`, 'req.body.id', 'validationResult(req);')).toBe('finding');
    expect(await one(`body('id').isUUID()`, 'req.body.id', 'validationResult(req).throw();')).toBe('nothing');
    for (const goesOn of [
      'const errors = validationResult(req); console.log(errors);',
      'if (!validationResult(req).isEmpty()) console.log(1);',
      'const errors = validationResult(req).array(); if (errors.length > 0) console.log(errors);',
      'validationResult(req).array();',
    ])
      expect(await one(`body('id').isUUID()`, 'req.body.id', goesOn), goesOn).toBe('finding');
    for (const refused of [
      'const found = validationResult(req).array(); if (found.length) return res.json(found);',
      'const { errors } = validationResult(req); if (errors.length > 0) { return res.json(errors); }',
      'if (!validationResult(req).isEmpty()) { res.sendStatus(400); return; }', 'refuse(validationResult(req));',
    ])
      expect(await one(`body('id').isUUID()`, 'req.body.id', refused), refused).toBe('nothing');
    expect(
      await one(`body('id').isUUID()`, '1); } else res.sendStatus(400); (0', 'if (validationResult(req).isEmpty()) {'),
    ).toBe('nothing');
    const handles = `const refuse = (req, res, next) => { ${TESTED} next(); };`;
    expect(await said({ 'routes.ts': HEAD + handles + route(`body('id').isUUID(), refuse`, 'req.body.id', '') })).toBe(
      'nothing',
    );
  });

  it('is what the chain says, and text stays text', async () => {
    expect(await one(`body('name').isString().trim()`, 'req.body.name')).toBe('finding');
    expect(await one(`body('name').isEmail()`, 'req.body.name')).toBe('finding');
    expect(await one(`[body('a').isInt(), body('kind').trim().isIn(['a', 'b'])]`, 'req.body.kind')).toBe('nothing');
    expect(await one(`body('kind').matches(/^[a-z]+$/)`, 'req.body.kind')).toBe('nothing');
    expect(await one(`body('kind').matches(/[a-z]+/)`, 'req.body.kind')).toBe('finding');
    expect(await one(`param('id').isUUID()`, 'req.params.id')).toBe('nothing');
    // Another field, another part.
    expect(await one(`body('id').isUUID()`, 'req.body.other')).toBe('finding');
    expect(await one(`body('id').isUUID()`, 'req.params.id')).toBe('finding');
  });

  it('may be written as an object, and in another file', async () => {
    expect(await one(`checkSchema({ id: { in: ['body'], isUUID: true } })`, 'req.body.id')).toBe('nothing');
    expect(await one(`checkSchema({ id: { in: ['body'], isString: true } })`, 'req.body.id')).toBe('finding');
    expect(await one(`checkSchema({ k: { isIn: { options: [['a', 'b']] } } })`, 'req.body.k')).toBe('nothing');
    const rules = (chain: string): string =>
      `import { body } from 'express-validator'; export const rules = [${chain}];`;
    const routes = HEAD + `import { rules } from './rules';` + route('rules', 'req.body.id');
    expect(await said({ 'routes.ts': routes, 'rules.ts': rules(`body('id').isUUID()`) })).toBe('nothing');
    expect(await said({ 'routes.ts': routes, 'rules.ts': rules(`body('id').isString()`) })).toBe('finding');
  });

  it('is all that the matched data hold', async () => {
    expect(await one(`body('id').isUUID()`, 'matchedData(req).id')).toBe('nothing');
    expect(await one(`body('name').isString()`, 'matchedData(req).name')).toBe('finding');
  });
});

describe('schemas by part of the request', () => {
  const celebrated = (schema: string, use: string, imports = ''): Promise<string> =>
    said({
      'routes.ts': `import express from 'express'; import { exec } from 'node:child_process'; ${imports}
        import { celebrate, Joi, Segments } from 'celebrate'; const router = express.Router();
        router.post('/x', celebrate({ [Segments.BODY]: ${schema} }), (req, res) => { exec('x ' + ${use}); });`,
    });

  it('are read, and asked about where nobody can', async () => {
    const schema = `Joi.object({ kind: Joi.string().valid('a'), name: Joi.string() })`;
    expect(await celebrated(schema, 'req.body.kind')).toBe('nothing');
    expect(await celebrated(schema, 'req.body.name')).toBe('finding');
    expect(await celebrated(schema, 'req.query.kind')).toBe('finding');
    expect(await celebrated('Order', 'req.body.kind', `import { Order } from 'orders-of-a-package';`)).toBe('question');
  });

  it('may be data of another file', async () => {
    const served = (kind: string): Promise<string> =>
      said({
        'order.ts': `export const order = { body: { type: 'object', properties: { kind: ${kind} } } };`,
        'server.ts': `import Fastify from 'fastify'; import { exec } from 'node:child_process';
          import { order } from './order'; const app = Fastify();
          app.post('/', { schema: order }, async (request) => { exec('x ' + request.body.kind); });`,
      });
    expect(await served(`{ enum: ['a', 'b'] }`)).toBe('nothing');
    expect(await served(`{ type: 'string' }`)).toBe('finding');
  });
});
