import {
  type CallModel,
  defineModel,
  type MemberModel,
  type QueryModel,
  type TypeModel,
} from '../vocabulary/library-model.js';
import { each } from '../vocabulary/each.js';
import { COLUMNS, WIDENED } from './knex.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

const names = (text: string): readonly string[] => text.trim().split(/\s+/);
/** No argument of the call holds the filter; only chained members do. */
const CHAINED_ONLY = 99;
const BUILDER = 'QueryBuilder';
const WHERE =
  names(`where andWhere orWhere whereNot whereIn whereNotIn whereNull whereNotNull whereExists whereNotExists whereBetween
  whereNotBetween whereRaw whereColumn whereComposite whereInComposite whereLike whereILike findById findByIds
  findOne modify for $query $relatedQuery`);
const WRITES =
  names(`insert insertAndFetch insertGraph insertGraphAndFetch upsertGraph upsertGraphAndFetch update updateAndFetch updateAndFetchById
  patch patchAndFetch patchAndFetchById delete deleteById del increment decrement relate unrelate truncate`);
const ONE = names('first findById findOne resultSize count countDistinct min max sum avg');
const STEPS = WHERE.filter((name) => !/^(?:whereRaw|find|[$])/.test(name)).concat(
  names(`orWhereNot orWhereIn orWhereNull select columns
  column distinct from as alias with join innerJoin leftJoin rightJoin fullOuterJoin leftOuterJoin joinRelated
  innerJoinRelated leftJoinRelated joinRelation leftJoinRelation withGraphFetched withGraphJoined eager joinEager
  mergeEager modifyGraph allowGraph allowEager orderBy groupBy having limit offset page range returning
  onConflict merge ignore forUpdate forShare skipLocked throwIfNotFound castTo clone debug
  union unionAll skipUndefined timeout clearSelect clearWhere clearOrder transacting`),
);
const RAW_STEPS = names('whereRaw andWhereRaw orWhereRaw havingRaw orderByRaw groupByRaw joinRaw fromRaw');
const FILTERED: QueryModel['where'] = {
  arg: CHAINED_ONLY,
  chained: WHERE,
  equal: ['where', 'andWhere', 'findOne'],
  widened: WIDENED,
  columns: COLUMNS,
};
/** `User.query(trx)`: the handle is given where a query begins. */
const JOINED: QueryModel['transactionChained'] = {
  query: 0,
  $query: 0,
  $relatedQuery: 1,
  relatedQuery: 1,
  transacting: 0,
};
const BOUNDS: QueryModel['bounds'] = { chained: ['limit', 'page', 'range', ...ONE] };
const LIST: QueryModel = {
  operation: 'read',
  many: true,
  where: FILTERED,
  bounds: BOUNDS,
  unlessChained: [...WRITES, ...ONE],
};
const lazy = (query: QueryModel, sinks: readonly SinkModel[] = []): MemberModel => ({
  call: { returns: BUILDER, async: 'lazy', query: { ...query, transactionChained: JOINED }, sinks },
});
const data = (arg: number): SinkModel[] => [{ kind: 'write-data', arg }];
const STEP: MemberModel = { call: { returns: BUILDER, async: 'lazy' } };
const TEXT: SinkModel = { kind: 'sql-text', arg: 0, placeholder: { style: '?', valuesArg: 1, exact: true } };
const RAW_STEP: MemberModel = { call: { returns: BUILDER, async: 'lazy', sinks: [TEXT] } };
const RAW: CallModel = { sinks: [TEXT], result: { is: 'derived', from: [0], shapes: ['obj'] } };
const BOUND: MemberModel = { call: { result: { is: 'bound-sql' } } };
const OPENED: CallModel = {
  async: 'promise',
  returns: 'knex#Transaction',
  callbacks: [{ arg: 'last', params: ['knex#Transaction'], promise: 'awaited' }],
  transaction: { callbackArg: 'last', handleParam: 0, handleType: 'knex#Transaction', manual: true },
};
const STARTED: CallModel = { async: 'promise', returns: 'knex#Transaction', transaction: { manual: true } };
const QUERIES: TypeModel = {
  openMembers: ['onBuild'],
  members: {
    ...Object.fromEntries(STEPS.map((name) => [name, STEP])),
    ...each(names('context runBefore runAfter onBuild onError'), { call: { returns: BUILDER } }),
    ...Object.fromEntries(RAW_STEPS.map((name) => [name, RAW_STEP])),
    ...Object.fromEntries(
      ONE.map((name) => [name, lazy({ operation: 'read', where: FILTERED, unlessChained: WRITES })]),
    ),
    // Its arguments are those of `where`; a value that is undefined is refused.
    findOne: lazy({ operation: 'read', where: { ...FILTERED, arg: 0 }, unlessChained: WRITES }),
    findByIds: lazy({ operation: 'read', many: true, where: { arg: 0 }, bounds: { arg: 0 }, unlessChained: WRITES }),
    ...each(names('insert insertAndFetch'), lazy({ operation: 'write', forMany: 'insert' }, data(0))),
    ...each(
      names('insertGraph insertGraphAndFetch upsertGraph upsertGraphAndFetch'),
      lazy({ operation: 'write' }, data(0)),
    ),
    ...each(names('update patch'), lazy({ operation: 'write', where: FILTERED, everyRow: {} }, data(0))),
    ...each(names('updateAndFetch patchAndFetch'), lazy({ operation: 'write' }, data(0))),
    ...each(names('updateAndFetchById patchAndFetchById'), lazy({ operation: 'write', where: { arg: 0 } }, data(1))),
    ...each(names('increment decrement relate unrelate'), lazy({ operation: 'write', where: FILTERED })),
    ...each(names('delete del'), lazy({ operation: 'delete', where: FILTERED, everyRow: {} })),
    deleteById: lazy({ operation: 'delete', where: { arg: 0 } }),
    truncate: lazy({ operation: 'delete', everyRow: { always: true } }),
    toKnexQuery: { call: { returns: 'knex#QueryBuilder', async: 'lazy' } },
    toSql: { call: { givesText: true } },
    execute: { call: { async: 'promise' } },
    then: { call: { async: 'promise' } },
    catch: { call: { async: 'promise' } },
    finally: { call: { async: 'promise' } },
  },
};
const SELF: MemberModel = { call: { returns: 'this' } };
const KNEX: MemberModel = { call: { returns: 'knex#Knex' } };
const FETCHED: MemberModel = { call: { async: 'promise', query: { operation: 'read' } } };
const STATICS: Record<string, MemberModel> = {
  ...each(names('query relatedQuery'), lazy(LIST)),
  transaction: { call: OPENED },
  startTransaction: { call: STARTED },
  knex: KNEX,
  ...each(names('bindKnex bindTransaction'), SELF),
  ...each(names('fetchGraph loadRelated'), FETCHED),
  raw: { call: RAW },
  ...each(names('ref fn'), BOUND),
  ...each(names('fromJson fromDatabaseJson'), { call: { returns: 'Instance' } }),
  ...each(names('tableName idColumn jsonSchema relationMappings modifiers'), {}),
};
/**
 * A model is a class that extends `Model`; it says by `query()` that a query begins. Its schema is JSON schema, and
 * lets through what it does not list.
 */
export const objection = defineModel({
  library: 'objection',
  modules: ['objection'],
  family: 'orm',
  exports: {
    Model: { type: 'Instance', new: { returns: 'Instance' }, members: STATICS },
    QueryBuilder: { type: BUILDER },
    Transaction: { type: 'knex#Transaction' },
    TransactionOrKnex: { type: 'knex#Transaction' },
    transaction: { call: OPENED, members: { start: { call: STARTED } } },
    raw: { call: RAW },
    ref: BOUND,
    val: BOUND,
    fn: BOUND,
    initialize: { call: { async: 'promise' } },
  },
  types: {
    QueryBuilder: QUERIES,
    Instance: {
      members: {
        $query: lazy(LIST),
        $relatedQuery: lazy(LIST),
        $fetchGraph: FETCHED,
        ...each(names('$setJson $set'), SELF),
        $knex: KNEX,
      },
    },
  },
});
