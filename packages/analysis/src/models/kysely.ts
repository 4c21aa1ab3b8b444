import { defineModel, type CallModel, type MemberModel, type QueryModel } from '../vocabulary/library-model.js';

const STEP: MemberModel = { call: { returns: 'this' } };
/** What a callback adds to the builder cannot be seen. */
const FILTERS = ['where', 'whereRef', '$if', '$call'];
const TEXT: MemberModel = { call: { givesText: true } };
const RUN: MemberModel = { call: { async: 'promise' } };
const builder = (operation: 'read' | 'write' | 'delete', everyRow?: QueryModel['everyRow']): CallModel => ({
  returns: 'Builder',
  entity: { arg: 0 },
  query: {
    operation,
    where: {
      arg: 99,
      chained: FILTERS,
      equal: ['where'],
      widened: ['orWhere', 'union', 'unionAll'],
      columns: ['select'],
    },
    single: ['executeTakeFirst', 'executeTakeFirstOrThrow'],
    ...(everyRow ? { everyRow } : {}),
    ...(operation === 'read'
      ? {
          many: true as const,
          missing: 'undefined' as const,
          bounds: { chained: ['limit', 'executeTakeFirst', 'executeTakeFirstOrThrow', 'stream', 'top', 'fetch'] },
        }
      : {}),
  },
});
const RAW: CallModel = {
  returns: 'Raw',
  sinks: [{ kind: 'sql-text', arg: 0 }],
  result: { is: 'derived', from: [0], shapes: ['obj'] },
};
const QUOTED: CallModel = { returns: 'Raw', result: { is: 'bound-sql' } };

/** Builders are inert until `execute*` is called; only that returns a promise. */
export const kysely = defineModel({
  library: 'kysely',
  modules: ['kysely', 'nestjs-kysely'],
  family: 'orm',
  exports: {
    Kysely: { type: 'Kysely', new: { returns: 'Kysely' } },
    Transaction: { type: 'Transaction' },
    InjectKysely: { decorator: { is: 'injection', type: 'Kysely' } },
    sql: {
      tag: { returns: 'Raw', result: { is: 'bound-sql' } },
      // `raw` and `lit` put text into the statement; `ref`, `id` and `table` quote a name, which a client still must
      // not choose.
      members: {
        raw: { call: RAW },
        lit: { call: QUOTED },
        ref: { call: QUOTED },
        id: { call: QUOTED },
        table: { call: QUOTED },
        val: { call: QUOTED },
        value: { call: QUOTED },
        join: { call: { ...QUOTED } },
      },
    },
    RawBuilder: { type: 'Raw' },
  },
  types: {
    Kysely: {
      conventionalNames: ['db', 'kysely'],
      perProcess: true,
      members: {
        selectFrom: { call: builder('read') },
        insertInto: { call: builder('write') },
        replaceInto: { call: builder('write') },
        updateTable: { call: builder('write', {}) },
        deleteFrom: { call: builder('delete', {}) },
        mergeInto: { call: builder('write') },
        with: STEP,
        withRecursive: STEP,
        withSchema: STEP,
        $extends: STEP,
        transaction: { call: { returns: 'TransactionBuilder' } },
        executeQuery: RUN,
        destroy: RUN,
        schema: { type: 'Builder' },
        fn: {},
        dynamic: {},
      },
    },
    Transaction: { extends: 'Kysely', transactional: true, conventionalNames: ['trx', 'tx'] },
    TransactionBuilder: {
      members: {
        setIsolationLevel: STEP,
        execute: {
          call: {
            async: 'promise',
            callbacks: [{ arg: 0, params: ['Transaction'], promise: 'awaited' }],
            transaction: { callbackArg: 0, handleParam: 0, handleType: 'Transaction' },
          },
        },
      },
    },
    Builder: {
      members: {
        execute: RUN,
        executeTakeFirst: RUN,
        executeTakeFirstOrThrow: RUN,
        explain: RUN,
        values: { call: { returns: 'this', sinks: [{ kind: 'write-data', arg: 0 }] } },
        set: { call: { returns: 'this', sinks: [{ kind: 'write-data', arg: 0 }] } },
        compile: TEXT,
        toOperationNode: TEXT,
        '*': STEP,
      },
    },
    Raw: {
      members: {
        execute: { call: { async: 'promise', query: { operation: 'raw' } } },
        as: STEP,
        $castTo: STEP,
        compile: TEXT,
      },
    },
  },
});
