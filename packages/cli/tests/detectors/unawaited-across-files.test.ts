import { describe, expect, it } from 'vitest';
import { detected } from './detected.js';

const SHARED = {
  'src/prisma.ts': "import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient();",
  'src/audit.ts': `import { prisma } from './prisma.js';
export async function record(what: string) { await prisma.note.create({ data: { what } }); }
export async function quiet(what: string) { try { await prisma.note.create({ data: { what } }); } catch (error) { console.error(error); } }
export async function isAllowed(id: string) { return (await prisma.user.count({ where: { id } })) > 0; }
export function label(what: string) { return what.trim(); }`,
};

function using(body: string): Record<string, string> {
  return {
    ...SHARED,
    'src/service.ts': `import { isAllowed, label, quiet, record } from './audit.js';\nimport { prisma } from './prisma.js';\nexport async function run(id: string) {\n${body}\n}`,
    'src/app.ts': "import express from 'express';\nimport { run } from './service.js';\nconst app = express();\napp.post('/run', async (req, res) => { await run(req.body.id); res.end(); });",
  };
}

describe('no-unawaited-io across files', () => {
  it('names where the function is declared', () => {
    const [found, ...others] = detected('no-unawaited-io', using("record('x');"));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: 'finding', at: "src/service.ts: record('x')", says: expect.stringMatching(/^high: `record` returns a promise that nobody waits for/) });
    expect(found?.steps).toEqual(['src/audit.ts: record | record is asynchronous', "src/service.ts: record('x') | nobody waits for its promise"]);
  });

  it('reports a promise in a condition that decides about access', () => {
    expect(detected('no-unawaited-io', using("if (isAllowed(id)) { await record('x'); }"))).toMatchObject([{ at: 'src/service.ts: isAllowed(id)', says: expect.stringMatching(/^high: `isAllowed` returns a promise, and a promise is always true/) }]);
  });

  it('names what a module gives as its only thing as the caller does', () => {
    const files = {
      'src/orders/index.ts': "import { Pool } from 'pg';\nconst pool = new Pool();\nexport default async function (id: string) { await pool.query('update orders set done = true where id = $1', [id]); }\n",
      'src/app.ts': "import closeOrder from './orders/index.js';\nexport function done(id: string) { closeOrder(id); }\nexport class Orders { close(id: string) { closeOrder(id); } }\n",
    };
    const found = detected('no-unawaited-io', files);
    expect(found.map(({ says }) => says.slice(0, 40))).toEqual(['high: `closeOrder` returns a promise tha', 'high: `closeOrder` returns a promise tha']);
  });

  it('says when it happens inside a transaction', () => {
    expect(detected('no-unawaited-io', using("await prisma.$transaction(async (tx) => { quiet('x'); await tx.note.create({ data: {} }); });"))).toMatchObject([{ says: expect.stringContaining('its failure rolls nothing back') }]);
  });

  it('says nothing of rolling back where the transaction only loses a read', () => {
    const found = detected('no-unawaited-io', using("await prisma.$transaction(async (tx) => { isAllowed('x'); await tx.note.create({ data: {} }); });"));
    expect(found.map(({ says }) => says)).toEqual(['high: `isAllowed` is not awaited inside the transaction: it may read after the commit, and nobody gets what it finds.']);
  });

  it.each([
    ['await', "await record('x');"],
    ['return', "return record('x');"],
    ['a handler for the failure', "void record('x').catch(console.error);"],
    ['all of them at once', "await Promise.all([record('x'), record('y')]);"],
    ['a function that handles its failures', "quiet('x');"],
    ['a function that is done when it returns', "label('x');"],
    ['a condition on the value', "if (await isAllowed(id)) { await record('x'); }"],
  ])('is silent about %s', (_name, body) => {
    expect(detected('no-unawaited-io', using(body))).toEqual([]);
  });

  it('is silent at start-up and where the policy lets work be lost', () => {
    const start = { ...SHARED, 'src/main.ts': "import { record } from './audit.js';\nfunction main() { record('started'); }\nmain();" };
    expect(detected('no-unawaited-io', start)).toEqual([]);
    expect(detected('no-unawaited-io', using("record('x');"), { bestEffort: ['src/audit.ts'] })).toEqual([]);
  });
});
