import { describe, expect, it } from 'vitest';
import { detected } from './detected.js';

const WRITING = {
  'src/orders.ts': `import express from 'express';
import { prisma } from './prisma.js';
const app = express();
app.post('/orders', async (req, res) => { res.json(await prisma.invoice.create({ data: { total: 1 } })); });`,
};
const BY_ADMINISTRATORS = {
  'src/orders.ts': WRITING['src/orders.ts'].replace(
    'async (req, res) => {',
    'async (req, res) => { if (!req.user.isAdminOrUp) { return res.sendStatus(403); }',
  ),
};
const BY_GUARD = {
  'src/orders.ts': WRITING['src/orders.ts']
    .replace("'/orders', ", "'/orders', requireAdmin, ")
    .replace('const app', "import { requireAdmin } from './guards.js';\nconst app"),
  'src/guards.ts':
    'export function requireAdmin(req, res, next) { ' +
    "if (req.user.role !== 'admin') return res.sendStatus(403); next(); }",
};

function answering(query: string, writing: Record<string, string> = WRITING): Record<string, string> {
  return {
    'src/prisma.ts': "import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient();",
    'src/invoices.ts': `import { prisma } from './prisma.js';
export async function all(owner: string, take: number) { return ${query}; }`,
    'src/app.ts': `import express from 'express';
import { all } from './invoices.js';
const app = express();
app.get('/invoices', async (req, res) => { res.json(await all('a', 3)); });`,
    ...writing,
  };
}

describe('no-unbounded-query', () => {
  it('follows the rows into the response', () => {
    const [found, ...others] = detected('no-unbounded-query', answering('prisma.invoice.findMany()'));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: 'finding',
      at: 'src/invoices.ts: prisma.invoice.findMany()',
      says: 'medium: GET /invoices answers with every row of `invoice`: the query has neither a filter nor a limit.',
    });
    expect(found?.steps.map((step) => step.split(' | ')[1])).toEqual([
      'reads every row of `invoice`', 'gets it from all', 'becomes the response of GET /invoices',
    ]);
  });

  it.each([
    ['a limit', 'prisma.invoice.findMany({ take })'],
    ['the rows of one owner', 'prisma.invoice.findMany({ where: { owner } })'],
    ['a list that is short by its kind', 'prisma.country.findMany()'],
    ['a count', 'prisma.invoice.count()'],
    ['rows that stay inside', '(await prisma.invoice.findMany()).length'],
  ])('is silent about %s', (_name, query) => {
    expect(detected('no-unbounded-query', answering(query))).toEqual([]);
  });

  it('takes the word of the policy for a small table', () => {
    expect(
      detected('no-unbounded-query', answering('prisma.invoice.findMany()'), { boundedTables: { Invoice: 40 } }),
    ).toMatchObject([{ kind: 'cleared' }]);
  });

  it.each([
    ['nobody writes', {}],
    ['only administrators write', BY_ADMINISTRATORS],
    ['only who passes a guard for administrators writes', BY_GUARD],
    ['a script writes', { 'scripts/seed.ts': WRITING['src/orders.ts'].replace('./prisma.js', '../src/prisma.js') }],
  ])('is silent about a table that %s', (_name, writing) => {
    expect(
      detected('no-unbounded-query', answering('prisma.invoice.findMany()', writing)).map(({ kind }) => kind),
    ).toEqual(['cleared']);
  });

  it('is silent where only an administrator may ask', () => {
    const files = answering('prisma.invoice.findMany()');
    const asked = (guard: string): Record<string, string> => ({
      ...files,
      'src/app.ts': files['src/app.ts']!.replace('res.json', `${guard} res.json`),
    });
    expect(
      detected('no-unbounded-query', asked('if (!req.user.isAdmin) return res.sendStatus(403);')).map(
        ({ kind }) => kind,
      ),
    ).toEqual(['cleared']);
    expect(
      detected('no-unbounded-query', asked('if (!req.user.isVerified) return res.sendStatus(403);')).map(
        ({ kind }) => kind,
      ),
    ).toEqual(['finding']);
  });
});
