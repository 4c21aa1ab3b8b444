import type { LibraryCases } from './model-case.js';

/** Smaller libraries: one export each, with its neighbours. */
export const cases: LibraryCases = {
  'bun:sqlite': {
    found: [
      ["import { Database } from 'bun:sqlite'; «new Database(x)»;", 'bun:sqlite#Database'],
      ["import * as lib from 'bun:sqlite'; «new lib.Database(x)»;", 'bun:sqlite#Database'],
      ["const { Database: It } = require('bun:sqlite'); «new It(x)»;", 'bun:sqlite#Database'],
    ],
    lookAlikes: [
      ["import { Database } from './mine'; «new Database(x)»;", null],
      ['class Database {} «new Database(x)»;', null],
      ["import { Database } from 'bun:sqlite'; function f(Database) { return «new Database(x)»; }", null],
    ],
  },
  kysely: {
    found: [
      ["import { InjectKysely } from 'kysely'; class Own { «@InjectKysely()» field; }", 'kysely#InjectKysely'],
      ["import { InjectKysely as Mark } from 'kysely'; class Own { «@Mark()» field; }", 'kysely#InjectKysely'],
      ["import * as lib from 'kysely'; class Own { «@lib.InjectKysely()» field; }", 'kysely#InjectKysely'],
    ],
    lookAlikes: [
      ["import { InjectKysely } from './mine'; class Own { «@InjectKysely()» field; }", null],
      ['function InjectKysely() { return () => {}; } class Own { «@InjectKysely()» field; }', null],
      ["import { InjectKysely } from 'another-package'; class Own { «@InjectKysely()» field; }", null],
    ],
  },
  '@mikro-orm/core': {
    found: [
      ["import { raw as it } from '@mikro-orm/core'; «it(x)»;", '@mikro-orm/core#raw'],
      ["import * as lib from '@mikro-orm/core'; «lib.raw(x)»;", '@mikro-orm/core#raw'],
      ["const lib = require('@mikro-orm/core'); «lib.raw(x)»;", '@mikro-orm/core#raw'],
    ],
    lookAlikes: [
      ["import { raw as it } from './mine'; «it(x)»;", null],
      ['const lib = { raw() {} }; «lib.raw(x)»;', null],
      ["import { raw as it } from '@mikro-orm/core'; function f(it) { return «it(x)»; }", null],
    ],
  },
  mysql: {
    found: [
      ["import { createPool as it } from 'mysql'; «it(x)»;", 'mysql#createPool'],
      ["import * as lib from 'mysql'; «lib.createPool(x)»;", 'mysql#createPool'],
      ["const lib = require('mysql'); «lib.createPool(x)»;", 'mysql#createPool'],
    ],
    lookAlikes: [
      ["import { createPool as it } from './mine'; «it(x)»;", null],
      ['const lib = { createPool() {} }; «lib.createPool(x)»;', null],
      ["import { createPool as it } from 'mysql'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@nestjs/mongoose': {
    found: [
      [
        "import { InjectModel } from '@nestjs/mongoose'; class Own { «@InjectModel()» field; }",
        '@nestjs/mongoose#InjectModel',
      ],
      [
        "import { InjectModel as Mark } from '@nestjs/mongoose'; class Own { «@Mark()» field; }",
        '@nestjs/mongoose#InjectModel',
      ],
      [
        "import * as lib from '@nestjs/mongoose'; class Own { «@lib.InjectModel()» field; }",
        '@nestjs/mongoose#InjectModel',
      ],
    ],
    lookAlikes: [
      ["import { InjectModel } from './mine'; class Own { «@InjectModel()» field; }", null],
      ['function InjectModel() { return () => {}; } class Own { «@InjectModel()» field; }', null],
      ["import { InjectModel } from 'another-package'; class Own { «@InjectModel()» field; }", null],
    ],
  },
  '@nestjs/sequelize': {
    found: [
      [
        "import { InjectModel } from '@nestjs/sequelize'; class Own { «@InjectModel()» field; }",
        '@nestjs/sequelize#InjectModel',
      ],
      [
        "import { InjectModel as Mark } from '@nestjs/sequelize'; class Own { «@Mark()» field; }",
        '@nestjs/sequelize#InjectModel',
      ],
      [
        "import * as lib from '@nestjs/sequelize'; class Own { «@lib.InjectModel()» field; }",
        '@nestjs/sequelize#InjectModel',
      ],
    ],
    lookAlikes: [
      ["import { InjectModel } from './mine'; class Own { «@InjectModel()» field; }", null],
      ['function InjectModel() { return () => {}; } class Own { «@InjectModel()» field; }', null],
      ["import { InjectModel } from 'another-package'; class Own { «@InjectModel()» field; }", null],
    ],
  },
  '@nestjs/typeorm': {
    found: [
      ["import { getRepositoryToken as it } from '@nestjs/typeorm'; «it(x)»;", '@nestjs/typeorm#getRepositoryToken'],
      ["import * as lib from '@nestjs/typeorm'; «lib.getRepositoryToken(x)»;", '@nestjs/typeorm#getRepositoryToken'],
      ["const lib = require('@nestjs/typeorm'); «lib.getRepositoryToken(x)»;", '@nestjs/typeorm#getRepositoryToken'],
    ],
    lookAlikes: [
      ["import { getRepositoryToken as it } from './mine'; «it(x)»;", null],
      ['const lib = { getRepositoryToken() {} }; «lib.getRepositoryToken(x)»;', null],
      ["import { getRepositoryToken as it } from '@nestjs/typeorm'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:sqlite': {
    found: [
      ["import { DatabaseSync } from 'node:sqlite'; «new DatabaseSync(x)»;", 'node:sqlite#DatabaseSync'],
      ["import * as lib from 'node:sqlite'; «new lib.DatabaseSync(x)»;", 'node:sqlite#DatabaseSync'],
      ["const { DatabaseSync: It } = require('node:sqlite'); «new It(x)»;", 'node:sqlite#DatabaseSync'],
    ],
    lookAlikes: [
      ["import { DatabaseSync } from './mine'; «new DatabaseSync(x)»;", null],
      ['class DatabaseSync {} «new DatabaseSync(x)»;', null],
      ["import { DatabaseSync } from 'node:sqlite'; function f(DatabaseSync) { return «new DatabaseSync(x)»; }", null],
    ],
  },
  'pg-format': {
    found: [
      ["import { literal as it } from 'pg-format'; «it(x)»;", 'pg-format#literal'],
      ["import * as lib from 'pg-format'; «lib.literal(x)»;", 'pg-format#literal'],
      ["const lib = require('pg-format'); «lib.literal(x)»;", 'pg-format#literal'],
    ],
    lookAlikes: [
      ["import { literal as it } from './mine'; «it(x)»;", null],
      ['const lib = { literal() {} }; «lib.literal(x)»;', null],
      ["import { literal as it } from 'pg-format'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'pg-pool': {
    found: [
      ["import It from 'pg-pool'; «new It(x)»;", 'pg-pool#default'],
      ["import * as It from 'pg-pool'; «new It(x)»;", 'pg-pool#default'],
      ["const It = require('pg-pool'); «new It(x)»;", 'pg-pool#default'],
    ],
    lookAlikes: [
      ["import It from './mine'; «new It(x)»;", null],
      ['class It {} «new It(x)»;', null],
      ["import It from 'pg-pool'; function f(It) { return «new It(x)»; }", null],
    ],
  },
  'pg-promise': {
    found: [
      ["import it from 'pg-promise'; «it(x)»;", 'pg-promise#default'],
      ["import * as it from 'pg-promise'; «it(x)»;", 'pg-promise#default'],
      ["«require('pg-promise')(x)»;", 'pg-promise#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'pg-promise'; function f(it) { return «it(x)»; }", null],
    ],
  },
  postgres: {
    found: [
      ["import it from 'postgres'; «it(x)»;", 'postgres#default'],
      ["import * as it from 'postgres'; «it(x)»;", 'postgres#default'],
      ["«require('postgres')(x)»;", 'postgres#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'postgres'; function f(it) { return «it(x)»; }", null],
    ],
  },
  slonik: {
    found: [
      ["import { createPool as it } from 'slonik'; «it(x)»;", 'slonik#createPool'],
      ["import * as lib from 'slonik'; «lib.createPool(x)»;", 'slonik#createPool'],
      ["const lib = require('slonik'); «lib.createPool(x)»;", 'slonik#createPool'],
    ],
    lookAlikes: [
      ["import { createPool as it } from './mine'; «it(x)»;", null],
      ['const lib = { createPool() {} }; «lib.createPool(x)»;', null],
      ["import { createPool as it } from 'slonik'; function f(it) { return «it(x)»; }", null],
    ],
  },
  sqlite3: {
    found: [
      ["import lib from 'sqlite3'; «lib.verbose(x)»;", 'sqlite3#verbose'],
      ["import { verbose as it } from 'sqlite3'; «it(x)»;", 'sqlite3#verbose'],
      ["«require('sqlite3').verbose(x)»;", 'sqlite3#verbose'],
    ],
    lookAlikes: [
      ["import lib from './mine'; «lib.verbose(x)»;", null],
      ['const lib = { verbose() {} }; «lib.verbose(x)»;', null],
      ["import lib from 'sqlite3'; function f(lib) { return «lib.verbose(x)»; }", null],
    ],
  },
  sqlstring: {
    found: [
      ["import { escape as it } from 'sqlstring'; «it(x)»;", 'sqlstring#escape'],
      ["import * as lib from 'sqlstring'; «lib.escape(x)»;", 'sqlstring#escape'],
      ["const lib = require('sqlstring'); «lib.escape(x)»;", 'sqlstring#escape'],
    ],
    lookAlikes: [
      ["import { escape as it } from './mine'; «it(x)»;", null],
      ['const lib = { escape() {} }; «lib.escape(x)»;', null],
      ["import { escape as it } from 'sqlstring'; function f(it) { return «it(x)»; }", null],
    ],
  },
};
