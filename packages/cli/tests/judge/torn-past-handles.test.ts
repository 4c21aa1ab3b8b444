import { describe, expect, it } from 'vitest';
import { toldOf } from './findings-of.js';

const told = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  (await toldOf('require-transaction', files)).map(({ kind, at, steps }) => `${kind} ${at} <- ${steps[0]}`);

/** A client of each library, two writes through it, and how it opens a transaction around work. */
const LIBRARIES = {
  prisma: {
    db: "import { PrismaClient } from '@prisma/client';\nexport const db = new PrismaClient();",
    writes: (on: string) => `await ${on}.order.create({ data: { id } }); await ${on}.stock.create({ data: { id } });`,
    opens: (work: string) => `db.$transaction(${work})`,
  },
  knex: {
    db: "import knex from 'knex';\nexport const db = knex({ client: 'pg' });",
    writes: (on: string) => `await ${on}('orders').insert({ id }); await ${on}('stocks').insert({ id });`,
    opens: (work: string) => `db.transaction(${work})`,
  },
  kysely: {
    db: `import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
export const db = new Kysely<any>({ dialect: new PostgresDialect({ pool: new Pool({ max: 4 }) }) });`,
    writes: (on: string) =>
      `await ${on}.insertInto('orders').values({ id }).execute(); ` +
      `await ${on}.insertInto('stocks').values({ id }).execute();`,
    opens: (work: string) => `db.transaction().execute(${work})`,
  },
  sequelize: {
    db: `import { Sequelize } from 'sequelize';
export const db = new Sequelize('postgres://localhost/shop');
export const Order = db.define('order', {});
export const Stock = db.define('stock', {});`,
    writes: () => 'await Order.create({ id }); await Stock.create({ id });',
    opens: (work: string) => `db.transaction(${work})`,
  },
  'better-sqlite3': {
    db: "import Database from 'better-sqlite3';\nexport const db = new Database('shop.db');",
    writes: (on: string) =>
      `${on}.prepare('INSERT INTO orders (id) VALUES (?)').run(id); ` +
      `${on}.prepare('INSERT INTO stocks (id) VALUES (?)').run(id);`,
    opens: (work: string) => `db.transaction(${work})()`,
  },
} as const;
type Library = keyof typeof LIBRARIES;

/** `place` writes both rows; the route calls it as `call` says, where `opened(work)` is the library's transaction. */
function shop(
  library: Library,
  { params = '', on = 'db', call, unit }: { params?: string; on?: string; call: string; unit?: string },
): Record<string, string> {
  const { db, writes, opens } = LIBRARIES[library];
  const body = call.replace(/OPENED\((.*)\);/s, (_all, work: string) => `await ${opens(work)};`);
  return {
    'package.json': JSON.stringify({ name: 'shop', dependencies: { express: '5.1.0', [library]: '*' } }),
    'src/db.ts': db,
    'src/unit.ts': `import { db } from './db.js';\n${unit ?? `export const unit = (work: any) => ${opens('work')};`}`,
    'src/place.ts': `import { db, Order, Stock } from './db.js';
export async function place(id: string${params}) { ${writes(on)} }`,
    'src/app.ts': `import express from 'express';
import { db } from './db.js';
import { unit } from './unit.js';
import { place } from './place.js';
const app = express();
app.post('/orders', async (req, res) => { ${body} res.end(); });
app.listen(3000);`,
  };
}

describe('a function that writes through its own client', () => {
  it.each(['prisma', 'knex', 'kysely'] as const)(
    'is not held by a transaction of %s it gets no handle of',
    async (library) => {
      const found = await told(shop(library, { call: 'OPENED(async (tx: any) => { await place(req.body.id); });' }));
      expect(found).toEqual([
        expect.stringMatching(
          /^finding src\/place\.ts: .* <- src\/app\.ts: place\(req\.body\.id\) \| calls place in a transaction and hands it no handle$/,
        ),
      ]);
    },
  );

  it('nor by one that a function of the project opens', async () => {
    const call = 'await unit(async () => { await place(req.body.id); });';
    expect(await told(shop('prisma', { call }))).toEqual([expect.stringContaining('hands it no handle')]);
  });

  it('is where the client is the connection, or the library may pass the transaction on by itself', async () => {
    for (const library of ['sequelize', 'better-sqlite3'] as const)
      expect(await told(shop(library, { call: 'OPENED(async () => { await place(req.body.id); });' }))).toEqual([]);
  });

  it('is where the wrapper keeps the handle for everybody below', async () => {
    const unit = `import { AsyncLocalStorage } from 'node:async_hooks';
export const kept = new AsyncLocalStorage();
export const unit = (work: any) => db.$transaction((tx) => kept.run(tx, () => work()));`;
    const call = 'await unit(async () => { await place(req.body.id); });';
    expect(await told(shop('prisma', { unit, call }))).toEqual([]);
  });

  it('is where it is handed the handle', async () => {
    for (const library of ['prisma', 'knex', 'kysely'] as const) {
      const call = 'OPENED(async (tx: any) => { await place(req.body.id, tx); });';
      expect(await told(shop(library, { params: ', tx: any', on: 'tx', call }))).toEqual([]);
    }
  });
});

describe('a function that writes through a parameter', () => {
  const handed = { params: ', tx: any', on: 'tx' };

  it.each(['prisma', 'knex'] as const)('is torn where a caller hands it the client of %s', async (library) => {
    expect(await told(shop(library, { ...handed, call: 'await place(req.body.id, db);' }))).toEqual([
      expect.stringMatching(/calls place and hands it the client, outside any transaction$/),
    ]);
  });

  it('is where a type says that it may be either', async () => {
    const files = shop('prisma', { params: ', tx: Either', on: 'tx', call: 'await place(req.body.id, db);' });
    const typed = `import type { Prisma, PrismaClient } from '@prisma/client';
${files['src/place.ts']}
type Either = Prisma.TransactionClient | PrismaClient;`;
    expect(await told({ ...files, 'src/place.ts': typed })).toEqual([expect.stringContaining('hands it the client')]);
  });

  it('is whatever the parameter is called', async () => {
    for (const library of ['prisma', 'knex', 'kysely'] as const) {
      const files = shop(library, { params: ', on: any', on: 'on', call: 'await place(req.body.id, db);' });
      expect(await told(files)).toEqual([expect.stringContaining('hands it the client, outside any transaction')]);
      const inside = 'OPENED(async (tx: any) => { await place(req.body.id, tx); });';
      expect(await told(shop(library, { params: ', on: any', on: 'on', call: inside }))).toEqual([]);
    }
  });

  it('is not where nobody is seen to, or what is handed is not known', async () => {
    for (const call of ['', 'await place(req.body.id, req.app.locals.tx);'])
      expect(await told(shop('prisma', { ...handed, call }))).toEqual([]);
  });

  it('is not where it writes one table alone, or is called in a transaction', async () => {
    const files = shop('prisma', { ...handed, call: 'await place(req.body.id, db);' });
    const one = files['src/place.ts']!.replace(/await tx\.stock\.create\(.*?\);/, '');
    expect(await told({ ...files, 'src/place.ts': one })).toEqual([]);
    const call = 'OPENED(async () => { await place(req.body.id, db); });';
    expect(await told(shop('better-sqlite3', { ...handed, call }))).toEqual([]);
  });
});
