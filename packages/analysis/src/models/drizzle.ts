import { defineModel, type CallModel, type MemberModel, type QueryModel } from '../vocabulary/library-model.js';

const BOUND: CallModel = { result: { is: 'bound-sql' } };
const RAW: CallModel = { sinks: [{ kind: 'sql-text', arg: 0 }], result: { is: 'derived', from: [0], shapes: ['obj'] } };
const STEP: MemberModel = { call: { returns: 'this', async: 'lazy' } };
const DATA: MemberModel = { call: { returns: 'this', async: 'lazy', sinks: [{ kind: 'write-data', arg: 0 }] } };
const SELECTS = ['select', 'selectDistinct', 'selectDistinctOn'];
/** Nothing is sent until the builder is awaited, `.then`ed or executed. No argument filters; only `.where()` does. */
const WHERE: QueryModel['where'] = {
  arg: 99,
  chained: ['where'],
  equal: ['where'],
  widened: ['union', 'unionAll'],
  columns: SELECTS,
};
const builder = (query: QueryModel): MemberModel => ({
  call: { returns: 'Builder', async: 'lazy', entity: { arg: 0 }, query },
});
const TRANSACTION: CallModel = {
  async: 'promise',
  transaction: { callbackArg: 0, handleParam: 0, handleType: 'Transaction' },
  callbacks: [{ arg: 0, params: ['Transaction'], promise: 'awaited' }],
};
const relational = (query: QueryModel): MemberModel => ({ call: { async: 'lazy', query } });
const TABLE: MemberModel = { call: { returns: 'Table', entity: { arg: 0 }, declares: { columns: 1 } } };
const OPERATORS = [
  'eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'and', 'or', 'not', 'inArray', 'notInArray', 'isNull', 'isNotNull', 'like',
  'ilike', 'notLike', 'notIlike', 'between', 'notBetween', 'exists', 'notExists', 'asc', 'desc', 'count', 'sum', 'avg',
  'min', 'max', 'arrayContains', 'arrayContained', 'arrayOverlaps',
];
const STEPS = [
  'where', 'leftJoin', 'rightJoin', 'innerJoin', 'fullJoin', 'crossJoin', 'orderBy', 'limit', 'offset', 'groupBy',
  'having', 'for', 'as', '$dynamic', 'returning', '$returningId', 'onConflictDoNothing', 'onConflictDoUpdate',
  'onDuplicateKeyUpdate', 'union', 'unionAll', 'intersect', 'except', 'overridingSystemValue', 'from', 'execute',
  'then', 'catch', 'all', 'get', 'run', '$withCache',
];

export const drizzle = defineModel({
  library: 'drizzle-orm',
  modules: ['drizzle-orm', 'drizzle-orm/*'],
  family: 'orm',
  exports: {
    drizzle: { call: { returns: 'Database' } },
    sql: {
      tag: BOUND,
      call: { ...BOUND },
      members: {
        raw: { call: RAW },
        identifier: { call: BOUND },
        join: { call: BOUND },
        placeholder: { call: BOUND },
        param: { call: BOUND },
        fromList: { call: BOUND },
        append: { call: BOUND },
        empty: { call: BOUND },
      },
    },
    ...Object.fromEntries(OPERATORS.map((name) => [name, { call: BOUND }])),
    eq: { call: { ...BOUND, condition: 'equal' } },
    and: { call: { ...BOUND, condition: 'all' } },
    SQL: { type: 'Sql' },
    pgTable: TABLE,
    mysqlTable: TABLE,
    sqliteTable: TABLE,
    singlestoreTable: TABLE,
    relations: { call: {} },
    defineRelations: { call: {} },
    migrate: { call: { async: 'promise' } },
    NodePgDatabase: { type: 'Database' },
    PostgresJsDatabase: { type: 'Database' },
    MySql2Database: { type: 'Database' },
    BetterSQLite3Database: { type: 'Database' },
    LibSQLDatabase: { type: 'Database' },
    NeonHttpDatabase: { type: 'Database' },
    DrizzleD1Database: { type: 'Database' },
    VercelPgDatabase: { type: 'Database' },
    PgDatabase: { type: 'Database' },
    BaseSQLiteDatabase: { type: 'Database' },
    MySqlDatabase: { type: 'Database' },
    PgTransaction: { type: 'Transaction' },
    MySqlTransaction: { type: 'Transaction' },
    SQLiteTransaction: { type: 'Transaction' },
  },
  types: {
    Database: {
      conventionalNames: ['db', 'drizzle'],
      perProcess: true,
      members: {
        select: { call: { returns: 'Selection', async: 'lazy' } },
        selectDistinct: { call: { returns: 'Selection', async: 'lazy' } },
        selectDistinctOn: { call: { returns: 'Selection', async: 'lazy' } },
        insert: builder({ operation: 'write' }),
        update: builder({ operation: 'write', where: WHERE, everyRow: {} }),
        delete: builder({ operation: 'delete', where: WHERE, everyRow: {} }),
        execute: {
          call: { async: 'lazy', query: { operation: 'raw', textArg: 0 }, sinks: [{ kind: 'sql-text', arg: 0 }] },
        },
        run: {
          call: { async: 'lazy', query: { operation: 'raw', textArg: 0 }, sinks: [{ kind: 'sql-text', arg: 0 }] },
        },
        all: {
          call: { async: 'lazy', query: { operation: 'raw', textArg: 0 }, sinks: [{ kind: 'sql-text', arg: 0 }] },
        },
        get: {
          call: { async: 'lazy', query: { operation: 'raw', textArg: 0 }, sinks: [{ kind: 'sql-text', arg: 0 }] },
        },
        query: { members: { '*': { type: 'Relation', entity: 'key' } } },
        _query: { members: { '*': { type: 'Relation', entity: 'key' } } },
        $count: { call: { async: 'lazy', entity: { arg: 0 }, query: { operation: 'read' } } },
        transaction: { call: TRANSACTION },
        batch: { call: { async: 'promise', awaitsArguments: true, transaction: { list: true } } },
        with: { call: { returns: 'this' } },
        $with: { call: { returns: 'With' } },
        $client: {},
      },
    },
    Transaction: {
      extends: 'Database',
      transactional: true,
      conventionalNames: ['tx', 'trx'],
      members: { rollback: { call: {} } },
    },
    Selection: {
      members: {
        from: builder({
          operation: 'read',
          many: true,
          bounds: { chained: ['limit', 'get'] },
          single: ['get'],
          missing: 'undefined',
          where: WHERE,
        }),
      },
    },
    Builder: {
      members: {
        ...Object.fromEntries(STEPS.map((name) => [name, STEP])),
        set: DATA,
        values: DATA,
        prepare: { call: { returns: 'Prepared' } },
        toSQL: { call: { givesText: true } },
        getSQL: { call: { ...BOUND, givesText: true } },
      },
    },
    Prepared: {
      members: {
        execute: { call: { async: 'promise' } },
        all: { call: { async: 'lazy' } },
        get: { call: { async: 'lazy' } },
        run: { call: { async: 'lazy' } },
      },
    },
    Relation: {
      members: {
        findMany: relational({
          operation: 'read',
          many: true,
          bounds: { arg: 0, properties: ['limit'] },
          where: { arg: 0, property: 'where' },
        }),
        findFirst: relational({ operation: 'read', where: { arg: 0, property: 'where' }, missing: 'undefined' }),
      },
    },
    Table: {},
    Sql: {},
    With: { members: { as: { call: {} } } },
  },
});
