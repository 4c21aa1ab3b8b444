import rule from '../../../rules/src/no-transaction-misuse/rule.js';
import { testRule } from '../harness.js';

const PRISMA = "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n";
const PG = "import { Pool } from 'pg';\nconst pool = new Pool();\n";
const KNEX = "import knex from 'knex';\nconst db = knex({ client: 'pg' });\n";
const SEQUELIZE = `import { Sequelize, DataTypes } from 'sequelize';
const sequelize = new Sequelize('sqlite::memory:');
const User = sequelize.define('User', {});
`;
const TYPEORM = `import { DataSource, Repository } from 'typeorm';
export class Orders {
  constructor(private readonly dataSource: DataSource, private readonly orders: Repository<Order>) {}
`;

testRule(rule, {
  valid: [
    `${PRISMA}export async function run() { await prisma.$transaction(async (tx) => { ` +
      'await tx.order.create({ data: {} }); await tx.stock.update({ where: { id: 1 }, data: {} }); }); }',
    {
      name: 'the parameter may have the name of the client',
      code:
        `${PRISMA}export async function run() { await prisma.$transaction(async (prisma) => { ` +
        'await prisma.order.create({ data: {} }); }); }',
    },
    `${PRISMA}export async function run() { await prisma.$transaction([prisma.a.create({ data: {} ` +
      '}), prisma.b.create({ data: {} })]); }',
    {
      name: 'before and after are outside',
      code:
        `${PRISMA}export async function run() { await prisma.log.create({ data: {} }); ` +
        'await prisma.$transaction(async (tx) => { await tx.a.create({ data: {} }); }); ' +
        `await fetch('https://a.example'); }`,
    },
    {
      name: 'not awaited: the other rule speaks',
      code:
        `${PRISMA}export async function run() { await prisma.$transaction(async (tx) => { ` +
        `void fetch('https://a.example'); await tx.a.create({ data: {} }); }); }`,
    },
    {
      name: 'a function kept for later',
      code:
        `${PRISMA}export async function run(after) { await prisma.$transaction(async (tx) => { ` +
        `await tx.a.create({ data: {} }); after.push(async () => { await fetch('https://a.example'); }); ` +
        '}); }',
    },
    {
      name: 'a helper that gets the handle',
      code: `${PRISMA}async function log(tx) { await tx.log.create({ data: {} }); }
export async function run() { await prisma.$transaction(async (tx) => { await log(tx); }); }`,
    },
    {
      name: 'a helper with a choice of client gets the handle',
      code: `${PRISMA}async function log(client = prisma) { await client.log.create({ data: {} }); }
export async function run() { await prisma.$transaction(async (tx) => { await log(tx); }); }`,
    },
    {
      name: 'an unknown service',
      code:
        `${PRISMA}export async function run(mailer) { await prisma.$transaction(async (tx) => { ` +
        'await tx.a.create({ data: {} }); await mailer.send(1); }); }',
    },
    {
      name: 'a query that a helper begins and that is given the handle',
      code: `${KNEX}const fields = (client) => client('fields');
export async function run(id) { await db.transaction(async (trx) => { await fields(db).where({ \
id }).delete().transacting(trx); }); }`,
    },
    {
      name: 'a query that was begun on the handle and is kept',
      code:
        `${KNEX}export async function run(id) { await db.transaction(async (trx) => { ` +
        `const query = trx('fields').where({ id }); if (id) query.whereNot('id', id); await query.first(); ` +
        '}); }',
    },
    {
      name: 'a query that is given the handle later',
      code:
        `${KNEX}export async function run(id) { await db.transaction(async (trx) => { ` +
        `let query = db('fields'); query = query.transacting(trx); await query.where({ id }).update({ ` +
        'a: 1 }); }); }',
    },
    {
      name: 'one connection for all',
      code:
        `${PG}export async function run() { const client = await pool.connect(); try { ` +
        `await client.query('BEGIN'); await client.query('COMMIT'); } finally { client.release(); } }`,
    },
    `${PG}export async function run() { await pool.query('select 1'); }`,
    `${PG}export async function run() { await pool.query('select begins from beginnings'); }`,
    `${KNEX}export async function run() { await db.transaction(async (trx) => { ` +
      `await trx('users').insert({ a: 1 }); await db('log').transacting(trx).insert({ b: 1 }); }); }`,
    `${SEQUELIZE}export async function run() { await sequelize.transaction(async (t) => { ` +
      'await User.create({ a: 1 }, { transaction: t }); }); }',
    {
      name: 'options that cannot be seen',
      code:
        `${SEQUELIZE}export async function run(options) { await sequelize.transaction(async (t) => { ` +
        'await User.create({ a: 1 }, { transaction: t }); await User.create({ a: 2 }, options); }); }',
    },
    {
      name: 'the transaction travels by context',
      code:
        `${SEQUELIZE}export async function run() { await sequelize.transaction(async () => { ` +
        'await User.create({ a: 1 }); }); }',
    },
    {
      name: 'another database',
      code: `import Redis from 'ioredis';
${PRISMA}const redis = new Redis();
export async function run() { await prisma.$transaction(async (tx) => { const seen = await redis.get('a'); \
await tx.a.create({ data: { seen } }); }); }`,
    },
    {
      name: 'a transaction of something else',
      code:
        'export async function run(wallet) { await wallet.transaction(async () => { ' +
        'await fetch("https://a.example"); }); }',
    },
    {
      name: 'repositories of the manager',
      code: `${TYPEORM}  async run() { await this.dataSource.transaction(async (manager) => { \
await manager.getRepository(Order).save({}); await manager.save(Order, {}); }); }
}
declare class Order {}`,
      file: 'src/orders.ts',
    },
    {
      name: 'a test',
      code:
        `${PRISMA}test('x', async () => { await prisma.$transaction(async (tx) => { await prisma.a.create({ ` +
        'data: {} }); }); });',
      file: 'src/orders.test.js',
    },
  ],
  invalid: [
    {
      name: 'a query that was begun on the client and is kept',
      code:
        `${KNEX}export async function run(id) { await db.transaction(async (trx) => { ` +
        `await trx('a').insert({ id }); const query = «db('fields')».where({ id }); await query.first(); ` +
        '}); }',
      errors: [
        {
          messageId: 'readEscapes',
          severity: 'medium',
          data: { call: 'db(...)', handle: '`trx`' },
          suggestions: [
            {
              messageId: 'useHandle',
              output:
                `${KNEX}export async function run(id) { await db.transaction(async (trx) => { ` +
                `await trx('a').insert({ id }); const query = trx('fields').where({ id }); await query.first(); }); }`,
            },
          ],
        },
      ],
    },
    {
      code:
        `${PRISMA}export async function run() { await prisma.$transaction(async (tx) => { ` +
        'await «prisma.order.create({ data: {} })»; }); }',
      errors: [
        {
          messageId: 'escapes',
          data: { call: 'prisma.order.create(...)', handle: '`tx`' },
          suggestions: [
            {
              messageId: 'useHandle',
              output:
                `${PRISMA}export async function run() { await prisma.$transaction(async (tx) => { ` +
                'await tx.order.create({ data: {} }); }); }',
            },
          ],
        },
      ],
    },
    {
      name: 'a read is weaker',
      code:
        `${PRISMA}export async function run() { return prisma.$transaction(async (tx) => { ` +
        'const a = await «prisma.a.findFirst()»; return tx.b.create({ data: { a } }); }); }',
      errors: [
        {
          messageId: 'readEscapes',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'useHandle',
              output:
                `${PRISMA}export async function run() { return prisma.$transaction(async (tx) => { ` +
                'const a = await tx.a.findFirst(); return tx.b.create({ data: { a } }); }); }',
            },
          ],
        },
      ],
    },
    {
      name: 'a callback without the handle',
      code:
        `${PRISMA}export async function run() { await prisma.$transaction(async () => { ` +
        'await «prisma.a.create({ data: {} })»; await «prisma.b.create({ data: {} })»; }); }',
      errors: [{ messageId: 'escapes', data: { handle: 'the handle that its callback can take' } }, 'escapes'],
    },
    {
      name: 'in a list method',
      code:
        `${PRISMA}export async function run(list) { await prisma.$transaction(async () => { ` +
        'await Promise.all(list.map((x) => «prisma.a.create({ data: x })»)); }); }',
      errors: ['escapes'],
    },
    {
      name: 'a client of the class',
      code: `import { PrismaClient } from '@prisma/client';
export class Orders {
  constructor(private readonly prisma: PrismaClient) {}
  async run() { await this.prisma.$transaction(async () => { await «this.prisma.a.create({ data: {} })»; }); }
}`,
      errors: ['escapes'],
    },
    {
      name: 'a second transaction',
      code:
        `${PRISMA}export async function run() { await prisma.$transaction(async (tx) => { ` +
        'await tx.a.create({ data: {} }); await «prisma.$transaction(async (other) => { ' +
        'await other.b.create({ data: {} }); })»; }); }',
      errors: ['nested'],
    },
    {
      code:
        `${PRISMA}export async function run() { await prisma.$transaction(async (tx) => { ` +
        `await «fetch('https://x.example')»; await tx.order.create({ data: {} }); }); }`,
      errors: [{ messageId: 'holdsOpen', data: { what: 'a network request' } }],
    },
    {
      name: 'waiting',
      code: `import { setTimeout as sleep } from 'node:timers/promises';
${PRISMA}export async function run() { await prisma.$transaction(async (tx) => { await «sleep(100)»; \
await tx.order.create({ data: {} }); }); }`,
      errors: ['holdsOpen'],
    },
    {
      name: 'one hop away',
      code: `${PRISMA}async function notify() { await fetch('https://x.example'); }
export async function run() { await prisma.$transaction(async (tx) => { await tx.order.create({ data: {} }); \
await «notify()»; }); }`,
      errors: ['holdsOpen'],
    },
    {
      name: 'a helper on the outer client',
      code: `${PRISMA}async function log(x) { await prisma.log.create({ data: { x } }); }
export async function run() { await prisma.$transaction(async (tx) => { await tx.order.create({ data: {} }); await «log(1)»; }); }`,
      errors: [{ messageId: 'escapesInHelper', data: { call: 'log(...)', handle: '`tx`' } }],
    },
    {
      name: 'a helper that reads before it writes',
      code: `${PRISMA}async function log(x) {
  if (await prisma.log.findUnique({ where: { x } })) await prisma.log.update({ where: { x }, data: {} }); }
export async function run() { await prisma.$transaction(async (tx) => {
  await tx.order.create({ data: {} }); await «log(1)»; }); }`,
      errors: [{ messageId: 'escapesInHelper' }],
    },
    {
      name: 'a helper that only reads',
      code: `${PRISMA}async function seen(x) { return prisma.log.findUnique({ where: { x } }); }
export async function run() { await prisma.$transaction(async (tx) => {
  await tx.order.create({ data: {} }); await «seen(1)»; }); }`,
      errors: [{ messageId: 'readEscapesInHelper', severity: 'medium' }],
    },
    {
      name: 'a helper that reads and opens a transaction of its own',
      code: `${PRISMA}async function log(x) {
  if (await prisma.log.count()) await prisma.$transaction(async (own) => {
  await own.log.create({ data: { x } }); }); }
export async function run() { await prisma.$transaction(async (tx) => {
  await tx.order.create({ data: {} }); await «log(1)»; }); }`,
      errors: [{ messageId: 'nested', data: { call: 'log(...)' } }],
    },
    {
      name: 'a helper that writes a file, and one that writes a row as well',
      code: `import { writeFile } from 'node:fs/promises';
${PRISMA}async function keep(x) { await writeFile('a', x); }
async function both(x) { await writeFile('a', x); await prisma.log.create({ data: { x } }); }
export async function run() { await prisma.$transaction(async (tx) => {
  await tx.order.create({ data: {} }); await «keep(1)»; await «both(1)»; }); }`,
      errors: [{ messageId: 'holdsOpen', severity: 'medium' }, { messageId: 'escapesInHelper' }],
    },
    {
      code: `${PG}export async function run() { await «pool.query('BEGIN')»; await pool.query('COMMIT'); }`,
      errors: ['poolTransaction'],
    },
    {
      name: 'by name and in lower case',
      code: `${PG}const START = 'start transaction isolation level serializable';
export async function run() { await «pool.query(START)»; }`,
      errors: ['poolTransaction'],
    },
    {
      code:
        `${KNEX}export async function run() { await db.transaction(async (trx) => { ` +
        `await trx('users').insert({ a: 1 }); await «db('log').insert({ b: 1 })»; }); }`,
      errors: [
        {
          messageId: 'escapes',
          suggestions: [
            {
              messageId: 'useHandle',
              output:
                `${KNEX}export async function run() { await db.transaction(async (trx) => { ` +
                `await trx('users').insert({ a: 1 }); await trx('log').insert({ b: 1 }); }); }`,
            },
          ],
        },
      ],
    },
    {
      code:
        `${SEQUELIZE}export async function run() { await sequelize.transaction(async (t) => { ` +
        'await User.create({ a: 1 }, { transaction: t }); await «User.create({ a: 2 })»; }); }',
      errors: ['escapes'],
    },
    {
      name: 'an injected repository',
      code: `${TYPEORM}  async run() { await this.dataSource.transaction(async (manager) => { \
await manager.save(Order, {}); await «this.orders.save({})»; }); }
}
declare class Order {}`,
      file: 'src/orders.ts',
      errors: ['escapes'],
    },
  ],
});
