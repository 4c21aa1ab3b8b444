import { defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { CookieModel } from '../vocabulary/setting-shapes.js';
import { LOADER_POINTS, LOADER_TYPES } from './page-frameworks.js';

const WRITTEN: MemberModel = { call: { cookie: { nameArg: 0, valueArg: 1, options: { arg: 2 } } } };
/** Hidden from scripts, and secure when the request came over TLS. */
const SET: CookieModel = {
  nameArg: 0,
  valueArg: 1,
  options: { arg: 2 },
  defaults: { httpOnly: true, secure: 'connection' },
  secureNeedsTls: true,
};

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
  types: {
    Cookies: {
      members: {
        set: { call: { returns: 'this', cookie: SET } },
        get: { call: { result: { is: 'source', source: { kind: 'cookie', shapes: ['str', 'null'] } } } },
      },
    },
  },
});

/** Sealed into the cookie itself. */
export const ironSession = defineModel({
  library: 'iron-session',
  modules: ['iron-session', 'iron-session/*'],
  family: 'auth',
  exports: {
    getIronSession: {
      call: {
        async: 'promise',
        holdsCaller: true,
        cookie: {
          options: { arg: 'last', property: 'cookieOptions' },
          defaults: { httpOnly: true, secure: true },
          holdsSession: true,
        },
        sinks: [{ kind: 'secret', arg: 'last', property: 'password', propertyOnly: true }],
      },
    },
    sealData: {
      call: { async: 'promise', sinks: [{ kind: 'secret', arg: 1, property: 'password', propertyOnly: true }] },
    },
    unsealData: {
      call: { async: 'promise', sinks: [{ kind: 'secret', arg: 1, property: 'password', propertyOnly: true }] },
    },
  },
});

const NAMED: MemberModel = {
  call: {
    cookie: { nameArg: 0, options: { arg: 1 } },
    sinks: [{ kind: 'secret', arg: 1, property: 'secrets', propertyOnly: true }],
  },
};
/** The cookie may be one that was made before; its options then stand where it was made. */
const storage = (kept: Pick<CookieModel, 'holdsSession'>): MemberModel => ({
  call: {
    cookie: { nameProperty: 'name', options: { arg: 0, property: 'cookie' }, ...kept },
    sinks: [{ kind: 'secret', arg: 0, property: 'cookie.secrets', propertyOnly: true }],
  },
});
const IN_MEMORY: MemberModel = { call: { ...storage({}).call, hazards: [{ hazard: 'memory-store' }] } };

export const remix = defineModel({
  library: '@remix-run/node',
  modules: [
    '@remix-run/node', '@remix-run/server-runtime', '@remix-run/cloudflare', '@react-router/node', 'react-router',
  ],
  family: 'other',
  exports: {
    createCookie: NAMED,
    createCookieSessionStorage: storage({ holdsSession: true }),
    createSessionStorage: storage({}),
    createFileSessionStorage: storage({}),
    createMemorySessionStorage: IN_MEMORY,
    LoaderFunctionArgs: { type: 'LoaderArgs' },
    ActionFunctionArgs: { type: 'LoaderArgs' },
    LoaderArgs: { type: 'LoaderArgs' },
    ActionArgs: { type: 'LoaderArgs' },
    LoaderFunction: { type: 'Loader' },
    ActionFunction: { type: 'Loader' },
    redirect: { call: { sinks: [{ kind: 'redirect-target', arg: 0 }] } },
    redirectDocument: { call: { sinks: [{ kind: 'redirect-target', arg: 0 }] } },
  },
  types: LOADER_TYPES,
  entryPoints: LOADER_POINTS,
});
