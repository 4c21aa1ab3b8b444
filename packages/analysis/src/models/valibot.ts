import { defineModel, type MemberModel, type ResultModel } from '../vocabulary/library-model.js';
import type { AdmitsModel, TextFormat } from '../vocabulary/schemas.js';

const each = (names: string, admits: AdmitsModel): Record<string, MemberModel> =>
  Object.fromEntries(names.split(' ').map((name) => [name, { call: { admits } }]));
const texts = (names: string, format: TextFormat): Record<string, MemberModel> => each(names, { is: 'text', format });
const PARSE = { is: 'validated', arg: 1, by: 0 } as const satisfies ResultModel;
/** What is told of a refusal holds the input too. */
const TOLD = {
  ...PARSE,
  in: 'output',
  passes: 'success',
  fails: 'issues',
  whenFailed: 'kept',
} as const satisfies ResultModel;

/** Names that a schema does not list are dropped by it. */
export const valibot = defineModel({
  library: 'valibot',
  modules: ['valibot'],
  family: 'validation',
  exports: {
    parse: { call: { result: PARSE } },
    parseAsync: { call: { result: PARSE, async: 'promise' } },
    safeParse: { call: { result: TOLD } },
    safeParseAsync: { call: { result: TOLD, async: 'promise' } },
    is: {
      call: {
        guard: { arg: 1, for: ['nosql-filter', 'write-data'], when: true, by: 0 },
        result: { is: 'safe', shapes: ['bool'] },
      },
    },
    assert: { call: { result: PARSE } },
    ...each('object strictObject objectAsync strictObjectAsync', { is: 'object', fields: 0 }),
    ...each('looseObject looseObjectAsync', { is: 'object', fields: 0, rest: 'kept' }),
    ...each('objectWithRest', { is: 'object', fields: 0, rest: 1 }),
    ...texts('string', 'free'),
    ...each('number bigint', { is: 'number' }),
    ...each('boolean', { is: 'boolean' }),
    ...each('date', { is: 'date' }),
    ...each('null undefined void never nan', { is: 'null' }),
    ...each('any unknown', { is: 'anything' }),
    ...each('picklist enum enum_ literal', { is: 'listed', in: 0 }),
    ...each('keyof', { is: 'one-of-keys' }),
    ...each('array set', { is: 'list', of: 0 }),
    ...each('tuple strictTuple', { is: 'list', elements: 0 }),
    ...each('record', { is: 'record', of: 1 }),
    ...each('map', { is: 'list', of: 1 }),
    ...each('union', { is: 'one-of', of: 0 }),
    ...each('variant', { is: 'one-of', of: 1 }),
    ...each('intersect', { is: 'all-of', of: 0 }),
    ...each('pipe pipeAsync', { is: 'all-of', of: 'rest' }),
    ...each('optional nullable nullish undefinedable exactOptional', { is: 'or-nothing', of: 0 }),
    ...each('partial required partialCheck nonNullable nonNullish nonOptional unwrap fallback config message', {
      is: 'same',
      of: 0,
    }),
    ...each('pick', { is: 'picked', keys: 1, of: 0 }),
    ...each('omit', { is: 'omitted', keys: 1, of: 0 }),
    ...each('lazy', { is: 'given-by', by: 0 }),
    ...each('instance blob file function custom', { is: 'unseen' }),
    ...texts('uuid ulid cuid2 nanoid hexadecimal digits octal', 'identifier'),
    ...texts('isoDate isoDateTime isoTime isoTimestamp isoWeek', 'time'),
    ...texts('ip ipv4 ipv6', 'host'),
    ...texts('base64', 'base64'),
    ...texts('email', 'mail'),
    ...texts('url', 'url'),
    ...each('regex', { is: 'text', pattern: 0 }),
    ...each('startsWith', { is: 'text', prefix: 0 }),
    ...each('values', { is: 'listed', in: 0 }),
    ...each('transform', { is: 'made', by: 0 }),
    ...each('check custom', { is: 'tested', by: 0 }),
    ...each('rawTransform', { is: 'unseen' }),
    ...each('toNumber', { is: 'number' }),
    ...each(
      'trim trimStart trimEnd toLowerCase toUpperCase normalize minLength maxLength length nonEmpty ' +
        'minBytes maxBytes graphemes integer safeInteger finite multipleOf minValue maxValue value gtValue ' +
        'ltValue notValue endsWith includes excludes empty brand flavor readonly description title metadata ' +
        'forward checkAsync rawCheck everyItem someItem minSize maxSize',
      { is: 'anything' },
    ),
  },
});
