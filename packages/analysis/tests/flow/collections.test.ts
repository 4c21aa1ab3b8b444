import { expect, it } from 'vitest';
import { analyseText } from '../analyse-text.js';
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
  [`exec(new URLSearchParams({ a: ${Q}, b: 'ls' }).get('b'));`, 'safe'],
  [`exec(new URLSearchParams([['a', ${Q}], ['b', 'ls']]).get('b'));`, 'safe'],
  [`exec(new URLSearchParams({ a: ${Q}, b: 'ls' }).get('a'));`, 'tainted'],
  [`exec(new URLSearchParams({ a: ${Q} }).toString());`, 'tainted'],
  [`exec(new URLSearchParams({ [${Q}]: 'a' }).toString());`, 'tainted'],
  [`exec(new URLSearchParams(${Q}).get('b'));`, 'tainted'],
  ["exec(new URLSearchParams(req.query).get('b'));", 'tainted'],
  ["exec(new URLSearchParams({ ...req.query, b: 'ls' }).get('b'));", 'safe'],
  ["exec(new URLSearchParams({ b: 'ls', ...req.query }).get('b'));", 'tainted'],
  [`const p = new URLSearchParams({ b: 'ls' }); p.set('b', ${Q}); exec(p.get('b'));`, 'tainted'],
  [`const p = new URLSearchParams({ b: 'ls' }); p.append('c', ${Q}); exec(String(p));`, 'tainted'],
  [`const p = new URLSearchParams({ b: 'ls' }); p.append('c', ${Q}); exec('ls ' + p);`, 'tainted'],
  [`exec('ls ' + new URLSearchParams({ b: ${Q} }));`, 'tainted'],
  [`Promise.resolve(${Q}).then((y) => exec(y));`, 'tainted'],
  [`Promise.resolve({ a: 'ls', b: ${Q} }).then(({ a }) => exec(a));`, 'safe'],
  [`Promise.all(['ls', ${Q}]).then(([a, b]) => exec(b));`, 'tainted'],
  [`(async () => ${Q})().then((y) => exec(y));`, 'tainted'],
  [`load(${Q}).then((y) => exec(y)); async function load(x) { return x; }`, 'tainted'],
  [`load(${Q}).then((y) => exec(y)); async function load(x) { return 'ls'; }`, 'unknown'],
])('%s is %s', (body, expected) => {
  expect(shellTaint(body)).toBe(expected);
});

it.each([
  ['new URLSearchParams({ a: req.query.a })', 'silent'],
  ['new URLSearchParams([["a", req.query.a]])', 'silent'],
  ['new Headers({ a: req.query.a })', 'silent'],
  ['new Map([["a", req.query.a]])', 'told'],
])('what is put into %s is text, or what it was: an operator in it is %s', (made, expected) => {
  const file = analyseText(`import express from 'express'; import { exec } from 'node:child_process';
express().get('/', (req) => { const p = ${made}; p.set('b', req.query.b); exec(p.get('a')); exec(p.get('b')); });`);
  const told = file
    .sinks('shell-command')
    .map(({ node }) => file.judge(file.valueOf(node), 'nosql-filter') === 'tainted');
  expect(told).toEqual([expected === 'told', expected === 'told']);
});
