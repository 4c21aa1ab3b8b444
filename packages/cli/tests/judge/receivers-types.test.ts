/**
 * Clients that are known by types of values and of functions, by what mixins make of classes, and by what goes round in
 * a cycle.
 */
import { describe, expect, it } from 'vitest';
import { seenIn } from './seen-in.js';

type Case = readonly [title: string, files: Readonly<Record<string, string>>, seen: readonly string[]];

const MODEL = { 'account.ts': `import { Model } from 'objection'; export class Account extends Model {}` };
const ASKED = ['objection#Model.query', 'objection#QueryBuilder.findById'];
const use = (types: string, body: string): string =>
  `import { Account } from './account'; ${types} export class Use { constructor(${body}`;

const TYPES: readonly Case[] = [
  [
    'a field that is a class',
    {
      ...MODEL,
      'use.ts': use('', `private model: typeof Account) {} run() { return this.model.query().findById(1); } }`),
    },
    ASKED,
  ],
  [
    'a parameter that is a class',
    {
      ...MODEL,
      'use.ts':
        `import { Account } from './account'; export const run = (model: typeof Account) => ` +
        'model.query().findById(1);',
    },
    ASKED,
  ],
  [
    'a function type of this file',
    {
      ...MODEL,
      'use.ts': use(
        'type Maker = () => typeof Account;',
        `private model: Maker) {} run() { return this.model().query().findById(1); } }`,
      ),
    },
    ASKED,
  ],
  [
    'a generic function type of another file',
    {
      ...MODEL,
      'maker.ts': `export type Maker<T> = () => T;`,
      'use.ts': use(
        `import type { Maker } from './maker';`,
        `private model: Maker<typeof Account>) {} run() { return this.model().query().findById(1); } }`,
      ),
    },
    ASKED,
  ],
  [
    'a generic function type of promises',
    {
      ...MODEL,
      'maker.ts': `export type Maker<T> = (id: number) => Promise<T>;`,
      'use.ts': use(
        `import type { Maker } from './maker';`,
        `private model: Maker<typeof Account>) {} async run() { return (await this.model(1)).query().findById(1); } }`,
      ),
    },
    ASKED,
  ],
  [
    'a second parameter',
    {
      ...MODEL,
      'maker.ts': `export type Maker<K, T> = (key: K) => T;`,
      'use.ts': use(
        `import type { Maker } from './maker';`,
        `private model: Maker<string, typeof Account>) {} run() { return this.model('a').query().findById(1); } }`,
      ),
    },
    ASKED,
  ],
  [
    'an instance by its class',
    {
      ...MODEL,
      'use.ts': use('', `private model: InstanceType<typeof Account>) {} run() { return this.model.$query(); } }`),
    },
    ['objection#Instance.$query'],
  ],
  [
    'a function type that gives something else',
    {
      ...MODEL,
      'maker.ts': `export type Maker<T> = () => string;`,
      'use.ts': use(
        `import type { Maker } from './maker';`,
        `private model: Maker<typeof Account>) {} run() { return this.model().query(); } }`,
      ),
    },
    [],
  ],
  [
    'the type itself is no value',
    {
      ...MODEL,
      'maker.ts': `export type Maker<T> = () => T;`,
      'use.ts': use(
        `import type { Maker } from './maker';`,
        `private model: Maker<typeof Account>) {} run() { return this.model.query(); } }`,
      ),
    },
    [],
  ],
  [
    'a parameter that is not given',
    {
      ...MODEL,
      'maker.ts': `export type Maker<T = unknown> = () => T;`,
      'use.ts': use(
        `import type { Maker } from './maker';`,
        `private model: Maker) {} run() { return this.model().query(); } }`,
      ),
    },
    [],
  ],
];

const heirs = (base: string): Readonly<Record<string, string>> => ({
  'account.ts': base,
  'use.ts': `import { Account } from './account'; export const run = () => Account.query().findById(1);`,
});

const MIXINS: readonly Case[] = [
  [
    'of a package',
    heirs(
      `import { Model } from 'objection'; import { Dated } from 'some-mixins'; ` +
        'export class Account extends Dated(Model) {}',
    ),
    ASKED,
  ],
  [
    'several, inside one another',
    heirs(
      `import { Model } from 'objection'; import { Dated, Named } from 'some-mixins'; ` +
        'export class Account extends Dated(Named(Model)) {}',
    ),
    ASKED,
  ],
  [
    'composed',
    heirs(
      `import { Model } from 'objection'; import { pipe, Dated, Named } from 'some-mixins'; ` +
        'const Whole = pipe(Dated, Named)(Model); export class Account extends Whole {}',
    ),
    ASKED,
  ],
  [
    'over a class of the project',
    {
      'base.ts': `import { Model } from 'objection'; export class Base extends Model {}`,
      ...heirs(
        `import { Base } from './base'; import { Dated } from 'some-mixins'; ` +
          'export class Account extends Dated(Base) {}',
      ),
    },
    ASKED,
  ],
  [
    'a factory that is given settings makes no heir',
    heirs(
      `import { Model } from 'objection'; import { make } from 'some-mixins'; ` +
        'export class Account extends make(Model, { a: 1 }) {}',
    ),
    [],
  ],
];

const READ = ['mongodb#Db.collection', 'mongodb#Collection.findOne'];
const asks = (member: string): string =>
  `const kept = require('./kept'); module.exports = () => kept.${member}.collection('a').findOne({});`;
const KEPT = `const { MongoClient } = require('mongodb'); module.exports.one = false; module.exports.two = false;
  const open = (main, name, done) => { if (main) { if (!name) return done(null, false); \
return done(null, main.db(name)); } MongoClient.connect(name, {}, (err, made) => (err ? done(err) : done(null, made))); };
  module.exports.start = (ready) => open(false, 'x', (err, first) => { module.exports.one = first.db('y'); \
open(first, 'y', (e, second) => { module.exports.two = second || module.exports.one; ready(); }); });`;

const CYCLES: readonly Case[] = [
  ['what is handed to a callback', { 'use.js': asks('one'), 'kept.js': KEPT }, READ],
  ['what comes back through the same function', { 'use.js': asks('two'), 'kept.js': KEPT }, READ],
  [
    'two clients under one name',
    {
      'use.js': asks('one'),
      'kept.js':
        `const { MongoClient } = require('mongodb'); const made = new MongoClient('a'); ` +
        `if (process.env.X) { module.exports.one = made.db('a'); } else { module.exports.one = made; }`,
    },
    READ,
  ],
  [
    'a client and something unknown',
    {
      'use.js': asks('one'),
      'kept.js':
        `const { MongoClient } = require('mongodb'); const made = new MongoClient('a'); ` +
        `if (process.env.X) { module.exports.one = made.db('a'); } else { module.exports.one = someone(); }`,
    },
    [],
  ],
];

const loader = (
  load: string,
): string => `const path = require('path'); const { Sequelize, DataTypes } = require('sequelize'); \
const sequelize = new Sequelize('x'); const db = {};
  require('fs').readdirSync(__dirname).forEach((file) => { const model = ${load}(sequelize, DataTypes); \
db[model.name] = model; }); db.sequelize = sequelize; module.exports = db;`;
const define = (name: string): string =>
  `module.exports = (sequelize, DataTypes) => { const made = sequelize.define('${name}', {}); made.associate ` +
  '= () => {}; return made; };';
const useOf = (folder: string): string =>
  `const db = require('${folder}'); module.exports = () => db.User.findOne({ where: {} });`;
const FOUND = ['sequelize#Model.findOne'];

const FOLDERS: readonly Case[] = [
  [
    'joined from the folder of the file',
    {
      'use.js': useOf('./models'),
      'models/index.js': loader('require(path.join(__dirname, file))'),
      'models/user.js': define('User'),
      'models/team.js': define('Team'),
    },
    FOUND,
  ],
  [
    'by a text',
    {
      'use.js': useOf('./models'),
      'models/index.js': loader(`require('./' + file)`),
      'models/user.js': define('User'),
      'models/team.js': define('Team'),
    },
    FOUND,
  ],
  [
    'by a template',
    {
      'use.js': useOf('./models'),
      'models/index.js': loader('require(`./${file}`)'),
      'models/user.js': define('User'),
      'models/team.js': define('Team'),
    },
    FOUND,
  ],
  [
    'from a folder below',
    {
      'use.js': useOf('./db'),
      'db.js': loader(`require(path.join(__dirname, 'models', file))`),
      'models/user.js': define('User'),
    },
    FOUND,
  ],
  [
    'by the connection itself',
    {
      'use.js': useOf('./db'),
      'db.js':
        `const { Sequelize } = require('sequelize'); const sequelize = new Sequelize('x'); const db = {}; ` +
        'for (const f of list()) { const model = sequelize.import(f); db[model.name] = model; } ' +
        'module.exports = db;',
    },
    FOUND,
  ],
  [
    'files that give different things',
    {
      'use.js': useOf('./models'),
      'models/index.js': loader('require(path.join(__dirname, file))'),
      'models/user.js': define('User'),
      'models/team.js': `module.exports = () => ({ findOne() {} });`,
    },
    [],
  ],
];

/** Programs that only a reader without a bound would follow for ever. */
const ENDLESS: readonly Case[] = [
  ['function types that give each other', 'type A = () => B; type B = () => A;', 'private model: A'],
  ['promises of each other', 'type A = Promise<B>; type B = Promise<A>;', 'private model: A'],
  ['a class that extends itself', 'class Loop extends Loop {}', 'private model: typeof Loop'],
  ['a mixin of itself', 'const mix = (base) => mix(class extends base {});', 'private model: ReturnType<typeof mix>'],
].map(([title, types, field]) => [
  title,
  { ...MODEL, 'use.ts': use(types, `${field}) {} run() { return this.model().query().findById(1); } }`) },
  [],
]);

describe.each([
  ['endless types', ENDLESS],
  ['types', TYPES],
  ['mixins', MIXINS],
  ['cycles', CYCLES],
  ['folders', FOLDERS],
] as const)('clients by %s', (_, cases) => {
  it.each(cases)('%s', async (_title, files, seen) => {
    const name = Object.keys(files).find((file) => file.startsWith('use.')) ?? '';
    const found = await seenIn(files, name);
    expect(found.filter((symbol) => !symbol.startsWith('node'))).toEqual(seen);
  });
});
