import { describe, expect, it } from 'vitest';
import { analyseText } from '../analyse-text.js';
import type { LibraryModel } from '../../src/vocabulary/library-model.js';

/** A small library of our own, so that these tests speak of the resolver and of no real package. */
const STORE: LibraryModel = {
  library: 'store',
  modules: ['store', 'store/promise'],
  exports: {
    Pool: { type: 'Pool', new: { returns: 'Pool' } },
    connect: { call: { returns: 'Pool', async: 'promise' } },
    default: { call: { returns: 'Pool' } },
    sql: {
      tag: { returns: 'Statement', result: { is: 'bound-sql' } },
      members: { raw: { call: { sinks: [{ kind: 'sql-text', arg: 0 }] } } },
    },
    Model: { type: 'Model' },
    Inject: { decorator: { is: 'injection', type: 'Pool', entityArg: 0 } },
    handle: {
      call: {
        callbacks: [
          { arg: 'rest', from: 1, params: ['Pool', 'Statement'], errorParams: [null, 'Pool', 'Statement', null] },
        ],
      },
    },
  },
  types: {
    Pool: {
      conventionalNames: ['pool'],
      members: {
        query: {
          call: { returns: 'Statement', async: 'promise', sinks: [{ kind: 'sql-text', arg: 0, property: 'text' }] },
        },
        acquire: { call: { returns: 'Client' } },
        users: { type: 'Table', entity: 'key' },
      },
      call: { returns: 'Statement', entity: { arg: 0 } },
    },
    Client: { extends: 'Pool', members: { release: { call: {} } } },
    Statement: { members: { where: { call: { returns: 'this' } }, '*': { call: { returns: 'this' } } } },
    Table: { members: { find: { call: {} } } },
    Model: { members: { find: { call: {} } } },
  },
};

/** Symbol of the last call of a snippet. */
function symbolOf(text: string, file = 'src/a.ts', versions: Record<string, string> = {}): string | null {
  const analysis = analyseText(text, file, { models: [STORE], versions });
  const calls = analysis.nodes('CallExpression');
  const outermost = calls.filter(
    (call) =>
      !calls.some((other) => other !== call && other.range[0] <= call.range[0] && other.range[1] >= call.range[1]),
  );
  const last = outermost.at(-1);
  return last ? (analysis.libraryCall(last)?.symbol.symbol ?? null) : null;
}

const FOUND: [string, string, string?][] = [
  ['named import and constructor', "import { Pool } from 'store'; const p = new Pool(); p.query('x')"],
  ['renamed import', "import { Pool as P } from 'store'; new P().query('x')"],
  ['namespace import', "import * as store from 'store'; new store.Pool().query('x')"],
  ['default import called', "import make from 'store'; make().query('x')"],
  ['default import as namespace', "import store from 'store'; new store.Pool().query('x')"],
  ['require', "const store = require('store'); new store.Pool().query('x')", 'src/a.js'],
  ['require and call', "const p = require('store')(); p.query('x')", 'src/a.js'],
  ['destructured require', "const { Pool } = require('store'); new Pool().query('x')", 'src/a.js'],
  ['member of require', "const Pool = require('store').Pool; new Pool().query('x')", 'src/a.js'],
  ['compiled interop', "const s = __importDefault(require('store')); (0, s.default)().query('x')", 'src/a.js'],
  ['subpath', "import { Pool } from 'store/promise'; new Pool().query('x')"],
  ['awaited factory', "import { connect } from 'store'; const p = await connect(); p.query('x')"],
  ['dynamic import', "const store = await import('store'); new store.Pool().query('x')"],
  ['method taken out', "import { Pool } from 'store'; const { query } = new Pool(); query('x')"],
  ['inherited member', "import { Pool } from 'store'; new Pool().acquire().query('x')"],
  [
    'parameter property',
    "import { Pool } from 'store'; class R { constructor(private readonly db: Pool) {} find() { " +
      "return this.db.query('x'); } }",
  ],
  [
    'assigned field',
    "import { Pool } from 'store'; class R { db; constructor() { this.db = new Pool(); } find() { " +
      "return this.db.query('x'); } }",
  ],
  [
    'private field',
    "import { Pool } from 'store'; class R { #db = new Pool(); find() { return this.#db.query('x'); } }",
  ],
  [
    'injected field',
    "import { Inject } from 'store'; class R { constructor(@Inject('a') private db) {} find() { " +
      "return this.db.query('x'); } }",
  ],
  ['annotated parameter', "import type { Pool } from 'store'; function f(db: Pool) { db.query('x'); }"],
  [
    'annotated through an alias',
    "import type { Pool } from 'store'; type Db = Readonly<Pool>; function f(db: Db | null) { db!.query('x'); }",
  ],
  [
    'typeof another value',
    "import { Pool } from 'store'; const pool = new Pool(); function f(db: typeof pool) { db.query('x'); }",
  ],
  ['late assignment', "import { Pool } from 'store'; let p; p = new Pool(); p.query('x')"],
  ['singleton on the global', "import { Pool } from 'store'; const p = globalThis.p ?? new Pool(); p.query('x')"],
  ['local factory', "import { Pool } from 'store'; function make() { return new Pool(); } make().query('x')"],
  ['object of clients', "import { Pool } from 'store'; const db = { main: new Pool() }; db.main.query('x')"],
  ['subclass', "import { Pool } from 'store'; class Mine extends Pool {} const p = new Mine(); p.query('x')"],
  [
    'own method through this',
    "import { Pool } from 'store'; class Mine extends Pool { all() { return this.query('x'); } }",
  ],
  [
    'cast and optional chain',
    "import { Pool } from 'store'; const p = new Pool() as any as Pool; (p as Pool)?.query('x')",
  ],
  [
    'conventional import from the project',
    "import { Statement } from 'store'; import { pool } from './db'; pool.query('x')",
  ],
  [
    'conventional require from the project',
    "const store = require('store'); const { pool } = require('../db'); pool.query('x')", 'src/a.js',
  ],
];

const NOT_FOUND: [string, string, string?][] = [
  ['another package', "import { Pool } from 'swimming'; new Pool().query('x')"],
  ['a local of the same name', "const pool = { query() {} }; pool.query('x')"],
  ['shadowed import', "import { Pool } from 'store'; function f(Pool: any) { new Pool().query('x'); }"],
  ['shadowed require', "function require(x) { return x; } const s = require('store'); s.query('x')", 'src/a.js'],
  ['convention without the library', "import { pool } from './db'; pool.query('x')"],
  ['convention from a package', "import { Pool } from 'store'; import { pool } from 'workerpool'; pool.query('x')"],
  ['convention with a value', "import { Pool } from 'store'; const pool = makeWorkers(); pool.query('x')"],
  ['unknown member', "import { Pool } from 'store'; new Pool().drain('x')"],
  ['Object.prototype member', "import { Pool } from 'store'; new Pool().hasOwnProperty('x')"],
];

describe('symbols', () => {
  it.each(FOUND)('finds the member: %s', (_, text, file) => {
    expect(symbolOf(text, file)).toBe('store#Pool.query');
  });
  it.each(NOT_FOUND)('does not guess: %s', (_, text, file) => {
    expect(symbolOf(text, file)).toBeNull();
  });
  it('takes a conventional name on the word of the installed dependencies', () => {
    expect(symbolOf("import { pool } from './db'; pool.query('x')", 'src/a.ts', { store: '1.0.0' })).toBe(
      'store#Pool.query',
    );
  });
  it('types parameters of callbacks, and of error callbacks by their count', () => {
    const symbols = (text: string) =>
      analyseText(`import { handle } from 'store'; ${text}`, 'src/a.ts', { models: [STORE] }).libraryCalls.map(
        (call) => call.symbol.symbol,
      );
    expect(symbols("handle('a', (db) => db.query('x'))")).toEqual(['store#handle', 'store#Pool.query']);
    expect(symbols("handle('b', (err, db, s, next) => db.query('x'))")).toEqual(['store#handle', 'store#Pool.query']);
    expect(symbols("handle('c', named); function named(db) { db.query('x'); }")).toEqual([
      'store#handle',
      'store#Pool.query',
    ]);
    expect(symbols("handle((db) => db.query('x'))")).toEqual(['store#handle']);
  });
  it('carries the entity from keys, arguments and type arguments', () => {
    const file = analyseText(
      "import { Pool } from 'store'; const p = new Pool(); p.users.find(); p('orders').where('a');",
      'src/a.ts',
      { models: [STORE] },
    );
    expect(
      file.libraryCalls.map((call) => [call.symbol.symbol, call.symbol.entity ?? call.symbol.on?.entity]),
    ).toContainEqual(['store#Table.find', 'users']);
    expect(file.libraryCalls.map((call) => [call.symbol.symbol, call.symbol.entity])).toContainEqual([
      'store#Statement.where',
      'orders',
    ]);
  });
});

describe('symbols of handlers', () => {
  const symbols = (text: string) => analyseText(text, 'src/a.ts').libraryCalls.map((call) => call.symbol.symbol);
  it('types the parameters of a function that is annotated as a handler', () => {
    expect(
      symbols(
        "import type { RequestHandler } from 'express'; export const h: RequestHandler = (a, b) => { b.json(1); };",
      ),
    ).toEqual(['express#Response.json']);
  });
  it('does not take a lone `res` or `next` for an answer', () => {
    expect(symbols("import 'express'; export const f = (load: any) => load().then((res) => res.json());")).toEqual([]);
    expect(symbols("import 'express'; export function step(next) { next(); }")).toEqual([]);
    expect(symbols("import 'express'; export function h(req, res) { res.json(1); }")).toEqual([
      'express#Response.json',
    ]);
  });
  it('knows a class that extends the default export', () => {
    expect(
      symbols(
        "import EventEmitter from 'node:events'; class Bus extends EventEmitter { start() { this.on('a', () => 1); } }",
      ),
    ).toEqual(['node:events#EventEmitter.on']);
  });
});
