import type { LibraryCases } from './model-case.js';

/** Further databases, and document stores that read operators. */
export const cases: LibraryCases = {
  'mssql': {
    found: [
      {
        code: "import sql from 'mssql'; const pool = new sql.ConnectionPool(c); «pool.request().query(text)»;",
        is: 'mssql#Request.query',
        sinks: ['sql-text'],
      },
      { code: "import * as sql from 'mssql'; «sql.query(text)»;", is: 'mssql#query', sinks: ['sql-text'] },
      {
        code:
          "import sql from 'mssql'; " + '«sql.connect({ password: p, options: { trustServerCertificate: true } })»;',
        is: 'mssql#connect',
        sinks: ['secret'],
        hazards: ['unverified-tls'],
      },
    ],
    lookAlikes: [
      { code: "import sql from 'mssql'; «sql.query`select ${id}`»;", is: 'mssql#query', sinks: [] },
      { code: "import sql from 'mssql'; «sql.connect({ options: { trustServerCertificate: false } })»;", hazards: [] },
      ["import sql from './sql'; «sql.query(text)»;", null],
    ],
  },
  'tedious': {
    found: [
      {
        code: "import { Request } from 'tedious'; «new Request(text, done)»;",
        is: 'tedious#Request',
        sinks: ['sql-text'],
      },
    ],
    lookAlikes: [["import { Request } from './http'; «new Request(text, done)»;", null]],
  },
  'oracledb': {
    found: [
      {
        code:
          "import oracledb from 'oracledb'; const c = await oracledb.getConnection(options); " + '«c.execute(text)»;',
        is: 'oracledb#Connection.execute',
        sinks: ['sql-text'],
      },
      {
        code: "import oracledb from 'oracledb'; «oracledb.createPool({ user, password: p })»;",
        is: 'oracledb#createPool',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      {
        code: "import oracledb from 'oracledb'; const c = await oracledb.getConnection(options); «c.commit()»;",
        sinks: [],
      },
      ["import oracledb from './oracle'; «oracledb.getConnection(o)»;", null],
    ],
  },
  '@clickhouse/client': {
    found: [
      {
        code:
          "import { createClient } from '@clickhouse/client'; const c = createClient(o); " +
          '«c.query({ query: text })»;',
        is: '@clickhouse/client#Client.query',
        sinks: ['sql-text'],
      },
    ],
    lookAlikes: [
      {
        code:
          "import { createClient } from '@clickhouse/client'; const c = createClient(o); " +
          '«c.query({ query_params: { id } })»;',
        sinks: [],
      },
      ["import { createClient } from './click'; «createClient(o)»;", null],
    ],
  },
  '@libsql/client': {
    found: [
      {
        code: "import { createClient } from '@libsql/client'; const c = createClient(o); «c.execute(text)»;",
        is: '@libsql/client#Client.execute',
        sinks: ['sql-text'],
      },
      {
        code:
          "import { createClient } from '@libsql/client/web'; const c = createClient(o); " +
          '«c.execute({ sql: text, args })»;',
        sinks: ['sql-text'],
      },
    ],
    lookAlikes: [
      {
        code: "import { createClient } from '@libsql/client'; const c = createClient(o); «c.execute({ args })»;",
        sinks: [],
      },
      [
        "import { createClient } from '@libsql/client'; const c = createClient(o); «c.close()»;",
        '@libsql/client#Client.close',
      ],
      ["import { createClient } from './sql'; «createClient(o)»;", null],
    ],
  },
  '@planetscale/database': {
    found: [
      {
        code: "import { connect } from '@planetscale/database'; «connect(o).execute(text, [id])»;",
        is: '@planetscale/database#Client.execute',
        sinks: ['sql-text'],
      },
    ],
    lookAlikes: [["import { connect } from './db'; «connect(o)»;", null]],
  },
  '@databricks/sql': {
    found: [
      {
        code:
          "import { DBSQLClient } from '@databricks/sql'; const s = await new DBSQLClient().openSession(); " +
          '«s.executeStatement(text)»;',
        is: '@databricks/sql#Client.executeStatement',
        sinks: ['sql-text'],
      },
    ],
    lookAlikes: [["import { DBSQLClient } from './sql'; «new DBSQLClient()»;", null]],
  },
  'snowflake-sdk': {
    found: [
      {
        code:
          "import snowflake from 'snowflake-sdk'; const c = snowflake.createConnection(o); " +
          '«c.execute({ sqlText: text })»;',
        is: 'snowflake-sdk#Client.execute',
        sinks: ['sql-text'],
      },
    ],
    lookAlikes: [
      {
        code:
          "import snowflake from 'snowflake-sdk'; const c = snowflake.createConnection(o); " +
          '«c.execute({ binds })»;',
        sinks: [],
      },
      ["import snowflake from './flake'; «snowflake.createConnection(o)»;", null],
    ],
  },
  'duckdb': {
    found: [
      {
        code: "import { Database } from 'duckdb'; const db = new Database(':memory:'); «db.all(text)»;",
        is: 'duckdb#Client.all',
        sinks: ['sql-text'],
      },
    ],
    lookAlikes: [["import { Database } from './duck'; «new Database(x)»;", null]],
  },
  'duckdb-async': {
    found: [
      {
        code: "import { Database } from 'duckdb-async'; const db = await Database.create(path); «db.all(text)»;",
        is: 'duckdb-async#Client.all',
        sinks: ['sql-text'],
        async: 'promise',
      },
    ],
    lookAlikes: [["import { Database } from './duck'; const db = await Database.create(path); «db.all(text)»;", null]],
  },
  '@duckdb/node-api': {
    found: [
      {
        code:
          "import { DuckDBInstance } from '@duckdb/node-api'; const db = await DuckDBInstance.create(path); " +
          'const c = await db.connect(); «c.run(text)»;',
        is: '@duckdb/node-api#Client.run',
        sinks: ['sql-text'],
        async: 'promise',
      },
    ],
    lookAlikes: [["import { DuckDBInstance } from './duck'; «DuckDBInstance.create(path)»;", null]],
  },
  'cassandra-driver': {
    found: [
      {
        code: "import { Client } from 'cassandra-driver'; const c = new Client(o); «c.execute(text, [id])»;",
        is: 'cassandra-driver#Client.execute',
        sinks: ['sql-text'],
      },
    ],
    lookAlikes: [["import { Client } from './cass'; «new Client(o)»;", null]],
  },
  '@neondatabase/serverless': {
    found: [
      {
        code: "import { neon } from '@neondatabase/serverless'; const sql = neon(url); «sql(text)»;",
        sinks: ['sql-text'],
      },
      {
        code: "import { Pool } from '@neondatabase/serverless'; const pool = new Pool(o); «pool.query(text)»;",
        is: 'pg#ClientBase.query',
        sinks: ['sql-text'],
      },
    ],
    lookAlikes: [
      {
        code: "import { neon } from '@neondatabase/serverless'; const sql = neon(url); «sql`select ${id}`»;",
        sinks: [],
      },
      ["import { neon } from './neon'; «neon(url)»;", null],
    ],
  },
  '@vercel/postgres': {
    found: [
      {
        code: "import { sql } from '@vercel/postgres'; «sql.query(text)»;",
        is: '@vercel/postgres#sql.query',
        sinks: ['sql-text'],
      },
    ],
    lookAlikes: [
      { code: "import { sql } from '@vercel/postgres'; «sql`select ${id}`»;", sinks: [] },
      ["import { sql } from './sql'; «sql.query(text)»;", null],
    ],
  },
  'neo4j-driver': {
    found: [
      {
        code: "import neo4j from 'neo4j-driver'; const s = neo4j.driver(url).session(); «s.run(text, { id })»;",
        is: 'neo4j-driver#Session.run',
        sinks: ['nosql-code'],
      },
      {
        code: "import neo4j from 'neo4j-driver'; «neo4j.auth.basic('neo4j', p)»;",
        is: 'neo4j-driver#auth.basic',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [["import neo4j from './graph'; «neo4j.driver(url)»;", null]],
  },
  'nedb': {
    found: [
      {
        code: "import Datastore from 'nedb'; const db = new Datastore(); «db.findOne(filter, done)»;",
        is: 'nedb#Store.findOne',
        sinks: ['nosql-filter'],
      },
      {
        code:
          "import Datastore from '@seald-io/nedb'; const db = new Datastore(); " + '«db.updateAsync(filter, change)»;',
        is: 'nedb#Store.updateAsync',
        sinks: ['nosql-filter', 'write-data'],
      },
      {
        code: "import Datastore from 'nedb'; «new Datastore({ filename: path })»;",
        is: 'nedb#default',
        sinks: ['file-path'],
      },
    ],
    lookAlikes: [
      { code: "import Datastore from 'nedb'; const db = new Datastore(); «db.loadDatabase(done)»;", sinks: [] },
      ["import Datastore from './store'; «new Datastore()»;", null],
    ],
  },
  'nedb-promises': {
    found: [
      {
        code: "import Datastore from 'nedb-promises'; const db = Datastore.create(path); «db.remove(filter)»;",
        is: 'nedb-promises#Store.remove',
        sinks: ['nosql-filter'],
      },
    ],
    lookAlikes: [["import Datastore from './store'; «Datastore.create(path)»;", null]],
  },
  'monk': {
    found: [
      {
        code: "import monk from 'monk'; const users = monk(url).get('users'); «users.update(filter, change)»;",
        is: 'monk#Collection.update',
        sinks: ['nosql-filter', 'write-data'],
        entity: 'users',
      },
    ],
    lookAlikes: [
      { code: "import monk from 'monk'; const db = monk(url); «db.close()»;", sinks: [] },
      ["import monk from './monk'; «monk(url)»;", null],
    ],
  },
  'mongojs': {
    found: [
      {
        code: "import mongojs from 'mongojs'; const db = mongojs(url, ['users']); " + '«db.users.find(filter, done)»;',
        is: 'mongojs#Collection.find',
        sinks: ['nosql-filter'],
        entity: 'users',
      },
      {
        code: "import mongojs from 'mongojs'; const db = mongojs(url); «db.collection('users').remove(filter)»;",
        is: 'mongojs#Collection.remove',
        sinks: ['nosql-filter'],
      },
    ],
    lookAlikes: [["import mongojs from './mongo'; «mongojs(url)»;", null]],
  },
  'mongoist': {
    found: [
      {
        code: "import mongoist from 'mongoist'; const db = mongoist(url); «db.users.findOne(filter)»;",
        is: 'mongoist#Collection.findOne',
        entity: 'users',
        sinks: ['nosql-filter'],
        async: 'promise',
      },
    ],
    lookAlikes: [["import mongoist from './mongo'; «mongoist(url)»;", null]],
  },
  'tingodb': {
    found: [
      {
        code:
          "import tingo from 'tingodb'; const { Db } = tingo(); const db = new Db('/data', {}); " +
          "«db.collection('users').findOne(filter, done)»;",
        is: 'tingodb#Collection.findOne',
        entity: 'users',
        sinks: ['nosql-filter'],
      },
      {
        code: "import tingo from 'tingodb'; const { Db } = tingo(); «new Db(folder, {})»;",
        is: 'tingodb#Engine.Db',
        sinks: ['file-path'],
      },
    ],
    lookAlikes: [["import tingo from './tingo'; const { Db } = tingo(); «new Db(folder, {})»;", null]],
  },
  'lokijs': {
    found: [
      {
        code:
          "import Loki from 'lokijs'; const users = new Loki('x').getCollection('users'); " + '«users.find(filter)»;',
        is: 'lokijs#Collection.find',
        sinks: ['nosql-filter'],
      },
    ],
    lookAlikes: [["import Loki from './loki'; «new Loki('x')»;", null]],
  },
};
