import { describe, expect, it } from 'vitest';
import { questionsOf } from './findings-of.js';
import { questionFamilies } from '../../src/findings/question-families.js';
import type { Contract } from '../../src/detectors/define.js';

describe('what one person answers', () => {
  const open = (path: string): string =>
    `import express from 'express';\nimport cors from 'cors';\nexport const app = express();\napp.use('${path}', cors({ origin: '*' }));\n`;

  it('is asked once, with its places', async () => {
    expect(await questionsOf('no-insecure-cors', { 'a.js': open('/a'), 'b.js': open('/b') })).toEqual([
      'a.js: Is everything that is answered here meant for every website, at 2 places?',
    ]);
    expect(await questionsOf('no-insecure-cors', { 'a.js': open('/a') })).toEqual([
      'a.js: Is everything that is answered here meant for every website?',
    ]);
  });
});

describe('writes that run on events', () => {
  const listener = (
    name: string,
    mark = "@OnEvent('order.made')",
  ): string => `import { OnEvent } from '@nestjs/event-emitter';
import { Injectable } from '@nestjs/common';
import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
@Injectable()
export class ${name} {
  ${mark}
  async hear(order) {
    await prisma.stock.update({ where: { id: order.item }, data: { left: order.left } });
    await prisma.entry.create({ data: { order: order.id } });
  }
}
`;
  const elsewhere = `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export const pay = (id) => prisma.$transaction(async (tx) => { await tx.a.create({ data: { id } }); await tx.b.create({ data: { id } }); });
`;

  it('are one question', async () => {
    const asked = await questionsOf('require-transaction', {
      'a.ts': listener('A'),
      'b.ts': listener('B'),
      'pay.ts': elsewhere,
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/The same is asked of 1 more\.$/);
  });

  it('are asked one by one where something else may call them', async () => {
    const asked = await questionsOf('require-transaction', {
      'a.ts': listener('A', ''),
      'b.ts': listener('B', ''),
      'pay.ts': elsewhere,
    });
    expect(asked).toHaveLength(2);
  });
});

describe('writes of what factories make', () => {
  const PAY = `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export const pay = (id) => prisma.$transaction(async (tx) => { await tx.a.create({ data: { id } }); await tx.b.create({ data: { id } }); });
`;
  const made = (name: string): string => `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export const ${name} = (deps) => async (order) => {
  await prisma.stock.update({ where: { id: order.item }, data: { left: order.left } });
  await prisma.entry.create({ data: { order: order.id } });
};
`;

  it('are not one with those of a callback, which is run on the spot', async () => {
    const called = (name: string): string =>
      made(name)
        .replace('(deps) => async (order) => {', 'async (each) => { await each(async (order) => {')
        .replace(/\};\n$/, '}); };\n');
    expect(
      await questionsOf('require-transaction', { 'a.ts': called('a'), 'b.ts': called('b'), 'pay.ts': PAY }),
    ).toHaveLength(2);
  });

  it('are one question', async () => {
    const asked = await questionsOf('require-transaction', { 'a.ts': made('a'), 'b.ts': made('b'), 'pay.ts': PAY });
    expect(asked).toEqual([expect.stringMatching(/^a\.ts: .* The same is asked of 1 more\.$/)]);
  });
});

describe('writes whose callers open a transaction, as far as they are seen', () => {
  const files = (call: string): Record<string, string> => ({
    'stock.ts': `import { PrismaClient } from '@prisma/client';
export const prisma = new PrismaClient();
export class Stock {
  async take(order: { item: string; left: number; id: string }) {
    await prisma.stock.update({ where: { id: order.item }, data: { left: order.left } });
    await prisma.entry.create({ data: { order: order.id } });
  }
}
`,
    'pay.ts': `import { prisma, Stock } from './stock';
const stock = new Stock();
export const pay = (order) =>
  prisma.$transaction(async (tx) => { await tx.a.create({ data: order }); await tx.b.create({ data: order }); });
export const other = (thing, order) => thing.find().take(order);
${call}
`,
  });

  it('are not asked about', async () => {
    const inside =
      "import { unit } from './unit';\nexport const order = (given) => unit(async () => { await stock.take(given); });";
    const unit = `import { AsyncLocalStorage } from 'node:async_hooks';
import { prisma } from './stock';
const kept = new AsyncLocalStorage();
export const unit = (work) => prisma.$transaction((tx) => kept.run(tx, () => work()));
`;
    expect(await questionsOf('require-transaction', { ...files(inside), 'unit.ts': unit })).toEqual([]);
    expect(await questionsOf('require-transaction', { ...files(''), 'unit.ts': unit })).toHaveLength(1);
  });
});

describe('a family of questions', () => {
  const contract = (id: string, route: string): Contract => ({
    id,
    requires: [{ predicate: 'guarded_by', route, guard: 'check' }],
    reason: 'it is checked',
  });
  const asked = (at: number, contracts: readonly Contract[]) => ({
    kind: 'question' as const,
    ruleId: 'no-ssrf',
    version: 1,
    severity: 'high' as const,
    impact: 'it is read',
    file: 'a.js',
    at: [at, at + 1] as const,
    question: 'Is it?',
    cause: 'one',
    whyAmbiguous: [],
    evidence: [],
    facts: [],
    contracts,
  });

  it('is asked at the first that is asked by itself, and not at all where none is', () => {
    const beside = { ...asked(0, []), onlyBeside: true as const };
    expect(questionFamilies([beside, asked(5, [])])).toMatchObject([{ at: [5, 6], question: 'Is it, at 2 places?' }]);
    expect(questionFamilies([beside])).toEqual([]);
    const { cause: _cause, ...alone } = beside;
    expect(questionFamilies([alone])).toEqual([]);
  });

  it('is cleared by what holds at every place, and by nothing that only some of them could show', () => {
    const [family] = questionFamilies([
      asked(0, [contract('a', 'GET /a'), contract('b', 'GET /a')]),
      asked(5, [contract('b', 'GET /b')]),
    ]);
    expect(family?.contracts).toEqual([
      {
        ...contract('b', 'GET /a'),
        requires: [...contract('b', 'GET /a').requires, ...contract('b', 'GET /b').requires],
      },
    ]);
  });
});

describe('a handler that hangs on what another function says', () => {
  const route = (path: string): string => `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { whoCalls } from './who.js';
const prisma = new PrismaClient();
export const router = express.Router();
router.post('${path}', async (req, res) => {
  const caller = await whoCalls(req);
  if (!caller.ok) return res.status(401).end();
  await prisma.thing.create({ data: { name: String(req.body.name) } });
  res.end();
});
`;

  it('is asked about by that function, once for all of them', async () => {
    const asked = await questionsOf('require-auth-on-route', {
      'package.json': '{"dependencies":{"express":"^5.0.0","@prisma/client":"^6.0.0"}}',
      'who.js': `import { ask } from 'somewhere';
export async function whoCalls(req) {
  const token = req.headers.authorization;
  if (!token) throw new Error('401');
  return ask(token);
}
`,
      'a.js': route('/a'),
      'b.js': route('/b'),
    });
    expect(asked).toEqual([
      expect.stringMatching(/^a\.js: `whoCalls` runs for POST \/a, POST \/b and is not known to keep out /),
    ]);
  });
});
