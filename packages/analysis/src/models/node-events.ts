import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

/** A listener's promise is nobody's business unless `captureRejections` is on. */
const LISTEN: MemberModel = { call: { returns: 'this', callbacks: [{ arg: 1, params: [], promise: 'error-event' }] } };

export const nodeEvents = defineModel({
  library: 'node:events',
  modules: ['node:events'],
  family: 'runtime',
  exports: {
    default: { type: 'EventEmitter', new: {} },
    EventEmitter: { type: 'EventEmitter', new: {} },
    once: { call: { async: 'promise' } },
    on: { call: {} },
  },
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
  },
});

const SLEEP: MemberModel = { call: { async: 'promise', external: 'sleep' } };

export const nodeTimers = defineModel({
  library: 'node:timers',
  modules: ['node:timers'],
  family: 'runtime',
  exports: {
    setTimeout: { call: { callbacks: [{ arg: 0, params: [], promise: 'ignored' }] } },
    setInterval: { call: { background: true, callbacks: [{ arg: 0, params: [], promise: 'ignored' }] } },
    setImmediate: { call: { callbacks: [{ arg: 0, params: [], promise: 'ignored' }] } },
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
