import { defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { AdmitsModel, ScreenModel, TextFormat } from '../vocabulary/schemas.js';
import { joi } from './joi.js';

const ALL = ['body', 'cookies', 'headers', 'params', 'query'];
const starts = (screens: ScreenModel): MemberModel => ({
  call: { returns: 'Chain', duty: ['validation'], admits: { is: 'anything' }, screens },
});
const field = (...parts: readonly string[]): MemberModel => starts({ is: 'field', parts, name: 0 });
const each = (names: string, admits: AdmitsModel): Record<string, MemberModel> =>
  Object.fromEntries(
    names.split(' ').map((name) => [name, { call: { returns: 'this', duty: ['validation'], admits } }]),
  );
const texts = (names: string, format: TextFormat): Record<string, MemberModel> => each(names, { is: 'text', format });

/** A chain notes what is wrong with a field; nothing is refused before somebody asks for what was noted. */
export const expressValidator = defineModel({
  library: 'express-validator',
  modules: ['express-validator', 'express-validator/check'],
  family: 'validation',
  exports: {
    body: field('body'),
    query: field('query'),
    param: field('params'),
    cookie: field('cookies'),
    header: field('headers'),
    check: field(...ALL),
    oneOf: { call: { duty: ['validation'] } },
    checkSchema: starts({ is: 'fields', parts: ALL, arg: 0 }),
    checkExact: { call: { duty: ['validation'] } },
    validationResult: { call: { returns: 'Result', screens: { is: 'asks' } } },
    matchedData: {
      call: { result: { is: 'validated', arg: 'rest', by: 'noted', source: { kind: 'body', shapes: ['obj'] } } },
    },
  },
  types: {
    Chain: {
      members: {
        run: { call: { async: 'promise' } },
        ...texts('isString isEmail isURL isLength isJSON isStrongPassword isDataURI isJWT', 'free'),
        ...texts(
          'isUUID isULID isMongoId isAlpha isAlphanumeric isHexadecimal isSlug isMD5 isHexColor isISO31661Alpha2 ' +
            'isISO31661Alpha3 isISO4217 isCreditCard isLocale',
          'identifier',
        ),
        ...texts('isInt isFloat isNumeric isDecimal isDivisibleBy isPort isBoolean isPostalCode', 'number'),
        ...texts('isISO8601 isRFC3339 isDate', 'time'),
        ...texts('isIP isIPRange isFQDN', 'host'),
        ...texts('isBase64', 'base64'),
        ...each('isIn equals', { is: 'listed', in: 0 }),
        ...each('matches', { is: 'text', pattern: 0 }),
        ...each('toInt toFloat', { is: 'number' }),
        ...each('toBoolean', { is: 'boolean' }),
        ...each('toDate', { is: 'date' }),
        ...each('optional', { is: 'or-nothing' }),
        ...each('customSanitizer', { is: 'made', by: 0 }),
        ...each('default replace', { is: 'same' }),
        '*': { call: { returns: 'this', duty: ['validation'], admits: { is: 'same' } } },
      },
    },
    Result: {
      members: {
        isEmpty: { call: { result: { is: 'safe', shapes: ['bool'] }, screens: { is: 'clean' } } },
        array: { call: { screens: { is: 'asks' } } },
        mapped: { call: { screens: { is: 'asks' } } },
        throw: { call: { screens: { is: 'refuses' } } },
      },
    },
  },
});

export const celebrate = defineModel({
  library: 'celebrate',
  modules: ['celebrate'],
  family: 'validation',
  exports: {
    celebrate: { call: { duty: ['validation'], screens: { is: 'parts', arg: 0 } } },
    errors: { call: { duty: ['error-handler'] } },
    Joi: joi.exports['default'] ?? {},
    Segments: { members: { '*': { value: 'constant' } } },
  },
});
