import type { GuardDuty } from '../vocabulary/concepts.js';
import { defineModel, type LibraryModel } from '../vocabulary/library-model.js';

/** Plugins are handed to `register`: the value itself is the duty. */
const plugin = (library: string, duty: readonly GuardDuty[]): LibraryModel =>
  defineModel({ library, modules: [library], family: 'other', exports: { default: { call: { duty } } } });

export const fastifyCors = defineModel({
  library: '@fastify/cors',
  modules: ['@fastify/cors'],
  family: 'other',
  exports: {
    default: { call: { duty: ['cors'], cors: { arg: 1, default: 'any', trueReflects: true, handed: true } } },
  },
});
export const fastifyHelmet = plugin('@fastify/helmet', ['security-headers']);
/** Limits every route beside it unless it is told to wait for those that ask. */
export const fastifyRateLimit = defineModel({
  library: '@fastify/rate-limit',
  modules: ['@fastify/rate-limit', 'fastify-rate-limit'],
  family: 'other',
  exports: { default: { call: { duty: ['rate-limit'], dutyUnless: [{ arg: 1, property: 'global', is: false }] } } },
});
export const fastifyCompress = plugin('@fastify/compress', ['compression']);
export const fastifyCsrf = plugin('@fastify/csrf-protection', ['csrf']);
export const fastifyStatic = plugin('@fastify/static', ['static-files']);
export const fastifyMultipart = plugin('@fastify/multipart', ['upload']);
export const fastifyFormbody = plugin('@fastify/formbody', ['body-parser']);
/** Keeps the bytes of the body on the request, before anything reads them. */
export const fastifyRawBody = plugin('fastify-raw-body', ['body-parser']);
/** Only decorates the instance: `basicAuth` guards where it is used as a hook. */
export const fastifyBasicAuth = plugin('@fastify/basic-auth', []);
/** Adds its hook itself unless it is told not to. */
export const fastifyBearerAuth = defineModel({
  library: '@fastify/bearer-auth',
  modules: ['@fastify/bearer-auth'],
  family: 'other',
  exports: {
    default: { call: { duty: ['authentication'], dutyUnless: [{ arg: 1, property: 'addHook', is: false }] } },
  },
});
export const fastifySession = defineModel({
  library: '@fastify/session',
  modules: ['@fastify/session'],
  family: 'auth',
  exports: {
    default: {
      call: {
        duty: ['session'],
        sinks: [{ kind: 'secret', arg: 1, property: ['secret', 'idGenerator'], propertyOnly: true, handed: true }],
        cookie: {
          options: { arg: 1, property: 'cookie' },
          defaults: { httpOnly: true, secure: true },
          secureNeedsTls: true,
          autoSecure: true,
          handed: true,
        },
      },
    },
  },
});
export const fastifySecureSession = defineModel({
  library: '@fastify/secure-session',
  modules: ['@fastify/secure-session'],
  family: 'auth',
  exports: {
    default: {
      call: {
        duty: ['session'],
        sinks: [{ kind: 'secret', arg: 1, property: ['secret', 'key'], propertyOnly: true, handed: true }],
        cookie: {
          options: { arg: 1, property: 'cookie' },
          defaults: { httpOnly: true },
          holdsSession: true,
          handed: true,
        },
      },
    },
  },
});
export const fastifyCookie = defineModel({
  library: '@fastify/cookie',
  modules: ['@fastify/cookie'],
  family: 'other',
  exports: {
    default: {
      call: { duty: [], sinks: [{ kind: 'secret', arg: 1, property: 'secret', propertyOnly: true, handed: true }] },
    },
  },
});

export const fastifyJwt = defineModel({
  library: '@fastify/jwt',
  modules: ['@fastify/jwt'],
  family: 'auth',
  exports: {
    default: {
      call: {
        duty: [],
        sinks: [{ kind: 'secret', arg: 1, property: ['secret', 'secret.private'], propertyOnly: true, handed: true }],
      },
    },
  },
  types: {
    Jwt: {
      members: {
        sign: {
          call: { token: { does: 'sign', payloadArg: 0, optionsArg: 1 }, result: { is: 'safe', shapes: ['str'] } },
        },
        verify: { call: { token: { does: 'verify', optionsArg: 1 }, result: { is: 'validated', arg: 0 } } },
        decode: {
          call: { token: { does: 'decode', optionsArg: 1 }, result: { is: 'derived', from: [0], shapes: ['obj'] } },
        },
      },
    },
  },
});

/** Marks a plugin as not encapsulated; what it wraps is the plugin. */
export const fastifyPlugin = defineModel({
  library: 'fastify-plugin',
  modules: ['fastify-plugin'],
  family: 'http',
  exports: {
    default: {
      call: {
        returns: 'fastify#Plugin',
        sharesScope: true,
        callbacks: [{ arg: 0, params: ['fastify#Instance', null, null], promise: 'awaited' }],
      },
    },
    fastifyPlugin: {
      call: {
        returns: 'fastify#Plugin',
        sharesScope: true,
        callbacks: [{ arg: 0, params: ['fastify#Instance', null, null], promise: 'awaited' }],
      },
    },
  },
});
