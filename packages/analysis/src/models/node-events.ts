import { defineModel, type MemberModel, type Told } from '../vocabulary/library-model.js';
import { EVERY } from './ecmascript.js';

/** A listener's promise is nobody's business unless `captureRejections` is on. */
const LISTEN: MemberModel = { call: { returns: 'this', callbacks: [{ arg: 1, params: [], promise: 'error-event' }] } };

/** What streams and sockets tell of comes from outside, and finds nobody around it. */
export const LISTEN_LATER: MemberModel = {
  call: { returns: 'this', callbacks: [{ arg: 1, params: [], promise: 'error-event', later: true }] },
};

/** What a program tells itself; an emitter of a library tells of the library. */
const TOLD: Told = { arg: 0, is: ['error', 'newListener', 'removeListener'] };
const HEAR: MemberModel = {
  call: {
    ...LISTEN.call,
    background: true,
    entry: { kind: 'event', name: { arg: 0 }, handler: { arg: 1 }, unless: TOLD },
  },
};
const OWN: MemberModel = { type: 'EventEmitter', new: { returns: 'OwnEmitter' } };
const HEARD = {
  extends: 'EventEmitter',
  members: { on: HEAR, once: HEAR, addListener: HEAR, prependListener: HEAR, prependOnceListener: HEAR },
} as const;

export const eventemitter3 = defineModel({
  library: 'eventemitter3',
  modules: ['eventemitter3', 'eventemitter2'],
  family: 'other',
  exports: { default: OWN, EventEmitter: OWN, EventEmitter2: OWN },
  types: { EventEmitter: { extends: 'node:events#EventEmitter' }, OwnEmitter: HEARD },
});

export const nodeEvents = defineModel({
  library: 'node:events',
  modules: ['node:events'],
  family: 'runtime',
  exports: { default: OWN, EventEmitter: OWN, once: { call: { async: 'promise' } }, on: { call: {} } },
  types: {
    EventEmitter: {
      members: {
        on: LISTEN,
        once: LISTEN,
        addListener: LISTEN,
        prependListener: LISTEN,
        prependOnceListener: LISTEN,
        off: { call: { returns: 'this' } },
        removeListener: { call: { returns: 'this' } },
        removeAllListeners: { call: { returns: 'this' } },
        emit: { call: { result: { is: 'safe', shapes: ['bool'] } } },
        setMaxListeners: { call: { returns: 'this' } },
      },
    },
    OwnEmitter: HEARD,
  },
});

const SLEEP: MemberModel = { call: { async: 'promise', external: 'sleep' } };

export const nodeTimers = defineModel({
  library: 'node:timers',
  modules: ['node:timers'],
  family: 'runtime',
  exports: {
    setTimeout: { call: { callbacks: [{ arg: 0, params: [], promise: 'ignored', later: true }] } },
    setInterval: {
      call: { background: true, entry: EVERY, callbacks: [{ arg: 0, params: [], promise: 'ignored', later: true }] },
    },
    setImmediate: { call: { callbacks: [{ arg: 0, params: [], promise: 'ignored', later: true }] } },
    promises: { members: { setTimeout: SLEEP, setImmediate: SLEEP } },
  },
});

export const nodeTimersPromises = defineModel({
  library: 'node:timers/promises',
  modules: ['node:timers/promises'],
  family: 'runtime',
  exports: {
    setTimeout: SLEEP,
    setImmediate: SLEEP,
    setInterval: { call: {} },
    scheduler: { members: { wait: SLEEP } },
  },
});
