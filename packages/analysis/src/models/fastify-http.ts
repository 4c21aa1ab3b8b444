import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

const CHAIN: MemberModel = { call: { returns: 'this' } };
const COOKIE: MemberModel = { call: { returns: 'this', cookie: { nameArg: 0, valueArg: 1, options: { arg: 2 } } } };

/**
 * Request and reply. Text is sent as text/plain unless the type is set, so a body is no HTML. Query values are text or
 * lists.
 */
export const fastifyHttp = defineModel({
  library: 'fastify',
  modules: ['fastify/types/request', 'fastify/types/reply'],
  family: 'http',
  exports: { FastifyRequest: { type: 'Request' }, FastifyReply: { type: 'Reply' } },
  types: {
    Request: {
      conventionalNames: ['request', 'req'],
      members: {
        body: { source: { kind: 'body', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] } },
        query: { source: { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } },
        params: { source: { kind: 'param', shapes: ['obj'], memberShapes: ['str'] } },
        headers: { source: { kind: 'header', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } },
        cookies: { source: { kind: 'cookie', shapes: ['obj'], memberShapes: ['str', 'null'] } },
        unsignCookie: { call: { token: { does: 'verify', validMember: 'valid' } } },
        url: { source: { kind: 'url', shapes: ['str'] } },
        originalUrl: { source: { kind: 'url', shapes: ['str'] } },
        hostname: { source: { kind: 'header', shapes: ['str'] } },
        host: { source: { kind: 'header', shapes: ['str'] } },
        raw: { type: 'node:http#IncomingMessage' },
        method: { value: 'constant' },
        protocol: { value: 'constant' },
        id: {},
        ip: {},
        ips: {},
        routeOptions: { value: 'constant' },
        socket: {},
        user: {},
        server: { type: 'Instance' },
        log: { type: 'pino#Logger' },
        session: { type: 'express-session#Session' },
        jwtVerify: { call: { async: 'promise', token: { does: 'verify' } } },
        jwtDecode: { call: { async: 'promise', token: { does: 'decode' } } },
        file: { call: { async: 'promise', returns: 'multer#File' } },
        files: { call: {} },
        parts: { call: {} },
        saveRequestFiles: { call: { async: 'promise' } },
        isMultipart: { call: {} },
      },
    },
    Reply: {
      conventionalNames: ['reply', 'res'],
      members: {
        send: {
          call: {
            returns: 'this',
            fireAndForget: true,
            sinks: [
              { kind: 'html-response', arg: 0, untyped: 'text' },
              { kind: 'response-body', arg: 0 },
            ],
            response: { bodyArg: 0, ends: true, errorsMasked: true },
          },
        },
        code: { call: { returns: 'this', response: { statusArg: 0 } } },
        status: { call: { returns: 'this', response: { statusArg: 0 } } },
        redirect: {
          call: { returns: 'this', sinks: [{ kind: 'redirect-target', arg: 'rest' }], response: { ends: true } },
        },
        header: {
          call: {
            returns: 'this',
            contentType: { arg: 0, as: 'header' },
            sinks: [{ kind: 'redirect-target', arg: 1, when: { arg: 0, matches: '^location$' } }],
          },
        },
        headers: { call: { returns: 'this', contentType: { arg: 0, as: 'headers' } } },
        type: { call: { returns: 'this', contentType: { arg: 0, as: 'type' } } },
        removeHeader: CHAIN,
        serializer: CHAIN,
        hijack: CHAIN,
        trailer: CHAIN,
        callNotFound: { call: { response: { status: 404, ends: true } } },
        setCookie: COOKIE,
        cookie: COOKIE,
        clearCookie: CHAIN,
        view: {
          call: { returns: 'this', sinks: [{ kind: 'response-body', arg: 1 }], response: { bodyArg: 1, ends: true } },
        },
        /** The plugin keeps the name inside its root. */
        sendFile: { call: { returns: 'this', response: { ends: true } } },
        download: { call: { returns: 'this', response: { ends: true } } },
        jwtSign: { call: { async: 'promise', token: { does: 'sign', payloadArg: 0, optionsArg: 1 } } },
        raw: { type: 'node:http#ServerResponse' },
        sent: {},
        statusCode: {},
        elapsedTime: {},
        log: { type: 'pino#Logger' },
        request: { type: 'Request' },
        server: { type: 'Instance' },
      },
    },
  },
});
