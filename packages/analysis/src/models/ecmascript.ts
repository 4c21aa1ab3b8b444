import type { Shape } from '../vocabulary/concepts.js';
import { defineModel, type CallModel, type EntryModel, type MemberModel } from '../vocabulary/library-model.js';

const NUMBER: CallModel = { neverThrows: true, result: { is: 'safe', shapes: ['num'] } };
const BOOLEAN: CallModel = { neverThrows: true, result: { is: 'safe', shapes: ['bool'] } };
const TEXT_OF_FIRST: CallModel = { result: { is: 'derived', from: [0], shapes: ['str'] } };
const ANY: readonly Shape[] = ['str', 'num', 'bool', 'arr', 'obj', 'null', 'fn'];
const FIRST: CallModel = { result: { is: 'derived', from: [0], shapes: ANY } };
const SAME: CallModel = { result: { is: 'same', arg: 0 } };
const UNCHANGED = { freeze: { call: SAME }, seal: { call: SAME }, preventExtensions: { call: SAME } };
const CLOCK: CallModel = { neverThrows: true, result: { is: 'safe', shapes: ['num'], clock: true } };
const FIELDS: CallModel = { result: { is: 'derived', from: [0], shapes: ['arr'] } };
const ALL_OF: CallModel = {
  async: 'promise',
  awaitsArguments: true,
  result: { is: 'derived', from: [0], shapes: ANY },
};
const EVALUATED: CallModel = { sinks: [{ kind: 'code-text', arg: 'rest' }] };
const URI_PART: CallModel = {
  result: { is: 'sanitized', arg: 0, for: ['outbound-url', 'redirect-target', 'html-response', 'log-entry'] },
};
/** A timer that is given text runs it as code, where the runtime takes one at all: Node.js refuses it. */
const TIMER: MemberModel = {
  call: {
    returns: 'Timer',
    sinks: [{ kind: 'code-text', arg: 0, onlyTexts: true }],
    callbacks: [{ arg: 0, params: [], promise: 'ignored', later: true }],
  },
};
/** What runs again and again from the start is a schedule; what somebody asks for is a part of what they ask. */
export const EVERY: EntryModel = { kind: 'schedule', name: { arg: 1 }, handler: { arg: 0 }, atStart: true };
const LOGGED: MemberModel = { call: { sinks: [{ kind: 'log-entry', arg: 'rest' }] } };

/** Globals of the language and of every server runtime. */
export const ecmascript = defineModel({
  library: 'ecmascript',
  modules: [],
  family: 'runtime',
  exports: {},
  globals: {
    eval: { call: { sinks: [{ kind: 'code-text', arg: 0 }] } },
    Function: { call: EVALUATED, new: EVALUATED },
    setTimeout: TIMER,
    setInterval: { call: { ...TIMER.call, background: true, entry: EVERY } },
    setImmediate: TIMER,
    queueMicrotask: { call: { callbacks: [{ arg: 0, params: [], promise: 'ignored', later: true }] } },
    Promise: {
      new: { callbacks: [{ arg: 0, params: [null, null], promise: 'ignored' }] },
      members: {
        all: { call: { ...ALL_OF, ...SAME } },
        allSettled: { call: ALL_OF },
        race: { call: ALL_OF },
        any: { call: ALL_OF },
        resolve: { call: { ...SAME, awaitsArguments: true } },
        reject: { call: {} },
      },
    },
    String: {
      call: { ...TEXT_OF_FIRST, neverThrows: true },
      members: {
        raw: { tag: { result: { is: 'raw-template' } } },
        fromCharCode: { call: { result: { is: 'derived', from: ['rest'], shapes: ['str'] } } },
      },
    },
    Number: {
      call: NUMBER,
      members: {
        isNaN: { call: BOOLEAN },
        parseInt: { call: NUMBER },
        parseFloat: { call: NUMBER },
        isInteger: { call: { ...BOOLEAN, guard: { arg: 0, for: 'all', when: true } } },
        isSafeInteger: { call: { ...BOOLEAN, guard: { arg: 0, for: 'all', when: true } } },
        isFinite: { call: { ...BOOLEAN, guard: { arg: 0, for: 'all', when: true } } },
      },
    },
    Boolean: { call: BOOLEAN },
    BigInt: { call: { throwsOn: 0, result: NUMBER.result! } },
    parseInt: { call: NUMBER },
    parseFloat: { call: NUMBER },
    isNaN: { call: BOOLEAN },
    isFinite: { call: BOOLEAN },
    Date: {
      new: { result: { is: 'safe', shapes: ['obj'], clock: true } },
      members: { now: { call: CLOCK }, parse: { call: NUMBER }, UTC: { call: NUMBER } },
    },
    Math: {
      members: {
        random: { call: { neverThrows: true, result: { is: 'random', weak: true } } },
        '*': { call: NUMBER, value: 'constant' },
      },
    },
    performance: { members: { now: { call: CLOCK } } },
    JSON: {
      members: {
        parse: {
          call: {
            throwsOn: 0,
            result: { is: 'derived', from: [0], shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] },
          },
        },
        stringify: { call: { result: { is: 'derived', from: [0], shapes: ['str'], for: ['html-response'] } } },
      },
    },
    Object: {
      members: {
        keys: { call: FIELDS },
        values: { call: FIELDS },
        entries: { call: FIELDS },
        assign: { call: { result: { is: 'derived', from: ['rest'], shapes: ['obj', 'arr'] } } },
        fromEntries: { call: FIRST },
        ...UNCHANGED,
      },
    },
    Array: {
      members: {
        from: { call: FIELDS },
        of: { call: { result: { is: 'derived', from: ['rest'], shapes: ['arr'] } } },
        isArray: { call: BOOLEAN },
      },
    },
    RegExp: {
      call: { sinks: [{ kind: 'regexp-source', arg: 0 }] },
      new: { sinks: [{ kind: 'regexp-source', arg: 0 }] },
      members: { escape: { call: { result: { is: 'sanitized', arg: 0, for: ['regexp-source'] } } } },
    },
    Reflect: { members: { set: { call: { sinks: [{ kind: 'object-path', arg: 1, singleKey: true }] } } } },
    encodeURIComponent: { call: URI_PART },
    encodeURI: { call: TEXT_OF_FIRST },
    decodeURIComponent: { call: { ...TEXT_OF_FIRST, throwsOn: 0 } },
    decodeURI: { call: { ...TEXT_OF_FIRST, throwsOn: 0 } },
    escape: { call: URI_PART },
    unescape: { call: TEXT_OF_FIRST },
    atob: { call: { ...TEXT_OF_FIRST, throwsOn: 0 } },
    btoa: { call: TEXT_OF_FIRST },
    structuredClone: { call: SAME },
    console: { type: 'Console' },
  },
  types: {
    Console: {
      members: {
        log: LOGGED,
        info: LOGGED,
        warn: LOGGED,
        error: LOGGED,
        debug: LOGGED,
        trace: LOGGED,
        dir: LOGGED,
        table: LOGGED,
      },
    },
    Timer: { members: { unref: { call: { returns: 'this' } }, ref: { call: { returns: 'this' } } } },
  },
});
