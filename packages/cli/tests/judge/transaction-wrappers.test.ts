import { describe, expect, it } from 'vitest';
import { verdictsOf } from './verdicts-of.js';

const POOL = `import { Pool } from 'pg'; export const pool = new Pool();`;
const KNEX = `import knex from 'knex'; export const db = knex({ client: 'pg' });`;
const HELD = 'orders.ts no-transaction-misuse';

/** A mail is sent by what the wrapper runs. */
const orders = (
  call: string,
  imports = `import { unit } from './unit';`,
): string => `import axios from 'axios'; ${imports}
  export async function place(id: string) { ${call} }`;
const SENDS = `await axios.post('https://mail.example', { id }, { timeout: 5 });`;

async function isHeld(unit: string, call: string, imports?: string): Promise<boolean> {
  return (
    await verdictsOf({ 'pool.ts': POOL, 'db.ts': KNEX, 'unit.ts': unit, 'orders.ts': orders(call, imports) })
  ).includes(HELD);
}

describe('a wrapper of another file', () => {
  it.each([
    [
      'hands its parameter to the library',
      `import { db } from './db'; export const unit = (work: any) => db.transaction(work);`,
    ],
    [
      'calls its parameter in the body',
      `import { db } from './db'; export const unit = (work: any) => db.transaction(async (trx) => {
      return work(trx); });`,
    ],
    [
      'calls it between BEGIN and COMMIT',
      `import { pool } from './pool'; export async function unit(work: any) {
      const client = await pool.connect();
      try { await client.query('BEGIN'); const found = await work(client); await client.query('COMMIT'); return found; }
      catch (error) { await client.query('ROLLBACK'); throw error; } finally { client.release(); } }`,
    ],
    [
      'keeps the handle in a storage',
      `import { AsyncLocalStorage } from 'node:async_hooks'; import { db } from './db';
      const kept = new AsyncLocalStorage();
      export const unit = (work: any) => db.transaction((trx) => kept.run(trx, () => work()));`,
    ],
    [
      'joins the one that runs already',
      `import { AsyncLocalStorage } from 'node:async_hooks'; import { db } from './db';
      const kept = new AsyncLocalStorage();
      export const unit = async (work: any) => {
        const trx = kept.getStore(); if (trx) return work(trx);
        return db.transaction(async (opened) => { kept.enterWith(opened); return work(opened); }); };`,
    ],
    [
      'calls a wrapper of its own',
      `import { db } from './db'; const inner = (work: any) => db.transaction((trx) => work(trx));
      export const unit = (work: any) => inner(async (trx: any) => work(trx));`,
    ],
    [
      'hands on to a wrapper of its own',
      `import { db } from './db'; const inner = (work: any) => db.transaction((trx) => work(trx));
      export const unit = (work: any) => inner(work);`,
    ],
  ])('that %s opens a transaction for its argument', async (_name, unit) => {
    expect(await isHeld(unit, `await unit(async (tx: any) => { ${SENDS} });`)).toBe(true);
    expect(await isHeld(unit, `await unit(async (tx: any) => { await tx('orders').insert({ id }); }); ${SENDS}`)).toBe(
      false,
    );
  });

  it.each([
    ['begins none', `export const unit = (work: any) => work();`],
    [
      'opens one only where no client is given',
      `import { db } from './db'; const other = db;
      export const unit = async (work: any, plain: boolean) => {
        if (plain) return work(other);
        return db.transaction(async (trx) => work(trx)); };`,
    ],
    [
      'opens one beside it',
      `import { db } from './db'; export const unit = async (work: any) => {
      await db.transaction(async (trx) => trx('log').insert({})); return work(); };`,
    ],
    [
      'calls it before BEGIN',
      `import { pool } from './pool'; export async function unit(work: any) {
      const client = await pool.connect(); const found = await work();
      await client.query('BEGIN'); await client.query('insert into log values (1)'); await client.query('COMMIT'); return found; }`,
    ],
  ])('that %s opens none', async (_name, unit) => {
    expect(await isHeld(unit, `await unit(async () => { ${SENDS} });`)).toBe(false);
  });

  it('opens one where an option asks for it', async () => {
    const unit = `import { db } from './db';
      export const unit = (work: any, options: any = {}) => options.transaction ? db.transaction((trx) => work(trx)) : work(db);`;
    expect(await isHeld(unit, `await unit(async (tx: any) => { ${SENDS} }, { transaction: true });`)).toBe(true);
    expect(await isHeld(unit, `await unit(async (tx: any) => { ${SENDS} }, { transaction: false });`)).toBe(false);
    expect(await isHeld(unit, `await unit(async (tx: any) => { ${SENDS} });`)).toBe(false);
  });

  it('is a decorator of the project', async () => {
    const decorator = (runs: string): string => `import { db } from './db';
      export function Transactional() { return (target: any, key: string, descriptor: any) => { const original = descriptor.value;
        descriptor.value = async function (...args: any[]) { ${runs} }; return descriptor; }; }`;
    const found = async (runs: string): Promise<string[]> =>
      verdictsOf({
        'db.ts': KNEX,
        'transactional.ts': decorator(runs),
        'orders.ts': `import axios from 'axios';
      import { Transactional } from './transactional'; export class Orders {
        @Transactional() async place(id: string) { ${SENDS} } async tell(id: string) { ${SENDS} } }`,
      });
    expect(
      (await found('return db.transaction(() => original.apply(this, args));')).filter((one) => one === HELD),
    ).toHaveLength(1);
    expect(
      await found(`await db.transaction(async (trx) => trx('log').insert({}));
      return original.apply(this, args);`),
    ).not.toContain(HELD);
  });
});

describe('a call in a transaction that travels by context', () => {
  const context = `import { AsyncLocalStorage } from 'node:async_hooks'; import { db } from './db'; \
const kept = new AsyncLocalStorage();
    export const unit = (work: any) => db.transaction((trx) => kept.run(trx, () => work()));`;
  const plain = `export const unit = (work: any) => work();`;
  const PLACE = `await unit(async () => { await db('lines').where({ id }).del(); await db('lines').insert({ id }); });`;
  const imports = `import { unit } from './unit'; import { db } from './db';`;
  const found = async (unit: string): Promise<string[]> =>
    verdictsOf({ 'db.ts': KNEX, 'unit.ts': unit, 'orders.ts': orders(PLACE, imports) });

  it('is held by it, through the client of the module', async () => {
    expect(await found(context)).not.toContain('orders.ts require-transaction');
    expect(await found(plain)).toContain('orders.ts require-transaction');
  });

  const STORAGE = `import { AsyncLocalStorage } from 'node:async_hooks'; const kept = new AsyncLocalStorage<any>();`;
  const joining = (given: string, keeps: string, storage = STORAGE): string => `import { db } from './db'; ${storage}
    export const unit = async (work: any) => {
      if (Math.random() > 0.5) return work(${given});
      return db.transaction(async (trx) => { ${keeps} return work(trx); }); };`;
  const MAP = "const clients = new Map<string, any>([['plain', db]]);";

  it.each([
    [joining('kept.getStore()', 'kept.enterWith(trx);')],
    [joining('kept.getStore()', 'kept.enterWith({ trx });')],
    [joining("clients.get('tx')", "clients.set('tx', trx);", "import { clients } from './context';")],
    [
      joining(
        "clients.get('tx')",
        "clients.set('tx', trx);",
        "import cls from 'cls-hooked'; const clients = cls.createNamespace('a');",
      ),
    ],
  ])('is joined where the handle is kept: %s', async (unit) => {
    expect(await found(unit)).not.toContain('orders.ts require-transaction');
  });

  it.each([
    [joining("clients.get('plain')", '', MAP)],
    [joining("clients.get('plain')", '', "import { clients } from './clients';")],
    [joining("clients.get('plain')", '', "import { clients } from './clients'; clients.set('plain', db);")],
    [joining("clients.get('plain')", "clients.set('tx', trx);", "import { clients } from './clients';")],
    [joining("clients.get('plain')", "clients.set('plain', db);", "import { clients } from './clients';")],
    [joining("clients.get('plain')", "others.set('plain', trx);", "import { clients, others } from './clients';")],
  ])('is none where something else is handed on: %s', async (unit) => {
    expect(await found(unit)).toContain('orders.ts require-transaction');
  });
});
