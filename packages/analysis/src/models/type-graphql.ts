import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

const ARGUMENT: MemberModel = {
  decorator: {
    is: 'parameter',
    source: { kind: 'graphql-argument', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] },
  },
};
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
