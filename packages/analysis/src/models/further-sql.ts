/** Drivers of further databases, and how calls of such drivers are said. */
import { type CallModel, defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

export const PROMISED: CallModel = { async: 'promise' };
/** It tells the function that is given last, failures first, and gives nothing. */
export const TOLD_LAST: CallModel = {
  callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored', later: true }],
};
/** The same, or a promise where no function is given. */
export const TOLD_OR_PROMISED: CallModel = { ...TOLD_LAST, async: 'callback' };

/** Its first argument, or what `sink` says of it, is parsed by the database. `reports`: how, and what else it does. */
export const asked = (sink: Partial<SinkModel> = {}, reports: CallModel = PROMISED): MemberModel => ({
  call: { sinks: [{ kind: 'sql-text', arg: 0, ...sink }], query: { operation: 'raw', textArg: 0 }, ...reports },
});
/** A tag that binds its values. */
export const BOUND: CallModel = {
  async: 'promise',
  query: { operation: 'raw', textArg: 0 },
  result: { is: 'bound-sql' },
};

const REPORTS: MemberModel = { call: TOLD_OR_PROMISED };

/** `pool.request().input('id', id).query(text)`, and a tag that binds its values. */
const MSSQL_LOGIN: CallModel = {
  sinks: [{ kind: 'secret', arg: 0, property: 'password' }],
  hazards: [{ hazard: 'unverified-tls', arg: 0, property: 'options.trustServerCertificate', is: true }],
};
const MSSQL_BATCH = asked({}, TOLD_OR_PROMISED);
const MSSQL_QUERY: MemberModel = { ...MSSQL_BATCH, tag: BOUND };
const MSSQL: Readonly<Record<string, MemberModel>> = {
  ConnectionPool: { type: 'Pool', new: { ...MSSQL_LOGIN, returns: 'Pool' } },
  Request: { type: 'Request', new: { returns: 'Request' } },
  Transaction: { type: 'Transaction', new: { returns: 'Transaction' } },
  PreparedStatement: { type: 'Prepared', new: { returns: 'Prepared' } },
  // The pool of the process: asked for again it is the same one.
  connect: { call: { ...MSSQL_LOGIN, async: 'callback', returns: 'GlobalPool' } },
  close: REPORTS,
  query: MSSQL_QUERY,
  batch: MSSQL_BATCH,
};
const MSSQL_POOL: Readonly<Record<string, MemberModel>> = {
  connect: { call: { async: 'callback', returns: 'this' } },
  request: { call: { returns: 'Request' } },
  transaction: { call: { returns: 'Transaction' } },
  query: MSSQL_QUERY,
  batch: MSSQL_BATCH,
  close: REPORTS,
};
export const mssql = defineModel({
  library: 'mssql',
  modules: ['mssql', 'mssql/msnodesqlv8'],
  family: 'sql-driver',
  doubleQuoted: 'name',
  exports: { default: { members: MSSQL }, ...MSSQL },
  types: {
    Pool: { perProcess: true, resource: { kind: 'pool', releasedBy: ['close'] }, members: MSSQL_POOL },
    GlobalPool: { members: MSSQL_POOL },
    Request: {
      members: {
        input: { call: { returns: 'this' } },
        output: { call: { returns: 'this' } },
        query: MSSQL_QUERY,
        batch: MSSQL_QUERY,
        execute: { call: { async: 'callback', query: { operation: 'raw' } } },
        bulk: REPORTS,
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
    Prepared: {
      members: { input: { call: {} }, prepare: asked({}, TOLD_OR_PROMISED), execute: REPORTS, unprepare: REPORTS },
    },
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
      members: { getConnection: { call: { async: 'callback', returns: 'Connection' } }, close: REPORTS },
    },
    Connection: {
      resource: { kind: 'connection', releasedBy: ['close', 'release'] },
      members: {
        execute: asked({}, TOLD_OR_PROMISED),
        executeMany: asked({}, TOLD_OR_PROMISED),
        queryStream: { call: { sinks: [{ kind: 'sql-text', arg: 0 }], query: { operation: 'raw', textArg: 0 } } },
        commit: { call: { async: 'callback', endsTransaction: 'commit' } },
        rollback: { call: { async: 'callback', endsTransaction: 'rollback' } },
        close: REPORTS,
        release: REPORTS,
      },
    },
  },
});
