/** Databases that are asked over HTTP or a protocol of their own, in SQL or a language like it. */
import { type CallModel, defineModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';
import type { PlaceholderModel, SinkModel } from '../vocabulary/sink-shapes.js';
import { asked, BOUND, PROMISED, TOLD_LAST, TOLD_OR_PROMISED } from './further-sql.js';

const LISTED: PlaceholderModel = { style: '?', valuesArg: 1 };
const PROMISE: MemberModel = { call: PROMISED };

/** A client that is made once, whose calls take a text, or an object that holds it. */
const client = (
  library: string,
  modules: readonly string[],
  made: Readonly<Record<string, MemberModel>>,
  calls: Readonly<Record<string, MemberModel>>,
): LibraryModel =>
  defineModel({
    library,
    modules,
    family: 'sql-driver',
    exports: made,
    types: { Client: { perProcess: true, members: calls } },
  });
const maker = (property: string | readonly string[]): CallModel => ({
  returns: 'Client',
  sinks: [{ kind: 'secret', arg: 0, property, propertyOnly: true }],
});
const TEXT_OR_OBJECT: Partial<SinkModel> = { property: 'sql', placeholder: LISTED };

export const clickhouse = client(
  '@clickhouse/client',
  ['@clickhouse/client', '@clickhouse/client-web'],
  { createClient: { call: maker('password') } },
  {
    query: asked({ property: 'query', propertyOnly: true }),
    command: asked({ property: 'query', propertyOnly: true }),
    exec: asked({ property: 'query', propertyOnly: true }),
    insert: { call: { async: 'promise', query: { operation: 'write' } } },
    close: PROMISE,
  },
);
export const libsql = client(
  '@libsql/client',
  ['@libsql/client', '@libsql/client/*'],
  { createClient: { call: maker('authToken') } },
  { execute: asked(TEXT_OR_OBJECT), executeMultiple: asked(), batch: PROMISE, migrate: PROMISE, close: { call: {} } },
);
export const planetscale = client(
  '@planetscale/database',
  ['@planetscale/database'],
  { connect: { call: maker('password') }, Client: { type: 'Client', new: maker('password') } },
  {
    execute: asked({ placeholder: LISTED }),
    connection: { call: { returns: 'this' } },
    transaction: { call: { async: 'promise', callbacks: [{ arg: 0, params: ['Client'], promise: 'awaited' }] } },
  },
);
export const databricks = client(
  '@databricks/sql',
  ['@databricks/sql'],
  { DBSQLClient: { type: 'Client', new: { returns: 'Client' } } },
  {
    connect: {
      call: {
        async: 'promise',
        returns: 'this',
        sinks: [{ kind: 'secret', arg: 0, property: 'token', propertyOnly: true }],
      },
    },
    openSession: { call: { async: 'promise', returns: 'this' } },
    executeStatement: asked(),
    close: PROMISE,
  },
);
export const snowflake = client(
  'snowflake-sdk',
  ['snowflake-sdk'],
  {
    default: { members: { createConnection: { call: maker(['password', 'privateKey']) } } },
    createConnection: { call: maker(['password', 'privateKey']) },
  },
  {
    // What it gives is the statement, whose rows can be streamed.
    execute: asked(
      { property: 'sqlText', propertyOnly: true },
      { callbacks: [{ arg: 0, property: 'complete', params: [null, null, null], promise: 'ignored' }] },
    ),
    connect: { call: TOLD_LAST },
    connectAsync: PROMISE,
    destroy: { call: TOLD_LAST },
  },
);
const duck = (library: string, made: Readonly<Record<string, MemberModel>>, reports: CallModel): LibraryModel => {
  const DUCK = asked({}, reports);
  return client(library, [library], made, {
    connect: { call: { ...reports, returns: 'this' } },
    run: DUCK,
    all: DUCK,
    each: DUCK,
    exec: DUCK,
    prepare: DUCK,
    runAndReadAll: DUCK,
    close: { call: reports },
  });
};
const FILE: CallModel = { returns: 'Client', sinks: [{ kind: 'file-path', arg: 0 }] };
const CREATED: MemberModel = { members: { create: { call: { ...FILE, async: 'promise' } } } };
export const duckdb = duck('duckdb', { Database: { type: 'Client', new: FILE } }, TOLD_LAST);
export const duckdbAsync = duck('duckdb-async', { Database: CREATED }, PROMISED);
export const duckdbApi = duck('@duckdb/node-api', { DuckDBInstance: CREATED }, PROMISED);
/** CQL, which reads like SQL and binds like it. */
export const cassandra = client(
  'cassandra-driver',
  ['cassandra-driver'],
  {
    default: { members: { Client: { type: 'Client', new: maker('credentials.password') } } },
    Client: { type: 'Client', new: maker('credentials.password') },
  },
  {
    execute: asked({ placeholder: LISTED }, TOLD_OR_PROMISED),
    eachRow: asked({}, TOLD_LAST),
    stream: asked({}, { returns: 'node:stream#Readable' }),
    connect: { call: TOLD_OR_PROMISED },
    shutdown: { call: TOLD_OR_PROMISED },
  },
);

/** A tag that binds its values; called with a text it takes it as it is. */
const NEON: CallModel = { returns: 'Sql', sinks: [{ kind: 'secret', arg: 0 }] };
export const neon = defineModel({
  library: '@neondatabase/serverless',
  modules: ['@neondatabase/serverless'],
  family: 'sql-driver',
  doubleQuoted: 'name',
  exports: {
    neon: { call: NEON },
    Pool: {
      type: 'pg#Pool',
      new: { returns: 'pg#Pool', sinks: [{ kind: 'secret', arg: 0, property: ['password', 'connectionString'] }] },
    },
    Client: { type: 'pg#Client', new: { returns: 'pg#Client' } },
  },
  types: {
    Sql: {
      tag: BOUND,
      call: asked({ placeholder: { style: '$n', valuesArg: 1 } }).call ?? {},
      members: {
        query: asked({ placeholder: { style: '$n', valuesArg: 1 } }),
        unsafe: { call: { sinks: [{ kind: 'sql-text', arg: 0 }] } },
        transaction: { call: { async: 'promise' } },
      },
    },
  },
});
export const vercelPostgres = defineModel({
  library: '@vercel/postgres',
  modules: ['@vercel/postgres'],
  family: 'sql-driver',
  doubleQuoted: 'name',
  exports: {
    sql: { tag: BOUND, members: { query: asked({ placeholder: { style: '$n', valuesArg: 1 } }) } },
    db: { type: 'pg#Pool' },
    createPool: { call: { returns: 'pg#Pool' } },
    createClient: { call: { returns: 'pg#Client' } },
  },
});

/** Cypher: text with parameters beside it. */
const CYPHER: MemberModel = { call: { async: 'promise', sinks: [{ kind: 'nosql-code', arg: 0 }] } };
const IN_TRANSACTION: MemberModel = {
  call: { async: 'promise', callbacks: [{ arg: 0, params: ['Runner'], promise: 'awaited' }] },
};
const NEO4J: Readonly<Record<string, MemberModel>> = {
  driver: { call: { returns: 'Driver' } },
  auth: { members: { basic: { call: { sinks: [{ kind: 'secret', arg: 1 }] } } } },
};
export const neo4j = defineModel({
  library: 'neo4j-driver',
  modules: ['neo4j-driver'],
  family: 'other',
  exports: { default: { members: NEO4J }, ...NEO4J },
  types: {
    Driver: {
      perProcess: true,
      members: {
        session: { call: { returns: 'Session' } },
        executeQuery: CYPHER,
        close: PROMISE,
        verifyConnectivity: PROMISE,
      },
    },
    Session: {
      resource: { kind: 'session', releasedBy: ['close'] },
      members: {
        run: CYPHER,
        executeRead: IN_TRANSACTION,
        executeWrite: IN_TRANSACTION,
        readTransaction: IN_TRANSACTION,
        writeTransaction: IN_TRANSACTION,
        beginTransaction: { call: { async: 'promise', returns: 'Runner' } },
        close: PROMISE,
      },
    },
    Runner: { members: { run: CYPHER, commit: PROMISE, rollback: PROMISE } },
  },
});
