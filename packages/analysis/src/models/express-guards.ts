import type { GuardDuty } from '../vocabulary/concepts.js';
import { type CallModel, defineModel, type LibraryModel } from '../vocabulary/library-model.js';
import type { HazardModel } from '../vocabulary/setting-shapes.js';

/** Parsing 50 MB of JSON stops the process for more than a second (nodejs.org, "Don't Block the Event Loop": 1.3 s). */
const LARGE = 50_000_000;
export const largeBody = (arg: number, ...properties: string[]): HazardModel[] =>
  properties.map((property) => ({ hazard: 'body-limit', arg, property, bytes: LARGE }));
/** More than a hundred times the defaults of qs: 1000 parameters, 20 elements of a list, 5 levels. */
export const DEEP: readonly HazardModel[] = Object.entries({
  parameterLimit: 100_000,
  arrayLimit: 2000,
  depth: 500,
}).map(([property, above]) => ({ hazard: 'body-limit', arg: 0, property, above }));
/** What the four body parsers of one library mean. */
export const BODY_PARSERS: Record<string, { readonly call: CallModel }> = Object.fromEntries(
  ['json', 'urlencoded', 'raw', 'text'].map((name) => [
    name,
    {
      call: {
        duty: ['body-parser' as const],
        // Without nested names a form gives texts, and lists of them where a name comes twice.
        parsesBody: name === 'urlencoded' ? { textsWhen: { arg: 0, property: 'extended', is: false } } : {},
        hazards: [...largeBody(0, 'limit'), ...(name === 'urlencoded' ? DEEP : [])],
      },
    },
  ]),
);

/** Middleware whose whole meaning is the duty it fulfils. */
const guard = (
  library: string,
  duty: readonly GuardDuty[],
  named: readonly string[] = [],
  more: CallModel = {},
): LibraryModel =>
  defineModel({
    library,
    modules: [library],
    family: 'other',
    exports: {
      default: { call: { duty, ...more } },
      ...Object.fromEntries(named.map((name) => [name, { call: { duty, ...more } }])),
    },
    ...(more.returns === 'Guard' && { types: { Guard: { members: { unless: { call: { exempts: {} } } } } } }),
  });

export const cors = guard('cors', ['cors'], [], { cors: { arg: 0, default: 'any', trueReflects: true } });
export const helmet = guard(
  'helmet',
  ['security-headers'],
  ['contentSecurityPolicy', 'hsts', 'frameguard', 'noSniff', 'xssFilter'],
);
/** A limiter that leaves requests out, or counts by something else than the address, is made for some routes. */
const NARROWED: CallModel = {
  narrowedBy: ['skip', 'keyGenerator', 'skipFailedRequests', 'requestWasSuccessful'],
  countsBy: { arg: 0, property: 'keyGenerator' },
  callbacks: [
    { arg: 0, property: 'keyGenerator', params: ['express#Request', 'express#Response'], promise: 'awaited' },
  ],
};
export const expressRateLimit = guard('express-rate-limit', ['rate-limit'], ['rateLimit'], NARROWED);
export const expressSlowDown = guard('express-slow-down', ['rate-limit'], ['slowDown'], NARROWED);
export const compression = guard('compression', ['compression']);
export const csurf = guard('csurf', ['csrf']);
export const csrfSync = guard('csrf-sync', ['csrf'], ['csrfSync']);
export const lusca = guard('lusca', ['csrf'], ['csrf', 'xframe', 'xssProtection', 'hsts', 'csp']);
/** Notes of one request for the next, kept in its session. */
export const connectFlash = guard('connect-flash', []);
export const expressFlash = guard('express-flash', []);
/** `token` is given a function whose result is written. */
export const morgan = defineModel({
  library: 'morgan',
  modules: ['morgan'],
  family: 'logging',
  exports: { default: { call: { duty: ['logging'] }, members: { token: { call: {} } } } },
});
export const bodyParser = defineModel({
  library: 'body-parser',
  modules: ['body-parser'],
  family: 'other',
  exports: {
    default: { call: { duty: ['body-parser'], hazards: largeBody(0, 'limit'), parsesBody: {} } },
    ...BODY_PARSERS,
  },
});
const FAILING: CallModel = { refusesBy: 'failure' };
/** Whoever brings no token passes when none is required. */
const JWT: CallModel = {
  ...FAILING,
  sinks: [{ kind: 'secret', arg: 0, property: 'secret', propertyOnly: true }],
  returns: 'Guard',
  dutyUnless: [{ arg: 0, property: 'credentialsRequired', is: false }],
};
export const expressJwt = defineModel({
  ...guard('express-jwt', ['authentication'], ['expressjwt'], JWT),
  versions: '>=6',
});
/** Before version 6 the token chose how it was checked where nothing was said (CVE-2020-15084). */
export const expressJwtBefore6 = defineModel({
  ...guard('express-jwt', ['authentication'], ['expressjwt'], {
    ...JWT,
    token: { does: 'verify', optionsArg: 0, algorithmsRequired: true },
  }),
  versions: '<6',
  outdated: true,
});
export const expressBasicAuth = guard('express-basic-auth', ['authentication'], [], {
  dutyUnless: [{ arg: 0, property: 'authorizer' }],
  sinks: [{ kind: 'secret', arg: 0, property: 'users', propertyOnly: true }],
});
export const expressOpenid = guard('express-openid-connect', ['authentication'], ['auth', 'requiresAuth'], {
  ...FAILING,
  dutyUnless: [{ arg: 0, property: 'authRequired', is: false }],
});
export const oauth2Bearer = guard('express-oauth2-jwt-bearer', ['authentication'], ['auth', 'requiredScopes'], {
  ...FAILING,
  dutyUnless: [{ arg: 0, property: 'authRequired', is: false }],
});
