import { defineModel, type LibraryModel } from '../vocabulary/library-model.js';

/**
 * Version 9 refuses unsigned tokens and keys that are too short unless asked; before, a missing `algorithms` let the
 * token choose.
 */
function tokens(versions: string, algorithmsRequired: boolean): LibraryModel {
  const callbacks = [{ arg: 'last' as const, params: [null, null], promise: 'ignored' as const }];
  return defineModel({
    library: 'jsonwebtoken',
    modules: ['jsonwebtoken'],
    versions,
    family: 'auth',
    exports: {
      sign: {
        call: {
          token: { does: 'sign', payloadArg: 0, keyArg: 1, optionsArg: 2 },
          sinks: [{ kind: 'secret', arg: 1 }],
          callbacks,
          result: { is: 'safe', shapes: ['str'] },
        },
      },
      verify: {
        call: {
          token: {
            does: 'verify',
            keyArg: 1,
            optionsArg: 2,
            ...(algorithmsRequired ? { algorithmsRequired: true as const } : {}),
          },
          sinks: [{ kind: 'secret', arg: 1 }],
          callbacks,
          result: { is: 'validated', arg: 0 },
        },
      },
      decode: {
        call: { token: { does: 'decode', optionsArg: 1 }, result: { is: 'derived', from: [0], shapes: ['obj'] } },
      },
      JsonWebTokenError: { type: 'TokenError', new: {} },
      TokenExpiredError: { type: 'TokenError', new: {} },
    },
    types: { TokenError: {} },
  });
}

export const jsonwebtoken9 = tokens('>=9', false);
export const jsonwebtoken8 = tokens('<9', true);
