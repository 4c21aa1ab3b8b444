import rule from '../../../rules/src/no-unawaited-io/rule.js';
import { testRule } from '../harness.js';

const PG = "import { Pool } from 'pg';\nconst pool = new Pool();\n";
const PRISMA = "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n";
const KNEX = "import knex from 'knex';\nconst db = knex({ client: 'pg' });\n";
const MONGOOSE = "import mongoose from 'mongoose';\nconst User = mongoose.model('User', new mongoose.Schema({}));\n";
const awaited = (output: string) => [{ messageId: 'addAwait', output }];

testRule(rule, {
  valid: [
    {
      name: 'a batch of commands that reports to a callback',
      code: `import Redis from 'ioredis';
const redis = new Redis();
export function keep(key, done) { redis.multi().set(key, 1).exec(done); }`,
    },
    {
      name: 'a callback of whoever asked',
      code:
        "import fs from 'fs-extra'; export const move = (from, to, inner_cb) => { fs.move(from, to, { " +
        'clobber: true }, inner_cb); };',
    },
    {
      name: 'the process ends anyway',
      code:
        "const close = async () => { await pool.end(); }; process.on('SIGTERM', () => { " +
        'close().finally(() => process.exit(0)); });',
    },
    {
      name: 'a socket that is closed in passing',
      code: `import { Client } from 'pg';
export function ask(config, done) { const client = new Client(config); \
client.query('select 1', (err, res) => { done(err, res); client.end(); }); }`,
    },
    {
      name: 'returned and awaited in try',
      code: `async function load() { return await fetch("/a"); }
export async function run() { try { return await load(); } catch { return null; } }`,
    },
    {
      name: 'returned where nothing is caught',
      code: `async function load() { return await fetch("/a"); }
export async function run() { try { await load(); } catch { return load(); } finally { stop(); } return load(); }`,
    },
    {
      name: 'returned to a catch that only rethrows',
      code: `async function load() { return await fetch("/a"); }
export async function run() { try { return load(); } catch (error) { throw error; } }`,
    },
    {
      name: 'returned to a catch that notes the failure and rethrows it',
      code: `async function load() { return await fetch("/a"); }
export async function run() { try { return load(); } catch (error) { logger.error(error); throw error; } }`,
    },
    {
      name: 'returned from try, of a function that catches all it waits for, or of one that no failure leaves',
      code: `async function load() { const key = name(); try { return await fetch(key); } catch (error) { log(error); return null; } }
async function count() { return 1; }
export async function run() { try { return load(); } catch { return null; } }
export async function all(list) { try { return Promise.allSettled(list); } catch { return count(); } }`,
    },
    'async function save() { await work(); }\nasync function run() { await save(); }',
    'async function save() { await work(); }\nfunction run() { return save(); }',
    'async function save() { await work(); }\nconst run = () => save();',
    {
      name: 'void says that it may run on its own',
      code: 'async function save() { await work(); }\nfunction run() { void save(); }',
    },
    'async function save() { await work(); }\nfunction run() { save().catch(log); }',
    'async function save() { await work(); }\nfunction run() { save().then(done, log); }',
    'async function save() { await work(); }\nfunction run() { void save().catch(log); }',
    `async function save() { await work(); }
async function run() { const saving = save(); await other(); await saving; }`,
    'async function save() { await work(); }\nasync function run() { await Promise.all([save(), save()]); }',
    'async function save() { await work(); }\nasync function run(list) { list.push(save()); }',
    'async function save() { await work(); }\nfunction run(request) { request.waitUntil(save()); }',
    { name: 'at module level a failure ends the process', code: 'async function main() { await work(); }\nmain();' },
    {
      name: 'a function that handles its own failures',
      code: `async function track() { try { await work(); } catch (error) { log(error); } }
function run() { track(); }`,
    },
    'async function track() { await work().catch(log); }\nfunction run() { track(); }',
    {
      name: 'allSettled gathers failures',
      code: 'function run(list) { Promise.allSettled(list).then((results) => log(results)); }',
    },
    {
      name: 'a client that the first query connects anyway',
      code: `import { PrismaClient } from '@prisma/client';
export class Store extends PrismaClient { constructor() { super(); super.$connect().then(() => log('up')); } }`,
    },
    { name: 'reports by a callback', code: `${PRISMA}function run() { prisma.$connect((err) => log(err)); }` },
    { name: 'takes all it is told', code: `${PRISMA}function run() { prisma.$connect((...args) => log(args[0])); }` },
    {
      name: 'code of a page',
      code: 'async function load() { await work(); }\nfunction show() { load(); document.title = "x"; }',
    },
    { name: 'a name says nothing', code: 'function run(mailer) { mailer.send(1); saveAsync(); }' },
    { name: 'a plain function of the file', code: 'function save() { return 1; }\nfunction run() { save(); }' },
    {
      name: 'a promise on some paths only',
      code: 'function save(x) { if (!x) return; return new Promise((done) => done()); }\nfunction run() { save(1); }',
    },
    { name: 'a generator is not a promise', code: 'async function* rows() { yield 1; }\nfunction run() { rows(); }' },
    {
      name: 'declared to return more than a promise',
      code: `interface Cache { get(key: string): Promise<string> | null }
function run(cache: Cache) { if (cache.get("a")) log(); }`,
    },
    {
      name: 'a Promise type of its own',
      code: 'interface Promise<T> { value: T }\ndeclare function send(): Promise<void>;\nfunction run() { send(); }',
    },
    {
      name: 'optional member',
      code: 'interface Hook { run?(): Promise<void> }\nfunction run(hook: Hook) { hook.run?.(); }',
    },
    {
      name: 'optional call in a condition',
      code: 'async function isAllowed() { return await work(); }\nfunction run(list) { if (list?.[0]) log(); }',
    },
    `${PG}async function run() { await pool.query('select 1'); }`,
    `${PG}function run() { pool.query('select 1', (error, rows) => log(error, rows)); }`,
    `${PG}function run(callback) { pool.query('select 1', callback); }`,
    `${PG}function run(id, done) { pool.query('select $1', [id], done); }`,
    `${PG}function run() { return pool.query('select 1'); }`,
    `${PRISMA}async function run() { await prisma.user.create({ data: {} }); }`,
    `${PRISMA}async function run() { await prisma.$transaction([prisma.user.create({ data: {} })]); }`,
    `${PRISMA}async function run() { const creates = []; creates.push(prisma.user.create({ data: {} ` +
      '})); await prisma.$transaction(creates); }',
    `${PRISMA}function run() { prisma.user.create({ data: {} }).catch(log); }`,
    {
      name: 'a builder that is extended',
      code:
        `${KNEX}async function run(name) { const query = db('users').where('active', true); ` +
        `if (name) query.where('name', name); query.limit(10); return await query; }`,
    },
    `${KNEX}async function run() { await db('users').insert({ a: 1 }); }`,
    `${KNEX}function run() { return db('users').insert({ a: 1 }).returning('id'); }`,
    `${KNEX}function run() { db('users').insert({ a: 1 }).then(done, log); }`,
    `${MONGOOSE}function run(id) { User.findById(id).lean().then(done).catch(log); }`,
    `${PRISMA}function run() { void prisma.log.create({ data: {} }).then(done); }`,
    { name: 'run while the file loads', code: `${PRISMA}prisma.log.create({ data: {} }).then(done);` },
    { name: 'run by a callback', code: `${KNEX}function run(done) { db('users').insert({ a: 1 }).asCallback(done); }` },
    {
      name: 'a test',
      code: 'async function save() { await work(); }\nfunction run() { save(); }',
      file: 'tests/save.test.js',
    },
    {
      name: 'a migration',
      code: `${KNEX}export function up() { db('users').insert({ a: 1 }); }`,
      file: 'migrations/1.js',
    },
    {
      name: 'fetch is awaited',
      code: "async function run() { const answer = await fetch('https://a.example'); return answer.json(); }",
    },
  ],
  invalid: [
    ...['logger.error(error); throw new Error("lost");', 'undo(error); throw error;', 'logger.error(error);'].map(
      (handled) => {
        const code = (call: string): string =>
          'async function load() { return await fetch("/a"); }\n' +
          `export async function run() { try { return ${call}; } catch (error) { ${handled} } }`;
        return {
          name: `returned to a catch that does more than note: ${handled}`,
          code: code('«load()»'),
          errors: [
            { messageId: 'returnedInTry', severity: 'medium' as const, suggestions: awaited(code('await load()')) },
          ],
        };
      },
    ),
    {
      name: 'a call without a plain name is said as it stands',
      code: `import { MongoClient } from 'mongodb';
export function tell(url) { «new MongoClient(url).close()»; }`,
      errors: [{ messageId: 'unawaited', data: { call: 'new MongoClient(url).close(...)' } }],
    },
    {
      name: 'the end of a transaction',
      code: `import knex from 'knex';
const db = knex({ client: 'pg' });
export async function keep(row) { const trx = await db.transaction(); await trx('rows').insert(row); «trx.commit()»; }`,
      errors: [
        {
          messageId: 'unawaited',
          suggestions: [
            {
              messageId: 'addAwait',
              output: `import knex from 'knex';
const db = knex({ client: 'pg' });
export async function keep(row) { const trx = await db.transaction(); await trx('rows').insert(row); await trx.commit(); }`,
            },
          ],
        },
      ],
    },
    {
      name: 'a rollback, which the database makes up for',
      code: `import knex from 'knex';
const db = knex({ client: 'pg' });
export async function keep(row) {
  const trx = await db.transaction();
  try { await trx('rows').insert(row); await trx.commit(); } catch (error) { «trx.rollback()»; throw error; }
}`,
      errors: [
        {
          messageId: 'unawaited',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'addAwait',
              output: `import knex from 'knex';
const db = knex({ client: 'pg' });
export async function keep(row) {
  const trx = await db.transaction();
  try { await trx('rows').insert(row); await trx.commit(); } catch (error) { await trx.rollback(); throw error; }
}`,
            },
          ],
        },
      ],
    },
    {
      name: 'a batch of commands',
      code: `import Redis from 'ioredis';
const redis = new Redis();
export function keep(key) { «redis.multi().set(key, 1).exec()»; }`,
      errors: [{ messageId: 'unawaited' }],
    },
    {
      name: 'given, or made here',
      code:
        "import { Pool } from 'pg'; export class Visits { constructor(pool) { " +
        'this.store = pool ?? new Pool(); } seen(id) { ' +
        "«this.store?.query('insert into visits values ($1)', [id])»; } }",
      errors: ['unawaited'],
    },
    {
      name: 'returned from try',
      code: `async function load() { return await fetch("/a"); }
export async function run() { try { return «load()»; } catch { return null; } }`,
      errors: [
        {
          messageId: 'returnedInTry',
          data: { call: 'load(...)' },
          severity: 'medium',
          suggestions: [
            {
              messageId: 'addAwait',
              output: `async function load() { return await fetch("/a"); }
export async function run() { try { return await load(); } catch { return null; } }`,
            },
          ],
        },
      ],
    },
    ...[
      ['waits before its own try', 'await ready(); try { return await fetch("/a"); } catch { return null; }'],
      [
        'waits where it handles the failure',
        'try { return await fetch("/a"); } catch (e) { await tell(e); return null; }',
      ],
      ['throws another', 'try { return await fetch("/a"); } catch (e) { log(e); throw new Error("lost"); }'],
    ].map(([name, body]) => {
      const code = (call: string) =>
        `async function load() { ${body} }\nexport async function run() { try { return ${call}; } catch { return null; } }`;
      const suggestions = awaited(code('await load()'));
      return {
        name: `returned from try, of a function that ${name}`,
        code: code('«load()»'),
        errors: [{ messageId: 'returnedInTry', severity: 'medium' as const, suggestions }],
      };
    }),
    {
      code: 'async function save() { await work(); }\nasync function run() { «save()»; }',
      errors: [
        {
          messageId: 'unawaited',
          data: { call: 'save(...)' },
          suggestions: awaited('async function save() { await work(); }\nasync function run() { await save(); }'),
        },
      ],
    },
    {
      name: 'no suggestion outside an async function',
      code: 'async function save() { await work(); }\nfunction run() { «save()»; }',
      errors: ['unawaited'],
    },
    {
      name: 'a method of the class',
      code: 'class Service { async save() { await work(); }\n run() { «this.save()»; } }',
      errors: ['unawaited'],
    },
    {
      name: 'an arrow',
      code: 'const save = async () => { await work(); };\nfunction run() { «save()»; }',
      errors: ['unawaited'],
    },
    {
      name: 'then without a handler',
      code: 'async function save() { await work(); }\nasync function run() { «save()».then(done); }',
      errors: [
        {
          messageId: 'unawaited',
          suggestions: awaited(
            'async function save() { await work(); }\nasync function run() { await save().then(done); }',
          ),
        },
      ],
    },
    {
      name: 'every return is a promise',
      code: 'function save() { return new Promise((done, fail) => work(done, fail)); }\nfunction run() { «save()»; }',
      errors: ['unawaited'],
    },
    {
      name: 'catches and throws again',
      code: `async function save() { try { await work(); } catch (error) { throw new Error("x"); } }
function run() { «save()»; }`,
      errors: ['unawaited'],
    },
    {
      name: 'a declared object type',
      code: 'declare const mailer: { send(x: unknown): Promise<void> };\nexport function run() { «mailer.send(1)»; }',
      errors: ['unawaited'],
    },
    {
      name: 'an interface of a parameter',
      code: `interface Mailer { send: (x: unknown) => Promise<void> }
export function run(mailer: Mailer) { «mailer.send(1)»; }`,
      errors: ['unawaited'],
    },
    {
      name: 'an injected interface',
      code: `interface Mailer { send(x: unknown): Promise<void> }
export class Job { constructor(private readonly mailer: Mailer) {}
 run() { «this.mailer.send(1)»; } }`,
      errors: ['unawaited'],
    },
    {
      name: 'a declared function',
      code: 'declare function send(): Promise<void>;\nexport function run() { «send()»; }',
      errors: ['unawaited'],
    },
    {
      name: 'an async predicate',
      code: `async function isAllowed(user) { return await work(user); }
async function run(user) { if («isAllowed(user)») open(); }`,
      errors: [
        {
          messageId: 'alwaysTrue',
          suggestions: awaited(
            `async function isAllowed(user) { return await work(user); }
async function run(user) { if (await isAllowed(user)) open(); }`,
          ),
        },
      ],
    },
    {
      name: 'a negated predicate',
      code: `async function canRead(user) { return await work(user); }
async function run(user) { if (!«canRead(user)») throw new Error("no"); }`,
      errors: [
        {
          messageId: 'alwaysTrue',
          suggestions: awaited(
            `async function canRead(user) { return await work(user); }
async function run(user) { if (!(await canRead(user))) throw new Error("no"); }`,
          ),
        },
      ],
    },
    {
      name: 'a tested variable',
      code: `async function load(id) { return await work(id); }
function run(id) { const row = «load(id)»; if (!row) throw new Error("none"); }`,
      errors: ['alwaysTrue'],
    },
    {
      name: 'a member of the promise',
      code: 'async function load(id) { return await work(id); }\nasync function run(id) { return «load(id)».name; }',
      errors: [
        {
          messageId: 'promiseMember',
          data: { member: 'name' },
          suggestions: awaited(
            `async function load(id) { return await work(id); }
async function run(id) { return (await load(id)).name; }`,
          ),
        },
      ],
    },
    {
      code: `${PG}function run() { «pool.query('delete from t')»; }`,
      errors: [{ messageId: 'unawaited', data: { call: 'pool.query(...)' } }],
    },
    {
      name: 'values are no callback',
      code: `${PG}function run(id) { const values = [id]; «pool.query('delete from t where id = $1', values)»; }`,
      errors: ['unawaited'],
    },
    { code: `${PRISMA}function run() { «prisma.log.create({ data: {} })»; }`, errors: ['neverRuns'] },
    {
      name: 'void does not run it either',
      code: `${PRISMA}async function run() { void «prisma.log.create({ data: {} })»; }`,
      errors: [
        {
          messageId: 'neverRuns',
          suggestions: awaited(`${PRISMA}async function run() { await prisma.log.create({ data: {} }); }`),
        },
      ],
    },
    {
      name: 'then runs it, and its failure is lost',
      code: `${PRISMA}async function run() { «prisma.log.create({ data: {} })».then(done); }`,
      errors: [
        {
          messageId: 'unawaited',
          suggestions: awaited(`${PRISMA}async function run() { await prisma.log.create({ data: {} }).then(done); }`),
        },
      ],
    },
    {
      name: 'finally runs it',
      code: `${KNEX}function run() { «db('users').insert({ a: 1 })».finally(done); }`,
      errors: ['unawaited'],
    },
    {
      name: 'then runs a document query',
      code: `${MONGOOSE}function run(id) { «User.findById(id).lean()».then(done); }`,
      errors: ['unawaited'],
    },
    {
      name: 'then in a transaction',
      code:
        `${PRISMA}async function run() { await prisma.$transaction(async (tx) => { ` +
        '«tx.a.create({ data: {} })».then(done); ' +
        'await tx.b.create({ data: {} }); }); }',
      errors: [
        {
          messageId: 'unawaitedInTransaction',
          suggestions: awaited(
            `${PRISMA}async function run() { await prisma.$transaction(async (tx) => { ` +
              'await tx.a.create({ data: {} }).then(done); await tx.b.create({ data: {} }); }); }',
          ),
        },
      ],
    },
    {
      name: 'nothing runs a document query',
      code: `${MONGOOSE}function run(id) { «User.deleteOne({ id })»; }`,
      errors: ['neverRuns'],
    },
    { name: 'at module level too', code: `${PRISMA}«prisma.log.create({ data: {} })»;`, errors: ['neverRuns'] },
    {
      code:
        `${PRISMA}async function run() { await prisma.$transaction(async (tx) => { «tx.a.create({ data: {} ` +
        '})»; await tx.b.create({ data: {} }); }); }',
      errors: [
        {
          messageId: 'unawaitedInTransaction',
          suggestions: awaited(
            `${PRISMA}async function run() { await prisma.$transaction(async (tx) => { await tx.a.create({ ` +
              'data: {} }); await tx.b.create({ data: {} }); }); }',
          ),
        },
      ],
    },
    {
      name: 'of a read there is nothing to roll back',
      code:
        `${PRISMA}async function run() { await prisma.$transaction(async (tx) => { «tx.a.findMany({ ` +
        'take: 5 })»; await tx.b.create({ data: {} }); }); }',
      errors: [
        {
          messageId: 'unawaitedReadInTransaction',
          suggestions: awaited(
            `${PRISMA}async function run() { await prisma.$transaction(async (tx) => { await tx.a.findMany({ ` +
              'take: 5 }); await tx.b.create({ data: {} }); }); }',
          ),
        },
      ],
    },
    { code: `${KNEX}function run() { «db('users').insert({ a: 1 }).returning('id')»; }`, errors: ['neverRuns'] },
    {
      name: 'Promise.all is reported once',
      code: 'async function save() { await work(); }\nfunction run() { «Promise.all([save(), save()])»; }',
      errors: ['unawaited'],
    },
    { code: "function run() { «fetch('https://a.example', { method: 'POST' })»; }", errors: ['unawaited'] },
    {
      name: 'comments and wide characters before it',
      code: '// 😀 é\r\nasync function save() { await work(); }\r\nfunction run() { /* 😀 */ «save()»; }',
      errors: ['unawaited'],
    },
  ],
});
