import {
  defineModel,
  type CallModel,
  type MemberModel,
  type QueryModel,
  type TypeModel,
} from '../vocabulary/library-model.js';
import { tlsHazards } from './node-tls.js';

/** No argument of the call holds the filter; only chained members do. */
const CHAINED_ONLY = 99;
const JOINED: QueryModel['transactionChained'] = { transacting: 0 };
const TEXT: MemberModel = { call: { givesText: true } };
const STEP: MemberModel = { call: { returns: 'QueryBuilder', async: 'lazy' } };
/** Everything after the first argument is a binding. */
const RAW_STEP: MemberModel = {
  call: {
    returns: 'QueryBuilder',
    async: 'lazy',
    sinks: [{ kind: 'sql-text', arg: 0, placeholder: { style: '?', valuesArg: 1, exact: true } }],
  },
};
const RAW: CallModel = {
  returns: 'Raw',
  async: 'lazy',
  sinks: [{ kind: 'sql-text', arg: 0, placeholder: { style: '?', valuesArg: 1, exact: true } }],
  // What a database driver gives: rows beside other things, in an object or a list.
  query: { operation: 'raw', textArg: 0, rows: ['rows', '0'] },
  result: { is: 'derived', from: [0], shapes: ['obj'] },
};
const WHERE = [
  'where', 'modify', 'whereIn', 'whereNot', 'whereNull', 'whereNotNull', 'whereRaw', 'whereExists', 'whereBetween',
  'andWhere', 'orWhere', 'whereNotIn', 'whereLike', 'whereILike',
];
/** Behind these rows are found that do not fit the other conditions. */
export const WIDENED = [
  'or', 'orWhere', 'orWhereNot', 'orWhereIn', 'orWhereNotIn', 'orWhereNull', 'orWhereNotNull', 'orWhereRaw',
  'orWhereExists', 'orWhereNotExists', 'orWhereBetween', 'orWhereNotBetween', 'orWhereLike', 'orWhereILike',
  'orWhereColumn', 'orWhereJsonPath', 'union', 'unionAll', 'modify', 'clearWhere',
];
export const COLUMNS = ['select', 'column', 'columns', 'first', 'distinct', 'pluck'];
const FILTERED: QueryModel['where'] = {
  arg: CHAINED_ONLY,
  chained: WHERE,
  equal: ['where', 'andWhere'],
  widened: WIDENED,
  columns: COLUMNS,
};
const LISTED: QueryModel = {
  operation: 'read',
  many: true,
  bounds: { chained: ['limit', 'first', 'pluck', 'count', 'countDistinct', 'min', 'max', 'sum', 'avg', 'stream'] },
  where: FILTERED,
};
const VERBS = [
  'insert', 'update', 'del', 'delete', 'truncate', 'increment', 'decrement', 'select', 'first', 'pluck', 'count',
  'countDistinct', 'min', 'max', 'sum', 'avg',
];
/** `knex('users')` alone is a read; a verb after it says otherwise. */
const TABLE: CallModel = {
  returns: 'QueryBuilder',
  async: 'lazy',
  entity: { arg: 0 },
  query: { ...LISTED, transactionChained: JOINED, unlessChained: VERBS },
};
const verb = (query: QueryModel, sink?: 'write-data'): MemberModel => ({
  call: {
    returns: 'QueryBuilder',
    async: 'lazy',
    query: { ...query, transactionChained: JOINED },
    ...(sink ? { sinks: [{ kind: sink, arg: 0 }] } : {}),
  },
});
const NAMED = ['from', 'into', 'table'].map((name): [string, MemberModel] => [
  name,
  { call: { returns: 'QueryBuilder', async: 'lazy', entity: { arg: 0 } } },
]);
const STEPS = [
  ...WHERE.filter((name) => name !== 'whereRaw' && name !== 'modify'),
  'orWhereNot',
  'orWhereIn',
  'whereNotExists',
  'orWhereExists',
  'whereNotBetween',
  'orWhereNull',
  'join',
  'innerJoin',
  'leftJoin',
  'rightJoin',
  'outerJoin',
  'fullOuterJoin',
  'crossJoin',
  'groupBy',
  'orderBy',
  'having',
  'havingIn',
  'limit',
  'offset',
  'distinct',
  'distinctOn',
  'columns',
  'column',
  'as',
  'with',
  'withRecursive',
  'withSchema',
  'union',
  'unionAll',
  'returning',
  'onConflict',
  'merge',
  'ignore',
  'forUpdate',
  'forShare',
  'skipLocked',
  'noWait',
  'modify',
  'clone',
  'timeout',
  'clearSelect',
  'clearWhere',
  'clearOrder',
  'hintComment',
  'comment',
  'jsonExtract',
  'whereJsonPath',
  'transacting',
  'debug',
  'queryContext',
  'on',
  'andOn',
  'using',
  'connection',
];
const RAW_STEPS = [
  'whereRaw', 'andWhereRaw', 'orWhereRaw', 'havingRaw', 'orHavingRaw', 'orderByRaw', 'groupByRaw', 'joinRaw', 'fromRaw',
  'selectRaw', 'withRaw',
];

/** One row with the sum or count, whatever is found. */
const SUMMED: QueryModel = { operation: 'read', always: true };
const BUILDER: TypeModel = {
  openMembers: [],
  members: {
    ...Object.fromEntries(STEPS.map((name) => [name, STEP])),
    ...Object.fromEntries(RAW_STEPS.map((name) => [name, RAW_STEP])),
    withRaw: { call: { returns: 'QueryBuilder', async: 'lazy', sinks: [{ kind: 'sql-text', arg: 1 }] } },
    ...Object.fromEntries(NAMED),
    select: verb(LISTED),
    first: verb({ operation: 'read', where: FILTERED, missing: 'undefined' }),
    pluck: verb({ operation: 'read', many: true, where: FILTERED }),
    count: verb(SUMMED),
    countDistinct: verb(SUMMED),
    min: verb(SUMMED),
    max: verb(SUMMED),
    sum: verb(SUMMED),
    avg: verb(SUMMED),
    insert: verb({ operation: 'write', forMany: 'insert' }, 'write-data'),
    update: verb({ operation: 'write', where: FILTERED, everyRow: {} }, 'write-data'),
    increment: verb({ operation: 'write', where: FILTERED }),
    decrement: verb({ operation: 'write', where: FILTERED }),
    del: verb({ operation: 'delete', where: FILTERED, everyRow: {} }),
    delete: verb({ operation: 'delete', where: FILTERED, everyRow: {} }),
    truncate: verb({ operation: 'delete', everyRow: { always: true } }),
    toSQL: TEXT,
    toString: TEXT,
    toQuery: TEXT,
    toNative: TEXT,
    stream: { call: {} },
    then: { call: { async: 'promise' } },
    catch: { call: { async: 'promise' } },
    finally: { call: { async: 'promise' } },
  },
};

export const knex = defineModel({
  library: 'knex',
  modules: ['knex'],
  family: 'orm',
  typed: { safePromises: ['QueryBuilder', 'ChainableInterface'] },
  exports: {
    default: { call: { returns: 'Knex', hazards: tlsHazards(0, 'connection.ssl') } },
    knex: { call: { returns: 'Knex' } },
    Knex: {
      type: 'Knex',
      members: { QueryBuilder: { type: 'QueryBuilder' }, Transaction: { type: 'Transaction' }, Raw: { type: 'Raw' } },
    },
  },
  types: {
    QueryBuilder: BUILDER,
    Knex: {
      extends: 'QueryBuilder',
      conventionalNames: ['knex', 'db'],
      perProcess: true,
      call: TABLE,
      members: {
        raw: { call: RAW },
        ref: { call: { returns: 'Raw' } },
        queryBuilder: STEP,
        batchInsert: {
          call: {
            async: 'promise',
            entity: { arg: 0 },
            query: { operation: 'write' },
            sinks: [{ kind: 'write-data', arg: 1 }],
          },
        },
        transaction: {
          call: {
            async: 'promise',
            returns: 'Transaction',
            transaction: { callbackArg: 0, handleParam: 0, handleType: 'Transaction', manual: true },
            callbacks: [{ arg: 0, params: ['Transaction'], promise: 'awaited' }],
          },
        },
        transactionProvider: { call: {} },
        fn: { members: { '*': { call: { result: { is: 'bound-sql' } } } } },
        schema: {},
        migrate: {},
        seed: {},
        client: {},
        destroy: { call: { async: 'promise' } },
      },
    },
    Transaction: {
      extends: 'Knex',
      transactional: true,
      resource: { kind: 'lock', releasedBy: ['commit', 'rollback'] },
      call: TABLE,
      conventionalNames: ['trx'],
      members: {
        commit: { call: { async: 'promise', endsTransaction: 'commit' } },
        rollback: { call: { async: 'promise', endsTransaction: 'rollback' } },
      },
    },
    Raw: { members: { wrap: { call: { returns: 'this' } }, toSQL: TEXT, toString: TEXT, toQuery: TEXT } },
  },
});
