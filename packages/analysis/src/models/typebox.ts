import { defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { AdmitsModel } from '../vocabulary/schemas.js';

const each = (names: string, admits: AdmitsModel): Record<string, MemberModel> =>
  Object.fromEntries(names.split(' ').map((name) => [name, { call: { admits } }]));
const CHECK: MemberModel = {
  call: {
    guard: { arg: 1, for: ['nosql-filter', 'write-data'], when: true, by: 0 },
    result: { is: 'safe', shapes: ['bool'] },
  },
};
const parse = (arg: number, by: 0 | 'this'): MemberModel => ({ call: { result: { is: 'validated', arg, by } } });

const TYPES: Record<string, MemberModel> = {
  ...each('Object', { is: 'object', fields: 0, rest: 'kept', settings: 1 }),
  ...each('String', { is: 'text', settings: 0 }),
  ...each('RegExp', { is: 'text', pattern: 0 }),
  ...each('TemplateLiteral', { is: 'text' }),
  ...each('Number Integer BigInt', { is: 'number' }),
  ...each('Boolean', { is: 'boolean' }),
  ...each('Date', { is: 'date' }),
  ...each('Null Undefined Void Never', { is: 'null' }),
  ...each('Any Unknown', { is: 'anything' }),
  ...each('Literal Enum', { is: 'listed', in: 0 }),
  ...each('KeyOf', { is: 'one-of-keys' }),
  ...each('Union', { is: 'one-of', of: 0 }),
  ...each('Intersect Composite', { is: 'all-of', of: 0 }),
  ...each('Array', { is: 'list', of: 0 }),
  ...each('Tuple', { is: 'list', elements: 0 }),
  ...each('Record', { is: 'record', of: 1 }),
  ...each('Optional', { is: 'or-nothing', of: 0 }),
  ...each('Partial Required Readonly Clone', { is: 'same', of: 0 }),
  ...each('Pick', { is: 'picked', keys: 1, of: 0 }),
  ...each('Omit', { is: 'omitted', keys: 1, of: 0 }),
  ...each('Recursive', { is: 'given-by', by: 0 }),
  ...each('Unsafe Ref This Transform Function', { is: 'unseen' }),
};

/** Names that a schema does not list pass, unless it says otherwise. */
export const typebox = defineModel({
  library: '@sinclair/typebox',
  modules: ['@sinclair/typebox', '@sinclair/typebox/*', 'typebox', 'typebox/*', '@fastify/type-provider-typebox'],
  family: 'validation',
  exports: {
    Type: { members: TYPES },
    t: { members: TYPES },
    Value: {
      members: {
        Check: CHECK,
        Parse: parse(1, 0),
        Decode: parse(1, 0),
        Assert: parse(1, 0),
        Cast: { call: { admits: { is: 'unseen' }, result: { is: 'validated', arg: 1, by: 'call' } } },
        Clean: { call: { result: { is: 'same', arg: 1 } } },
      },
    },
    TypeCompiler: { members: { Compile: { call: { returns: 'Compiled', admits: { is: 'same', of: 0 } } } } },
    Compile: { call: { returns: 'Compiled', admits: { is: 'same', of: 0 } } },
  },
  types: {
    Compiled: {
      members: {
        Check: {
          call: {
            guard: { arg: 0, for: ['nosql-filter', 'write-data'], when: true, by: 'this' },
            result: { is: 'safe', shapes: ['bool'] },
          },
        },
        Parse: parse(0, 'this'),
        Decode: parse(0, 'this'),
        Errors: { call: {} },
      },
    },
  },
});
