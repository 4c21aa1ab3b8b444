/** What registers an entry, as JSON: the zod twin of `EntryModel`. */
import { ENTRY_KINDS } from '@backend-architect/analysis';
import { z } from 'zod';
import { count, text, yes } from './model-fields.js';
import { oneOf, strictObject } from './strict-object.js';

export const told = strictObject({ arg: count, is: z.array(text) });

const namedBy = strictObject({ arg: count.optional(), property: text.optional(), makerArg: count.optional() });

export const receives = strictObject({ kind: oneOf(ENTRY_KINDS), name: namedBy.optional() });

export const entry = strictObject({
  kind: oneOf(ENTRY_KINDS),
  name: z.union([namedBy, z.literal('export')]).optional(),
  handler: strictObject({
    arg: z.union([count, z.literal('last')]),
    property: z.union([text, z.array(text)]).optional(),
  }),
  guards: z.array(text).optional(),
  fields: yes.optional(),
  changes: yes.optional(),
  each: strictObject({
    runs: z.array(text).optional(),
    named: z.array(text).optional(),
    joint: text.optional(),
  }).optional(),
  unless: told.optional(),
  only: told.optional(),
  of: z.union([strictObject({ type: text }), z.literal('around')]).optional(),
  handed: yes.optional(),
  atStart: yes.optional(),
  where: strictObject({ arg: count, property: text, is: oneOf(['given', 'absent']) }).optional(),
});

/** The zod twin of `SettingModel`. */
export const setting = strictObject({
  arg: count,
  joint: text.optional(),
  files: z.array(text).optional(),
  handed: strictObject({ to: text.optional(), arg: count, property: text.optional() }).optional(),
  otherwise: count.optional(),
});
