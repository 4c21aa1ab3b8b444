import { describe, expect, it } from 'vitest';
import { toldOf } from './findings-of.js';

type Files = Readonly<Record<string, string>>;

/** What both rules of transactions say: `kind file: text`. */
async function told(files: Files): Promise<readonly string[]> {
  const found = [...(await toldOf('no-transaction-misuse', files)), ...(await toldOf('require-transaction', files))];
  return found.map(({ kind, at }) => `${kind} ${at}`);
}

const CLIENTS: Readonly<Record<string, string>> = {
  prisma: `import { PrismaClient } from '@prisma/client'; export const db = new PrismaClient();`,
  knex: `import knex from 'knex'; export const db = knex({ client: 'pg' });`,
  drizzle: `import { drizzle } from 'drizzle-orm/node-postgres'; import { pgTable, integer } from 'drizzle-orm/pg-core';
export const orders = pgTable('orders', { id: integer('id') }); export const stocks = pgTable('stocks', { id: integer('id') });
export const db = drizzle('postgres://localhost/shop');`,
  kysely: `import { Kysely, PostgresDialect } from 'kysely'; import { Pool } from 'pg';
export const db = new Kysely<any>({ dialect: new PostgresDialect({ pool: new Pool({ max: 4 }) }) });`,
  typeorm: `import { DataSource } from 'typeorm'; export const db = new DataSource({ type: 'postgres' });
export class Order {} export class Stock {}`,
  sequelize: `import { Sequelize, DataTypes } from 'sequelize'; export const db = new Sequelize('postgres://localhost/shop');
export const Order = db.define('order', {}); export const Stock = db.define('stock', {});`,
  mongoose: `import mongoose, { model, Schema } from 'mongoose'; export const db = mongoose;
export const Order = model('Order', new Schema({})); export const Stock = model('Stock', new Schema({}));`,
  mongodb: `import { MongoClient } from 'mongodb'; export const db = new MongoClient('mongodb://localhost');
export const orders = db.db('shop').collection('orders'); export const stocks = db.db('shop').collection('stocks');`,
};

interface Library {
  readonly opens: (work: string) => string;
  /** Writes of two tables, through what it is given. */
  readonly order: (on: string) => string;
  readonly stock: (on: string) => string;
}
/** `on` is the handle, or the client where it is `db`. */
const LIBRARIES: Readonly<Record<string, Library>> = {
  prisma: {
    opens: (work) => `return db.$transaction(async (tx) => { ${work} });`,
    order: (on) => `await ${on}.order.create({ data: { id } });`,
    stock: (on) => `await ${on}.stock.update({ where: { id }, data: { left: 1 } });`,
  },
  knex: {
    opens: (work) => `return db.transaction(async (tx) => { ${work} });`,
    order: (on) => `await ${on}('orders').insert({ id });`,
    stock: (on) => `await ${on}('stocks').where({ id }).update({ left: 1 });`,
  },
  drizzle: {
    opens: (work) => `return db.transaction(async (tx) => { ${work} });`,
    order: (on) => `await ${on}.insert(orders).values({ id });`,
    stock: (on) => `await ${on}.update(stocks).set({ left: 1 }).where(eq(stocks.id, id));`,
  },
  kysely: {
    opens: (work) => `return db.transaction().execute(async (tx) => { ${work} });`,
    order: (on) => `await ${on}.insertInto('orders').values({ id }).execute();`,
    stock: (on) => `await ${on}.updateTable('stocks').set({ left: 1 }).where('id', '=', id).execute();`,
  },
  typeorm: {
    opens: (work) => `return db.transaction(async (tx) => { ${work} });`,
    order: (on) => `await ${on}.getRepository(Order).insert({ id });`,
    stock: (on) => `await ${on}.getRepository(Stock).update({ id }, { left: 1 });`,
  },
  sequelize: {
    opens: (work) => `return db.transaction(async (tx) => { ${work} });`,
    order: (on) => `await Order.create({ id }${on === 'db' ? '' : `, { transaction: ${on} }`});`,
    stock: (on) => `await Stock.update({ left: 1 }, { where: { id }${on === 'db' ? '' : `, transaction: ${on}`} });`,
  },
  mongoose: {
    opens: (work) =>
      `const tx = await db.startSession(); try { await tx.withTransaction(async () => { ${work} }); } finally { await tx.endSession(); }`,
    order: (on) => `await Order.create([{ id }]${on === 'db' ? '' : `, { session: ${on} }`});`,
    stock: (on) => `await Stock.updateOne({ id }, { left: 1 }${on === 'db' ? '' : `, { session: ${on} }`});`,
  },
  mongodb: {
    opens: (work) =>
      `const tx = db.startSession(); try { await tx.withTransaction(async () => { ${work} }); } finally { await tx.endSession(); }`,
    order: (on) => `await orders.insertOne({ id }${on === 'db' ? '' : `, { session: ${on} }`});`,
    stock: (on) => `await stocks.updateOne({ id }, { $set: { left: 1 } }${on === 'db' ? '' : `, { session: ${on} }`});`,
  },
};
const NAMES = Object.keys(LIBRARIES);
const USES = `import { eq } from 'drizzle-orm'; import { db, orders, stocks, Order, Stock } from './db.js';`;

/** `place` opens the transaction, writes an order and calls `take` of another file, which writes the stock. */
function shop(name: string, place: string, take: string, more: Files = {}): Files {
  return {
    'src/db.ts': CLIENTS[name]!,
    'src/stock.ts': `${USES}\n${take}`,
    'src/place.ts': `${USES} import { take } from './stock.js';\nexport async function place(id: number) { ${place} }`,
    ...more,
  };
}

describe('a function of another file that a transaction runs', () => {
  it.each(NAMES)('is handed the handle of %s and writes past it', async (name) => {
    const { opens, order, stock } = LIBRARIES[name]!;
    const files = (on: string): Files =>
      shop(
        name,
        opens(`${order('tx')} await take(tx, id);`),
        `export async function take(tx: any, id: number) { ${stock(on)} }`,
      );
    expect(await told(files('db'))).toEqual([expect.stringMatching(/^finding src\/stock\.ts: /)]);
    expect(await told(files('tx'))).toEqual([]);
  });

  it.each(NAMES)('is handed no handle of %s', async (name) => {
    const { opens, order, stock } = LIBRARIES[name]!;
    const files = (given: string, on: string): Files =>
      shop(
        name,
        opens(`${order('tx')} await take(id${given});`),
        `export async function take(id: number, on?: any) { ${stock(on)} }`,
      );
    expect(await told(files('', 'db'))).toEqual([expect.stringMatching(/^finding src\/stock\.ts: /)]);
    expect(await told(files(', tx', 'on'))).toEqual([]);
  });

  it.each(NAMES)('is further away from the transaction of %s', async (name) => {
    const { opens, order, stock } = LIBRARIES[name]!;
    const files = shop(
      name,
      opens(`${order('tx')} for (const one of [id]) await take(one);`),
      `export const take = async (id: number) => { await keep(id); }; async function keep(id: number) { ${stock('db')} }`,
    );
    expect(await told(files)).toEqual([expect.stringMatching(/^finding src\/stock\.ts: /)]);
  });
});

describe('nothing is said', () => {
  const { opens, order, stock } = LIBRARIES['prisma']!;
  const quiet = async (take: string, given = 'tx, id', more: Files = {}, before = order('tx')): Promise<void> =>
    expect(await told(shop('prisma', opens(`${before} await take(${given});`), take, more))).toEqual([]);

  it('of a choice between the handle and the client', async () => {
    await quiet(`export async function take(tx: any, id: number) { const on = tx ?? db; ${stock('on')} }`);
    await quiet(`export async function take(tx: any, id: number) { ${stock('(tx ?? db)')} }`);
    await quiet(
      `export async function take(tx: any, id: number) { if (tx) { ${stock('tx')} } else { ${stock('db')} } }`,
    );
  });

  it('of a read, a record of what happens, and what is caught or not waited for', async () => {
    await quiet('export async function take(tx: any, id: number) { await db.stock.findFirst({ where: { id } }); }');
    await quiet('export async function take(tx: any, id: number) { await db.auditLog.create({ data: { id } }); }');
    await quiet(
      `export async function take(tx: any, id: number) { try { ${stock('db')} } catch { console.warn(id); } }`,
    );
    await quiet(
      `export async function take(tx: any, id: number) { void db.stock.update({ where: { id }, data: {} }).catch(() => {}); }`,
    );
    await quiet(`export async function take(tx: any, id: number) {
      try { ${stock('tx')} } catch (error) { await db.failure.create({ data: { id } }); throw error; } }`);
  });

  it('of another client, and another library', async () => {
    const other = `import knex from 'knex'; export const db = knex({ client: 'pg' });`;
    await quiet(
      `import { db as other } from './other.js';
      export async function take(tx: any, id: number) { await other('stocks').insert({ id }); }`,
      'tx, id',
      { 'src/other.ts': other },
    );
  });

  it('where a storage keeps the handle for everybody below', async () => {
    const unit = `import { AsyncLocalStorage } from 'node:async_hooks'; import { db } from './db.js';
      const kept = new AsyncLocalStorage(); export const unit = (work: any) => db.$transaction((tx) => kept.run(tx, () => work(tx)));`;
    const files = shop(
      'prisma',
      `await unit(async (tx) => { ${order('tx')} await take(id); });`,
      `export async function take(id: number) { ${stock('db')} }`,
      { 'src/unit.ts': unit },
    );
    const place = `import { unit } from './unit.js'; ${files['src/place.ts']}`;
    expect(await told({ ...files, 'src/place.ts': place })).toEqual([]);
  });
});

describe('a wrapper of the project', () => {
  const unit = `import { db } from './db.js'; export const unit = (work: any) => db.$transaction((tx) => work(tx));`;
  const { order, stock } = LIBRARIES['prisma']!;
  const place = (work: string): Files => ({
    ...shop('prisma', work, `export async function take(id: number) { ${stock('db')} }`),
    'src/unit.ts': unit,
    'src/place.ts': `${USES} import { unit } from './unit.js'; import { take } from './stock.js';
export async function place(id: number) { ${work} }`,
  });

  it('gives a handle, and the work writes past it', async () => {
    expect(await told(place(`await unit(async (tx) => { ${order('tx')} ${stock('db')} });`))).toEqual([
      expect.stringMatching(/^finding src\/place\.ts: db\.stock\.update/),
    ]);
    expect(await told(place(`await unit(async (tx) => { ${order('tx')} ${stock('tx')} });`))).toEqual([]);
  });

  it('gives a handle, and what the work calls gets none', async () => {
    expect(await told(place(`await unit(async (tx) => { ${order('tx')} await take(id); });`))).toEqual([
      expect.stringMatching(/^finding src\/stock\.ts: /),
    ]);
    expect(await told(place(`await unit(async (tx) => { ${order('tx')} }); await take(id);`))).toEqual([]);
  });
});
