import {
  type CallModel,
  defineModel,
  type LibraryModel,
  type MemberModel,
  type TypeModel,
} from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

const TEXT: SinkModel = { kind: 'sql-text', arg: 0 };
const OPEN: CallModel = { sinks: [{ kind: 'file-path', arg: 0 }] };
/** `db.prepare(text).all(values)`: the text is fixed when it is prepared; every call is synchronous. */
const PREPARE: MemberModel = { call: { returns: 'Statement', sinks: [TEXT], query: { operation: 'raw', textArg: 0 } } };
const DATABASE: TypeModel = {
  conventionalNames: ['db', 'database', 'sqlite'],
  perProcess: true,
  resource: { kind: 'client', releasedBy: ['close'] },
  members: {
    prepare: PREPARE,
    exec: { call: { sinks: [TEXT], query: { operation: 'raw', textArg: 0 } } },
    pragma: { call: { sinks: [TEXT] } },
    transaction: { call: { transaction: { callbackArg: 0 }, callbacks: [{ arg: 0, params: [], promise: 'ignored' }] } },
    close: { call: {} },
    function: { call: {} },
    aggregate: { call: {} },
    loadExtension: { call: { sinks: [{ kind: 'file-path', arg: 0 }] } },
    backup: { call: { async: 'promise', sinks: [{ kind: 'file-path', arg: 0 }] } },
  },
};
const STATEMENT: TypeModel = {
  members: {
    run: { call: {} },
    get: { call: {} },
    all: { call: {} },
    iterate: { call: {} },
    pluck: { call: { returns: 'this' } },
    expand: { call: { returns: 'this' } },
    raw: { call: { returns: 'this' } },
    bind: { call: { returns: 'this' } },
  },
};
const types = { Database: DATABASE, Statement: STATEMENT };

export const betterSqlite3 = defineModel({
  library: 'better-sqlite3',
  doubleQuoted: 'name',
  modules: ['better-sqlite3', 'better-sqlite3-multiple-ciphers'],
  family: 'sql-driver',
  exports: {
    default: {
      type: 'Database',
      new: OPEN,
      call: { ...OPEN, returns: 'Database' },
      members: { Database: { type: 'Database' }, Statement: { type: 'Statement' } },
    },
  },
  types,
});
export const nodeSqlite = defineModel({
  library: 'node:sqlite',
  doubleQuoted: 'name',
  modules: ['node:sqlite'],
  family: 'sql-driver',
  exports: { DatabaseSync: { type: 'Database', new: OPEN } },
  types,
});
export const bunSqlite = defineModel({
  library: 'bun:sqlite',
  doubleQuoted: 'name',
  modules: ['bun:sqlite'],
  family: 'sql-driver',
  exports: { Database: { type: 'Database', new: OPEN } },
  types: {
    ...types,
    Database: {
      ...DATABASE,
      members: {
        ...DATABASE.members,
        query: PREPARE,
        run: { call: { sinks: [TEXT], query: { operation: 'raw', textArg: 0 } } },
      },
    },
  },
});

/** The callback client: `db.run(text, values, cb)`; nothing is a promise. */
const run: MemberModel = {
  call: {
    returns: 'this',
    sinks: [{ ...TEXT, placeholder: { style: '?', valuesArg: 1 } }],
    query: { operation: 'raw', textArg: 0 },
    callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored', later: true }],
  },
};

export const sqlite3: LibraryModel = defineModel({
  library: 'sqlite3',
  doubleQuoted: 'name',
  modules: ['sqlite3'],
  family: 'sql-driver',
  exports: {
    default: {
      members: { verbose: { call: { returns: 'Module' } }, Database: { type: 'Database', new: OPEN }, cached: {} },
    },
  },
  types: {
    Module: { members: { Database: { type: 'Database', new: { ...OPEN, returns: 'Database' } } } },
    Database: {
      conventionalNames: ['db', 'database'],
      perProcess: true,
      resource: { kind: 'client', releasedBy: ['close'] },
      members: {
        run,
        get: run,
        all: run,
        each: run,
        exec: run,
        prepare: { call: { returns: 'Statement', sinks: [TEXT] } },
        serialize: { call: { callbacks: [{ arg: 0, params: [], promise: 'ignored' }] } },
        parallelize: { call: {} },
        close: { call: {} },
      },
    },
    Statement: { members: { run: { call: {} }, get: { call: {} }, all: { call: {} }, finalize: { call: {} } } },
  },
});
