import { type CallModel, defineModel, type MemberModel, type QueryModel } from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';
import { BY_FILTER } from './mongodb.js';

const FILTER: SinkModel = { kind: 'nosql-filter', arg: 0 };
const data = (arg: number): SinkModel => ({ kind: 'write-data', arg });
/** A Query runs when awaited, `.then`ed or `.exec`ed; without that it is never sent. */
const query = (model: QueryModel, sinks: readonly SinkModel[] = []): MemberModel => ({
  call: { returns: 'Query', async: 'lazy', query: model, sinks },
});
const now = (model: QueryModel, sinks: readonly SinkModel[] = []): MemberModel => ({
  call: { async: 'promise', query: model, sinks },
});
const step = (sinks: readonly SinkModel[] = []): MemberModel => ({ call: { returns: 'this', async: 'lazy', sinks } });
const STEP = step();
const session = (arg: number): QueryModel['transactionOption'] => ({ arg, property: 'session' });
const BOUNDED: Partial<QueryModel> = {
  many: true,
  bounds: { arg: 2, properties: ['limit'], chained: ['limit', 'findOne', 'countDocuments', 'cursor'] },
};
const read = (arg: number): QueryModel => ({ operation: 'read', where: BY_FILTER, transactionOption: session(arg) });
const write = (arg: number): QueryModel => ({ operation: 'write', where: { arg: 0 }, transactionOption: session(arg) });
const remove: QueryModel = { operation: 'delete', where: { arg: 0 }, transactionOption: session(1) };

/** Static members, shared by `mongoose.model(...)` values and classes that extend Model. */
export const modelStatics: Readonly<Record<string, MemberModel>> = {
  find: query({ ...read(2), ...BOUNDED }, [FILTER]),
  findOne: query({ ...read(2), row: 'mongoose#Document', missing: 'null' }, [FILTER]),
  findById: query({ operation: 'read', row: 'mongoose#Document', transactionOption: session(2) }),
  findByIdAndUpdate: query({ operation: 'write', transactionOption: session(2) }, [data(1)]),
  findByIdAndDelete: query({ operation: 'delete', transactionOption: session(1) }),
  findByIdAndRemove: query({ operation: 'delete', transactionOption: session(1) }),
  findOneAndUpdate: query(write(2), [FILTER, data(1)]),
  findOneAndReplace: query(write(2), [FILTER, data(1)]),
  findOneAndDelete: query(remove, [FILTER]),
  findOneAndRemove: query(remove, [FILTER]),
  updateOne: query(write(2), [FILTER, data(1)]),
  updateMany: query({ ...write(2), everyRow: {} }, [FILTER, data(1)]),
  update: query(write(2), [FILTER, data(1)]),
  replaceOne: query(write(2), [FILTER, data(1)]),
  deleteOne: query(remove, [FILTER]),
  deleteMany: query({ ...remove, everyRow: {} }, [FILTER]),
  remove: query({ ...remove, everyRow: {} }, [FILTER]),
  countDocuments: query({ operation: 'read', where: BY_FILTER }, [FILTER]),
  estimatedDocumentCount: query({ operation: 'read' }),
  count: query({ operation: 'read', where: BY_FILTER }, [FILTER]),
  exists: query({ operation: 'read', where: BY_FILTER }, [FILTER]),
  distinct: query({ operation: 'read', where: { arg: 1 } }, [{ kind: 'nosql-filter', arg: 1 }]),
  where: query({ operation: 'read', many: true, bounds: BOUNDED.bounds }),
  $where: query({ operation: 'read' }, [{ kind: 'nosql-code', arg: 0 }]),
  aggregate: { call: { returns: 'Aggregate', async: 'lazy', query: { operation: 'read' }, sinks: [FILTER] } },
  create: now({ operation: 'write', transactionOption: session(1) }, [data(0)]),
  insertMany: now({ operation: 'write', transactionOption: session(1) }, [data(0)]),
  bulkWrite: now({ operation: 'write', transactionOption: session(1) }, [FILTER]),
  bulkSave: now({ operation: 'write', transactionOption: session(1) }),
  hydrate: { call: { returns: 'Document' } },
  init: { call: { async: 'promise' } },
  syncIndexes: { call: { async: 'promise' } },
  ensureIndexes: { call: { async: 'promise' } },
  createCollection: { call: { async: 'promise' } },
  watch: { call: {} },
  populate: { call: { async: 'promise' } },
  startSession: { call: { async: 'promise', returns: 'ClientSession' } },
  schema: { type: 'Schema' },
  modelName: { value: 'constant' },
  collection: { type: 'mongodb#Collection' },
};
const CONSTRUCT: CallModel = { returns: 'Document', sinks: [data(0)] };
const STEPS = [
  'sort', 'limit', 'skip', 'select', 'populate', 'lean', 'session', 'maxTimeMS', 'hint', 'equals', 'gt', 'gte', 'lt',
  'lte', 'in', 'nin', 'ne', 'exists', 'regex', 'orFail', 'batchSize', 'collation', 'comment', 'read', 'setOptions',
  'projection', 'allowDiskUse', 'cache', 'clone', 'slice', 'elemMatch', 'within', 'near', 'size', 'mod', 'all',
];
const FILTERS = [
  'and', 'or', 'nor', 'find', 'findOne', 'merge', 'countDocuments', 'deleteOne', 'deleteMany', 'setQuery',
];

export const mongooseModel = defineModel({
  library: 'mongoose',
  modules: ['mongoose/lib/model', 'mongoose/lib/query'],
  family: 'document-store',
  exports: {},
  types: {
    Model: { members: modelStatics, new: CONSTRUCT },
    Query: {
      openMembers: [],
      members: {
        ...Object.fromEntries(STEPS.map((name) => [name, STEP])),
        ...Object.fromEntries(FILTERS.map((name) => [name, step([FILTER])])),
        where: step([FILTER]),
        $where: step([{ kind: 'nosql-code', arg: 0 }]),
        exec: { call: { async: 'promise' } },
        then: { call: { async: 'promise' } },
        catch: { call: { async: 'promise' } },
        finally: { call: { async: 'promise' } },
        cursor: { call: {} },
      },
    },
    Aggregate: {
      members: {
        ...Object.fromEntries(
          [
            'sort', 'limit', 'skip', 'group', 'project', 'unwind', 'lookup', 'addFields', 'count', 'facet', 'sample',
            'option', 'session', 'allowDiskUse', 'replaceRoot', 'sortByCount',
          ].map((name) => [name, STEP]),
        ),
        match: step([FILTER]),
        append: step([FILTER]),
        exec: { call: { async: 'promise' } },
        then: { call: { async: 'promise' } },
      },
    },
  },
});
