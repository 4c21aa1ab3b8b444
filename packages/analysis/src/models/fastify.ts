import { defineModel, type CallModel, type MemberModel, type SourceModel } from './define.js';

const ANY: SourceModel['shapes'] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];
/** A handler may answer by returning; what it returns is awaited and its rejection answered with 500. */
const HANDLER = ['Request', 'Reply'];
const verb = (method: string): MemberModel => ({
  call: {
    returns: 'this',
    route: { method, path: { arg: 0 }, handlersFrom: 1, guardProperties: ['preHandler', 'onRequest', 'preValidation', 'preParsing', 'beforeHandler'], schemaProperty: 'schema' },
    callbacks: [
      { arg: 'last', params: HANDLER, promise: 'awaited' },
      ...['preHandler', 'onRequest', 'preValidation', 'handler'].map((property) => ({ arg: 1 as const, property, params: [...HANDLER, 'Done'], promise: 'awaited' as const })),
    ],
    fireAndForget: true,
  },
});
const FULL_ROUTE: CallModel = {
  returns: 'this',
  fireAndForget: true,
  route: { method: { arg: 0, property: 'method' }, path: { arg: 0, property: 'url' }, handlerProperty: 'handler', guardProperties: ['preHandler', 'onRequest', 'preValidation', 'preParsing', 'beforeHandler'], schemaProperty: 'schema' },
  callbacks: ['handler', 'preHandler', 'onRequest', 'preValidation'].map((property) => ({ arg: 0 as const, property, params: [...HANDLER, 'Done'], promise: 'awaited' as const })),
};
const SEND: CallModel = { returns: 'this', fireAndForget: true, sinks: [{ kind: 'response-body', arg: 0 }], response: { bodyArg: 0, ends: true } };
const STATUS: MemberModel = { call: { returns: 'this', response: { statusArg: 0 } } };

export const fastify = defineModel({
  library: 'fastify',
  modules: ['fastify', 'fastify-plugin'],
  family: 'http',
  exports: {
    default: { call: { returns: 'Instance' } },
    fastify: { call: { returns: 'Instance' } },
    Fastify: { call: { returns: 'Instance' } },
    FastifyInstance: { type: 'Instance' },
    FastifyRequest: { type: 'Request' },
    FastifyReply: { type: 'Reply' },
  },
  types: {
    Instance: {
      conventionalNames: ['fastify'],
      members: {
        get: verb('GET'), post: verb('POST'), put: verb('PUT'), patch: verb('PATCH'), delete: verb('DELETE'), head: verb('HEAD'), options: verb('OPTIONS'), all: verb('ALL'),
        route: { call: FULL_ROUTE },
        register: { call: { returns: 'this', fireAndForget: true, mount: { from: 0, scope: 'encapsulated', prefixProperty: { arg: 1, property: 'prefix' } }, callbacks: [{ arg: 0, params: ['Instance', null, 'Done'], promise: 'awaited' }] } },
        addHook: { call: { returns: 'this', fireAndForget: true, mount: { from: 1, scope: 'encapsulated', hook: 'addHook' }, callbacks: [{ arg: 1, params: [...HANDLER, 'Done'], promise: 'awaited' }] } },
        decorate: { call: { returns: 'this' } }, decorateRequest: { call: { returns: 'this' } }, decorateReply: { call: { returns: 'this' } },
        setErrorHandler: { call: { returns: 'this', duty: ['error-handler'], callbacks: [{ arg: 0, params: [null, ...HANDLER], promise: 'awaited' }] } },
        setNotFoundHandler: { call: { returns: 'this', callbacks: [{ arg: 'last', params: HANDLER, promise: 'awaited' }] } },
        after: { call: { fireAndForget: true, returns: 'this' } }, ready: { call: { fireAndForget: true } },
        withTypeProvider: { call: { returns: 'this' } },
        listen: { call: { async: 'callback', listens: true, callbacks: [{ arg: 'last', params: [null, null] }] } },
        inject: { call: { async: 'lazy' } }, close: { call: { async: 'callback' } },
        log: { type: 'pino#Logger' },
        pg: { type: 'pg#Pool' },
      },
    },
    Request: {
      members: {
        body: { source: { kind: 'body', shapes: ANY } },
        query: { source: { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } },
        params: { source: { kind: 'param', shapes: ['obj'], memberShapes: ['str'] } },
        headers: { source: { kind: 'header', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } },
        cookies: { source: { kind: 'cookie', shapes: ['obj'], memberShapes: ['str'] } },
        url: { source: { kind: 'url', shapes: ['str'] } },
        hostname: { source: { kind: 'header', shapes: ['str'] } },
        server: { type: 'Instance' },
        log: { type: 'pino#Logger' },
        file: { call: { async: 'promise' } },
        jwtVerify: { call: { async: 'promise', token: { does: 'verify' } } },
      },
    },
    Reply: {
      members: {
        send: { call: SEND }, view: { call: SEND },
        code: STATUS, status: STATUS,
        header: { call: { returns: 'this' } }, headers: { call: { returns: 'this' } }, type: { call: { returns: 'this' } },
        redirect: { call: { returns: 'this', fireAndForget: true, sinks: [{ kind: 'redirect-target', arg: 0 }], response: { ends: true } } },
        sendFile: { call: { returns: 'this', fireAndForget: true, response: { ends: true } } },
        setCookie: { call: { returns: 'this' } }, clearCookie: { call: { returns: 'this' } },
        hijack: { call: {} }, log: { type: 'pino#Logger' },
      },
    },
    Done: { call: {} },
  },
});
