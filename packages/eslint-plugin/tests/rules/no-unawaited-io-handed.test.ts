import rule from '../../../rules/src/no-unawaited-io/rule.js';
import { testRule } from '../harness.js';

const KNEX = "import knex from 'knex';\nconst db = knex({ client: 'pg' });\n";
const MONGOOSE = "import mongoose from 'mongoose';\nconst User = mongoose.model('User', new mongoose.Schema({}));\n";
const MONGODB =
  "import { MongoClient } from 'mongodb';\nconst users = new MongoClient('mongodb://a').db('a').collection('users');\n";
const REDIS = "import Redis from 'ioredis';\nconst redis = new Redis();\n";

// What is handed along: callbacks by their names, values that are none, builders that a function extends.
testRule(rule, {
  valid: [
    { name: 'done is told', code: `${MONGODB}export function verify(name, done) { users.findOne({ name }, done); }` },
    {
      name: 'a named function is told of the failure, below or above, as an arrow, a member or bound',
      code: `${MONGODB}class Store {
 saved(error, row) { log(error, row); }
 all() {
  const found = (err, row) => log(err, row);
  users.findOne({}, found);
  users.findOne({}, below);
  users.findOne({}, this.saved);
  users.findOne({}, this.saved.bind(this));
  users.findOne({}, late.bind(null, 1));
 }
}
function below(err, row) { log(err, row); }
function late(id, err, row) { log(id, err, row); }`,
    },
    {
      name: 'a command that reports to a callback',
      code: `import Redis from 'ioredis';
const redis = new Redis();
export function keep(key, callback) { redis.set(key, 1, callback); }`,
    },
    {
      name: 'a function made of a function is told',
      code: `${REDIS}import { once } from './once.js';
export function keep(key, done) { const told = once(done); redis.set(key, 1, told); }`,
    },
    {
      name: 'a function made in the file is told',
      code: `${REDIS}function told(key) { return (error) => log(key, error); }
export function keep(key) { const end = told(key); redis.set(key, 1, end); }`,
    },
    {
      name: 'a builder that goes through a function, a parameter or a method first',
      code: `${KNEX}import type { Knex } from 'knex';
const onOne = (query: Knex.QueryBuilder): Knex.QueryBuilder => query.from('tags');
export function run(query: Knex.QueryBuilder, add: (query: Knex.QueryBuilder) => Knex.QueryBuilder) {
  query.whereIn('name', (sub) => { onOne(sub).groupBy('name').havingRaw('count(*) = ?', [1]); });
  query.whereIn('name', (sub) => { add(sub).groupBy('name'); });
  return query;
}
export class Store {
  named(query: Knex.QueryBuilder): Knex.QueryBuilder { return query.where('a', 1); }
  run(query: Knex.QueryBuilder) { this.named(query).limit(1); return query; }
}`,
    },
    {
      name: 'a document query that goes through a function first',
      code: `${MONGOOSE}import type { Query } from 'mongoose';
const mine = (query: Query, id): Query => query.where({ id });
export async function run(id) { const query = User.find(); mine(query, id).limit(10); return await query; }`,
    },
  ],
  invalid: [
    {
      name: 'a named object is no callback',
      code: `${MONGODB}const options = { limit: 1 };
function pick(options) { return options; }
export function run() { «users.findOne({}, options)»; «users.findOne({}, pick)»; }`,
      errors: ['unawaited', 'unawaited'],
    },
    {
      name: 'what a call of nobody knows gives is a message, unless it is called a function or made of one',
      code: `${REDIS}import { pack } from './pack.js';
export function tell(event) { const msg = pack(event); «redis.publish('a', msg)»; }`,
      errors: ['unawaited'],
    },
    {
      name: 'a member gives the message',
      code: `${REDIS}export class Bus { constructor(pack) { this.pack = pack; }
tell(event) { const msg = this.pack(event); «redis.publish('a', msg)»; } }`,
      errors: ['unawaited'],
    },
    {
      name: 'annotated as bytes',
      code: `${REDIS}import { wrap } from './wrap.js';
export function tell(event: () => void) { const done: Buffer = wrap(event); «redis.publish('a', done)»; }`,
      errors: ['unawaited'],
    },
    {
      name: 'a function of the file that gives text or an object',
      code: `${REDIS}interface Message { readonly text: string }
function pack(event) { return \`\${event}\`; }
function bytes(event): Buffer { return encode(event); }
function whole(event): Message { return encode(event); }
export function tell(event) {
  const text = pack(event); «redis.publish('a', text)»;
  const packed = bytes(event); «redis.publish('a', packed)»;
  const message = whole(event); «redis.publish('a', message)»; }`,
      errors: ['unawaited', 'unawaited', 'unawaited'],
    },
    {
      name: "a builder made for the function is nobody else's",
      code: `${KNEX}import type { Knex } from 'knex';
const onOne = (query: Knex.QueryBuilder): Knex.QueryBuilder => query.from('tags');
const made = (name): Knex.QueryBuilder => db(name);
export function run(name) { «onOne(db('users')).insert({ a: 1 })»; «made(name).insert({ a: 1 })»; }`,
      errors: ['neverRuns', 'neverRuns'],
    },
  ],
});
