/** What registers and mounts routes, as JSON: the zod twin of `RouteModel`, `MountModel` and `SignInModel`. */
import { z } from 'zod';
import { told } from './entry-schema.js';
import { GUARD_DUTIES } from './library-words.js';
import { count, text, yes } from './model-fields.js';
import { oneOf, strictObject } from './strict-object.js';

export const route = strictObject({
  method: z.union([text, strictObject({ arg: count, property: text.optional() })]),
  path: z.union([strictObject({ arg: count, property: text.optional() }), z.enum(['from-receiver', 'in-handler'])]),
  when: told.optional(),
  byPath: text.optional(),
  handlersFrom: count.optional(),
  handlerProperty: z.union([text, z.array(text)]).optional(),
  guardProperties: z.array(text).optional(),
  guardMember: text.optional(),
  optionsArg: count.optional(),
  settings: z.array(text).optional(),
  listed: yes.optional(),
  braces: yes.optional(),
  asks: strictObject({
    in: z.array(text),
    names: z.array(text),
    mode: text,
    lenient: z.array(text),
    rights: z.array(text),
  }).optional(),
  dutyProperties: z.array(strictObject({ path: text, duty: oneOf(GUARD_DUTIES) })).optional(),
  schemaProperty: z.union([text, z.array(text)]).optional(),
  goesOnWhenDone: yes.or(z.literal('with-nothing')).optional(),
});

export const mount = strictObject({
  pathArg: count.optional(),
  prefixProperty: strictObject({ arg: count, property: text }).optional(),
  from: count,
  scope: oneOf(['ordered', 'encapsulated']),
  before: strictObject({ arg: count, is: z.array(text) }).optional(),
  hook: text.optional(),
  hands: yes.optional(),
  exact: yes.optional(),
  guards: strictObject({ properties: z.array(text), settings: z.array(text) }).optional(),
  ofResult: strictObject({ properties: z.array(text) }).optional(),
  everywhere: strictObject({ unless: strictObject({ arg: count, property: text }) }).optional(),
  plugin: strictObject({ runs: text, in: text, prefix: text }).optional(),
  goesOnWhenDone: yes.or(z.literal('with-nothing')).optional(),
});

export const signIn = z.discriminatedUnion('does', [
  strictObject({ does: z.literal('scheme'), nameArg: count, byArg: count, runs: text }),
  strictObject({
    does: z.literal('strategy'),
    nameArg: count,
    schemeArg: count,
    optionsArg: count,
    schemes: z.record(
      text,
      strictObject({
        by: strictObject({ properties: z.array(text), member: text }).optional(),
        unless: z.array(text).optional(),
      }),
    ),
  }),
  strictObject({ does: z.literal('default'), arg: count }),
]);

const within = strictObject({ arg: count, property: text });

export const contract = strictObject({ of: count, prefix: within.optional(), contract: count.optional() });

export const answersContract = strictObject({
  contract: count.optional(),
  by: count,
  on: z.union([count, z.literal('result')]),
  handler: text,
  guards: text,
  before: within.optional(),
});

const texts = z.array(text);

export const chained = strictObject({
  does: oneOf(['route', 'group', 'resource']),
  method: text.optional(),
  path: count.optional(),
  handler: count,
  prefix: texts,
  guards: texts,
  actions: z.record(text, strictObject({ methods: texts, path: text })).optional(),
  without: z.record(text, texts).optional(),
  only: text.optional(),
  except: text.optional(),
  controllers: text.optional(),
  runs: text.optional(),
  below: text.optional(),
});

export const services = strictObject({
  path: count,
  service: count,
  listed: within,
  methods: z.record(text, strictObject({ method: text, path: text, params: texts })),
  before: texts,
  all: text,
});
