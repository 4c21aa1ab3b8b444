import { defineModel, type CookieModel, type MemberModel } from './define.js';

const WRITTEN: MemberModel = { call: { cookie: { nameArg: 0, valueArg: 1, options: { arg: 2 } } } };
/** Hidden from scripts, and secure when the request came over TLS. */
const SET: CookieModel = { nameArg: 0, valueArg: 1, options: { arg: 2 }, defaults: { httpOnly: true, secure: 'connection' }, secureNeedsTls: true };

export const cookie = defineModel({
  library: 'cookie',
  modules: ['cookie'],
  family: 'other',
  exports: { serialize: WRITTEN, stringifySetCookie: WRITTEN, parse: { call: {} }, parseCookie: { call: {} } },
});

export const cookies = defineModel({
  library: 'cookies',
  modules: ['cookies'],
  family: 'other',
  exports: { default: { type: 'Cookies', new: { returns: 'Cookies' }, call: { returns: 'Cookies' } } },
  types: { Cookies: { members: { set: { call: { returns: 'this', cookie: SET } }, get: { call: { result: { is: 'source', source: { kind: 'cookie', shapes: ['str', 'null'] } } } } } } },
});

/** Sealed into the cookie itself. */
export const ironSession = defineModel({
  library: 'iron-session',
  modules: ['iron-session', 'iron-session/*'],
  family: 'auth',
  exports: {
    getIronSession: { call: { async: 'promise', cookie: { options: { arg: 'last', property: 'cookieOptions' }, defaults: { httpOnly: true, secure: true }, holdsSession: true }, sinks: [{ kind: 'secret', arg: 'last', property: 'password', propertyOnly: true }] } },
    sealData: { call: { async: 'promise', sinks: [{ kind: 'secret', arg: 1, property: 'password', propertyOnly: true }] } },
    unsealData: { call: { async: 'promise', sinks: [{ kind: 'secret', arg: 1, property: 'password', propertyOnly: true }] } },
  },
});
