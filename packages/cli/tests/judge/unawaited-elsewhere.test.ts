import { describe, expect, it } from 'vitest';
import { findingsOf } from './findings-of.js';

const SHARED = {
  'src/prisma.ts': `import { PrismaClient } from '@prisma/client';
export const prisma = new PrismaClient();`,
  'src/audit.ts': `import { prisma } from './prisma.js';
export async function record(what: string) { await prisma.note.create({ data: { what } }); }
export async function quiet(what: string) {
  try { await prisma.note.create({ data: { what } }); } catch (error) { console.error(error); }
}
export async function isAllowed(id: string) { return (await prisma.user.count({ where: { id } })) > 0; }
export function label(what: string) { return what.trim(); }
export async function shout(what: string) { return what.toUpperCase(); }`,
};

function using(body: string): Record<string, string> {
  return {
    ...SHARED,
    'src/service.ts': `import { isAllowed, label, quiet, record, shout } from './audit.js';
import { prisma } from './prisma.js';
export async function run(id: string) {
${body}
}`,
    'src/app.ts': `import express from 'express';
import { run } from './service.js';
const app = express();
app.post('/run', async (req, res) => { await run(req.body.id); res.end(); });`,
  };
}

const unawaited = (files: Record<string, string>, policy = {}) => findingsOf('no-unawaited-io', files, policy);

/** `place | severity: first clause`. */
async function said(files: Record<string, string>, policy = {}): Promise<string[]> {
  return (await unawaited(files, policy)).map(({ at, says }) => `${at} | ${says.slice(0, says.indexOf(':', 8))}`);
}

describe('no-unawaited-io of a function of another file', () => {
  it('names where the function is declared, and what all its calls have in common', async () => {
    const [found, ...others] = await unawaited(using("record('x');"));
    expect(others).toEqual([]);
    expect(found).toEqual({
      at: "src/service.ts: record('x')",
      cause: 'through `record` of src/audit.ts',
      says: [
        'high: `record(...)` returns a promise that nobody waits for: ' +
          'the code goes on before it is done and its failure goes unhandled.',
        'Write `await record(...)`, or `void record(...).catch(...)` when it may run on its own.',
      ].join(' '),
      steps: [
        'src/audit.ts: record | record is asynchronous',
        "src/service.ts: record('x') | nobody waits for its promise",
      ],
    });
  });

  it('reports a promise in a condition that decides about access', async () => {
    const [found, ...others] = await unawaited(using("if (isAllowed(id)) { await record('x'); }"));
    expect(others).toEqual([]);
    expect(found?.at).toBe('src/service.ts: isAllowed(id)');
    expect(found?.says).toMatch(/^high: `isAllowed\(\.\.\.\)` returns a promise, and a promise is always true/);
    expect(found?.steps.at(-1)).toBe('src/service.ts: isAllowed(id) | its promise is taken for its value');
  });

  it('reports a member that is read from the promise', async () => {
    const [found] = await unawaited(using('return isAllowed(id).valueOf;'));
    expect(found?.says).toContain('returns a promise, which has no `valueOf`');
  });

  it('reports one that is returned from a `try` whose `catch` never sees it fail', async () => {
    const returned = (name: string) => using(`try { return ${name}(id); } catch (error) { return null; }`);
    const at = 'src/service.ts: isAllowed(id)';
    expect(await said(returned('isAllowed'))).toEqual([
      `${at} | medium: \`isAllowed(...)\` is returned from \`try\` without \`await\``,
    ]);
    expect(await said(returned('quiet'))).toEqual([]);
  });

  it.each([
    [
      'catches all of it and answers with what went wrong',
      'const all = key.trim(); try { await WORK; } catch (e) { return SAID; }', 0,
    ],
    ['waits before it tries', 'await WORK; try { await WORK; } catch (e) { return SAID; }', 1],
    ['waits where it handles the failure', 'try { await WORK; } catch (e) { await WORK; return SAID; }', 1],
    ['throws another failure', "try { await WORK; } catch (e) { throw new Error('lost'); }", 1],
  ])('returned from a `try`, a method that %s', async (_name, body, times) => {
    const files = {
      'src/settings.ts': `import { prisma } from './prisma.js';
export class Settings {
  async set(key: string): Promise<Saved>;
  async set(key: string, value?: number): Promise<Saved>;
  async set(key: string, value?: number): Promise<Saved> { ${body
    .replaceAll('WORK', 'prisma.note.create({ data: { what: key } })')
    .replace('SAID', '{ key, error: e instanceof Error ? e.message : null }')} }
}`,
      'src/resolver.ts': `import { Settings } from './settings.js';
export class Resolver {
  constructor(private settings: Settings) {}
  async change(key: string) {
    try { return this.settings.set(key, 1); } catch (e) { return { key, error: String(e) }; }
  }
}`,
    };
    expect(await said({ ...SHARED, ...files })).toEqual(
      Array(times).fill(
        'src/resolver.ts: this.settings.set(key, 1) | ' +
          'medium: `this.settings.set(...)` is returned from `try` without `await`',
      ),
    );
  });

  it('names what a module gives as its only thing as the caller does', async () => {
    const found = await unawaited({
      'src/orders/index.ts': `import { Pool } from 'pg';
const pool = new Pool();
export default async function (id: string) { await pool.query('update orders set done = true where id = $1', [id]); }`,
      'src/app.ts': `import closeOrder from './orders/index.js';
export function done(id: string) { closeOrder(id); }
export class Orders { close(id: string) { closeOrder(id); } }`,
    });
    const expected = ['high: `closeOrder(...)` returns a promise tha', 'through `orders` of src/orders/index.ts'];
    expect(found.map(({ says, cause }) => [says.slice(0, 45), cause])).toEqual([expected, expected]);
  });

  it.each([
    ['await', "await record('x');"],
    ['return', "return record('x');"],
    ['a handler for the failure', "void record('x').catch(console.error);"],
    ['all of them at once', "await Promise.all([record('x'), record('y')]);"],
    ['a function that handles its failures', "quiet('x');"],
    ['a function that is done when it returns', "label('x');"],
    ['a function that waits for nothing', "shout('x');"],
    ['a condition on the value', "if (await isAllowed(id)) { await record('x'); }"],
  ])('is silent about %s', async (_name, body) => {
    expect(await unawaited(using(body))).toEqual([]);
  });

  it('is silent at start-up', async () => {
    const main = `import { record } from './audit.js';
function main() { record('started'); }
main();`;
    expect(await unawaited({ ...SHARED, 'src/main.ts': main })).toEqual([]);
    expect(await unawaited({ ...SHARED, 'src/main.ts': main.replace('main();', 'export { main };') })).toHaveLength(1);
  });

  it('is silent where the policy lets work of the caller or of the callee be lost', async () => {
    for (const glob of ['src/audit.ts', 'src/serv*.ts'])
      expect(await unawaited(using("record('x');"), { bestEffort: [glob] })).toEqual([]);
    expect(await said(using("record('x');"), { bestEffort: ['src/app.ts'] })).toHaveLength(1);
    expect(await said(using("if (isAllowed(id)) await record('x');"), { bestEffort: ['src/audit.ts'] })).toHaveLength(
      1,
    );
  });
});

describe('no-unawaited-io inside a transaction', () => {
  const inside = (call: string) =>
    using(`await prisma.$transaction(async (tx) => { ${call}; await tx.note.create({ data: {} }); });`);

  it('speaks also of what hears of its own failures, and each call is mended by itself', async () => {
    const [found, ...others] = await unawaited(inside("quiet('x')"));
    expect(others).toEqual([]);
    expect(found?.says).toContain('its failure rolls nothing back');
    expect((await unawaited(inside("record('x')")))[0]).not.toHaveProperty('cause');
    expect(await unawaited(inside("shout('x')"))).toEqual([]);
    expect(await unawaited(inside("quiet('x')"), { bestEffort: ['src/audit.ts'] })).toHaveLength(1);
  });

  it('says nothing of rolling back where the transaction only loses a read', async () => {
    const text =
      'it may read after the commit or on a closed connection, and nobody gets what it finds. ' +
      'Write `await isAllowed(...)`.';
    const found = await unawaited(inside("isAllowed('x')"));
    expect(found.map(({ says }) => says)).toEqual([
      `high: \`isAllowed(...)\` is not awaited inside the transaction: ${text}`,
    ]);
  });

  /** The step runs in a transaction that its only caller has open; `note` is a function of the caller's file. */
  const steps = (more: string) => ({
    ...SHARED,
    'src/steps.ts': `import { quiet } from './audit.js';
export async function step(tx) { quiet('x'); await tx.note.create({ data: {} }); }`,
    'src/orders.ts': `import { prisma } from './prisma.js';
import { step } from './steps.js';
async function note(tx) {
  try { await tx.note.create({ data: {} }); } catch (error) { console.error(error); }
}
export async function order() { await prisma.$transaction(async (tx) => { await step(tx); note(tx); }); }
${more}`,
    'src/app.ts': `import express from 'express';
import { order } from './orders.js';
const app = express();
app.post('/orders', async (req, res) => { await order(); res.end(); });`,
  });
  const STEP = "src/steps.ts: quiet('x') | high: `quiet(...)` is not awaited inside the transaction";
  const NOTE = 'src/orders.ts: note(tx) | high: `note(...)` is not awaited inside the transaction';

  it('knows one that every caller has open, and a function of the same file', async () => {
    expect(await said(steps(''))).toEqual([STEP, NOTE]);
    expect(await said(steps('export async function alone() { await step(prisma); }'))).toEqual([NOTE]);
  });

  it('is over for what the body of the transaction gives back', async () => {
    const files = steps('');
    const later = files['src/orders.ts'].replace('await step(tx);', '').replace('note(tx);', 'return () => step(tx);');
    expect(await said({ ...files, 'src/orders.ts': later })).toEqual([]);
  });

  it('is that of the handle which another file hands in', async () => {
    const found = await said({
      ...SHARED,
      'src/step.ts': `import type { Prisma } from '@prisma/client';
export async function step(tx: Prisma.TransactionClient) { await tx.note.create({ data: {} }); }`,
      'src/caller.ts': `import { prisma } from './prisma.js';
import { step } from './step.js';
export async function run() { await prisma.$transaction(async (tx) => { step(tx); }); }`,
    });
    expect(found).toEqual(['src/caller.ts: step(tx) | high: `step(...)` is not awaited inside the transaction']);
  });
});

describe('no-unawaited-io of what only the project tells', () => {
  const NOTES = `import { prisma } from './prisma.js';
export class Notes {
  async add(text: string) { await prisma.note.create({ data: { text } }); }
  size(text: string) { return text.length; }
}`;

  it.each([
    [
      'made',
      'notes',
      `import { Notes } from './notes.js';
export function run(x) { const notes = new Notes(); notes.add(x); notes.size(x); }`,
    ],
    [
      'injected',
      'this.notes',
      `import { Notes } from './notes.js';
export class Caller { constructor(private notes: Notes) {} run(x) { this.notes.add(x); this.notes.size(x); } }`,
    ],
    [
      'inherited',
      'this',
      `import { Notes } from './notes.js';
export class Caller extends Notes { run(x) { this.add(x); this.size(x); } }`,
    ],
    [
      'made in the same file',
      'notes',
      `${NOTES}\nconst notes = new Notes();\nexport function run(x) { notes.add(x); notes.size(x); }`,
    ],
  ])('is a method of a thing that is %s', async (_name, thing, caller) => {
    expect(await said({ ...SHARED, 'src/notes.ts': NOTES, 'src/caller.ts': caller })).toEqual([
      `src/caller.ts: ${thing}.add(x) | high: \`${thing}.add(...)\` returns a promise that nobody waits for`,
    ]);
  });

  it('is a plain function of this file that hands a promise on', async () => {
    const files = (body: string) => ({
      ...SHARED,
      'src/caller.ts': `import { label, record } from './audit.js';
const note = (x: string) => ${body};
export function run(x: string) { note(x); }`,
    });
    expect(await said(files('record(x)'))).toEqual([
      'src/caller.ts: note(x) | high: `note(...)` returns a promise that nobody waits for',
    ]);
    expect(await said(files('label(x)'))).toEqual([]);
  });

  it('counts where several could run only when each of them gives a promise', async () => {
    const files = (second: string) => ({
      ...SHARED,
      'src/sender.ts': 'export abstract class Sender { abstract send(x: string): unknown; }',
      'src/senders.ts': `import { Sender } from './sender.js';
import { prisma } from './prisma.js';
export class Stored extends Sender { async send(x: string) { await prisma.note.create({ data: { x } }); } }
export class Other extends Sender { ${second} }`,
      'src/caller.ts': `import { Sender } from './sender.js';
export class Caller { constructor(private sender: Sender) {} run(x: string) { this.sender.send(x); } }`,
    });
    const [found, ...others] = await unawaited(
      files('async send(x: string) { await prisma.user.create({ data: { x } }); }'),
    );
    expect(found?.says).toMatch(/^high: `this.sender.send\(\.\.\.\)` returns a promise that/);
    expect([found?.cause, others]).toEqual([undefined, []]);
    expect(await said(files('send(x: string) { return x; }'))).toEqual([]);
  });

  it('is nothing of a function that is given as a value', async () => {
    const files = {
      ...SHARED,
      'src/each.ts': 'export function each(work: (x: string) => unknown, { later }) { work("x"); later("y"); }',
      'src/caller.ts': `import { record } from './audit.js';
import { each } from './each.js';
export function run() { each(record, { later: record }); }`,
    };
    expect(await said(files)).toEqual([]);
  });
});

describe('no-unawaited-io of a library through a client of another file', () => {
  const files = (call: string) => ({
    'src/db.ts': `import { Pool } from 'pg';
import createKnex from 'knex';
export const pool = new Pool();
export const builder = createKnex({});`,
    'src/caller.ts': `import { builder, pool } from './db.js';
export async function run(id: string, done: () => void) { ${call} }`,
  });
  const DELETED = "pool.query('delete from t where id = $1', [id])";

  it('is said of a query and of a builder', async () => {
    expect(await said(files(`${DELETED};`))).toEqual([
      `src/caller.ts: ${DELETED} | high: \`pool.query(...)\` returns a promise that nobody waits for`,
    ]);
    expect(await said(files("builder('t').insert({ id });"))).toEqual([
      "src/caller.ts: builder('t').insert({ id }) | high: `builder().insert(...)` builds a query that is never run",
    ]);
    expect(await unawaited(files(`${DELETED};`), { bestEffort: ['src/caller.ts'] })).toEqual([]);
  });

  it.each([
    ['a callback by its name', "pool.query('select 1', done);"],
    ['a callback', "pool.query('delete from t where id = $1', [id], () => {});"],
    ['await', "await pool.query('select 1');"],
    ['a builder that is extended', "const query = builder('t'); query.where({ id }); await query;"],
  ])('is silent about %s', async (_name, call) => {
    expect(await said(files(call))).toEqual([]);
  });
});

describe('what a server is told to run once it listens', () => {
  const started = (body: string): Record<string, string> => ({
    ...SHARED,
    'src/app.ts': `import express from 'express';
import { record } from './audit.js';
const app = express();
function serve() { ${body} }
serve();`,
  });

  it('is part of the start', async () => {
    expect(await said(started("app.listen(3000, () => { record('up'); });"))).toEqual([]);
  });

  it('is not where a timer or a request runs it again', async () => {
    expect(await said(started("app.listen(3000, () => { setInterval(() => { record('up'); }, 10); });"))).toHaveLength(
      1,
    );
    expect(
      await said(started("app.get('/', (req, res) => { record('up'); res.end(); }); app.listen(3000);")),
    ).toHaveLength(1);
  });
});
