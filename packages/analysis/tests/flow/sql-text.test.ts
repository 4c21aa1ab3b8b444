import { describe, expect, it } from 'vitest';
import { analyseText } from '../analyse-text.js';

/** Taint of every value that arrives at SQL text, in source order. */
function sqlTaints(body: string, head = ''): string[] {
  const file = analyseText(
    `import express from 'express';
import { Pool } from 'pg';
const app = express();
const pool = new Pool();
${head}
app.get('/x/:id', async (req, res) => {
${body}
});`,
  );
  return file.sinks('sql-text').map((sink) => file.judge(file.valueOf(sink.node), 'sql-text'));
}

const SAFE: [string, string, string?][] = [
  ['constant', "await pool.query('select 1')"],
  ['bound parameters', "await pool.query('select * from t where id = $1', [req.params.id])"],
  ['const table', 'await pool.query(`select * from ${TABLE}`)', "const TABLE = 'users';"],
  ['const list joined', "await pool.query(`select ${COLS.join(', ')} from t`)", "const COLS = ['a', 'b'] as const;"],
  [
    'placeholders built by map',
    "const ids = [1, 2]; const ph = ids.map((_, i) => `$${i + 1}`).join(','); " +
      'await pool.query(`select * from t where id in (${ph})`, ids)',
  ],
  [
    'choice of constants',
    "const dir = req.query.dir === 'desc' ? 'DESC' : 'ASC'; await pool.query(`select * from t order by id ${dir}`)",
  ],
  ['number', 'const n = Number(req.query.limit) || 20; await pool.query(`select * from t limit ${n}`)'],
  [
    'look-up in a literal',
    "const SORT: Record<string, string> = { a: 'created_at' }; " +
      "const col = SORT[String(req.query.sort)] ?? 'id'; " +
      'await pool.query(`select * from t order by ${col}`)',
  ],
  [
    'where list with placeholders',
    'const where = []; where.push(`a = $${where.length + 1}`); ' +
      "await pool.query('select * from t where ' + where.join(' and '))",
  ],
  [
    'set membership',
    'const col = req.query.sort as string; if (!ALLOWED.has(col)) return; ' +
      'await pool.query(`select * from t order by ${col}`)',
    "const ALLOWED = new Set(['a', 'b']);",
  ],
  [
    'anchored pattern',
    "const id = req.params.id; if (!/^[0-9a-f]{24}$/.test(id)) throw new Error('id'); " +
      "await pool.query(`select * from t where id = '${id}'`)",
  ],
  [
    'helper that checks',
    'const col = String(req.query.sort); if (!isColumn(col)) return; ' +
      'await pool.query(`select * from t order by ${col}`)',
    "const COLUMNS = ['a', 'b']; function isColumn(name: string) { return COLUMNS.includes(name); }",
  ],
  [
    'overwritten by a number',
    'let id: any = req.query.id; id = parseInt(id, 10); await pool.query(`select * from t where id = ${id}`)',
  ],
  [
    'text added in place',
    "let sql = 'select * from t'; sql = sql + ' where a = $1'; sql = sql + ' limit 1'; await pool.query(sql)",
  ],
  [
    'text added in a loop',
    "let sql = 'select * from t where 1=1'; for (const k of ['a', 'b']) { sql = sql + ` and ${k} " +
      'is null`; } await pool.query(sql)',
  ],
  [
    'switch over constants',
    "const by = req.query.by; switch (by) { case 'name': await pool.query(`select * from t order by ${by}`); }",
  ],
  [
    'private helper with constant callers', "await list('users')",
    'async function list(table: string) { return pool.query(`select * from ${table}`); }',
  ],
];

const TAINTED: [string, string, string?][] = [
  ['template', 'await pool.query(`select * from t where id = ${req.params.id}`)'],
  ['concatenation', "await pool.query('select * from t where id = ' + req.params.id)"],
  ['through a const', "const q = 'select * from t where name = \\'' + req.query.name + '\\''; await pool.query(q)"],
  ['destructured', "const { name } = req.body; await pool.query(`select * from t where name = '${name}'`)"],
  ['object form', 'await pool.query({ text: `select * from t where id = ${req.params.id}` })'],
  [
    'where list',
    'const where: string[] = []; where.push("a = \'" + req.query.a + "\'"); ' +
      "await pool.query(`select * from t where ${where.join(' and ')}`)",
  ],
  [
    'appended',
    "let sql = 'select * from t'; if (req.query.a) sql += ` where a = '${req.query.a}'`; await pool.query(sql)",
  ],
  [
    'through a local builder', 'await pool.query(build(req.query.a))',
    "function build(a: any) { return `select * from t where a = '${a}'`; }",
  ],
  [
    'sink in a local helper', 'await find(req.params.id)',
    'async function find(id: string) { return pool.query(`select * from t where id = ${id}`); }',
  ],
  [
    'added in a loop',
    "let sql = 'select * from t where 1=1'; for (const k of Object.keys(req.query)) { " +
      'sql = sql + ` and ${k} is null`; } await pool.query(sql)',
  ],
  ['trimmed', 'await pool.query(`select * from t where a = ${req.body.a.trim().toLowerCase()}`)'],
  [
    'map over a body list',
    "const list = req.body.ids.map((id: string) => `'${id}'`).join(','); " +
      'await pool.query(`select * from t where id in (${list})`)',
  ],
  [
    'property of a built object',
    'const opts = { sort: req.query.sort }; await pool.query(`select * from t order by ${opts.sort}`)',
  ],
  [
    'guard on another value',
    'if (!ALLOWED.has(String(req.query.b))) return; await pool.query(`select * from t order by ${req.query.a}`)',
    "const ALLOWED = new Set(['a']);",
  ],
  [
    'guard whose failure goes on',
    "if (!ALLOWED.has(String(req.query.a))) console.log('odd'); " +
      'await pool.query(`select * from t order by ${req.query.a}`)',
    "const ALLOWED = new Set(['a']);",
  ],
];

describe('SQL text', () => {
  it.each(SAFE)('is safe: %s', (_, body, head) => {
    expect(sqlTaints(body, head)).toEqual(['safe']);
  });
  it.each(TAINTED)('is tainted: %s', (_, body, head) => {
    expect(sqlTaints(body, head)).toEqual(['tainted']);
  });
  it('does not know a parameter of an exported function', () => {
    const file = analyseText(
      `import { Pool } from 'pg';
export class Repo { constructor(private readonly pool: Pool) {}
 find(id: string) { return this.pool.query(\`select * from x where id = '\${id}'\`); } }`,
    );
    const [sink] = file.sinks('sql-text');
    expect(sink?.rung).toBe(3);
    expect(sink && file.valueOf(sink.node).unknown).toEqual([
      { kind: 'param', fn: expect.any(Number), index: 0, path: [] },
    ]);
  });
  it('gives the way from source to sink in order', () => {
    const file = analyseText(
      `import express from 'express';
import { Pool } from 'pg';
const pool = new Pool();
express().get('/', (req, res) => {
  const name = req.query.name;
  const sql = 'select ' + name;
  pool.query(sql);
});`,
    );
    const [sink] = file.sinks('sql-text');
    const steps = sink ? file.valueOf(sink.node).steps : [];
    expect(steps.map((step) => step.what)).toEqual([
      'the query string enters here', 'becomes `name`', 'becomes part of this text', 'becomes `sql`',
    ]);
  });
});
