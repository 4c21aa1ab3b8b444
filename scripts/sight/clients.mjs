/**
 * What the counter of scripts/sight.mjs takes for a client: package -> which of its exports make or are one. Written
 * from the documentation of the libraries, not from the models of the product.
 *
 *   clients exports that are a client as they stand classes exports that make one by `new`, as base class or as type
 *   factories  exports (or static methods) that make one by call   models     base classes whose static members query
 *   types types of clients alone injects decorators that hand one to a field or parameter
 *   makes      methods that give another client                    plain      members that send nothing
 *   queries    where models take methods of the project: the only members that count, the library's own
 *   hands      method -> position of the client among the parameters of its callback
 *   callable   the client itself is called: `knex('t')`, `axios(config)`
 */
const STORE = 'database';
const WEB = 'http';
const only = (...names) => new Set(names.flatMap((some) => some.split(' ')));

const typeorm = {
  kind: STORE,
  classes: [
    'DataSource', 'Connection', 'EntityManager', 'Repository', 'TreeRepository', 'MongoRepository',
    'AbstractRepository', 'QueryRunner', 'MongoEntityManager',
  ],
  factories: [
    'getRepository', 'getConnection', 'getManager', 'createConnection', 'getCustomRepository', 'getMongoRepository',
    'getTreeRepository',
  ],
  models: ['BaseEntity'],
  makes: [
    'getRepository', 'getTreeRepository', 'getMongoRepository', 'getCustomRepository', 'createQueryRunner', 'extend',
    'withRepository', 'initialize',
  ],
  plain: [
    'create', 'merge', 'hasId', 'getId', 'metadata', 'options', 'driver', 'target', 'getMetadata', 'hasMetadata',
    'entityMetadatas', 'isInitialized', 'logger', 'expressionMap',
  ],
  hands: { transaction: 0 },
};
const mongoose = {
  kind: STORE,
  clients: ['default', 'connection'],
  classes: ['Connection', 'Mongoose'],
  factories: ['model', 'createConnection'],
  types: ['Model', 'PaginateModel', 'AggregatePaginateModel'],
  injects: ['InjectModel', 'InjectConnection'],
  queries: only(
    'find findOne findById findByIdAndDelete findByIdAndRemove findByIdAndUpdate findOneAndDelete',
    'findOneAndRemove findOneAndReplace findOneAndUpdate',
    'create insertMany insertOne update updateMany updateOne replaceOne deleteMany deleteOne remove aggregate',
    'count countDocuments distinct exists',
    'estimatedDocumentCount bulkWrite bulkSave where watch populate mapReduce startSession transaction',
    'command dropDatabase dropCollection paginate',
    'listCollections syncIndexes createIndexes ensureIndexes createIndex dropIndex indexes stats admin ' +
      'aggregatePaginate',
  ),
  makes: ['model', 'createConnection', 'discriminator', 'useDb', 'collection', 'db', 'asPromise', 'getClient'],
  plain: [
    'Schema', 'Types', 'Error', 'set', 'get', 'plugin', 'schema', 'connect', 'disconnect', 'hydrate', 'castObject',
    'modelName', 'isValidObjectId', 'Document', 'isObjectIdOrHexString', 'SchemaTypes', 'mongo', 'Promise', 'Query',
    'models', 'events', 'readyState', 'discriminators', 'trusted', 'sanitizeFilter', 'base',
  ],
};
const mysql = {
  kind: STORE,
  classes: ['Connection', 'Pool', 'PoolConnection'],
  factories: ['createConnection', 'createPool', 'createPoolCluster'],
  makes: ['getConnection', 'promise'],
  plain: ['escape', 'escapeId', 'format', 'release', 'config', 'threadId'],
  hands: { getConnection: 1 },
};
const sequelize = {
  kind: STORE,
  classes: ['default', 'Sequelize'],
  models: ['Model'],
  types: ['ModelStatic', 'ModelCtor', 'ModelDefined'],
  injects: ['InjectModel', 'InjectConnection'],
  makes: ['define', 'model', 'import', 'scope', 'unscoped', 'schema'],
  queries: only(
    'find findAll findOne findByPk findById findAndCount findAndCountAll findOrCreate findOrBuild',
    'findCreateFind create bulkCreate update destroy upsert increment',
    'decrement max min sum count aggregate restore truncate query transaction sync authenticate drop ' +
      'describe createSchema dropAllSchemas',
  ),
  plain: [
    'init', 'belongsTo', 'hasMany', 'hasOne', 'belongsToMany', 'associate', 'addHook', 'hook', 'beforeCreate',
    'afterCreate', 'beforeUpdate', 'beforeSave', 'afterUpdate', 'afterFind', 'addScope', 'build', 'literal', 'fn',
    'col', 'where', 'cast', 'json', 'escape', 'Sequelize', 'Op', 'options', 'rawAttributes', 'getAttributes',
    'addModels', 'tableName', 'name', 'getTableName', 'getDialect', 'associations', 'primaryKeyAttribute',
    'removeAttribute', 'prototype', 'config', 'isDefined', 'getQueryInterface',
  ],
};
const sqlite = {
  kind: STORE,
  classes: ['Database', 'default'],
  plain: ['serialize', 'parallelize', 'verbose', 'configure', 'loadExtension', 'pragma'],
};
const axios = {
  kind: WEB,
  clients: ['default', 'axios'],
  classes: ['Axios'],
  types: ['AxiosInstance', 'AxiosStatic'],
  makes: ['create'],
  callable: true,
  plain: [
    'isAxiosError', 'isCancel', 'all', 'spread', 'CancelToken', 'interceptors', 'defaults', 'toFormData', 'getUri',
    'AxiosHeaders', 'AxiosError', 'mergeConfig', 'HttpStatusCode', 'Cancel', 'formToJSON', 'getAdapter',
  ],
};
const fetch = {
  kind: WEB,
  clients: ['default', 'fetch'],
  callable: true,
  plain: ['Headers', 'Request', 'Response', 'isRedirect', 'FetchError', 'AbortError'],
};
const request = {
  kind: WEB,
  clients: ['default'],
  makes: ['defaults'],
  callable: true,
  plain: ['jar', 'cookie', 'debug', 'Request'],
};
const prisma = {
  kind: STORE,
  classes: ['PrismaClient', 'Prisma.TransactionClient', 'Prisma.DefaultPrismaClient'],
  makes: ['$extends'],
  hands: { $transaction: 0 },
  plain: ['$on', '$connect', '$disconnect', '$use', '$parent', '$name', 'fields'],
};
const mikroOrm = {
  kind: STORE,
  classes: ['MikroORM', 'EntityManager', 'EntityRepository', 'SqlEntityManager', 'SqlEntityRepository'],
  factories: ['MikroORM.init', 'MikroORM.initSync'],
  injects: ['InjectRepository', 'InjectEntityManager', 'InjectMikroORM'],
  makes: ['fork', 'getRepository', 'getEntityManager', 'getKnex', 'getConnection'],
  plain: [
    'create', 'persist', 'assign', 'remove', 'merge', 'map', 'getReference', 'clear', 'getMetadata', 'config', 'schema',
    'getContext',
  ],
  hands: { transactional: 0 },
};
const drizzle = {
  kind: STORE,
  factories: ['drizzle'],
  types: ['NodePgDatabase', 'PostgresJsDatabase', 'MySql2Database', 'LibSQLDatabase', 'PgTransaction', 'PgDatabase'],
  hands: { transaction: 0 },
  plain: ['$client'],
};

export const LIBRARIES = {
  '@prisma/client': prisma,
  typeorm,
  '@nestjs/typeorm': {
    ...typeorm,
    classes: [],
    factories: [],
    models: [],
    injects: ['InjectRepository', 'InjectDataSource', 'InjectEntityManager', 'InjectConnection'],
  },
  mongoose,
  '@nestjs/mongoose': { ...mongoose, clients: [], classes: [], factories: [], types: [] },
  mongodb: {
    kind: STORE,
    classes: ['MongoClient', 'Db', 'Collection', 'GridFSBucket'],
    factories: ['MongoClient.connect', 'connect'],
    makes: ['db', 'collection', 'connect'],
    plain: ['collectionName', 'databaseName', 'options', 'startSession', 's', 'topology'],
    hands: { connect: 1, collection: 1, withTransaction: null },
  },
  mysql,
  mysql2: mysql,
  'mysql2/promise': mysql,
  'promise-mysql': mysql,
  sequelize,
  'sequelize-typescript': sequelize,
  '@nestjs/sequelize': { ...sequelize, classes: [], models: [], types: [] },
  knex: {
    kind: STORE,
    factories: ['default', 'knex', 'Knex'],
    types: ['Knex', 'Knex.Transaction', 'Transaction', 'default'],
    makes: ['transaction', 'withUserParams', 'transactionProvider'],
    callable: true,
    plain: ['client', 'context', 'isTransaction', 'commit', 'rollback', 'executionPromise', 'isCompleted'],
    hands: { transaction: 0 },
  },
  'nest-knexjs': { kind: STORE, injects: ['InjectModel', 'InjectConnection'], callable: true },
  objection: {
    kind: STORE,
    models: ['Model'],
    types: ['ModelClass'],
    queries: only('query relatedQuery transaction fetchGraph loadRelated'),
    makes: ['bindKnex', 'bindTransaction', 'knex', 'startTransaction'],
    hands: { transaction: 0 },
    plain: [
      'tableName', 'fromJson', 'fromDatabaseJson', 'raw', 'ref', 'BelongsToOneRelation', 'HasManyRelation',
      'ManyToManyRelation', 'prototype', 'fn', 'name', 'relationMappings', 'idColumn', 'jsonSchema',
    ],
  },
  kysely: {
    kind: STORE,
    classes: ['Kysely', 'Transaction', 'ControlledTransaction'],
    makes: ['transaction', 'withSchema', 'withPlugin', 'connection', 'setIsolationLevel', 'startTransaction'],
    hands: { execute: 0 },
    plain: ['fn', 'dynamic', 'isTransaction'],
  },
  'nestjs-kysely': { kind: STORE, injects: ['InjectKysely'], makes: ['transaction'], hands: { execute: 0 } },
  'drizzle-orm': drizzle,
  'drizzle-orm/node-postgres': drizzle,
  'drizzle-orm/postgres-js': drizzle,
  'drizzle-orm/mysql2': drizzle,
  'drizzle-orm/pg-core': drizzle,
  'drizzle-orm/better-sqlite3': drizzle,
  'drizzle-orm/libsql': drizzle,
  'drizzle-orm/neon-http': drizzle,
  '@mikro-orm/core': mikroOrm,
  '@mikro-orm/nestjs': { ...mikroOrm, classes: [], factories: [] },
  '@mikro-orm/postgresql': mikroOrm,
  '@mikro-orm/mysql': mikroOrm,
  '@mikro-orm/mongodb': mikroOrm,
  '@mikro-orm/knex': mikroOrm,
  '@mikro-orm/sqlite': mikroOrm,
  pg: {
    kind: STORE,
    classes: ['Pool', 'Client', 'PoolClient'],
    makes: ['connect'],
    plain: ['release', 'escapeLiteral', 'escapeIdentifier'],
    hands: { connect: 1 },
  },
  'pg-promise': {
    kind: STORE,
    factories: ['default()'],
    types: ['IDatabase', 'ITask'],
    hands: { tx: 0, task: 0 },
    plain: ['$config', '$pool', 'done'],
    makes: ['connect'],
  },
  postgres: {
    kind: STORE,
    factories: ['default'],
    types: ['Sql'],
    callable: true,
    hands: { begin: 0 },
    plain: ['json', 'array'],
  },
  sqlite3: { ...sqlite, factories: ['verbose'] },
  'better-sqlite3': { ...sqlite, factories: ['default'] },
  sqlite: { kind: STORE, factories: ['open'], classes: ['Database'] },
  mssql: {
    kind: STORE,
    classes: ['ConnectionPool', 'Request', 'Transaction'],
    factories: ['connect'],
    makes: ['request', 'connect', 'input'],
  },
  '@clickhouse/client': { kind: STORE, factories: ['createClient'], types: ['ClickHouseClient'], plain: ['ping'] },
  '@google-cloud/bigquery': {
    kind: STORE,
    classes: ['BigQuery'],
    makes: ['dataset', 'table'],
    plain: ['date', 'timestamp'],
  },
  'snowflake-sdk': {
    kind: STORE,
    factories: ['createConnection', 'createPool'],
    types: ['Connection'],
    makes: [],
    plain: ['connect', 'connectAsync', 'isUp'],
  },
  nedb: { kind: STORE, classes: ['default'] },
  axios,
  '@nestjs/axios': { kind: WEB, classes: ['HttpService'], plain: [] },
  got: {
    kind: WEB,
    clients: ['default', 'got'],
    types: ['Got'],
    makes: ['extend'],
    callable: true,
    plain: ['HTTPError', 'mergeOptions', 'defaults'],
  },
  ky: { kind: WEB, clients: ['default', 'ky'], types: ['KyInstance'], makes: ['create', 'extend'], callable: true },
  'node-fetch': fetch,
  'cross-fetch': fetch,
  'isomorphic-fetch': fetch,
  'isomorphic-unfetch': fetch,
  undici: {
    kind: WEB,
    clients: ['fetch', 'request', 'stream', 'pipeline'],
    classes: ['Client', 'Pool'],
    callable: true,
  },
  superagent: {
    kind: WEB,
    clients: ['default'],
    makes: ['agent'],
    callable: true,
    plain: ['serialize', 'parse', 'Request'],
  },
  needle: { kind: WEB, clients: ['default'], callable: true, plain: ['defaults'] },
  request,
  'request-promise': request,
  'request-promise-native': request,
};

/** Members of any client that send no statement and no request. */
const PLAIN = new Set([
  'on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners', 'listeners', 'emit', 'end', 'close',
  'disconnect', 'setMaxListeners', 'constructor', 'toString', 'bind', 'call', 'apply', 'hasOwnProperty',
  'mockReturnValue', 'mockResolvedValue', 'mockImplementation', 'mockRejectedValue', 'length', 'release', 'ref',
  'unref',
]);

export const isPlain = (library, name) =>
  PLAIN.has(name) ||
  (LIBRARIES[library].plain ?? []).includes(name) ||
  (name === 'destroy' && LIBRARIES[library].kind === WEB);
export const isQuery = (library, name) => LIBRARIES[library].queries?.has(name) ?? true;
export const makes = (library, name) => (LIBRARIES[library].makes ?? []).includes(name);
export const exportIs = (library, role, name) => (LIBRARIES[library][role] ?? []).includes(name);

export const client = (library, how, path = []) => ({ is: 'client', library, how, path });

const ROLES = ['clients', 'classes', 'factories', 'models', 'types', 'injects'];

/** The table says something of this export, or of a member of it. */
export function knownExport(library, name) {
  return ROLES.some((role) =>
    (LIBRARIES[library][role] ?? []).some((known) => known === name || known.startsWith(`${name}.`)),
  );
}
