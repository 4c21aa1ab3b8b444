import { defineModel, type CallModel, type MemberModel } from '../vocabulary/library-model.js';

/** Text with `$1` or `$<name>` and values beside it; the formatter escapes what it puts in, except `:raw`. */
const QUERY: CallModel = {
  async: 'promise',
  sinks: [{ kind: 'sql-text', arg: 0, placeholder: { style: '$n', valuesArg: 1 } }],
  query: { operation: 'raw', textArg: 0 },
};
const query: MemberModel = { call: QUERY };
const list: MemberModel = { call: { ...QUERY, query: { operation: 'raw', textArg: 0, many: true } } };
const task = (transaction: boolean): MemberModel => ({
  call: {
    async: 'promise',
    callbacks: [{ arg: 'last', params: [transaction ? 'Transaction' : 'Database'], promise: 'awaited' }],
    ...(transaction
      ? { transaction: { callbackArg: 'last' as const, handleParam: 0, handleType: 'Transaction' } }
      : {}),
  },
});

export const pgPromise = defineModel({
  library: 'pg-promise',
  doubleQuoted: 'name',
  modules: ['pg-promise'],
  family: 'sql-driver',
  exports: { default: { call: { returns: 'Main' } }, IDatabase: { type: 'Database' }, ITask: { type: 'Database' } },
  types: {
    Main: {
      call: { returns: 'Database' },
      members: {
        as: {
          members: {
            format: { call: { sinks: [{ kind: 'sql-text', arg: 0 }], result: { is: 'safe', shapes: ['str'] } } },
            name: { call: { result: { is: 'sanitized', arg: 0, for: ['sql-text'] } } },
          },
        },
        helpers: {
          members: {
            insert: { call: { result: { is: 'safe', shapes: ['str'] } } },
            update: { call: { result: { is: 'safe', shapes: ['str'] } } },
          },
        },
      },
    },
    Database: {
      conventionalNames: ['db'],
      perProcess: true,
      members: {
        query,
        none: query,
        one: query,
        oneOrNone: query,
        result: query,
        many: list,
        manyOrNone: list,
        any: list,
        each: list,
        map: list,
        multi: list,
        multiResult: list,
        func: { call: { async: 'promise' } },
        proc: { call: { async: 'promise' } },
        task: task(false),
        taskIf: task(false),
        tx: task(true),
        txIf: task(true),
        connect: { call: { async: 'promise', returns: 'Connection' } },
      },
    },
    Transaction: { extends: 'Database', transactional: true, conventionalNames: ['t', 'tx'] },
    Connection: {
      extends: 'Database',
      resource: { kind: 'connection', releasedBy: ['done'], releasedOnce: true },
      members: { done: { call: {} } },
    },
  },
});
