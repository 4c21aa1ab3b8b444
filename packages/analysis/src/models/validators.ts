import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

const FITS = { for: ['nosql-filter', 'write-data'], when: true } as const;
const SCHEMA = { is: 'json-schema', arg: 0 } as const;

/** `ajv.compile(schema)` gives a predicate: true means the argument fits the schema. */
export const ajv = defineModel({
  library: 'ajv',
  modules: ['ajv', 'ajv/*'],
  family: 'validation',
  exports: { default: { type: 'Ajv', new: {} }, Ajv: { type: 'Ajv', new: {} } },
  types: {
    Ajv: {
      members: {
        compile: { call: { returns: 'Validate', admits: SCHEMA } },
        compileAsync: { call: { async: 'promise', returns: 'Validate', admits: SCHEMA } },
        validate: {
          call: { guard: { arg: 1, ...FITS, by: 'call' }, admits: SCHEMA, result: { is: 'safe', shapes: ['bool'] } },
        },
        getSchema: { call: { returns: 'Validate', admits: { is: 'unseen' } } },
        addSchema: { call: { returns: 'this' } },
        addFormat: { call: { returns: 'this' } },
        addKeyword: { call: { returns: 'this' } },
      },
    },
    Validate: {
      call: { guard: { arg: 0, ...FITS, by: 'callee' }, result: { is: 'safe', shapes: ['bool'] } },
      members: { errors: {} },
    },
  },
});

const TEST: MemberModel = {
  call: { result: { is: 'safe', shapes: ['bool'] }, guard: { arg: 0, for: 'all', when: true } },
};
const TYPED = [
  'isUUID', 'isInt', 'isNumeric', 'isAlphanumeric', 'isAlpha', 'isHexadecimal', 'isMongoId', 'isBoolean', 'isISO8601',
  'isIn', 'isULID', 'isSlug', 'isPort',
];
const HTML: MemberModel = { call: { result: { is: 'sanitized', arg: 0, for: ['html-response'] } } };

/** Only tests that leave no room for anything else are guards; an e-mail address may still carry a quote. */
export const validator = defineModel({
  library: 'validator',
  modules: ['validator', 'validator/*'],
  family: 'validation',
  exports: {
    ...Object.fromEntries(TYPED.map((name) => [name, TEST])),
    ...Object.fromEntries(
      [
        'isEmail', 'isURL', 'isLength', 'isEmpty', 'isJSON', 'matches', 'contains', 'equals', 'isStrongPassword',
        'isMobilePhone', 'isDate', 'isIP',
      ].map((name) => [name, { call: { result: { is: 'safe' as const, shapes: ['bool' as const] } } }]),
    ),
    escape: HTML,
    toInt: { call: { result: { is: 'safe', shapes: ['num'] } } },
    toFloat: { call: { result: { is: 'safe', shapes: ['num'] } } },
    toBoolean: { call: { result: { is: 'safe', shapes: ['bool'] } } },
    trim: { call: { result: { is: 'derived', from: [0], shapes: ['str'] } } },
    normalizeEmail: { call: { result: { is: 'derived', from: [0], shapes: ['str', 'bool'] } } },
    stripLow: { call: { result: { is: 'derived', from: [0], shapes: ['str'] } } },
  },
});

/** Checks every request against an OpenAPI description before the handlers run. */
export const expressOpenapiValidator = defineModel({
  library: 'express-openapi-validator',
  modules: ['express-openapi-validator'],
  family: 'validation',
  checksRequests: true,
  exports: { middleware: { call: { duty: ['validation'] } } },
});
