import { type CallModel, defineModel, type MemberModel, type ResultModel } from '../vocabulary/library-model.js';
import type { AdmitsModel, TextFormat } from '../vocabulary/schemas.js';

const VALIDATED = { is: 'validated', arg: 0, by: 'this' } as const satisfies ResultModel;
const TOLD = { ...VALIDATED, in: 'data', passes: 'success', fails: 'error' } as const satisfies ResultModel;
const makes = (admits: AdmitsModel): MemberModel => ({ call: { returns: 'Schema', admits } });
const each = (names: string, admits: AdmitsModel): Record<string, MemberModel> =>
  Object.fromEntries(names.split(' ').map((name) => [name, makes(admits)]));
const texts = (names: string, format: TextFormat): Record<string, MemberModel> => each(names, { is: 'text', format });
const parse = (result: ResultModel, async?: 'promise'): CallModel => ({ result, ...(async && { async }) });

const FORMATS: Record<string, MemberModel> = {
  ...texts('uuid uuidv4 uuidv6 uuidv7 guid cuid cuid2 ulid nanoid xid ksuid base64url hex e164', 'identifier'),
  ...texts('datetime date time duration', 'time'),
  ...texts('ip ipv4 ipv6 cidr cidrv4 cidrv6 hostname', 'host'),
  ...texts('base64', 'base64'),
  ...texts('email', 'mail'),
  ...texts('url httpUrl jwt emoji', 'url'),
};
const { date: _date, time: _time, datetime: _datetime, duration: _duration, ...OWN_FORMATS } = FORMATS;

/** Combinators, under `z` and as exports of their own. Names that a schema does not list are dropped by it. */
const COMBINATORS: Record<string, MemberModel> = {
  ...OWN_FORMATS,
  ...texts('string templateLiteral', 'free'),
  ...each('number int int32 uint32 float32 float64 nan bigint', { is: 'number' }),
  ...each('boolean stringbool', { is: 'boolean' }),
  ...each('date', { is: 'date' }),
  ...each('null undefined void never', { is: 'null' }),
  ...each('any unknown json', { is: 'anything' }),
  ...each('enum nativeEnum literal', { is: 'listed', in: 0 }),
  ...each('object strictObject interface', { is: 'object', fields: 0 }),
  ...each('looseObject', { is: 'object', fields: 0, rest: 'kept' }),
  ...each('record partialRecord looseRecord', { is: 'record', of: 'last' }),
  ...each('map', { is: 'list', of: 1 }),
  ...each('array set', { is: 'list', of: 0 }),
  ...each('tuple', { is: 'list', elements: 0 }),
  ...each('union xor', { is: 'one-of', of: 0 }),
  ...each('discriminatedUnion', { is: 'one-of', of: 'last' }),
  ...each('intersection', { is: 'all-of', of: 'rest' }),
  ...each('optional nullable nullish', { is: 'or-nothing', of: 0 }),
  ...each('keyof', { is: 'one-of-keys' }),
  ...each('lazy', { is: 'given-by', by: 0 }),
  ...each('preprocess', { is: 'same', of: 1 }),
  ...each('pipe', { is: 'all-of', of: 'rest' }),
  ...each('custom check', { is: 'tested', by: 0 }),
  ...each('transform', { is: 'unseen' }),
  ...each('instanceof promise symbol function file', { is: 'unseen' }),
  coerce: {
    members: {
      ...texts('string', 'free'),
      ...each('number bigint', { is: 'number' }),
      ...each('boolean', { is: 'boolean' }),
      ...each('date', { is: 'date' }),
    },
  },
  iso: { members: texts('datetime date time duration', 'time') },
};

/** A parsed object has known fields of known types; its text is still whatever the client sent. */
export const zod = defineModel({
  library: 'zod',
  modules: ['zod', 'zod/*'],
  family: 'validation',
  exports: {
    z: { members: COMBINATORS },
    ...COMBINATORS,
    ...Object.fromEntries(
      ['ZodSchema', 'ZodType', 'ZodObject', 'AnyZodObject'].map((name) => [name, { type: 'Schema' }]),
    ),
    ...Object.fromEntries(
      ['parse', 'decode'].map((name) => [name, { call: parse({ is: 'validated', arg: 1, by: 0 }) }]),
    ),
  },
  types: {
    Schema: {
      members: {
        parse: { call: parse(VALIDATED) },
        decode: { call: parse(VALIDATED) },
        parseAsync: { call: parse(VALIDATED, 'promise') },
        decodeAsync: { call: parse(VALIDATED, 'promise') },
        safeParse: { call: parse(TOLD) },
        safeDecode: { call: parse(TOLD) },
        safeParseAsync: { call: parse(TOLD, 'promise') },
        spa: { call: parse(TOLD, 'promise') },
        ...FORMATS,
        regex: makes({ is: 'text', pattern: 0 }),
        startsWith: makes({ is: 'text', prefix: 0 }),
        ...each('optional nullable nullish', { is: 'or-nothing' }),
        ...each('array', { is: 'list', of: 'this' }),
        ...each('or', { is: 'one-of', of: 0 }),
        ...each('and', { is: 'all-of', of: 0 }),
        ...each('extend safeExtend augment merge', { is: 'extended', by: 0 }),
        ...each('setKey', { is: 'unseen' }),
        ...each('pick', { is: 'picked', keys: 0 }),
        ...each('omit', { is: 'omitted', keys: 0 }),
        ...each('keyof', { is: 'one-of-keys' }),
        ...each('passthrough loose nonstrict', { is: 'other-keys', rest: 'kept' }),
        ...each('strict strip', { is: 'other-keys', rest: 'dropped' }),
        ...each('catchall', { is: 'other-keys', rest: 0 }),
        ...each('refine superRefine check', { is: 'tested', by: 0, of: 'this' }),
        ...each('transform overwrite', { is: 'made', by: 0 }),
        ...each('pipe', { is: 'all-of', of: 0 }),
        ...each('extract exclude', { is: 'same' }),
        shape: { admits: { is: 'same' } },
        element: { admits: { is: 'element' } },
        '*': makes({ is: 'same' }),
      },
    },
  },
});
