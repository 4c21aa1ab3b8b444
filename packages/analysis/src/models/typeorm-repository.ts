import { type CallModel, defineModel, type MemberModel, type QueryModel } from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

const TRANSACTION: CallModel = {
  async: 'promise',
  transaction: { callbackArg: 'last', handleParam: 0, handleType: 'typeorm#TransactionManager' },
  callbacks: [{ arg: 'last', params: ['typeorm#TransactionManager'], promise: 'awaited' }],
};
const RAW_QUERY: CallModel = {
  async: 'promise',
  sinks: [{ kind: 'sql-text', arg: 0 }],
  query: { operation: 'raw', textArg: 0 },
};

/** The rows, and how many there are. */
const COUNTED: Partial<QueryModel> = { rows: ['0'], total: '1' };
/** `find(options)`; before 0.3 also `find(conditions)`. */
const FIND_OPTIONS = [
  'where', 'select', 'relations', 'relationLoadStrategy', 'join', 'order', 'cache', 'lock', 'withDeleted',
  'loadRelationIds', 'loadEagerRelations', 'transaction', 'comment', 'skip', 'take',
];

/**
 * The same verbs stand on a repository (`shift` 0), on the manager with the entity first (1) and as statics of
 * BaseEntity (-1, which counts as 0). All of them start at once and return promises.
 */
export function managerMembers(shift: -1 | 0 | 1, type: string): Record<string, MemberModel> {
  const at = shift === 1 ? 1 : 0;
  const entity: Partial<CallModel> = shift === 1 ? { entity: { arg: 0 } } : {};
  const run = (query: QueryModel, sinks: readonly SinkModel[] = []): MemberModel => ({
    call: { async: 'promise', query, sinks, ...entity },
  });
  // A value that is undefined is left out of the filter; a list of filters is joined by OR.
  const by: QueryModel['where'] = { arg: at, loose: true, words: { nested: [] } };
  const options: QueryModel['where'] = { ...by, arg: at, property: 'where', options: FIND_OPTIONS };
  const data = (arg: number): SinkModel => ({ kind: 'write-data', arg });
  const list: QueryModel = { operation: 'read', many: true, bounds: { arg: at, properties: ['take'] }, where: options };
  const saved = run({ operation: 'write' }, shift === -1 ? [] : [data(0), ...(at === 1 ? [data(1)] : [])]);
  const removed = run({ operation: 'delete', where: { arg: at } });
  return {
    find: run(list),
    findAndCount: run({ ...list, ...COUNTED }),
    findBy: run({ operation: 'read', many: true, bounds: {}, where: by }),
    findAndCountBy: run({ operation: 'read', many: true, bounds: {}, where: by, ...COUNTED }),
    // Nothing is `null` since 0.3.
    findOne: run({ operation: 'read', where: options, missing: 'null' }),
    findOneOrFail: run({ operation: 'read', where: options }),
    findOneBy: run({ operation: 'read', where: by, missing: 'null' }),
    findOneByOrFail: run({ operation: 'read', where: by }),
    findOneById: run({ operation: 'read' }),
    findByIds: run({ operation: 'read', many: true }),
    count: run({ operation: 'read', where: options }),
    countBy: run({ operation: 'read', where: by }),
    exists: run({ operation: 'read', where: options }),
    exist: run({ operation: 'read', where: options }),
    existsBy: run({ operation: 'read', where: by }),
    sum: run({ operation: 'read' }),
    average: run({ operation: 'read' }),
    minimum: run({ operation: 'read' }),
    maximum: run({ operation: 'read' }),
    save: saved,
    insert: run({ operation: 'write' }, [data(at)]),
    upsert: run({ operation: 'write' }, [data(at)]),
    update: run({ operation: 'write', where: { arg: at }, everyRow: { dropsUndefined: true } }, [data(at + 1)]),
    updateAll: run({ operation: 'write', everyRow: { always: true } }, [data(at)]),
    increment: run({ operation: 'write', where: { arg: at } }),
    decrement: run({ operation: 'write', where: { arg: at } }),
    delete: run({ operation: 'delete', where: { arg: at }, everyRow: { dropsUndefined: true } }),
    deleteAll: run({ operation: 'delete', everyRow: { always: true } }),
    softDelete: run({ operation: 'delete', where: { arg: at }, everyRow: { dropsUndefined: true } }),
    restore: run({ operation: 'write', where: { arg: at } }),
    clear: run({ operation: 'delete', everyRow: { always: true } }),
    remove: removed,
    softRemove: removed,
    recover: saved,
    preload: { call: { async: 'promise', query: { operation: 'read' }, sinks: [data(at)], ...entity } },
    create: { call: { sinks: [data(at)], result: { is: 'derived', from: [at], shapes: ['obj', 'arr'] } } },
    merge: {
      call: {
        sinks: [{ kind: 'write-data', arg: 'rest', from: at + 1 }],
        result: { is: 'derived', from: ['rest'], shapes: ['obj'] },
      },
    },
    createQueryBuilder: { call: { returns: 'typeorm#QueryBuilder', ...entity } },
    query: { call: RAW_QUERY },
    getRepository: { call: { returns: 'typeorm#Repository', entity: { arg: 0 } } },
    ...(type === 'EntityManager'
      ? {
          transaction: { call: TRANSACTION },
          withRepository: { call: { returns: 'argument:0' } },
          queryRunner: { type: 'typeorm#QueryRunner' },
          connection: { type: 'typeorm#DataSource' },
        }
      : {}),
  };
}

const STEP: MemberModel = { call: { returns: 'this' } };
/** Conditions are SQL text; values go into the second argument. */
const condition = (arg = 0): MemberModel => ({
  call: {
    returns: 'this',
    sinks: [{ kind: 'sql-text', arg, property: [] }],
    callbacks: [{ arg: 0, params: ['QueryBuilder'], promise: 'ignored' }],
  },
});
const named = (member: MemberModel, ...names: string[]): Record<string, MemberModel> =>
  Object.fromEntries(names.map((name) => [name, member]));
const end = (query: QueryModel): MemberModel => ({ call: { async: 'promise', query } });
const BOUNDS: QueryModel['bounds'] = { chained: ['limit', 'take'] };
/** No argument filters; only chained members do. */
const WHERE: QueryModel['where'] = { arg: 99, chained: ['where', 'andWhere', 'orWhere', 'whereInIds', 'whereExists'] };

export const typeormRepository = defineModel({
  library: 'typeorm',
  modules: ['typeorm/repository/Repository', 'typeorm/query-builder/SelectQueryBuilder'],
  family: 'orm',
  checksPlaceholderNames: true,
  exports: { Repository: { type: 'Repository' }, SelectQueryBuilder: { type: 'QueryBuilder' } },
  types: {
    Repository: {
      members: {
        ...managerMembers(0, 'Repository'),
        manager: { type: 'EntityManager' },
        metadata: {},
        target: {},
        extend: STEP,
      },
    },
    EntityManager: { conventionalNames: ['entityManager'], members: managerMembers(1, 'EntityManager') },
    BaseEntity: {
      members: {
        save: end({ operation: 'write' }),
        remove: end({ operation: 'delete' }),
        softRemove: end({ operation: 'delete' }),
        reload: end({ operation: 'read' }),
        recover: end({ operation: 'write' }),
      },
    },
    QueryBuilder: {
      members: {
        ...named(
          condition(),
          'where',
          'andWhere',
          'orWhere',
          'having',
          'andHaving',
          'orHaving',
          'select',
          'addSelect',
          'orderBy',
          'addOrderBy',
          'groupBy',
          'addGroupBy',
        ),
        ...named(
          condition(2),
          'innerJoin',
          'leftJoin',
          'innerJoinAndSelect',
          'leftJoinAndSelect',
          'innerJoinAndMapOne',
          'leftJoinAndMapOne',
          'innerJoinAndMapMany',
          'leftJoinAndMapMany',
        ),
        ...named(
          STEP,
          'whereInIds',
          'whereExists',
          'take',
          'skip',
          'limit',
          'offset',
          'setParameter',
          'setParameters',
          'distinct',
          'distinctOn',
          'setLock',
          'useTransaction',
          'withDeleted',
          'cache',
          'returning',
          'orUpdate',
          'orIgnore',
          'loadRelationCountAndMap',
          'loadAllRelationIds',
          'comment',
          'printSql',
          'clone',
          'subQuery',
          'addCommonTableExpression',
          'setFindOptions',
          'relation',
          'of',
          'callListeners',
          'updateEntity',
          'setQueryRunner',
        ),
        ...named(
          { call: { returns: 'this', entity: { arg: 0 } } },
          'from',
          'addFrom',
          'into',
          'update',
          'delete',
          'softDelete',
          'restore',
          'insert',
        ),
        set: { call: { returns: 'this', sinks: [{ kind: 'write-data', arg: 0 }] } },
        values: { call: { returns: 'this', sinks: [{ kind: 'write-data', arg: 0 }] } },
        ...named(
          end({ operation: 'read', many: true, bounds: BOUNDS, where: WHERE }),
          'getMany',
          'getManyAndCount',
          'getRawMany',
          'getRawAndEntities',
        ),
        ...named(
          end({ operation: 'read', where: WHERE }),
          'getOne',
          'getOneOrFail',
          'getRawOne',
          'getCount',
          'getExists',
          'stream',
        ),
        execute: end({
          operation: 'write',
          where: WHERE,
          everyRow: { after: ['update', 'delete', 'softDelete', 'restore'] },
        }),
        getQuery: { call: { result: { is: 'bound-sql' }, givesText: true } },
        getSql: { call: { result: { is: 'bound-sql' }, givesText: true } },
        getQueryAndParameters: { call: { givesText: true } },
        getParameters: { call: {} },
        expressionMap: {},
        alias: { value: 'constant' },
      },
    },
  },
});
