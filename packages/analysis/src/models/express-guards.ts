import type { GuardDuty } from '../concepts.js';
import { defineModel, type CallModel, type LibraryModel } from './define.js';

/** Middleware whose whole meaning is the duty it fulfils. */
const guard = (library: string, duty: readonly GuardDuty[], named: readonly string[] = [], more: CallModel = {}): LibraryModel =>
  defineModel({
    library,
    modules: [library],
    family: 'other',
    exports: { default: { call: { duty, ...more } }, ...Object.fromEntries(named.map((name) => [name, { call: { duty } }])) },
  });

export const cors = guard('cors', ['cors'], [], { cors: { arg: 0, default: 'any', trueReflects: true } });
export const helmet = guard('helmet', ['security-headers'], ['contentSecurityPolicy', 'hsts', 'frameguard', 'noSniff', 'xssFilter']);
export const expressRateLimit = guard('express-rate-limit', ['rate-limit'], ['rateLimit']);
export const expressSlowDown = guard('express-slow-down', ['rate-limit'], ['slowDown']);
export const compression = guard('compression', ['compression']);
export const csurf = guard('csurf', ['csrf']);
export const csrfSync = guard('csrf-sync', ['csrf'], ['csrfSync']);
export const lusca = guard('lusca', ['csrf'], ['csrf', 'xframe', 'xssProtection', 'hsts', 'csp']);
export const morgan = guard('morgan', ['logging']);
export const bodyParser = guard('body-parser', ['body-parser'], ['json', 'urlencoded', 'raw', 'text']);
export const expressJwt = guard('express-jwt', ['authentication'], ['expressjwt']);
export const expressBasicAuth = guard('express-basic-auth', ['authentication']);
export const expressOpenid = guard('express-openid-connect', ['authentication'], ['auth', 'requiresAuth']);
export const oauth2Bearer = guard('express-oauth2-jwt-bearer', ['authentication'], ['auth', 'requiredScopes']);
