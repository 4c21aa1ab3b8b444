import { describe, expect, it } from 'vitest';
import { prismaSchema } from '../../src/project/tables/prisma-schema.js';
import { brokenSchemas, prismaTables } from '../../src/project/tables/prisma-tables.js';

const blocks = (text: string) => {
  const schema = prismaSchema(text);
  if (schema.kind === 'broken') throw new Error(`${schema.line}:${schema.column} ${schema.reason}`);
  return schema.blocks;
};
const name = (text: string) => ({ kind: 'name', name: text });

describe('a Prisma schema', () => {
  it('is read with fields, types, arity and attributes', () => {
    const [user] = blocks(`/// The people.
model User { // a comment
  id        Int       @id @default(autoincrement())
  email     String?   @unique @db.VarChar(255) /* and
                                              another */
  balance   Decimal   @default(-1.50) @db.Decimal(10, 2)
  tags      String[]  @default(["a", "b"])
  place     Unsupported("circle")?
  quoted    String    @default("say \\"hi\\" // no comment { } \\n\\u00e4")

  team      Team      @relation("Members", fields: [teamId],
    references: [id],
    onDelete: Cascade, // trailing comma and comment
  )
  teamId    Int

  @@index([teamId, email(sort: Desc)], map: "team_email")
  @@index(fields: [place(ops: raw("gist_ops"))], type: Gist)
  @@map("users")
  @@schema("auth")
}`);
    expect(user).toMatchObject({ kind: 'model', name: 'User', at: [16, 26] });
    expect(user?.fields.map(({ name, type, arity }) => [name, type, arity])).toEqual([
      ['id', 'Int', 'required'],
      ['email', 'String', 'optional'],
      ['balance', 'Decimal', 'required'],
      ['tags', 'String', 'list'],
      ['place', 'Unsupported', 'optional'],
      ['quoted', 'String', 'required'],
      ['team', 'Team', 'required'],
      ['teamId', 'Int', 'required'],
    ]);
    const attributes = Object.fromEntries(user!.fields.map((field) => [field.name, field.attributes]));
    expect(attributes['id']).toEqual([
      { name: 'id', args: [] },
      { name: 'default', args: [{ value: { kind: 'call', name: 'autoincrement', args: [] } }] },
    ]);
    expect(attributes['email']?.[1]).toEqual({
      name: 'db.VarChar',
      args: [{ value: { kind: 'number', number: '255' } }],
    });
    expect(attributes['balance']?.map(({ args }) => args)).toEqual([
      [{ value: { kind: 'number', number: '-1.50' } }],
      [{ value: { kind: 'number', number: '10' } }, { value: { kind: 'number', number: '2' } }],
    ]);
    expect(attributes['tags']?.[0]?.args).toEqual([
      {
        value: {
          kind: 'list',
          items: [
            { kind: 'text', text: 'a' },
            { kind: 'text', text: 'b' },
          ],
        },
      },
    ]);
    expect(attributes['quoted']?.[0]?.args).toEqual([
      { value: { kind: 'text', text: 'say "hi" // no comment { } \nä' } },
    ]);
    expect(attributes['team']).toEqual([
      {
        name: 'relation',
        args: [
          { value: { kind: 'text', text: 'Members' } },
          { name: 'fields', value: { kind: 'list', items: [name('teamId')] } },
          { name: 'references', value: { kind: 'list', items: [name('id')] } },
          { name: 'onDelete', value: name('Cascade') },
        ],
      },
    ]);
    expect(user?.attributes[0]).toEqual({
      name: 'index',
      args: [
        {
          value: {
            kind: 'list',
            items: [name('teamId'), { kind: 'call', name: 'email', args: [{ name: 'sort', value: name('Desc') }] }],
          },
        },
        { name: 'map', value: { kind: 'text', text: 'team_email' } },
      ],
    });
    expect(user?.attributes.map((attribute) => attribute.name)).toEqual(['index', 'index', 'map', 'schema']);
  });

  it('has blocks of other kinds, with every kind of setting', () => {
    expect(
      blocks(`
datasource db {
  provider   = "postgresql"
  url        = env("DATABASE_URL")
  extensions = [hstore(schema: "a"), pg_trgm, postgis(version: "2.1")]
  schemas    = ["auth", "shop"]
}
generator client {
  provider        = "prisma-client-js"
  previewFeatures = [
    "views",
    "multiSchema"
  ]
}
enum Role {
  admin @map("ADMIN")
  desk // the rest
  @@map("roles")
}
type Address { city String }
view Totals {
  sum Int
}
model Äpfel_2 {}\r
`).map(({ kind, name }) => [kind, name]),
    ).toEqual([
      ['type', 'Address'],
      ['view', 'Totals'],
      ['model', 'Äpfel_2'],
    ]);
    expect(blocks('')).toEqual([]);
  });

  it.each([
    [
      'a field without a type', 'model A {\n  id Int @id\n  name\n}', 3, 7,
      'expected the type of the field name, found the end of the line',
    ],
    [
      'marks of a merge', 'model A {\n  id Int @id\n<<<<<<< HEAD\n  a Int\n=======\n}', 3, 1,
      'expected a word, a value or a mark, found <',
    ],
    [
      'a block that is not closed', 'model A {\n  id Int @id\n\nmodel B {\n  id Int @id\n}\n', 4, 9,
      'expected the end of the line, found {',
    ],
    [
      'a last block that is not closed', 'model A {\n  id Int @id\n', 1, 9,
      'expected a } that closes the model A, found none',
    ],
    ['a bracket that is not closed', 'model A {\n  id Int @default(now(\n}\n', 3, 1, 'expected a value, found }'],
    [
      'a text that is not closed', 'datasource db {\n  url = "postgres://\n}', 2, 9,
      'expected a word, a value or a mark, found a text that is not closed on its line',
    ],
    [
      'a block of another language', 'model A { id Int }\nclass B {}', 2, 1,
      'expected model, view, type, enum, datasource or generator, found class',
    ],
    ['no schema at all', '{"models": []}', 1, 1, 'expected a block such as model or enum, found {'],
    ['two fields on a line', 'model A {\n  id Int name String\n}', 2, 10, 'expected the end of the line, found name'],
    [
      'an argument without a value', 'model A {\n  b B @relation(fields: , references: [id])\n}', 2, 25,
      'expected a value, found ,',
    ],
    [
      'an attribute without a name', 'model A {\n  b B @\n}', 2, 8,
      'expected the name of the attribute, found the end of the line',
    ],
    [
      'brackets without end',
      `model A {\n  b B @default(${'['.repeat(100_000)}`,
      2,
      115,
      'expected a value, found more than 100 brackets within each other',
    ],
  ])('is broken by %s', (_what, text, line, column, reason) => {
    expect(prismaSchema(text)).toEqual({ kind: 'broken', line, column, reason });
  });

  // Read again from every place, a text of this length would take longer than a test may.
  it.each([
    ['comments', '/*'.repeat(300_000)],
    ['quotes', '"'.repeat(600_000)],
    ['attributes', '@'.repeat(600_000)],
    ['escapes', '\\'.repeat(600_000)],
    ['numbers', '1.'.repeat(300_000)],
    ['names', `model A {${' a'.repeat(300_000)}`],
  ])('reads a hostile text once: %s', (_what, text) => {
    expect(prismaSchema(text).kind).toBe('broken');
  });
});

describe('Prisma tables', () => {
  it('relate across the files of one schema', () => {
    const tables = prismaTables([
      { file: 'schema/user.prisma', text: 'model User {\n  id Int @id\n  posts Post[]\n}' },
      {
        file: 'schema/post.prisma',
        text: '\nmodel Post {\n  id Int @id\n  author User\n  kind Kind\n}\nenum Kind {\n  a\n}',
      },
      { file: 'migration.sql', text: 'not a schema' },
    ]);
    expect(
      tables.map(({ name, at, relations, columns }) => [name, at, relations, columns.map((column) => column.name)]),
    ).toEqual([
      ['User', [0, 10], [{ name: 'posts', to: 'Post' }], ['id']],
      ['Post', [1, 11], [{ name: 'author', to: 'User' }], ['id', 'kind']],
    ]);
  });

  it('have the columns of their indexes, named or not, in order', () => {
    const [table] = prismaTables([
      {
        file: 'a.prisma',
        text: `model A {
  id Int
  a Int @unique
  b Int
  @@id([b, a])
  @@index(name: "x", fields: [b(sort: Desc), a])
  @@unique(map: "y", [a, address.city])
  @@fulltext([a])
  @@ignore
}`,
      },
    ]);
    expect(table?.indexes).toEqual([['a'], ['b', 'a'], ['b', 'a'], ['a', 'address.city']]);
  });

  it('are not taken from a schema that is broken further down, and the place is named', () => {
    const schemas = [
      { file: 'a.prisma', text: 'model A {\n  id Int @id\n}\nmodel B {\n  id\n}' },
      { file: 'b.prisma', text: 'model C {}' },
      { file: 'c.sql', text: '???' },
    ];
    expect(prismaTables(schemas).map(({ name }) => name)).toEqual(['C']);
    expect(brokenSchemas(schemas)).toEqual([
      { file: 'a.prisma', reason: 'line 5, column 5: expected the type of the field id, found the end of the line' },
    ]);
  });
});
