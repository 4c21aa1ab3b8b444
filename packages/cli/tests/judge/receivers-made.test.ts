/** What a function of another file makes, keeps or is handed is known where it is used. */
import { describe, expect, it } from 'vitest';
import { seenIn } from './seen-in.js';

type Case = readonly [title: string, files: Readonly<Record<string, string>>, seen: readonly string[]];

const query = ['pg#ClientBase.query'];
const useGet = `import { getThings } from './db'; export const run = () => getThings().query('a');`;

const FACTORIES: readonly Case[] = [
  [
    'a plain factory',
    { 'use.ts': useGet, 'db.ts': `import { Pool } from 'pg'; export const getThings = () => new Pool();` },
    query,
  ],
  [
    'kept in a variable',
    {
      'use.ts': useGet,
      'db.ts':
        `import { Pool } from 'pg'; let things; export function getThings() { ` +
        'if (!things) things = new Pool(); return things; }',
    },
    query,
  ],
  [
    'kept in a variable that is annotated',
    {
      'use.ts': useGet,
      'db.ts':
        `import { Pool } from 'pg'; let things: Pool | null = null; export function getThings() { ` +
        'if (!things) { things = new Pool(); } return things; }',
    },
    query,
  ],
  [
    'kept by ??=',
    {
      'use.ts': useGet,
      'db.ts': `import { Pool } from 'pg'; let things; export const getThings = () => (things ??= new Pool());`,
    },
    query,
  ],
  [
    'made and reset',
    {
      'use.ts': useGet,
      'db.ts':
        `import { Pool } from 'pg'; let things = null; export function getThings() { if (!things) { ` +
        `things = new Pool(); things.on('end', () => { things = null; }); } return things; } ` +
        'export async function stop() { await things.end(); things = undefined; }',
    },
    query,
  ],
  [
    'throws when it is not there',
    {
      'use.ts': useGet,
      'db.ts':
        `import { Pool } from 'pg'; let things; export async function connect() { things = new Pool(); } ` +
        `export function getThings() { if (!things) throw new Error('first connect'); return things; }`,
    },
    query,
  ],
  [
    'two ways to make it',
    {
      'use.ts': useGet,
      'db.ts':
        `import { Pool } from 'pg'; export function getThings() { if (process.env.URL) return new Pool({ ` +
        'connectionString: process.env.URL }); return new Pool(); }',
    },
    query,
  ],
  [
    'kept on the global object',
    {
      'use.ts': `import { things } from './db'; things.query('a');`,
      'db.ts': `import { Pool } from 'pg'; export const things = globalThis.things ??= new Pool();`,
    },
    query,
  ],
  [
    'kept on a cast global object',
    {
      'use.ts': `import { things } from './db'; things.query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; const g = globalThis as unknown as { things?: Pool }; ` +
        'export const things = g.things ?? new Pool(); ' +
        `if (process.env.NODE_ENV !== 'production') g.things = things;`,
    },
    query,
  ],
  [
    'kept on the global object under a condition',
    {
      'use.ts': `import { things } from './db'; things.query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; let things; if (process.env.NODE_ENV === 'production') { ` +
        'things = new Pool(); } else { if (!global.things) { global.things = new Pool(); } ' +
        'things = global.things; } export { things };',
    },
    query,
  ],
  [
    'kept in a map',
    {
      'use.ts': `import { of } from './db'; of('a').query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; const all = new Map(); export function of(name) { ` +
        'let made = all.get(name); if (!made) { made = new Pool(); all.set(name, made); } return made; }',
    },
    query,
  ],
  [
    'kept in a typed map',
    {
      'use.ts': `import { of } from './db'; of('a').query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; const all = new Map<string, Pool>(); export function of(name: string) { ` +
        'if (!all.has(name)) all.set(name, new Pool()); return all.get(name)!; }',
    },
    query,
  ],
  [
    'async factory',
    {
      'use.ts':
        `import { getThings } from './db'; export async function run() { const db = await getThings(); ` +
        `await db.collection('x').findOne({}); await (await getThings()).collection('y').findOne({}); }`,
      'db.ts':
        `import { MongoClient } from 'mongodb'; let things; export async function getThings() { ` +
        `if (things) return things; const client = new MongoClient('x'); await client.connect(); ` +
        `things = client.db('a'); return things; }`,
    },
    ['mongodb#Db.collection', 'mongodb#Collection.findOne', 'mongodb#Db.collection', 'mongodb#Collection.findOne'],
  ],
  [
    'a kept promise',
    {
      'use.ts':
        `import { ready } from './db'; export const run = async () => { const client = await ready; ` +
        `return client.db().collection('x').findOne({}); };`,
      'db.ts':
        `import { MongoClient } from 'mongodb'; const client = new MongoClient('x'); ` +
        'export const ready = client.connect();',
    },
    ['mongodb#MongoClient.db', 'mongodb#Db.collection', 'mongodb#Collection.findOne'],
  ],
  [
    'a promise that is followed',
    {
      'use.ts':
        `import { getThings } from './db'; export const run = () => getThings().then((db) => ` +
        `db.collection('x').findOne({}));`,
      'db.ts':
        `import { MongoClient } from 'mongodb'; export async function getThings() { ` +
        `const client = await MongoClient.connect('x'); return client.db('a'); }`,
    },
    ['mongodb#Db.collection', 'mongodb#Collection.findOne'],
  ],
  [
    'a factory of objects',
    {
      'use.ts': `import { make } from './db'; const { things } = make(); things.query('a'); make().other.query('b');`,
      'db.ts':
        `import { Pool } from 'pg'; export function make() { const things = new Pool(); return { ` +
        'things, other: new Pool() }; }',
    },
    [...query, ...query],
  ],
  [
    'an object with methods',
    {
      'use.ts': `import { db } from './db'; db.get().query('a'); db.things.query('b');`,
      'db.ts': `import { Pool } from 'pg'; export const db = { things: new Pool(), get() { return this.things; } };`,
    },
    [...query, ...query],
  ],
  [
    'made by another factory',
    {
      'use.ts': `import { http } from './http'; http.get('a');`,
      'http.ts': `import { make } from './make'; export const http = make('https://x');`,
      'make.ts':
        `import axios from 'axios'; export function make(baseURL) { const made = axios.create({ baseURL }); ` +
        'made.interceptors.request.use((x) => x); return made; }',
    },
    ['axios#Instance.get'],
  ],
];

const MEMOISED: readonly Case[] = [
  [
    'generic, by name and maker',
    {
      'use.ts': `import { db } from './db'; db.query('a');`,
      'keep.ts':
        'export function keep<T>(name: string, make: () => T): T { const g = globalThis as any; ' +
        'g[name] ??= make(); return g[name]; }',
      'db.ts':
        `import { Pool } from 'pg'; import { keep } from './keep'; export const db = keep('db', () => ` +
        'new Pool());',
    },
    query,
  ],
  [
    'generic, in the same file',
    {
      'use.ts': `import { db } from './db'; db.query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; const all: any = {}; function keep<T>(name: string, make: () => T): T { ` +
        `return (all[name] ??= make()); } export const db = keep('db', () => new Pool());`,
    },
    query,
  ],
  [
    'generic, with a named maker',
    {
      'use.ts': `import { db } from './db'; db.query('a');`,
      'keep.ts': `export const keep = <T,>(make: () => T): T => { return make(); };`,
      'db.ts':
        `import { Pool } from 'pg'; import { keep } from './keep'; const make = () => new Pool(); ` +
        'export const db = keep(make);',
    },
    query,
  ],
  [
    'generic, of promises',
    {
      'use.ts': `import { db } from './db'; export const run = async () => (await db).query('a');`,
      'keep.ts': `export async function keep<T>(make: () => Promise<T>): Promise<T> { return await make(); }`,
      'db.ts':
        `import { Pool } from 'pg'; import { keep } from './keep'; export const db = keep(async () => ` +
        'new Pool());',
    },
    query,
  ],
  [
    'curried',
    {
      'use.ts': `import { db } from './db'; db().query('a');`,
      'keep.ts':
        'export function lazy<T>(make: () => T): () => T { let v: T | undefined; return () => ' + '(v ??= make()); }',
      'db.ts': `import { Pool } from 'pg'; import { lazy } from './keep'; export const db = lazy(() => new Pool());`,
    },
    query,
  ],
  [
    'curried and called at once',
    {
      'use.ts': `import { db } from './db'; db.query('a');`,
      'keep.ts':
        'export function lazy<T>(make: () => T): () => T { let v: T | undefined; return () => ' + '(v ??= make()); }',
      'db.ts': `import { Pool } from 'pg'; import { lazy } from './keep'; export const db = lazy(() => new Pool())();`,
    },
    query,
  ],
  [
    'without types',
    {
      'use.js': `const { db } = require('./db'); db.query('a');`,
      'keep.js':
        'exports.keep = function (name, make) { if (!global[name]) global[name] = make(); ' + 'return global[name]; };',
      'db.js':
        `const { Pool } = require('pg'); const { keep } = require('./keep'); exports.db = keep('db', () => ` +
        'new Pool());',
    },
    query,
  ],
  [
    'without types, curried',
    {
      'use.js': `const { db } = require('./db'); db().query('a');`,
      'keep.js':
        'exports.once = (make) => { let v; let done = false; return () => { if (!done) { v = make(); ' +
        'done = true; } return v; }; };',
      'db.js':
        `const { Pool } = require('pg'); const { once } = require('./keep'); exports.db = once(() => ` + 'new Pool());',
    },
    query,
  ],
  [
    'used where the helper is called',
    {
      'use.ts':
        `import { Pool } from 'pg'; import { lazy } from './keep'; const db = lazy(() => new Pool()); ` +
        `db().query('a'); lazy(() => new Pool())().query('b');`,
      'keep.ts':
        'export function lazy<T>(make: () => T): () => T { let v: T | undefined; return () => ' + '(v ??= make()); }',
    },
    [...query, ...query],
  ],
  [
    'used where the helper is called, in one file, without types',
    {
      'use.js':
        `const { Pool } = require('pg'); const once = (make) => { let v; return () => (v ??= make()); }; ` +
        `const db = once(() => new Pool()); db().query('a');`,
    },
    query,
  ],
  [
    'a maker that runs at once',
    {
      'use.ts': `import { db } from './db'; db.query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; export const db = (() => { const made = new Pool(); ` +
        `made.on('error', console.error); return made; })();`,
    },
    query,
  ],
  [
    'a library that memoises',
    {
      'use.ts': `import { db } from './db'; db().query('a');`,
      'db.ts': `import { Pool } from 'pg'; import { once } from 'lodash'; export const db = once(() => new Pool());`,
    },
    query,
  ],
];

const HANDED: readonly Case[] = [
  [
    'a module that is given the client',
    {
      'use.js': `module.exports = (app, things) => { app.get('/a', (q, s) => things.query('a')); };`,
      'main.js':
        `const express = require('express'); const { Pool } = require('pg'); ` +
        `require('./use')(express(), new Pool());`,
    },
    [...query, 'express#Router.get'],
  ],
  [
    'a model given to a helper',
    {
      'use.js': `exports.run = (M, filter) => M.findOne(filter);`,
      'main.js': `const { run } = require('./use'); const Member = require('./member'); run(Member, { nick: 1 });`,
      'member.js': `const { model } = require('mongoose'); module.exports = model('Member', {});`,
    },
    ['mongoose#Model.findOne'],
  ],
  [
    'an object of clients',
    {
      'use.js': `module.exports = ({ db, http }) => { db.query('a'); http.get('b'); };`,
      'main.js':
        `const { Pool } = require('pg'); const axios = require('axios'); const make = require('./use'); ` +
        'make({ db: new Pool(), http: axios.create() });',
    },
    [...query, 'axios#Instance.get'],
  ],
  [
    'an object that is read',
    {
      'use.js':
        `module.exports = (deps) => { const { db } = deps; db.query('a'); deps.db.query('b'); return { ` +
        `list: () => deps.db.query('c') }; };`,
      'main.js': `const { Pool } = require('pg'); require('./use')({ db: new Pool() });`,
    },
    [...query, ...query, ...query],
  ],
  [
    'a constructor that keeps it',
    {
      'use.js':
        `class Store { constructor(x) { this.x = x; } list() { return this.x.query('a'); } } ` +
        'module.exports = Store;',
      'main.js': `const { Pool } = require('pg'); const Store = require('./use'); new Store(new Pool());`,
    },
    query,
  ],
  [
    'a constructor that keeps an object of clients',
    {
      'use.js':
        `class Store { constructor(deps) { this.deps = deps; } list() { return this.deps.db.query('a'); } } ` +
        'module.exports = Store;',
      'main.js': `const { Pool } = require('pg'); const Store = require('./use'); new Store({ db: new Pool() });`,
    },
    query,
  ],
  [
    'a constructor that takes it apart',
    {
      'use.js':
        'module.exports = class { constructor({ db }) { this.db2 = db; } list() { ' +
        `return this.db2.query('a'); } };`,
      'main.js': `const { Pool } = require('pg'); const Store = require('./use'); new Store({ db: new Pool() });`,
    },
    query,
  ],
  [
    'a private field',
    {
      'use.js': `export class Store { #x; constructor(x) { this.#x = x; } list() { return this.#x.query('a'); } }`,
      'main.js': `import { Pool } from 'pg'; import { Store } from './use.js'; new Store(new Pool());`,
    },
    query,
  ],
  [
    'a parameter property typed as something of its own',
    {
      'use.ts':
        'export interface Db { query(text: string): unknown } export class Store { ' +
        `constructor(private readonly x: Db) {} list() { return this.x.query('a'); } }`,
      'main.ts':
        `import { Pool } from 'pg'; import { Store } from './use'; ` + 'export const store = new Store(new Pool());',
    },
    query,
  ],
  [
    'a field through a base class',
    {
      'use.ts':
        `import { Base } from './base'; export class Store extends Base { list() { ` + `return this.x.query('a'); } }`,
      'base.ts': `export class Base { constructor(protected readonly x) {} }`,
      'main.ts':
        `import { Pool } from 'pg'; import { Store } from './use'; ` + 'export const store = new Store(new Pool());',
    },
    query,
  ],
  [
    'a method of a new instance',
    {
      'use.ts': `export class Svc { run(x) { return x.query('a'); } }`,
      'main.ts': `import { Pool } from 'pg'; import { Svc } from './use'; new Svc().run(new Pool());`,
    },
    query,
  ],
  [
    'a method of an object',
    {
      'use.ts': `export const svc = { run(x) { return x.query('a'); } };`,
      'main.ts': `import { Pool } from 'pg'; import { svc } from './use'; svc.run(new Pool());`,
    },
    query,
  ],
  [
    'handed through functions that call themselves and each other',
    {
      'use.js':
        `exports.walk = (x, n) => { x.query('a'); if (n) exports.walk(x, n - 1); other(x); }; ` +
        `function other(x) { exports.walk(x, 0); x.query('b'); }`,
      'main.js':
        `const { Pool } = require('pg'); const { walk } = require('./use'); const go = (y) => walk(y, 3); ` +
        'const on = (y) => go(y); on(new Pool());',
    },
    [...query, ...query],
  ],
  [
    'handed through many functions',
    {
      'use.js': `exports.a = (x) => x.query('a');`,
      'main.js':
        `const { Pool } = require('pg'); const { a } = require('./use'); const b = (x) => a(x); ` +
        'const c = (x) => b(x); const d = (x) => c(x); const e = (x) => d(x); const f = (x) => e(x); ' +
        'const g = (x) => f(x); const h = (x) => g(x); h(new Pool());',
    },
    query,
  ],
  [
    'a client or a transaction of it',
    {
      'use.js': `exports.run = (x) => x('t').where({ a: 1 });`,
      'main.js':
        `const knex = require('knex'); const { run } = require('./use'); const store = knex({}); ` +
        'run(store); store.transaction((t) => run(t));',
    },
    ['knex#Knex()', 'knex#QueryBuilder.where'],
  ],
  [
    'a constructor that works without new',
    {
      'use.js':
        'function Dao(x) { if (!(this instanceof Dao)) return new Dao(x); const things = x; ' +
        `this.list = () => things.query('a'); } module.exports = { Dao };`,
      'main.js': `const { Pool } = require('pg'); const { Dao } = require('./use'); new Dao(new Pool());`,
    },
    query,
  ],
  [
    'by the name of a transaction, all the way',
    {
      'use.js': `exports.run = (tx) => tx('t').where({ a: 1 });`,
      'main.js':
        `const knex = require('./db'); const { run } = require('./use'); const on = (tx) => run(tx); ` +
        'knex.transaction(async (tx) => { await run(tx); await on(tx); });',
      'db.js': `const make = require('knex'); module.exports = make({});`,
    },
    ['knex#Transaction()', 'knex#QueryBuilder.where'],
  ],
  [
    'called with false at first',
    {
      'use.js': `exports.run = (x) => { if (x) x.query('a'); };`,
      'main.js': `const { Pool } = require('pg'); const { run } = require('./use'); run(false); run(new Pool());`,
    },
    query,
  ],
  [
    'a setter',
    {
      'use.js': `let x; exports.init = (given) => { x = given; }; exports.list = () => x.query('a');`,
      'main.js': `const { Pool } = require('pg'); const { init } = require('./use'); init(new Pool());`,
    },
    query,
  ],
  [
    'a setter, elsewhere used',
    {
      'use.js': `const { get } = require('./held'); get().query('a');`,
      'held.js': `let x; exports.init = (given) => { x = given; }; exports.get = () => x;`,
      'main.js': `const { Pool } = require('pg'); const { init } = require('./held'); init(new Pool());`,
    },
    query,
  ],
  [
    'a function handed on to a callback',
    {
      'use.ts':
        `import { withThings } from './db'; export const run = () => withThings((things) => ` + `things.query('a'));`,
      'db.ts':
        `import { Pool } from 'pg'; const pool = new Pool(); export async function withThings(work) { ` +
        'return work(pool); }',
    },
    query,
  ],
  [
    'a typed callback',
    {
      'use.ts':
        `import { withThings } from './db'; export const run = () => withThings(async (things) => { ` +
        `await things.query('a'); });`,
      'db.ts':
        `import { Pool, PoolClient } from 'pg'; const pool = new Pool(); ` +
        'export async function withThings<T>(work: (client: PoolClient) => Promise<T>): Promise<T> { ' +
        'const client = await pool.connect(); try { return await work(client); } finally { ' +
        'client.release(); } }',
    },
    ['pg#ClientBase.query'],
  ],
  [
    'a parameter annotated with a type of another file',
    {
      'use.ts': `import type { Things } from './db'; export const run = (x: Things) => x.query('a');`,
      'db.ts': `import { Pool } from 'pg'; export const pool = new Pool(); export type Things = typeof pool;`,
    },
    query,
  ],
  [
    'a parameter annotated with typeof an import',
    {
      'use.ts': `import type { things } from './db'; export const run = (x: typeof things) => x.query('a');`,
      'db.ts': `import { Pool } from 'pg'; export const things = new Pool();`,
    },
    query,
  ],
  [
    'a union of the types of one library',
    {
      'use.ts':
        `import type { Db } from './db'; export class Store { private x: Db; constructor(x: Db) { ` +
        `this.x = x; } list() { return this.x('t').where({ a: 1 }); } }`,
      'db.ts': `import type { Knex } from 'knex'; export type Db = Knex | Knex.Transaction;`,
    },
    ['knex#Knex()', 'knex#QueryBuilder.where'],
  ],
  [
    'a type with something of its own',
    {
      'use.ts': `import type { Db } from './db'; export const run = (x: Db) => x.query('a');`,
      'db.ts': `import type { Pool } from 'pg'; export type Db = Pool & { name: string };`,
    },
    query,
  ],
  [
    'annotated with ReturnType',
    {
      'use.ts': `import type { make } from './db'; export const run = (x: ReturnType<typeof make>) => x.query('a');`,
      'db.ts': `import { Pool } from 'pg'; export const make = () => new Pool();`,
    },
    query,
  ],
];

const CLASSES: readonly Case[] = [
  [
    'a class that extends a client',
    {
      'use.ts':
        `import { Db } from './db'; export class Svc { constructor(private readonly x: Db) {} list() { ` +
        'return this.x.user.findMany(); } }',
      'db.ts': `import { PrismaClient } from '@prisma/client'; export class Db extends PrismaClient {}`,
    },
    ['@prisma/client#Delegate.findMany'],
  ],
  [
    'a class that extends an extended client',
    {
      'use.ts':
        `import { Db } from './db'; export class Svc { constructor(private readonly x: Db) {} list() { ` +
        'return this.x.user.findMany(); } }',
      'base.ts': `import { PrismaClient } from '@prisma/client'; export class Base extends PrismaClient {}`,
      'db.ts':
        `import { Base } from './base'; export class Db extends Base { async onModuleInit() { ` +
        'await this.$connect(); } }',
    },
    ['@prisma/client#Delegate.findMany'],
  ],
  [
    'a class that holds a client',
    {
      'use.ts':
        `import { Db } from './db'; export class Svc { constructor(private readonly x: Db) {} list() { ` +
        'return this.x.client.user.findMany(); } }',
      'db.ts':
        `import { PrismaClient } from '@prisma/client'; export class Db { ` + 'readonly client = new PrismaClient(); }',
    },
    ['@prisma/client#Delegate.findMany'],
  ],
  [
    'a getter that keeps what it made',
    {
      'use.ts': `import { holder } from './db'; holder.db.query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; class Holder { private _db?: Pool; get db() { ` +
        'return (this._db ??= new Pool()); } } export const holder = new Holder();',
    },
    query,
  ],
  [
    'a getter with a test',
    {
      'use.ts': `import { holder } from './db'; holder.db.query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; class Holder { private _db; get db() { if (!this._db) { ` +
        'this._db = new Pool(); } return this._db; } } export const holder = new Holder();',
    },
    query,
  ],
  [
    'a field set by a method',
    {
      'use.ts': `import { holder } from './db'; holder.db.query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; class Holder { db = null; async connect() { this.db = new Pool(); } } ` +
        'export const holder = new Holder();',
    },
    query,
  ],
  [
    'a field set by a method of the class itself',
    {
      'use.ts':
        `import { Pool } from 'pg'; export class Holder { x: any; async connect() { this.x = new Pool(); } ` +
        `list() { return this.x.query('a'); } }`,
    },
    query,
  ],
  [
    'a singleton',
    {
      'use.ts':
        `import { Holder } from './db'; Holder.getInstance().things.query('a'); ` +
        `Holder.getInstance().get().query('b');`,
      'db.ts':
        `import { Pool } from 'pg'; export class Holder { private static instance: Holder; ` +
        'readonly things = new Pool(); static getInstance() { ' +
        'if (!Holder.instance) Holder.instance = new Holder(); return Holder.instance; } get() { ' +
        'return this.things; } }',
    },
    [...query, ...query],
  ],
  [
    'an inherited model',
    {
      'use.ts': `import { User } from './user'; User.findAll({});`,
      'user.ts': `import { Base } from './base'; export class User extends Base {}`,
      'base.ts': `import { Model } from 'sequelize'; export class Base extends Model {}`,
    },
    ['sequelize#Model.findAll'],
  ],
  [
    'an injected repository of another file',
    {
      'use.ts':
        `import { Users } from './users'; export class Svc { constructor(private readonly users: Users) {} ` +
        'list() { return this.users.repo.find(); } }',
      'users.ts':
        `import { InjectRepository } from '@nestjs/typeorm'; import { Repository } from 'typeorm'; import { ` +
        `User } from './user'; export class Users { constructor(@InjectRepository(User) readonly repo: ` +
        'Repository<User>) {} }',
      'user.ts': `export class User {}`,
    },
    ['typeorm#Repository.find'],
  ],
  [
    'a repository class',
    {
      'use.ts':
        `import { Users } from './users'; export class Svc { constructor(private readonly users: Users) {} ` +
        'list() { return this.users.find(); } }',
      'users.ts':
        `import { Repository } from 'typeorm'; import { User } from './user'; ` +
        'export class Users extends Repository<User> {}',
      'user.ts': `export class User {}`,
    },
    ['typeorm#Repository.find'],
  ],
  [
    'a member of what is cast to an abstract class',
    {
      'use.ts': `import type { Db } from './db'; export const run = (x: unknown) => (x as Db).things.query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; export abstract class Db { abstract readonly things; } ` +
        'export class Real extends Db { readonly things = new Pool(); }',
    },
    query,
  ],
  [
    'a factory of an abstract class',
    {
      'use.ts': `import { make } from './db'; make().things.query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; export abstract class Db { abstract readonly things; } ` +
        'export class Real extends Db { readonly things = new Pool(); } export function make(): Db { ' +
        'return new Real(); }',
    },
    query,
  ],
  [
    'an interface and the one class that implements it',
    {
      'use.ts':
        `import type { Db } from './db'; export class Svc { constructor(private readonly x: Db) {} list() { ` +
        `return this.x.things.query('a'); } }`,
      'db.ts': `export interface Db { things: any }`,
      'real.ts':
        `import { Pool } from 'pg'; import type { Db } from './db'; export class Real implements Db { ` +
        'readonly things = new Pool(); }',
    },
    query,
  ],
  [
    'a mixin',
    {
      'use.ts': `import { Db } from './db'; new Db().things.query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; const Held = (Base) => class extends Base { things = new Pool(); }; ` +
        'export class Db extends Held(Object) {}',
    },
    query,
  ],
];

const TWINS: readonly Case[] = [
  [
    'an own class with the same method names',
    {
      'use.ts': `import { things } from './db'; things.query('a'); things.findOne({});`,
      'db.ts': `class Own { query(text) { return text; } findOne(x) { return x; } } export const things = new Own();`,
    },
    [],
  ],
  [
    'a client replaced by a fake',
    {
      'use.ts': `import { things } from './db'; things.query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; export let things = new Pool(); export function fake() { things = { ` +
        'query: (text) => text }; }',
    },
    [],
  ],
  [
    'an export replaced from another file',
    {
      'use.js': `const { things } = require('./db'); things.query('a');`,
      'db.js': `const { Pool } = require('pg'); exports.things = new Pool();`,
      'fake.js': `require('./db').things = { query: () => 1 };`,
    },
    [],
  ],
  [
    'two libraries behind one name',
    {
      'use.ts': `import { things } from './db'; things.query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; import mysql from 'mysql2/promise'; ` +
        `export const things = process.env.PG ? new Pool() : mysql.createPool('x');`,
    },
    [],
  ],
  [
    'two libraries out of one factory',
    {
      'use.ts': `import { getThings } from './db'; getThings().query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; import mysql from 'mysql2/promise'; export function getThings() { ` +
        `if (process.env.PG) return new Pool(); return mysql.createPool('x'); }`,
    },
    [],
  ],
  [
    'two libraries given later',
    {
      'use.ts': `import { getThings } from './db'; getThings().query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; import mysql from 'mysql2/promise'; let things; ` +
        `export function init(pg) { if (pg) { things = new Pool(); } else { things = mysql.createPool('x'); ` +
        '} } export const getThings = () => things;',
    },
    [],
  ],
  [
    'two callers with different things',
    {
      'use.js': `exports.run = (x) => x.query('a');`,
      'main.js':
        `const { run } = require('./use'); const { Pool } = require('pg'); run(new Pool()); run({ ` +
        'query: (x) => x });',
    },
    [],
  ],
  [
    'two constructions with different things',
    {
      'use.js':
        `class Store { constructor(x) { this.x = x; } list() { return this.x.query('a'); } } ` +
        'module.exports = Store;',
      'main.js':
        `const { Pool } = require('pg'); const Store = require('./use'); new Store(new Pool()); new Store({ ` +
        'query: (x) => x });',
    },
    [],
  ],
  [
    'a helper that changes what is made',
    {
      'use.js': `const { db } = require('./db'); db.query('a');`,
      'keep.js': `exports.keep = function (make) { const inner = make(); return { query: (x) => inner.run(x) }; };`,
      'db.js':
        `const { Pool } = require('pg'); const { keep } = require('./keep'); exports.db = keep(() => ` + 'new Pool());',
    },
    [],
  ],
  [
    'a helper that may give something else',
    {
      'use.js': `const { db } = require('./db'); db.query('a');`,
      'keep.js': `exports.keep = function (make) { if (process.env.FAKE) return { query: (x) => x }; return make(); };`,
      'db.js':
        `const { Pool } = require('pg'); const { keep } = require('./keep'); exports.db = keep(() => ` + 'new Pool());',
    },
    [],
  ],
  [
    'an object whose member is filled twice',
    {
      'use.js': `const db = require('./all'); db.order.findAll({});`,
      'all.js':
        `const { Sequelize } = require('sequelize'); const sql = new Sequelize('x'); const db = {}; ` +
        `db.order = sql.define('order', {}); db.order = { findAll: () => [] }; module.exports = db;`,
    },
    [],
  ],
  [
    'a spread that is overridden',
    {
      'use.js': `const { things } = require('./all'); things.query('a');`,
      'all.js': `module.exports = { ...require('./db'), things: { query: (x) => x } };`,
      'db.js': `const { Pool } = require('pg'); exports.things = new Pool();`,
    },
    [],
  ],
  [
    'a spread that may override',
    {
      'use.js': `const { things } = require('./all'); things.query('a');`,
      'all.js': `const { Pool } = require('pg'); module.exports = { things: new Pool(), ...require('./own') };`,
      'own.js': `exports.things = { query: (x) => x };`,
    },
    [],
  ],
  [
    'implementations of two kinds',
    {
      'use.ts': `import type { Db } from './db'; export const run = (x: Db) => x.things.query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; export abstract class Db { abstract readonly things; } ` +
        'export class Real extends Db { readonly things = new Pool(); } export class Own extends Db { ' +
        'readonly things = { query: (x) => x }; }',
    },
    [],
  ],
  [
    'a union of the types of two libraries',
    {
      'use.ts': `import type { Db } from './db'; export const run = (x: Db) => x.query('a');`,
      'db.ts':
        `import type { Pool } from 'pg'; import type { Connection } from 'mysql2/promise'; ` +
        'export type Db = Pool | Connection;',
    },
    [],
  ],
  [
    'handed on from two sides',
    {
      'use.js': `exports.a = (x) => x.query('a');`,
      'main.js':
        `const { Pool } = require('pg'); const { a } = require('./use'); const b = (x) => a(x); ` +
        'const c = (x) => b(x); c(new Pool()); exports.d = (y) => b(y);',
    },
    [],
  ],
  [
    'handed on, and something else deep down',
    {
      'use.js': `exports.a = (x) => x.query('a');`,
      'main.js':
        `const { Pool } = require('pg'); const { a } = require('./use'); const b = (x) => a(x); ` +
        'const c = (x) => b(x); c(new Pool()); c({ query: (y) => y });',
    },
    [],
  ],
  [
    'a setter with two kinds',
    {
      'use.js': `let x; exports.init = (given) => { x = given; }; exports.list = () => x.query('a');`,
      'main.js':
        `const { Pool } = require('pg'); const { init } = require('./use'); init(new Pool()); init({ ` +
        'query: (y) => y });',
    },
    [],
  ],
  [
    'a parameter with an own class as its type',
    {
      'use.ts': `import type { Own } from './own'; export const run = (x: Own) => x.query('a');`,
      'own.ts': `export class Own { query(text: string) { return text; } }`,
    },
    [],
  ],
  [
    'a field set to a client here and to something else there',
    {
      'use.ts': `import { holder } from './db'; holder.db.query('a');`,
      'db.ts':
        `import { Pool } from 'pg'; class Holder { db; connect() { this.db = new Pool(); } fake() { ` +
        'this.db = { query: (x) => x }; } } export const holder = new Holder();',
    },
    [],
  ],
];

/** The calls on what was made; that it is made is another story. */
function used(calls: readonly string[]): string[] {
  return calls.filter(
    (symbol) =>
      !new RegExp(
        String.raw`^(?:ecmascript|lodash)|#(?:Pool|default|model|Sequelize|createPool|MongoClient|PrismaClient|` +
          String.raw`Router)$|\.(?:create|connect|define|createPool|\$connect|on)$`,
      ).test(symbol),
  );
}

describe.each([
  ['factories', FACTORIES],
  ['memoising helpers', MEMOISED],
  ['things that are handed over', HANDED],
  ['classes', CLASSES],
  ['twins that stay unknown', TWINS],
] as const)('%s', (_kind, cases) => {
  it.each(cases)('%s', async (_title, files, seen) => {
    expect(used(await seenIn(files, Object.keys(files)[0] ?? ''))).toEqual(seen);
  });
});
