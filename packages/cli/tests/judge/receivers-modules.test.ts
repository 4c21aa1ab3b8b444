/** What another file exports is known wherever it is imported, however the two are spelled. */
import { describe, expect, it } from 'vitest';
import { seenIn } from './seen-in.js';

type Case = readonly [title: string, files: Readonly<Record<string, string>>, seen: readonly string[]];

const MEMBER =
  `const mongoose = require('mongoose'); const Member = mongoose.model('Member', ` +
  'new mongoose.Schema({ nick: String }));';
const POOL = `import { Pool } from 'pg'; export const store = new Pool();`;
const findMember = ['mongoose#Model.findOne'];
const query = ['pg#ClientBase.query'];

const COMMON_JS: readonly Case[] = [
  [
    'module.exports = x',
    {
      'use.js': `const M = require('./member'); M.findOne({ nick: 1 });`,
      'member.js': `${MEMBER} module.exports = Member;`,
    },
    findMember,
  ],
  [
    'module.exports = the expression itself',
    {
      'use.js': `const M = require('./member'); M.findOne({ nick: 1 });`,
      'member.js': `const mongoose = require('mongoose'); module.exports = mongoose.model('Member', {});`,
    },
    findMember,
  ],
  [
    'exports.x',
    {
      'use.js': `const all = require('./member'); all.Member.findOne({ nick: 1 });`,
      'member.js': `${MEMBER} exports.Member = Member;`,
    },
    findMember,
  ],
  [
    'exports = module.exports = x, and a member of it',
    {
      'use.js': `const M = require('./member'); M.findOne({ nick: 1 }); M.pool.query('select 1');`,
      'member.js':
        `const { Pool } = require('pg'); ${MEMBER} exports = module.exports = Member; ` + 'exports.pool = new Pool();',
    },
    [...findMember, ...query],
  ],
  [
    'module.exports.x',
    {
      'use.js': `const { Member: M } = require('./member'); M.findOne({ nick: 1 });`,
      'member.js': `${MEMBER} module.exports.Member = Member;`,
    },
    findMember,
  ],
  [
    'an object of shorthands',
    {
      'use.js': `const { Member } = require('./member'); Member.findOne({ nick: 1 });`,
      'member.js': `${MEMBER} module.exports = { Member };`,
    },
    findMember,
  ],
  [
    'nested objects and nested patterns',
    {
      'use.js':
        `const { db: { things } } = require('./all'); things.query('select 1'); ` +
        `require('./all').db.things.query('select 2');`,
      'all.js': `const { Pool } = require('pg'); module.exports = { db: { things: new Pool() } };`,
    },
    [...query, ...query],
  ],
  [
    'a member of a required module',
    {
      'use.js': `const things = require('./all').things; things.query('select 1');`,
      'all.js': `const { Pool } = require('pg'); exports.things = new Pool();`,
    },
    query,
  ],
  [
    'a spread of another module',
    {
      'use.js': `const { Member, b } = require('./all'); Member.findOne({ nick: 1 });`,
      'all.js': `module.exports = { ...require('./member'), b: 1 };`,
      'member.js': `${MEMBER} module.exports = { Member };`,
    },
    findMember,
  ],
  [
    'a spread of a named module',
    {
      'use.js': `const { Member, b } = require('./all'); Member.findOne({ nick: 1 });`,
      'all.js': `const models = require('./member'); module.exports = { ...models, b: 1 };`,
      'member.js': `${MEMBER} exports.Member = Member;`,
    },
    findMember,
  ],
  [
    'Object.assign into module.exports',
    {
      'use.js': `const { Member, pool } = require('./all'); Member.findOne({ nick: 1 }); pool.query('select 1');`,
      'all.js':
        `const { Pool } = require('pg'); Object.assign(module.exports, require('./member'), { ` +
        'pool: new Pool() });',
      'member.js': `${MEMBER} module.exports = { Member };`,
    },
    [...findMember, ...query],
  ],
  [
    'module.exports = Object.assign',
    {
      'use.js': `const { Member, pool } = require('./all'); Member.findOne({ nick: 1 }); pool.query('select 1');`,
      'all.js':
        `const { Pool } = require('pg'); module.exports = Object.assign({}, require('./member'), { ` +
        'pool: new Pool() });',
      'member.js': `${MEMBER} module.exports = { Member };`,
    },
    [...findMember, ...query],
  ],
  [
    'exports.default',
    {
      'use.js': `const M = require('./member').default; M.findOne({ nick: 1 });`,
      'member.js': `Object.defineProperty(exports, '__esModule', { value: true }); ${MEMBER} exports.default = Member;`,
    },
    findMember,
  ],
  [
    'a module of modules',
    {
      'use.js': `const models = require('./models'); models.Member.findOne({ nick: 1 });`,
      'models/index.js': `module.exports = { Member: require('./member') };`,
      'models/member.js': `${MEMBER} module.exports = Member;`,
    },
    findMember,
  ],
  [
    'a module handed on',
    {
      'use.js': `const M = require('./models'); M.findOne({ nick: 1 });`,
      'models/index.js': `module.exports = require('./member');`,
      'models/member.js': `${MEMBER} module.exports = Member;`,
    },
    findMember,
  ],
  [
    'exports by a name that is aliased',
    {
      'use.js': `require('./all').things.query('select 1');`,
      'all.js': `const { Pool } = require('pg'); const self = module.exports; self.things = new Pool();`,
    },
    query,
  ],
  [
    'an object that is filled before it is exported',
    {
      'use.js': `const db = require('./all'); db.order.findAll({}); db.sql.query('select 1');`,
      'all.js':
        `const { Sequelize, DataTypes } = require('sequelize'); const sql = new Sequelize('x'); ` +
        `const db = {}; db.sql = sql; db.order = sql.define('order', {}); module.exports = db;`,
    },
    ['sequelize#Model.findAll', 'sequelize#Sequelize.query'],
  ],
  [
    'an object that is filled after it was exported',
    {
      'use.js': `const db = require('./all'); db.order.findAll({});`,
      'all.js':
        `const { Sequelize, DataTypes } = require('sequelize'); const sql = new Sequelize('x'); ` +
        `const db = { sql }; module.exports = db; db.order = sql.define('order', {});`,
    },
    ['sequelize#Model.findAll'],
  ],
  [
    'a model defined by a function that gets the client',
    {
      'use.js': `const db = require('./all'); db.order.findAll({});`,
      'order.js':
        `module.exports = (sql, types) => { const Order = sql.define('order', {}); Order.associate = () => ` +
        '1; return Order; };',
      'all.js':
        `const { Sequelize, DataTypes } = require('sequelize'); const sql = new Sequelize('x'); ` +
        `const db = {}; db.order = require('./order')(sql, DataTypes); module.exports = db;`,
    },
    ['sequelize#Model.findAll'],
  ],
  [
    'a lazily required module',
    {
      'use.js': `exports.run = () => { const things = require('./all'); return things.query('select 1'); };`,
      'all.js': `const { Pool } = require('pg'); module.exports = new Pool();`,
    },
    query,
  ],
  [
    'export through a getter',
    {
      'use.js': `const all = require('./all'); all.things.query('select 1');`,
      'all.js':
        `const { Pool } = require('pg'); const pool = new Pool(); module.exports = { get things() { ` +
        'return pool; } };',
    },
    query,
  ],
  [
    'one of two, of one type',
    {
      'use.js': `const all = require('./all'); all.things.query('select 1'); require('./whole').query('select 2');`,
      'all.js':
        `const { Pool } = require('pg'); exports.things = null; exports.start = (ssl) => { if (ssl) { ` +
        'exports.things = new Pool({ ssl }); } else { exports.things = new Pool(); } };',
      'whole.js':
        `const { Pool } = require('pg'); if (process.env.SSL) { module.exports = new Pool({ ssl: true }); } ` +
        'else { module.exports = new Pool(); }',
    },
    [...query, ...query],
  ],
  [
    'one of two, of two types',
    {
      'use.js': `const all = require('./all'); all.things.query('select 1');`,
      'all.js':
        `const { Pool } = require('pg'); const mysql = require('mysql2'); if (process.env.PG) { ` +
        'exports.things = new Pool(); } else { exports.things = mysql.createPool({}); }',
    },
    [],
  ],
  [
    'a field of an exported instance',
    {
      'use.js': `const all = require('./all'); all.things.query('select 1');`,
      'all.js':
        `const { Pool } = require('pg'); class All { constructor() { this.things = new Pool(); } } ` +
        'module.exports = new All();',
    },
    query,
  ],
];

const ES_MODULES: readonly Case[] = [
  [
    'default import',
    {
      'use.ts': `import M from './member'; M.findOne({ nick: 1 });`,
      'member.ts':
        `import { model, Schema } from 'mongoose'; const Member = model('Member', new Schema({})); ` +
        'export default Member;',
    },
    findMember,
  ],
  [
    'default import of an expression',
    {
      'use.ts': `import M from './member'; M.findOne({ nick: 1 });`,
      'member.ts':
        `import mongoose from 'mongoose'; export default mongoose.models.Member || mongoose.model('Member', ` + '{});',
    },
    findMember,
  ],
  [
    'named, renamed, namespace',
    {
      'use.ts':
        `import { store, store as other } from './db'; import * as db from './db'; store.query('a'); ` +
        `other.query('b'); db.store.query('c');`,
      'db.ts': POOL,
    },
    [...query, ...query, ...query],
  ],
  [
    're-exported by name, all, renamed, as namespace',
    {
      'use.ts': `import { store, all, ns } from './index'; store.query('a'); all.query('b'); ns.store.query('c');`,
      'index.ts': `export * from './db'; export { store as all } from './db'; export * as ns from './db';`,
      'db.ts': POOL,
    },
    [...query, ...query, ...query],
  ],
  [
    'default re-exported by name',
    {
      'use.ts': `import { M } from './index'; M.findOne({ nick: 1 });`,
      'index.ts': `export { default as M } from './member';`,
      'member.ts': `import { model } from 'mongoose'; export default model('Member', {});`,
    },
    findMember,
  ],
  [
    'imported and exported again',
    {
      'use.ts': `import { things } from './index'; things.query('a');`,
      'index.ts': `import { store } from './db'; export const things = store;`,
      'db.ts': POOL,
    },
    query,
  ],
  [
    'exported in an object',
    {
      'use.ts': `import { db } from './index'; db.store.query('a');`,
      'index.ts': `import { store } from './db'; export const db = { store };`,
      'db.ts': POOL,
    },
    query,
  ],
  [
    'default export of an object with a spread',
    {
      'use.ts': `import db from './index'; db.store.query('a'); db.member.findOne({});`,
      'index.ts':
        `import * as all from './db'; import { model } from 'mongoose'; export default { ` +
        `...all, member: model('Member', {}) };`,
      'db.ts': POOL,
    },
    [...query, ...findMember],
  ],
  [
    'import x = require()',
    {
      'use.ts': `import db = require('./db'); db.query('a');`,
      'db.ts': `import { Pool } from 'pg'; const store = new Pool(); export = store;`,
    },
    query,
  ],
  [
    'await import()',
    {
      'use.ts':
        `export async function run() { const { store } = await import('./db'); await store.query('a'); ` +
        `const all = await import('./db'); await all.store.query('b'); ` +
        `await (await import('./db')).store.query('c'); }`,
      'db.ts': POOL,
    },
    [...query, ...query, ...query],
  ],
  [
    'await import() of a default',
    {
      'use.ts':
        `export async function run() { const M = (await import('./member')).default; await M.findOne({}); ` +
        `const { default: N } = await import('./member'); await N.findOne({}); }`,
      'member.ts': `import { model } from 'mongoose'; export default model('Member', {});`,
    },
    [...findMember, ...findMember],
  ],
  [
    'import().then()',
    { 'use.ts': `export const run = () => import('./db').then(({ store }) => store.query('a'));`, 'db.ts': POOL },
    query,
  ],
  [
    'a CommonJS module imported as default',
    {
      'use.mjs': `import all from './all.cjs'; all.things.query('a');`,
      'all.cjs': `const { Pool } = require('pg'); module.exports = { things: new Pool() };`,
    },
    query,
  ],
  [
    'a namespace',
    {
      'use.ts': `import { Db } from './db'; Db.store.query('a');`,
      'db.ts': `import { Pool } from 'pg'; export namespace Db { export const store = new Pool(); }`,
    },
    query,
  ],
  [
    'static member of a class',
    {
      'use.ts': `import { Db } from './db'; Db.store.query('a'); Db.get().query('b');`,
      'db.ts':
        `import { Pool } from 'pg'; export class Db { static store = new Pool(); static get() { ` +
        'return Db.store; } }',
    },
    [...query, ...query],
  ],
  [
    'destructured on export',
    {
      'use.ts': `import { store } from './db'; store.query('a');`,
      'db.ts': `import { make } from './make'; export const { store } = make();`,
      'make.ts':
        `import { Pool } from 'pg'; export function make() { const store = new Pool(); return { ` +
        'store, end: () => store.end() }; }',
    },
    query,
  ],
  [
    'a variable given its value later',
    {
      'use.ts': `import { store } from './db'; store.query('a');`,
      'db.ts': `import { Pool } from 'pg'; export let store: any; export function init() { store = new Pool(); }`,
    },
    query,
  ],
];

const PLACES: readonly Case[] = [
  [
    'paths of tsconfig',
    {
      'src/use.ts':
        `import { store } from '@/db'; import { store as b } from '~db/index.js'; store.query('a'); ` + `b.query('b');`,
      'src/db/index.ts': POOL,
      'tsconfig.json': `{ "compilerOptions": { "paths": { "@/*": ["./src/*"], "~db/*": ["./src/db/*"] } } }`,
    },
    [...query, ...query],
  ],
  [
    'imports of package.json',
    {
      'src/use.ts':
        `import { store } from '#db'; import { store as b } from '#lib/db.js'; store.query('a'); ` + `b.query('b');`,
      'src/db.ts': POOL,
      'package.json': `{ "name": "x", "imports": { "#db": "./src/db.ts", "#lib/*": "./src/*" } }`,
    },
    [...query, ...query],
  ],
  [
    'imports of package.json that name what is built',
    {
      'src/use.ts':
        `import { store } from '#db'; import { store as b } from '#lib/db.js'; store.query('a'); ` + `b.query('b');`,
      'src/db.ts': POOL,
      'package.json':
        '{ "name": "x", "imports": { "#db": { "types": "./dist/db.d.ts", "default": "./dist/db.js" }, ' +
        '"#lib/*": "./dist/*" } }',
    },
    [...query, ...query],
  ],
  [
    'a package of the workspace',
    {
      'apps/api/use.ts':
        `import { store } from '@acme/db'; import { store as b } from '@acme/db/client'; store.query('a'); ` +
        `b.query('b');`,
      'packages/db/src/index.ts': `export * from './client';`,
      'packages/db/src/client.ts': POOL,
      'packages/db/package.json': `{ "name": "@acme/db", "main": "dist/index.js" }`,
    },
    [...query, ...query],
  ],
  [
    'subpaths that exports name',
    {
      'apps/api/use.ts':
        `import { store } from '@acme/db/server'; import { store as b } from '@acme/db/x/pool'; ` +
        `store.query('a'); b.query('b');`,
      'packages/db/src/node/pool.ts': POOL,
      'packages/db/package.json':
        '{ "name": "@acme/db", "exports": { "./server": { ' +
        '"types": "./dist/node/pool.d.ts", "default": "./dist/node/pool.js" }, "./x/*": ' +
        '"./dist/node/*.js" } }',
    },
    [...query, ...query],
  ],
  [
    'a package that names itself',
    {
      'src/use.ts': `import { store } from '@acme/db/pool'; store.query('a');`,
      'src/pool.ts': POOL,
      'package.json': `{ "name": "@acme/db", "exports": { "./pool": "./dist/pool.js" } }`,
    },
    query,
  ],
  [
    'a folder with its own package.json',
    {
      'src/use.js': `const { store } = require('./db'); store.query('a');`,
      'src/db/lib/main.js': `const { Pool } = require('pg'); exports.store = new Pool();`,
      'src/db/package.json': `{ "main": "lib/main.js" }`,
    },
    query,
  ],
];

describe.each([
  ['CommonJS', COMMON_JS],
  ['ES modules', ES_MODULES],
  ['places', PLACES],
] as const)('%s', (_kind, cases) => {
  it.each(cases)('%s', async (_title, files, seen) => {
    expect(
      await seenIn(files, Object.keys(files)[0] ?? '').then((calls) =>
        calls.filter((symbol) => !symbol.startsWith('ecmascript')),
      ),
    ).toEqual(seen);
  });
});
