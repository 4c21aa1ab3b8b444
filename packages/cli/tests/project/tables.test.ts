import { describe, expect, it } from 'vitest';
import { projectOf } from '../project-of.js';

describe('tables', () => {
  it('reads models, relations and indexes of a Prisma schema', () => {
    const { tables } = projectOf({
      'prisma/schema.prisma': `model User {
  id Int @id
  email String @unique
  passwordHash String
  posts Post[]
}
model Post {
  id Int @id
  author User @relation(fields: [authorId], references: [id])
  authorId Int
  at DateTime
  @@index([authorId, at(sort: Desc)])
}`,
      'a.ts': 'export const a = 1;',
    });
    expect(tables).toMatchObject([
      {
        name: 'Post',
        source: 'prisma',
        relations: [{ name: 'author', to: 'User' }],
        indexes: [['id'], ['authorId', 'at']],
      },
      {
        name: 'User',
        columns: [
          { name: 'id', id: true },
          { name: 'email', unique: true },
          { name: 'passwordHash', secret: true },
        ],
        relations: [{ name: 'posts', to: 'Post' }],
        at: [0, 10],
      },
    ]);
  });

  it('reads entity classes and declaring calls', () => {
    const { tables } = projectOf({
      'user.ts': `import { Entity, Column, PrimaryGeneratedColumn, OneToMany } from 'typeorm'; import { Post } from './post';
        @Entity('users') export class User { @PrimaryGeneratedColumn() id: number; @Column({ \
unique: true }) email: string; @OneToMany(() => Post, (post) => post.user) posts: Post[]; other: string; }`,
      'post.ts':
        `import mongoose from 'mongoose'; const schema = new mongoose.Schema({ title: String, slug: { ` +
        `type: String, unique: true } }); export const Post = mongoose.model('Post', schema);`,
      'order.ts':
        `import { pgTable, text, serial } from 'drizzle-orm/pg-core'; ` +
        `export const orders = pgTable('orders', { id: serial('id').primaryKey(), note: text('note') });`,
    });
    expect(tables.map(({ name, source, columns }) => [name, source, columns.map((column) => column.name)])).toEqual([
      ['Post', 'mongoose', ['title', 'slug']],
      ['orders', 'drizzle-orm', ['id', 'note']],
      ['users', 'typeorm', ['id', 'email']],
    ]);
    expect(tables.map((table) => table.indexes)).toEqual([[['slug']], [['id']], [['id'], ['email']]]);
  });

  it('reads plain CREATE TABLE and CREATE INDEX, and no more', () => {
    const { tables } = projectOf({
      'db/001.sql': `-- create table ghost (id int)
CREATE TABLE IF NOT EXISTS public.users (
  id serial PRIMARY KEY,
  email varchar(200) NOT NULL UNIQUE,
  org_id int REFERENCES orgs(id),
  UNIQUE (org_id, email)
);
CREATE INDEX users_org ON users (org_id);`,
      'a.ts': 'export const a = 1;',
    });
    expect(tables).toMatchObject([
      {
        name: 'users',
        source: 'sql',
        columns: [{ name: 'id' }, { name: 'email' }, { name: 'org_id' }],
        relations: [{ name: 'org_id', to: 'orgs' }],
        indexes: [['id'], ['email'], ['org_id', 'email'], ['org_id']],
      },
    ]);
  });
});
