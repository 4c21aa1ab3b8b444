import rule from '../../../rules/src/no-n-plus-one/rule.js';
import { testRule } from '../harness.js';

const PRISMA = "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n";
const MONGOOSE = "import mongoose from 'mongoose';\nconst User = mongoose.model('User', new mongoose.Schema({}));\n";
const PG = "import { Pool } from 'pg';\nconst pool = new Pool();\n";
const TYPEORM = `import { Repository } from 'typeorm';
declare class User {}
export class Users {
  constructor(private readonly users: Repository<User>) {}
`;

testRule(rule, {
  valid: [
    ...[
      "await pool.query('DELETE FROM changes WHERE route = $1 AND place > $2', [route.path, route.place]);",
      "const place = places[route.path]; await pool.query('delete from changes where route = $1 and place >= $2', [route.path, place]);",
      "await pool.query('UPDATE changes SET open = false WHERE route = $1 AND place BETWEEN $2 AND 9', [route.path, route.place]);",
    ].map((write) => ({
      name: `a range with a bound of its own: ${write}`,
      code: `${PG}export async function f(routes, places) { for (const route of routes) { ${write} } }`,
    })),
    ...[
      "pool.query('SELECT * FROM products WHERE name ILIKE $1 ORDER BY rank LIMIT 5', [line.name])",
      'pool.query("SELECT * FROM products WHERE words @@ to_tsquery(\'simple\', $1) ORDER BY rank DESC LIMIT 20", [line.name])',
      'prisma.product.findMany({ where: { name: { contains: line.name } }, take: 5 })',
    ].map((read) => ({
      name: `a search of its own: ${read}`,
      code: `${PG}${PRISMA}export async function f(lines) { for (const line of lines) line.found = await ${read}; }`,
    })),
    ...[
      'for (const kind of [...KINDS].filter((one) => one !== skip).sort()) await read(kind);',
      "for (const kind of all ? ['a', 'b'] : ['a']) await read(kind);",
      "for (const kind of new Set(['a', 'b'])) await read(kind);",
      'for (const [kind] of new Map([["a", 1], ["b", 2]])) await read(kind);',
      'for (const kind in TABLE) await read(kind);',
      "await Promise.all(KINDS.concat(['c']).map((kind) => read(kind)));",
      'for (const id of ids.slice(0, 3)) await read(id);',
      'for (const round of Array.from({ length: 3 }, (_, i) => i)) await read(round);',
      "let kinds = ['a']; if (all) kinds = ['a', 'b']; for (const kind of kinds) await read(kind);",
    ].map((body) => ({
      name: `as many as are written: ${body}`,
      code: `${MONGOOSE}const KINDS = ['a', 'b', 'd', 'e', 'f', 'g', 'h']; const TABLE = { a: 1, b: 2 };
const read = (kind) => User.countDocuments({ kind }); export async function f(ids, all, skip) { ${body} }`,
    })),
    {
      name: 'a tuple, and a list of the class that nothing is added to',
      file: 'src/case.ts',
      code: `${MONGOOSE}export class Kinds { private readonly kinds = ['a', 'b'] as const;
async all() { for (const kind of this.kinds) await User.countDocuments({ kind }); }
async ends(ends: readonly [string, string]) { for (const kind of ends) await User.countDocuments({ kind }); } }`,
    },
    {
      name: 'one row that is read and written in every round, by a key the loop does not change',
      code: `${PRISMA}async function meta(id, op) { const view = await prisma.view.findUnique({ where: { id } }); return view.meta + op; }
export async function f(id, ops) { for (const op of ops) {
  await prisma.view.update({ where: { id }, data: { meta: await meta(id, op) } }); } }
export async function g(id, ops) { for (const op of ops) { const view = await prisma.view.findUnique({ where: { id } }); \
await prisma.view.update({ where: { id }, data: { meta: view.meta + op } }); } }`,
    },
    {
      name: 'for the one that is special',
      code:
        "import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient(); " +
        'export async function pay(invoices) { for (const invoice of invoices) { ' +
        'if (invoice.workspaceId === MAIN) { const own = await prisma.project.findUnique({ where: { ' +
        'id: OWN } }); await charge(own, invoice); } } }',
    },
    {
      name: 'members of an enum',
      code: `import { Role } from './role.js';
${MONGOOSE}export async function f() { return Promise.all(Object.values(Role).map((role) => User.countDocuments({ role }))); }`,
    },
    `${MONGOOSE}export async function f(orders) { const users = await User.find({ _id: { ` +
      '$in: orders.map((o) => o.userId) } }); return users; }',
    {
      name: 'a job that a timer runs',
      code: `import { Cron } from '@nestjs/schedule';
import { Repository } from 'typeorm';
declare class User {}
export class Jobs {
  constructor(private readonly users: Repository<User>) {}
  @Cron('0 3 * * *')
  async sweep(ids: string[]) { for (const id of ids) { await this.users.findOne({ where: { id } }); } }
}`,
    },
    {
      name: 'batches',
      code:
        `${MONGOOSE}export async function f(chunks) { for (const chunk of chunks) { await User.find({ ` +
        '_id: { $in: chunk } }); } }',
    },
    {
      name: 'pages',
      code:
        `${MONGOOSE}export async function f() { let last = null; while (true) { ` +
        'const page = await User.find({ _id: { $gt: last } }).limit(100); if (!page.length) break; ' +
        'last = page.at(-1)._id; } }',
    },
    {
      name: 'for the one that has the id',
      code:
        `${MONGOOSE}export async function f(rows) { for (const row of rows) { if (row.id === ROOT_ID) { ` +
        'const owner = await User.findById(OWNER_ID); row.owner = owner; } } }',
    },
    {
      name: 'rows that bring rows of their own',
      code:
        `${PRISMA}export async function f(rows, files) { for (const row of rows) { ` +
        'await prisma.visit.create({ data: { day: row.day, ...(files.length > 0 && { files: { ' +
        'create: files } }) } }); } }',
    },
    {
      name: 'a handful',
      code:
        `${MONGOOSE}export async function f() { for (const role of ['admin', 'owner']) { ` +
        'await User.findOne({ role }); } }',
    },
    {
      name: 'a list that is written in the program',
      code: `${MONGOOSE}const ROLES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
export async function f() { for (const role of ROLES) { await User.findOne({ role }); } }`,
    },
    {
      name: 'objects that are written in the program',
      code: `${MONGOOSE}const SLIDERS = [{ type: 1 }, { type: 2 }, { type: 3 }, { type: 4 }, { type: 5 }, { type: 6 }];
export async function f() { for (const { type } of SLIDERS) { await User.findOne({ type }); } }`,
    },
    {
      name: 'the keys of settings',
      code: `${MONGOOSE}const limits = { a: 1, b: 2 };
export async function f() { for (const name of Object.keys(limits)) { await User.findOne({ name }); } }`,
    },
    {
      name: 'a mail per element',
      code: `import nodemailer from 'nodemailer';
const mailer = nodemailer.createTransport({});
${MONGOOSE}export async function f(orders) { for (const o of orders) { \
const user = await User.findById(o.userId); await mailer.sendMail({ to: user.email }); } }`,
    },
    {
      name: 'another system per element',
      code:
        `${MONGOOSE}export async function f(orders) { for (const o of orders) { ` +
        'const user = await User.findById(o.userId); await fetch(user.hook); } }',
    },
    {
      name: 'a table per element',
      code: `import knex from 'knex';
const db = knex({});
export async function f(links) { for (const link of links) { link.rows = await db(link.table).where({ \
id: link.id }).select('id'); } }`,
    },
    {
      name: 'a table per element in text',
      code:
        `${PG}export async function f(links) { for (const link of links) { ` +
        `link.rows = await pool.query(\`select id from \${link.table} where id = $1\`, [link.id]); } }`,
    },
    {
      name: 'text that is sent as one',
      code: `import knex from 'knex';
const db = knex({});
export async function f(parts) { const all = []; for (const part of parts) { all.push(db('a').where({ \
part }).select('id').toSQL()); } return db.raw(all.join(' union ')); }`,
    },
    {
      name: 'pages that are counted',
      code:
        `${MONGOOSE}export async function f(pages) { for (let page = 0; page < pages; page += 1) { ` +
        'await User.find({ at: page }).limit(9); } }',
    },
    {
      name: 'a search that ends',
      code:
        `${MONGOOSE}export async function f(names) { for (const name of names) { ` +
        'const taken = await User.findOne({ name }); if (!taken) return name; } }',
    },
    {
      name: 'a stream',
      code:
        `${MONGOOSE}export async function f(rows) { for await (const row of rows) { ` +
        'await User.findById(row.id); } }',
    },
    {
      name: 'another try',
      code:
        `${MONGOOSE}export async function f(id) { for (let attempt = 0; attempt < 10; attempt += 1) { ` +
        'const u = await User.findById(id + attempt); } }',
    },
    {
      name: 'lookups of one tick are one query',
      code:
        `${PRISMA}export async function f(ids) { return Promise.all(ids.map((id) => ` +
        'prisma.user.findUnique({ where: { id } }))); }',
    },
    {
      name: 'a loader',
      code: 'export async function f(ids, loader) { return Promise.all(ids.map((id) => loader.load(id))); }',
    },
    {
      name: 'an array',
      code: 'export function f(ids, list) { return ids.map((id) => list.find((x) => x.id === id)); }',
    },
    {
      name: 'work per element',
      code:
        `${MONGOOSE}export async function f(rows) { for (const row of rows) { ` +
        'const user = await User.findOne({ email: row.email }); if (!user) await User.create(row); } }',
    },
    {
      name: 'a file per element',
      code: `import fs from 'node:fs';
${MONGOOSE}export async function f(files) { for (const file of files) { \
const hash = digest(fs.readFileSync(file)); if (await User.findOne({ hash })) fs.renameSync(file, file + '.done'); } }`,
    },
    {
      name: 'asked once per key',
      code:
        `${MONGOOSE}export async function f(rows) { const known = new Map(); for (const row of rows) { ` +
        'if (!known.has(row.id)) known.set(row.id, await User.findById(row.id)); } }',
    },
    {
      name: 'a script',
      code: `${MONGOOSE}for (const id of ids) { await User.findById(id); }`,
      file: 'scripts/check.js',
    },
    {
      name: 'another answer each time',
      code:
        `${MONGOOSE}export async function f(rows, next) { for (const row of rows) { ` +
        'await User.findById(next()); } }',
    },
    {
      name: 'written in the loop',
      code:
        `${MONGOOSE}export async function f(rows) { let last = 0; for (const row of rows) { ` +
        'const u = await User.findOne({ at: last }); last = u.at; } }',
    },
    {
      name: 'a subquery',
      code: `import knex from 'knex';
const db = knex({});
export async function f(parts) { let q = db('a').select(); for (const part of parts) { \
q.whereIn('id', db('b').where({ part }).select('id')); } return q; }`,
    },
    {
      name: 'a list of subqueries',
      code: `import knex from 'knex';
const db = knex({});
export async function f(ids) { return db.unionAll(ids.map((id) => db.select({ to: db.raw('?', id) }).from('a'))); }`,
    },
    {
      name: 'a helper that writes',
      code: `${MONGOOSE}async function work(id) { const u = await User.findById(id); await User.updateOne({ \
_id: id }, { seen: u.seen }); }
export async function f(ids) { for (const id of ids) await work(id); }`,
    },
    {
      name: 'a write whose failure is survived',
      code:
        `${PG}export async function f(rows) { for (const row of rows) { try { ` +
        `await pool.query('insert into visits (id) values ($1)', [row.id]); } catch { row.failed = true; } ` +
        '} }',
    },
    {
      name: 'something else is waited for',
      code:
        `${PG}export async function f(rows, mail) { for (const row of rows) { await mail(row); ` +
        `await pool.query('update visits set mailed = true where id = $1', [row.id]); } }`,
    },
    {
      name: 'what a write gives back is used',
      code:
        `${PG}export async function f(rows) { for (const row of rows) { const { rows: made } ` +
        `= await pool.query('insert into visits (day) values ($1) returning id', [row.day]); ` +
        'row.id = made[0].id; } }',
    },
    {
      name: 'many rows in each round',
      code:
        `${PG}export async function f(groups) { for (const group of groups) { ` +
        `await pool.query('insert into visits (id) select unnest($1::int[])', [group.ids]); } }`,
    },
    {
      name: 'promises whose results are used',
      code:
        `${PG}export async function f(days) { const started = days.map((day) => ` +
        `pool.query('insert into visits (day) values ($1) returning id', [day])); ` +
        'return Promise.all(started); }',
    },
    {
      name: 'batches that are written',
      code:
        `${PG}export async function f(batches) { for (const batch of batches) { ` +
        `await pool.query('delete from visits where day = $1', [batch.day]); } }`,
    },
    {
      name: 'rows as they arrive',
      code:
        `${PG}export async function f(source) { for await (const visit of source) { ` +
        `await pool.query('insert into visits (id) values ($1)', [visit.id]); } }`,
    },
    {
      name: 'a table per round',
      code:
        `${PG}export async function f(tables) { for (const table of tables) { ` +
        `await pool.query(\`delete from \${table} where stale\`); } }`,
    },
    {
      name: 'settings by name',
      code:
        `${PG}export async function f(given) { for (const [name, value] of Object.entries(given)) { ` +
        `await pool.query('update settings set value = $2 where name = $1', [name, value]); } }`,
    },
    {
      name: 'one transaction of many',
      code:
        `${PRISMA}export async function f(rows) { await prisma.$transaction(rows.map((row) => ` +
        'prisma.visit.create({ data: { day: row.day } }))); }',
    },
    {
      name: 'rows with rows of their own',
      code:
        `${PRISMA}export async function f(rows) { for (const row of rows) { await prisma.visit.create({ ` +
        'data: { day: row.day, pages: { create: row.pages } } }); } }',
    },
    {
      name: 'a queue that waits for work',
      code:
        `${PG}export async function f(next) { while (true) { const job = await next(); ` +
        `await pool.query('insert into done (id) values ($1)', [job.id]); } }`,
    },
    {
      name: 'seeds',
      code:
        `${PG}export async function f(rows) { for (const row of rows) { ` +
        `await pool.query('insert into visits (id) values ($1)', [row.id]); } }`,
      file: 'src/db/seeds/visits.js',
    },
    {
      name: 'the text is made anew in each round',
      code:
        `${PG}export async function f(parts) { for (const part of parts) { ` +
        'await pool.query(part.sql, [part.id]); } }',
    },
  ],
  invalid: [
    {
      name: 'a range with the same bound for all',
      code: `${PG}export async function f(routes, place) { for (const route of routes) {
  await «pool.query('DELETE FROM changes WHERE route = $1 AND place > $2', [route.path, place])»;
} }`,
      errors: ['perRow'],
    },
    {
      name: 'a bound that is written, and no part of the filter',
      code: `${PG}export async function f(routes) { for (const route of routes) {
  await «pool.query('UPDATE changes SET late = place > $2 WHERE route = $1', [route.path, route.place])»;
} }`,
      errors: ['perRow'],
    },
    ...[
      "pool.query('SELECT * FROM products WHERE name = $1 ORDER BY rank LIMIT 5', [line.name])",
      "pool.query('SELECT * FROM products WHERE name LIKE $1', [line.name])",
      'prisma.product.findMany({ where: { name: { equals: line.name } }, take: 5 })',
    ].map((read) => ({
      name: `no search of its own: ${read}`,
      code: `${PG}${PRISMA}export async function f(lines) { for (const line of lines) line.found = await «${read}»; }`,
      errors: ['perElement'],
    })),
    {
      name: 'a list of queries that somebody waits for',
      code: `import knex from 'knex';
const db = knex({});
export async function f(ids) { return Promise.all(ids.map((id) => «db.select('b')».from('a').where({ id }))); }`,
      errors: [{ messageId: 'perElement' }],
    },
    ...[
      ['for (const id of [...ids, "a"]) await «read(id)»;', 'a list that is spread in'],
      [
        'const all = ["a"]; for (const id of ids) all.push(id); for (const id of all) await «read(id)»;',
        'a list that grows',
      ],
      ['let all = ["a"]; if (more) all = ids; for (const id of all) await «read(id)»;', 'another list'],
      ['for (const id of KINDS.flatMap((kind) => ids[kind])) await «read(id)»;', 'many for each'],
      ['for (const id of ids.slice(3)) await «read(id)»;', 'all but a few'],
      ['for (const id of new Set(ids)) await «read(id)»;', 'a set of a list'],
      [
        'const made = {}; for (const id of ids) made[id] = 1; for (const id in made) await «read(id)»;',
        'an object that is filled',
      ],
    ].map(([body, name]) => ({
      name: `as many as come: ${name}`,
      code: `${MONGOOSE}const KINDS = ['a', 'b']; async function read(id) { return User.findById(id); } \
export async function f(ids, more) { ${body} }`,
      errors: ['throughFunction'],
    })),
    {
      name: 'the same row in every round, which nothing writes; a row for each, which is written',
      code: `${PRISMA}export async function f(id, ops) { for (const op of ops) { \
const view = await «prisma.view.findUnique({ where: { id } })»; log(view.meta + op); } }`,
      errors: ['invariant'],
    },
    {
      name: 'keys that a request gives',
      code:
        `${MONGOOSE}export async function f(given) { for (const name of Object.keys(given)) { ` +
        'await «User.findOne({ name })»; } }',
      errors: ['perElement'],
    },
    {
      name: 'settings that grow',
      code: `${MONGOOSE}const limits = {};
export function add(name, value) { limits[name] = value; }
export async function f() { for (const name of Object.keys(limits)) { await «User.findOne({ name })»; } }`,
      errors: ['perElement'],
    },
    {
      name: 'once for one loop',
      code:
        `${MONGOOSE}export async function f(orders) { for (const o of orders) { ` +
        'o.user = await «User.findById(o.userId)»; o.payer = await User.findById(o.payerId); } }',
      errors: ['perElement'],
    },
    {
      name: 'numbers are counted',
      code:
        `${MONGOOSE}export async function f(orders) { for (const o of orders) { ` +
        'o.count = await «User.countDocuments({ order: o.id })»; } }',
      errors: [
        { messageId: 'perElement', data: { asks: 'counts', instead: 'Count for all of them with one grouped query' } },
      ],
    },
    ...[
      ["{ $match: { order: o.id } }, { $lookup: { from: 'items' } }", 'reads', 'Read all rows with one query'],
      [
        "{ $match: { order: o.id } }, { $group: { _id: '$user' } }", 'counts',
        'Count for all of them with one grouped query',
      ],
    ].map(([stages, asks = '', instead = '']) => ({
      name: `a pipeline ${asks}`,
      code:
        `${MONGOOSE}export async function f(orders) { for (const o of orders) { ` +
        `o.rows = await «User.aggregate([${stages}])»; } }`,
      errors: [{ messageId: 'perElement', data: { asks, instead } }],
    })),
    {
      name: 'one table, another key',
      code: `import knex from 'knex';
const db = knex({});
export async function f(links) { for (const link of links) { link.rows = await «db('rows').where({ \
id: link.id }).select('id')»; } }`,
      errors: ['perElement'],
    },
    {
      name: 'one row per round',
      code:
        `${PG}export async function f(visits) { for (const visit of visits) { ` +
        `if (visit.day) await «pool.query('insert into visits (day) values ($1)', [visit.day])»; } }`,
      errors: [
        { messageId: 'perRow', data: { call: 'pool.query', to: ' of `visits`', instead: 'insert` with many rows' } },
      ],
    },
    {
      name: 'a list of one record that is written beside it',
      code:
        `${PG}export async function f(token) { ` +
        `await pool.query('insert into tokens (secret) values ($1)', [token.secret]); ` +
        `for (const project of (token.projects ?? []).filter(Boolean)) ` +
        `await «pool.query('insert into links (secret, project) values ($1, $2)', [token.secret, project])»; }`,
      errors: [{ messageId: 'perRow', severity: 'low' }],
    },
    {
      name: 'a list beside which another record is written, and one that is handed in whole',
      code:
        `${PG}export async function f(given, run) { await pool.query('insert into runs (id) values ($1)', [run.id]); ` +
        `for (const day of given.days) await «pool.query('insert into visits (day) values ($1)', [day])»; }\n` +
        `export async function g(days) { await pool.query('insert into runs (first) values ($1)', [days[0]]); ` +
        `for (const day of days) await «pool.query('insert into visits (day) values ($1)', [day])»; }`,
      errors: ['perRow', 'perRow'],
    },
    {
      name: 'started together they are still one per row',
      code:
        `${PG}export async function f(days) { for (const day of days) { ` +
        `await Promise.all(day.visits.map((visit) => «pool.query('update visits set day = $1 where id = ` +
        `$2', [day.id, visit])»)); } }`,
      errors: [{ messageId: 'perRow', data: { instead: 'update` from a list of values' } }],
    },
    {
      name: 'a list of promises under a name',
      code:
        `${PG}export async function f(days) { const started = days.map((day) => { const values = [day.id]; ` +
        `return «pool.query('delete from visits where day = $1', values)»; }); await Promise.all(started); }`,
      errors: ['perRow'],
    },
    {
      name: 'for each with an async callback',
      code:
        `${PG}export function f(days) { days.forEach(async (day) => { await «pool.query({ ` +
        `text: 'delete from visits where day = $1', values: [day] })»; }); }`,
      errors: [{ messageId: 'perRow', data: { instead: 'delete` by a list of keys' } }],
    },
    {
      name: 'a list that is emptied',
      code:
        `${PG}export async function f(waiting) { while (waiting.length) { const visit = waiting.pop(); ` +
        `await «pool.query('insert into visits (id) values ($1)', [visit.id])»; } }`,
      errors: ['perRow'],
    },
    {
      name: 'a list that is emptied without a test',
      code:
        `${PG}export async function f(waiting) { for (;;) { const visit = waiting.shift(); ` +
        `if (!visit) return; await «pool.query('insert into visits (id) values ($1)', [visit.id])»; } }`,
      errors: ['perRow'],
    },
    {
      name: 'counted by hand',
      code:
        `${PG}export async function f(days) { let at = 0; do { ` +
        `await «pool.query('delete from visits where day = $1', [days[at]])»; at++; } ` +
        'while (at < days.length); }',
      errors: ['perRow'],
    },
    {
      name: 'a counter declared before the loop',
      code:
        `${PG}export async function f(days) { let i; for (i = 0; i < days.length; i++) { ` +
        `await «pool.query('delete from visits where day = $1', [days[i]])»; } }`,
      errors: ['perRow'],
    },
    {
      name: 'a client with a form for many',
      code:
        `${PRISMA}export async function f(rows) { for (const row of rows) { await «prisma.visit.create({ ` +
        'data: { day: row.day } })»; } }',
      errors: [{ messageId: 'perRow', data: { instead: 'createMany` of a list' } }],
    },
    {
      name: 'a builder',
      code: `import knex from 'knex';
const db = knex({});
export async function f(rows) { for (const row of rows) { await «db('visits').insert({ day: row.day })»; } }`,
      errors: ['perRow'],
    },
    {
      code:
        `${MONGOOSE}export async function f(orders) { for (const o of orders) { ` +
        'o.user = await «User.findById(o.userId)»; } return orders; }',
      errors: [{ messageId: 'perElement', data: { call: 'User.findById' } }],
    },
    {
      code: `${MONGOOSE}export async function f(ids) { return Promise.all(ids.map((id) => «User.findById(id)»)); }`,
      errors: ['perElement'],
    },
    {
      code:
        `${MONGOOSE}export async function f(ids) { return Promise.all(ids.map(async (id) => { ` +
        'const key = id.trim(); return «User.findOne({ key })».lean(); })); }',
      errors: ['perElement'],
    },
    {
      name: 'one after the other nothing is batched',
      code:
        `${PRISMA}export async function f(ids) { const out = []; ` +
        'for (const id of ids) out.push(await «prisma.user.findUnique({ where: { id } })»); return out; }',
      errors: [{ messageId: 'perElement', data: { of: ' `user`' } }],
    },
    {
      code:
        `${PRISMA}export async function f(ids) { return Promise.all(ids.map((id) => «prisma.user.findMany({ ` +
        'where: { id } })»)); }',
      errors: ['perElement'],
    },
    {
      code:
        `${PG}export async function f(rows) { for (const row of rows) { ` +
        `row.user = await «pool.query('select * from users where id = $1', [row.id])»; } }`,
      errors: ['perElement'],
    },
    {
      code: `${TYPEORM}  async all(ids: number[]) { for (let i = 0; i < ids.length; i++) { \
await «this.users.findOne({ where: { id: ids[i] } })»; } }
}`,
      file: 'src/users.ts',
      errors: ['perElement'],
    },
    {
      name: 'one hop away',
      code: `${MONGOOSE}async function describe(order) { return User.findById(order.userId); }
export async function f(orders) { const out = []; for (const order of orders) out.push(await «describe(order)»); return out; }`,
      errors: [{ messageId: 'throughFunction', data: { call: 'describe' } }],
    },
    {
      name: 'for those of one kind',
      code:
        `${MONGOOSE}export async function f(rows) { for (const row of rows) { if (row.kind === 'root') { ` +
        'const owner = await «User.findById(OWNER_ID)»; row.owner = owner; } } }',
      errors: ['invariant'],
    },
    {
      name: 'rows with a part spread in',
      code:
        `${PRISMA}export async function f(rows, more) { for (const row of rows) { ` +
        'await «prisma.visit.create({ data: { day: row.day, ...(more && { note: more }) } })»; } }',
      errors: ['perRow'],
    },
    {
      name: 'the same every time',
      code:
        `${MONGOOSE}export async function f(rows, id) { for (const row of rows) { ` +
        'const owner = await «User.findById(id)»; row.owner = owner; } }',
      errors: ['invariant'],
    },
  ],
});
