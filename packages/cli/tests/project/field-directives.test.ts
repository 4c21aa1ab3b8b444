/** Directives of a schema may check who asks: what they do is not known, so the field is neither open nor guarded. */
import { describe, expect, it } from 'vitest';
import { accessBy } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';

const RESOLVERS = `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export const resolvers = {
  Query: { users: () => prisma.user.findMany() },
  Mutation: {
    removeUser: (_parent, { id }) => prisma.user.delete({ where: { id } }),
    renameUser: (_parent, { id, name }) => prisma.user.update({ where: { id }, data: { name } }),
  },
};
`;
const inCode = (schema: string, more = ''): Record<string, string> => ({
  'server.js': `import { ApolloServer } from '@apollo/server';
import { resolvers } from './resolvers.js';
const typeDefs = ${schema};
${more}
export const server = new ApolloServer({ typeDefs, resolvers });
`,
  'resolvers.js': RESOLVERS,
});
const inDocument = (schema: string): Record<string, string> => ({
  ...inCode("readFileSync('schema.graphql', 'utf8')", "import { readFileSync } from 'node:fs';"),
  'schema.graphql': schema,
});

/** What is known of who may ask for a field, and the names of what stands before it. */
function accessOf(
  files: Readonly<Record<string, string>>,
  field: string,
  root = 'Mutation',
): readonly [string, ...string[]] {
  const entry = projectOf(files).entries.find(({ name }) => name === `${root}.${field}`);
  if (!entry) throw new Error(`no entry ${field}`);
  const { chain, complete } = entry;
  return [chain ? accessBy({ chain, complete }) : 'not followed', ...(chain ?? []).map(({ name }) => name)];
}

const schema = (remove: string, type = 'type Mutation'): string => `
directive @hasRole(role: String!) on FIELD_DEFINITION
type User { id: ID! name: String @deprecated(reason: "type Mutation { removeUser: User @hasRole(role: \\"x\\") }") }
type Query { users: [User!]! }
${type} {
  "Removes it."
  removeUser(id: ID!): User ${remove}
  renameUser(id: ID!, name: String = "@hasRole"): User
}
`;

describe('a field that is marked by a directive', () => {
  it.each([
    ['a document', inDocument],
    ['a text', (text: string) => inCode(JSON.stringify(text))],
    ['a template', (text: string) => inCode(`\`${text}\``)],
    ['a tagged template', (text: string) => inCode(`gql\`${text}\``, "import gql from 'graphql-tag';")],
  ])('in %s is not known to be open', (_where, written) => {
    const marked = written(schema('@hasRole(role: "ADMIN")').replaceAll('\\"', "'"));
    expect(accessOf(marked, 'removeUser')).toEqual(['unclear', '@hasRole']);
    expect(accessOf(marked, 'renameUser')[0]).toBe('open');
    const plain = written(schema('').replaceAll('\\"', "'"));
    expect(accessOf(plain, 'removeUser')[0]).toBe('open');
  });

  it('is so by a directive of its type, and of what extends that', () => {
    expect(accessOf(inDocument(schema('', 'type Mutation @auth')), 'renameUser')).toEqual(['unclear', '@auth']);
    const extended = inDocument(
      'type Mutation { renameUser(id: ID): ID } extend type Mutation { removeUser(id: ID): ID @auth }',
    );
    expect(accessOf(extended, 'removeUser')).toEqual(['unclear', '@auth']);
    expect(accessOf(extended, 'renameUser')[0]).toBe('open');
  });

  it('is one of a query too, in a text without mutations', () => {
    expect(accessOf(inCode('`type Query { users: [User] @auth }`'), 'users', 'Query')).toEqual(['unclear', '@auth']);
    expect(accessOf(inCode('`type Query { users: [User] }`'), 'users', 'Query')[0]).toBe('open');
  });

  it.each(['@deprecated', '@cost(complexity: 5)', '@tag(name: "public")', '@cacheControl(maxAge: 0)'])(
    'by %s is as open as before',
    (directive) => {
      expect(accessOf(inDocument(schema(directive)), 'removeUser')[0]).toBe('open');
    },
  );

  it('is nothing of a query of a client', () => {
    expect(accessOf(inDocument('mutation Mutation { removeUser(id: 1) @auth { id } }'), 'removeUser')[0]).toBe('open');
  });
});

describe('a schema that cannot be read', () => {
  const broken = 'type Mutation { removeUser(id: ID: User @auth }';

  it.each([
    ['a document', inDocument, 'schema.graphql'],
    ['a text', (text: string) => inCode(JSON.stringify(text)), 'server.js'],
    ['a tagged template', (text: string) => inCode(`gql\`${text}\``, "import gql from 'graphql-tag';"), 'server.js'],
  ])('leaves it unknown who may ask for what it names: %s', (_where, written, name) => {
    expect(accessOf(written(broken), 'removeUser')).toEqual(['unclear', name]);
    expect(accessOf(written(broken), 'renameUser')[0]).toBe('open');
  });

  it('is none where another language has types', () => {
    const other = "'type Mutation = { removeUser: (id: ID) => @auth User }'";
    expect(accessOf(inCode(other), 'removeUser')[0]).toBe('open');
  });
});

describe('a template into which something is put', () => {
  const put = (text: string, more = "import { shared } from './shared.js';"): Record<string, string> =>
    inCode(`\`${text}\``, more);

  it.each([
    '${shared}\ntype Mutation { removeUser(id: ID!): User @auth renameUser(id: ID): User }',
    'type Mutation { removeUser(id: ID!): User @auth renameUser(id: ID): User }\n${shared}',
    'type User { id: ID }\n${shared}\n"Changes." type Mutation { removeUser(id: ID!): User @auth renameUser(id: ID): User }',
    'type Mutation { ${shared} removeUser(id: ID!): User @auth renameUser(id: ID): User }',
    'type Mutation { removeUser(${shared}): ${shared} @auth renameUser(id: [${shared}!]): User }',
    'type ${shared} { a: Int } type Mutation { removeUser(id: ID!): User @auth renameUser(id: ID): User }',
  ])('is read without it: %s', (text) => {
    expect(accessOf(put(text), 'removeUser')).toEqual(['unclear', '@auth']);
    expect(accessOf(put(text), 'renameUser')[0]).toBe('open');
  });

  it('may be given a directive', () => {
    const text = 'type Mutation { removeUser(id: ID!): User ${shared} renameUser(id: ID): User }';
    expect(accessOf(put(text), 'removeUser')).toEqual(['unclear', '@…']);
    expect(accessOf(put(text), 'renameUser')[0]).toBe('open');
    expect(accessOf(put(text, "const shared = '@auth';"), 'removeUser')).toEqual(['unclear', '@auth']);
    expect(accessOf(put(text, "const shared = '@deprecated';"), 'removeUser')[0]).toBe('open');
  });
});
