import {
  type CallModel,
  defineModel,
  type LibraryModel,
  type MemberModel,
  type TypeModel,
} from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';
import { tlsHazards } from './node-tls.js';

const TEXT: SinkModel = {
  kind: 'sql-text',
  arg: 0,
  property: 'sql',
  placeholder: { style: '?', valuesArg: 1, valuesBeside: 'values' },
};
/** `query` writes an object out as `name = value`, which a prepared statement does not. */
const WRITTEN_OUT: SinkModel = {
  ...TEXT,
  placeholder: { style: '?', valuesArg: 1, valuesBeside: 'values', writesObjects: true },
};
const QUOTED: MemberModel = { call: { result: { is: 'sanitized', arg: 0, for: ['sql-text'] } } };
/** Values are escaped while they are put in; the text itself is not. */
const FORMAT: MemberModel = { call: { result: { is: 'derived', from: [0], shapes: ['str'] } } };
const CONNECTION: CallModel = {
  hazards: tlsHazards(0, 'ssl'),
  sinks: [{ kind: 'secret', arg: 0, property: 'password', propertyOnly: true }],
};
const reports = (...params: (string | null)[]): CallModel => ({
  callbacks: [{ arg: 'last', params, promise: 'ignored', later: true }],
});

/** Callback and promise clients differ only in how a call reports; the callback client gives no promise at all. */
const clients = (prefix: string, form: 'callback' | 'promise'): Record<string, TypeModel> => {
  const finish = (...params: (string | null)[]): CallModel =>
    form === 'promise' ? { async: 'promise' } : reports(...params);
  const query: MemberModel = {
    call: {
      ...finish(null, null, null),
      sinks: [WRITTEN_OUT],
      // Rows and fields: the list of rows is the first of the two.
      query: { operation: 'raw', textArg: 0, ...(form === 'promise' ? { rows: ['0'] } : {}) },
    },
  };
  const end: MemberModel = { call: finish(null) };
  const connection: Record<string, MemberModel> = {
    connect: end,
    end,
    ping: end,
    rollback: { call: { ...finish(null), endsTransaction: 'rollback' } },
    commit: { call: { ...finish(null), endsTransaction: 'commit' } },
    beginTransaction: { call: { ...finish(null), transaction: { manual: true } } },
    destroy: { call: {} },
    release: { call: {} },
    escape: QUOTED,
    escapeId: QUOTED,
    format: FORMAT,
    ...(form === 'callback' ? { promise: { call: { returns: 'mysql2#PromiseConnection' } } } : {}),
  };
  return {
    [`${prefix}Executor`]: {
      extends: 'node:events#EventEmitter',
      members: {
        query,
        execute: { call: { ...query.call, sinks: [TEXT] } },
        escape: QUOTED,
        escapeId: QUOTED,
        format: FORMAT,
      },
    },
    [`${prefix}Connection`]: {
      extends: `${prefix}Executor`,
      perProcess: true,
      resource: { kind: 'connection', releasedBy: ['end', 'destroy'] },
      members: connection,
    },
    /** A connection lent by the pool. */
    [`${prefix}PoolConnection`]: {
      extends: `${prefix}Connection`,
      conventionalNames: ['connection', 'conn'],
      resource: { kind: 'connection', releasedBy: ['release', 'destroy'], releasedOnce: true },
    },
    [`${prefix}Pool`]: {
      extends: `${prefix}Executor`,
      conventionalNames: form === 'promise' ? ['pool', 'db'] : ['pool', 'db', 'connection', 'mysql', 'con'],
      perProcess: true,
      resource: { kind: 'pool', releasedBy: ['end'] },
      endsLent: ['end'],
      members: {
        getConnection: {
          call: {
            ...finish(null, `${prefix}PoolConnection`),
            ...(form === 'promise' ? { returns: `${prefix}PoolConnection` } : {}),
          },
        },
        end,
        ...(form === 'callback' ? { promise: { call: { returns: 'mysql2#PromisePool' } } } : {}),
      },
    },
  };
};
const entry = (prefix: string, form: 'callback' | 'promise'): LibraryModel['exports'] => ({
  createPool: { call: { ...CONNECTION, returns: `${prefix}Pool` } },
  createPoolCluster: { call: { returns: `${prefix}Pool` } },
  createConnection: {
    call: {
      ...CONNECTION,
      returns: `${prefix}Connection`,
      ...(form === 'promise' ? { async: 'promise' as const } : {}),
    },
  },
  Pool: { type: `${prefix}Pool` },
  PoolConnection: { type: `${prefix}PoolConnection` },
  Connection: { type: `${prefix}Connection` },
  escape: QUOTED,
  escapeId: QUOTED,
  format: FORMAT,
  raw: { call: { result: { is: 'derived', from: [0], shapes: ['obj'] } } },
});

export const mysql2Promise = defineModel({
  library: 'mysql2',
  doubleQuoted: 'text',
  modules: ['mysql2/promise', 'promise-mysql'],
  family: 'sql-driver',
  exports: entry('Promise', 'promise'),
  types: clients('Promise', 'promise'),
});
export const mysql2 = defineModel({
  library: 'mysql2',
  doubleQuoted: 'text',
  modules: ['mysql2'],
  family: 'sql-driver',
  exports: entry('', 'callback'),
  types: clients('', 'callback'),
});
export const mysql = defineModel({
  library: 'mysql',
  doubleQuoted: 'text',
  modules: ['mysql'],
  family: 'sql-driver',
  exports: entry('', 'callback'),
  types: clients('', 'callback'),
});

export const sqlstring = defineModel({
  library: 'sqlstring',
  modules: ['sqlstring'],
  family: 'sql-driver',
  exports: {
    escape: QUOTED,
    escapeId: QUOTED,
    format: FORMAT,
    raw: { call: { result: { is: 'derived', from: [0], shapes: ['obj'] } } },
  },
});
/** `%L` and `%I` quote, `%s` does not: the text decides, so it must be fixed. */
export const pgFormat = defineModel({
  library: 'pg-format',
  modules: ['pg-format'],
  family: 'sql-driver',
  exports: {
    default: { call: { result: { is: 'derived', from: [0], shapes: ['str'] } } },
    literal: QUOTED,
    ident: QUOTED,
    string: { call: { result: { is: 'derived', from: [0], shapes: ['str'] } } },
    withArray: FORMAT,
  },
});
