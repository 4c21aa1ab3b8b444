import { defineModel, type CallModel, type MemberModel } from '../vocabulary/library-model.js';

const SCHEMA: MemberModel = { call: { returns: 'Schema' } };
const VALIDATED: CallModel = { result: { is: 'validated', arg: 0 } };

export const yup = defineModel({
  library: 'yup',
  modules: ['yup'],
  family: 'validation',
  exports: Object.fromEntries(
    'object string number boolean bool array date mixed tuple lazy'.split(' ').map((name) => [name, SCHEMA]),
  ),
  types: {
    Schema: {
      members: {
        validate: { call: { ...VALIDATED, async: 'promise' } },
        validateSync: { call: VALIDATED },
        cast: { call: VALIDATED },
        isValid: { call: { async: 'promise', result: { is: 'safe', shapes: ['bool'] } } },
        '*': { call: { returns: 'this' } },
      },
    },
  },
});
