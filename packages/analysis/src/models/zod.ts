import { defineModel, type CallModel, type MemberModel } from '../vocabulary/library-model.js';

const VALIDATED: CallModel = { result: { is: 'validated', arg: 0 } };
const SCHEMA: MemberModel = { call: { returns: 'Schema' } };
const schemas = (names: string): Record<string, MemberModel> =>
  Object.fromEntries(names.split(' ').map((name) => [name, SCHEMA]));

/** A parsed object has known fields of known types; its text is still whatever the client sent. */
export const zod = defineModel({
  library: 'zod',
  modules: ['zod', 'zod/*'],
  family: 'validation',
  exports: {
    z: {
      members: {
        ...schemas(
          'object strictObject string email uuid url number int bigint boolean date enum nativeEnum literal ' +
            'array tuple union discriminatedUnion record map set optional nullable lazy preprocess intersection ' +
            'null undefined custom templateLiteral coerce stringbool cuid cuid2 ulid nanoid iso',
        ),
        coerce: { members: schemas('string number boolean date bigint') },
        looseObject: { call: { returns: 'LooseSchema' } },
        any: { call: { returns: 'LooseSchema' } },
        unknown: { call: { returns: 'LooseSchema' } },
      },
    },
    ZodSchema: { type: 'Schema' },
    ZodType: { type: 'Schema' },
    ZodObject: { type: 'Schema' },
    AnyZodObject: { type: 'Schema' },
    ...schemas('object strictObject string number boolean array enum union'),
  },
  types: {
    Schema: {
      members: {
        parse: { call: VALIDATED },
        parseAsync: { call: { ...VALIDATED, async: 'promise' } },
        safeParse: { call: { result: { is: 'validated', arg: 0 } } },
        safeParseAsync: { call: { ...VALIDATED, async: 'promise' } },
        passthrough: { call: { returns: 'LooseSchema' } },
        loose: { call: { returns: 'LooseSchema' } },
        catchall: { call: { returns: 'LooseSchema' } },
        shape: {},
        '*': { call: { returns: 'Schema' } },
      },
    },
    /** Unknown keys pass: the shape of what comes out is the client's. */
    LooseSchema: {
      members: {
        parse: { call: { result: { is: 'derived', from: [0], shapes: ['obj', 'arr', 'str', 'num', 'bool', 'null'] } } },
        parseAsync: {
          call: {
            async: 'promise',
            result: { is: 'derived', from: [0], shapes: ['obj', 'arr', 'str', 'num', 'bool', 'null'] },
          },
        },
        safeParse: { call: { result: { is: 'derived', from: [0], shapes: ['obj'] } } },
        strict: { call: { returns: 'Schema' } },
        strip: { call: { returns: 'Schema' } },
        '*': { call: { returns: 'LooseSchema' } },
      },
    },
  },
});
