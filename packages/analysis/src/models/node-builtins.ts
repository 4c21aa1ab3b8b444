import { defineModel, type CallModel, type MemberModel } from '../vocabulary/library-model.js';
import { LISTEN_LATER } from './node-events.js';

const FIRST_TEXT: MemberModel = { call: { result: { is: 'derived', from: [0], shapes: ['str'] } } };
const FIRST_OBJECT: MemberModel = { call: { result: { is: 'derived', from: [0], shapes: ['obj'] } } };
const HOST_FACT: MemberModel = { call: { result: { is: 'safe', shapes: ['str'] } } };
const STREAM_END: CallModel = { async: 'promise' };

export const nodeUtil = defineModel({
  library: 'node:util',
  modules: ['node:util'],
  family: 'runtime',
  exports: {
    promisify: { call: { returns: 'promisified:0' } },
    callbackify: { call: {} },
    format: {
      call: { sinks: [{ kind: 'format-text', arg: 0 }], result: { is: 'derived', from: ['rest'], shapes: ['str'] } },
    },
    formatWithOptions: {
      call: { sinks: [{ kind: 'format-text', arg: 1 }], result: { is: 'derived', from: ['rest'], shapes: ['str'] } },
    },
    inspect: FIRST_TEXT,
    stripVTControlCharacters: FIRST_TEXT,
    isDeepStrictEqual: { call: { result: { is: 'safe', shapes: ['bool'] } } },
    parseArgs: { call: {} },
  },
});

export const nodeStream = defineModel({
  library: 'node:stream',
  modules: ['node:stream'],
  family: 'runtime',
  exports: {
    Readable: { type: 'Readable', new: {}, members: { from: { call: { returns: 'Readable' } } } },
    Writable: { type: 'Writable', new: {} },
    Transform: { type: 'Writable', new: {} },
    Duplex: { type: 'Writable', new: {} },
    PassThrough: { type: 'Writable', new: {} },
    pipeline: { call: { callbacks: [{ arg: 'last', params: [null], promise: 'ignored', later: true }] } },
    finished: { call: { callbacks: [{ arg: 'last', params: [null], promise: 'ignored', later: true }] } },
    promises: { members: { pipeline: { call: STREAM_END }, finished: { call: STREAM_END } } },
  },
  types: {
    Readable: {
      extends: 'node:events#EventEmitter',
      resource: { kind: 'stream', releasedBy: ['destroy', 'close', 'pipe'] },
      members: {
        on: LISTEN_LATER,
        once: LISTEN_LATER,
        pipe: { call: { returns: 'argument:0' } },
        destroy: { call: { returns: 'this' } },
        read: { call: {} },
        resume: { call: { returns: 'this' } },
        pause: { call: { returns: 'this' } },
      },
    },
    Writable: {
      extends: 'node:events#EventEmitter',
      resource: { kind: 'stream', releasedBy: ['destroy', 'end', 'close'] },
      members: {
        on: LISTEN_LATER,
        once: LISTEN_LATER,
        write: { call: {} },
        end: { call: { returns: 'this' } },
        destroy: { call: { returns: 'this' } },
        pipe: { call: { returns: 'argument:0' } },
      },
    },
  },
});

export const nodeStreamPromises = defineModel({
  library: 'node:stream/promises',
  modules: ['node:stream/promises'],
  family: 'runtime',
  exports: { pipeline: { call: STREAM_END }, finished: { call: STREAM_END } },
});

export const nodeOs = defineModel({
  library: 'node:os',
  modules: ['node:os'],
  family: 'runtime',
  exports: {
    hostname: HOST_FACT,
    tmpdir: HOST_FACT,
    homedir: HOST_FACT,
    platform: HOST_FACT,
    type: HOST_FACT,
    arch: HOST_FACT,
    release: HOST_FACT,
    EOL: { value: 'constant' },
    cpus: { call: {} },
  },
});

export const nodeQuerystring = defineModel({
  library: 'node:querystring',
  modules: ['node:querystring', 'qs'],
  family: 'runtime',
  exports: {
    parse: FIRST_OBJECT,
    decode: FIRST_OBJECT,
    stringify: FIRST_TEXT,
    encode: FIRST_TEXT,
    escape: {
      call: { result: { is: 'sanitized', arg: 0, for: ['outbound-url', 'redirect-target', 'html-response'] } },
    },
    unescape: FIRST_TEXT,
  },
});

export const nodeAsyncHooks = defineModel({
  library: 'node:async_hooks',
  modules: ['node:async_hooks'],
  family: 'runtime',
  exports: { AsyncLocalStorage: { type: 'AsyncLocalStorage', new: {} } },
  types: {
    AsyncLocalStorage: {
      members: {
        run: { call: { callbacks: [{ arg: 1, params: [], promise: 'awaited' }], keeps: true } },
        getStore: { call: {} },
        enterWith: { call: { keeps: true } },
      },
    },
  },
});

export const nodeV8 = defineModel({
  library: 'node:v8',
  modules: ['node:v8'],
  family: 'runtime',
  exports: { deserialize: { call: { sinks: [{ kind: 'deserialized', arg: 0 }] } }, serialize: { call: {} } },
});

/** `require` for modules that have none. */
export const nodeModule = defineModel({
  library: 'node:module',
  modules: ['node:module'],
  family: 'runtime',
  exports: { createRequire: { call: { returns: 'Require' } } },
  types: { Require: { call: { sinks: [{ kind: 'module-name', arg: 0 }] } } },
});
