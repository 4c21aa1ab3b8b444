/** Drivers of further databases. */
import { type CallModel, defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

const asked = (sink: Partial<SinkModel> = {}, more: CallModel = {}): MemberModel => ({
  call: {
    async: 'promise',
    sinks: [{ kind: 'sql-text', arg: 0, ...sink }],
    query: { operation: 'raw', textArg: 0 },
    ...more,
  },
});
const PROMISE: MemberModel = { call: { async: 'promise' } };
const BOUND: CallModel = { async: 'promise', query: { operation: 'raw', textArg: 0 }, result: { is: 'bound-sql' } };

/** `pool.request().input('id', id).query(text)`, and a tag that binds its values. */
const MSSQL_LOGIN: CallModel = {
  sinks: [{ kind: 'secret', arg: 0, property: 'password' }],
  hazards: [{ hazard: 'unverified-tls', arg: 0, property: 'options.trustServerCertificate', is: true }],
};
const REPORTED: CallModel = {
  async: 'callback',
  callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored' }],
};
const MSSQL_QUERY: MemberModel = { ...asked({}, REPORTED), tag: BOUND };
const MSSQL: Readonly<Record<string, MemberModel>> = {
  ConnectionPool: { type: 'Pool', new: { ...MSSQL_LOGIN, returns: 'Pool' } },
  Request: { type: 'Request', new: { returns: 'Request' } },
  Transaction: { type: 'Transaction', new: { returns: 'Transaction' } },
  PreparedStatement: { type: 'Prepared', new: { returns: 'Prepared' } },
  connect: { call: { ...MSSQL_LOGIN, async: 'callback', returns: 'Pool' } },
  query: MSSQL_QUERY,
  batch: asked(),
};
export const mssql = defineModel({
  library: 'mssql',
  modules: ['mssql', 'mssql/msnodesqlv8'],
  family: 'sql-driver',
  doubleQuoted: 'name',
  exports: { default: { members: MSSQL }, ...MSSQL },
  types: {
    Pool: {
      perProcess: true,
      resource: { kind: 'pool', releasedBy: ['close'] },
      members: {
        connect: { call: { async: 'callback', returns: 'this' } },
        request: { call: { returns: 'Request' } },
        transaction: { call: { returns: 'Transaction' } },
        query: MSSQL_QUERY,
        batch: asked(),
        close: PROMISE,
      },
    },
    Request: {
      members: {
        input: { call: { returns: 'this' } },
        output: { call: { returns: 'this' } },
        query: MSSQL_QUERY,
        batch: MSSQL_QUERY,
        execute: { call: { async: 'callback', query: { operation: 'raw' } } },
        bulk: PROMISE,
      },
    },
    Transaction: {
      members: {
        begin: { call: { async: 'callback', transaction: { manual: true } } },
        commit: { call: { async: 'callback', endsTransaction: 'commit' } },
        rollback: { call: { async: 'callback', endsTransaction: 'rollback' } },
        request: { call: { returns: 'Request' } },
      },
    },
    Prepared: { members: { input: { call: {} }, prepare: asked({}, REPORTED), execute: PROMISE, unprepare: PROMISE } },
  },
});
export const tedious = defineModel({
  library: 'tedious',
  modules: ['tedious'],
  family: 'sql-driver',
  exports: {
    Connection: {
      new: { sinks: [{ kind: 'secret', arg: 0, property: 'authentication.options.password', propertyOnly: true }] },
    },
    Request: {
      new: {
        sinks: [{ kind: 'sql-text', arg: 0 }],
        query: { operation: 'raw', textArg: 0 },
        callbacks: [{ arg: 1, params: [null, null, null], promise: 'ignored' }],
      },
    },
  },
});

const ORACLE: Readonly<Record<string, MemberModel>> = {
  getConnection: {
    call: {
      async: 'callback',
      returns: 'Connection',
      sinks: [{ kind: 'secret', arg: 0, property: 'password', propertyOnly: true }],
    },
  },
  createPool: {
    call: {
      async: 'callback',
      returns: 'Pool',
      sinks: [{ kind: 'secret', arg: 0, property: 'password', propertyOnly: true }],
    },
  },
};
export const oracledb = defineModel({
  library: 'oracledb',
  modules: ['oracledb'],
  family: 'sql-driver',
  doubleQuoted: 'name',
  exports: { default: { members: ORACLE }, ...ORACLE },
  types: {
    Pool: {
      perProcess: true,
      resource: { kind: 'pool', releasedBy: ['close'] },
      members: { getConnection: { call: { async: 'callback', returns: 'Connection' } }, close: PROMISE },
    },
    Connection: {
      resource: { kind: 'connection', releasedBy: ['close', 'release'] },
      members: {
        execute: asked({}, REPORTED),
        executeMany: asked({}, REPORTED),
        queryStream: { call: { sinks: [{ kind: 'sql-text', arg: 0 }], query: { operation: 'raw', textArg: 0 } } },
        commit: { call: { async: 'callback', endsTransaction: 'commit' } },
        rollback: { call: { async: 'callback', endsTransaction: 'rollback' } },
        close: PROMISE,
        release: PROMISE,
      },
    },
  },
});
