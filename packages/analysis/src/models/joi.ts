import { defineModel, type CallModel, type MemberModel } from '../vocabulary/library-model.js';

const SCHEMA: MemberModel = { call: { returns: 'joi#Schema' } };
const VALIDATED: CallModel = { result: { is: 'validated', arg: 0 } };
const TYPES: Record<string, MemberModel> = Object.fromEntries(
  'object string number boolean array date alternatives alt binary link symbol func any'
    .split(' ')
    .map((name) => [name, SCHEMA]),
);

/** Unknown keys are refused unless `.unknown()` says otherwise. */
export const joi = defineModel({
  library: 'joi',
  modules: ['joi', '@hapi/joi'],
  family: 'validation',
  exports: {
    default: { members: TYPES },
    ...TYPES,
    validate: { call: VALIDATED },
    attempt: { call: VALIDATED },
    assert: { call: {} },
    Schema: { type: 'Schema' },
    ObjectSchema: { type: 'Schema' },
  },
  types: {
    Schema: {
      members: {
        validate: { call: VALIDATED },
        validateAsync: { call: { ...VALIDATED, async: 'promise' } },
        attempt: { call: VALIDATED },
        unknown: { call: { returns: 'LooseSchema' } },
        '*': { call: { returns: 'this' } },
      },
    },
    LooseSchema: { members: { '*': { call: { returns: 'this' } } } },
  },
});
