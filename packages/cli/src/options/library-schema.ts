/** The shape of a library model as JSON: the zod twin of `LibraryModel` in the analysis package. */
import {
  type DecoratorModel,
  ENTRY_KINDS,
  type LibraryModel,
  type MemberModel,
  type TypeModel,
} from '@backend-architect/analysis';
import { z } from 'zod';
import { admits } from './admits-schema.js';
import { call } from './call-schema.js';
import { deployFile } from './deploy-schema.js';
import { FAMILIES, SINK_KINDS } from './library-words.js';
import { count, duties, source, text, yes } from './model-fields.js';
import { oneOf, strictObject } from './strict-object.js';

const decorator = z.discriminatedUnion('is', [
  strictObject({
    is: z.literal('route'),
    method: text,
    pathArg: count,
    alone: yes.optional(),
    behind: text.optional(),
    described: yes.optional(),
    returned: z.literal('text').optional(),
    linksFrom: count.optional(),
    braces: yes.optional(),
  }),
  strictObject({
    is: z.literal('controller'),
    pathArg: count,
    pathProperty: text.optional(),
    linksFrom: count.optional(),
    braces: yes.optional(),
  }),
  strictObject({ is: z.literal('guards'), duty: duties.optional() }),
  strictObject({ is: oneOf(['pipes', 'interceptors', 'links']) }),
  strictObject({
    is: z.literal('parameter'),
    source: source.optional(),
    type: text.optional(),
    validatingPipes: yes.optional(),
  }),
  strictObject({ is: z.literal('injection'), type: text.optional(), entityArg: count.optional() }),
  strictObject({ is: oneOf(['injectable', 'module', 'composite']) }),
  strictObject({
    is: z.literal('metadata'),
    keyArg: count.optional(),
    sets: oneOf(['header', 'redirect']).optional(),
    admits: admits.optional(),
    checks: yes.optional(),
    typeArg: count.optional(),
  }),
  strictObject({ is: oneOf(['entity', 'column', 'relation']), nameArg: count.optional() }),
  strictObject({ is: z.literal('transactional') }),
  strictObject({
    is: z.literal('entry'),
    kind: oneOf([
      'schedule', 'event', 'message', 'socket', 'graphql-query', 'graphql-mutation', 'graphql-field',
      'graphql-resolver', 'rpc',
    ]),
    input: source.optional(),
    runs: text.optional(),
    guarded: yes.optional(),
  }),
]) satisfies z.ZodType<DecoratorModel>;

const member: z.ZodType<MemberModel> = z
  .lazy(() =>
    strictObject({
      type: text.optional(),
      call: call.optional(),
      new: call.optional(),
      tag: call.optional(),
      decorator: decorator.optional(),
      source: source.optional(),
      members: members.optional(),
      entity: z.literal('key').optional(),
      value: z.enum(['constant', 'setting']).optional(),
      admits: admits.optional(),
      assignSink: z.union([oneOf(SINK_KINDS), z.array(oneOf(SINK_KINDS))]).optional(),
      assignsContentType: yes.optional(),
      beginsWith: text.optional(),
      provides: oneOf(['guards', 'pipes', 'interceptors', 'filters']).optional(),
    }),
  )
  .meta({ id: 'member' });

const members = z.record(text, member);

const type = strictObject({
  members: members.optional(),
  call: call.optional(),
  tag: call.optional(),
  new: call.optional(),
  params: z.array(text.nullable()).optional(),
  errorParams: z.array(text.nullable()).optional(),
  extends: text.optional(),
  openMembers: z.array(text).optional(),
  source: source.optional(),
  conventionalNames: z.array(text).optional(),
  resource: strictObject({
    kind: oneOf(['connection', 'pool', 'session', 'file', 'stream', 'lock', 'client']),
    releasedBy: z.array(text),
    releasedOnce: yes.optional(),
    takenOnUse: yes.optional(),
  }).optional(),
  endsLent: z.array(text).optional(),
  transactional: yes.optional(),
  renewedBy: z.array(text).optional(),
  carries: strictObject({ sent: z.array(text), held: z.array(text) }).optional(),
  perProcess: yes.optional(),
  letsPass: yes.optional(),
  refusesIn: z.array(strictObject({ member: text, missing: count })).optional(),
  runsAs: oneOf(ENTRY_KINDS).optional(),
}).meta({ id: 'type' }) satisfies z.ZodType<TypeModel>;

/** One library model in `models` of the config. */
export const librarySchema = strictObject({
  library: text.min(1),
  modules: z.array(text),
  versions: text.optional(),
  outdated: yes.optional(),
  family: oneOf(FAMILIES).optional(),
  doubleQuoted: oneOf(['text', 'name']).optional(),
  checksPlaceholderNames: yes.optional(),
  byContext: strictObject({
    calls: z.array(text).optional(),
    settings: z.array(text).optional(),
    modules: z.array(text).optional(),
  }).optional(),
  endHooks: strictObject({ methods: z.array(text), begins: z.array(text), heardBy: z.array(text) }).optional(),
  exports: members,
  types: z.record(text, type).optional(),
  globals: members.optional(),
  standsBefore: z
    .array(
      strictObject({
        file: text,
        exports: z.array(text),
        params: z.array(text.nullable()),
        paths: strictObject({ export: text, member: text }).optional(),
        madeBy: z.array(text).optional(),
      }),
    )
    .optional(),
  entryPoints: z
    .array(
      strictObject({
        file: text,
        exports: z.array(text),
        params: z.array(text.nullable()),
        named: z.array(text).optional(),
        madeBy: z.array(text).optional(),
        guardProperties: z.array(text).optional(),
        kind: oneOf([...ENTRY_KINDS, 'http']).optional(),
        runs: z.array(text).optional(),
        nameIn: text.optional(),
        with: z.array(text).optional(),
        directive: text.optional(),
      }),
    )
    .optional(),
  deployFiles: z.array(deployFile).optional(),
  forwardsRejectionsOf: z.array(text).optional(),
  checksRequests: yes.optional(),
  typed: strictObject({ safeCalls: z.array(text).optional(), safePromises: z.array(text).optional() }).optional(),
}).meta({ id: 'library' }) satisfies z.ZodType<LibraryModel>;
