/** Fields that many parts of a library model have, as JSON. */
import { z } from 'zod';
import { GUARD_DUTIES, SHAPES, SINK_KINDS, SOURCE_KINDS } from './library-words.js';
import { oneOf, strictObject } from './strict-object.js';

export const text = z.string();
export const count = z.number().int().nonnegative();
export const yes = z.literal(true, { error: 'use true, or leave it out' });
export const shapes = z.array(oneOf(SHAPES));
export const duties = z.array(oneOf(GUARD_DUTIES));
export const sinkKinds = z.union([z.array(oneOf(SINK_KINDS)), z.literal('all')]);
export const arg = z.union([count, oneOf(['last', 'rest', 'this'])], {
  error: 'use an argument position, "last", "rest" or "this"',
});

export const source = strictObject({
  kind: oneOf(SOURCE_KINDS),
  shapes,
  memberShapes: shapes.optional(),
  parsed: yes.optional(),
  ownMembers: z.array(text).optional(),
  withSegments: yes.optional(),
});

export const optionTest = strictObject({
  arg,
  property: z.union([text, z.array(text)]).optional(),
  is: z.union([text, z.number(), z.boolean()]).optional(),
  matches: text.optional(),
});

export const constant = z.union([text, z.number(), z.boolean()]);
