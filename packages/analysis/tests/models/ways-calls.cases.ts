import type { LibraryCases } from './model-case.js';

const grpc = "import { Server } from '@grpc/grpc-js'; const s = new Server();";
const broker = "import { ServiceBroker } from 'moleculer'; const b = new ServiceBroker();";
const pothos = "import SchemaBuilder from '@pothos/core'; const b = new SchemaBuilder({});";
const service = { file: 'services/users.service.js', versions: { moleculer: '0.14.0' } };

/** Fields and methods that clients and other services call. */
export const cases: LibraryCases = {
  graphql: {
    found: [
      ["import { GraphQLObjectType } from 'graphql'; «new GraphQLObjectType(x)»;", 'graphql#GraphQLObjectType'],
      {
        code:
          "import { GraphQLObjectType } from 'graphql'; new GraphQLObjectType({ name: 'Query', " +
          'fields: { a: { resolve: (_, { id }) => use(«id») } } });',
        taint: 'tainted',
      },
      {
        code:
          "import { GraphQLObjectType } from 'graphql'; new GraphQLObjectType({ name: 'Query', " +
          'fields: () => ({ a: { resolve(_, all) { use(«all.id»); } } }) });',
        taint: 'tainted',
      },
      {
        code:
          "import { GraphQLObjectType as T } from 'graphql'; const fields = { a: { resolve: (_, all) " +
          "=> use(«all.id») } }; new T({ name: 'Query', fields });",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      ["import { GraphQLObjectType } from './mine'; «new GraphQLObjectType(x)»;", null],
      {
        code:
          "import { GraphQLObjectType } from 'graphql'; new GraphQLObjectType({ name: 'Query', " +
          'fields: { a: { resolve: (row) => use(«row.id») } } });',
        taint: 'unknown',
      },
      {
        code:
          "import { GraphQLObjectType } from 'graphql'; new GraphQLObjectType({ name: 'Query', " +
          'other: { a: { resolve: (_, all) => use(«all.id») } } });',
        taint: 'unknown',
      },
    ],
  },
  '@grpc/grpc-js': {
    found: [
      [`${grpc} «s.addService(a, b)»;`, '@grpc/grpc-js#Server.addService'],
      { code: `${grpc} s.addService(d, { hello(call, done) { use(«call.request.name»); } });`, taint: 'tainted' },
      {
        code: `${grpc} const hello = (call) => use(«call.request.name»); s.addService(d, { hello });`,
        taint: 'tainted',
      },
      {
        code:
          "import type { ServerUnaryCall } from '@grpc/grpc-js'; export function hello(call: " +
          'ServerUnaryCall<A, B>) { use(«call.request.name»); }',
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      ["import { Server } from './mine'; «new Server().addService(a, b)»;", null],
      { code: `${grpc} s.addService(d, { hello(call, done) { use(«call.metadata»); } });`, taint: 'unknown' },
      { code: `${grpc} s.other(d, { hello(call) { use(«call.request»); } });`, taint: 'unknown' },
    ],
  },
  '@connectrpc/connect': {
    found: [
      {
        code: "import { ConnectRouter } from '@connectrpc/connect'; export default (r: ConnectRouter) => «r.service(a, b)»;",
        is: '@connectrpc/connect#Router.service',
      },
      {
        code:
          "import type { ConnectRouter } from '@connectrpc/connect'; export default (r: " +
          'ConnectRouter) => r.service(A, { say(m) { use(«m.sentence»); } });',
        taint: 'tainted',
      },
      {
        code:
          "import type { ConnectRouter } from '@connectrpc/connect'; const say = async (m) => " +
          'use(«m.sentence»); export default (r: ConnectRouter) => { r.service(A, { say }); };',
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      {
        code:
          "import { ConnectRouter } from './mine'; export default (r: ConnectRouter) => r.service(A, " +
          '{ say(m) { use(«m.sentence»); } });',
        taint: 'unknown',
      },
      {
        code:
          "import { ConnectRouter } from '@connectrpc/connect'; export default (r: ConnectRouter) => " +
          'r.service(A, { say(m, context) { use(«context.signal»); } });',
        taint: 'unknown',
      },
      { code: 'export default (r) => r.service(A, { say(m) { use(«m.sentence»); } });', taint: 'unknown' },
    ],
  },
  moleculer: {
    found: [
      ["import { ServiceBroker } from 'moleculer'; «new ServiceBroker(x)»;", 'moleculer#ServiceBroker'],
      { code: `${broker} b.createService({ actions: { list(ctx) { use(«ctx.params.id»); } } });`, taint: 'tainted' },
      {
        code: `${broker} b.createService({ actions: { get: { handler: async (ctx) => use(«ctx.params.id») } } });`,
        taint: 'tainted',
      },
      {
        code: 'module.exports = { actions: { get: { handler(ctx) { use(«ctx.params.id»); } } } };',
        taint: 'tainted',
        ...service,
      },
      {
        code: 'const all = { actions: { get(ctx) { use(«ctx.params.id»); } } }; module.exports = all;',
        taint: 'tainted',
        ...service,
      },
    ],
    lookAlikes: [
      ["import { ServiceBroker } from './mine'; «new ServiceBroker(x)»;", null],
      { code: `${broker} b.createService({ methods: { list(ctx) { use(«ctx.params.id»); } } });`, taint: 'unknown' },
      {
        code: 'module.exports = { actions: { get(ctx) { use(«ctx.params.id»); } } };',
        taint: 'unknown',
        ...service,
        file: 'services/users.js',
      },
      {
        code: 'module.exports = { actions: { get(ctx) { use(«ctx.params.id»); } } };',
        taint: 'unknown',
        file: service.file,
      },
    ],
  },
  '@pothos/core': {
    found: [
      ["import SchemaBuilder from '@pothos/core'; «new SchemaBuilder({})»;", '@pothos/core#default'],
      {
        code: `${pothos} b.mutationField('a', (t) => t.field({ resolve: (_, { id }) => use(«id») }));`,
        taint: 'tainted',
      },
      {
        code: `${pothos} b.queryType({ fields: (t) => ({ a: t.prismaField({ resolve: (q, _, all) => use(«all.id») }) }) });`,
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      ["import SchemaBuilder from './mine'; «new SchemaBuilder({})»;", null],
      {
        code: `${pothos} b.mutationField('a', (t) => t.field({ resolve: (row) => use(«row.id») }));`,
        taint: 'unknown',
      },
      { code: "own.mutationField('a', (t) => t.field({ resolve: (_, { id }) => use(«id») }));", taint: 'unknown' },
    ],
  },
  nexus: {
    found: [
      ["import { mutationField } from 'nexus'; «mutationField(a, b)»;", 'nexus#mutationField'],
      {
        code: "import { mutationField } from 'nexus'; mutationField('a', { resolve: (_, { id }) => use(«id») });",
        taint: 'tainted',
      },
      {
        code:
          "import { extendType } from 'nexus'; extendType({ type: 'Query', definition(t) { " +
          "t.nonNull.field('a', { resolve(_, all) { use(«all.id»); } }); } });",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      ["import { mutationField } from './mine'; «mutationField(a, b)»;", null],
      {
        code: "import { mutationField } from 'nexus'; mutationField('a', { resolve: (row) => use(«row.id») });",
        taint: 'unknown',
      },
      {
        code: "import { extendType } from 'nexus'; extendType({ other(t) { t.field('a', { resolve(_, all) { use(«all.id»); } }); } });",
        taint: 'unknown',
      },
    ],
  },
};
