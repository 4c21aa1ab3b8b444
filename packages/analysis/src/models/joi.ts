import { defineModel, type MemberModel, type ResultModel } from '../vocabulary/library-model.js';
import type { AdmitsModel, TextFormat } from '../vocabulary/schemas.js';

const makes = (admits: AdmitsModel, returns = 'joi#Schema'): MemberModel => ({ call: { returns, admits } });
const each = (names: string, admits: AdmitsModel): Record<string, MemberModel> =>
  Object.fromEntries(names.split(' ').map((name) => [name, makes(admits)]));
const texts = (names: string, format: TextFormat): Record<string, MemberModel> => each(names, { is: 'text', format });
const OTHERS = { others: { arg: 1, dropped: ['stripUnknown'], kept: ['allowUnknown'] } } as const;
/** The value stands in the result whether it passed or not. */
const TOLD = {
  is: 'validated',
  arg: 0,
  by: 'this',
  in: 'value',
  fails: 'error',
  whenFailed: 'kept',
  ...OTHERS,
} as const satisfies ResultModel;

const TYPES: Record<string, MemberModel> = {
  object: makes({ is: 'object', fields: 0, rest: 'kept-without-fields' }, 'joi#ObjectSchema'),
  ...texts('string', 'free'),
  ...each('number', { is: 'number' }),
  ...each('boolean bool', { is: 'boolean' }),
  ...each('date', { is: 'date' }),
  ...each('array', { is: 'list' }),
  ...each('alternatives alt', { is: 'one-of', of: 'rest' }),
  ...each('any', { is: 'anything' }),
  ...each('valid equal', { is: 'listed', in: 'rest' }),
  ...each('binary link symbol func function', { is: 'unseen' }),
  ...each('ref expression x in', { is: 'anything' }),
  ...each('compile', { is: 'same', of: 0 }),
};

/** Unknown keys are refused unless `.unknown()` or an option says otherwise. */
export const joi = defineModel({
  library: 'joi',
  modules: ['joi', '@hapi/joi'],
  family: 'validation',
  exports: {
    default: { members: TYPES },
    ...TYPES,
    validate: { call: { result: { ...TOLD, by: 1, others: { ...OTHERS.others, arg: 2 } } } },
    attempt: { call: { result: { is: 'validated', arg: 0, by: 1 } } },
    assert: { call: { result: { is: 'validated', arg: 0, by: 1 } } },
    Schema: { type: 'Schema' },
    ObjectSchema: { type: 'ObjectSchema' },
  },
  types: {
    Schema: {
      members: {
        validate: { call: { result: TOLD } },
        validateAsync: { call: { result: { is: 'validated', arg: 0, by: 'this', ...OTHERS }, async: 'promise' } },
        attempt: { call: { result: { is: 'validated', arg: 0, by: 'this' } } },
        ...texts('alphanum guid uuid hex token', 'identifier'),
        ...texts('isoDate isoDuration', 'time'),
        ...texts('ip hostname domain', 'host'),
        ...texts('base64', 'base64'),
        ...texts('email', 'mail'),
        ...texts('uri dataUri', 'url'),
        ...each('pattern regex', { is: 'text', pattern: 0 }),
        ...each('valid equal only', { is: 'listed', in: 'rest' }),
        ...each('allow', { is: 'same' }),
        ...each('items', { is: 'list', of: 'rest' }),
        ...each('ordered', { is: 'list' }),
        ...each('try match', { is: 'one-of', of: 'rest' }),
        ...each('concat', { is: 'all-of', of: 0 }),
        ...each('custom', { is: 'made', by: 0 }),
        ...each('when', { is: 'unseen' }),
        ...each('describe', { is: 'unseen' }),
        '*': { call: { returns: 'this', admits: { is: 'same' } } },
      },
    },
    ObjectSchema: {
      extends: 'Schema',
      members: {
        keys: makes({ is: 'object', fields: 0 }, 'joi#ObjectSchema'),
        append: makes({ is: 'extended', by: 0 }, 'joi#ObjectSchema'),
        concat: makes({ is: 'extended', by: 0 }, 'joi#ObjectSchema'),
        pattern: makes({ is: 'other-keys', rest: 1 }, 'joi#ObjectSchema'),
        unknown: makes({ is: 'other-keys', rest: 'kept', unless: 0 }, 'joi#ObjectSchema'),
        '*': { call: { returns: 'this', admits: { is: 'same' } } },
      },
    },
  },
});
