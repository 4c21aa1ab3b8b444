/** The rules speak of what another file made, and stay silent where it is something of its own. */
import { describe, expect, it } from 'vitest';
import { verdictsOf } from './verdicts-of.js';

type Case = readonly [title: string, files: Readonly<Record<string, string>>, rule: string];

const versions = {
  express: '4.0.0',
  mongoose: '8.0.0',
  pg: '8.0.0',
  axios: '1.0.0',
  knex: '3.0.0',
  '@prisma/client': '5.0.0',
  mongodb: '6.0.0',
};
const route = (body: string): string =>
  `const express = require('express'); const app = express(); app.use(express.json()); ` +
  `app.post('/go', async (req, res) => { ${body} res.json({}); });`;
const OWN =
  'class Own { findOne(x) { return x; } create(x) { return x; } get(x) { return x; } query(x) { ' +
  'return x; } collection() { return this; } }';

const CASES: readonly Case[] = [
  [
    'a model',
    {
      'use.js':
        `const M = require('./made'); ` +
        `${route('await M.findOne({ nick: req.body.nick, password: req.body.password });')}`,
      'made.js':
        `const { model, Schema } = require('mongoose'); module.exports = model('Member', new Schema({ ` +
        'nick: String }));',
    },
    'use.js no-nosql-injection',
  ],
  [
    'a model out of an object that is filled',
    {
      'use.js': `const db = require('./made'); ${route('await db.member.create(req.body);')}`,
      'made.js':
        `const { model, Schema } = require('mongoose'); const db = {}; ` +
        `db.member = model('Member', new Schema({ nick: String, admin: Boolean })); module.exports = db;`,
    },
    'use.js no-mass-assignment',
  ],
  [
    'a collection behind a function',
    {
      'use.js':
        `const { getThings } = require('./made'); ` +
        `${route('const db = await getThings(); await db.collection("m").findOne({ nick: req.body.nick });')}`,
      'made.js':
        `const { MongoClient } = require('mongodb'); let kept; exports.getThings = async () => { ` +
        `if (!kept) { const client = new MongoClient('x'); await client.connect(); kept = client.db('a'); } ` +
        'return kept; };',
    },
    'use.js no-nosql-injection',
  ],
  [
    'an HTTP client',
    {
      'use.js': `const { http } = require('./made'); ${route('await http.get(req.body.to);')}`,
      'made.js': `const axios = require('axios'); exports.http = axios.create({ timeout: 1000 });`,
    },
    'use.js no-ssrf',
  ],
  [
    'a pool kept by a helper',
    {
      'use.js': `const { things } = require('./made'); ${route('await things.query(req.body.text);')}`,
      'keep.js': `exports.keep = (name, make) => { if (!global[name]) global[name] = make(); return global[name]; };`,
      'made.js':
        `const { Pool } = require('pg'); const { keep } = require('./keep'); ` +
        `exports.things = keep('db', () => new Pool());`,
    },
    'use.js no-sql-injection',
  ],
];

describe('rules with what another file made', () => {
  it.each(CASES)('%s', async (_title, files, problem) => {
    expect(await verdictsOf(files, { versions })).toContain(problem);
    const own = {
      ...files,
      'made.js':
        `${OWN} const own = new Own(); module.exports = own; module.exports.member = own; ` +
        'module.exports.http = own; module.exports.things = own; module.exports.getThings = async () => own;',
    };
    expect(await verdictsOf(own, { versions })).not.toContain(problem);
  });
});

const APP = `const express = require('express'); const app = express();`;

it.each([
  [
    'an error handler of another file answers twice',
    `${APP} app.use(require('./errors'));`,
    'module.exports = (error, req, res, next) => { if (error.status) { res.status(400).end(); } ' +
      'res.status(500).end(); };',
    ['errors.js no-double-response'],
  ],
  [
    'an error handler of another file that returns',
    `${APP} app.use(require('./errors'));`,
    'module.exports = (error, req, res, next) => { if (error.status) { return res.status(400).end(); } ' +
      'res.status(500).end(); };',
    [],
  ],
  [
    'a middleware of another file answers twice',
    `${APP} app.use(require('./errors'));`,
    'module.exports = (req, res, next) => { if (req.query.a) { res.status(400).end(); } res.status(500).end(); };',
    ['errors.js no-double-response'],
  ],
  [
    'other names',
    `${APP} app.use(require('./errors'));`,
    'module.exports = (problem, request, response, forward) => { if (problem.status) { ' +
      'response.status(400).end(); } response.status(500).end(); };',
    ['errors.js no-double-response'],
  ],
])(
  'a handler that is registered in another file has the parameters its position and their number say: %s',
  async (_, app, errors, expected) => {
    expect(await verdictsOf({ 'app.js': app, 'errors.js': errors })).toEqual(expected);
  },
);

const TASKS =
  `const knex = require('knex')({ client: 'pg' }); async function next() { ` +
  `return await knex.transaction(async (tx) => { const row = await tx('tasks').first(); ` +
  'return row ? () => tx : null; }); }';

it.each([
  [
    'in one file',
    {
      'run.js': `${TASKS} async function run() { const task = await next(); if (task) task(); } module.exports = run;`,
    },
  ],
  [
    'of another file',
    {
      'tasks.js': `${TASKS} module.exports = { next };`,
      'run.js':
        `const { next } = require('./tasks'); module.exports = async () => { const task = await next(); ` +
        'if (task) task(); };',
    },
  ],
])('what the body of a transaction gives back is not the transaction, %s', async (_, files) => {
  expect(await verdictsOf(files)).toEqual([]);
});
