/** What a program does beside a value, and what does not make that value any different. */
import { describe, expect, it } from 'vitest';
import { shellTaint } from './shell-taint.js';

const Q = 'req.query.q';

describe('what a promise is rejected with', () => {
  it.each([
    [
      `const p = new Promise((done, fail) => { if (go) fail(${Q}); else done(known()); }); exec('ls ' + (await p));`,
      'unknown',
    ],
    [
      `const find = (x) => new Promise((done, fail) => fail(x) || done(known())); const p = await find(${Q}); exec(\`ls \${p}\`);`,
      'unknown',
    ],
    [
      `const [p] = await Promise.all([new Promise((done, fail) => fail(${Q}) || done(known()))]); exec('ls ' + p);`,
      'unknown',
    ],
    [`const p = await new Promise((done, fail) => fail('no') || done(${Q})); exec('ls ' + p);`, 'tainted'],
    [
      `const p = new Promise((done, fail) => fail(${Q}) || done('ls')); const q = p.catch((e) => e); exec('ls ' + (await q));`,
      'tainted',
    ],
  ])('is no part of what it gives: %s is %s', (body, expected) => {
    expect(shellTaint(body)).toBe(expected);
  });
});

describe('what a function puts into what it is handed', () => {
  const fill = (first: string): string => `function fill(o, x) { ${first} o.p = x; return o; }`;
  const body = `const o = { p: 'ls' }; fill(o, ${Q}); exec(o.p);`;
  it.each([
    ['', 'tainted'],
    ['o = o || {};', 'tainted'],
    ['o ??= {};', 'tainted'],
    ['if (!o) o = {};', 'tainted'],
    ['o = go ? o : {};', 'tainted'],
    ['o = Object.assign(o, { a: 1 });', 'tainted'],
    ['o = { ...o };', 'safe'],
    ['o = Object.assign({}, o);', 'safe'],
    ['o = structuredClone(o);', 'safe'],
  ])('stays in the copy it makes first: %s is %s', (first, expected) => {
    expect(shellTaint(body, fill(first))).toBe(expected);
  });

  it('is in the copy it returns, and in the lists that both have', () => {
    expect(shellTaint(`const o = { p: 'ls' }; exec(fill(o, ${Q}).p);`, fill('o = { ...o };'))).toBe('tainted');
    expect(
      shellTaint(
        `const o = { p: ['ls'] }; fill(o, ${Q}); exec(o.p.join(' '));`,
        'function fill(o, x) { o = { ...o }; o.p.push(x); }',
      ),
    ).toBe('tainted');
  });
});
