import rule from '../../../rules/src/require-transaction/rule.js';
import { testRule } from '../harness.js';

const prisma = (body: string, params = 'input'): string => `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function run(${params}) {
${body}
}
`;
const sequelize = (body: string): string => `import { Sequelize, DataTypes } from 'sequelize';
const sequelize = new Sequelize(url);
const Order = sequelize.define('order', { total: DataTypes.INTEGER });
const Stock = sequelize.define('stock', { left: DataTypes.INTEGER });
export async function run(input) {
${body}
}
`;
const pg = (body: string): string => `import { Pool } from 'pg';
const pool = new Pool();
export async function run(input) {
  const client = await pool.connect();
${body}
}
`;
const knex = (body: string): string => `import knexOf from 'knex';
const knex = knexOf({ client: 'pg' });
export async function run(input) {
${body}
}
`;
const typeorm = (body: string): string => `import { DataSource } from 'typeorm';
const source = new DataSource({ type: 'postgres' });
const orders = source.getRepository('Order');
export async function run(input) {
  const runner = source.createQueryRunner();
${body}
}
`;
const nest = (body: string): string => `import { Injectable } from '@nestjs/common';
import { PrismaClient } from '@prisma/client';
@Injectable()
export class Roles {
  constructor(private readonly prisma: PrismaClient) {}
  async replace(user, ids) {
    ${body}
  }
}
`;

testRule(rule, {
  valid: [
    {
      name: 'what has run out is not what is made',
      code: prisma(
        `  await prisma.invite.deleteMany({ where: { expiresAt: { lt: input.now } } });
  await prisma.invite.create({ data: { id: input.id } });`,
      ),
    },
    {
      name: 'a row that is told how it ended',
      code: prisma(
        `  const job = await prisma.import.create({ data: input });
  try {
    await prisma.$transaction(async (tx) => { await tx.row.create({ data: { job: job.id } }); });
    await prisma.import.update({ where: { id: job.id }, data: { state: 'done' } });
  } catch (error) {
    await prisma.import.update({ where: { id: job.id }, data: { state: 'failed' } });
    throw error;
  }`,
      ),
    },
    {
      name: 'a function that is handed the connection',
      code: pg(
        `  try {
    await client.query('BEGIN');
    await client.query('UPDATE stock SET n = 1');
    await client.query('COMMIT');
  } catch (error) {
    await undo(client);
    throw error;
  } finally {
    client.release();
  }`,
      ),
    },
    {
      name: 'in one transaction',
      code: prisma(
        '  await prisma.$transaction([prisma.role.deleteMany({ where: { user: input.id } ' +
          '}), prisma.role.createMany({ data: input.roles })]);',
      ),
    },
    {
      name: 'in a callback',
      code: prisma(
        '  await prisma.$transaction(async (tx) => { await tx.role.deleteMany({ where: { user: input.id } ' +
          '}); await tx.role.createMany({ data: input.roles }); });',
      ),
    },
    {
      name: 'the caller holds one',
      code: prisma(
        `  await tx.role.deleteMany({ where: { user: input.id } });
  await tx.role.createMany({ data: input.roles });`,
        'input, tx',
      ),
    },
    {
      name: 'the caller may hold one',
      code: prisma(
        `  await prisma.role.deleteMany({ where: { user: input.id } });
  await prisma.role.createMany({ data: input.roles });`,
        'input, manager',
      ),
    },
    {
      name: 'another table',
      code: prisma(
        `  await prisma.role.deleteMany({ where: { user: input.id } });
  await prisma.user.create({ data: input.user });`,
      ),
    },
    {
      name: 'two branches',
      code: prisma(
        `  if (input.none) { await prisma.role.deleteMany({ where: { user: input.id } }); return; }
  await prisma.role.createMany({ data: input.roles });`,
      ),
    },
    {
      name: 'every row',
      code: prisma('  await prisma.role.deleteMany();\n  await prisma.role.createMany({ data: input.roles });'),
    },
    {
      name: 'deleted after',
      code: prisma(
        `  await prisma.role.createMany({ data: input.roles });
  await prisma.role.deleteMany({ where: { old: true } });`,
      ),
    },
    {
      name: 'rows that may be lost',
      code: prisma(
        `  await prisma.session.deleteMany({ where: { user: input.id } });
  await prisma.session.create({ data: input.session });`,
      ),
    },
    {
      name: 'the failure of the second is caught',
      code: prisma(
        `  await prisma.role.deleteMany({ where: { user: input.id } });
  try { await prisma.role.createMany({ data: input.roles }); } catch { await restore(); }`,
      ),
    },
    {
      name: 'changed, not written again',
      code: prisma(
        `  await prisma.role.deleteMany({ where: { user: input.id } });
  await prisma.role.updateMany({ where: { a: 1 }, data: { b: 2 } });`,
      ),
    },
    {
      name: 'not a database',
      code: `const prisma = { role: { deleteMany() {}, createMany() {} } };
export async function run() { await prisma.role.deleteMany(); await prisma.role.createMany({}); }`,
    },
    {
      name: 'a client handed in by hand may be a transaction',
      code: `import { Knex } from 'knex';
export class Roles {
  private db: Knex;
  constructor(given: Knex) { this.db = given; }
  async replace(user) { await this.db('roles').where({ user }).del(); await this.db('roles').insert({ user }); }
}`,
      file: 'src/a.ts',
    },
    {
      name: 'a document store',
      code: `import mongoose from 'mongoose';
const Role = mongoose.model('Role', new mongoose.Schema({}));
export async function run() { await Role.deleteMany({ a: 1 }); await Role.create({ a: 1 }); }`,
    },
    {
      name: 'the transaction uses nothing of it',
      code: prisma(
        `  const order = await prisma.order.create({ data: input });
  await prisma.$transaction(async (tx) => { await tx.stock.update({ where: { id: 1 }, data: { left: 0 } }); });
  return order;`,
      ),
    },
    {
      name: 'provisional',
      code: prisma(
        `  const order = await prisma.order.create({ data: { status: 'pending' } });
  await prisma.$transaction(async (tx) => { await tx.item.create({ data: { order: order.id } }); });`,
      ),
    },
    {
      name: 'taken back by hand',
      code: prisma(
        `  const order = await prisma.order.create({ data: input });
  try {
    await prisma.$transaction(async (tx) => { await tx.item.create({ data: { order: order.id } }); });
  } catch (error) { await prisma.order.delete({ where: { id: order.id } }); throw error; }`,
      ),
    },
    {
      name: 'another system is asked between',
      code: prisma(
        `  const order = await prisma.order.create({ data: input });
  await fetch(payment);
  await prisma.$transaction(async (tx) => { await tx.item.create({ data: { order: order.id } }); });`,
      ),
    },
    {
      name: 'both branches open one',
      code: prisma(
        '  if (input.a) { await prisma.$transaction(async (tx) => { await tx.a.create({ data: input }); }); ' +
          '} else { await prisma.$transaction(async (tx) => { await tx.b.create({ data: input }); ' +
          'await tx.c.create({ data: input }); }); }',
      ),
    },
    {
      name: 'the other branch writes once',
      code: prisma(
        '  if (input.a) { await prisma.$transaction(async (tx) => { await tx.a.create({ data: input }); ' +
          'await tx.b.create({ data: input }); }); } else { await prisma.b.create({ data: input }); }',
      ),
    },
    {
      name: 'every write receives the handle',
      code: sequelize(
        `  const t = await sequelize.transaction();
  try { await Order.create(input, { transaction: t }); await Stock.update({ left: 1 }, { where: { \
id: 1 }, transaction: t }); await t.commit(); } catch (error) { await t.rollback(); throw error; }`,
      ),
    },
    {
      name: 'options that cannot be seen',
      code: sequelize(
        `  const t = await sequelize.transaction();
  try { await Order.create(input, { transaction: t }); await Stock.update({ left: 1 }, options); \
await t.commit(); } catch (error) { await t.rollback(); throw error; }`,
      ),
    },
    {
      name: 'nobody names the handle: it travels by context',
      code: sequelize(
        `  const t = await sequelize.transaction();
  try { await Order.create(input); await Stock.create(input); await t.commit(); } catch (error) { \
await t.rollback(); throw error; }`,
      ),
    },
    {
      name: 'before it is begun, and after it is ended',
      code: sequelize(
        `  await Stock.create(input);
  const t = await sequelize.transaction();
  try { await Order.create(input, { transaction: t }); await t.commit(); } catch (error) { await t.rollback(); throw error; }
  await Stock.create(input);`,
      ),
    },
    {
      name: 'after it was rolled back',
      code: sequelize(
        `  const t = await sequelize.transaction();
  try { await Order.create(input, { transaction: t }); if (input.bad) { await t.rollback(); \
await Stock.create(input); return; } await t.commit(); } catch (error) { await t.rollback(); throw error; }`,
      ),
    },
    {
      name: 'through a repository of the runner',
      code: typeorm(
        `  await runner.startTransaction();
  try { const items = runner.manager.getRepository('Item'); await items.save(input); \
await runner.manager.save(input); await runner.commitTransaction(); } catch (error) { \
await runner.rollbackTransaction(); throw error; } finally { await runner.release(); }`,
      ),
    },
    {
      name: 'rolled back',
      code: pg(
        "  try { await client.query('BEGIN'); await client.query('DELETE FROM a'); " +
          "await client.query('COMMIT'); } catch (error) { await client.query('ROLLBACK'); throw error; } " +
          'finally { client.release(); }',
      ),
    },
    {
      name: 'the connection is thrown away',
      code: pg(
        "  try { await client.query('BEGIN'); await client.query('DELETE FROM a'); " +
          "await client.query('COMMIT'); client.release(); } catch (error) { client.release(error); " +
          'throw error; }',
      ),
    },
    {
      name: 'begun for somebody else',
      code: pg("  await client.query('BEGIN');\n  await client.query('DELETE FROM a');\n  return client;"),
    },
    {
      name: 'thrown on',
      code: prisma(
        '  await prisma.$transaction(async (tx) => { await tx.a.create({ data: input }); try { ' +
          'await tx.b.create({ data: input }); } catch (error) { ' +
          "if (error.code === 'P2002') throw new Taken(); throw error; } });",
      ),
    },
    {
      name: 'something else is written instead',
      code: prisma(
        '  await prisma.$transaction(async (tx) => { await tx.a.create({ data: input }); try { ' +
          'await tx.b.create({ data: input }); } catch { await tx.b.update({ where: { ' +
          'id: 1 }, data: input }); } });',
      ),
    },
    {
      name: 'nothing is written in the try',
      code: prisma(
        '  await prisma.$transaction(async (tx) => { await tx.a.create({ data: input }); try { ' +
          'parse(input); } catch { note(); } await tx.b.create({ data: input }); });',
      ),
    },
    ...[
      `try { await reserve(trx, 1); } catch (error) { console.warn(error); throw error; }`,
      `for (const one of input.items) try { await reserve(trx, one); } catch (error) { console.warn(error); }`,
      `try { await reserve(trx, 1); } catch (error) { input.failed.push(error); }`,
      `try { await check(trx, 1); } catch (error) { console.warn(error); }`,
      `try { await reserve(input, 1); } catch (error) { console.warn(error); }`,
    ].map((caught) => ({
      name: `not swallowed: ${caught}`,
      code: knex(`  async function reserve(trx, item) {
    if ((await trx('stock').where({ item }).decrement('left', 1)) === 0) throw new Error('sold out');
  }
  async function check(trx, item) { if (!(await trx('stock').where({ item }).first())) throw new Error('sold out'); }
  await knex.transaction(async (trx) => {
    await trx('orders').insert(input);
    ${caught}
  });`),
    })),
    {
      name: 'caught outside',
      code: prisma(
        '  try { await prisma.$transaction(async (tx) => { await tx.a.create({ data: input }); ' +
          'await tx.b.create({ data: input }); }); } catch (error) { log(error); }',
      ),
    },
  ],
  invalid: [
    {
      code: prisma(
        `  await «prisma.role.deleteMany({ where: { user: input.id } })»;
  await prisma.role.createMany({ data: input.roles });`,
      ),
      errors: [{ messageId: 'recreated', data: { call: 'prisma.role.deleteMany', table: 'role' } }],
    },
    {
      name: 'injected by a container',
      code: nest(
        `await «this.prisma.role.deleteMany({ where: { user } })»;
    await this.prisma.role.createMany({ data: ids.map((id) => ({ user, id })) });`,
      ),
      file: 'src/a.ts',
      errors: ['recreated'],
    },
    {
      name: 'in one branch',
      code: prisma(
        `  if (input.roles) {
    await «prisma.role.deleteMany({ where: { user: input.id } })»;
    for (const role of input.roles) await prisma.role.create({ data: role });
  }`,
      ),
      errors: ['recreated'],
    },
    {
      name: 'a builder',
      code: knex(
        "  await «knex('roles').where({ user: input.id }).del()»;\n  await knex('roles').insert(input.roles);",
      ),
      errors: [{ messageId: 'recreated', data: { table: 'roles' } }],
    },
    {
      name: 'a repository',
      code: typeorm('  await «orders.delete({ user: input.id })»;\n  await orders.save(input.orders);'),
      errors: ['recreated'],
    },
    {
      name: 'before the transaction that builds on it',
      code: prisma(
        `  const order = await «prisma.order.create({ data: input })»;
  await prisma.$transaction(async (tx) => {
    await tx.item.createMany({ data: input.items.map((item) => ({ ...item, order: order.id })) });
  });`,
      ),
      errors: [{ messageId: 'before', data: { call: 'prisma.order.create', table: 'order' } }],
    },
    {
      name: 'before a list',
      code: prisma(
        `  const order = await «prisma.order.create({ data: input })»;
  await prisma.$transaction([prisma.item.create({ data: { order: order.id } }), prisma.stock.update({ \
where: { id: 1 }, data: { left: 0 } })]);`,
      ),
      errors: ['before'],
    },
    {
      name: 'the branch without',
      code: prisma(
        `  if (input.many) {
    await prisma.$transaction(async (tx) => { await tx.order.create({ data: input }); await tx.stock.create({ data: input }); });
  } else {
    await «prisma.order.create({ data: input })»;
    await prisma.stock.create({ data: input });
  }`,
      ),
      errors: [{ messageId: 'sibling', data: { call: 'prisma.order.create' } }],
    },
    {
      name: 'a write without the handle',
      code: sequelize(
        `  const t = await sequelize.transaction();
  try { await Order.create(input, { transaction: t }); await «Stock.update({ left: 1 }, { where: { id: 1 } \
})»; await t.commit(); } catch (error) { await t.rollback(); throw error; }`,
      ),
      errors: [{ messageId: 'escapes', data: { call: 'Stock.update', handle: 't' } }],
    },
    {
      name: 'assigned later',
      code: sequelize(
        `  let t;
  try { t = await sequelize.transaction(); await Order.create(input, { transaction: t }); \
await «Stock.create(input)»; await t.commit(); } catch (error) { await t.rollback(); throw error; }`,
      ),
      errors: ['escapes'],
    },
    {
      name: 'beside a handle of a builder',
      code: knex(
        `  const trx = await knex.transaction();
  try { await trx('orders').insert(input); await «knex('stock').update({ left: 1 })»; await trx.commit(); } \
catch (error) { await trx.rollback(); throw error; }`,
      ),
      errors: ['escapes'],
    },
    {
      name: 'beside a query runner',
      code: typeorm(
        `  await runner.startTransaction();
  try { await runner.manager.save(input); await «orders.save(input)»; await runner.commitTransaction(); } \
catch (error) { await runner.rollbackTransaction(); throw error; } finally { await runner.release(); }`,
      ),
      errors: ['escapes'],
    },
    {
      name: 'never rolled back',
      code: pg(
        "  try { await «client.query('BEGIN')»; await client.query('DELETE FROM a'); " +
          "await client.query('COMMIT'); } finally { client.release(); }",
      ),
      errors: [{ messageId: 'neverRolledBack', data: { call: 'client.query' } }],
    },
    {
      name: 'a runner never rolled back',
      code: typeorm(
        `  await «runner.startTransaction()»;
  await runner.manager.save(input);
  await runner.commitTransaction();
  await runner.release();`,
      ),
      errors: ['neverRolledBack'],
    },
    {
      name: 'swallowed',
      code: prisma(
        `  await prisma.$transaction(async (tx) => {
    await tx.order.create({ data: input });
    try { await tx.stock.update({ where: { id: 1 }, data: { left: 0 } }); } «catch» (error) { console.error(error); }
  });`,
      ),
      errors: [{ messageId: 'swallowed', data: { call: 'tx.stock.update', other: 'tx.order.create' } }],
    },
    {
      name: 'swallowed behind a function that is handed the handle and throws by itself',
      code: knex(
        `  async function reserve(trx, item) {
    if ((await trx('stock').where({ item }).decrement('left', 1)) === 0) throw new Error('sold out');
  }
  await knex.transaction(async (trx) => {
    await trx('orders').insert(input);
    try { await reserve(trx, input.item); } «catch» (error) { console.warn(error); }
  });`,
      ),
      errors: [{ messageId: 'swallowed', data: { call: 'reserve' } }],
    },
    {
      name: 'swallowed with options',
      code: sequelize(
        `  await sequelize.transaction(async (t) => {
    await Order.create(input, { transaction: t });
    try { await Stock.create(input, { transaction: t }); } «catch» { return null; }
  });`,
      ),
      errors: ['swallowed'],
    },
  ],
});
