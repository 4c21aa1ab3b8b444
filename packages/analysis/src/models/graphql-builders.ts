import { type CallModel, defineModel, type MemberModel } from '../vocabulary/library-model.js';
import { each } from '../vocabulary/each.js';

const ARGUMENTS = 'graphql#Arguments';

/** `t.field({ type, args, resolve })`, under its key or alone. Others get the query to make before the row. */
const field = (before: number): MemberModel => ({
  call: {
    entry: { kind: 'graphql', handler: { arg: 0, property: ['resolve', 'subscribe'] }, of: 'around' },
    callbacks: ['resolve', 'subscribe'].map((property) => ({
      arg: 0,
      property,
      params: [...Array.from({ length: before }, () => null), ARGUMENTS],
      promise: 'awaited' as const,
    })),
  },
});
const one = (type: string): MemberModel => ({
  call: { fieldsOf: { type, nameArg: 0 }, callbacks: [{ arg: 1, params: ['Fields'], promise: 'ignored' }] },
});
const many = (type: string): MemberModel => ({
  call: { fieldsOf: { type }, callbacks: [{ arg: 0, params: ['Fields'], promise: 'ignored' }] },
});
const root = (type: string): MemberModel => ({
  call: { fieldsOf: { type }, callbacks: [{ arg: 0, property: 'fields', params: ['Fields'], promise: 'ignored' }] },
});
const OBJECT: MemberModel = {
  call: { fieldsOf: { arg: 0 }, callbacks: [{ arg: 1, property: 'fields', params: ['Fields'], promise: 'ignored' }] },
};

export const pothos = defineModel({
  library: '@pothos/core',
  modules: ['@pothos/core'],
  family: 'http',
  exports: { default: { type: 'Builder', new: {} } },
  types: {
    Builder: {
      members: {
        queryField: one('Query'),
        mutationField: one('Mutation'),
        subscriptionField: one('Subscription'),
        queryFields: many('Query'),
        mutationFields: many('Mutation'),
        subscriptionFields: many('Subscription'),
        queryType: root('Query'),
        mutationType: root('Mutation'),
        subscriptionType: root('Subscription'),
        objectType: OBJECT,
        prismaObject: OBJECT,
        toSchema: { call: {} },
      },
    },
    Fields: {
      members: {
        ...each(
          [
            'field', 'string', 'int', 'float', 'boolean', 'id', 'stringList', 'intList', 'floatList', 'booleanList',
            'idList', 'connection', 'fieldWithInput',
          ],
          field(1),
        ),
        ...each(['prismaField', 'prismaConnection', 'prismaFieldWithInput'], field(2)),
        withAuth: { call: { returns: 'this' } },
      },
    },
  },
});

/** `mutationField('ban', { type, args, resolve })` */
const alone = (type: string, property: string): MemberModel => ({
  call: {
    entry: { kind: 'graphql', name: { arg: 0 }, handler: { arg: 1, property }, of: { type } },
    callbacks: [{ arg: 1, property, params: [null, ARGUMENTS], promise: 'awaited' }],
  },
});
const defines = (fieldsOf: NonNullable<CallModel['fieldsOf']>): MemberModel => ({
  call: { fieldsOf, callbacks: [{ arg: 0, property: 'definition', params: ['Block'], promise: 'ignored' }] },
});
const OF_BLOCK: MemberModel = {
  call: {
    entry: { kind: 'graphql', name: { arg: 0 }, handler: { arg: 1, property: 'resolve' }, of: 'around' },
    callbacks: [{ arg: 1, property: 'resolve', params: [null, ARGUMENTS], promise: 'awaited' }],
  },
};
export const nexus = defineModel({
  library: 'nexus',
  modules: ['nexus', '@nexus/schema'],
  family: 'http',
  exports: {
    queryField: alone('Query', 'resolve'),
    mutationField: alone('Mutation', 'resolve'),
    subscriptionField: alone('Subscription', 'subscribe'),
    queryType: defines({ type: 'Query' }),
    mutationType: defines({ type: 'Mutation' }),
    subscriptionType: defines({ type: 'Subscription' }),
    objectType: defines({ arg: 0, property: 'name' }),
    extendType: defines({ arg: 0, property: 'type' }),
    makeSchema: { call: {} },
  },
  types: {
    Block: {
      members: {
        ...each(['field', 'string', 'int', 'float', 'boolean', 'id', 'connectionField'], OF_BLOCK),
        list: { type: 'Block' },
        nonNull: { type: 'Block' },
        nullable: { type: 'Block' },
      },
    },
  },
});
