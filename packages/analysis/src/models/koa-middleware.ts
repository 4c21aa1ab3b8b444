import type { GuardDuty } from '../vocabulary/concepts.js';
import { defineModel, type CallModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';
import { largeBody } from './express-guards.js';

/** Middleware whose whole meaning is the duty it fulfils. */
const guard = (library: string, duty: readonly GuardDuty[], more: CallModel = {}): LibraryModel =>
  defineModel({ library, modules: [library], family: 'other', exports: { default: { call: { duty, ...more } } } });

const corsBase = { library: '@koa/cors', modules: ['@koa/cors'], family: 'other' } as const;
export const koaCors = defineModel({
  ...corsBase,
  versions: '>=5',
  exports: { default: { call: { duty: ['cors'], cors: { arg: 0, default: 'any', dropsCredentials: true } } } },
});
/** Before version 5 whoever asked was given back. */
export const koaCors4 = defineModel({
  ...corsBase,
  versions: '<5',
  exports: { default: { call: { duty: ['cors'], cors: { arg: 0, default: 'reflected' } } } },
});
export const koaHelmet = guard('koa-helmet', ['security-headers']);
export const koaRatelimit = guard('koa-ratelimit', ['rate-limit'], {
  narrowedBy: ['id', 'whitelist', 'blacklist'],
  countsBy: { arg: 0, property: 'id' },
  callbacks: [{ arg: 0, property: 'id', params: ['koa#Context'], promise: 'awaited' }],
});
export const koaCompress = guard('koa-compress', ['compression']);
const BODY: MemberModel = {
  call: { duty: ['body-parser'], hazards: largeBody(0, 'jsonLimit', 'formLimit', 'textLimit') },
};
export const koaBodyparser = defineModel({
  library: 'koa-bodyparser',
  modules: ['koa-bodyparser'],
  family: 'other',
  exports: { default: BODY },
});
export const koaBodyparserScoped = defineModel({
  library: '@koa/bodyparser',
  modules: ['@koa/bodyparser'],
  family: 'other',
  exports: { default: BODY, bodyParser: BODY },
});
export const koaBody = defineModel({
  library: 'koa-body',
  modules: ['koa-body'],
  family: 'other',
  exports: { default: BODY, koaBody: BODY },
});
export const koaSession = defineModel({
  library: 'koa-session',
  modules: ['koa-session'],
  family: 'auth',
  exports: {
    default: {
      call: {
        duty: ['session'],
        sinks: [{ kind: 'secret', arg: 0, property: 'genid', propertyOnly: true }],
        cookie: {
          options: { arg: 0 },
          defaults: { httpOnly: true, secure: 'connection' },
          secureNeedsTls: true,
          holdsSession: true,
        },
      },
    },
  },
});
/** With `passthrough` whoever brings no token passes. */
export const koaJwt = defineModel({
  library: 'koa-jwt',
  modules: ['koa-jwt'],
  family: 'auth',
  exports: {
    default: {
      call: {
        duty: ['authentication'],
        dutyUnless: [{ arg: 0, property: 'passthrough', is: true }],
        sinks: [{ kind: 'secret', arg: 0, property: 'secret', propertyOnly: true }],
        returns: 'Guard',
      },
    },
  },
  types: { Guard: { members: { unless: { call: { exempts: {} } } } } },
});
export const koaStatic = defineModel({
  library: 'koa-static',
  modules: ['koa-static'],
  family: 'other',
  exports: {
    default: {
      call: {
        duty: ['static-files'],
        hazards: [
          { hazard: 'exposed-files', arg: 0, programFolder: true },
          { hazard: 'exposed-files', arg: 1, property: 'hidden', is: true },
        ],
      },
    },
  },
});

export const koaSend = defineModel({
  library: 'koa-send',
  modules: ['koa-send', '@koa/send'],
  family: 'http',
  exports: {
    default: {
      call: { async: 'promise', sinks: [{ kind: 'file-path', arg: 1, unless: { arg: 2, property: 'root' } }] },
    },
  },
});
