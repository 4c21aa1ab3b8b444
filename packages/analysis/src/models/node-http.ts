import { type CallModel, defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';
import { LISTEN_LATER } from './node-events.js';
import { tlsHazards, versionHazards } from './node-tls.js';

const HANDLER = ['node:http#IncomingMessage', 'node:http#ServerResponse'];
const SERVER: CallModel = {
  returns: 'node:http#Server',
  answers: { method: 'ALL', path: 'in-handler' },
  callbacks: [{ arg: 'last', params: HANDLER, promise: 'ignored' }],
};
/** What a server tells beside requests. */
const TOLD = [
  'error', 'close', 'listening', 'connection', 'upgrade', 'connect', 'clientError', 'dropRequest', 'tlsClientError',
  'secureConnection', 'newSession', 'resumeSession', 'OCSPRequest', 'keylog', 'session', 'sessionError', 'stream',
  'timeout', 'unknownProtocol',
];
const LISTEN: MemberModel = {
  call: {
    returns: 'this',
    answers: {
      method: 'ALL',
      path: 'in-handler',
      handlersFrom: 1,
      when: { arg: 0, is: ['request', 'checkContinue', 'checkExpectation'] },
    },
    callbacks: [{ arg: 1, params: HANDLER, promise: 'error-event', unless: { arg: 0, is: TOLD } }],
  },
};
const OUTGOING: CallModel = {
  external: 'network',
  returns: 'ClientRequest',
  sinks: [
    { kind: 'outbound-url', arg: 0, property: ['host', 'hostname'], unless: { arg: 1, property: ['agent', 'lookup'] } },
    // What stands in the options wins over the address.
    {
      kind: 'outbound-url',
      arg: 1,
      property: ['host', 'hostname'],
      propertyOnly: true,
      unless: { arg: 1, property: ['agent', 'lookup'] },
    },
  ],
  callbacks: [{ arg: 'last', params: ['node:http#ServerAnswer'], promise: 'ignored', later: true }],
};
const LOCATION: SinkModel = { kind: 'redirect-target', arg: 1, when: { arg: 0, matches: '^location$' } };
const BODY: CallModel = {
  sinks: [
    { kind: 'html-response', arg: 0, untyped: 'sniffed' },
    { kind: 'response-body', arg: 0 },
  ],
  response: { bodyArg: 0 },
};
const exports: Record<string, MemberModel> = {
  createServer: { call: SERVER },
  request: { call: OUTGOING },
  get: { call: OUTGOING },
  Agent: { new: {} },
  IncomingMessage: { type: 'node:http#IncomingMessage' },
  ServerResponse: { type: 'node:http#ServerResponse' },
  Server: { type: 'node:http#Server', new: SERVER },
  STATUS_CODES: { value: 'constant' },
  METHODS: { value: 'constant' },
};

export const nodeHttp = defineModel({
  library: 'node:http',
  modules: ['node:http'],
  family: 'runtime',
  exports,
  types: {
    Server: {
      extends: 'node:events#EventEmitter',
      members: {
        listen: {
          call: { listens: true, returns: 'this', callbacks: [{ arg: 'last', params: [], promise: 'ignored' }] },
        },
        on: LISTEN,
        once: LISTEN,
        addListener: LISTEN,
        close: { call: { callbacks: [{ arg: 0, params: [null], promise: 'ignored' }] } },
        address: { call: {} },
      },
    },
    IncomingMessage: {
      extends: 'node:events#EventEmitter',
      members: {
        url: { source: { kind: 'url', shapes: ['str'] } },
        headers: { source: { kind: 'header', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } },
        method: { value: 'constant' },
        on: {
          call: {
            returns: 'this',
            callbacks: [{ arg: 1, params: ['source:body'], promise: 'error-event', later: true }],
          },
        },
        socket: {},
        connection: {},
        statusCode: {},
        setEncoding: { call: { returns: 'this' } },
      },
    },
    ServerResponse: {
      extends: 'node:events#EventEmitter',
      members: {
        on: LISTEN_LATER,
        once: LISTEN_LATER,
        write: { call: BODY },
        end: { call: { ...BODY, response: { bodyArg: 0, ends: true } } },
        writeHead: {
          call: {
            returns: 'this',
            response: { statusArg: 0 },
            contentType: { arg: 1, as: 'headers' },
            sinks: [{ kind: 'redirect-target', arg: 'last', property: ['Location', 'location'], propertyOnly: true }],
          },
        },
        setHeader: { call: { returns: 'this', contentType: { arg: 0, as: 'header' }, sinks: [LOCATION] } },
        getHeader: { call: {} },
        removeHeader: { call: {} },
        statusCode: {},
      },
    },
    /** What another server answers. */
    ServerAnswer: {
      extends: 'node:events#EventEmitter',
      members: {
        on: LISTEN_LATER,
        once: LISTEN_LATER,
        setEncoding: { call: { returns: 'this' } },
        statusCode: {},
        headers: {},
      },
    },
    ClientRequest: {
      extends: 'node:events#EventEmitter',
      members: {
        on: LISTEN_LATER,
        once: LISTEN_LATER,
        write: { call: {} },
        end: { call: {} },
        setTimeout: { call: { returns: 'this' } },
        destroy: { call: {} },
      },
    },
  },
});

const SECURE: CallModel = {
  ...OUTGOING,
  returns: 'node:http#ClientRequest',
  hazards: [...tlsHazards(0), ...tlsHazards(1)],
};

export const nodeHttps = defineModel({
  library: 'node:https',
  modules: ['node:https'],
  family: 'runtime',
  exports: {
    ...exports,
    Agent: { new: { hazards: tlsHazards(0) } },
    createServer: { call: { ...SERVER, hazards: versionHazards(0) } },
    request: { call: SECURE },
    get: { call: SECURE },
    Server: { type: 'node:http#Server' },
  },
});

export const nodeHttp2 = defineModel({
  library: 'node:http2',
  modules: ['node:http2'],
  family: 'runtime',
  exports: {
    createServer: { call: SERVER },
    createSecureServer: { call: { ...SERVER, hazards: versionHazards(0) } },
    connect: { call: { hazards: tlsHazards(1) } },
  },
});
