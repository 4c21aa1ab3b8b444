import {
  type CallModel,
  defineModel,
  type LibraryModel,
  type MemberModel,
  type QueryModel,
} from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';
import { tlsHazards } from './node-tls.js';

/** What keeps something for everybody below a call: a transaction, where a program puts one there. */
export const CONTEXT_MODULES = [
  'node:async_hooks', 'async_hooks', 'cls-hooked', 'cls-rtracer', 'continuation-local-storage', 'nestjs-cls', 'zone.js',
  'asynchronous-local-storage', '@fastify/request-context', 'sequelize-transactional',
] as const;
const DATA: SinkModel = { kind: 'write-data', arg: 0, unless: { arg: 1, property: 'fields' } };
const inTransaction = (arg: number): QueryModel['transactionOption'] => ({ arg, property: 'transaction' });
const run = (query: QueryModel, sinks: readonly SinkModel[] = []): MemberModel => ({
  call: { async: 'promise', query, sinks },
});
const read: QueryModel = {
  operation: 'read',
  where: { arg: 0, property: 'where', words: { all: ['and'], same: ['eq'] } },
  transactionOption: inTransaction(0),
};
const list: QueryModel = {
  ...read,
  where: { arg: 0, property: 'where', joined: { property: 'include', optional: 'required' } },
  many: true,
  bounds: { arg: 0, properties: ['limit'] },
};
const created: QueryModel = { operation: 'write', transactionOption: inTransaction(1) };
const PROMISE: MemberModel = { call: { async: 'promise' } };
const SELF: MemberModel = { call: { returns: 'this' } };
const RAW: CallModel = {
  async: 'promise',
  sinks: [
    {
      kind: 'sql-text',
      arg: 0,
      property: 'query',
      placeholder: { style: '?', valuesArg: 1, valuesProperty: 'replacements' },
    },
  ],
  query: { operation: 'raw', textArg: 0, transactionOption: inTransaction(1) },
};
const LITERAL: MemberModel = {
  call: { sinks: [{ kind: 'sql-text', arg: 0 }], result: { is: 'derived', from: [0], shapes: ['obj'] } },
};
const BOUND: MemberModel = { call: { result: { is: 'bound-sql' } } };
const TRANSACTION: CallModel = {
  async: 'promise',
  returns: 'Transaction',
  transaction: { callbackArg: 'last', handleParam: 0, handleType: 'Transaction', manual: true, mayBeAmbient: true },
  callbacks: [{ arg: 'last', params: ['Transaction'], promise: 'awaited' }],
};
/**
 * Static members of a model class. Before version 5 a filter could name operators as text (`$gt`), so an object from a
 * request changed its meaning.
 */
const staticsOf = (textOperators: 'operators' | 'none'): Record<string, MemberModel> => {
  const filter = (arg: number): SinkModel[] =>
    textOperators === 'operators' ? [{ kind: 'nosql-filter', arg, property: 'where', propertyOnly: true }] : [];
  return {
    findAll: run(list, filter(0)),
    findAndCountAll: run(list, filter(0)),
    findOne: run({ ...read, row: 'sequelize#Instance', missing: 'null' }, filter(0)),
    findByPk: run({
      operation: 'read',
      missing: 'null',
      row: 'sequelize#Instance',
      transactionOption: inTransaction(1),
    }),
    findOrCreate: run({ operation: 'write', atomic: true, transactionOption: inTransaction(0) }, filter(0)),
    findOrBuild: run(read),
    findCreateFind: run(read),
    count: run(read, filter(0)),
    max: run({ operation: 'read' }),
    min: run({ operation: 'read' }),
    sum: run({ operation: 'read' }),
    aggregate: run({ operation: 'read' }),
    create: run(created, [DATA]),
    bulkCreate: run(created, [DATA]),
    upsert: run({ ...created, atomic: true }, [DATA]),
    build: { call: { returns: 'sequelize#Instance', sinks: [DATA] } },
    update: run(
      {
        operation: 'write',
        where: { arg: 1, property: 'where' },
        transactionOption: inTransaction(1),
        everyRow: { refusedWithout: ['where'] },
      },
      [DATA, ...filter(1)],
    ),
    destroy: run(
      {
        operation: 'delete',
        where: { arg: 0, property: 'where' },
        transactionOption: inTransaction(0),
        everyRow: { refusedWithout: ['where', 'truncate'] },
      },
      filter(0),
    ),
    restore: run({ operation: 'write', where: { arg: 0, property: 'where' }, transactionOption: inTransaction(0) }),
    truncate: run({ operation: 'delete', transactionOption: inTransaction(0), everyRow: { always: true } }),
    increment: run({ operation: 'write', where: { arg: 1, property: 'where' }, transactionOption: inTransaction(1) }),
    decrement: run({ operation: 'write', where: { arg: 1, property: 'where' }, transactionOption: inTransaction(1) }),
    scope: SELF,
    unscoped: SELF,
    schema: SELF,
    sync: PROMISE,
    drop: PROMISE,
    init: SELF,
    hasMany: { call: {} },
    hasOne: { call: {} },
    belongsTo: { call: {} },
    belongsToMany: { call: {} },
    addHook: { call: {} },
    addScope: { call: {} },
    beforeCreate: { call: {} },
    beforeSave: { call: {} },
  };
};
const sequelizeFor = (versions: string, statics: Record<string, MemberModel>): LibraryModel =>
  defineModel({
    library: 'sequelize',
    modules: ['sequelize', '@sequelize/core'],
    versions,
    family: 'orm',
    byContext: { calls: ['useCLS'], modules: ['@sequelize/core', ...CONTEXT_MODULES] },
    exports: {
      default: {
        type: 'Sequelize',
        new: {
          hazards: [0, 1, 2, 3].flatMap((arg) => tlsHazards(arg, 'dialectOptions.ssl')),
          sinks: [
            { kind: 'secret', arg: 0, property: 'password', propertyOnly: true },
            { kind: 'secret', arg: 2 },
          ],
        },
      },
      Sequelize: {
        type: 'Sequelize',
        new: {
          sinks: [
            { kind: 'secret', arg: 0, property: 'password', propertyOnly: true },
            { kind: 'secret', arg: 2 },
          ],
        },
      },
      Model: { type: 'Instance', new: { returns: 'Instance', sinks: [DATA] }, members: statics },
      ModelStatic: { type: 'Model' },
      ModelCtor: { type: 'Model' },
      Transaction: { type: 'Transaction' },
      Op: { members: { '*': { value: 'constant' } } },
      DataTypes: { members: { '*': { value: 'constant', call: {} } } },
      QueryTypes: { members: { '*': { value: 'constant' } } },
      literal: LITERAL,
      fn: BOUND,
      col: BOUND,
      where: BOUND,
      cast: BOUND,
      json: BOUND,
      and: BOUND,
      or: BOUND,
      sql: { tag: { result: { is: 'bound-sql' } } },
    },
    types: {
      Sequelize: {
        conventionalNames: ['sequelize'],
        perProcess: true,
        resource: { kind: 'pool', releasedBy: ['close'] },
        members: {
          query: { call: RAW },
          transaction: { call: TRANSACTION },
          define: { call: { returns: 'Model', entity: { arg: 0 }, declares: { columns: 1 } } },
          model: { call: { returns: 'Model', entity: { arg: 0 } } },
          models: { members: { '*': { type: 'Model', entity: 'key' } } },
          literal: LITERAL,
          fn: BOUND,
          col: BOUND,
          where: BOUND,
          cast: BOUND,
          and: BOUND,
          or: BOUND,
          json: BOUND,
          escape: { call: { result: { is: 'sanitized', arg: 0, for: ['sql-text'] } } },
          authenticate: PROMISE,
          sync: PROMISE,
          close: PROMISE,
          drop: PROMISE,
          addModels: { call: {} },
          import: { call: { returns: 'Model' } },
          getQueryInterface: { call: {} },
          Sequelize: { type: 'Sequelize', new: {} },
          QueryTypes: { members: { '*': { value: 'constant' } } },
          Op: { members: { '*': { value: 'constant' } } },
        },
      },
      /** The object `models/index` exports: the connection and every model by name. */
      Models: {
        conventionalNames: ['db', 'models'],
        members: {
          sequelize: { type: 'Sequelize' },
          Sequelize: { type: 'Sequelize', new: {} },
          '*': { type: 'Model', entity: 'key' },
        },
      },
      Model: { members: statics, new: { returns: 'Instance', sinks: [DATA] } },
      Instance: {
        members: {
          save: run({ operation: 'write', transactionOption: inTransaction(0) }),
          update: run(created, [DATA]),
          destroy: run({ operation: 'delete', transactionOption: inTransaction(0) }),
          restore: run({ operation: 'write' }),
          increment: run(created),
          decrement: run(created),
          reload: run({ operation: 'read' }),
          set: { call: { returns: 'this', sinks: [{ kind: 'write-data', arg: 0 }] } },
          get: { call: {} },
          toJSON: { call: {} },
          validate: PROMISE,
          changed: { call: {} },
        },
      },
      Transaction: {
        transactional: true,
        resource: { kind: 'lock', releasedBy: ['commit', 'rollback'] },
        members: {
          commit: { call: { async: 'promise', endsTransaction: 'commit' } },
          rollback: { call: { async: 'promise', endsTransaction: 'rollback' } },
          afterCommit: { call: {} },
          LOCK: { members: { '*': { value: 'constant' } } },
        },
      },
    },
  });
export const sequelize = sequelizeFor('>=5', staticsOf('none'));
/** With names that went with version 5. */
const older = (now: Record<string, MemberModel>): Record<string, MemberModel> => ({
  ...now,
  find: now['findOne']!,
  findById: now['findByPk']!,
  findByPrimary: now['findByPk']!,
  all: now['findAll']!,
  findAndCount: now['findAndCountAll']!,
  insertOrUpdate: now['upsert']!,
});
export const sequelize4 = defineModel({ ...sequelizeFor('<5', older(staticsOf('operators'))), outdated: true });
