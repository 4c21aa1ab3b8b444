import { defineModel, type MemberModel } from '../vocabulary/library-model.js';
import { tlsHazards } from './node-tls.js';

const CHAIN: MemberModel = { call: { returns: 'this' } };
const PROMISE: MemberModel = { call: { async: 'callback' } };
/** Lua: the script is code, keys and arguments are not. */
const SCRIPT: MemberModel = { call: { async: 'callback', sinks: [{ kind: 'nosql-code', arg: 0 }] } };
/**
 * node-redis 4 and ioredis return promises from every command; ioredis and node-redis 3 report to a callback that is
 * given last.
 */
const COMMANDS: Record<string, MemberModel> = {
  '*': PROMISE,
  eval: SCRIPT,
  multi: { call: { returns: 'Batch' } },
  pipeline: { call: { returns: 'Batch' } },
  duplicate: { call: { returns: 'this' } },
  disconnect: { call: {} },
  unref: { call: {} },
  ref: { call: {} },
  status: {},
  options: {},
  isOpen: {},
  isReady: {},
};
/** `subscribe('orders', (message) => ...)`, since version 4. */
const SUBSCRIBE: MemberModel = {
  call: {
    async: 'callback',
    background: true,
    entry: { kind: 'event', name: { arg: 0 }, handler: { arg: 1 } },
    callbacks: [{ arg: 1, params: [null, null], promise: 'ignored' }],
  },
};
/** Messages of every channel it has subscribed to. */
const HEARS: MemberModel = {
  call: {
    returns: 'this',
    background: true,
    entry: { kind: 'event', name: { arg: 0 }, handler: { arg: 1 }, only: { arg: 0, is: ['message', 'pmessage'] } },
    callbacks: [{ arg: 1, params: [], promise: 'error-event' }],
  },
};
const BATCH = { members: { exec: PROMISE, execAsPipeline: PROMISE, '*': CHAIN } };

export const redis = defineModel({
  library: 'redis',
  modules: ['redis', '@redis/client'],
  family: 'key-value',
  exports: {
    createClient: {
      call: {
        returns: 'Client',
        hazards: tlsHazards(0, 'socket'),
        sinks: [{ kind: 'secret', arg: 0, property: 'password', propertyOnly: true }],
      },
    },
    createCluster: { call: { returns: 'Client' } },
    RedisClientType: { type: 'Client' },
  },
  types: {
    Client: {
      extends: 'node:events#EventEmitter',
      perProcess: true,
      conventionalNames: ['redis', 'redisClient'],
      resource: { kind: 'client', releasedBy: ['quit', 'disconnect', 'close', 'destroy'] },
      members: {
        ...COMMANDS,
        subscribe: SUBSCRIBE,
        pSubscribe: SUBSCRIBE,
        on: HEARS,
        destroy: { call: {} },
        connect: { call: { async: 'promise', returns: 'this' } },
      },
    },
    Batch: BATCH,
  },
});

export const ioredis = defineModel({
  library: 'ioredis',
  modules: ['ioredis'],
  family: 'key-value',
  exports: {
    default: {
      type: 'Redis',
      new: {
        hazards: [0, 1, 2].flatMap((arg) => tlsHazards(arg, 'tls')),
        sinks: [{ kind: 'secret', arg: 'rest', property: 'password', propertyOnly: true }],
      },
      members: { Redis: { type: 'Redis', new: {} }, Cluster: { type: 'Redis', new: {} } },
    },
    Redis: {
      type: 'Redis',
      new: {
        hazards: [0, 1, 2].flatMap((arg) => tlsHazards(arg, 'tls')),
        sinks: [{ kind: 'secret', arg: 'rest', property: 'password', propertyOnly: true }],
      },
    },
    Cluster: { type: 'Redis', new: { hazards: tlsHazards(1, 'redisOptions.tls') } },
  },
  types: {
    Redis: {
      extends: 'node:events#EventEmitter',
      perProcess: true,
      conventionalNames: ['redis', 'redisClient'],
      resource: { kind: 'client', releasedBy: ['quit', 'disconnect'] },
      members: {
        ...COMMANDS,
        on: HEARS,
        defineCommand: { call: { sinks: [{ kind: 'nosql-code', arg: 1, property: 'lua', propertyOnly: true }] } },
        scanStream: { call: { returns: 'node:stream#Readable' } },
      },
    },
    Batch: BATCH,
  },
});
