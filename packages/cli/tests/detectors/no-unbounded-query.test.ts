import { describe, expect, it } from 'vitest';
import { detected } from './detected.js';

function answering(query: string): Record<string, string> {
  return {
    'src/prisma.ts': "import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient();",
    'src/invoices.ts': `import { prisma } from './prisma.js';\nexport async function all(owner: string, take: number) { return ${query}; }`,
    'src/app.ts': "import express from 'express';\nimport { all } from './invoices.js';\nconst app = express();\napp.get('/invoices', async (req, res) => { res.json(await all('a', 3)); });",
  };
}

describe('no-unbounded-query', () => {
  it('follows the rows into the response', () => {
    const [found, ...others] = detected('no-unbounded-query', answering('prisma.invoice.findMany()'));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: 'finding', at: 'src/invoices.ts: prisma.invoice.findMany()', says: 'medium: GET /invoices answers with every row of `invoice`: the query has neither a filter nor a limit.' });
    expect(found?.steps.map((step) => step.split(' | ')[1])).toEqual(['reads every row of `invoice`', 'gets it from all', 'becomes the response of GET /invoices']);
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
    expect(detected('no-unbounded-query', answering('prisma.invoice.findMany()'), { boundedTables: { Invoice: 40 } })).toMatchObject([{ kind: 'cleared' }]);
  });
});
