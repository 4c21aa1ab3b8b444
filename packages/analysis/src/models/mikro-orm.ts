import { type CallModel, defineModel, type MemberModel, type QueryModel } from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

const PROMISE: MemberModel = { call: { async: 'promise' } };
const mark = (is: 'entity' | 'column' | 'relation' | 'metadata'): MemberModel => ({ decorator: { is } });
const TRANSACTION: CallModel = {
  async: 'promise',
  transaction: { callbackArg: 0, handleParam: 0, handleType: 'TransactionManager', mayBeAmbient: true },
  callbacks: [{ arg: 0, params: ['TransactionManager'], promise: 'awaited' }],
};
/** With the entity as first argument on the manager (1), without it on a repository (0). */
const verbs = (shift: 0 | 1): Record<string, MemberModel> => {
  const entity: Partial<CallModel> = shift === 1 ? { entity: { arg: 0 } } : {};
  const run = (query: QueryModel, sinks: readonly SinkModel[] = []): MemberModel => ({
    call: { async: 'promise', query, sinks, ...entity },
  });
  // A value that is undefined is null, and finds rows that have none.
  const where: QueryModel['where'] = { arg: shift, loose: true, words: { all: ['$and'], same: ['$eq'] } };
  const filter: SinkModel = { kind: 'nosql-filter', arg: shift };
  const data: SinkModel = { kind: 'write-data', arg: shift };
  const list: QueryModel = { operation: 'read', many: true, where, bounds: { arg: shift + 1, properties: ['limit'] } };
  return {
    find: run(list, [filter]),
    findAndCount: run({ ...list, rows: ['0'], total: '1' }, [filter]),
    findAll: run({
      operation: 'read',
      many: true,
      bounds: { arg: shift, properties: ['limit'] },
      where: { arg: shift, property: 'where' },
    }),
    findByCursor: run({ operation: 'read', where }),
    findOne: run({ operation: 'read', where, missing: 'null' }, [filter]),
    findOneOrFail: run({ operation: 'read', where }, [filter]),
    count: run({ operation: 'read', where }, [filter]),
    upsert: run({ operation: 'write', atomic: true }, [data]),
    upsertMany: run({ operation: 'write' }, [data]),
    insert: run({ operation: 'write' }, [data]),
    insertMany: run({ operation: 'write' }, [data]),
    nativeUpdate: run({ operation: 'write', where }, [filter, { kind: 'write-data', arg: shift + 1 }]),
    nativeDelete: run({ operation: 'delete', where }, [filter]),
    create: { call: { sinks: [data] } },
    assign: { call: { sinks: [{ kind: 'write-data', arg: 1 }] } },
    getReference: { call: {} },
    createQueryBuilder: { call: { returns: 'QueryBuilder', ...entity } },
    qb: { call: { returns: 'QueryBuilder', ...entity } },
    populate: PROMISE,
    refresh: PROMISE,
  };
};
const STEP: MemberModel = { call: { returns: 'this', async: 'lazy' } };
const READ: MemberModel = { call: { async: 'promise', query: { operation: 'read' } } };

export const mikroOrm = defineModel({
  library: '@mikro-orm/core',
  modules: [
    '@mikro-orm/core', '@mikro-orm/postgresql', '@mikro-orm/mysql', '@mikro-orm/mariadb', '@mikro-orm/sqlite',
    '@mikro-orm/better-sqlite', '@mikro-orm/mssql', '@mikro-orm/mongodb', '@mikro-orm/knex', '@mikro-orm/sql',
    '@mikro-orm/decorators/*',
  ],
  family: 'orm',
  exports: {
    MikroORM: { type: 'Orm', members: { init: { call: { async: 'promise', returns: 'Orm' } } } },
    EntityManager: { type: 'EntityManager' },
    SqlEntityManager: { type: 'EntityManager' },
    EntityRepository: { type: 'Repository', new: {} },
    SqlEntityRepository: { type: 'Repository', new: {} },
    raw: { call: { sinks: [{ kind: 'sql-text', arg: 0 }], result: { is: 'derived', from: [0], shapes: ['obj'] } } },
    sql: {
      tag: { result: { is: 'bound-sql' } },
      members: { ref: { call: { result: { is: 'bound-sql' } } }, now: { call: { result: { is: 'bound-sql' } } } },
    },
    wrap: { call: { returns: 'Wrapped' } },
    Transactional: { decorator: { is: 'transactional' } },
    CreateRequestContext: mark('metadata'),
    Entity: mark('entity'),
    Embeddable: mark('entity'),
    Property: mark('column'),
    PrimaryKey: mark('column'),
    SerializedPrimaryKey: mark('column'),
    Enum: mark('column'),
    Formula: mark('column'),
    Embedded: mark('column'),
    ManyToOne: mark('relation'),
    OneToMany: mark('relation'),
    OneToOne: mark('relation'),
    ManyToMany: mark('relation'),
    Index: mark('metadata'),
    Unique: mark('metadata'),
    BeforeCreate: mark('metadata'),
    BeforeUpdate: mark('metadata'),
  },
  types: {
    Orm: {
      perProcess: true,
      resource: { kind: 'client', releasedBy: ['close'] },
      members: { em: { type: 'EntityManager' }, close: PROMISE, isConnected: PROMISE, connect: PROMISE },
    },
    EntityManager: {
      conventionalNames: ['em', 'entityManager'],
      members: {
        ...verbs(1),
        persist: { call: { returns: 'this' } },
        remove: { call: { returns: 'this' } },
        flush: { call: { async: 'promise', query: { operation: 'write', atomic: true } } },
        persistAndFlush: { call: { async: 'promise', query: { operation: 'write', atomic: true } } },
        removeAndFlush: { call: { async: 'promise', query: { operation: 'delete', atomic: true } } },
        transactional: { call: TRANSACTION },
        begin: { call: { async: 'promise', transaction: { manual: true } } },
        commit: PROMISE,
        rollback: PROMISE,
        fork: { call: { returns: 'this', apart: { unless: { arg: 0, property: 'keepTransactionContext' } } } },
        clear: { call: {} },
        lock: PROMISE,
        getRepository: { call: { returns: 'Repository', entity: { arg: 0 } } },
        getConnection: { call: { returns: 'Connection' } },
        execute: {
          call: {
            async: 'promise',
            sinks: [{ kind: 'sql-text', arg: 0, placeholder: { style: '?', valuesArg: 1 } }],
            query: { operation: 'raw', textArg: 0 },
          },
        },
      },
    },
    TransactionManager: { extends: 'EntityManager', transactional: true },
    Repository: {
      members: { ...verbs(0), getEntityManager: { call: { returns: 'EntityManager' } }, em: { type: 'EntityManager' } },
    },
    Connection: {
      members: {
        execute: {
          call: {
            async: 'promise',
            sinks: [{ kind: 'sql-text', arg: 0, placeholder: { style: '?', valuesArg: 1 } }],
            query: { operation: 'raw', textArg: 0 },
          },
        },
      },
    },
    Wrapped: {
      members: {
        assign: { call: { sinks: [{ kind: 'write-data', arg: 0 }] } },
        toObject: { call: {} },
        toJSON: { call: {} },
        init: PROMISE,
        populate: PROMISE,
      },
    },
    QueryBuilder: {
      members: {
        execute: READ,
        getResult: READ,
        getResultList: READ,
        getSingleResult: READ,
        getCount: READ,
        where: { call: { returns: 'this', async: 'lazy', sinks: [{ kind: 'sql-text', arg: 0, property: [] }] } },
        '*': STEP,
      },
    },
  },
});
