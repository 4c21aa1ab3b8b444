import { type CallModel, defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { OptionTest } from '../vocabulary/sink-shapes.js';

/** The strategy that lets everybody through, alone or as the last of several. */
const ANONYMOUS: OptionTest = { arg: 0, matches: '^anonymous$' };

export const passport = defineModel({
  library: 'passport',
  modules: ['passport', 'koa-passport'],
  family: 'auth',
  exports: {
    default: { type: 'Passport', members: { Passport: { type: 'Passport', new: {} } } },
    Passport: { type: 'Passport', new: {} },
    Authenticator: { type: 'Passport', new: {} },
  },
  types: {
    Passport: {
      conventionalNames: ['passport'],
      members: {
        authenticate: {
          call: {
            strategyArg: 0,
            duty: ['authentication'],
            dutyUnless: [ANONYMOUS, { arg: 1, property: 'failWithError', is: true }],
            identifies: { callbackParam: 1 },
            callbacks: [{ arg: 'last', params: [null, null, null], promise: 'ignored' }],
          },
        },
        authorize: {
          call: { strategyArg: 0, duty: ['authentication'], dutyUnless: [ANONYMOUS], identifies: { callbackParam: 1 } },
        },
        initialize: { call: {} },
        session: { call: { duty: [] } },
        use: { call: { returns: 'this', installs: { nameArg: 0, valueArg: 1 } } },
        serializeUser: { call: { callbacks: [{ arg: 0, params: [null, null], promise: 'ignored' }] } },
        deserializeUser: { call: { callbacks: [{ arg: 0, params: [null, null], promise: 'ignored' }] } },
      },
    },
  },
});

const STRATEGY_SECRET = ['clientSecret', 'secretOrKey', 'consumerSecret'];
const STRATEGY: CallModel = {
  sinks: [{ kind: 'secret', arg: 0, property: STRATEGY_SECRET, propertyOnly: true }],
  callbacks: [{ arg: 1, params: [], promise: 'ignored' }],
};
export const passportStrategies = defineModel({
  library: 'passport-jwt',
  modules: ['passport-jwt', 'passport-twitter'],
  family: 'auth',
  exports: { Strategy: { new: STRATEGY }, ExtractJwt: {} },
});

/** No state is sent unless it is asked for, or a store of its own is given. */
const STATEFUL: MemberModel = {
  new: {
    ...STRATEGY,
    hazards: [
      {
        hazard: 'oauth-state',
        arg: 0,
        property: 'state',
        is: false,
        missing: true,
        unless: { arg: 0, property: 'store' },
      },
    ],
  },
};
export const passportOauth2 = defineModel({
  library: 'passport-oauth2',
  modules: [
    'passport-oauth2', 'passport-google-oauth20', 'passport-github2', 'passport-facebook', 'passport-gitlab2',
    'passport-discord',
  ],
  family: 'auth',
  exports: { default: STATEFUL, Strategy: STATEFUL, OAuth2Strategy: STATEFUL },
});

/** Whoever brings nothing passes. */
export const passportAnonymous = defineModel({
  library: 'passport-anonymous',
  modules: ['passport-anonymous'],
  family: 'auth',
  exports: { default: { type: 'Strategy', new: {} }, Strategy: { type: 'Strategy', new: {} } },
  types: { Strategy: { letsPass: true } },
});

/** The verify callback gets what the login form sent. */
export const passportLocal = defineModel({
  library: 'passport-local',
  modules: ['passport-local'],
  family: 'auth',
  exports: {
    Strategy: {
      new: {
        callbacks: [
          {
            arg: 'last',
            params: ['source:body', 'source:body', null],
            errorParams: ['express#Request', 'source:body', 'source:body', null],
            promise: 'ignored',
          },
        ],
      },
    },
  },
});

export const jose = defineModel({
  library: 'jose',
  modules: ['jose', 'jose/*'],
  family: 'auth',
  exports: {
    jwtVerify: {
      call: {
        async: 'promise',
        token: { does: 'verify', keyArg: 1, optionsArg: 2 },
        sinks: [{ kind: 'secret', arg: 1 }],
        result: { is: 'validated', arg: 0 },
      },
    },
    jwtDecrypt: {
      call: {
        async: 'promise',
        token: { does: 'verify', keyArg: 1, optionsArg: 2 },
        result: { is: 'validated', arg: 0 },
      },
    },
    compactVerify: {
      call: {
        async: 'promise',
        token: { does: 'verify', keyArg: 1, optionsArg: 2 },
        result: { is: 'validated', arg: 0 },
      },
    },
    decodeJwt: { call: { token: { does: 'decode' }, result: { is: 'derived', from: [0], shapes: ['obj'] } } },
    decodeProtectedHeader: { call: { result: { is: 'derived', from: [0], shapes: ['obj'] } } },
    SignJWT: { type: 'SignJWT', new: {} },
    EncryptJWT: { type: 'SignJWT', new: {} },
    importJWK: { call: { async: 'promise' } },
    importPKCS8: { call: { async: 'promise', sinks: [{ kind: 'secret', arg: 0 }] } },
    importSPKI: { call: { async: 'promise' } },
    generateSecret: { call: { async: 'promise' } },
    generateKeyPair: { call: { async: 'promise' } },
    createRemoteJWKSet: { call: {} },
    createLocalJWKSet: { call: {} },
  },
  types: {
    SignJWT: {
      members: {
        sign: {
          call: {
            async: 'promise',
            token: { does: 'sign', keyArg: 0 },
            sinks: [{ kind: 'secret', arg: 0 }],
            result: { is: 'safe', shapes: ['str'] },
          },
        },
        encrypt: { call: { async: 'promise' } },
        '*': { call: { returns: 'this' } },
      },
    },
  },
});
