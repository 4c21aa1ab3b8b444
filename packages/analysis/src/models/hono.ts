import type { GuardDuty, Shape } from '../vocabulary/concepts.js';
import { defineModel, type CallModel, type MemberModel, type SourceModel } from '../vocabulary/library-model.js';

const ANY: readonly Shape[] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];
const HANDLERS = ['Context', 'Next'];
const verb = (method: string): MemberModel => ({
  call: {
    returns: 'this',
    route: { method, path: { arg: 0 }, handlersFrom: 1 },
    callbacks: [{ arg: 'rest', params: HANDLERS, promise: 'awaited' }],
  },
});
const reads = (source: SourceModel, form?: 'promise'): MemberModel => ({
  call: { ...(form ? { async: form } : {}), result: { is: 'source', source } },
});
const sends = (...sinks: NonNullable<CallModel['sinks']>): MemberModel => ({
  call: { sinks: [...sinks, { kind: 'response-body', arg: 0 }], response: { bodyArg: 0, statusArg: 1, ends: true } },
});
const guard = (...duty: GuardDuty[]): MemberModel => ({ call: { duty } });

/** Handlers return responses or promises of them. */
/** What a route is described with, for whoever reads about it. */
const DESCRIBED = [
  'method', 'path', 'middleware', 'request', 'responses', 'tags', 'summary', 'description', 'security', 'hide',
  'deprecated', 'operationId', 'servers', 'parameters', 'externalDocs', 'callbacks',
];

export const hono = defineModel({
  library: 'hono',
  modules: ['hono', 'hono/*', '@hono/zod-openapi'],
  family: 'http',
  exports: {
    Hono: { type: 'Hono', new: {} },
    OpenAPIHono: { type: 'Hono', new: {} },
    createRoute: { call: { returns: 'argument:0' } },
    Context: { type: 'Context' },
    Next: { type: 'Next' },
    HonoRequest: { type: 'Request' },
    MiddlewareHandler: { type: 'Handler' },
    Handler: { type: 'Handler' },
    createMiddleware: {
      call: { returns: 'argument:0', callbacks: [{ arg: 0, params: HANDLERS, promise: 'awaited' }] },
    },
    HTTPException: { type: 'HTTPException', new: { response: { statusArg: 0, ends: true } } },
    cors: { call: { duty: ['cors'], cors: { arg: 0, default: 'any' } } },
    csrf: guard('csrf'),
    secureHeaders: guard('security-headers'),
    compress: guard('compression'),
    logger: guard('logging'),
    jwt: {
      call: { duty: ['authentication'], sinks: [{ kind: 'secret', arg: 0, property: 'secret', propertyOnly: true }] },
    },
    jwk: guard('authentication'),
    bearerAuth: { call: { duty: ['authentication'], dutyUnless: [{ arg: 0, property: 'verifyToken' }] } },
    basicAuth: { call: { duty: ['authentication'], dutyUnless: [{ arg: 0, property: 'verifyUser' }] } },
    bodyLimit: guard('body-parser'),
    serveStatic: guard('static-files'),
    except: { call: { exempts: { from: 1 } } },
    validator: { call: { duty: ['validation'] } },
    sign: {
      call: {
        async: 'promise',
        token: { does: 'sign', payloadArg: 0, keyArg: 1 },
        sinks: [{ kind: 'secret', arg: 1 }],
      },
    },
    verify: {
      call: {
        async: 'promise',
        token: { does: 'verify', keyArg: 1, optionsArg: 2 },
        sinks: [{ kind: 'secret', arg: 1 }],
        result: { is: 'validated', arg: 0 },
      },
    },
    decode: { call: { token: { does: 'decode' } } },
    getCookie: { call: { result: { is: 'source', source: { kind: 'cookie', shapes: ['str', 'obj', 'null'] } } } },
    setCookie: { call: { cookie: { nameArg: 1, valueArg: 2, options: { arg: 3 } } } },
    setSignedCookie: {
      call: {
        async: 'promise',
        cookie: { nameArg: 1, valueArg: 2, options: { arg: 4 } },
        sinks: [{ kind: 'secret', arg: 3 }],
      },
    },
    deleteCookie: { call: {} },
    getSignedCookie: { call: { async: 'promise' } },
    html: { tag: { result: { is: 'safe', shapes: ['obj'] } } },
    raw: { call: { sinks: [{ kind: 'html-response', arg: 0 }] } },
    env: { call: { result: { is: 'safe', shapes: ['obj'] } } },
  },
  types: {
    Handler: { params: HANDLERS },
    HTTPException: {},
    Next: { call: { async: 'promise' } },
    Hono: {
      conventionalNames: ['app'],
      members: {
        get: verb('GET'),
        post: verb('POST'),
        put: verb('PUT'),
        patch: verb('PATCH'),
        delete: verb('DELETE'),
        options: verb('OPTIONS'),
        all: verb('ALL'),
        on: {
          call: {
            returns: 'this',
            route: { method: { arg: 0 }, path: { arg: 1 }, handlersFrom: 2 },
            callbacks: [{ arg: 'rest', from: 2, params: HANDLERS, promise: 'awaited' }],
          },
        },
        use: {
          call: {
            returns: 'this',
            mount: { pathArg: 0, from: 0, scope: 'ordered', exact: true },
            callbacks: [{ arg: 'rest', params: HANDLERS, promise: 'awaited' }],
          },
        },
        route: { call: { returns: 'this', mount: { pathArg: 0, from: 1, scope: 'ordered' } } },
        mount: { call: { returns: 'this' } },
        basePath: { call: { returns: 'this', prefixArg: 0 } },
        openapi: {
          call: {
            returns: 'this',
            route: {
              method: { arg: 0, property: 'method' },
              path: { arg: 0, property: 'path' },
              handlersFrom: 1,
              braces: true,
              optionsArg: 0,
              guardProperties: ['middleware'],
              settings: DESCRIBED,
            },
            callbacks: [{ arg: 1, params: HANDLERS, promise: 'awaited' }],
          },
        },
        onError: {
          call: {
            returns: 'this',
            duty: ['error-handler'],
            callbacks: [{ arg: 0, params: [null, 'Context'], promise: 'awaited' }],
          },
        },
        notFound: { call: { returns: 'this', callbacks: [{ arg: 0, params: ['Context'], promise: 'awaited' }] } },
        request: { call: { async: 'promise' } },
        fetch: { call: { async: 'promise', serves: true } },
      },
    },
    Context: {
      conventionalNames: ['c'],
      members: {
        req: { type: 'Request' },
        json: sends(),
        text: sends(),
        body: sends({ kind: 'html-response', arg: 0, untyped: 'text' }),
        html: sends({ kind: 'html-response', arg: 0 }),
        newResponse: sends({ kind: 'html-response', arg: 0, untyped: 'text' }),
        notFound: { call: { response: { status: 404, ends: true } } },
        redirect: { call: { sinks: [{ kind: 'redirect-target', arg: 0 }], response: { statusArg: 1, ends: true } } },
        status: { call: { response: { statusArg: 0 } } },
        header: {
          call: {
            contentType: { arg: 0, as: 'header' },
            sinks: [{ kind: 'redirect-target', arg: 1, when: { arg: 0, matches: '^location$' } }],
          },
        },
        get: { call: {} },
        set: { call: {} },
        render: { call: {} },
        var: {},
        env: { value: 'constant' },
        executionCtx: {},
        event: {},
        error: {},
        res: {},
      },
    },
    Request: {
      members: {
        query: reads({ kind: 'query', shapes: ['str', 'obj', 'null'], memberShapes: ['str'] }),
        queries: reads({ kind: 'query', shapes: ['arr', 'null'] }),
        param: reads({ kind: 'param', shapes: ['str', 'obj'], memberShapes: ['str'] }),
        header: reads({ kind: 'header', shapes: ['str', 'obj', 'null'], memberShapes: ['str'] }),
        json: reads({ kind: 'body', shapes: ANY }, 'promise'),
        text: reads({ kind: 'body', shapes: ['str'] }, 'promise'),
        parseBody: reads({ kind: 'form', shapes: ['obj'], memberShapes: ['str', 'obj', 'arr'] }, 'promise'),
        formData: { call: { async: 'promise', returns: 'web-platform#FormData' } },
        arrayBuffer: reads({ kind: 'body', shapes: ['obj'] }, 'promise'),
        blob: reads({ kind: 'body', shapes: ['obj'] }, 'promise'),
        /** Whatever a validator in the chain let through. */
        valid: {
          call: { result: { is: 'validated', arg: 'this', by: 'route', source: { kind: 'body', shapes: ANY } } },
        },
        url: { source: { kind: 'url', shapes: ['str'] } },
        path: { source: { kind: 'url', shapes: ['str'] } },
        raw: { type: 'web-platform#Request' },
        method: { value: 'constant' },
      },
    },
  },
});
export const honoZodValidator = defineModel({
  library: '@hono/zod-validator',
  modules: ['@hono/zod-validator', '@hono/valibot-validator', '@hono/standard-validator'],
  family: 'validation',
  exports: { zValidator: guard('validation'), vValidator: guard('validation'), sValidator: guard('validation') },
});
export const honoNode = defineModel({
  library: '@hono/node-server',
  modules: ['@hono/node-server'],
  family: 'http',
  exports: { serve: { call: { listens: true, callbacks: [{ arg: 1, params: [null], promise: 'ignored' }] } } },
});
