import { defineModel, type CallModel } from '../vocabulary/library-model.js';

/**
 * OWASP Password Storage Cheat Sheet: Argon2id with at least 19 MiB of memory (`memoryCost` in KiB). The library's
 * default is 64 MiB.
 */
const HASHED: CallModel = {
  async: 'promise',
  sinks: [{ kind: 'password-hash', arg: 0 }],
  passwordHash: { costArg: 1, costProperty: 'memoryCost', minimum: 19_456, default: 65_536 },
  result: { is: 'safe', shapes: ['str'] },
};

export const argon2 = defineModel({
  library: 'argon2',
  modules: ['argon2', '@node-rs/argon2'],
  family: 'crypto',
  exports: {
    hash: { call: HASHED },
    hashSync: {
      call: { sinks: HASHED.sinks, passwordHash: HASHED.passwordHash, result: HASHED.result, blocking: true },
    },
    verify: { call: { async: 'promise', compares: true, result: { is: 'safe', shapes: ['bool'] } } },
    verifySync: { call: { blocking: true, compares: true, result: { is: 'safe', shapes: ['bool'] } } },
    needsRehash: { call: { result: { is: 'safe', shapes: ['bool'] } } },
  },
});
