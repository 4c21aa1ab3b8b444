/** What a library model says of a query and of a transaction, as JSON. */
import { z } from 'zod';
import { QUERY_OPERATIONS } from './library-words.js';
import { arg, count, text, yes } from './model-fields.js';
import { oneOf, strictObject } from './strict-object.js';

export const query = strictObject({
  operation: oneOf(QUERY_OPERATIONS),
  many: yes.optional(),
  single: z.array(text).optional(),
  rows: z.array(text).optional(),
  total: text.optional(),
  missing: oneOf(['null', 'undefined']).optional(),
  bounds: strictObject({
    arg: count.optional(),
    properties: z.array(text).optional(),
    chained: z.array(text).optional(),
  }).optional(),
  where: strictObject({
    arg: count,
    property: text.optional(),
    chained: z.array(text).optional(),
    equal: z.array(text).optional(),
    widened: z.array(text).optional(),
    columns: z.array(text).optional(),
    options: z.array(text).optional(),
    loose: yes.optional(),
    words: strictObject({
      all: z.array(text).optional(),
      same: z.array(text).optional(),
      nested: z.array(text).optional(),
    }).optional(),
    joined: strictObject({ property: text, optional: text }).optional(),
  }).optional(),
  unlessChained: z.array(text).optional(),
  transactionOption: strictObject({ arg, property: text }).optional(),
  transactionChained: z.record(text, count).optional(),
  atomic: yes.optional(),
  textArg: count.optional(),
  batched: yes.optional(),
  forMany: text.optional(),
  row: text.optional(),
  always: yes.optional(),
  ofRow: yes.optional(),
  everyRow: strictObject({
    always: yes.optional(),
    after: z.array(text).optional(),
    dropsUndefined: yes.optional(),
    refusedWithout: z.array(text).optional(),
  }).optional(),
});

export const transaction = strictObject({
  callbackArg: arg.optional(),
  handleParam: count.optional(),
  handleType: text.optional(),
  list: yes.optional(),
  manual: yes.optional(),
  ambient: yes.optional(),
  mayBeAmbient: yes.optional(),
  onHandle: yes.optional(),
});
