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
