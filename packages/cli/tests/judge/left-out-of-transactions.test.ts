import { describe, expect, it } from 'vitest';
import { toldOf } from './findings-of.js';

type Files = Readonly<Record<string, string>>;

async function told(files: Files): Promise<readonly string[]> {
  const found = [...(await toldOf('no-transaction-misuse', files)), ...(await toldOf('require-transaction', files))];
  return found.map(({ kind, at }) => `${kind} ${at}`);
}

/** The text between « and » is told of in the first; nothing is in the second. */
async function differ(guilty: string, innocent: string, more: Files = {}): Promise<void> {
  const marked = [...guilty.matchAll(/«(.*?)»/gs)].map(([, text]) => `finding work.ts: ${text!.replace(/\s+/g, ' ')}`);
  const found = await told({ ...more, 'work.ts': guilty.replace(/[«»]/g, '') });
  expect(found.toSorted()).toEqual(marked.toSorted());
  expect(await told({ ...more, 'work.ts': innocent })).toEqual([]);
}

const SEQUELIZE = `import { Sequelize } from 'sequelize'; export const db = new Sequelize('postgres://localhost/shop');
export const Copy = db.define('copy', {}); export const Loan = db.define('loan', {});`;
const SPACE = `import { AsyncLocalStorage } from 'node:async_hooks'; export const space = new AsyncLocalStorage();`;
const MONGOOSE = `import { model, Schema } from 'mongoose';
export const Order = model('Order', new Schema({})); export const Stock = model('Stock', new Schema({}));`;
const MIKRO = `import { EntityManager } from '@mikro-orm/postgresql'; import { Account } from './entities.js';
export class Bank { constructor(private readonly em: EntityManager) {}`;
const TYPEORM = `import { DataSource } from 'typeorm'; export const db = new DataSource({ type: 'postgres' });
export class Member {} export class Reward {}`;
const PRISMA = `import { PrismaClient } from '@prisma/client'; const db = new PrismaClient();`;

describe('a transaction that nobody names', () => {
  const work = (mark: boolean): string => `import { db, Copy, Loan } from './db.js';
    export const lend = (id: number) => db.transaction(async () => {
      await ${mark ? '«' : ''}Copy.update({ lent: true }, { where: { id } })${mark ? '»' : ''};
      await ${mark ? '«' : ''}Loan.create({ id })${mark ? '»' : ''}; });`;

  it('reaches no query where nothing in the project makes it travel by context', async () => {
    await differ(work(true), `import { db } from './db.js'; export const all = () => db.authenticate();`, {
      'db.ts': SEQUELIZE,
    });
  });

  it.each([
    ['a call of the library', `import cls from 'cls-hooked'; Sequelize.useCLS(cls.createNamespace('shop'));`],
    ['that call on what holds it', `import { space } from './space.js'; (db.constructor as any).useCLS(space);`],
    ['a storage of the project', `import { space } from './space.js'; db.addHook('beforeCreate', () => {});`],
  ])('may travel by %s', async (_name, set) => {
    expect(await told({ 'db.ts': `${SEQUELIZE} ${set}`, 'space.ts': SPACE, 'work.ts': work(false) })).toEqual([]);
  });

  it('travels in releases that do so by themselves', async () => {
    const core = SEQUELIZE.replace("'sequelize'", "'@sequelize/core'");
    expect(await told({ 'db.ts': core, 'work.ts': work(false) })).toEqual([]);
  });

  it('of a connection may travel where a setting says so', async () => {
    const files = (set: string): Files => ({
      'models.ts': MONGOOSE,
      'work.ts': `import mongoose from 'mongoose'; import { Order, Stock } from './models.js'; ${set}
        export const place = (id: string) => mongoose.connection.transaction(async () => {
          await Order.create([{ id }]); await Stock.updateOne({ id }, { left: 1 }); });`,
    });
    expect(await told(files(''))).toHaveLength(2);
    expect(await told(files(`mongoose.set('transactionAsyncLocalStorage', true);`))).toEqual([]);
  });
});

describe('a session', () => {
  const work = (body: string): string => `import mongoose from 'mongoose'; import { Order, Stock } from './models.js';
    export async function place(id: string) { const session = await mongoose.startSession();
      try { await session.withTransaction(async () => { ${body} }); } finally { await session.endSession(); } }`;
  const more = { 'models.ts': MONGOOSE };

  it('is missing on a write', async () => {
    await differ(
      work(`await Order.create([{ id }], { session }); await «Stock.updateOne({ id }, { left: 1 })»;`),
      work(`await Order.create([{ id }], { session }); await Stock.updateOne({ id }, { left: 1 }).session(session);`),
      more,
    );
  });

  it('is given to none', async () => {
    await differ(
      work(`await «Order.create([{ id }])»; await «Stock.updateOne({ id }, { left: 1 })»;`),
      work(`await Order.bulkWrite([], { session }); await Stock.deleteOne({ id }, { session });`),
      more,
    );
  });

  it('is missing on a row that is new', async () => {
    await differ(
      work(`await Stock.deleteOne({ id }, { session }); const order = new Order({ id }); await «order.save()»;`),
      work(
        `await Stock.deleteOne({ id }, { session }); const order = new Order({ id }); await order.save({ session });`,
      ),
      more,
    );
  });

  it('stays with the row that was read in it, or bound to it', async () => {
    for (const body of [
      `const order = await Order.findById(id).session(session); order.done = true; await order.save();`,
      `const [order] = await Order.create([{ id }], { session }); await order.save();`,
      `await Stock.deleteOne({ id }, { session }); const order = new Order({ id }); order.$session(session); await order.save();`,
      `const all = await Order.find({ id }).session(session); for (const order of all) await order.save();`,
    ])
      expect(await told({ ...more, 'work.ts': work(body) })).toEqual([]);
  });

  it('is another one that was started inside', async () => {
    await differ(
      work(`const own = await mongoose.startSession(); await Order.create([{ id }], { session });
        await «Stock.updateOne({ id }, { left: 1 }, { session: own })»;`),
      work(
        `const own = session; await Order.create([{ id }], { session }); await Stock.updateOne({ id }, { left: 1 }, { session: own });`,
      ),
      more,
    );
  });

  it('begins by hand, and no write is given it', async () => {
    const by = (given: string, [open, close] = ['', '']): string => `import mongoose from 'mongoose';
      import { Order, Stock } from './models.js';
      export async function place(id: string) { const session = await mongoose.startSession(); session.startTransaction();
        try { await ${open}Order.create([{ id }]${given})${close}; await ${open}Stock.updateOne({ id }, { left: 1 }${given})${close};
          await session.commitTransaction(); } catch (error) { await session.abortTransaction(); throw error; }
        finally { await session.endSession(); } }`;
    await differ(by('', ['«', '»']), by(', { session }'), more);
  });
});

describe('a client of its own inside', () => {
  it('is a fork', async () => {
    const work = (body: string): string => `${MIKRO} async pay(id: number) {
      return this.em.transactional(async (em) => { ${body} }); } }`;
    const more = { 'entities.ts': 'export class Account {}' };
    await differ(
      work(
        `const own = this.em.fork(); const account = await em.findOneOrFail(Account, id); own.persist(account); await «own.flush()»;`,
      ),
      work(`const own = em.fork({ keepTransactionContext: true }); own.persist(1); await own.flush();`),
      more,
    );
    await differ(
      work(`await «this.em.fork().nativeUpdate(Account, { id }, { cents: 1 })»;`),
      work(`await em.nativeUpdate(Account, { id }, { cents: 1 });`),
      more,
    );
  });

  it('is not the manager around it, which finds the transaction by itself', async () => {
    const work = `${MIKRO} async pay(id: number) { return this.em.transactional(async () => {
      await this.em.nativeUpdate(Account, { id }, { cents: 1 }); await this.em.flush(); }); } }`;
    expect(await told({ 'work.ts': work, 'entities.ts': 'export class Account {}' })).toEqual([]);
  });

  it('is a query runner', async () => {
    const work = (make: string, mark = ['', '']): string => `import { db, Member, Reward } from './db.js';
      export const redeem = (id: string) => db.transaction(async (manager) => { ${make}
        await manager.update(Member, { id }, { points: 1 }); await ${mark[0]}own.manager.insert(Reward, { id })${mark[1]}; });`;
    await differ(work('const own = db.createQueryRunner();', ['«', '»']), work('const own = { manager };'), {
      'db.ts': TYPEORM,
    });
  });

  it('is a new one', async () => {
    await differ(
      `${PRISMA} export const pay = (id: string) => db.$transaction(async (tx) => { const own = new PrismaClient();
        await tx.order.create({ data: { id } }); await «own.stock.create({ data: { id } })»; });`,
      `${PRISMA} export const pay = (id: string) => db.$transaction(async (tx) => { const own = tx;
        await tx.order.create({ data: { id } }); await own.stock.create({ data: { id } }); });`,
    );
  });
});

describe('a transaction by hand whose handle nobody uses', () => {
  it('of a query runner', async () => {
    const work = (on: string, [open, close] = ['', '']): string => `import { db, Member, Reward } from './db.js';
      export async function redeem(id: string) { const runner = db.createQueryRunner(); await runner.connect();
        await runner.startTransaction(); try { const members = ${on}.getRepository(Member);
          await ${open}members.decrement({ id }, 'points', 1)${close};
          await ${open}${on}.getRepository(Reward).insert({ id })${close}; await runner.commitTransaction();
        } catch (error) { await runner.rollbackTransaction(); throw error; } finally { await runner.release(); } }`;
    await differ(work('db', ['«', '»']), work('runner.manager'), { 'db.ts': TYPEORM });
  });

  it('of a connection that was taken from a pool', async () => {
    const work = (on: string, [open, close] = ['', '']): string => `import { pool } from './db.js';
      export async function pay(id: number) { const client = await pool.connect(); try { await client.query('BEGIN');
        await ${open}${on}.query('UPDATE accounts SET cents = 1 WHERE id = $1', [id])${close};
        await ${open}${on}.query('INSERT INTO postings (id) VALUES ($1)', [id])${close}; await client.query('COMMIT');
      } catch (error) { await client.query('ROLLBACK'); throw error; } finally { client.release(); } }`;
    await differ(work('pool', ['«', '»']), work('client'), {
      'db.ts': `import { Pool } from 'pg'; export const pool = new Pool({ max: 3 });`,
    });
  });

  it('may be used by whom it is handed to', async () => {
    const work = `import { db, Member } from './db.js'; import { keep } from './keep.js';
      export async function redeem(id: string) { const runner = db.createQueryRunner(); await runner.startTransaction();
        try { await keep(runner, id); await db.getRepository(Member).update({ id }, { points: 1 }); await runner.commitTransaction();
        } catch (error) { await runner.rollbackTransaction(); throw error; } finally { await runner.release(); } }`;
    expect(
      await told({ 'db.ts': TYPEORM, 'keep.ts': 'export const keep = async (a: any, b: any) => {};', 'work.ts': work }),
    ).toEqual([]);
  });
});

describe('a list of queries for a transaction', () => {
  it('holds some that are done already', async () => {
    const work = (list: string): string =>
      `${PRISMA} export async function settle(id: string, ids: string[]) { ${list} }`;
    await differ(
      work(`await db.$transaction([await «db.a.update({ where: { id }, data: {} })», db.b.create({ data: { id } })]);`),
      work(`await db.$transaction([db.a.update({ where: { id }, data: {} }), db.b.create({ data: { id } })]);`),
    );
    await differ(
      work(`await db.$transaction([...ids.map(async (one) => await «db.a.delete({ where: { id: one } })»)]);`),
      work(`await db.$transaction([...ids.map((one) => db.a.delete({ where: { id: one } }))]);`),
    );
    await differ(
      work(`const list = [await «db.a.update({ where: { id }, data: {} })»]; await db.$transaction(list);`),
      work(`const found = await db.a.findUnique({ where: { id } }); const list = [db.b.create({ data: { id: found.id } })];
        await db.$transaction(list);`),
    );
  });
});

describe('a function of the same file', () => {
  it('is handed the handle and writes past it', async () => {
    const work = (on: string, mark: string[] = ['', '']): string => `${PRISMA}
      async function take(tx: any, id: string) { await ${on}.stock.update({ where: { id }, data: {} }); }
      export const place = (id: string) => db.$transaction(async (tx) => {
        await tx.order.create({ data: { id } }); await ${mark[0]}take(tx, id)${mark[1]}; });`;
    await differ(work('db', ['«', '»']), work('tx'));
    await differ(work('db', ['«', '»']), work('(tx ?? db)'));
  });

  it('uses it for one write and not for the other', async () => {
    const work = (on: string, mark: string[] = ['', '']): string => `${PRISMA}
      async function take(tx: any, id: string) { await tx.stock.create({ data: { id } }); await ${on}.left.create({ data: { id } }); }
      export const place = (id: string) => db.$transaction(async (tx) => { await ${mark[0]}take(tx, id)${mark[1]}; });`;
    await differ(work('db', ['«', '»']), work('tx'));
  });

  it('reads with the client, and chooses where there is no handle', async () => {
    for (const body of [
      'const seen = await db.stock.findFirst({ where: { id } }); await tx.stock.create({ data: { seen } });',
      'const on = tx ?? db; await on.stock.create({ data: { id } });',
      'if (!tx) { await db.stock.create({ data: { id } }); return; } await tx.stock.create({ data: { id } });',
    ])
      expect(
        await told({
          'work.ts': `${PRISMA} async function take(tx: any, id: string) { ${body} }
            export const place = (id: string) => db.$transaction(async (tx) => { await take(tx, id); });`,
        }),
      ).toEqual([]);
  });
});

describe('a wrapper that begins nothing', () => {
  it('hands the client to work that calls it a handle', async () => {
    const unit = (run: string): string => `import { Kysely, PostgresDialect } from 'kysely'; import { Pool } from 'pg';
      const db = new Kysely<any>({ dialect: new PostgresDialect({ pool: new Pool({ max: 4 }) }) });
      export async function unit<T>(work: (trx: Kysely<any>) => Promise<T>): Promise<T> { return ${run}; }`;
    const work = `import { unit } from './unit.js'; import type { Kysely } from 'kysely'; export const deposit =
      (id: string) => unit(async (trx) => {
      await trx.insertInto('postings').values({ id }).execute();
      await trx.updateTable('accounts').set({ id }).where('id', '=', id).execute(); });`;
    expect(await told({ 'unit.ts': unit('work(db)'), 'work.ts': work })).toHaveLength(1);
    expect(await told({ 'unit.ts': unit('db.transaction().execute(work)'), 'work.ts': work })).toEqual([]);
    expect(await told({ 'unit.ts': unit('db.transaction().execute((trx) => work(trx))'), 'work.ts': work })).toEqual(
      [],
    );
  });
});
