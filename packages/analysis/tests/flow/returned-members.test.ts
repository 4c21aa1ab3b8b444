import { expect, it } from 'vitest';
import { shellTaint } from './shell-taint.js';

const Q = 'req.query.q';
const PAIR = 'function build(x, y) { return { sql: `echo ${y}`, bindings: [x] }; }';
const TUPLE = 'function build(x, y) { return [`echo ${y}`, [x]]; }';
const DEEP = 'function build(x, y) { return { inner: { sql: `echo ${y}`, bindings: x } }; }';
const EITHER =
  "function build(x, y) { if (y) return { sql: 'ls', bindings: [x] }; return { sql: `echo ${y}`, bindings: [] }; }";
const ANY = "function build(x, y) { return y ? { sql: 'ls', bindings: [] } : x; }";
const SPREAD =
  "function build(x, y) { return { ...base(x), sql: 'ls' }; } function base(x) { return { sql: x, bindings: x }; }";

it.each([
  [PAIR, `const { sql } = build(${Q}, 'k'); exec(sql);`, 'safe'],
  [PAIR, `const { bindings } = build(${Q}, 'k'); exec(bindings[0]);`, 'tainted'],
  [PAIR, `const { sql } = build('k', ${Q}); exec(sql);`, 'tainted'],
  [PAIR, `let sql; ({ sql } = build(${Q}, 'k')); exec(sql);`, 'safe'],
  [PAIR, `let text; ({ bindings: [text] } = build(${Q}, 'k')); exec(text);`, 'tainted'],
  [PAIR, `let text; ({ nothing: text = ${Q} } = build('a', 'k')); exec(text);`, 'tainted'],
  [`async ${PAIR}`, `const [{ sql }, other] = await Promise.all([build(${Q}, 'k'), ${Q}]); exec(sql);`, 'safe'],
  [`async ${PAIR}`, `const [{ bindings }] = await Promise.all([build(${Q}, 'k'), 1]); exec(bindings[0]);`, 'tainted'],
  [`async ${PAIR}`, `const [{ sql }, other] = await Promise.all([build(${Q}, 'k'), ${Q}]); exec(other);`, 'tainted'],
  [`async ${PAIR}`, `const all = await Promise.all(list.map((one) => build(${Q}, 'k'))); exec(all[0].sql);`, 'safe'],
  [`async ${PAIR}`, `const { sql } = await Promise.resolve(build(${Q}, 'k')); exec(sql);`, 'safe'],
  [PAIR, `const made = Object.freeze(build(${Q}, 'k')); exec(made.sql);`, 'safe'],
  [PAIR, `const made = Object.freeze(build(${Q}, 'k')); exec(made.bindings[0]);`, 'tainted'],
  [PAIR, `const made = structuredClone(build(${Q}, 'k')); exec(made.sql);`, 'safe'],
  [TUPLE, `const [sql, args] = build(${Q}, 'k'); exec(sql);`, 'safe'],
  [TUPLE, `const [sql, args] = build(${Q}, 'k'); exec(args[0]);`, 'tainted'],
  [TUPLE, `const [sql, args] = build('k', ${Q}); exec(sql);`, 'tainted'],
  [TUPLE, `const made = build(${Q}, 'k'); exec(made[0]);`, 'safe'],
  [TUPLE, `const made = build(${Q}, 'k'); exec(made[list.length]);`, 'tainted'],
  [TUPLE, `const [sql, ...rest] = build(${Q}, 'k'); exec(rest[0]);`, 'tainted'],
  [TUPLE, `exec(build(${Q}, 'k').reverse()[0]);`, 'tainted'],
  [DEEP, `const { inner: { sql } } = build(${Q}, 'k'); exec(sql);`, 'safe'],
  [DEEP, `const made = build(${Q}, 'k'); exec(made.inner.bindings);`, 'tainted'],
  [EITHER, `const { sql } = build(${Q}, 'k'); exec(sql);`, 'safe'],
  [EITHER, `const { bindings } = build(${Q}, 'k'); exec(bindings[0]);`, 'tainted'],
  [ANY, 'exec(build(req.body, go()).sql);', 'tainted'],
  [ANY, "exec(build({ sql: 'cat', bindings: req.body }, go()).sql);", 'safe'],
  [SPREAD, `exec(build(${Q}, 'k').sql);`, 'safe'],
  [SPREAD, `exec(build(${Q}, 'k').bindings);`, 'tainted'],
])('%s, then %s: %s', (around, body, expected) => {
  expect(shellTaint(body, around)).toBe(expected);
});

it.each([
  // The last one of a key counts.
  ["exec({ ...req.query, sql: 'ls' }.sql);", 'safe'],
  [`exec({ sql: ${Q}, ...{ sql: 'ls' } }.sql);`, 'safe'],
  // Either the object made here or the one that was sent.
  ["const o = go() ? { sql: 'ls' } : req.body; exec(o.sql);", 'tainted'],
  ["const o = go() ? { sql: 'ls' } : null; exec(o.sql);", 'safe'],
  ["const o = go() ? { sql: 'ls' } : { ...req.body }; exec(o.sql);", 'tainted'],
  ["const o = go() ? { sql: 'ls' } : { other: req.body.x }; exec(o.sql);", 'safe'],
  ["const list = go() ? ['ls'] : req.body.list; exec(list[0]);", 'tainted'],
  ["const list = go() ? ['ls'] : []; exec(list[0]);", 'safe'],
  // A place in a list, as long as nothing moves.
  [`const list = ['ls', ${Q}]; exec(list[0]);`, 'safe'],
  [`const list = ['ls', ${Q}]; exec(list[1]);`, 'tainted'],
  [`const list = ['ls', ${Q}]; list.reverse(); exec(list[0]);`, 'tainted'],
  [`const list = ['ls', ${Q}]; list.shift(); exec(list[0]);`, 'tainted'],
  [`const list = ['ls']; list.unshift(${Q}); exec(list[0]);`, 'tainted'],
  [`const list = ['ls']; list[0] = ${Q}; exec(list[0]);`, 'tainted'],
  [`const list = ['ls']; list.push(${Q}); exec(list[0]);`, 'safe'],
  [`const list = ['ls']; list.push(${Q}); exec(list[1]);`, 'tainted'],
  [`const list = ['ls', ...req.body.list]; exec(list[0]);`, 'safe'],
  [`const list = [...req.body.list, 'ls']; exec(list[0]);`, 'tainted'],
  [`const list = ['ls', ${Q}].filter(Boolean); exec(list[0]);`, 'tainted'],
  [`const list = [['ls', ${Q}]]; for (const [name, value] of list) exec(name);`, 'safe'],
  [`const list = [['ls', ${Q}]]; for (const [name, value] of list) exec(value);`, 'tainted'],
])('%s is %s', (body, expected) => {
  expect(shellTaint(body)).toBe(expected);
});

it('fills what a caller passes into one of several texts, and does not take that text for the whole', () => {
  const around = 'function pick(x, y) { return y ? `echo ${y}` : x; }';
  expect(shellTaint(`exec(pick(${Q}, 'k'));`, around)).toBe('tainted');
  expect(shellTaint(`exec(pick('ls', 'k'));`, around)).toBe('safe');
});
