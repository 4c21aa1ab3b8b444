import type { Family } from './family.js';

export const CALLS: readonly Family[] = [
  {
    name: 'fields stand with a plugin, and in types that are built',
    libraries: ['fastify', 'mercurius', 'graphql'],
    files: {
      'src/server.ts': `import fastify from 'fastify';
import mercurius from 'mercurius';
import { resolvers } from './resolvers';
const app = fastify();
app.register(mercurius, { schema, resolvers, context });
`,
      'src/resolvers.ts': `export const resolvers = {
  Query: { users: async (_, { name }) => name },
  Mutation: { ban: async (_, { id }, context) => { if (!context.user) throw new Error('no'); return id; } },
};
`,
      'src/types.ts': `import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { rename } from './rename';
const Query = new GraphQLObjectType({
  name: 'Asking',
  fields: { hello: { type: GraphQLString, resolve: (_, { name }) => name } },
});
const User = new GraphQLObjectType({
  name: 'User',
  fields: () => ({ id: { type: GraphQLString }, posts: { type: Posts, resolve(user) { return user.posts; } } }),
});
export const schema = new GraphQLSchema({ query: Query, mutation: new GraphQLObjectType({ name: 'Changing', fields: { rename } }) });
`,
      'src/rename.ts': 'export const rename = { type: User, args: {}, resolve: async (_, { id }) => id };\n',
      'src/own.ts': `import { GraphQLObjectType } from './graphql';
import mercurius from './mercurius';
export const other = new GraphQLObjectType({ name: 'Other', fields: { a: { resolve() {} } } });
app.register(mercurius, { resolvers: { Query: { other() {} } } });
`,
    },
    rows: [
      ['graphql', 'Asking.hello', 'unknown'],
      ['graphql', 'Changing.rename', 'unknown'],
      ['graphql', 'Mutation.ban', 'unknown'],
      ['graphql', 'Query.users', 'unknown'],
      ['graphql', 'User.posts', 'unknown'],
    ],
  },
  {
    name: 'methods of services are called from far',
    libraries: ['@grpc/grpc-js', '@connectrpc/connect', 'moleculer'],
    files: {
      'src/grpc.ts': `import { Server } from '@grpc/grpc-js';
import { sayBye } from './bye';
const server = new Server();
server.addService(proto.Greeter.service, { sayHello: (call, callback) => callback(null, call.request), sayBye });
server.addService(proto.Sums.service, new Sums());
class Sums {
  #cache = 1;
  add(call) { return call.request.a; }
  private total() { return 1; }
}
`,
      'src/bye.ts': 'export const sayBye = (call, callback) => callback(null, call.request);\n',
      'src/connect.ts': `import type { ConnectRouter } from '@connectrpc/connect';
import { Eliza } from './gen/eliza';
export default (router: ConnectRouter) => router.service(Eliza, { async say(request) { return request; } });
`,
      'src/broker.ts': `import { ServiceBroker } from 'moleculer';
const broker = new ServiceBroker();
broker.createService({
  name: 'users',
  actions: { list(ctx) { return ctx.params; }, get: { params: { id: 'string' }, handler: async (ctx) => ctx.params.id } },
  events: { 'user.made'(ctx) {} },
  methods: { inner() {} },
});
`,
      'services/posts.service.js': `module.exports = {
  name: 'posts',
  actions: { find: { cache: true, handler(ctx) { return ctx.params; } }, async drop(ctx) {} },
  events: { 'user.gone': { handler() {} } },
};
`,
      'services/settings.js': "module.exports = { name: 'settings', actions: { set(ctx) {} } };\n",
      'src/own.ts': `const broker = { createService() {} };
broker.createService({ name: 'own', actions: { list() {} } });
own.addService(definition, { sayHello() {} });
`,
    },
    rows: [
      ['event', 'posts.user.gone', 'unknown'],
      ['event', 'users.user.made', 'unknown'],
      ['rpc', 'add', 'unknown'],
      ['rpc', 'posts.drop', 'unknown'],
      ['rpc', 'posts.find', 'unknown'],
      ['rpc', 'say', 'unknown'],
      ['rpc', 'sayBye', 'unknown'],
      ['rpc', 'sayHello', 'unknown'],
      ['rpc', 'users.get', 'unknown'],
      ['rpc', 'users.list', 'unknown'],
    ],
  },
  {
    name: 'fields are made one by one',
    libraries: ['@pothos/core', 'nexus', 'graphql'],
    files: {
      'src/builder.ts': `import SchemaBuilder from '@pothos/core';
export const builder = new SchemaBuilder({});
`,
      'src/users.ts': `import { builder } from './builder';
builder.mutationField('ban', (t) => t.field({ type: User, args: {}, authScopes: { admin: true }, resolve: (_, { id }) => id }));
builder.queryType({ fields: (t) => ({ me: t.string({ resolve: () => 'me' }), name: t.exposeString('name') }) });
builder.objectType('User', { fields: (t) => ({ posts: t.prismaField({ resolve: (query, user, args) => args }) }) });
`,
      'src/nexus.ts': `import { extendType, mutationField, objectType } from 'nexus';
export const login = mutationField('login', { type: 'User', resolve: async (_, { name }) => name });
export const users = extendType({
  type: 'Query',
  definition(t) {
    t.nonNull.list.field('users', { type: 'User', resolve: async (_, { page }) => page });
    t.string('plain');
  },
});
export const User = objectType({ name: 'User', definition: (t) => { t.int('age', { resolve: (user) => user.age }); } });
`,
      'src/own.ts': `import { builder, mutationField } from './own-builder';
builder.mutationField('other', (t) => t.field({ resolve: () => 1 }));
export const other = mutationField('other', { resolve: () => 1 });
`,
    },
    rows: [
      ['graphql', 'Mutation.ban', 'unknown'],
      ['graphql', 'Mutation.login', 'unknown'],
      ['graphql', 'Query.me', 'unknown'],
      ['graphql', 'Query.users', 'unknown'],
      ['graphql', 'User.age', 'unknown'],
      ['graphql', 'User.posts', 'unknown'],
    ],
  },
];
