import { defineModel, type CallModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';

/** OWASP Password Storage Cheat Sheet: work factor of at least 10. */
const COST = { costArg: 1, minimum: 10, default: 10 };
const callbacks: CallModel['callbacks'] = [{ arg: 'last', params: [null, null], promise: 'ignored', later: true }];
const HASHED: CallModel = {
  sinks: [{ kind: 'password-hash', arg: 0 }],
  passwordHash: COST,
  result: { is: 'safe', shapes: ['str'] },
};
const COMPARED: CallModel = { compares: true, result: { is: 'safe', shapes: ['bool'] } };
const EXPORTS: Record<string, MemberModel> = {
  hash: { call: { ...HASHED, async: 'callback', callbacks } },
  hashSync: { call: { ...HASHED, blocking: true } },
  compare: { call: { ...COMPARED, async: 'callback', callbacks } },
  compareSync: { call: { ...COMPARED, blocking: true } },
  genSalt: {
    call: {
      async: 'callback',
      callbacks,
      passwordHash: { costArg: 0, minimum: 10, default: 10 },
      result: { is: 'random' },
    },
  },
  genSaltSync: {
    call: { blocking: true, passwordHash: { costArg: 0, minimum: 10, default: 10 }, result: { is: 'random' } },
  },
};
const bcryptOf = (library: string, modules: readonly string[]): LibraryModel =>
  defineModel({ library, modules, family: 'crypto', exports: EXPORTS });

export const bcrypt = bcryptOf('bcrypt', ['bcrypt', '@node-rs/bcrypt']);
export const bcryptjs = bcryptOf('bcryptjs', ['bcryptjs', 'bcrypt-nodejs']);
