import type { LibraryCases } from './model-case.js';

/** Object mappers and document stores. */
export const cases: LibraryCases = {
  '@prisma/client': {
    found: [
      [
        "import { PrismaClient } from '@prisma/client'; const it = new PrismaClient(); " +
          "«it.$queryRawUnsafe('select 1')»;",
        '@prisma/client#PrismaClient.$queryRawUnsafe',
      ],
      [
        "import { PrismaClient as Renamed } from '@prisma/client'; «new Renamed().$queryRawUnsafe('select 1')»;",
        '@prisma/client#PrismaClient.$queryRawUnsafe',
      ],
      [
        "import * as lib from '@prisma/client'; const it = new lib.PrismaClient(); «it.$queryRawUnsafe('select 1')»;",
        '@prisma/client#PrismaClient.$queryRawUnsafe',
      ],
      [
        "import lib from '@prisma/client'; const it = new lib.PrismaClient(); «it.$queryRawUnsafe('select 1')»;",
        '@prisma/client#PrismaClient.$queryRawUnsafe',
      ],
      [
        "const lib = require('@prisma/client'); const it = new lib.PrismaClient(); «it.$queryRawUnsafe('select 1')»;",
        '@prisma/client#PrismaClient.$queryRawUnsafe',
      ],
      [
        "const { PrismaClient } = require('@prisma/client'); const it = new PrismaClient(); " +
          "«it.$queryRawUnsafe('select 1')»;",
        '@prisma/client#PrismaClient.$queryRawUnsafe',
      ],
      [
        "const { PrismaClient: Renamed } = require('@prisma/client'); const it = new Renamed(); " +
          "«it.$queryRawUnsafe('select 1')»;",
        '@prisma/client#PrismaClient.$queryRawUnsafe',
      ],
      [
        "import { PrismaClient } from '@prisma/client'; const it = new PrismaClient(); const again = it; " +
          "«again.$queryRawUnsafe('select 1')»;",
        '@prisma/client#PrismaClient.$queryRawUnsafe',
      ],
      [
        "import { PrismaClient } from '@prisma/client'; const { $queryRawUnsafe } = new PrismaClient(); " +
          "«$queryRawUnsafe('select 1')»;",
        '@prisma/client#PrismaClient.$queryRawUnsafe',
      ],
      [
        "import { PrismaClient } from '@prisma/client'; let it; it = new PrismaClient(); " +
          "«it.$queryRawUnsafe('select 1')»;",
        '@prisma/client#PrismaClient.$queryRawUnsafe',
      ],
      [
        "import { PrismaClient } from '@prisma/client'; class Store { " +
          "private readonly it = new PrismaClient(); run() { return «this.it.$queryRawUnsafe('select 1')»; } }",
        '@prisma/client#PrismaClient.$queryRawUnsafe',
      ],
      [
        "import type { PrismaClient } from '@prisma/client'; class Store { " +
          'constructor(private readonly it: PrismaClient) {} run() { ' +
          "return «this.it.$queryRawUnsafe('select 1')»; } }",
        '@prisma/client#PrismaClient.$queryRawUnsafe',
      ],
      [
        "import type { PrismaClient } from '@prisma/client'; function run(it: PrismaClient | null) { " +
          "return «it!.$queryRawUnsafe('select 1')»; }",
        '@prisma/client#PrismaClient.$queryRawUnsafe',
      ],
      {
        code:
          "import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient(); " +
          '«prisma.user.findMany({ take: 5 })»;',
        is: '@prisma/client#Delegate.findMany',
        entity: 'user',
        async: 'lazy',
      },
      {
        code:
          "import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient(); " +
          '«prisma.user.create({ data: input })»;',
        is: '@prisma/client#Delegate.create',
        sinks: ['write-data'],
      },
      {
        code:
          "import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient(); " +
          '«prisma.$queryRaw`select ${id}`»;',
        is: '@prisma/client#PrismaClient.$queryRaw',
        sinks: [],
      },
      {
        code:
          "import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient(); " +
          '«prisma.$queryRaw(text)»;',
        sinks: ['sql-text'],
      },
      {
        code: "import { Prisma } from '@prisma/client'; use(«Prisma.sql`select ${id}`»);",
        is: '@prisma/client#Prisma.sql',
        taint: 'safe',
      },
      {
        code: "import { Prisma } from '@prisma/client'; use(«Prisma.raw(text)»);",
        is: '@prisma/client#Prisma.raw',
        sinks: ['sql-text'],
      },
      {
        code:
          "import { PrismaClient } from '@prisma/client'; new PrismaClient().$transaction(async (tx) => { " +
          'await «tx.order.create({ data: {} })»; });',
        is: '@prisma/client#Delegate.create',
        entity: 'order',
      },
      {
        code:
          "import { Prisma } from '@prisma/client'; export function run(tx: Prisma.TransactionClient) { " +
          'return «tx.order.delete({ where: { id } })»; }',
        is: '@prisma/client#Delegate.delete',
        entity: 'order',
      },
      {
        code:
          "import { PrismaClient } from '@prisma/client'; class PrismaService extends PrismaClient { run() { " +
          'return «this.user.count()»; } }',
        is: '@prisma/client#Delegate.count',
        entity: 'user',
      },
      {
        code:
          "import { PrismaClient } from '@prisma/client'; class PrismaService extends PrismaClient {} " +
          'class Users { constructor(private readonly prisma: PrismaService) {} run() { ' +
          'return «this.prisma.user.count()»; } }',
        is: '@prisma/client#Delegate.count',
        entity: 'user',
      },
      {
        code: "import { PrismaClient } from '../generated/prisma/client'; «new PrismaClient().user.findFirst()»;",
        is: '@prisma/client#Delegate.findFirst',
        entity: 'user',
      },
      {
        code: "import { prisma } from './db'; «prisma.user.findFirst()»;",
        is: '@prisma/client#Delegate.findFirst',
        entity: 'user',
        versions: { '@prisma/client': '7.1.0' },
      },
      {
        code:
          "import { PrismaClient } from '@prisma/client'; " +
          'const prisma = globalThis.prisma ?? new PrismaClient(); const { user } = prisma; «user.findMany()»;',
        is: '@prisma/client#Delegate.findMany',
        entity: 'user',
      },
    ],
    lookAlikes: [
      [
        'class PrismaClient { $queryRawUnsafe(...args) { return args; } } const it = new PrismaClient(); ' +
          "«it.$queryRawUnsafe('select 1')»;",
        null,
      ],
      ["import { PrismaClient } from './mine'; const it = new PrismaClient(); «it.$queryRawUnsafe('select 1')»;", null],
      [
        "import { PrismaClient } from 'another-package'; const it = new PrismaClient(); " +
          "«it.$queryRawUnsafe('select 1')»;",
        null,
      ],
      [
        "import { PrismaClient } from '@prisma/client'; function f(PrismaClient) { " +
          "const it = new PrismaClient(); return «it.$queryRawUnsafe('select 1')»; }",
        null,
      ],
      ["const it = { $queryRawUnsafe(...args) { return args; } }; «it.$queryRawUnsafe('select 1')»;", null],
      [
        "import { PrismaClient } from '@prisma/client'; export function run(other) { " +
          "return «other.$queryRawUnsafe('select 1')»; }",
        null,
      ],
      [
        "function f(require) { const { PrismaClient } = require('@prisma/client'); " +
          "return «new PrismaClient().$queryRawUnsafe('select 1')»; }",
        null,
      ],
      [
        "import { PrismaClient } from '@prisma/client'; interface Own { " +
          '$queryRawUnsafe(...args: unknown[]): unknown } function run(it: Own) { ' +
          "return «it.$queryRawUnsafe('select 1')»; }",
        null,
      ],
      [
        "import { PrismaClient } from '@prisma/client'; class Other { it = new Map(); run() { " +
          "return «this.it.$queryRawUnsafe('select 1')»; } }",
        null,
      ],
      ["import { prisma } from './db'; «prisma.user.findFirst()»;", null],
      ["import { PrismaClient } from '@prisma/client'; const rows = []; «rows.findLast()»;", null],
    ],
  },
  objection: {
    found: [
      {
        code: "import { Model } from 'objection'; class User extends Model {} «User.query()»;",
        is: 'objection#Model.query',
        async: 'lazy',
      },
      {
        code: "const { Model } = require('objection'); class User extends Model {} «User.query().findById(id)»;",
        is: 'objection#QueryBuilder.findById',
        async: 'lazy',
      },
      {
        code: "const orm = require('objection'); class User extends orm.Model {} «User.query().insert(input)»;",
        is: 'objection#QueryBuilder.insert',
        sinks: ['write-data'],
      },
      {
        code:
          "import { Model } from 'objection'; class User extends Model {} " +
          '«User.query().patchAndFetchById(id, input)»;',
        is: 'objection#QueryBuilder.patchAndFetchById',
        sinks: ['write-data'],
      },
      {
        code: "import { Model } from 'objection'; class User extends Model {} «User.query().whereRaw(text)»;",
        is: 'objection#QueryBuilder.whereRaw',
        sinks: ['sql-text'],
      },
      {
        code:
          "import { Model } from 'objection'; class User extends Model {} «User.query().where({ " +
          "id }).orderBy('id').delete()»;",
        is: 'objection#QueryBuilder.delete',
      },
      { code: "import { raw } from 'objection'; use(«raw(text)»);", is: 'objection#raw', sinks: ['sql-text'] },
      {
        code:
          "import { Model } from 'objection'; class User extends Model { grow() { " +
          'return «this.$query().patch({ a: 1 })»; } }',
        is: 'objection#QueryBuilder.patch',
      },
      {
        code:
          "import { Model } from 'objection'; class User extends Model {} User.transaction(async (trx) => { " +
          "await «trx('users').insert({})»; });",
        is: 'knex#QueryBuilder.insert',
      },
    ],
    lookAlikes: [
      ["import { Model } from './mine'; class User extends Model {} «User.query()»;", null],
      ['class Model { static query() {} } class User extends Model {} «User.query()»;', null],
      ["import { Model } from 'objection'; class User extends Model {} class Other {} «Other.query()»;", null],
      [
        "import { Model } from 'objection'; function f(Model) { class User extends Model {} return «User.query()»; }",
        null,
      ],
    ],
  },
  typeorm: {
    found: [
      {
        code:
          "import { Repository } from 'typeorm'; class Users { " +
          'constructor(private readonly users: Repository<User>) {} run() { return «this.users.find({ ' +
          'take: 5 })»; } }',
        is: 'typeorm#Repository.find',
        entity: 'User',
        async: 'promise',
      },
      {
        code:
          "import { Repository } from 'typeorm'; class Users { " +
          'constructor(private readonly users: Repository<User>) {} run(text: string) { ' +
          'return «this.users.query(text)»; } }',
        is: 'typeorm#Repository.query',
        sinks: ['sql-text'],
      },
      {
        code: "import { DataSource } from 'typeorm'; const source = new DataSource({}); «source.query('select 1')»;",
        is: 'typeorm#DataSource.query',
        sinks: ['sql-text'],
      },
      {
        code:
          "import * as orm from 'typeorm'; const source = new orm.DataSource({}); " +
          '«source.getRepository(User).save({})»;',
        is: 'typeorm#Repository.save',
        entity: 'User',
      },
      {
        code:
          "const { DataSource } = require('typeorm'); const source = new DataSource({}); " +
          '«source.manager.find(User)»;',
        is: 'typeorm#EntityManager.find',
      },
      {
        code: "const orm = require('typeorm'); «orm.getRepository('users').delete(1)»;",
        is: 'typeorm#Repository.delete',
        entity: 'users',
      },
      {
        code: "import { getManager as manager } from 'typeorm'; «manager().query('select 1')»;",
        is: 'typeorm#EntityManager.query',
      },
      {
        code:
          "import { getRepository } from 'typeorm'; «getRepository(User).createQueryBuilder('u').where('u.id " +
          "= ' + id)»;",
        is: 'typeorm#QueryBuilder.where',
        sinks: ['sql-text'],
        entity: 'User',
      },
      {
        code: "import { getRepository } from 'typeorm'; «getRepository(User).createQueryBuilder('u').where({ id })»;",
        is: 'typeorm#QueryBuilder.where',
        sinks: [],
      },
      {
        code:
          "import { getRepository } from 'typeorm'; «getRepository(User).createQueryBuilder('u').where('u.id " +
          "= :id', { id }).getMany()»;",
        is: 'typeorm#QueryBuilder.getMany',
        entity: 'User',
        async: 'promise',
      },
      {
        code:
          "import { DataSource } from 'typeorm'; new DataSource({}).transaction(async (manager) => { " +
          'await «manager.save(User, {})»; });',
        is: 'typeorm#EntityManager.save',
      },
      {
        code:
          "import { DataSource } from 'typeorm'; const runner = new DataSource({}).createQueryRunner(); " +
          "«runner.query('select 1')»;",
        is: 'typeorm#QueryRunner.query',
      },
      {
        code: "import { BaseEntity } from 'typeorm'; class User extends BaseEntity {} «User.find()»;",
        is: 'typeorm#BaseEntity.find',
        entity: 'User',
      },
      {
        code:
          "import { BaseEntity } from 'typeorm'; class User extends BaseEntity {} const user = new User(); " +
          '«user.save()»;',
        is: 'typeorm#BaseEntity.save',
      },
      {
        code:
          "import { Repository } from 'typeorm'; class UserRepository extends Repository<User> { run() { " +
          'return «this.find()»; } }',
        is: 'typeorm#Repository.find',
      },
      ["import { Entity } from 'typeorm'; «@Entity('users')» class User {}", 'typeorm#Entity'],
      ["import { Column as Field } from 'typeorm'; class User { «@Field()» name; }", 'typeorm#Column'],
      {
        code:
          "import { InjectDataSource } from '@nestjs/typeorm'; class Users { " +
          "constructor(@InjectDataSource() private source) {} run() { return «this.source.query('select 1')»; " +
          '} }',
        is: 'typeorm#DataSource.query',
      },
    ],
    lookAlikes: [
      ['class Repository { find() {} } const users = new Repository(); «users.find()»;', null],
      [
        "import { Repository } from './repository'; class Users { " +
          'constructor(private readonly users: Repository<User>) {} run() { return «this.users.find()»; } }',
        null,
      ],
      [
        "import { Repository } from 'nodegit'; class Users { " +
          'constructor(private readonly users: Repository) {} run() { return «this.users.find()»; } }',
        null,
      ],
      ["import { Repository } from 'typeorm'; const list = [1]; «list.find((x) => x === 1)»;", null],
      [
        "import { DataSource } from '@angular/cdk/collections'; class Table { " +
          "constructor(private source: DataSource) {} run() { return «this.source.query('x')»; } }",
        null,
      ],
      ["import { Repository } from 'typeorm'; function f(repository) { return «repository.save({})»; }", null],
      ["import { Entity } from 'aframe'; «@Entity('users')» class User {}", null],
      ["import { BaseEntity } from './base-entity'; class User extends BaseEntity {} «User.find()»;", null],
      ["function f(require) { const { getManager } = require('typeorm'); return «getManager().query('x')»; }", null],
    ],
  },
  sequelize: {
    found: [
      {
        code:
          "const Sequelize = require('sequelize'); const db = new Sequelize('x'); " +
          "const User = db.define('user', {}); «User.find({ where: { login: req.body.login } })»;",
        is: 'sequelize#Model.find',
        versions: { sequelize: '4.44.0' },
      },
      [
        "import { Sequelize } from 'sequelize'; const it = new Sequelize('postgres://'); «it.query('select 1')»;",
        'sequelize#Sequelize.query',
      ],
      [
        "import { Sequelize as Renamed } from 'sequelize'; «new Renamed('postgres://').query('select 1')»;",
        'sequelize#Sequelize.query',
      ],
      [
        "import * as lib from 'sequelize'; const it = new lib.Sequelize('postgres://'); «it.query('select 1')»;",
        'sequelize#Sequelize.query',
      ],
      [
        "import lib from 'sequelize'; const it = new lib.Sequelize('postgres://'); «it.query('select 1')»;",
        'sequelize#Sequelize.query',
      ],
      [
        "const lib = require('sequelize'); const it = new lib.Sequelize('postgres://'); «it.query('select 1')»;",
        'sequelize#Sequelize.query',
      ],
      [
        "const { Sequelize } = require('sequelize'); const it = new Sequelize('postgres://'); «it.query('select 1')»;",
        'sequelize#Sequelize.query',
      ],
      [
        "const { Sequelize: Renamed } = require('sequelize'); const it = new Renamed('postgres://'); " +
          "«it.query('select 1')»;",
        'sequelize#Sequelize.query',
      ],
      [
        "import { Sequelize } from 'sequelize'; const it = new Sequelize('postgres://'); const again = it; " +
          "«again.query('select 1')»;",
        'sequelize#Sequelize.query',
      ],
      [
        "import { Sequelize } from 'sequelize'; const { query } = new Sequelize('postgres://'); «query('select 1')»;",
        'sequelize#Sequelize.query',
      ],
      [
        "import { Sequelize } from 'sequelize'; let it; it = new Sequelize('postgres://'); «it.query('select 1')»;",
        'sequelize#Sequelize.query',
      ],
      [
        "import { Sequelize } from 'sequelize'; class Store { " +
          "private readonly it = new Sequelize('postgres://'); run() { return «this.it.query('select 1')»; } }",
        'sequelize#Sequelize.query',
      ],
      [
        "import type { Sequelize } from 'sequelize'; class Store { " +
          "constructor(private readonly it: Sequelize) {} run() { return «this.it.query('select 1')»; } }",
        'sequelize#Sequelize.query',
      ],
      [
        "import type { Sequelize } from 'sequelize'; function run(it: Sequelize | null) { " +
          "return «it!.query('select 1')»; }",
        'sequelize#Sequelize.query',
      ],
      {
        code:
          "import { Sequelize } from 'sequelize'; const User = new Sequelize('').define('User', {}); " +
          '«User.findAll({ where: input })»;',
        is: 'sequelize#Model.findAll',
        entity: 'User',
        sinks: [],
        async: 'promise',
      },
      {
        code:
          "import { Sequelize } from 'sequelize'; const User = new Sequelize('').define('User', {}); " +
          '«User.findAll({ where: input })»;',
        sinks: ['nosql-filter'],
        versions: { sequelize: '^4.13.10' },
      },
      {
        code: "const db = require('../models'); «db.User.findOne({ where: { id } })»;",
        is: 'sequelize#Model.findOne',
        entity: 'User',
        versions: { sequelize: '6.37.0' },
      },
      {
        code: "import { Model } from 'sequelize'; class User extends Model {} «User.create(input)»;",
        is: 'sequelize#Model.create',
        entity: 'User',
        sinks: ['write-data'],
      },
      {
        code:
          "import { Model } from 'sequelize'; class User extends Model {} «User.create(input, { " +
          "fields: ['name'] })»;",
        sinks: [],
      },
      {
        code: "import { Model } from 'sequelize'; class User extends Model {} const user = new User(); «user.save()»;",
        is: 'sequelize#Instance.save',
      },
      {
        code: "import { Sequelize } from 'sequelize'; use(«Sequelize.literal(text)»);",
        is: 'sequelize#Sequelize.literal',
        sinks: ['sql-text'],
      },
      {
        code:
          "import { Sequelize } from 'sequelize'; new Sequelize('').transaction(async (t) => { " +
          'await «t.commit()»; });',
        is: 'sequelize#Transaction.commit',
      },
      {
        code: "import { Model } from 'sequelize-typescript'; class User extends Model {} «User.findByPk(1)»;",
        is: 'sequelize-typescript#Model.findByPk',
        entity: 'User',
      },
      { code: "import { literal } from 'sequelize'; «literal(text)»;", is: 'sequelize#literal', sinks: ['sql-text'] },
      {
        code: "const { sequelize } = require('../models'); «sequelize.query(text)»;",
        is: 'sequelize#Sequelize.query',
        versions: { sequelize: '6.37.0' },
      },
    ],
    lookAlikes: [
      ["class Sequelize { query(...args) { return args; } } const it = new Sequelize(); «it.query('select 1')»;", null],
      ["import { Sequelize } from './mine'; const it = new Sequelize(); «it.query('select 1')»;", null],
      ["import { Sequelize } from 'another-package'; const it = new Sequelize(); «it.query('select 1')»;", null],
      [
        "import { Sequelize } from 'sequelize'; function f(Sequelize) { const it = new Sequelize(); " +
          "return «it.query('select 1')»; }",
        null,
      ],
      ["const it = { query(...args) { return args; } }; «it.query('select 1')»;", null],
      ["import { Sequelize } from 'sequelize'; export function run(other) { return «other.query('select 1')»; }", null],
      [
        "function f(require) { const { Sequelize } = require('sequelize'); " +
          "return «new Sequelize().query('select 1')»; }",
        null,
      ],
      [
        "import { Sequelize } from 'sequelize'; interface Own { query(...args: unknown[]): unknown } " +
          "function run(it: Own) { return «it.query('select 1')»; }",
        null,
      ],
      [
        "import { Sequelize } from 'sequelize'; class Other { it = new Map(); run() { " +
          "return «this.it.query('select 1')»; } }",
        null,
      ],
    ],
  },
  'drizzle-orm': {
    found: [
      {
        code:
          "import { drizzle } from 'drizzle-orm/node-postgres'; const db = drizzle(pool); " +
          '«db.select().from(users)»;',
        is: 'drizzle-orm#Selection.from',
        async: 'lazy',
      },
      {
        code: "import { drizzle } from 'drizzle-orm/mysql2'; const db = drizzle(pool); «db.insert(users)».values(row);",
        is: 'drizzle-orm#Database.insert',
      },
      {
        code: "import { drizzle as make } from 'drizzle-orm/better-sqlite3'; «make(sqlite).delete(users)»;",
        is: 'drizzle-orm#Database.delete',
      },
      {
        code:
          "import * as orm from 'drizzle-orm/postgres-js'; const db = orm.drizzle(client); " +
          '«db.update(users)».set({});',
        is: 'drizzle-orm#Database.update',
      },
      {
        code: "const { drizzle } = require('drizzle-orm/node-postgres'); const db = drizzle(pool); «db.execute(text)»;",
        is: 'drizzle-orm#Database.execute',
        sinks: ['sql-text'],
      },
      { code: "import { sql } from 'drizzle-orm'; use(«sql`select ${id}`»);", is: 'drizzle-orm#sql', taint: 'safe' },
      {
        code: "import { sql } from 'drizzle-orm'; use(«sql.raw(text)»);",
        is: 'drizzle-orm#sql.raw',
        sinks: ['sql-text'],
      },
      {
        code: "import { sql as text } from 'drizzle-orm'; use(«text.identifier(x)»);",
        is: 'drizzle-orm#sql.identifier',
      },
      {
        code:
          "import { drizzle } from 'drizzle-orm/libsql'; const db = drizzle(client); " +
          '«db.select().from(users).where(eq(users.id, 1)).limit(1)»;',
        is: 'drizzle-orm#Builder.limit',
      },
      {
        code:
          "import { drizzle } from 'drizzle-orm/libsql'; const db = drizzle(client); " +
          '«db.query.users.findMany({ limit: 5 })»;',
        is: 'drizzle-orm#Relation.findMany',
        entity: 'users',
      },
      {
        code:
          "import { drizzle } from 'drizzle-orm/libsql'; drizzle(client).transaction(async (tx) => { " +
          'await «tx.insert(users)».values({}); });',
        is: 'drizzle-orm#Database.insert',
      },
      {
        code:
          "import type { NodePgDatabase } from 'drizzle-orm/node-postgres'; class Users { " +
          'constructor(private readonly db: NodePgDatabase) {} run() { return «this.db.delete(users)»; } }',
        is: 'drizzle-orm#Database.delete',
      },
      {
        code: "import { db } from './db'; import { eq } from 'drizzle-orm'; «db.delete(users)».where(eq(users.id, 1));",
        is: 'drizzle-orm#Database.delete',
      },
      {
        code:
          "import { drizzle } from 'drizzle-orm/d1'; const db = drizzle(env); const { delete: remove } = db; " +
          '«remove(users)»;',
        is: 'drizzle-orm#Database.delete',
      },
    ],
    lookAlikes: [
      ["const cache = new Map(); «cache.delete('a')»;", null],
      ["import { eq } from 'drizzle-orm'; const set = new Set(); «set.delete(users)»;", null],
      ["import axios from 'axios'; import { eq } from 'drizzle-orm'; «axios.delete('/x')»;", 'axios#delete'],
      ["import { db } from './db'; «db.delete(users)».where(x);", null],
      ['function drizzle() { return { delete() {} }; } const db = drizzle(); «db.delete(users)»;', null],
      ["import { drizzle } from './drizzle'; const db = drizzle(pool); «db.delete(users)»;", null],
      ["import { sql } from './sql'; «sql.raw(text)»;", null],
      ["import { sql } from 'drizzle-orm'; function f(sql) { return «sql.raw(text)»; }", null],
      [
        "import { eq } from 'drizzle-orm'; class Users { " +
          "constructor(private readonly items: Map<string, User>) {} run() { return «this.items.delete('a')»; " +
          '} }',
        null,
      ],
      ["import { eq } from 'drizzle-orm'; router.select = (x) => x; «router.select('a')»;", null],
    ],
  },
  mongoose: {
    found: [
      {
        code: "import mongoose from 'mongoose'; const User = mongoose.model('User', schema); «User.find(input)»;",
        is: 'mongoose#Model.find',
        entity: 'User',
        sinks: ['nosql-filter'],
        async: 'lazy',
      },
      {
        code:
          "import * as mongoose from 'mongoose'; const User = mongoose.model('User', schema); " +
          '«User.findOne(input)»;',
        is: 'mongoose#Model.findOne',
        entity: 'User',
      },
      {
        code: "import { model } from 'mongoose'; const User = model('User', schema); «User.create(input)»;",
        is: 'mongoose#Model.create',
        async: 'promise',
        sinks: ['write-data'],
      },
      {
        code: "import { model as define } from 'mongoose'; «define('User', schema).updateOne(filter, update)»;",
        is: 'mongoose#Model.updateOne',
        sinks: ['nosql-filter', 'write-data'],
      },
      {
        code: "const mongoose = require('mongoose'); const User = mongoose.model('User', schema); «User.findById(id)»;",
        is: 'mongoose#Model.findById',
        sinks: [],
      },
      {
        code: "const { model } = require('mongoose'); const User = model('User', schema); «User.deleteMany()»;",
        is: 'mongoose#Model.deleteMany',
      },
      {
        code: "const User = require('mongoose').model('User'); «User.countDocuments()»;",
        is: 'mongoose#Model.countDocuments',
      },
      {
        code:
          "import mongoose from 'mongoose'; const User = mongoose.model('User', schema); const { findOne } " +
          '= User; «findOne(input)»;',
        is: 'mongoose#Model.findOne',
      },
      {
        code:
          "import mongoose from 'mongoose'; const User = mongoose.model('User', schema); " +
          '«User.find().where(input).limit(5)»;',
        is: 'mongoose#Query.limit',
        entity: 'User',
      },
      {
        code:
          "import mongoose from 'mongoose'; const User = mongoose.model('User', schema); " +
          'const user = new User(input); «user.save()»;',
        is: 'mongoose#Document.save',
        async: 'promise',
      },
      {
        code: "import mongoose from 'mongoose'; const User = mongoose.model('User', schema); «new User(input)»;",
        sinks: ['write-data'],
      },
      {
        code:
          "import type { Model } from 'mongoose'; class Users { " +
          'constructor(private readonly users: Model<User>) {} run() { return «this.users.find({})»; } }',
        is: 'mongoose#Model.find',
        entity: 'User',
      },
      {
        code:
          "import { InjectModel } from '@nestjs/mongoose'; class Users { " +
          'constructor(@InjectModel(User.name) private users) {} run() { return «this.users.find({})»; } }',
        is: 'mongoose#Model.find',
      },
      {
        code:
          "import mongoose from 'mongoose'; async function f() { " +
          'const session = await mongoose.startSession(); «session.startTransaction()»; }',
        is: 'mongodb#ClientSession.startTransaction',
      },
      { code: "import { Types } from 'mongoose'; use(«new Types.ObjectId(x)»);", is: 'mongoose#Types.ObjectId' },
    ],
    lookAlikes: [
      ['const users = [1]; «users.find((x) => x === 1)»;', null],
      ["import { User } from './user'; «User.find(input)»;", null],
      ["import mongoose from './mongoose'; const User = mongoose.model('User'); «User.find(input)»;", null],
      ["import { model } from 'mobx-keystone'; const User = model('User'); «User.find(input)»;", null],
      ["import mongoose from 'mongoose'; function f(mongoose) { return «mongoose.model('User').find(input)»; }", null],
      ['class Model { find() {} } const User = new Model(); «User.find(input)»;', null],
      ["import mongoose from 'mongoose'; export function run(rows) { return «rows.find((row) => row.id)»; }", null],
      ["function f(require) { return «require('mongoose').model('User').find(input)»; }", null],
      ["import $ from 'jquery'; «$('a').find('b')»;", null],
    ],
  },
  mongodb: {
    found: [
      {
        code:
          "const { MongoClient } = require('mongodb'); MongoClient.connect('x', (err, it) => { " +
          "«it.collection('a')»; });",
        is: 'mongodb#Db.collection',
        versions: { mongodb: '2.2.0' },
      },
      {
        code: "const { MongoClient } = require('mongodb'); MongoClient.connect('x', (err, it) => { «it.db('a')»; });",
        is: 'mongodb#MongoClient.db',
        versions: { mongodb: '4.0.0' },
      },
      [
        "import { MongoClient } from 'mongodb'; const it = new MongoClient('mongodb://'); «it.db('app')»;",
        'mongodb#MongoClient.db',
      ],
      [
        "import { MongoClient as Renamed } from 'mongodb'; «new Renamed('mongodb://').db('app')»;",
        'mongodb#MongoClient.db',
      ],
      [
        "import * as lib from 'mongodb'; const it = new lib.MongoClient('mongodb://'); «it.db('app')»;",
        'mongodb#MongoClient.db',
      ],
      [
        "import lib from 'mongodb'; const it = new lib.MongoClient('mongodb://'); «it.db('app')»;",
        'mongodb#MongoClient.db',
      ],
      [
        "const lib = require('mongodb'); const it = new lib.MongoClient('mongodb://'); «it.db('app')»;",
        'mongodb#MongoClient.db',
      ],
      [
        "const { MongoClient } = require('mongodb'); const it = new MongoClient('mongodb://'); «it.db('app')»;",
        'mongodb#MongoClient.db',
      ],
      [
        "const { MongoClient: Renamed } = require('mongodb'); const it = new Renamed('mongodb://'); «it.db('app')»;",
        'mongodb#MongoClient.db',
      ],
      [
        "import { MongoClient } from 'mongodb'; const it = new MongoClient('mongodb://'); const again = it; " +
          "«again.db('app')»;",
        'mongodb#MongoClient.db',
      ],
      [
        "import { MongoClient } from 'mongodb'; const { db } = new MongoClient('mongodb://'); «db('app')»;",
        'mongodb#MongoClient.db',
      ],
      [
        "import { MongoClient } from 'mongodb'; let it; it = new MongoClient('mongodb://'); «it.db('app')»;",
        'mongodb#MongoClient.db',
      ],
      [
        "import { MongoClient } from 'mongodb'; class Store { " +
          "private readonly it = new MongoClient('mongodb://'); run() { return «this.it.db('app')»; } }",
        'mongodb#MongoClient.db',
      ],
      [
        "import type { MongoClient } from 'mongodb'; class Store { " +
          "constructor(private readonly it: MongoClient) {} run() { return «this.it.db('app')»; } }",
        'mongodb#MongoClient.db',
      ],
      [
        "import type { MongoClient } from 'mongodb'; function run(it: MongoClient | null) { return «it!.db('app')»; }",
        'mongodb#MongoClient.db',
      ],
      {
        code:
          "import { MongoClient } from 'mongodb'; const db = new MongoClient('').db(); " +
          "«db.collection('users').find(input)»;",
        is: 'mongodb#Collection.find',
        entity: 'users',
        sinks: ['nosql-filter'],
      },
      {
        code:
          "import { MongoClient } from 'mongodb'; const db = new MongoClient('').db(); " +
          "«db.collection('users').updateOne(filter, update)»;",
        is: 'mongodb#Collection.updateOne',
        sinks: ['nosql-filter', 'write-data'],
        async: 'promise',
      },
      {
        code:
          "import type { Db } from 'mongodb'; class Users { constructor(private readonly db: Db) {} run() { " +
          "return «this.db.collection('users').insertOne(row)»; } }",
        is: 'mongodb#Collection.insertOne',
        entity: 'users',
      },
      {
        code:
          "import type { Collection } from 'mongodb'; export const run = (users: Collection<User>) => " +
          '«users.find({}).limit(5).toArray()»;',
        is: 'mongodb#Cursor.toArray',
        async: 'promise',
      },
      {
        code:
          "const MongoClient = require('mongodb').MongoClient; MongoClient.connect(url, (error, client) => { " +
          "«client.db('app')»; });",
        is: 'mongodb#MongoClient.db',
      },
      { code: "import { ObjectId } from 'mongodb'; use(«new ObjectId(x)»);", is: 'mongodb#ObjectId' },
    ],
    lookAlikes: [
      ["class MongoClient { db(...args) { return args; } } const it = new MongoClient(); «it.db('app')»;", null],
      ["import { MongoClient } from './mine'; const it = new MongoClient(); «it.db('app')»;", null],
      ["import { MongoClient } from 'another-package'; const it = new MongoClient(); «it.db('app')»;", null],
      [
        "import { MongoClient } from 'mongodb'; function f(MongoClient) { const it = new MongoClient(); " +
          "return «it.db('app')»; }",
        null,
      ],
      ["const it = { db(...args) { return args; } }; «it.db('app')»;", null],
      ["import { MongoClient } from 'mongodb'; export function run(other) { return «other.db('app')»; }", null],
      [
        "function f(require) { const { MongoClient } = require('mongodb'); return «new MongoClient().db('app')»; }",
        null,
      ],
      [
        "import { MongoClient } from 'mongodb'; interface Own { db(...args: unknown[]): unknown } " +
          "function run(it: Own) { return «it.db('app')»; }",
        null,
      ],
      [
        "import { MongoClient } from 'mongodb'; class Other { it = new Map(); run() { return «this.it.db('app')»; } }",
        null,
      ],
    ],
  },
};
