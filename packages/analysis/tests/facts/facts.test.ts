import { describe, expect, it } from 'vitest';
import { factsOf } from './facts-of.js';

const PG = `import { Pool } from 'pg'; const pool = new Pool();`;

describe('a large object', () => {
  const argument = (count: number): Readonly<Record<string, unknown>> => {
    const entries = Array.from({ length: count }, (_, place) => `k${place}: ${place}`).join(', ');
    const { calls } = factsOf(`import { run } from './run';\nrun({ ${entries} });\n`);
    return calls[0]?.args[0]?.properties ?? {};
  };

  it('is kept whole, or said to have more than is kept', () => {
    expect(Object.keys(argument(96))).toHaveLength(96);
    expect(argument(96)).not.toHaveProperty(['...']);
    expect(argument(97)).toHaveProperty(['...'], expect.objectContaining({ spread: true }));
  });
});

describe('imports and exports', () => {
  it('tells how imported names are used', () => {
    const { imports } = factsOf(`import { A, b, C, type D } from './x'; import './side'; import * as ns from './n';
      export const a: A = b(); register(C); export * from './all'; export { q as r } from './q'; \
const e = require('./e'); import('./lazy');`);
    expect(
      imports.map((fact) => [
        fact.specifier,
        fact.kind,
        fact.names.map((name) => `${name.imported} ${name.used}`).join(', '),
      ]),
    ).toEqual([
      ['./x', 'static', 'A type, b value, C construct, D none'],
      ['./side', 'static', ''],
      ['./n', 'static', '* none'],
      ['./all', 're-export', '* value'],
      ['./q', 're-export', 'q value'],
      ['./e', 'require', '* none'],
      ['./lazy', 'dynamic', ''],
    ]);
  });

  it('lists ES and CommonJS exports with what they are', () => {
    const es = factsOf(
      `${PG} export { pool as db }; export default class K {} export function f() {} ` +
        'export interface I {} export const { x } = f();',
    ).exports;
    expect(es.map((fact) => [fact.name, fact.what, fact.type ?? ''])).toEqual([
      ['db', 'value', 'pg#Pool'],
      ['default', 'class', ''],
      ['f', 'function', ''],
      ['I', 'type', ''],
      ['x', 'value', ''],
    ]);
    const common = factsOf(
      `exports.a = () => 1; module.exports.b = b; function b() {} module.exports = { a: 1, b };`,
      'a.js',
    ).exports;
    expect(common.map((fact) => [fact.name, fact.ref?.kind])).toEqual([
      ['a', 'function'],
      ['b', 'function'],
      ['default', 'object'],
    ]);
  });

  it('knows a file of types', () => {
    expect(
      [
        `export interface A {}`,
        `import type { B } from './b'; export type A = B;`,
        `export const a = 1;`,
        `import './side';`,
        '',
      ].map((text) => factsOf(text).onlyTypes),
    ).toEqual([true, true, false, false, false]);
  });
});

describe('queries', () => {
  const queriesOf = (body: string) =>
    factsOf(`${PG} async function f(id, ids) { ${body} }`).queries.map(
      ({ operation, entity, many, bounded, filtered, binding }) => [
        operation, entity, many, bounded, filtered, binding,
      ],
    );

  it('reads operation, table and bounds from SQL text', () => {
    expect(queriesOf('await pool.query("select * from users")')).toEqual([['read', 'users', true, 'no', 'no', 'none']]);
    expect(queriesOf('await pool.query("select * from users where id = $1 limit 1", [id])')).toEqual([
      ['read', 'users', false, 'yes', 'yes', 'parameters'],
    ]);
    expect(queriesOf('await pool.query("select count(*) from users")')).toEqual([
      ['read', 'users', false, 'yes', 'no', 'none'],
    ]);
    expect(queriesOf('await pool.query(`update orders set a = ${id}`)')).toEqual([
      ['write', 'orders', false, 'yes', 'no', 'concatenation'],
    ]);
    expect(queriesOf('const sql = "delete from t where id = " + id; await pool.query(sql)')).toEqual([
      ['delete', 't', false, 'yes', 'yes', 'concatenation'],
    ]);
    expect(queriesOf('await pool.query({ text: "insert into a.logs (x) values ($1)", values: [id] })')).toEqual([
      ['write', 'logs', false, 'yes', 'no', 'parameters'],
    ]);
  });

  it('sees a transaction that is begun by hand', () => {
    const { transactions, queries } = factsOf(
      `${PG} async function f() { const client = await pool.connect(); await client.query('BEGIN'); ` +
        `await client.query('COMMIT'); }`,
    );
    expect(transactions).toMatchObject([{ kind: 'manual' }]);
    expect(queries.map((query) => query.operation)).toEqual(['transaction-control', 'transaction-control']);
  });
});

describe('loops', () => {
  const loopOf = (body: string) => {
    const call = factsOf(`${PG} async function f(ids, limit) { ${body} }`).calls.find(
      (fact) => fact.callee.kind === 'library' && fact.callee.symbol.endsWith('.query'),
    );
    return [
      call?.loops.map((loop) => `${loop.kind}:${loop.element ?? ''}:${loop.exempt ?? ''}`).join(' '),
      call?.keyedByLoop,
    ];
  };

  it.each([
    ['for (const id of ids) { const key = id.x; await pool.query("q", [key]); }', 'for-of:id:', true],
    ['for (const id of ids) { await pool.query("q", [limit]); }', 'for-of:id:', false],
    ['await Promise.all(ids.map((id) => pool.query("q", [id])))', 'callback:id:', true],
    ['for (const row of await pool.query("q")) { use(row); }', '', false],
    [
      'for (let i = 0; i < ids.length; i += 100) { await pool.query("q", [ids.slice(i, i + 100)]); }',
      'for:i:chunked',
      true,
    ],
    ['for (const chunk of chunks(ids)) { await pool.query("q", [chunk]); }', 'for-of:chunk:chunked', true],
    ['for (const id of ["a", "b"]) { await pool.query("q", [id]); }', 'for-of:id:bounded', true],
    ['for (let attempt = 0; attempt < 9; attempt++) { await pool.query("q"); }', 'for:attempt:retry', false],
    [
      'for (const id of ids) { const r = await pool.query("q", [id]); if (r.rows.length) { return r; } }',
      'for-of:id:early-exit',
      true,
    ],
    ['while (ids.length) { const id = ids.pop(); await pool.query("q", [id]); }', 'while::', true],
    ['while (true) { await pool.query("q"); }', 'while::cursor', false],
    ['for await (const id of ids) { await pool.query("q", [id]); }', 'for-of:id:stream', true],
    ['const one = (id) => pool.query("q", [id]); for (const id of ids) await one(id);', '', false],
  ])('%s', (body, loops, keyed) => {
    expect(loopOf(body)).toEqual([loops, keyed]);
  });
});

describe('calls', () => {
  it('keeps values that are not safe, for callees of the project', () => {
    const { calls } = factsOf(
      `import { find } from './repo'; import type { Request } from 'express'; ` +
        `export function h(req: Request) { find(req.query.id, 1, 'x'); }`,
    );
    expect(calls).toMatchObject([
      {
        callee: { kind: 'import', specifier: './repo', name: 'find' },
        values: { 0: { taint: 'tainted', source: 'query' } },
      },
    ]);
    expect(Object.keys(calls[0]?.values ?? {})).toEqual(['0']);
  });

  it('keeps a sink with the value that arrives there, and drops safe ones', () => {
    const { calls } = factsOf(`${PG} export function f(id) { pool.query('select ' + id); pool.query('select 1'); }`);
    expect(
      calls
        .filter((call) => call.callee.kind === 'library' && call.callee.symbol.endsWith('.query'))
        .map((call) => call.sinks?.map((sink) => `${sink.kind} ${sink.value.taint}`)),
    ).toEqual([['sql-text unknown'], undefined]);
  });
});

describe('behaviours', () => {
  const dutiesOf = (text: string) => factsOf(text, 'a.js').behaviours.flatMap((behaviour) => behaviour.duties);

  it.each([
    [
      'authentication',
      `function a(req, res, next) { if (!req.headers.authorization) return res.status(401).end(); next(); }`,
    ],
    ['authentication', `function a(req, res, next) { if (!req.session.user) throw new UnauthorizedError(); next(); }`],
    ['rate-limit', `function a(req, res, next) { if (hits(req) > 9) return res.status(429).end(); next(); }`],
    [
      'rate-limit',
      'async function a(req, res, next) { if (await tries(req) > 3) return res.status(400).json({ ' +
        `response: 'Too many requests. Please try again later.' }); next(); }`,
    ],
    ['error-handler', `function a(err, req, res, next) { res.status(500).end(); }`],
  ])('%s', (duty, text) => {
    expect(dutiesOf(text)).toContain(duty);
  });

  it('takes neither a failed login nor a missing row for a guard', () => {
    expect(
      dutiesOf(
        'async function login(req, res) { const row = await find(req.body.email); ' +
          'if (!row) return res.status(401).end(); res.json(row); }',
      ),
    ).toEqual([]);
    expect(
      dutiesOf(`async function show(req, res) { if (!req.params.id) return res.status(404).end(); res.json({}); }`),
    ).toEqual([]);
  });
});

it('gives the same bytes for the same text', () => {
  const text =
    `${PG} export class A { constructor(private db) {} async all() { ` +
    'for (const x of this.list) await this.db.query(x); } }';
  expect(JSON.stringify(factsOf(text))).toBe(JSON.stringify(factsOf(text)));
  expect(JSON.parse(JSON.stringify(factsOf(text)))).toEqual(factsOf(text));
});
