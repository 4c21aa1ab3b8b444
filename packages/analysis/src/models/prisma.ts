import { type CallModel, defineModel, type MemberModel, type QueryModel } from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

/** Every call of the client is lazy: without `await` or `.then` nothing is sent. */
const run = (query: QueryModel, sinks: readonly SinkModel[] = []): MemberModel => ({
  call: { async: 'lazy', query, sinks },
});
const OTHER_WORDS = [
  'OR', 'NOT', 'not', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith', 'endsWith', 'search', 'mode',
  'has', 'hasEvery', 'hasSome', 'isEmpty', 'isSet', 'path', 'none', 'every', 'isNot',
];
const BY_WHERE: QueryModel['where'] = {
  arg: 0,
  property: 'where',
  words: { all: ['AND'], same: ['equals', 'some', 'is'], nested: OTHER_WORDS },
};
const BY_ANY: QueryModel['where'] = { ...BY_WHERE, loose: true };
/** Fields accept operator objects such as `{ not: '' }`. */
const FILTER: SinkModel = { kind: 'nosql-filter', arg: 0, property: 'where', propertyOnly: true };
const DATA: SinkModel = { kind: 'write-data', arg: 0, property: 'data', propertyOnly: true };
const BOUND: CallModel = { async: 'lazy', query: { operation: 'raw', textArg: 0 }, result: { is: 'bound-sql' } };
const UNSAFE: CallModel = {
  async: 'lazy',
  query: { operation: 'raw', textArg: 0 },
  sinks: [{ kind: 'sql-text', arg: 0 }],
};
/** A value that is undefined is left out of `where`; without `where` every row is meant. */
const EVERY_ROW: Partial<QueryModel> = { everyRow: { dropsUndefined: true } };
const LIST: Partial<QueryModel> = { many: true, bounds: { arg: 0, properties: ['take'] } };

export const prisma = defineModel({
  library: '@prisma/client',
  modules: [
    '@prisma/client', '@prisma/client/*', '.prisma/client', '*/generated/prisma', '*/generated/prisma/client',
    '*/generated/client', '*/prisma/generated', '*/prisma/client',
  ],
  family: 'orm',
  exports: {
    PrismaClient: { type: 'PrismaClient', new: {} },
    Prisma: {
      members: {
        sql: { tag: { result: { is: 'bound-sql' } } },
        join: { call: { result: { is: 'bound-sql' } } },
        empty: { value: 'constant' },
        raw: { call: { sinks: [{ kind: 'sql-text', arg: 0 }], result: { is: 'derived', from: [0], shapes: ['obj'] } } },
        TransactionClient: { type: 'TransactionClient' },
        DefaultPrismaClient: { type: 'PrismaClient' },
        validator: { call: {} },
        defineExtension: { call: {} },
        '*': {},
      },
    },
  },
  types: {
    PrismaClient: {
      conventionalNames: ['prisma', 'prismaClient', 'prismaService', 'db'],
      perProcess: true,
      resource: { kind: 'client', releasedBy: ['$disconnect'] },
      members: {
        $queryRaw: { tag: BOUND, call: { ...UNSAFE } },
        $executeRaw: { tag: { ...BOUND, query: { operation: 'write', textArg: 0 } }, call: { ...UNSAFE } },
        $queryRawUnsafe: { call: UNSAFE },
        $executeRawUnsafe: { call: UNSAFE },
        $transaction: {
          call: {
            async: 'promise',
            transaction: { callbackArg: 0, handleParam: 0, handleType: 'TransactionClient', list: true },
            callbacks: [{ arg: 0, params: ['TransactionClient'], promise: 'awaited' }],
            awaitsArguments: true,
          },
        },
        // The first query connects where nobody has before.
        $connect: { call: { async: 'promise', fireAndForget: true } },
        $disconnect: { call: { async: 'promise' } },
        $on: { call: { callbacks: [{ arg: 1, params: [null], promise: 'ignored' }] } },
        $use: { call: { callbacks: [{ arg: 0, params: [null, null], promise: 'awaited' }] } },
        $extends: { call: { returns: 'this' } },
        '*': { type: 'Delegate', entity: 'key' },
      },
    },
    /** The client inside an interactive transaction. */
    TransactionClient: { extends: 'PrismaClient', transactional: true, conventionalNames: ['tx'] },
    Delegate: {
      members: {
        findUnique: run({ operation: 'read', where: BY_WHERE, batched: true, missing: 'null' }),
        findUniqueOrThrow: run({ operation: 'read', where: BY_WHERE, batched: true }),
        findFirst: run({ operation: 'read', where: BY_ANY, missing: 'null' }, [FILTER]),
        findFirstOrThrow: run({ operation: 'read', where: BY_ANY }, [FILTER]),
        findMany: run({ operation: 'read', where: BY_ANY, ...LIST }, [FILTER]),
        count: run({ operation: 'read', where: BY_ANY }, [FILTER]),
        aggregate: run({ operation: 'read', where: BY_WHERE, always: true }, [FILTER]),
        groupBy: run({ operation: 'read', where: BY_WHERE, ...LIST }, [FILTER]),
        create: run({ operation: 'write', forMany: 'createMany' }, [DATA]),
        createMany: run({ operation: 'write' }, [DATA]),
        createManyAndReturn: run({ operation: 'write' }, [DATA]),
        update: run({ operation: 'write', where: BY_WHERE }, [DATA]),
        updateMany: run({ operation: 'write', where: BY_WHERE, ...EVERY_ROW }, [FILTER, DATA]),
        updateManyAndReturn: run({ operation: 'write', where: BY_WHERE, ...EVERY_ROW }, [FILTER, DATA]),
        upsert: run({ operation: 'write', where: BY_WHERE }, [
          { kind: 'write-data', arg: 0, property: ['create', 'update'], propertyOnly: true },
        ]),
        delete: run({ operation: 'delete', where: BY_WHERE, forMany: 'deleteMany' }),
        deleteMany: run({ operation: 'delete', where: BY_WHERE, ...EVERY_ROW }, [FILTER]),
      },
    },
  },
});
