import {
  defineModel,
  type CallbackModel,
  type CallModel,
  type MemberModel,
  type RouteModel,
} from '../vocabulary/library-model.js';
import { largeBody } from './express-guards.js';

const GUARDS = ['onRequest', 'preParsing', 'preValidation', 'preHandler'];
const SETTINGS: RouteModel['dutyProperties'] = [{ path: 'config.rateLimit', duty: 'rate-limit' }];
const handler = (arg: CallbackModel['arg'], property?: string): CallbackModel => ({
  arg,
  params: ['Request', 'Reply', 'Done'],
  promise: 'awaited',
  ...(property === undefined ? {} : { property }),
});
const properties = (arg: number): CallbackModel[] =>
  ['handler', ...GUARDS, 'preSerialization', 'onSend', 'onResponse'].map((name) => handler(arg, name));
const verb = (method: string): MemberModel => ({
  call: {
    returns: 'this',
    fireAndForget: true,
    hazards: largeBody(1, 'bodyLimit'),
    route: {
      method,
      path: { arg: 0 },
      handlersFrom: 1,
      handlerProperty: 'handler',
      guardProperties: GUARDS,
      dutyProperties: SETTINGS,
      schemaProperty: 'schema',
    },
    callbacks: [handler('last'), ...properties(1)],
  },
});
const ready: CallModel = { async: 'promise' };
const MADE: MemberModel = { call: { returns: 'Instance', hazards: largeBody(0, 'bodyLimit') } };
const DECORATE: MemberModel = { call: { returns: 'this' } };
const NAMED: MemberModel = { call: { returns: 'this', names: { nameArg: 0, valueArg: 1 } } };

/** Handlers and hooks may return promises; a plugin guards only what is registered inside it. */
export const fastify = defineModel({
  library: 'fastify',
  modules: ['fastify'],
  family: 'http',
  typed: { safeCalls: ['register', 'ready'], safePromises: ['FastifyReply', 'FastifyInstance'] },
  exports: {
    default: MADE,
    fastify: MADE,
    Fastify: MADE,
    FastifyInstance: { type: 'Instance' },
    FastifyRequest: { type: 'Request' },
    FastifyReply: { type: 'Reply' },
    FastifyPluginAsync: { type: 'Plugin' },
    FastifyPluginCallback: { type: 'Plugin' },
    FastifyPluginAsyncTypebox: { type: 'Plugin' },
    FastifyPlugin: { type: 'Plugin' },
    RouteHandlerMethod: { type: 'Handler' },
    RouteHandler: { type: 'Handler' },
    preHandlerHookHandler: { type: 'Handler' },
    onRequestHookHandler: { type: 'Handler' },
    preHandlerAsyncHookHandler: { type: 'Handler' },
  },
  types: {
    Plugin: { params: ['Instance', null, 'Done'] },
    Handler: { params: ['Request', 'Reply', 'Done'] },
    Done: { call: {} },
    Instance: {
      conventionalNames: ['fastify', 'app', 'server', 'instance'],
      members: {
        get: verb('GET'),
        post: verb('POST'),
        put: verb('PUT'),
        patch: verb('PATCH'),
        delete: verb('DELETE'),
        head: verb('HEAD'),
        options: verb('OPTIONS'),
        all: verb('ALL'),
        route: {
          call: {
            returns: 'this',
            fireAndForget: true,
            hazards: largeBody(0, 'bodyLimit'),
            route: {
              method: { arg: 0, property: 'method' },
              path: { arg: 0, property: 'url' },
              handlersFrom: 1,
              handlerProperty: 'handler',
              guardProperties: GUARDS,
              dutyProperties: SETTINGS,
              schemaProperty: 'schema',
            },
            callbacks: properties(0),
          },
        },
        register: {
          call: {
            returns: 'this',
            mount: { from: 0, prefixProperty: { arg: 1, property: 'prefix' }, scope: 'encapsulated' },
            fireAndForget: true,
            callbacks: [{ arg: 0, params: ['Instance', null, 'Done'], promise: 'awaited' }],
          },
        },
        addHook: {
          call: {
            returns: 'this',
            fireAndForget: true,
            mount: { from: 1, scope: 'encapsulated', hook: 'hook', before: { arg: 0, is: GUARDS } },
            callbacks: [{ arg: 1, params: ['Request', 'Reply', null, 'Done'], promise: 'awaited' }],
          },
        },
        setErrorHandler: {
          call: {
            returns: 'this',
            duty: ['error-handler'],
            callbacks: [{ arg: 0, params: [null, 'Request', 'Reply'], promise: 'awaited' }],
          },
        },
        setNotFoundHandler: { call: { returns: 'this', callbacks: [handler('last')] } },
        decorate: NAMED,
        decorateRequest: DECORATE,
        decorateReply: DECORATE,
        addSchema: DECORATE,
        withTypeProvider: DECORATE,
        setValidatorCompiler: DECORATE,
        setSerializerCompiler: DECORATE,
        setSchemaController: DECORATE,
        addContentTypeParser: {
          call: {
            returns: 'this',
            callbacks: [{ arg: 'last', params: ['Request', 'source:body', null], promise: 'awaited' }],
          },
        },
        listen: {
          call: {
            async: 'callback',
            listens: true,
            callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored' }],
          },
        },
        ready: {
          call: { ...ready, async: 'callback', callbacks: [{ arg: 'last', params: [null], promise: 'ignored' }] },
        },
        after: { call: { fireAndForget: true, callbacks: [{ arg: 'last', params: [null], promise: 'ignored' }] } },
        close: { call: ready },
        inject: { call: ready },
        /** Decorations of well-known plugins. */
        authenticate: {},
        jwt: { type: '@fastify/jwt#Jwt' },
        pg: { type: 'pg#Pool' },
        mysql: { type: 'mysql2#PromisePool' },
        redis: { type: 'ioredis#Redis' },
        httpErrors: {},
        log: { type: 'pino#Logger' },
        prefix: { value: 'constant' },
        server: { type: 'node:http#Server' },
        csrfProtection: { call: { duty: ['csrf'] } },
        basicAuth: { call: { duty: ['authentication'] } },
        rateLimit: { call: { duty: ['rate-limit'] } },
      },
    },
  },
});
