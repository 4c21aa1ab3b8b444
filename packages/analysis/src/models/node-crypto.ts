import { type CallModel, defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { HazardModel } from '../vocabulary/setting-shapes.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

/** Text of a digest or random value cannot carry anything in, whatever went into it. */
const DIGEST: MemberModel = { call: { result: { is: 'sanitized', arg: 'this', for: 'all' } } };
const FED: MemberModel = {
  call: {
    returns: 'this',
    sinks: [{ kind: 'fast-hash', arg: 0 }],
    result: { is: 'derived', from: ['this', 0], shapes: ['obj'] },
  },
};
const RANDOM: CallModel = { result: { is: 'random' } };
const CALLBACK: CallModel['callbacks'] = [{ arg: 'last', params: [null, null], promise: 'ignored', later: true }];
const KEY: CallModel['sinks'] = [{ kind: 'secret', arg: 1 }];
const HASHED: CallModel['result'] = { is: 'sanitized', arg: 0, for: 'all' };

/**
 * Block ciphers of 64 bits, stream ciphers with known biases, and the mode that shows which blocks are equal (NIST SP
 * 800-131A).
 */
const BROKEN: HazardModel = {
  hazard: 'weak-cipher',
  arg: 0,
  matches: '^(?:id-)?(?:des|rc[245]|arc4|bf|blowfish|cast5?|idea|seed)(?:$|[-\\d])|-ecb$',
};
/** Without a check of the tag the text is whatever somebody made of it. */
const UNCHECKED: HazardModel = {
  hazard: 'weak-cipher',
  arg: 0,
  matches: '-gcm$|-ccm$|-ocb$|poly1305$',
  unlessCalled: 'setAuthTag',
};
const COLLIDING = '^(?:md[245]|ripemd(?:160)?|rmd160)$';
/** Signatures need a hash without known collisions; SHA-1 has some. */
const SIGNED: HazardModel = {
  hazard: 'weak-hash',
  arg: 0,
  matches: '^(?:rsa-|ecdsa-with-|dsa-)?(?:md[245]|sha-?1|ripemd160)$',
};
/** Whoever signs chooses the hash. A forger needs one whose collisions cost nothing. */
/** True where the signature of what it was fed is right. */
const VERIFIES: MemberModel = {
  call: { token: { does: 'verify', keyArg: 0 }, duty: ['signature'], result: { is: 'safe', shapes: ['bool'] } },
};
const VERIFIED: HazardModel = { hazard: 'weak-hash', arg: 0, matches: '^(?:rsa-|ecdsa-with-|dsa-)?md[245]$' };
/** NIST SP 800-57: 112 bits of strength. */
const KEY_PAIR: readonly HazardModel[] = [
  { hazard: 'short-key', arg: 1, property: 'modulusLength', below: 2048 },
  {
    hazard: 'short-key',
    arg: 1,
    property: 'namedCurve',
    matches: '^(?:secp?(?:112|128|160|192)|prime192|sect(?:113|131|163|193)|wap-wsg)',
  },
];
const VECTOR: SinkModel = { kind: 'initial-vector', arg: 2 };

/** OWASP Password Storage Cheat Sheet: N = 2^17 with r = 8 and p = 1. Node's own default is 2^14. */
const SCRYPT: CallModel = {
  sinks: [{ kind: 'password-hash', arg: 0 }],
  passwordHash: { costArg: 3, costProperty: 'N', minimum: 131_072, default: 16_384 },
  result: HASHED,
};
/** OWASP: 600,000 rounds with SHA-256, 210,000 with SHA-512. */
const PBKDF2: CallModel = {
  sinks: [{ kind: 'password-hash', arg: 0 }],
  passwordHash: {
    costArg: 2,
    minimum: 600_000,
    minimumBy: { arg: 4, is: { sha512: 210_000, SHA512: 210_000, 'SHA-512': 210_000 } },
  },
  result: HASHED,
};

export const nodeCrypto = defineModel({
  library: 'node:crypto',
  modules: ['node:crypto'],
  family: 'crypto',
  exports: {
    createHash: {
      call: {
        returns: 'Hash',
        hazards: [{ hazard: 'weak-hash', arg: 0, matches: '^(?:md[245]|sha-?1|ripemd160)$', byUse: true }],
        result: { is: 'safe', shapes: ['obj'] },
      },
    },
    createHmac: {
      call: {
        returns: 'Hmac',
        keyedDigest: 1,
        sinks: KEY,
        hazards: [{ hazard: 'weak-hash', arg: 0, matches: COLLIDING }],
        result: { is: 'safe', shapes: ['obj'] },
      },
    },
    hash: { call: { sinks: [{ kind: 'fast-hash', arg: 1 }], result: { is: 'sanitized', arg: 1, for: 'all' } } },
    Hash: { type: 'Hash' },
    Hmac: { type: 'Hmac' },
    randomBytes: { call: { ...RANDOM, callbacks: CALLBACK } },
    randomUUID: { call: RANDOM },
    randomInt: { call: { ...RANDOM, callbacks: CALLBACK } },
    randomFillSync: { call: RANDOM },
    getRandomValues: { call: RANDOM },
    scrypt: { call: { ...SCRYPT, callbacks: CALLBACK } },
    scryptSync: { call: { ...SCRYPT, blocking: true } },
    pbkdf2: { call: { ...PBKDF2, callbacks: CALLBACK } },
    pbkdf2Sync: { call: { ...PBKDF2, blocking: true } },
    hkdfSync: { call: { sinks: KEY } },
    createCipheriv: { call: { returns: 'Cipher', sinks: [{ kind: 'secret', arg: 1 }, VECTOR], hazards: [BROKEN] } },
    createDecipheriv: { call: { returns: 'Cipher', sinks: KEY, hazards: [UNCHECKED] } },
    /** Makes key and vector from the password with one round of MD5 (removed in Node 22). */
    createCipher: { call: { returns: 'Cipher', sinks: KEY, hazards: [{ hazard: 'weak-cipher' }] } },
    createDecipher: { call: { returns: 'Cipher', sinks: KEY } },
    createSecretKey: { call: { sinks: [{ kind: 'secret', arg: 0 }] } },
    createPrivateKey: { call: { sinks: [{ kind: 'secret', arg: 0, property: 'key' }] } },
    createSign: { call: { returns: 'Signer', hazards: [SIGNED] } },
    createVerify: { call: { returns: 'Verifier', hazards: [VERIFIED] } },
    sign: { call: { callbacks: CALLBACK, hazards: [SIGNED] } },
    verify: {
      call: {
        token: { does: 'verify', payloadArg: 1, keyArg: 2 },
        duty: ['signature'],
        callbacks: CALLBACK,
        hazards: [VERIFIED],
        result: { is: 'safe', shapes: ['bool'] },
      },
    },
    timingSafeEqual: { call: { compares: true, result: { is: 'safe', shapes: ['bool'] } } },
    generateKeyPair: {
      call: {
        callbacks: [{ arg: 'last', params: [null, null, null], promise: 'ignored', later: true }],
        hazards: KEY_PAIR,
      },
    },
    generateKeyPairSync: { call: { blocking: true, hazards: KEY_PAIR } },
    createDiffieHellman: { call: { hazards: [{ hazard: 'short-key', arg: 0, below: 2048 }] } },
    getDiffieHellman: { call: { hazards: [{ hazard: 'short-key', arg: 0, matches: '^modp(?:1|2|5)$' }] } },
    createDiffieHellmanGroup: { call: { hazards: [{ hazard: 'short-key', arg: 0, matches: '^modp(?:1|2|5)$' }] } },
    webcrypto: {
      members: {
        subtle: { type: 'web-platform#SubtleCrypto' },
        randomUUID: { call: RANDOM },
        getRandomValues: { call: RANDOM },
      },
    },
    subtle: { type: 'web-platform#SubtleCrypto' },
    constants: { value: 'constant' },
  },
  types: {
    Hash: { members: { update: FED, digest: DIGEST, copy: { call: { returns: 'this' } } } },
    Hmac: { members: { update: FED, digest: DIGEST } },
    Cipher: {
      members: {
        update: { call: {} },
        final: { call: {} },
        setAutoPadding: { call: { returns: 'this' } },
        getAuthTag: { call: {} },
        setAuthTag: { call: { returns: 'this' } },
      },
    },
    Signer: {
      members: { update: { call: { returns: 'this' } }, sign: { call: { sinks: [{ kind: 'secret', arg: 0 }] } } },
    },
    Verifier: { members: { update: { call: { returns: 'this' } }, verify: VERIFIES } },
  },
});
