import { defineModel, type LibraryModel, type MemberModel, type QueryModel } from '../vocabulary/library-model.js';
import type { HazardModel } from '../vocabulary/setting-shapes.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

const FILTER: SinkModel = { kind: 'nosql-filter', arg: 0 };
const data = (arg: number): SinkModel => ({ kind: 'write-data', arg });
const session = (arg: number): QueryModel['transactionOption'] => ({ arg, property: 'session' });
/** A value that is undefined is null, and finds what has nothing there. */
export const BY_FILTER: QueryModel['where'] = { arg: 0, loose: true, words: { all: ['$and'], same: ['$eq'] } };
const LIST: QueryModel = {
  operation: 'read',
  many: true,
  where: BY_FILTER,
  bounds: { arg: 1, properties: ['limit'], chained: ['limit', 'next', 'hasNext', 'count'] },
  transactionOption: session(1),
};
/** A cursor asks for nothing until it is read. */
const cursor = (query: QueryModel, returns: string): MemberModel => ({ call: { returns, query, sinks: [FILTER] } });
const now = (query: QueryModel, sinks: readonly SinkModel[] = []): MemberModel => ({
  call: { async: 'promise', query, sinks },
});
const read = (arg: number): QueryModel => ({ operation: 'read', where: BY_FILTER, transactionOption: session(arg) });
const write = (arg: number): QueryModel => ({ operation: 'write', where: { arg: 0 }, transactionOption: session(arg) });
const insert: QueryModel = { operation: 'write', transactionOption: session(1) };
const remove: QueryModel = { operation: 'delete', where: { arg: 0 }, transactionOption: session(1) };
const PROMISE: MemberModel = { call: { async: 'promise' } };
const CHAIN: MemberModel = { call: { returns: 'this' } };
const HEX: MemberModel = { call: { result: { is: 'sanitized', arg: 'this', for: 'all' } } };
const OBJECT_ID: MemberModel = {
  type: 'ObjectId',
  call: { result: { is: 'sanitized', arg: 0, for: 'all' } },
  new: { result: { is: 'sanitized', arg: 0, for: 'all' } },
  members: {
    isValid: {
      call: { result: { is: 'safe', shapes: ['bool'] }, guard: { arg: 0, for: ['nosql-filter'], when: true } },
    },
    createFromHexString: { call: { result: { is: 'sanitized', arg: 0, for: 'all' } } },
  },
};

const UNVERIFIED: readonly HazardModel[] = [
  ...['tlsInsecure', 'tlsAllowInvalidCertificates', 'tlsAllowInvalidHostnames'].map((property): HazardModel => ({
    hazard: 'unverified-tls',
    arg: 1,
    property,
    is: true,
  })),
  { hazard: 'unverified-tls', arg: 1, property: 'sslValidate', is: false },
  { hazard: 'unverified-tls', arg: 0, matches: '[?&](?:tlsInsecure|tlsAllowInvalidCertificates)=true' },
];

const SECRETS: readonly SinkModel[] = [
  { kind: 'secret', arg: 0 },
  { kind: 'secret', arg: 1, property: ['auth.password', 'autoEncryption.kmsProviders.local.key'], propertyOnly: true },
];

/** Before version 3 connecting gave the database itself. */
const mongodbFor = (versions: string, connected: 'MongoClient' | 'Db'): LibraryModel =>
  defineModel({
    library: 'mongodb',
    modules: ['mongodb'],
    versions,
    family: 'document-store',
    exports: {
      MongoClient: {
        type: 'MongoClient',
        new: { hazards: UNVERIFIED, sinks: SECRETS },
        members: {
          connect: {
            call: {
              hazards: UNVERIFIED,
              async: 'promise',
              returns: connected,
              sinks: SECRETS,
              callbacks: [{ arg: 'last', params: [null, connected], promise: 'ignored' }],
            },
          },
        },
      },
      Db: { type: 'Db' },
      Collection: { type: 'Collection' },
      ClientSession: { type: 'ClientSession' },
      FindCursor: { type: 'Cursor' },
      AggregationCursor: { type: 'Cursor' },
      ObjectId: OBJECT_ID,
      ObjectID: OBJECT_ID,
    },
    types: {
      ObjectId: { members: { toString: HEX, toHexString: HEX, equals: { call: {} } } },
      MongoClient: {
        perProcess: true,
        resource: { kind: 'client', releasedBy: ['close'] },
        endsLent: ['close'],
        conventionalNames: ['mongoClient'],
        members: {
          connect: { call: { async: 'promise', returns: connected === 'Db' ? 'Db' : 'this' } },
          close: PROMISE,
          db: { call: { returns: 'Db' } },
          startSession: { call: { returns: 'ClientSession', apart: {} } },
          withSession: {
            call: { async: 'promise', callbacks: [{ arg: 'last', params: ['ClientSession'], promise: 'awaited' }] },
          },
        },
      },
      Db: {
        conventionalNames: ['db'],
        members: {
          collection: { call: { returns: 'Collection', entity: { arg: 0 } } },
          command: { call: { async: 'promise', sinks: [FILTER] } },
          aggregate: cursor({ operation: 'read' }, 'Cursor'),
          createCollection: { call: { async: 'promise', returns: 'Collection', entity: { arg: 0 } } },
          dropCollection: PROMISE,
          dropDatabase: PROMISE,
          collections: PROMISE,
          listCollections: { call: { returns: 'Cursor' } },
          stats: PROMISE,
        },
      },
      Collection: {
        members: {
          find: cursor(LIST, 'Cursor'),
          aggregate: cursor({ operation: 'read' }, 'Cursor'),
          findOne: now({ ...read(1), missing: 'null' }, [FILTER]),
          countDocuments: now(read(1), [FILTER]),
          count: now(read(1), [FILTER]),
          estimatedDocumentCount: now({ operation: 'read' }),
          distinct: now({ operation: 'read', where: { arg: 1 } }, [{ kind: 'nosql-filter', arg: 1 }]),
          findOneAndUpdate: now(write(2), [FILTER, data(1)]),
          findOneAndReplace: now(write(2), [FILTER, data(1)]),
          findOneAndDelete: now(remove, [FILTER]),
          updateOne: now(write(2), [FILTER, data(1)]),
          updateMany: now({ ...write(2), everyRow: {} }, [FILTER, data(1)]),
          update: now(write(2), [FILTER, data(1)]),
          replaceOne: now(write(2), [FILTER, data(1)]),
          insertOne: now({ ...insert, forMany: 'insertMany' }, [data(0)]),
          insertMany: now(insert, [data(0)]),
          insert: now(insert, [data(0)]),
          save: now(insert, [data(0)]),
          bulkWrite: now(insert, [FILTER]),
          deleteOne: now(remove, [FILTER]),
          deleteMany: now({ ...remove, everyRow: {} }, [FILTER]),
          remove: now(remove, [FILTER]),
          mapReduce: {
            call: {
              async: 'promise',
              sinks: [
                { kind: 'nosql-code', arg: 0 },
                { kind: 'nosql-code', arg: 1 },
              ],
            },
          },
          createIndex: PROMISE,
          createIndexes: PROMISE,
          dropIndex: PROMISE,
          drop: PROMISE,
          indexes: PROMISE,
          rename: PROMISE,
          watch: { call: {} },
          initializeUnorderedBulkOp: { call: {} },
          initializeOrderedBulkOp: { call: {} },
        },
      },
      Cursor: {
        members: {
          limit: CHAIN,
          skip: CHAIN,
          sort: CHAIN,
          project: CHAIN,
          batchSize: CHAIN,
          hint: CHAIN,
          map: CHAIN,
          collation: CHAIN,
          maxTimeMS: CHAIN,
          match: { call: { returns: 'this', sinks: [FILTER] } },
          filter: { call: { returns: 'this', sinks: [FILTER] } },
          toArray: PROMISE,
          next: PROMISE,
          hasNext: PROMISE,
          count: PROMISE,
          close: PROMISE,
          tryNext: PROMISE,
          stream: { call: {} },
          forEach: { call: { async: 'promise', callbacks: [{ arg: 0, params: [null], promise: 'ignored' }] } },
        },
      },
      ClientSession: {
        resource: { kind: 'session', releasedBy: ['endSession'] },
        members: {
          startTransaction: { call: { transaction: { manual: true } } },
          commitTransaction: { call: { async: 'promise', endsTransaction: 'commit' } },
          abortTransaction: { call: { async: 'promise', endsTransaction: 'rollback' } },
          endSession: PROMISE,
          withTransaction: {
            call: {
              async: 'promise',
              transaction: { callbackArg: 0, handleParam: 0, handleType: 'ClientSession', onHandle: true },
              callbacks: [{ arg: 0, params: ['ClientSession'], promise: 'awaited' }],
            },
          },
        },
      },
    },
  });

export const mongodb = mongodbFor('>=3', 'MongoClient');
export const mongodb2 = defineModel({ ...mongodbFor('<3', 'Db'), outdated: true });
