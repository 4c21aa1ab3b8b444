import { expect, it } from 'vitest';
import { shellTaint } from './shell-taint.js';

const Q = 'req.query.q';

it.each([
  [`for (const x of new Set([${Q}])) exec(x);`, 'tainted'],
  ["for (const x of new Set(['ls'])) exec(x);", 'safe'],
  [`const s = new Set(['ls', ${Q}]); s.forEach((x) => exec(x));`, 'tainted'],
  [`const s = new Set(); s.add(${Q}); exec([...s].join(' '));`, 'tainted'],
  [`const m = new Map([['a', ${Q}]]); exec(m.get('a'));`, 'tainted'],
  ["const m = new Map([['a', 'ls']]); exec(m.get('a'));", 'safe'],
  [`const m = new Map(); m.set('a', ${Q}); exec(m.get('a'));`, 'tainted'],
  [`class Set { constructor(x) {} } for (const x of new Set([${Q}])) exec(x);`, 'unknown'],
  [`Promise.resolve(${Q}).then((y) => exec(y));`, 'tainted'],
  [`Promise.resolve({ a: 'ls', b: ${Q} }).then(({ a }) => exec(a));`, 'safe'],
  [`Promise.all(['ls', ${Q}]).then(([a, b]) => exec(b));`, 'tainted'],
  [`(async () => ${Q})().then((y) => exec(y));`, 'tainted'],
  [`load(${Q}).then((y) => exec(y)); async function load(x) { return x; }`, 'tainted'],
  [`load(${Q}).then((y) => exec(y)); async function load(x) { return 'ls'; }`, 'unknown'],
])('%s is %s', (body, expected) => {
  expect(shellTaint(body)).toBe(expected);
});
