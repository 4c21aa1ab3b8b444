import rule from '../../../rules/src/no-lost-update/rule.js';
import { testRule } from '../harness.js';

const PRISMA = "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n";
const PG = "import { Pool } from 'pg';\nconst pool = new Pool();\n";
const MONGOOSE =
  "import mongoose from 'mongoose';\nconst Account = mongoose.model('Account', new mongoose.Schema({}));\n";
const SEQUELIZE = `import { Sequelize } from 'sequelize';
const sequelize = new Sequelize('sqlite::memory:');
const Account = sequelize.define('Account', {});
`;
const TYPEORM = `import { Repository } from 'typeorm';
declare class Article {}
export class Articles {
  constructor(private readonly articles: Repository<Article>) {}
`;
const READ = 'const a = await prisma.account.findUnique({ where: { id } });';

testRule(rule, {
  valid: [
    `${PRISMA}export async function f(id) { await prisma.account.update({ where: { id }, data: { ` +
      'balance: { decrement: 5 } } }); }',
    `${MONGOOSE}export async function f(id) { await Account.updateOne({ _id: id }, { $inc: { balance: -5 } }); }`,
    `${PG}export async function f(id) { await pool.query('update accounts set balance = balance - $1 ` +
      `where id = $2', [5, id]); }`,
    {
      name: 'from another table',
      code:
        `${PRISMA}export async function f(id) { const o = await prisma.order.findUnique({ where: { id } }); ` +
        'await prisma.account.update({ where: { id }, data: { balance: o.balance - 5 } }); }',
    },
    {
      name: 'another field',
      code:
        `${PRISMA}export async function f(id) { ${READ} await prisma.account.update({ where: { ` +
        'id }, data: { next: a.balance - 5 } }); }',
    },
    {
      name: 'text',
      code:
        `${PRISMA}export async function f(id) { ${READ} await prisma.account.update({ where: { ` +
        `id }, data: { name: a.name + '!' } }); }`,
    },
    {
      name: 'an object of the caller',
      code:
        `${PRISMA}export async function f(a) { await prisma.account.update({ where: { id: a.id }, data: { ` +
        'balance: a.balance - 5 } }); }',
    },
    {
      name: 'compared on write',
      code:
        `${PRISMA}export async function f(id) { ${READ} await prisma.account.updateMany({ where: { ` +
        'id, balance: a.balance }, data: { balance: a.balance - 5 } }); }',
    },
    {
      name: 'a version',
      code:
        `${PRISMA}export async function f(id) { ${READ} await prisma.account.updateMany({ where: { ` +
        'id, version: a.version }, data: { balance: a.balance - 5, version: a.version + 1 } }); }',
    },
    {
      name: 'serializable',
      code:
        `${PRISMA}export async function f(id) { await prisma.$transaction(async (tx) => { ` +
        'const a = await tx.account.findUnique({ where: { id } }); await tx.account.update({ where: { ' +
        `id }, data: { balance: a.balance - 5 } }); }, { isolationLevel: 'Serializable' }); }`,
    },
    {
      name: 'a locked row',
      code:
        `${SEQUELIZE}export async function f(id) { await sequelize.transaction(async (t) => { ` +
        'const a = await Account.findByPk(id, { transaction: t, lock: true }); a.balance -= 5; ' +
        'await a.save({ transaction: t }); }); }',
    },
    {
      name: 'for update',
      code:
        `${PG}export async function f(id) { const { rows } ` +
        `= await pool.query('select balance from accounts where id = $1 for update', [id]); ` +
        `await pool.query('update accounts set balance = $1 where id = $2', [rows[0].balance - 5, id]); }`,
    },
    {
      name: 'a transaction of a document store',
      code:
        `${MONGOOSE}export async function f(id) { await mongoose.connection.transaction(async (session) => ` +
        '{ const a = await Account.findById(id).session(session); await Account.updateOne({ _id: id }, { ' +
        'balance: a.balance - 5 }, { session }); }); }',
    },
    {
      name: 'read again in between',
      code:
        `${PRISMA}export async function f(id, fresh) { let a = await prisma.account.findUnique({ where: { ` +
        'id } }); a = await fresh(); await prisma.account.update({ where: { id }, data: { ' +
        'balance: a.balance - 5 } }); }',
    },
    { name: 'a copy in memory', code: `${PRISMA}export async function f(id) { ${READ} a.balance -= 5; return a; }` },
    {
      name: 'a test',
      code:
        `${PRISMA}test('x', async () => { ${READ} await prisma.account.update({ where: { id }, data: { ` +
        'balance: a.balance - 5 } }); });',
      file: 'src/a.test.js',
    },
    {
      name: 'a script with one writer',
      code: `${PRISMA}${READ} await prisma.account.update({ where: { id }, data: { balance: a.balance - 5 } });`,
      file: 'scripts/fix.js',
    },
  ],
  invalid: [
    {
      code:
        `${PRISMA}export async function f(id) { ${READ} await «prisma.account.update({ where: { ` +
        'id }, data: { balance: a.balance - 5 } })»; }',
      errors: [{ messageId: 'lost', severity: 'high', data: { key: 'balance', call: 'prisma.account.update' } }],
    },
    {
      name: 'asserted to be there',
      code:
        `${PRISMA}export async function f(id: number) { ${READ} await «prisma.account.update({ where: { ` +
        'id }, data: { visits: a!.visits + 1 } })»; }',
      file: 'src/a.ts',
      errors: ['lost'],
    },
    {
      name: 'taken out of the row',
      code:
        `${PRISMA}export async function f(id) { const { visits } = await prisma.account.findUnique({ ` +
        'where: { id } }); await «prisma.account.update({ where: { id }, data: { visits: 1 + visits } })»; }',
      errors: ['lost'],
    },
    {
      name: 'a transaction alone locks nothing',
      code:
        `${PRISMA}export async function f(id) { await prisma.$transaction(async (tx) => { ` +
        'const a = await tx.account.findUnique({ where: { id } }); await «tx.account.update({ where: { ' +
        'id }, data: { visits: a.visits + 1 } })»; }); }',
      errors: ['lost'],
    },
    {
      code:
        `${MONGOOSE}export async function f(id) { const a = await Account.findById(id); a.visits += 1; ` +
        'await «a.save()»; }',
      errors: ['lost'],
    },
    {
      code:
        `${MONGOOSE}export async function f(id) { const a = await Account.findOne({ id }).exec(); ` +
        'a.visits = a.visits + 1; await «a.save()»; }',
      errors: ['lost'],
    },
    {
      code:
        `${MONGOOSE}export async function f(id) { const a = await Account.findById(id); ` +
        'await «Account.findByIdAndUpdate(id, { stock: a.stock - 1 })»; }',
      errors: [{ messageId: 'lost', severity: 'high' }],
    },
    {
      code:
        `${SEQUELIZE}export async function f(id) { const a = await Account.findByPk(id); await «a.update({ ` +
        'visits: a.visits + 1 })»; }',
      errors: ['lost'],
    },
    {
      code: `${TYPEORM}  async like(slug: string) { let article = await this.articles.findOne({ where: { \
slug } }); article.likes++; article = await «this.articles.save(article)»; return article; }
}`,
      file: 'src/a.ts',
      errors: ['lost'],
    },
    {
      code:
        `${PG}export async function f(id) { const { rows } ` +
        `= await pool.query('select visits from accounts where id = $1', [id]); ` +
        `await «pool.query('update accounts set visits = $1 where id = $2', [rows[0].visits + 1, id])»; }`,
      errors: ['lost'],
    },
  ],
});
