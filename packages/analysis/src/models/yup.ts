import { defineModel, type MemberModel, type ResultModel } from '../vocabulary/library-model.js';
import type { AdmitsModel, TextFormat } from '../vocabulary/schemas.js';

const makes = (admits: AdmitsModel): MemberModel => ({ call: { returns: 'Schema', admits } });
const each = (names: string, admits: AdmitsModel): Record<string, MemberModel> =>
  Object.fromEntries(names.split(' ').map((name) => [name, makes(admits)]));
const texts = (names: string, format: TextFormat): Record<string, MemberModel> => each(names, { is: 'text', format });
const VALIDATED = {
  is: 'validated',
  arg: 0,
  by: 'this',
  others: { arg: 1, dropped: ['stripUnknown'] },
} as const satisfies ResultModel;
const FITS = { arg: 0, for: ['nosql-filter', 'write-data'], when: true, by: 'this' } as const;

/** Unknown keys pass unless `noUnknown()` or an option says otherwise. */
export const yup = defineModel({
  library: 'yup',
  modules: ['yup'],
  family: 'validation',
  exports: {
    ...each('object', { is: 'object', fields: 0, rest: 'kept' }),
    ...texts('string', 'free'),
    ...each('number', { is: 'number' }),
    ...each('boolean bool', { is: 'boolean' }),
    ...each('date', { is: 'date' }),
    ...each('array', { is: 'list', of: 0 }),
    ...each('tuple', { is: 'list', elements: 0 }),
    ...each('mixed ref', { is: 'anything' }),
    ...each('lazy', { is: 'given-by', by: 0 }),
    Schema: { type: 'Schema' },
    AnySchema: { type: 'Schema' },
    AnyObjectSchema: { type: 'Schema' },
    ObjectSchema: { type: 'Schema' },
  },
  types: {
    Schema: {
      members: {
        validate: { call: { result: VALIDATED, async: 'promise' } },
        validateSync: { call: { result: VALIDATED } },
        cast: { call: { admits: { is: 'unseen' }, result: { is: 'validated', arg: 0, by: 'call' } } },
        isValid: { call: { async: 'promise', guard: FITS, result: { is: 'safe', shapes: ['bool'] } } },
        isValidSync: { call: { guard: FITS, result: { is: 'safe', shapes: ['bool'] } } },
        ...each('shape', { is: 'object', fields: 0, rest: 'kept' }),
        ...each('of', { is: 'list', of: 0 }),
        ...each('noUnknown exact', { is: 'other-keys', rest: 'dropped' }),
        ...texts('uuid', 'identifier'),
        ...texts('datetime', 'time'),
        ...texts('email', 'mail'),
        ...texts('url', 'url'),
        ...each('matches', { is: 'text', pattern: 0 }),
        ...each('oneOf equals', { is: 'listed', in: 0 }),
        ...each('nullable optional notRequired', { is: 'or-nothing' }),
        ...each('concat', { is: 'all-of', of: 0 }),
        ...each('pick', { is: 'picked', keys: 0 }),
        ...each('omit', { is: 'omitted', keys: 0 }),
        ...each('test', { is: 'tested', by: 'last', of: 'this' }),
        ...each('transform', { is: 'made', by: 0 }),
        ...each('when json', { is: 'unseen' }),
        fields: { admits: { is: 'same' } },
        '*': { call: { returns: 'this', admits: { is: 'same' } } },
      },
    },
  },
});
