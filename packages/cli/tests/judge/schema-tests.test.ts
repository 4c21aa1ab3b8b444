import { describe, expect, it } from 'vitest';
import { toldOf } from './findings-of.js';

/** What is said of a value that arrives at a shell: `finding`, `question`, or nothing. */
async function said(routes: string, check: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const told = await toldOf('no-command-injection', {
    ...more,
    'check.ts': check,
    'routes.ts': `import express from 'express';
import { exec } from 'node:child_process';
import { assertOrder, isOrder } from './check';
const router = express.Router();
router.post('/', (req, res) => { ${routes} });`,
  });
  return [...new Set(told.map(({ kind }) => kind))].join(' and ') || 'nothing';
}

const SCHEMA = `z.object({ kind: z.enum(['a', 'b']), name: z.string() })`;
const ZOD = `import { z } from 'zod';
const Order = ${SCHEMA};
export const isOrder = (value) => Order.safeParse(value).success;
export function assertOrder(value) { Order.parse(value); }`;
const IF = 'if (!isOrder(req.body)) return res.sendStatus(400);';

describe('a test of a schema that stands in another file', () => {
  it.each([
    ['says of each field what the schema admits', IF, 'kind', 'nothing'],
    ['leaves text what it was', IF, 'name', 'finding'],
    ['holds after a call that throws', 'assertOrder(req.body);', 'kind', 'nothing'],
    ['leaves text after a call that throws', 'assertOrder(req.body);', 'name', 'finding'],
    ['says nothing where nobody asks', '', 'kind', 'finding'],
    ['says nothing where the refusal goes on', 'if (!isOrder(req.body)) log();', 'kind', 'finding'],
    ['says nothing of another part', 'if (!isOrder(req.query)) return res.sendStatus(400);', 'kind', 'finding'],
  ])('%s', async (_, before, field, expected) => {
    expect(await said(`${before} exec('x ' + req.body.${field});`, ZOD)).toBe(expected);
  });

  it.each([
    [
      'joi',
      `import Joi from 'joi'; const Order = Joi.object({ kind: Joi.valid('a', 'b'), name: Joi.string() });
export const isOrder = (value) => !Order.validate(value).error; export const assertOrder = isOrder;`,
    ],
    [
      'yup',
      `import * as yup from 'yup';
const Order = yup.object({ kind: yup.string().oneOf(['a', 'b']), name: yup.string() });
export const isOrder = (value) => Order.isValidSync(value); export const assertOrder = isOrder;`,
    ],
    [
      'a schema of a third file',
      `import { Order } from './order';
export const isOrder = (value) => Order.safeParse(value).success; export const assertOrder = isOrder;`,
    ],
  ])('is read for %s', async (_, check) => {
    const more = { 'order.ts': `import { z } from 'zod'; export const Order = ${SCHEMA};` };
    expect(await said(`${IF} exec('x ' + req.body.kind);`, check, more)).toBe('nothing');
    expect(await said(`${IF} exec('x ' + req.body.name);`, check, more)).toBe('finding');
  });
});
