import {
  defineModel,
  type CallModel,
  type MemberModel,
  type ResultModel,
  type SourceModel,
} from '../vocabulary/library-model.js';
import { LONG } from './http-clients.js';

const BODY: SourceModel = { kind: 'body', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] };
const HEADER: SourceModel = { kind: 'header', shapes: ['str', 'null'] };
const readBody = (source: SourceModel): MemberModel => ({
  call: { async: 'promise', result: { is: 'source', source } },
});
const UNKNOWN_PROMISE: MemberModel = { call: { async: 'promise' } };
/** As trusted as the host that answers. */
const ANSWERED: MemberModel = {
  call: { async: 'promise', result: { is: 'derived', from: ['this'], shapes: ['str', 'obj'] } },
};
/** Bytes as text. Hexadecimal digits and `base64url` hold neither dots nor separators; `base64` holds slashes. */
const BYTES_AS_TEXT: CallModel = {
  result: {
    is: 'derived',
    from: ['this'],
    shapes: ['str'],
    for: ['file-path', 'sql-text', 'html-response'],
    forWhen: { arg: 0, is: ['hex', 'base64url'] },
  },
};
/** Bytes are compared as they are, and can become any text again. */
const BYTES: ResultModel = { is: 'derived', from: [0], shapes: ['obj'], instance: true };
const OF_RECEIVER: CallModel = { result: { is: 'derived', from: ['this'], shapes: ['str'] } };
const RANDOM: MemberModel = { call: { result: { is: 'random' } } };
const ADDRESS: ResultModel = { is: 'address', arg: 0, base: 1 };
const HTML_RESPONSE: CallModel = {
  returns: 'Response',
  contentType: { arg: 1, as: 'headers', property: 'headers' },
  sinks: [
    { kind: 'html-response', arg: 0, untyped: 'text' },
    { kind: 'response-body', arg: 0 },
    { kind: 'redirect-target', arg: 1, property: ['headers.Location', 'headers.location'], propertyOnly: true },
  ],
  response: { bodyArg: 0, statusArg: 1, ends: true },
};

/** Web platform globals that servers have: fetch and its types, URL, Buffer, AbortSignal, process, Web Crypto. */
export const webPlatform = defineModel({
  library: 'web-platform',
  modules: [],
  family: 'runtime',
  exports: {},
  globals: {
    fetch: {
      call: {
        async: 'promise',
        external: 'network',
        returns: 'FetchResult',
        hazards: LONG,
        sinks: [{ kind: 'outbound-url', arg: 0, unless: { arg: 1, property: ['agent', 'dispatcher'] } }],
      },
    },
    Request: { type: 'Request', new: { returns: 'OwnRequest', result: { is: 'derived', from: [0], shapes: ['obj'] } } },
    Response: {
      type: 'Response',
      new: HTML_RESPONSE,
      members: {
        json: {
          call: {
            returns: 'Response',
            sinks: [{ kind: 'response-body', arg: 0 }],
            response: { bodyArg: 0, statusArg: 1, ends: true, whenReturned: true },
          },
        },
        redirect: {
          call: {
            returns: 'Response',
            sinks: [{ kind: 'redirect-target', arg: 0 }],
            response: { statusArg: 1, ends: true, whenReturned: true },
          },
        },
      },
    },
    Headers: { type: 'OwnHeaders', new: {} },
    FormData: { type: 'FormData', new: { returns: 'OwnFormData' } },
    URL: {
      type: 'URL',
      new: { result: ADDRESS, throwsOn: 0 },
      members: {
        canParse: { call: { result: { is: 'safe', shapes: ['bool'] } } },
        parse: { call: { returns: 'URL', result: ADDRESS } },
      },
    },
    URLSearchParams: { type: 'URLSearchParams', new: { result: { is: 'derived', from: [0], shapes: ['obj'] } } },
    AbortController: { type: 'AbortController', new: {} },
    AbortSignal: { members: { timeout: { call: {} }, any: { call: {} }, abort: { call: {} } } },
    TextEncoder: { new: {} },
    TextDecoder: { new: {} },
    Buffer: {
      type: 'Buffer',
      members: {
        from: { call: { returns: 'Buffer', result: BYTES } },
        concat: { call: { returns: 'Buffer', result: BYTES } },
        alloc: { call: { returns: 'Buffer', result: { is: 'safe', shapes: ['obj'] } } },
        byteLength: { call: { result: { is: 'safe', shapes: ['num'] } } },
      },
    },
    crypto: { members: { randomUUID: RANDOM, getRandomValues: RANDOM, subtle: { type: 'SubtleCrypto' } } },
    process: { type: 'Process' },
    __dirname: { value: 'constant' },
    __filename: { value: 'constant' },
  },
  types: {
    /** A request that came in. */
    Request: {
      members: {
        json: readBody(BODY),
        text: readBody({ kind: 'body', shapes: ['str'] }),
        arrayBuffer: readBody({ kind: 'body', shapes: ['obj'] }),
        blob: readBody({ kind: 'body', shapes: ['obj'] }),
        formData: {
          call: {
            async: 'promise',
            returns: 'FormData',
            result: { is: 'source', source: { kind: 'form', shapes: ['obj'], memberShapes: ['str', 'obj', 'null'] } },
          },
        },
        headers: { type: 'Headers' },
        url: { source: { kind: 'url', shapes: ['str'] } },
        clone: { call: { returns: 'this' } },
      },
    },
    /** A request this program builds. */
    OwnRequest: {},
    Headers: {
      source: { kind: 'header', shapes: ['obj'], memberShapes: ['str', 'null'] },
      members: {
        get: { call: { result: { is: 'source', source: HEADER } } },
        has: { call: { result: { is: 'safe', shapes: ['bool'] } } },
      },
    },
    OwnHeaders: {},
    FormData: {
      members: {
        get: { call: { result: { is: 'source', source: { kind: 'form', shapes: ['str', 'obj', 'null'] } } } },
        getAll: { call: { result: { is: 'source', source: { kind: 'form', shapes: ['arr'] } } } },
      },
    },
    OwnFormData: { members: { append: { call: {} }, set: { call: {} } } },
    Response: { members: { headers: { type: 'OwnHeaders' } } },
    FetchResult: {
      members: {
        json: ANSWERED,
        text: ANSWERED,
        blob: UNKNOWN_PROMISE,
        arrayBuffer: UNKNOWN_PROMISE,
        formData: UNKNOWN_PROMISE,
        ok: {},
        status: {},
      },
    },
    URL: {
      members: {
        pathname: { beginsWith: '/' },
        search: { beginsWith: '?' },
        hash: { beginsWith: '#' },
        searchParams: { type: 'URLSearchParams' },
        toString: { call: OF_RECEIVER },
      },
    },
    URLSearchParams: {
      members: {
        get: { call: { result: { is: 'derived', from: ['this'], shapes: ['str', 'null'], as: 'query' } } },
        getAll: { call: { result: { is: 'derived', from: ['this'], shapes: ['arr'], as: 'query' } } },
        toString: { call: OF_RECEIVER },
        has: { call: { result: { is: 'safe', shapes: ['bool'] } } },
      },
    },
    Buffer: { members: { toString: { call: BYTES_AS_TEXT } } },
    AbortController: { members: { signal: {}, abort: { call: {} } } },
    SubtleCrypto: {
      members: {
        digest: { call: { async: 'promise', sinks: [{ kind: 'fast-hash', arg: 1 }] } },
        sign: { call: { async: 'promise', keyedDigest: 1 } },
        verify: {
          call: {
            async: 'promise',
            duty: ['signature'],
            token: { does: 'verify', keyArg: 1, payloadArg: 3 },
            result: { is: 'safe', shapes: ['bool'] },
          },
        },
        encrypt: UNKNOWN_PROMISE,
        decrypt: UNKNOWN_PROMISE,
        importKey: { call: { async: 'promise', sinks: [{ kind: 'secret', arg: 1 }] } },
        generateKey: {
          call: {
            async: 'promise',
            hazards: [
              { hazard: 'short-key', arg: 0, property: 'modulusLength', below: 2048 },
              {
                hazard: 'weak-hash',
                arg: 0,
                property: 'hash',
                is: 'SHA-1',
                when: { arg: 0, property: 'name', is: 'RSASSA-PKCS1-v1_5' },
              },
            ],
          },
        },
        deriveBits: UNKNOWN_PROMISE,
        deriveKey: UNKNOWN_PROMISE,
      },
    },
    Process: {
      extends: 'node:events#EventEmitter',
      members: {
        env: { value: 'setting', members: { '*': { value: 'setting' } } },
        argv: { source: { kind: 'argv', shapes: ['arr'], memberShapes: ['str'] } },
        cwd: { call: { result: { is: 'safe', shapes: ['str'] } } },
        exit: { call: { endsProcess: true } },
        abort: { call: { endsProcess: true } },
        pid: { value: 'constant' },
        platform: { value: 'constant' },
        version: { value: 'constant' },
        versions: { value: 'constant' },
        nextTick: { call: { callbacks: [{ arg: 0, params: [], promise: 'ignored', later: true }] } },
        hrtime: { call: {} },
        uptime: { call: { result: { is: 'safe', shapes: ['num'] } } },
      },
    },
  },
});

/** The same things by import. */
export const nodeProcess = defineModel({
  library: 'node:process',
  modules: ['node:process'],
  family: 'runtime',
  exports: { default: { type: 'web-platform#Process' } },
});
export const nodeUrl = defineModel({
  library: 'node:url',
  modules: ['node:url'],
  family: 'runtime',
  exports: {
    URL: { type: 'web-platform#URL', new: { result: ADDRESS, throwsOn: 0 } },
    URLSearchParams: {
      type: 'web-platform#URLSearchParams',
      new: { result: { is: 'derived', from: [0], shapes: ['obj'] } },
    },
    fileURLToPath: { call: { result: { is: 'derived', from: [0], shapes: ['str'] } } },
    pathToFileURL: { call: { result: { is: 'derived', from: [0] } } },
    parse: { call: { result: { is: 'address', arg: 0 } } },
    resolve: { call: { result: { is: 'address', arg: 1, base: 0 } } },
  },
});
export const nodeBuffer = defineModel({
  library: 'node:buffer',
  modules: ['node:buffer'],
  family: 'runtime',
  exports: {
    Buffer: {
      type: 'web-platform#Buffer',
      members: {
        from: { call: { returns: 'web-platform#Buffer', result: BYTES } },
        concat: { call: { returns: 'web-platform#Buffer', result: BYTES } },
      },
    },
  },
});
