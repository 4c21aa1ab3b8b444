/** What says which functions a platform runs, as JSON: the zod twin of `deploy-model`. */
import { ENTRY_KINDS, type DeployFileModel, type DeploysModel, type TiesModel } from '@backend-architect/analysis';
import { z } from 'zod';
import { count, text, yes } from './model-fields.js';
import { oneOf, strictObject } from './strict-object.js';

const runFor = { kind: oneOf([...ENTRY_KINDS, 'http']), input: text.optional() };
const at = { arg: count, property: text.optional() };
const deployArg = strictObject(at);
const texts = z.array(text);

const asks = strictObject({
  in: texts,
  names: texts.optional(),
  otherwise: texts.optional(),
  gateway: texts.optional(),
  none: texts,
  checked: text,
  declared: strictObject({ at: texts, checked: texts }).optional(),
  besides: texts.optional(),
});

export const deployFile = strictObject({
  file: text,
  functions: text,
  only: strictObject({ member: text, is: text }).optional(),
  handler: text,
  common: text.optional(),
  folder: text.optional(),
  events: text,
  named: strictObject({ type: text, settings: text }).optional(),
  kinds: z.record(
    text,
    strictObject({
      ...runFor,
      method: text.optional(),
      path: text.optional(),
      together: yes.optional(),
      name: texts.optional(),
      asks: asks.optional(),
    }),
  ),
}) satisfies z.ZodType<DeployFileModel>;

export const deploys = strictObject({
  ...runFor,
  handler: deployArg,
  byDefault: text.optional(),
  file: deployArg.optional(),
  folder: deployArg.optional(),
  route: deployArg.optional(),
  name: deployArg.optional(),
  each: oneOf(['route', 'name']).optional(),
  asks: z.array(deployArg).optional(),
  none: texts.optional(),
  checked: text.optional(),
  besides: yes.optional(),
}) satisfies z.ZodType<DeploysModel>;

export const ties = strictObject({
  ...runFor,
  fn: z.union([deployArg, z.literal('taker')]),
  by: z
    .record(
      text,
      strictObject({
        method: deployArg.optional(),
        path: deployArg.optional(),
        below: texts.optional(),
        asks: z.array(deployArg),
        none: texts,
        checked: text,
      }),
    )
    .optional(),
  where: strictObject({ ...at, kind: oneOf(ENTRY_KINDS) }).optional(),
}) satisfies z.ZodType<TiesModel>;
