import { defineModel, type CallModel, type MemberModel } from '../vocabulary/library-model.js';
import { tlsHazards } from './node-tls.js';

/** `query(text, values?, cb?)` or `query({ text, values })`; a promise unless the last argument is a callback. */
const query: MemberModel = {
  call: {
    async: 'callback',
    sinks: [
      {
        kind: 'sql-text',
        arg: 0,
        property: 'text',
        placeholder: { style: '$n', valuesArg: 1, valuesBeside: 'values', exact: true },
      },
    ],
    query: { operation: 'raw', textArg: 0 },
    callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored', later: true }],
  },
};
const QUOTED: MemberModel = { call: { result: { is: 'sanitized', arg: 0, for: ['sql-text'] } } };
const CONNECTION: CallModel = {
  hazards: [
    ...tlsHazards(0, 'ssl'),
    { hazard: 'unverified-tls', arg: 0, property: 'connectionString', matches: '[?&]sslmode=no-verify' },
  ],
  sinks: [{ kind: 'secret', arg: 0, property: ['password', 'connectionString'] }],
};
const END: MemberModel = {
  call: { async: 'callback', callbacks: [{ arg: 'last', params: [null], promise: 'ignored', later: true }] },
};

/** What `NOTIFY` sends to a channel that is listened to; everything else it tells of itself. */
const NOTIFIED: MemberModel = {
  call: {
    returns: 'this',
    background: true,
    entry: { kind: 'event', name: { arg: 0 }, handler: { arg: 1 }, only: { arg: 0, is: ['notification'] } },
    callbacks: [{ arg: 1, params: [], promise: 'error-event' }],
  },
};

export const pg = defineModel({
  library: 'pg',
  doubleQuoted: 'name',
  modules: ['pg', 'pg-native'],
  family: 'sql-driver',
  exports: {
    Pool: { type: 'Pool', new: CONNECTION, call: { ...CONNECTION, returns: 'Pool' } },
    Client: { type: 'Client', new: CONNECTION },
    PoolClient: { type: 'PoolClient' },
    ClientBase: { type: 'ClientBase' },
    Query: { new: { sinks: [{ kind: 'sql-text', arg: 0, property: 'text' }] } },
    escapeIdentifier: QUOTED,
    escapeLiteral: QUOTED,
    types: {},
    native: { members: { Pool: { type: 'Pool', new: CONNECTION }, Client: { type: 'Client', new: CONNECTION } } },
  },
  types: {
    ClientBase: {
      extends: 'node:events#EventEmitter',
      members: { query, escapeIdentifier: QUOTED, escapeLiteral: QUOTED, on: NOTIFIED },
    },
    Pool: {
      extends: 'ClientBase',
      conventionalNames: ['pool', 'db', 'pgPool'],
      perProcess: true,
      resource: { kind: 'pool', releasedBy: ['end'] },
      members: {
        connect: {
          call: {
            async: 'callback',
            returns: 'PoolClient',
            callbacks: [{ arg: 'last', params: [null, 'PoolClient', null], promise: 'ignored', later: true }],
          },
        },
        end: END,
      },
    },
    /** A connection lent by the pool. */
    PoolClient: {
      extends: 'ClientBase',
      conventionalNames: ['client'],
      resource: { kind: 'connection', releasedBy: ['release'], releasedOnce: true },
      members: { release: { call: {} } },
    },
    Client: {
      extends: 'ClientBase',
      perProcess: true,
      resource: { kind: 'connection', releasedBy: ['end'] },
      // Its promise resolves when the socket is closed, whatever happened before.
      members: { connect: END, end: { call: { ...END.call, fireAndForget: true } } },
    },
  },
});

export const pgPool = defineModel({
  library: 'pg-pool',
  doubleQuoted: 'name',
  modules: ['pg-pool'],
  family: 'sql-driver',
  exports: { default: { type: 'pg#Pool', new: CONNECTION } },
});
