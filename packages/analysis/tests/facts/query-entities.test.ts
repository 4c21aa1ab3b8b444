import { describe, expect, it } from 'vitest';
import { factsOf } from './facts-of.js';

const entities = (text: string): readonly (string | undefined)[] => factsOf(text).queries.map((query) => query.entity);

const KNEX = "import knex from 'knex';\nconst db = knex({});\n";
const TYPEORM = "import { DataSource } from 'typeorm';\nconst source = new DataSource({ type: 'postgres' });\n";

describe('the table of a query', () => {
  it.each([
    ['text', `${KNEX}export const all = () => db('users').select('id');`, 'users'],
    ['text with an alias', `${KNEX}export const all = () => db('users as u').select('id');`, 'users'],
    ['a constant', `${KNEX}const TABLE = 'users';\nexport const all = () => db(TABLE).select('id');`, 'users'],
    [
      'a member of a constant',
      `${KNEX}import { TABLES } from './tables';\nexport const all = () => db(TABLES.users).select('id');`,
      'users',
    ],
    [
      'the name of a table object',
      `${KNEX}import { Users } from './schema';\nexport const all = () => db(Users.name).select('id');`,
      'Users',
    ],
    [
      'a model made in the file',
      `import mongoose from 'mongoose';
const User = mongoose.model('users', new mongoose.Schema({}));
export const all = () => User.find();`,
      'users',
    ],
    [
      'an entity of an imported module',
      `${TYPEORM}import * as entities from './entities';
export const all = () => source.getRepository(entities.User).find();`,
      'User',
    ],
    [
      'an entity taken out of a required module',
      `const { DataSource } = require('typeorm');
const { User } = require('./entities');
const source = new DataSource({});
exports.all = () => source.getRepository(User).find();`,
      'User',
    ],
    [
      'an entity class',
      `${TYPEORM}import { User } from './user';\nexport const all = () => source.getRepository(User).find();`,
      'User',
    ],
  ])('is named by %s', (_, text, entity) => {
    expect(entities(text)).toContain(entity);
  });

  it.each([
    ['a parameter', `${KNEX}export const all = (target) => db(target).select('id');`],
    ['a member of a parameter', `${KNEX}export const all = (options) => db(options.name).select('id');`],
    ['a parameter taken apart', `${KNEX}export const all = ({ dbTableName }) => db(dbTableName).select('id');`],
    ['a parameter with a default', `${KNEX}export const all = (name = 'users') => db(name).select('id');`],
    [
      'an element of a list',
      `${KNEX}export const all = (list) => { for (const name of list) db(name).select('id'); };`,
    ],
    [
      'a field',
      `${KNEX}class Rows { constructor(name) { this.name = name; } all() { return db(this.name).select('id'); } }`,
    ],
    [
      'a variable that gets a parameter',
      `${KNEX}export const all = (given) => { const name = given; return db(name).select('id'); };`,
    ],
    [
      'a variable that gets one later',
      `${KNEX}export const all = (given) => { let name; name = given; return db(name).select('id'); };`,
    ],
    [
      'a choice',
      `${KNEX}export const all = (given) => { const name = given ?? 'users'; return db(name).select('id'); };`,
    ],
    [
      'an entity class that is handed in',
      `${TYPEORM}export const all = (target) => source.getRepository(target).find();`,
    ],
    [
      'a type parameter',
      `import { Repository } from 'typeorm';
export class Base<T> { constructor(private readonly rows: Repository<T>) {} all() { return this.rows.find(); } }`,
    ],
  ])('is unknown behind %s', (_, text) => {
    const found = entities(text);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((entity) => entity === undefined)).toBe(true);
  });
});
