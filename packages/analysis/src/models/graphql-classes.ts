import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

const GRAPHQL_ARGUMENT = { kind: 'graphql-argument', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] } as const;
const ARGUMENT: MemberModel = { decorator: { is: 'parameter', source: GRAPHQL_ARGUMENT } };
const NOTHING: MemberModel = { decorator: { is: 'parameter' } };
const MARK: MemberModel = { decorator: { is: 'metadata' } };

export const typeGraphql = defineModel({
  library: 'type-graphql',
  modules: ['type-graphql'],
  family: 'http',
  exports: {
    Resolver: { decorator: { is: 'entry', kind: 'graphql-resolver' } },
    Query: { decorator: { is: 'entry', kind: 'graphql-query' } },
    Mutation: { decorator: { is: 'entry', kind: 'graphql-mutation' } },
    Subscription: { decorator: { is: 'entry', kind: 'graphql-query' } },
    FieldResolver: { decorator: { is: 'entry', kind: 'graphql-field' } },
    Arg: ARGUMENT,
    Args: ARGUMENT,
    Root: NOTHING,
    Ctx: NOTHING,
    Info: NOTHING,
    PubSub: NOTHING,
    Authorized: { decorator: { is: 'guards', duty: ['authentication'] } },
    UseMiddleware: { decorator: { is: 'interceptors' } },
    ObjectType: MARK,
    InputType: MARK,
    ArgsType: MARK,
    InterfaceType: MARK,
    Field: { decorator: { is: 'metadata', admits: { is: 'same' }, typeArg: 0 } },
    buildSchema: { call: { async: 'promise' } },
    buildSchemaSync: { call: {} },
  },
});

export const nestjsGraphql = defineModel({
  library: '@nestjs/graphql',
  modules: ['@nestjs/graphql'],
  family: 'http',
  exports: {
    Resolver: { decorator: { is: 'entry', kind: 'graphql-resolver' } },
    Query: { decorator: { is: 'entry', kind: 'graphql-query', guarded: true } },
    Mutation: { decorator: { is: 'entry', kind: 'graphql-mutation', guarded: true } },
    Subscription: { decorator: { is: 'entry', kind: 'graphql-query', guarded: true } },
    ResolveField: { decorator: { is: 'entry', kind: 'graphql-field' } },
    Args: { decorator: { is: 'parameter', source: GRAPHQL_ARGUMENT, validatingPipes: true } },
    Parent: { decorator: { is: 'parameter' } },
    Root: { decorator: { is: 'parameter' } },
    Context: { decorator: { is: 'parameter' } },
    Info: { decorator: { is: 'parameter' } },
    ObjectType: { decorator: { is: 'metadata' } },
    InputType: { decorator: { is: 'metadata' } },
    ArgsType: { decorator: { is: 'metadata' } },
    Field: { decorator: { is: 'metadata', admits: { is: 'same' }, typeArg: 0 } },
    GqlExecutionContext: { members: { create: { call: { returns: 'GqlContext' } } } },
    GraphQLModule: {
      members: {
        forRoot: {
          call: {
            hazards: [
              { hazard: 'exposed-interface', arg: 0, property: 'playground', is: true },
              { hazard: 'exposed-interface', arg: 0, property: 'graphiql', is: true },
            ],
          },
        },
        forRootAsync: { call: {} },
      },
    },
  },
  types: {
    GqlContext: {
      members: { getContext: { call: {} }, getArgs: { call: { result: { is: 'source', source: GRAPHQL_ARGUMENT } } } },
    },
  },
});
