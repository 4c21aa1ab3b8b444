import { analyse } from '@backend-architect/analysis';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../cli/src/extract/parse-file.js';
import { runRules } from '../../../rules/src/checks.js';

/** The words of each problem's cause and the text at its place. */
function causesIn(body: string, ruleId: string, params = 'req, res'): readonly string[] {
  const text = `import { exec } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import express from 'express';
import { Pool } from 'pg';
const pool = new Pool();
const app = express();
import { kind } from './names.js';
app.post('/run', async (${params}) => {
${body}
});
`;
  const parsed = parseFile('src/app.js', text);
  if (parsed.kind === 'unread') throw new Error(parsed.reason);
  return runRules(analyse(parsed.source))
    .filter((problem) => problem.ruleId === ruleId)
    .map(({ cause }) =>
      cause?.kind === 'place'
        ? `${cause.words} @${cause.at.join('-')}`.replace(
            /@(\d+)-(\d+)/,
            (_, start, end) => `@${text.slice(Number(start), Number(end))}`,
          )
        : (cause?.kind ?? '-'),
    );
}

describe('the value that comes in', () => {
  it.each<readonly [string, string, string, readonly string[]]>([
    [
      'a variable',
      'no-path-traversal',
      'const { name } = req.query; await fs.unlink(name); await fs.rm(name);',
      ['with `name` @name', 'with `name` @name'],
    ],
    [
      'members of the request, by their names',
      'no-path-traversal',
      'await fs.unlink(req.query.name); await fs.rm(req.query.name); await fs.rm(req.query.other);',
      ['with `req.query.name` @req', 'with `req.query.name` @req', 'with `req.query.other` @req'],
    ],
    [
      'the tainted one among others',
      'no-path-traversal',
      'const { name } = req.query; await fs.unlink(path.join(base(), name)); await fs.rm(`${base()}/${name}`);',
      ['with `name` @name', 'with `name` @name'],
    ],
    [
      'another name for it',
      'no-path-traversal',
      'const { name } = req.query; const whole = path.join("/x", name); await fs.unlink(whole); await fs.rm(whole);',
      ['with `whole` @whole', 'with `whole` @whole'],
    ],
    [
      'a hole of SQL text',
      'no-sql-injection',
      'const { sort } = req.query; await pool.query(`select a from t order by ${sort}`); ' +
        'await pool.query(`select b from t order by ${sort}`);',
      ['with `sort` @sort', 'with `sort` @sort'],
    ],
    [
      'a value of the whole file',
      'no-raw-sql-concatenation',
      "await pool.query(`select a from t where a = '${kind}'`); await pool.query(`delete from t where a = '${kind}'`);",
      ['with `kind` @kind', 'with `kind` @kind'],
    ],
    ['an argument of a shell command', 'no-command-injection', 'exec(`ls ${req.body.a}`);', ['with `req.body.a` @req']],
    [
      'what is logged',
      'no-unsafe-logging',
      'const { password } = req.body; console.log(password); console.error("again", password);',
      ['with `password` @password', 'with `password` @password'],
    ],
  ])('is %s', (_name, ruleId, body, causes) => {
    expect(causesIn(body, ruleId)).toEqual(causes);
  });

  it.each<readonly [string, string, string]>([
    ['two values come in', 'no-path-traversal', 'await fs.unlink(path.join(req.query.a, req.query.b));'],
    [
      'it is filled more than once', 'no-path-traversal',
      'let name = req.query.a; await fs.unlink(name); name = req.query.b; await fs.rm(name);',
    ],
    ['the member is computed', 'no-path-traversal', 'await fs.unlink(req.query[req.query.key]);'],
  ])('is none where %s', (_name, ruleId, body) => {
    expect(causesIn(body, ruleId).every((cause) => cause === '-')).toBe(true);
    expect(causesIn(body, ruleId).length).toBeGreaterThan(0);
  });
});

it('is the read, where a number is computed from it and written back twice', () => {
  const body = `const { rows } = await pool.query('select balance from accounts where id = $1', [req.body.id]);
await pool.query('update accounts set balance = $1 where id = $2', [rows[0].balance - 5, req.body.id]);
await pool.query('update accounts set balance = $1 where id = $2', [rows[0].balance - 6, req.body.id]);`;
  const read =
    "after the same read of `balance` @pool.query('select balance from accounts where id = $1', [req.body.id])";
  expect(causesIn(body, 'no-lost-update')).toEqual([read, read]);
});

describe('what has to be mended place by place', () => {
  it('has no cause: each early answer lacks its own return', () => {
    const body = `if (!req.body.a) { res.status(400).json({ a: 1 }); }
if (!req.body.b) { res.status(400).json({ b: 1 }); }
res.json({ ok: true });`;
    expect(causesIn(body, 'no-double-response')).toEqual(['-', '-']);
  });
});
