import { type CallModel, defineModel, type MemberModel } from '../vocabulary/library-model.js';

const READY = { async: 'promise' } as const;
const CONTEXT = { arg: 0, property: 'createContext' } as const;
const SERVES: MemberModel = { call: { context: CONTEXT } };
/** Resolvers by type and field. */
const FIELDS: CallModel = { entry: { kind: 'graphql', handler: { arg: 0, property: 'resolvers' }, fields: true } };

export const apolloServer = defineModel({
  library: '@apollo/server',
  modules: [
    '@apollo/server', '@apollo/server/*', '@as-integrations/express5', 'apollo-server', 'apollo-server-express',
  ],
  family: 'http',
  exports: {
    ApolloServer: { type: 'Server', new: { ...FIELDS, context: { arg: 0, property: 'context' } } },
    makeExecutableSchema: { call: FIELDS },
    expressMiddleware: { call: { context: { arg: 1, property: 'context' } } },
    startStandaloneServer: { call: { ...READY, listens: true, context: { arg: 1, property: 'context' } } },
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
  exports: { createYoga: { call: { context: { arg: 0, property: 'context' } } }, createSchema: { call: FIELDS } },
});
export const graphqlTools = defineModel({
  library: '@graphql-tools/schema',
  modules: ['@graphql-tools/schema', 'graphql-tools'],
  family: 'http',
  exports: { makeExecutableSchema: { call: FIELDS } },
});
export const graphqlJs = defineModel({
  library: 'graphql',
  modules: ['graphql'],
  family: 'http',
  exports: {
    graphql: { call: READY },
    execute: { call: {} },
    buildSchema: { call: {} },
    GraphQLError: { new: { response: { ends: true } } },
    GraphQLObjectType: {
      new: {
        entry: {
          kind: 'graphql',
          name: { arg: 0, property: 'name' },
          handler: { arg: 0, property: 'fields' },
          each: { runs: ['resolve', 'subscribe'] },
        },
        callbacks: ['resolve', 'subscribe'].map((name) => ({
          arg: 0,
          property: `fields.*.${name}`,
          params: [null, 'Arguments'],
          promise: 'awaited' as const,
        })),
      },
    },
  },
  types: {
    Arguments: {
      source: { kind: 'graphql-argument', shapes: ['obj'], memberShapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] },
    },
  },
});
export const mercurius = defineModel({
  library: 'mercurius',
  modules: ['mercurius'],
  family: 'http',
  exports: {
    default: {
      call: {
        duty: [],
        entry: { kind: 'graphql', handler: { arg: 1, property: 'resolvers' }, fields: true, handed: true },
      },
    },
  },
});

/** What runs for a request; it stands in a router under the name of the procedure. */
const RUN: CallModel = {
  entry: { kind: 'rpc', handler: { arg: 0 } },
  callbacks: [{ arg: 0, params: ['RawCallInfo'], promise: 'awaited' }],
};
const CHANGE: CallModel = { ...RUN, entry: { kind: 'rpc', handler: { arg: 0 }, changes: true } };

/**
 * The callback of `query` and `mutation` gets what the client sent as `input`, as far as the schemas given to
 * `.input()` before admit it.
 */
export const trpcServer = defineModel({
  library: '@trpc/server',
  modules: ['@trpc/server', '@trpc/server/*'],
  family: 'http',
  exports: {
    initTRPC: { type: 'Builder' },
    TRPCError: { type: 'TRPCError', new: { response: { ends: true } } },
    createHTTPServer: { call: { returns: 'node:http#Server', context: CONTEXT } },
    createHTTPHandler: SERVES,
    createExpressMiddleware: SERVES,
    createNextApiHandler: SERVES,
    fetchRequestHandler: SERVES,
    applyWSSHandler: SERVES,
    awsLambdaRequestHandler: SERVES,
  },
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
        router: { call: { groups: 'keys' } },
        middleware: {
          call: { returns: 'argument:0', callbacks: [{ arg: 0, params: ['CallInfo'], promise: 'awaited' }] },
        },
        mergeRouters: { call: { groups: 'arguments' } },
        createCallerFactory: { call: {} },
      },
    },
    Procedure: {
      conventionalNames: ['publicProcedure', 'protectedProcedure', 'authedProcedure', 'procedure'],
      members: {
        input: { call: { returns: 'CheckedProcedure', admits: { is: 'same', of: 0 } } },
        output: { call: { returns: 'this' } },
        meta: { call: { returns: 'this' } },
        use: {
          call: { returns: 'this', step: true, callbacks: [{ arg: 0, params: ['CallInfo'], promise: 'awaited' }] },
        },
        unstable_concat: { call: { returns: 'this' } },
        query: { call: RUN },
        mutation: { call: CHANGE },
        subscription: { call: RUN },
      },
    },
    CheckedProcedure: {
      extends: 'Procedure',
      members: { query: { call: RUN }, mutation: { call: CHANGE }, subscription: { call: RUN } },
    },
    CallInfo: { members: { input: {}, ctx: {}, next: { call: { async: 'promise', goesOn: true } } } },
    RawCallInfo: {
      members: {
        input: { source: { kind: 'rpc-input', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] } },
        ctx: {},
      },
    },
  },
});
