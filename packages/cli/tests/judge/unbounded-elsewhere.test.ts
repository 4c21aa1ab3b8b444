import { describe, expect, it } from 'vitest';
import { toldOf } from './findings-of.js';

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

describe('whole tables, answered in other files', () => {
  it('follows the rows into the response', async () => {
    const [found, ...others] = await toldOf('no-unbounded-query', answering('prisma.invoice.findMany()'));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: 'finding',
      at: 'src/invoices.ts: prisma.invoice.findMany()',
      says:
        'medium: `prisma.invoice.findMany` reads every row of `invoice` and `GET /invoices` sends it: ' +
        'there is neither a filter nor a limit. Page the list.',
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
  ])('is silent about %s', async (_name, query) => {
    expect(await toldOf('no-unbounded-query', answering(query))).toEqual([]);
  });

  it('takes the word of the policy for a small table', async () => {
    expect(
      await toldOf('no-unbounded-query', answering('prisma.invoice.findMany()'), { boundedTables: { Invoice: 40 } }),
    ).toEqual([]);
  });

  it.each([
    ['nobody writes', {}],
    ['only administrators write', BY_ADMINISTRATORS],
    ['only who passes a guard for administrators writes', BY_GUARD],
    ['a script writes', { 'scripts/seed.ts': WRITING['src/orders.ts'].replace('./prisma.js', '../src/prisma.js') }],
  ])('is silent about a table that %s', async (_name, writing) => {
    expect(
      (await toldOf('no-unbounded-query', answering('prisma.invoice.findMany()', writing))).map(({ kind }) => kind),
    ).toEqual([]);
  });

  it('knows that rows which a migration has put in grow no more when they are changed', async () => {
    const writing = (call: string): Record<string, string> => ({
      'src/orders.ts': WRITING['src/orders.ts'].replace(/await prisma.*?\}\)/, `await prisma.invoice.${call}`),
    });
    const change = writing('update({ where: { id: 1 }, data: { total: 2 } })');
    const seed = {
      'src/migrations/1-invoices.ts': `import { prisma } from '../prisma.js';
export async function up() { await prisma.invoice.createMany({ data: [{ total: 1 }, { total: 2 }] }); }`,
    };
    const told = async (more: Record<string, string>): Promise<number> =>
      (await toldOf('no-unbounded-query', answering('prisma.invoice.findMany()', more))).length;
    expect(await told({ ...change, ...seed })).toBe(0);
    expect(await told(change)).toBe(1);
    expect(await told({ ...writing('delete({ where: { id: 1 } })'), ...seed })).toBe(1);
    expect(await told({ ...WRITING, ...seed })).toBe(1);
  });

  it('is silent where only an administrator may ask', async () => {
    const files = answering('prisma.invoice.findMany()');
    const asked = (guard: string): Record<string, string> => ({
      ...files,
      'src/app.ts': files['src/app.ts']!.replace('res.json', `${guard} res.json`),
    });
    expect(
      (await toldOf('no-unbounded-query', asked('if (!req.user.isAdmin) return res.sendStatus(403);'))).map(
        ({ kind }) => kind,
      ),
    ).toEqual([]);
    expect(
      (await toldOf('no-unbounded-query', asked('if (!req.user.isVerified) return res.sendStatus(403);'))).map(
        ({ kind }) => kind,
      ),
    ).toEqual(['finding']);
  });
});
