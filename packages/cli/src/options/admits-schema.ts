/** What a library model says of a schema, as JSON: what it lets through, and where it is asked. */
import type { AdmitsModel, ScreenModel } from '@backend-architect/analysis';
import { z } from 'zod';
import { TEXT_FORMATS } from './library-words.js';
import { arg, count, text } from './model-fields.js';
import { oneOf, strictObject } from './strict-object.js';

export const screens = z.discriminatedUnion('is', [
  strictObject({ is: z.literal('parts'), arg: count }),
  strictObject({ is: z.literal('field'), parts: z.array(text), name: count }),
  strictObject({ is: z.literal('fields'), parts: z.array(text), arg: count }),
  strictObject({ is: z.enum(['asks', 'clean', 'refuses']) }),
]) satisfies z.ZodType<ScreenModel>;

export const admits = z.discriminatedUnion('is', [
  strictObject({ is: oneOf(['anything', 'unseen', 'number', 'boolean', 'date', 'null']) }),
  strictObject({
    is: z.literal('text'),
    format: oneOf(TEXT_FORMATS).optional(),
    pattern: count.optional(),
    prefix: count.optional(),
    settings: count.optional(),
  }),
  strictObject({ is: z.literal('listed'), in: arg }),
  strictObject({
    is: z.literal('object'),
    fields: count,
    rest: z.union([oneOf(['kept', 'kept-without-fields']), count]).optional(),
    settings: count.optional(),
  }),
  strictObject({ is: z.literal('record'), of: arg }),
  strictObject({ is: z.literal('list'), of: arg.optional(), elements: count.optional() }),
  strictObject({ is: oneOf(['one-of', 'all-of']), of: arg }),
  strictObject({ is: oneOf(['same', 'or-nothing', 'one-of-keys', 'element']), of: arg.optional() }),
  strictObject({ is: z.literal('extended'), by: arg, of: arg.optional() }),
  strictObject({ is: oneOf(['picked', 'omitted']), keys: arg, of: arg.optional() }),
  strictObject({
    is: z.literal('other-keys'),
    rest: z.union([oneOf(['dropped', 'kept']), count]),
    unless: count.optional(),
    of: arg.optional(),
  }),
  strictObject({ is: z.literal('tested'), by: arg, of: arg.optional() }),
  strictObject({ is: z.literal('made'), by: count, of: arg.optional() }),
  strictObject({ is: z.literal('given-by'), by: count }),
  strictObject({ is: z.literal('json-schema'), arg: count }),
]) satisfies z.ZodType<AdmitsModel>;
