/** The shape of a library model as JSON: the zod twin of `LibraryModel` in the analysis package. */
import {
  type CallModel,
  type DecoratorModel,
  ENTRY_KINDS,
  type LibraryModel,
  type MemberModel,
  type ResultModel,
  type TypeModel,
} from '@backend-architect/analysis';
import { z } from 'zod';
import { admits, screens } from './admits-schema.js';
import { deployFile, deploys, ties } from './deploy-schema.js';
import { entry, receives, told } from './entry-schema.js';
import { answersContract, chained, contract, mount, route, services, signIn } from './http-schema.js';
import { FAMILIES, HAZARD_KINDS, SINK_KINDS, SOURCE_KINDS } from './library-words.js';
import { arg, constant, count, duties, optionTest, shapes, sinkKinds, source, text, yes } from './model-fields.js';
import { query, transaction } from './query-schema.js';
import { oneOf, strictObject } from './strict-object.js';

const placeholder = strictObject({
  style: oneOf(['$n', '?']),
  valuesArg: count,
  valuesProperty: text.optional(),
  valuesBeside: text.optional(),
  exact: yes.optional(),
  spread: yes.optional(),
});

const sink = strictObject({
  placeholder: placeholder.optional(),
  issued: yes.optional(),
  opened: yes.optional(),
  kind: oneOf(SINK_KINDS),
  arg,
  from: count.optional(),
  property: z.union([text, z.array(text)]).optional(),
  propertyOnly: yes.optional(),
  onlyTexts: yes.optional(),
  singleKey: yes.optional(),
  handedTo: strictObject({ param: count, arg: count }).optional(),
  handed: yes.optional(),
  when: optionTest.optional(),
  unless: optionTest.optional(),
  untyped: oneOf(['html', 'text', 'sniffed']).optional(),
  onlyLooks: yes.optional(),
});

const hazard = strictObject({
  hazard: oneOf(HAZARD_KINDS),
  arg: arg.optional(),
  property: text.optional(),
  is: z.union([constant, z.array(constant)]).optional(),
  matches: text.optional(),
  above: z.number().optional(),
  bytes: z.number().optional(),
  below: z.number().optional(),
  symbol: text.optional(),
  unlessCalled: text.optional(),
  programFolder: yes.optional(),
  oftenMeant: yes.optional(),
  byUse: yes.optional(),
  missing: yes.optional(),
  forUses: yes.optional(),
  unlessOnly: z.array(text).optional(),
  byDefault: z.number().optional(),
  when: optionTest.optional(),
  unless: z.union([optionTest, z.array(optionTest)]).optional(),
});

const callback = strictObject({
  arg,
  from: count.optional(),
  property: text.optional(),
  params: z.array(text.nullable()),
  errorParams: z.array(text.nullable()).optional(),
  unless: told.optional(),
  only: told.optional(),
  promise: oneOf(['awaited', 'ignored', 'condition', 'error-event']).optional(),
});

const schemaRef = z.union([arg, oneOf(['callee', 'call', 'route', 'noted'])]);

const result = z.discriminatedUnion('is', [
  strictObject({ is: z.literal('source'), source }),
  strictObject({ is: z.literal('sanitized'), arg, for: sinkKinds }),
  strictObject({ is: z.literal('content'), of: arg, shapes }),
  strictObject({
    is: z.literal('derived'),
    from: z.array(arg),
    shapes: shapes.optional(),
    instance: yes.optional(),
    for: z.array(oneOf(SINK_KINDS)).optional(),
    forWhen: strictObject({ arg: z.number().int().min(0), is: z.array(z.string()) }).optional(),
    as: oneOf(SOURCE_KINDS).optional(),
  }),
  strictObject({ is: z.literal('same'), arg: count }),
  strictObject({ is: z.literal('address'), arg: count, base: count.optional() }),
  strictObject({
    is: z.literal('validated'),
    arg,
    by: schemaRef.optional(),
    source: source.optional(),
    in: text.optional(),
    passes: text.optional(),
    fails: text.optional(),
    whenFailed: z.literal('kept').optional(),
    others: strictObject({ arg: count, dropped: z.array(text).optional(), kept: z.array(text).optional() }).optional(),
  }),
  strictObject({ is: z.literal('safe'), shapes, clock: yes.optional() }),
  strictObject({ is: z.literal('random'), weak: yes.optional(), weakIn: text.optional() }),
  strictObject({ is: z.literal('raw-template') }),
  strictObject({ is: z.literal('bound-sql') }),
]) satisfies z.ZodType<ResultModel>;

const cors = strictObject({
  arg: count,
  property: text.optional(),
  default: oneOf(['any', 'reflected']),
  trueReflects: yes.optional(),
  dropsCredentials: yes.optional(),
  handed: yes.optional(),
});

const cookie = strictObject({
  nameArg: count.optional(),
  valueArg: count.optional(),
  nameProperty: text.optional(),
  options: strictObject({ arg, property: text.optional() }),
  defaults: strictObject({
    httpOnly: yes.optional(),
    secure: z.union([z.literal(true), z.literal('connection')]).optional(),
  }).optional(),
  secureNeedsTls: yes.optional(),
  autoSecure: yes.optional(),
  holdsSession: yes.optional(),
  handed: yes.optional(),
});

const call = strictObject({
  endsTransaction: oneOf(['commit', 'rollback']).optional(),
  apart: strictObject({ unless: strictObject({ arg: count, property: text }).optional() }).optional(),
  givesText: yes.optional(),
  hazards: z.array(hazard).optional(),
  returns: text.optional(),
  async: oneOf(['promise', 'lazy', 'callback']).optional(),
  uploadFilter: strictObject({ arg: count, property: text }).optional(),
  callbacks: z.array(callback).optional(),
  sinks: z.array(sink).optional(),
  result: result.optional(),
  guard: strictObject({ arg, for: sinkKinds, when: z.boolean(), by: schemaRef.optional() }).optional(),
  admits: admits.optional(),
  screens: screens.optional(),
  contentType: strictObject({
    arg: count,
    as: oneOf(['type', 'header', 'headers']),
    property: text.optional(),
  }).optional(),
  query: query.optional(),
  transaction: transaction.optional(),
  route: route.optional(),
  answers: route.optional(),
  chained: chained.optional(),
  namesGuards: strictObject({ arg: count, all: yes.optional(), runs: text }).optional(),
  services: services.optional(),
  findsService: strictObject({ arg: count }).optional(),
  hooksServices: strictObject({ arg: count, all: yes.optional() }).optional(),
  contract: contract.optional(),
  answersContract: answersContract.optional(),
  entry: z.union([entry, z.array(entry)]).optional(),
  fieldsOf: strictObject({
    type: text.optional(),
    arg: count.optional(),
    property: text.optional(),
    nameArg: count.optional(),
  }).optional(),
  receives: receives.optional(),
  deploys: z.union([deploys, z.array(deploys)]).optional(),
  ties: ties.optional(),
  attaches: yes.optional(),
  groups: oneOf(['keys', 'arguments']).optional(),
  mount: mount.optional(),
  binds: strictObject({ arg: count, token: count.optional() }).optional(),
  duty: duties.optional(),
  parsesBody: strictObject({ textsWhen: optionTest.optional(), textsUnless: optionTest.optional() }).optional(),
  dutyUnless: z.array(optionTest).optional(),
  narrowedBy: z.array(z.string()).optional(),
  refusesBy: z.literal('failure').optional(),
  settlesRoutes: yes.optional(),
  identifies: z.union([z.literal('result'), strictObject({ callbackParam: count })]).optional(),
  compares: yes.optional(),
  readsMetadata: strictObject({ keyArg: count }).optional(),
  names: strictObject({ nameArg: count, valueArg: count }).optional(),
  installs: strictObject({ nameArg: count, valueArg: count }).optional(),
  strategyArg: count.optional(),
  signIn: signIn.optional(),
  serves: yes.optional(),
  prefixArg: count.or(strictObject({ arg: count, property: text })).optional(),
  exempts: strictObject({ from: count.optional() }).optional(),
  goesOn: yes.optional(),
  sharesScope: yes.optional(),
  step: yes.optional(),
  context: strictObject({ arg: count, property: text }).optional(),
  condition: oneOf(['equal', 'all']).optional(),
  holdsCaller: yes.optional(),
  cors: cors.optional(),
  cookie: cookie.optional(),
  response: strictObject({
    bodyArg: count.optional(),
    statusArg: count.optional(),
    ends: yes.optional(),
    whenReturned: yes.optional(),
    status: count.optional(),
    errorsMasked: yes.optional(),
  }).optional(),
  token: strictObject({
    does: oneOf(['sign', 'verify', 'decode']),
    optionsArg: count.optional(),
    payloadArg: count.optional(),
    keyArg: count.optional(),
    madeWithKey: count.optional(),
    validMember: text.optional(),
    algorithmsRequired: yes.optional(),
  }).optional(),
  passwordHash: strictObject({
    costArg: count.optional(),
    costProperty: text.optional(),
    minimum: z.number().optional(),
    default: z.number().optional(),
    minimumBy: strictObject({ arg: count, is: z.record(text, z.number()) }).optional(),
  }).optional(),
  asserts: count.optional(),
  settles: z.array(oneOf(HAZARD_KINDS)).optional(),
  disarms: strictObject({ kinds: z.array(oneOf(SINK_KINDS)), arg: count.optional(), is: text.optional() }).optional(),
  declares: strictObject({ columns: count }).optional(),
  throws: yes.optional(),
  throwsOn: count.optional(),
  endsProcess: yes.optional(),
  blocking: yes.or(z.literal('brief')).optional(),
  external: oneOf(['network', 'mail', 'queue', 'file', 'sleep']).optional(),
  awaitsCallback: yes.optional(),
  awaitsArguments: yes.optional(),
  background: yes.optional(),
  consumes: oneOf(['redelivered', 'unhandled']).optional(),
  fireAndForget: yes.optional(),
  neverRejects: yes.optional(),
  keyedDigest: count.optional(),
  listens: yes.optional(),
  entity: z.union([z.literal('type-argument'), strictObject({ arg: count })]).optional(),
}).meta({ id: 'call' }) satisfies z.ZodType<CallModel>;

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
      value: z.literal('constant').optional(),
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
