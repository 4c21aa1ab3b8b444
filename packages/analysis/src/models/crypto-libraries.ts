import {
  type CallModel,
  defineModel,
  type LibraryModel,
  type MemberModel,
  type ResultModel,
} from '../vocabulary/library-model.js';
import type { HazardModel } from '../vocabulary/setting-shapes.js';

const DIGEST: CallModel = { sinks: [{ kind: 'fast-hash', arg: 0 }], result: { is: 'sanitized', arg: 0, for: 'all' } };
const WEAK: HazardModel = { hazard: 'weak-hash', byUse: true };
const COLLIDING: MemberModel = { call: { ...DIGEST, hazards: [WEAK] } };
const KEYED: CallModel = {
  keyedDigest: 1,
  sinks: [{ kind: 'secret', arg: 1 }],
  result: { is: 'sanitized', arg: 0, for: 'all' },
};
const ECB: HazardModel = { hazard: 'weak-cipher', arg: 2, property: 'mode', symbol: 'crypto-js#mode.ECB' };
const cipher = (hazards: readonly HazardModel[]): MemberModel => ({
  members: {
    encrypt: {
      call: {
        hazards,
        sinks: [
          { kind: 'secret', arg: 1 },
          { kind: 'initial-vector', arg: 2, property: 'iv', propertyOnly: true },
        ],
      },
    },
    decrypt: { call: { sinks: [{ kind: 'secret', arg: 1 }] } },
  },
});
const BROKEN = cipher([{ hazard: 'weak-cipher' }]);
const MEMBERS: Record<string, MemberModel> = {
  AES: cipher([ECB]),
  DES: BROKEN,
  TripleDES: BROKEN,
  RC4: BROKEN,
  RC4Drop: BROKEN,
  Rabbit: BROKEN,
  RabbitLegacy: BROKEN,
  MD5: COLLIDING,
  SHA1: COLLIDING,
  RIPEMD160: COLLIDING,
  ...Object.fromEntries(['SHA224', 'SHA256', 'SHA384', 'SHA512', 'SHA3'].map((name) => [name, { call: DIGEST }])),
  ...Object.fromEntries(
    ['HmacSHA1', 'HmacSHA224', 'HmacSHA256', 'HmacSHA384', 'HmacSHA512'].map((name) => [name, { call: KEYED }]),
  ),
  HmacMD5: { call: { ...KEYED, hazards: [{ hazard: 'weak-hash' }] } },
  mode: { members: { ECB: {}, CBC: {}, CTR: {}, OFB: {}, CFB: {} } },
};

/** OWASP asks for 600,000 rounds with SHA-256 and for 210,000 with SHA-512: below that no digest is slow enough. */
const derivation = (defaultRounds: number | undefined): MemberModel => ({
  call: {
    sinks: [{ kind: 'password-hash', arg: 0 }],
    passwordHash: {
      costArg: 2,
      costProperty: 'iterations',
      minimum: 210_000,
      ...(defaultRounds !== undefined && { default: defaultRounds }),
    },
    result: { is: 'sanitized', arg: 0, for: 'all' },
  },
});
const cryptoJsFor = (versions: string, random: ResultModel, defaultRounds?: number): LibraryModel => {
  const members: Record<string, MemberModel> = {
    ...MEMBERS,
    PBKDF2: derivation(defaultRounds),
    EvpKDF: derivation(1),
    lib: {
      members: {
        WordArray: {
          members: {
            random: { call: { result: random } },
            create: { call: { result: { is: 'derived', from: [0], shapes: ['obj'] } } },
          },
        },
      },
    },
  };
  return defineModel({
    library: 'crypto-js',
    modules: ['crypto-js', 'crypto-js/core', 'crypto-js/index'],
    versions,
    family: 'crypto',
    exports: { default: { members }, ...members },
  });
};
/**
 * Random words come from the platform in 3.2 and since 4; all other versions take them from `Math.random`. Where the
 * version is not known it is taken for a current one, and asked for where the words must not be guessed.
 */
export const cryptoJs = cryptoJsFor('>=4 || >=3.2.0 <3.3.0', { is: 'random', weakIn: 'before 4' });
export const cryptoJsGuessable = defineModel({
  ...cryptoJsFor('<3.2.0 || >=3.3.0 <4', { is: 'random', weak: true }, 1),
  outdated: true,
});

const KEY_PAIR: MemberModel = {
  call: {
    hazards: [
      { hazard: 'short-key', arg: 0, below: 2048 },
      { hazard: 'short-key', arg: 0, property: 'bits', below: 2048 },
    ],
  },
};
const FORGE: Record<string, MemberModel> = {
  pki: { members: { rsa: { members: { generateKeyPair: KEY_PAIR } } } },
  rsa: { members: { generateKeyPair: KEY_PAIR } },
  cipher: {
    members: {
      createCipher: {
        call: {
          hazards: [{ hazard: 'weak-cipher', arg: 0, matches: '^(?:3?des|rc2)|-ecb$' }],
          sinks: [{ kind: 'secret', arg: 1 }],
        },
      },
    },
  },
};
export const nodeForge = defineModel({
  library: 'node-forge',
  modules: ['node-forge'],
  family: 'crypto',
  exports: { default: { members: FORGE }, ...FORGE },
});

export const nodeRsa = defineModel({
  library: 'node-rsa',
  modules: ['node-rsa'],
  family: 'crypto',
  exports: { default: { new: { hazards: [{ hazard: 'short-key', arg: 0, property: 'b', below: 2048 }] } } },
});

/** One function each: the digest of a text. */
export const md5 = defineModel({
  library: 'md5',
  modules: ['md5', 'blueimp-md5', 'js-md5', 'sha1', 'js-sha1'],
  family: 'crypto',
  exports: { default: COLLIDING },
});
