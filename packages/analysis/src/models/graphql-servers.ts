import { defineModel } from '../vocabulary/library-model.js';

const READY = { async: 'promise' } as const;

export const apolloServer = defineModel({
  library: '@apollo/server',
  modules: [
    '@apollo/server', '@apollo/server/*', '@as-integrations/express5', 'apollo-server', 'apollo-server-express',
  ],
  family: 'http',
  exports: {
    ApolloServer: { type: 'Server', new: {} },
    expressMiddleware: { call: {} },
    startStandaloneServer: { call: { ...READY, listens: true } },
    gql: { tag: { result: { is: 'safe', shapes: ['obj'] } } },
  },
  types: {
    Server: {
      members: {
        start: { call: READY },
        stop: { call: READY },
        listen: { call: { ...READY, listens: true } },
        applyMiddleware: { call: {} },
        executeOperation: { call: READY },
      },
    },
  },
});

export const graphqlYoga = defineModel({
  library: 'graphql-yoga',
  modules: ['graphql-yoga'],
  family: 'http',
  exports: { createYoga: { call: {} }, createSchema: { call: {} } },
});
export const graphqlJs = defineModel({
  library: 'graphql',
  modules: ['graphql'],
  family: 'http',
  exports: { graphql: { call: READY }, execute: { call: {} }, buildSchema: { call: {} }, GraphQLError: { new: {} } },
});
export const mercurius = defineModel({
  library: 'mercurius',
  modules: ['mercurius'],
  family: 'http',
  exports: { default: { call: { duty: [] } } },
});

/**
 * The callback of `query` and `mutation` gets what the client sent as `input`, as far as the schemas given to
 * `.input()` before admit it.
 */
export const trpcServer = defineModel({
  library: '@trpc/server',
  modules: ['@trpc/server', '@trpc/server/*'],
  family: 'http',
  exports: { initTRPC: { type: 'Builder' }, TRPCError: { type: 'TRPCError', new: { response: { ends: true } } } },
  types: {
    TRPCError: {},
    Builder: {
      members: {
        context: { call: { returns: 'this' } },
        meta: { call: { returns: 'this' } },
        create: { call: { returns: 'Root' } },
      },
    },
    Root: {
      conventionalNames: ['t'],
      members: {
        procedure: { type: 'Procedure' },
        router: { call: {} },
        middleware: { call: { callbacks: [{ arg: 0, params: ['CallInfo'], promise: 'awaited' }] } },
        mergeRouters: { call: {} },
        createCallerFactory: { call: {} },
      },
    },
    Procedure: {
      conventionalNames: ['publicProcedure', 'protectedProcedure', 'authedProcedure', 'procedure'],
      members: {
        input: { call: { returns: 'CheckedProcedure', admits: { is: 'same', of: 0 } } },
        output: { call: { returns: 'this' } },
        meta: { call: { returns: 'this' } },
        use: { call: { returns: 'this', callbacks: [{ arg: 0, params: ['CallInfo'], promise: 'awaited' }] } },
        unstable_concat: { call: { returns: 'this' } },
        query: { call: { callbacks: [{ arg: 0, params: ['RawCallInfo'], promise: 'awaited' }] } },
        mutation: { call: { callbacks: [{ arg: 0, params: ['RawCallInfo'], promise: 'awaited' }] } },
        subscription: { call: { callbacks: [{ arg: 0, params: ['RawCallInfo'], promise: 'awaited' }] } },
      },
    },
    CheckedProcedure: {
      extends: 'Procedure',
      members: {
        query: { call: { callbacks: [{ arg: 0, params: ['RawCallInfo'], promise: 'awaited' }] } },
        mutation: { call: { callbacks: [{ arg: 0, params: ['RawCallInfo'], promise: 'awaited' }] } },
        subscription: { call: { callbacks: [{ arg: 0, params: ['RawCallInfo'], promise: 'awaited' }] } },
      },
    },
    CallInfo: { members: { input: {}, ctx: {}, next: { call: { async: 'promise' } } } },
    RawCallInfo: {
      members: {
        input: { source: { kind: 'rpc-input', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] } },
        ctx: {},
      },
    },
  },
});
