/** Document stores that read the operators of MongoDB out of the objects they are given. */
import {
  type CallModel,
  defineModel,
  type LibraryModel,
  type MemberModel,
  type QueryModel,
} from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';
import { PROMISED, TOLD_LAST, TOLD_OR_PROMISED } from './further-sql.js';

const FILTER: SinkModel = { kind: 'nosql-filter', arg: 0 };
const data = (arg: number): SinkModel => ({ kind: 'write-data', arg });

const members = (reports: CallModel, more: Readonly<Record<string, MemberModel>> = {}): Record<string, MemberModel> => {
  const run = (query: QueryModel, ...sinks: SinkModel[]): MemberModel => ({ call: { ...reports, query, sinks } });
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
  const all = members(PROMISED);
  return Object.fromEntries(Object.entries(ASYNC_NAMES).map(([name, of]) => [name, all[of] ?? {}]));
};
export const nedb = defineModel({
  library: 'nedb',
  modules: ['nedb', '@seald-io/nedb', 'nedb-core'],
  family: 'document-store',
  exports: { default: { type: 'Store', new: OPENED } },
  types: {
    Store: {
      members: {
        ...members(TOLD_LAST, asyncTwins()),
        loadDatabase: { call: TOLD_LAST },
        ensureIndex: { call: TOLD_LAST },
      },
    },
  },
});
export const nedbPromises = defineModel({
  library: 'nedb-promises',
  modules: ['nedb-promises'],
  family: 'document-store',
  exports: {
    default: { type: 'Store', new: OPENED, members: { create: { call: OPENED } } },
    Datastore: { type: 'Store', new: OPENED, members: { create: { call: OPENED } } },
  },
  types: {
    Store: {
      members: members(PROMISED, { findOneAndUpdate: { call: { async: 'promise', sinks: [FILTER, data(1)] } } }),
    },
  },
});

const NAMED = (reports: CallModel): Record<string, MemberModel> => {
  const plain = members(reports);
  const one = { filter: plain['update'] ?? {}, remove: plain['remove'] ?? {}, insert: plain['insert'] ?? {} };
  return {
    ...plain,
    findOneAndUpdate: one.filter,
    findAndModify: { call: { ...reports, sinks: [{ kind: 'nosql-filter', arg: 0, property: 'query' }] } },
    findOneAndDelete: one.remove,
    updateOne: one.filter,
    updateMany: one.filter,
    deleteOne: one.remove,
    deleteMany: one.remove,
    insertOne: one.insert,
    insertMany: one.insert,
    save: one.insert,
    distinct: { call: { ...reports, sinks: [{ kind: 'nosql-filter', arg: 1 }] } },
    aggregate: { call: { ...reports, sinks: [FILTER] } },
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
      members: {
        get: { call: { returns: 'Collection', entity: { arg: 0 } } },
        create: { call: { returns: 'Collection', entity: { arg: 0 } } },
        close: { call: { async: 'promise' } },
      },
    },
    Collection: { members: NAMED(TOLD_OR_PROMISED) },
  },
});
const DB_MEMBERS: Readonly<Record<string, MemberModel>> = {
  collection: { call: { returns: 'Collection', entity: { arg: 0 } } },
  '*': { type: 'Collection', entity: 'key' },
};
/** `mongojs(address, ['users']).users`, or `.collection('users')`; one tells callbacks, the other gives promises. */
const mongoLike = (library: string, reports: CallModel): LibraryModel =>
  defineModel({
    library,
    modules: [library],
    family: 'document-store',
    exports: { default: { call: DATABASE } },
    types: {
      Db: { perProcess: true, members: { ...DB_MEMBERS, close: { call: reports } } },
      Collection: { members: NAMED(reports) },
    },
  });
export const mongojs = mongoLike('mongojs', TOLD_LAST);
export const mongoist = mongoLike('mongoist', PROMISED);
/** `new (tingodb().Db)(folder, {}).collection('users')` */
export const tingodb = defineModel({
  library: 'tingodb',
  modules: ['tingodb'],
  family: 'document-store',
  exports: { default: { call: { returns: 'Engine' } } },
  types: {
    Engine: { members: { Db: { type: 'Db', new: { returns: 'Db', sinks: [{ kind: 'file-path', arg: 0 }] } } } },
    Db: {
      perProcess: true,
      members: { collection: { call: { returns: 'Collection', entity: { arg: 0 } } }, close: { call: TOLD_LAST } },
    },
    Collection: { members: NAMED(TOLD_LAST) },
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
