import type { LibraryCases } from './model-case.js';

/** Drivers and builders that send SQL. */
export const cases: LibraryCases = {
  pg: {
    found: [
      ["import { Pool } from 'pg'; const it = new Pool({ max: 5 }); «it.query('select 1')»;", 'pg#ClientBase.query'],
      ["import { Pool as Renamed } from 'pg'; «new Renamed({ max: 5 }).query('select 1')»;", 'pg#ClientBase.query'],
      [
        "import * as lib from 'pg'; const it = new lib.Pool({ max: 5 }); «it.query('select 1')»;",
        'pg#ClientBase.query',
      ],
      ["import lib from 'pg'; const it = new lib.Pool({ max: 5 }); «it.query('select 1')»;", 'pg#ClientBase.query'],
      [
        "const lib = require('pg'); const it = new lib.Pool({ max: 5 }); «it.query('select 1')»;",
        'pg#ClientBase.query',
      ],
      [
        "const { Pool } = require('pg'); const it = new Pool({ max: 5 }); «it.query('select 1')»;",
        'pg#ClientBase.query',
      ],
      [
        "const { Pool: Renamed } = require('pg'); const it = new Renamed({ max: 5 }); «it.query('select 1')»;",
        'pg#ClientBase.query',
      ],
      [
        "import { Pool } from 'pg'; const it = new Pool({ max: 5 }); const again = it; «again.query('select 1')»;",
        'pg#ClientBase.query',
      ],
      [
        "import { Pool } from 'pg'; const { query } = new Pool({ max: 5 }); «query('select 1')»;",
        'pg#ClientBase.query',
      ],
      ["import { Pool } from 'pg'; let it; it = new Pool({ max: 5 }); «it.query('select 1')»;", 'pg#ClientBase.query'],
      [
        "import { Pool } from 'pg'; class Store { private readonly it = new Pool({ max: 5 }); run() { " +
          "return «this.it.query('select 1')»; } }",
        'pg#ClientBase.query',
      ],
      [
        "import type { Pool } from 'pg'; class Store { constructor(private readonly it: Pool) {} run() { " +
          "return «this.it.query('select 1')»; } }",
        'pg#ClientBase.query',
      ],
      [
        "import type { Pool } from 'pg'; function run(it: Pool | null) { return «it!.query('select 1')»; }",
        'pg#ClientBase.query',
      ],
      {
        code:
          "import { Pool } from 'pg'; const pool = new Pool(); async function f() { " +
          "const client = await pool.connect(); return «client.query('select 1')»; }",
        is: 'pg#ClientBase.query',
        sinks: ['sql-text'],
        async: 'callback',
      },
      {
        code: "import { Client } from 'pg'; const client = new Client(); «client.query({ text: sql, values: [] })»;",
        is: 'pg#ClientBase.query',
        sinks: ['sql-text'],
      },
      {
        code:
          "import { Pool } from 'pg'; const pool = new Pool(); pool.connect((error, client, done) => { " +
          "«client.query('select 1')»; });",
        is: 'pg#ClientBase.query',
      },
      {
        code: "import { Pool } from 'pg'; export const db = { pool: new Pool() }; «db.pool.query('select 1')»;",
        is: 'pg#ClientBase.query',
      },
      {
        code: "import { pool } from './db'; «pool.query('select 1')»;",
        is: 'pg#ClientBase.query',
        versions: { pg: '8.11.0' },
      },
      {
        code: "const { pool } = require('../db'); «pool.query('select 1')»;",
        is: 'pg#ClientBase.query',
        versions: { pg: '8.11.0' },
      },
      { code: "import Pool from 'pg-pool'; «new Pool().query('select 1')»;", is: 'pg#ClientBase.query' },
      {
        code: "import pg from 'pg'; const pool = new pg.Pool(); use(«pool.escapeIdentifier(x)»);",
        is: 'pg#ClientBase.escapeIdentifier',
      },
    ],
    lookAlikes: [
      ["class Pool { query(...args) { return args; } } const it = new Pool(); «it.query('select 1')»;", null],
      ["import { Pool } from './mine'; const it = new Pool(); «it.query('select 1')»;", null],
      ["import { Pool } from 'another-package'; const it = new Pool(); «it.query('select 1')»;", null],
      ["import { Pool } from 'pg'; function f(Pool) { const it = new Pool(); return «it.query('select 1')»; }", null],
      ["const it = { query(...args) { return args; } }; «it.query('select 1')»;", null],
      ["import { Pool } from 'pg'; export function run(other) { return «other.query('select 1')»; }", null],
      ["function f(require) { const { Pool } = require('pg'); return «new Pool().query('select 1')»; }", null],
      [
        "import { Pool } from 'pg'; interface Own { query(...args: unknown[]): unknown } " +
          "function run(it: Own) { return «it.query('select 1')»; }",
        null,
      ],
      [
        "import { Pool } from 'pg'; class Other { it = new Map(); run() { return «this.it.query('select 1')»; } }",
        null,
      ],
      ["import { pool } from './db'; «pool.query('select 1')»;", null],
      ["import { pool } from 'generic-pool'; «pool.query('select 1')»;", null],
      { code: "import { pool } from './db'; «pool.drain('select 1')»;", is: null, versions: { pg: '8.11.0' } },
      ["import { Pool } from 'pg'; const text = 'pool.query(select)'; «text.concat('x')»;", null],
    ],
  },
  mysql2: {
    found: [
      [
        "import mysql from 'mysql2/promise'; const pool = mysql.createPool({}); «pool.query('select 1')»;",
        'mysql2#PromiseExecutor.query',
      ],
      [
        "import * as mysql from 'mysql2/promise'; const pool = mysql.createPool({}); «pool.query('select 1')»;",
        'mysql2#PromiseExecutor.query',
      ],
      [
        "import { createPool } from 'mysql2/promise'; const pool = createPool({}); «pool.query('select 1')»;",
        'mysql2#PromiseExecutor.query',
      ],
      [
        "import { createPool as make } from 'mysql2/promise'; «make({}).query('select 1')»;",
        'mysql2#PromiseExecutor.query',
      ],
      [
        "const mysql = require('mysql2/promise'); const pool = mysql.createPool({}); «pool.query('select 1')»;",
        'mysql2#PromiseExecutor.query',
      ],
      [
        "const { createPool } = require('mysql2/promise'); const pool = createPool({}); «pool.query('select 1')»;",
        'mysql2#PromiseExecutor.query',
      ],
      [
        "const pool = require('mysql2/promise').createPool({}); «pool.query('select 1')»;",
        'mysql2#PromiseExecutor.query',
      ],
      [
        "import { createPool } from 'mysql2/promise'; const { query } = createPool({}); «query('select 1')»;",
        'mysql2#PromiseExecutor.query',
      ],
      [
        "import type { Pool } from 'mysql2/promise'; class Store { " +
          "constructor(private readonly pool: Pool) {} run() { return «this.pool.query('select 1')»; } }",
        'mysql2#PromiseExecutor.query',
      ],
      [
        "import type { PoolConnection } from 'mysql2/promise'; function run(connection: PoolConnection) { " +
          "return «connection.execute('select 1')»; }",
        'mysql2#PromiseExecutor.execute',
      ],
      [
        "import mysql from 'mysql2/promise'; const pool = mysql.createPool({}); use(«pool.escape(x)»);",
        'mysql2#PromiseExecutor.escape',
      ],
      {
        code:
          "import mysql from 'mysql2/promise'; async function f() { " +
          "const connection = await mysql.createConnection({}); return «connection.execute('select 1')»; }",
        is: 'mysql2#PromiseExecutor.execute',
        async: 'promise',
        sinks: ['sql-text'],
      },
      {
        code: "import mysql from 'mysql2'; const pool = mysql.createPool({}).promise(); «pool.query('select 1')»;",
        is: 'mysql2#PromiseExecutor.query',
        async: 'promise',
      },
      {
        code: "import mysql from 'mysql2'; const pool = mysql.createPool({}); «pool.query({ sql: text })»;",
        is: 'mysql2#Executor.query',
        sinks: ['sql-text'],
      },
      {
        code:
          "import mysql from 'mysql2'; mysql.createPool({}).getConnection((error, connection) => { " +
          "«connection.query('select 1')»; });",
        is: 'mysql2#Executor.query',
      },
    ],
    lookAlikes: [
      ["function createPool() { return { query() {} }; } const pool = createPool(); «pool.query('select 1')»;", null],
      ["import { createPool } from './pool'; const pool = createPool({}); «pool.query('select 1')»;", null],
      ["import { createPool } from 'generic-pool'; const pool = createPool({}); «pool.query('select 1')»;", null],
      [
        "import mysql from 'mysql2/promise'; function f(mysql) { return «mysql.createPool({}).query('select 1')»; }",
        null,
      ],
      ["const pool = { query(text) { return text; } }; «pool.query('select 1')»;", null],
      ["import mysql from 'mysql2/promise'; export function run(other) { return «other.query('select 1')»; }", null],
      ["function f(require) { return «require('mysql2/promise').createPool({}).query('select 1')»; }", null],
      ["import mysql from 'mysql2/promise'; const pool = mysql.createPool({}); «pool.close('x')»;", null],
      ["import { connection } from './socket'; «connection.query('select 1')»;", null],
    ],
  },
  'better-sqlite3': {
    found: [
      [
        "import Database from 'better-sqlite3'; const db = new Database('a.db'); «db.prepare('select 1')»;",
        'better-sqlite3#Database.prepare',
      ],
      [
        "import * as Database from 'better-sqlite3'; const db = new Database('a.db'); «db.prepare('select 1')»;",
        'better-sqlite3#Database.prepare',
      ],
      [
        "import { default as Sqlite } from 'better-sqlite3'; «new Sqlite('a.db').exec('select 1')»;",
        'better-sqlite3#Database.exec',
      ],
      [
        "const Database = require('better-sqlite3'); const db = new Database('a.db'); «db.prepare('select 1')»;",
        'better-sqlite3#Database.prepare',
      ],
      ["const db = require('better-sqlite3')('a.db'); «db.prepare('select 1')»;", 'better-sqlite3#Database.prepare'],
      [
        "import Database from 'better-sqlite3'; const db = new Database('a.db'); const { prepare } = db; " +
          "«prepare('select 1')»;",
        'better-sqlite3#Database.prepare',
      ],
      [
        "import Database from 'better-sqlite3'; class Store { private db = new Database('a.db'); run() { " +
          "return «this.db.prepare('select 1')»; } }",
        'better-sqlite3#Database.prepare',
      ],
      [
        "import type Database from 'better-sqlite3'; class Store { " +
          'constructor(private readonly db: Database.Database) {} run() { ' +
          "return «this.db.prepare('select 1')»; } }",
        'better-sqlite3#Database.prepare',
      ],
      [
        "import Database from 'better-sqlite3'; const db = new Database('a.db'); const it = db; «it.pragma('x')»;",
        'better-sqlite3#Database.pragma',
      ],
      [
        "import Database from 'better-sqlite3'; const s = new Database('a.db').prepare('select 1'); «s.all()»;",
        'better-sqlite3#Statement.all',
      ],
      {
        code: "import Database from 'better-sqlite3'; const db = new Database('a.db'); «db.exec(text)»;",
        sinks: ['sql-text'],
      },
    ],
    lookAlikes: [
      ["class Database { prepare(text) { return text; } } const db = new Database(); «db.prepare('select 1')»;", null],
      ["import Database from './database'; const db = new Database(); «db.prepare('select 1')»;", null],
      ["import Database from 'other-sqlite'; const db = new Database(); «db.prepare('select 1')»;", null],
      [
        "import Database from 'better-sqlite3'; function f(Database) { return «new Database().prepare('select 1')»; }",
        null,
      ],
      ["const db = { prepare(text) { return text; } }; «db.prepare('select 1')»;", null],
      [
        "import Database from 'better-sqlite3'; export function run(other) { return «other.prepare('select 1')»; }",
        null,
      ],
      ["function f(require) { return «require('better-sqlite3')('a').prepare('select 1')»; }", null],
      ['const found = «/a+/.exec(text)»;', null],
    ],
  },
  knex: {
    found: [
      ["import make from 'knex'; const it = make({ client: 'pg' }); «it.raw('select 1')»;", 'knex#Knex.raw'],
      ["import * as make from 'knex'; const it = make({ client: 'pg' }); «it.raw('select 1')»;", 'knex#Knex.raw'],
      [
        "import { default as make } from 'knex'; const it = make({ client: 'pg' }); «it.raw('select 1')»;",
        'knex#Knex.raw',
      ],
      ["import make = require('knex'); const it = make({ client: 'pg' }); «it.raw('select 1')»;", 'knex#Knex.raw'],
      ["const make = require('knex'); const it = make({ client: 'pg' }); «it.raw('select 1')»;", 'knex#Knex.raw'],
      ["const it = require('knex')({ client: 'pg' }); «it.raw('select 1')»;", 'knex#Knex.raw'],
      [
        "const { default: make } = require('knex'); const it = make({ client: 'pg' }); «it.raw('select 1')»;",
        'knex#Knex.raw',
      ],
      [
        "import make from 'knex'; const it = make({ client: 'pg' }); const again = it; «again.raw('select 1')»;",
        'knex#Knex.raw',
      ],
      ["import make from 'knex'; const { raw } = make({ client: 'pg' }); «raw('select 1')»;", 'knex#Knex.raw'],
      [
        "import make from 'knex'; class Store { private it = make({ client: 'pg' }); run() { " +
          "return «this.it.raw('select 1')»; } }",
        'knex#Knex.raw',
      ],
      [
        "import make from 'knex'; function build() { return make({ client: 'pg' }); } const it = build(); " +
          "«it.raw('select 1')»;",
        'knex#Knex.raw',
      ],
      {
        code: "import { knex } from 'knex'; const db = knex({}); «db('users')».where({ id: 1 });",
        is: 'knex#Knex()',
        async: 'lazy',
      },
      {
        code: "import makeKnex from 'knex'; const db = makeKnex({}); «db('users').where({ id: 1 }).orderByRaw(x)»;",
        is: 'knex#QueryBuilder.orderByRaw',
        sinks: ['sql-text'],
        entity: 'users',
      },
      {
        code: "import makeKnex from 'knex'; const db = makeKnex({}); «db('users').insert(row)»;",
        is: 'knex#QueryBuilder.insert',
        sinks: ['write-data'],
        entity: 'users',
      },
      {
        code:
          "import { Knex } from 'knex'; class Store { constructor(private readonly db: Knex) {} run() { " +
          "return «this.db.raw('select 1')»; } }",
        is: 'knex#Knex.raw',
      },
      {
        code:
          "import makeKnex from 'knex'; makeKnex({}).transaction(async (trx) => { " +
          "await «trx('users').insert({})»; });",
        is: 'knex#QueryBuilder.insert',
        entity: 'users',
      },
      {
        code:
          "import type { Knex } from 'knex'; export function run(trx: Knex.Transaction) { " +
          "return «trx.raw('select 1')»; }",
        is: 'knex#Knex.raw',
      },
      {
        code: "import makeKnex from 'knex'; const db = makeKnex({}); «db.from('users').select()»;",
        is: 'knex#QueryBuilder.select',
        entity: 'users',
      },
      { code: "import { db } from './db'; «db.raw('select 1')»;", is: 'knex#Knex.raw', versions: { knex: '3.1.0' } },
    ],
    lookAlikes: [
      [
        "function make(...args) { return { raw() { return args; } }; } const it = make({ client: 'pg' }); " +
          "«it.raw('select 1')»;",
        null,
      ],
      ["import make from './make'; const it = make({ client: 'pg' }); «it.raw('select 1')»;", null],
      ["import make from 'another-package'; const it = make({ client: 'pg' }); «it.raw('select 1')»;", null],
      ["import make from 'knex'; function f(make) { const it = make(); return «it.raw('select 1')»; }", null],
      ["const it = { raw(...args) { return args; } }; «it.raw('select 1')»;", null],
      ["import make from 'knex'; export function run(other) { return «other.raw('select 1')»; }", null],
      ["function f(require) { return «require('knex')().raw('select 1')»; }", null],
      ["class Own { raw(...args) { return args; } } const it = new Own(); «it.raw('select 1')»;", null],
      ["import make from 'knex'; class Other { it = new Map(); run() { return «this.it.raw('select 1')»; } }", null],
      ["import makeKnex from 'knex'; const list = [1]; «list.first()»;", null],
      ["const set = new Set(); «set.delete('x')»;", null],
      ["import makeKnex from 'knex'; const moment = () => {}; «moment('2020')»;", null],
    ],
  },
};
