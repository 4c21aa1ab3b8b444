import {
  defineModel,
  type CallModel,
  type MemberModel,
  type SourceModel,
  type TypeModel,
} from '../vocabulary/library-model.js';

const header: SourceModel = { kind: 'header', shapes: ['str', 'null'] };
const HEADER_CALL: MemberModel = { call: { result: { is: 'source', source: header } } };
const TEST: MemberModel = { call: { result: { is: 'safe', shapes: ['str', 'bool', 'arr', 'null'] } } };
const CHAIN: MemberModel = { call: { returns: 'this' } };
/** `set('Location', url)`, `set({ Location: url })`. */
const HEADER: MemberModel = {
  call: {
    returns: 'this',
    contentType: { arg: 0, as: 'header' },
    sinks: [
      { kind: 'redirect-target', arg: 1, when: { arg: 0, matches: '^location$' } },
      { kind: 'redirect-target', arg: 0, property: ['Location', 'location'], propertyOnly: true },
    ],
  },
};
const TYPE: MemberModel = { call: { returns: 'this', contentType: { arg: 0, as: 'type' } } };
const COOKIE: SourceModel = { kind: 'cookie', shapes: ['obj'], memberShapes: ['str', 'arr', 'obj'] };
const JSON_BODY: CallModel = {
  returns: 'this',
  sinks: [{ kind: 'response-body', arg: 0 }],
  response: { bodyArg: 0, ends: true },
};
const FILE_SINK: CallModel = {
  sinks: [{ kind: 'file-path', arg: 0, unless: { arg: 1, property: 'root' } }],
  response: { ends: true },
  async: 'callback',
  fireAndForget: true,
  callbacks: [{ arg: 'last', params: [null], promise: 'ignored' }],
};

/** `query` differs: Express 4 parses nested objects, Express 5 only text and lists. */
const requestType = (query: SourceModel): TypeModel => ({
  conventionalNames: ['req', 'request'],
  extends: 'node:http#IncomingMessage',
  members: {
    body: { source: { kind: 'body', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'], parsed: true } },
    query: { source: query },
    params: { source: { kind: 'param', shapes: ['obj'], memberShapes: ['str'] } },
    headers: { source: { kind: 'header', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } },
    cookies: { source: COOKIE },
    signedCookies: { source: { kind: 'cookie', shapes: ['obj'], memberShapes: ['str', 'obj', 'bool'] } },
    url: { source: { kind: 'url', shapes: ['str'] } },
    originalUrl: { source: { kind: 'url', shapes: ['str'] } },
    path: { source: { kind: 'url', shapes: ['str'] } },
    hostname: { source: header },
    host: { source: header },
    get: HEADER_CALL,
    header: HEADER_CALL,
    param: { call: { result: { is: 'source', source: { kind: 'param', shapes: ['str', 'arr', 'obj', 'null'] } } } },
    file: { type: 'multer#File' },
    files: {
      source: {
        kind: 'file-upload',
        shapes: ['arr', 'obj'],
        ownMembers: ['path', 'filename', 'destination', 'size', 'tempFilePath', 'filepath', 'newFilename'],
      },
    },
    is: TEST,
    accepts: TEST,
    acceptsCharsets: TEST,
    acceptsLanguages: TEST,
    method: { value: 'constant' },
    baseUrl: { value: 'constant' },
    protocol: { value: 'constant' },
    secure: { value: 'constant' },
    xhr: { value: 'constant' },
    app: { type: 'express#Application' },
    res: { type: 'Response' },
    session: { type: 'express-session#Session' },
    user: {},
    ip: {},
    route: {},
    signal: {},
    login: { call: { callbacks: [{ arg: 'last', params: [null], promise: 'ignored' }] } },
    logIn: { call: { callbacks: [{ arg: 'last', params: [null], promise: 'ignored' }] } },
    logout: { call: { callbacks: [{ arg: 'last', params: [null], promise: 'ignored' }] } },
    isAuthenticated: { call: { result: { is: 'safe', shapes: ['bool'] } } },
    flash: { call: {} },
    csrfToken: { call: {} },
  },
});

const RESPONSE: TypeModel = {
  conventionalNames: ['res', 'response'],
  extends: 'node:http#ServerResponse',
  members: {
    status: { call: { returns: 'this', response: { statusArg: 0 } } },
    sendStatus: { call: { returns: 'this', response: { statusArg: 0, ends: true } } },
    send: {
      call: {
        ...JSON_BODY,
        sinks: [
          { kind: 'html-response', arg: 0 },
          { kind: 'response-body', arg: 0 },
        ],
      },
    },
    json: { call: JSON_BODY },
    jsonp: { call: JSON_BODY },
    end: {
      call: {
        returns: 'this',
        sinks: [
          { kind: 'html-response', arg: 0, untyped: 'sniffed' },
          { kind: 'response-body', arg: 0 },
        ],
        response: { bodyArg: 0, ends: true },
      },
    },
    write: {
      call: {
        sinks: [
          { kind: 'html-response', arg: 0, untyped: 'sniffed' },
          { kind: 'response-body', arg: 0 },
        ],
        response: { bodyArg: 0 },
      },
    },
    redirect: { call: { sinks: [{ kind: 'redirect-target', arg: 'last' }], response: { ends: true } } },
    location: { call: { returns: 'this', sinks: [{ kind: 'redirect-target', arg: 0 }] } },
    render: {
      call: {
        sinks: [
          // A name with `..` in it leaves the folder of the views.
          { kind: 'file-path', arg: 0 },
          { kind: 'response-body', arg: 1 },
          { kind: 'template-settings', arg: 1 },
        ],
        response: { bodyArg: 1, ends: true },
        callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored' }],
      },
    },
    sendFile: { call: FILE_SINK },
    sendfile: { call: FILE_SINK },
    download: { call: { ...FILE_SINK, sinks: [{ kind: 'file-path', arg: 0, unless: { arg: 2, property: 'root' } }] } },
    cookie: { call: { returns: 'this', cookie: { nameArg: 0, valueArg: 1, options: { arg: 2 } } } },
    clearCookie: CHAIN,
    set: HEADER,
    header: HEADER,
    append: HEADER,
    type: TYPE,
    contentType: TYPE,
    attachment: CHAIN,
    links: CHAIN,
    vary: CHAIN,
    format: CHAIN,
    locals: {},
    req: { type: 'Request' },
    app: { type: 'express#Application' },
    get: { call: {} },
    headersSent: {},
  },
};

const handlers = (query: SourceModel) => ({
  Request: requestType(query),
  Response: RESPONSE,
  Next: { conventionalNames: ['next'], call: {} } satisfies TypeModel,
});
const base = {
  library: 'express',
  modules: ['express/lib/request', 'express/lib/response', 'express-serve-static-core'],
  family: 'http',
  exports: { Request: { type: 'Request' }, Response: { type: 'Response' }, NextFunction: { type: 'Next' } },
} as const;

export const express5Http = defineModel({
  ...base,
  versions: '>=5',
  types: handlers({ kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] }),
});
export const express4Http = defineModel({
  ...base,
  versions: '<5',
  types: handlers({ kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'obj', 'null'] }),
});
