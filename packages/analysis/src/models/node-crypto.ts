import { defineModel, type CallModel, type MemberModel } from './define.js';

/** Text of a digest or random value cannot carry anything in, whatever went into it. */
const DIGEST: MemberModel = { call: { result: { is: 'sanitized', arg: 'this', for: 'all' } } };
const FED: MemberModel = { call: { returns: 'this', sinks: [{ kind: 'fast-hash', arg: 0 }], result: { is: 'derived', from: ['this', 0], shapes: ['obj'] } } };
const RANDOM: CallModel = { result: { is: 'random' } };
const CALLBACK: CallModel['callbacks'] = [{ arg: 'last', params: [null, null], promise: 'ignored' }];
const KEY: CallModel['sinks'] = [{ kind: 'secret', arg: 1 }];
const HASHED: CallModel['result'] = { is: 'sanitized', arg: 0, for: 'all' };

/** OWASP Password Storage Cheat Sheet: N = 2^17 with r = 8 and p = 1. Node's own default is 2^14. */
const SCRYPT: CallModel = { sinks: [{ kind: 'password-hash', arg: 0 }], passwordHash: { costArg: 3, costProperty: 'N', minimum: 131_072, default: 16_384 }, result: HASHED };
/** OWASP: 600,000 rounds with SHA-256, 210,000 with SHA-512. */
const PBKDF2: CallModel = { sinks: [{ kind: 'password-hash', arg: 0 }], passwordHash: { costArg: 2, minimum: 600_000, minimumBy: { arg: 4, is: { sha512: 210_000, SHA512: 210_000, 'SHA-512': 210_000 } } }, result: HASHED };

export const nodeCrypto = defineModel({
  library: 'node:crypto',
  modules: ['node:crypto'],
  family: 'crypto',
  exports: {
    createHash: { call: { returns: 'Hash', result: { is: 'safe', shapes: ['obj'] } } },
    createHmac: { call: { returns: 'Hmac', sinks: KEY, result: { is: 'safe', shapes: ['obj'] } } },
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
    createCipheriv: { call: { returns: 'Cipher', sinks: KEY } },
    createDecipheriv: { call: { returns: 'Cipher', sinks: KEY } },
    createCipher: { call: { returns: 'Cipher', sinks: KEY } },
    createDecipher: { call: { returns: 'Cipher', sinks: KEY } },
    createSecretKey: { call: { sinks: [{ kind: 'secret', arg: 0 }] } },
    createPrivateKey: { call: { sinks: [{ kind: 'secret', arg: 0, property: 'key' }] } },
    createSign: { call: { returns: 'Signer' } },
    createVerify: { call: { returns: 'Verifier' } },
    sign: { call: { callbacks: CALLBACK } },
    verify: { call: { token: { does: 'verify' }, callbacks: CALLBACK, result: { is: 'safe', shapes: ['bool'] } } },
    timingSafeEqual: { call: { result: { is: 'safe', shapes: ['bool'] } } },
    generateKeyPairSync: { call: { blocking: true } },
    webcrypto: { members: { subtle: { type: 'web-platform#SubtleCrypto' }, randomUUID: { call: RANDOM }, getRandomValues: { call: RANDOM } } },
    subtle: { type: 'web-platform#SubtleCrypto' },
    constants: { value: 'constant' },
  },
  types: {
    Hash: { members: { update: FED, digest: DIGEST, copy: { call: { returns: 'this' } } } },
    Hmac: { members: { update: FED, digest: DIGEST } },
    Cipher: { members: { update: { call: {} }, final: { call: {} }, setAutoPadding: { call: { returns: 'this' } }, getAuthTag: { call: {} }, setAuthTag: { call: { returns: 'this' } } } },
    Signer: { members: { update: { call: { returns: 'this' } }, sign: { call: { sinks: [{ kind: 'secret', arg: 0 }] } } } },
    Verifier: { members: { update: { call: { returns: 'this' } }, verify: { call: { token: { does: 'verify' } } } } },
  },
});
