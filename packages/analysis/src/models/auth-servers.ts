import { defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { ArgRef } from '../vocabulary/sink-shapes.js';
import type { HazardModel } from '../vocabulary/setting-shapes.js';

/** Settings of Auth.js: protections that are on unless somebody switches them off. */
export const authJs = (arg: ArgRef, returns?: string): MemberModel => ({
  call: {
    ...(returns !== undefined && { returns }),
    sinks: [{ kind: 'secret', arg, property: 'secret', propertyOnly: true }],
    hazards: [
      off(arg, 'useSecureCookies', false, 'cookies'),
      off(arg, 'cookies.sessionToken.options.httpOnly', false),
      off(arg, 'cookies.sessionToken.options.secure', false),
      // Meant for frameworks that check where requests come from themselves.
      { hazard: 'unprotected-login', arg, property: 'skipCSRFCheck' },
    ],
  },
});

export const authCore = defineModel({
  library: '@auth/core',
  modules: ['@auth/core'],
  family: 'auth',
  exports: { Auth: authJs(1), skipCSRFCheck: {} },
});
export const authExpress = defineModel({
  library: '@auth/express',
  modules: ['@auth/express'],
  family: 'auth',
  exports: { ExpressAuth: authJs(0), getSession: { call: { async: 'promise', identifies: 'result' } } },
});

export const betterAuth = defineModel({
  library: 'better-auth',
  modules: ['better-auth', 'better-auth/minimal'],
  family: 'auth',
  exports: {
    betterAuth: {
      call: {
        returns: 'Auth',
        sinks: [{ kind: 'secret', arg: 0, property: 'secret', propertyOnly: true }],
        hazards: [
          off(0, 'advanced.useSecureCookies', false, ['advanced.defaultCookieAttributes.secure', 'advanced.cookies']),
          off(0, 'advanced.disableCSRFCheck', true),
          off(0, 'advanced.disableOriginCheck', true),
          off(0, 'advanced.defaultCookieAttributes.httpOnly', false),
          off(0, 'advanced.defaultCookieAttributes.secure', false),
          { hazard: 'unprotected-login', arg: 0, property: 'trustedOrigins', matches: '^(?:https?://)?\\*$' },
        ],
      },
    },
  },
  types: {
    Auth: { members: { api: { type: 'Api' }, handler: { call: { async: 'promise' } } } },
    Api: { members: { getSession: { call: { async: 'promise', identifies: 'result' } } } },
  },
});

/** It tells what stands in the cookie, whoever wrote it there. */
const COOKIE_ONLY: MemberModel = {
  call: { result: { is: 'source', source: { kind: 'cookie', shapes: ['str', 'null'] } } },
};
export const betterAuthCookies = defineModel({
  library: 'better-auth/cookies',
  modules: ['better-auth/cookies'],
  family: 'auth',
  exports: { getSessionCookie: COOKIE_ONLY, getCookieCache: { call: { async: 'promise' } } },
});

/** `secure` may be said of the cookies themselves instead, whose name then has no prefix. */
function off(arg: ArgRef, property: string, is: boolean, instead?: string | readonly string[]): HazardModel {
  return { hazard: 'unprotected-login', arg, property, is, ...(instead ? { unless: { arg, property: instead } } : {}) };
}
