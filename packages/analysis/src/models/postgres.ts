import { defineModel, type CallModel, type TypeModel } from '../vocabulary/library-model.js';

/** A query is sent when it is awaited; the same tag builds fragments. */
const TAG: CallModel = { async: 'lazy', query: { operation: 'raw', textArg: 0 }, result: { is: 'bound-sql' } };
const RUN: CallModel = {
  async: 'lazy',
  sinks: [{ kind: 'sql-text', arg: 0, placeholder: { style: '$n', valuesArg: 1, exact: true } }],
  query: { operation: 'raw', textArg: 0 },
};
const NESTED: CallModel = {
  async: 'promise',
  callbacks: [{ arg: 'last', params: ['TransactionSql'], promise: 'awaited' }],
  transaction: { callbackArg: 'last', handleParam: 0, handleType: 'TransactionSql' },
};
const SQL: TypeModel = {
  tag: TAG,
  /** `sql(columns)`, `sql(row)`: names and values are escaped. */
  call: { result: { is: 'bound-sql' } },
  members: {
    unsafe: { call: RUN },
    file: { call: { async: 'lazy', sinks: [{ kind: 'file-path', arg: 0 }], query: { operation: 'raw' } } },
    json: { call: { result: { is: 'bound-sql' } } },
    array: { call: { result: { is: 'bound-sql' } } },
    typed: { call: { result: { is: 'bound-sql' } } },
    begin: { call: NESTED },
    reserve: { call: { async: 'promise', returns: 'ReservedSql' } },
    listen: {
      call: {
        async: 'promise',
        background: true,
        entry: { kind: 'event', name: { arg: 0 }, handler: { arg: 1 } },
        callbacks: [{ arg: 1, params: [null], promise: 'ignored' }],
      },
    },
    notify: { call: { async: 'lazy' } },
    subscribe: { call: { async: 'promise' } },
    end: { call: { async: 'promise' } },
    close: { call: { async: 'promise' } },
    options: { value: 'constant' },
  },
};

export const postgres = defineModel({
  library: 'postgres',
  doubleQuoted: 'name',
  modules: ['postgres'],
  family: 'sql-driver',
  exports: {
    default: {
      call: { returns: 'Sql', sinks: [{ kind: 'secret', arg: 0, property: 'password' }] },
      members: { Sql: { type: 'Sql' } },
    },
    Sql: { type: 'Sql' },
    TransactionSql: { type: 'TransactionSql' },
  },
  types: {
    Sql: { ...SQL, conventionalNames: ['sql'], perProcess: true, resource: { kind: 'pool', releasedBy: ['end'] } },
    TransactionSql: {
      ...SQL,
      members: { ...SQL.members, savepoint: { call: NESTED }, prepare: { call: { async: 'promise' } } },
      transactional: true,
    },
    ReservedSql: {
      ...SQL,
      members: { ...SQL.members, release: { call: {} } },
      resource: { kind: 'connection', releasedBy: ['release'] },
    },
  },
});

/** Slonik: text comes only from its tags, queries only from its methods. */
export const slonik = defineModel({
  library: 'slonik',
  doubleQuoted: 'name',
  modules: ['slonik'],
  family: 'sql-driver',
  exports: {
    createPool: { call: { async: 'promise', returns: 'Pool', sinks: [{ kind: 'secret', arg: 0 }] } },
    sql: { type: 'Tag' },
    createSqlTag: { call: { returns: 'Tag' } },
    DatabasePool: { type: 'Pool' },
  },
  types: {
    Tag: {
      tag: { result: { is: 'bound-sql' } },
      members: {
        unsafe: { tag: { result: { is: 'bound-sql' } } },
        fragment: { tag: { result: { is: 'bound-sql' } } },
        typeAlias: { call: { returns: 'Tag' } },
        type: { call: { returns: 'Tag' } },
        identifier: { call: { result: { is: 'bound-sql' } } },
        join: { call: { result: { is: 'bound-sql' } } },
        array: { call: { result: { is: 'bound-sql' } } },
        unnest: { call: { result: { is: 'bound-sql' } } },
      },
    },
    Pool: {
      conventionalNames: ['pool', 'slonik'],
      perProcess: true,
      members: {
        ...Object.fromEntries(
          [
            'query', 'one', 'maybeOne', 'any', 'many', 'oneFirst', 'maybeOneFirst', 'anyFirst', 'manyFirst', 'exists',
          ].map((name) => [
            name,
            { call: { async: 'promise' as const, query: { operation: 'raw' as const, textArg: 0 } } },
          ]),
        ),
        transaction: {
          call: {
            async: 'promise',
            callbacks: [{ arg: 0, params: ['Transaction'], promise: 'awaited' }],
            transaction: { callbackArg: 0, handleParam: 0, handleType: 'Transaction' },
          },
        },
        connect: { call: { async: 'promise', callbacks: [{ arg: 0, params: ['Pool'], promise: 'awaited' }] } },
        end: { call: { async: 'promise' } },
      },
    },
    Transaction: { extends: 'Pool', transactional: true },
  },
});
