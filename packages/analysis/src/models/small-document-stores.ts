/** Document stores that read the operators of MongoDB out of the objects they are given. */
import { type CallModel, defineModel, type MemberModel, type QueryModel } from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

const FILTER: SinkModel = { kind: 'nosql-filter', arg: 0 };
const data = (arg: number): SinkModel => ({ kind: 'write-data', arg });

/** Its calls report to a callback that is given last, or give a promise. */
type Reports = 'callback' | 'promise';
const reporting = (reports: Reports): CallModel =>
  reports === 'callback'
    ? { async: 'callback', callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored' }] }
    : { async: 'promise' };
const members = (reports: Reports, more: Readonly<Record<string, MemberModel>> = {}): Record<string, MemberModel> => {
  const run = (query: QueryModel, ...sinks: SinkModel[]): MemberModel => ({
    call: { ...reporting(reports), query, sinks },
  });
  const write: QueryModel = { operation: 'write', where: { arg: 0 } };
  const remove: QueryModel = { operation: 'delete', where: { arg: 0 } };
  return {
    find: run(
      {
        operation: 'read',
        many: true,
        where: { arg: 0 },
        bounds: { arg: 1, properties: ['limit'], chained: ['limit'] },
      },
      FILTER,
    ),
    findOne: run({ operation: 'read', where: { arg: 0 }, missing: 'null' }, FILTER),
    count: run({ operation: 'read', where: { arg: 0 } }, FILTER),
    insert: run({ operation: 'write' }, data(0)),
    update: run(write, FILTER, data(1)),
    remove: run(remove, FILTER),
    ...more,
  };
};

const OPENED: CallModel = { returns: 'Store', sinks: [{ kind: 'file-path', arg: 0, property: 'filename' }] };
const ASYNC_NAMES: Readonly<Record<string, string>> = {
  findAsync: 'find',
  findOneAsync: 'findOne',
  countAsync: 'count',
  insertAsync: 'insert',
  updateAsync: 'update',
  removeAsync: 'remove',
};
const asyncTwins = (): Record<string, MemberModel> => {
  const all = members('promise');
  return Object.fromEntries(Object.entries(ASYNC_NAMES).map(([name, of]) => [name, all[of] ?? {}]));
};
export const nedb = defineModel({
  library: 'nedb',
  modules: ['nedb', '@seald-io/nedb'],
  family: 'document-store',
  exports: { default: { type: 'Store', new: OPENED } },
  types: {
    Store: {
      members: {
        ...members('callback', asyncTwins()),
        loadDatabase: { call: reporting('callback') },
        ensureIndex: { call: reporting('callback') },
      },
    },
  },
});
export const nedbPromises = defineModel({
  library: 'nedb-promises',
  modules: ['nedb-promises', 'nedb-core'],
  family: 'document-store',
  exports: {
    default: { type: 'Store', new: OPENED, members: { create: { call: OPENED } } },
    Datastore: { type: 'Store', new: OPENED, members: { create: { call: OPENED } } },
  },
  types: {
    Store: {
      members: members('promise', { findOneAndUpdate: { call: { async: 'promise', sinks: [FILTER, data(1)] } } }),
    },
  },
});

const NAMED = (reports: Reports): Record<string, MemberModel> => {
  const plain = members(reports);
  const one = { filter: plain['update'] ?? {}, remove: plain['remove'] ?? {}, insert: plain['insert'] ?? {} };
  return {
    ...plain,
    findOneAndUpdate: one.filter,
    findAndModify: { call: { ...reporting(reports), sinks: [{ kind: 'nosql-filter', arg: 0, property: 'query' }] } },
    findOneAndDelete: one.remove,
    updateOne: one.filter,
    updateMany: one.filter,
    deleteOne: one.remove,
    deleteMany: one.remove,
    insertOne: one.insert,
    insertMany: one.insert,
    save: one.insert,
    distinct: { call: { ...reporting(reports), sinks: [{ kind: 'nosql-filter', arg: 1 }] } },
    aggregate: { call: { ...reporting(reports), sinks: [FILTER] } },
  };
};
const DATABASE: CallModel = { returns: 'Db', sinks: [{ kind: 'secret', arg: 0 }] };
/** `monk(address).get('users')` */
export const monk = defineModel({
  library: 'monk',
  modules: ['monk'],
  family: 'document-store',
  exports: { default: { call: DATABASE, new: DATABASE } },
  types: {
    Db: {
      perProcess: true,
      conventionalNames: ['monk'],
      members: {
        get: { call: { returns: 'Collection', entity: { arg: 0 } } },
        create: { call: { returns: 'Collection', entity: { arg: 0 } } },
        close: { call: { async: 'promise' } },
      },
    },
    Collection: { members: NAMED('promise') },
  },
});
/** `mongojs(address, ['users']).users`, or `.collection('users')`. */
export const mongojs = defineModel({
  library: 'mongojs',
  modules: ['mongojs', 'tingodb', 'mongoist'],
  family: 'document-store',
  exports: { default: { call: DATABASE } },
  types: {
    Db: {
      perProcess: true,
      members: {
        collection: { call: { returns: 'Collection', entity: { arg: 0 } } },
        close: { call: {} },
        '*': { type: 'Collection', entity: 'key' },
      },
    },
    Collection: { members: NAMED('callback') },
  },
});
/** Kept in memory; `$where` is a function, and comes from no request. */
export const lokijs = defineModel({
  library: 'lokijs',
  modules: ['lokijs'],
  family: 'document-store',
  exports: { default: { type: 'Loki', new: { returns: 'Loki' } } },
  types: {
    Loki: {
      members: {
        addCollection: { call: { returns: 'Collection', entity: { arg: 0 } } },
        getCollection: { call: { returns: 'Collection', entity: { arg: 0 } } },
        saveDatabase: { call: { callbacks: [{ arg: 'last', params: [null], promise: 'ignored' }] } },
      },
    },
    Collection: {
      members: {
        find: { call: { sinks: [FILTER] } },
        findOne: { call: { sinks: [FILTER] } },
        findAndRemove: { call: { sinks: [FILTER] } },
        findAndUpdate: { call: { sinks: [FILTER] } },
        count: { call: { sinks: [FILTER] } },
        insert: { call: { sinks: [data(0)] } },
        update: { call: { sinks: [data(0)] } },
      },
    },
  },
});
