import { describe, expect, it } from 'vitest';
import type { Directive } from '../../src/extract/types.js';
import { suppressionsOf } from '../../src/findings/suppressions.js';

/** Comments of a text without strings, as the parser would list them. */
function directivesOf(text: string): readonly Directive[] {
  return [...text.matchAll(/\/\/(.*)|\/\*([\s\S]*?)\*\//g)].map((match) => ({
    at: [match.index, match.index + match[0].length], text: (match[1] ?? match[2] ?? '').trim(), block: match[2] !== undefined,
  }));
}

const read = (text: string) => suppressionsOf(directivesOf(text), text).map(({ kind, rules, lines, reason }) => [kind, rules, lines, reason]);

describe('suppressions', () => {
  it('speak of the line they end, or of the next line of code', () => {
    expect(read('f(); // backend-architect-ignore no-n-plus-one -- three rows at most')).toEqual([['ignore', ['no-n-plus-one'], [1, 1], 'three rows at most']]);
    expect(read('\n// backend-architect-ignore a, b -- why\n\n// note\nf();')).toEqual([['ignore', ['a', 'b'], [5, 5], 'why']]);
    expect(read('/* backend-architect-ignore a -- why\n   it is so */\nf();')).toEqual([['ignore', ['a'], [3, 3], 'why it is so']]);
  });

  it('keep that a reason or a rule is missing', () => {
    expect(read('f(); // backend-architect-ignore a')).toEqual([['ignore', ['a'], [1, 1], undefined]]);
    expect(read('f(); // backend-architect-ignore')).toEqual([['ignore', null, [1, 1], undefined]]);
    expect(read('f(); // backend-architect-ignored -- no')).toEqual([]);
  });

  it('read the linters\' comments for our rules only', () => {
    expect(read('// eslint-disable-next-line no-var, backend-architect/a -- why\nf();')).toEqual([['disable', ['a'], [2, 2], 'why']]);
    expect(read('f(); // oxlint-disable-line backend-architect/a')).toEqual([['disable', ['a'], [1, 1], undefined]]);
    expect(read('f(); // eslint-disable-line')).toEqual([['disable', null, [1, 1], undefined]]);
    expect(read('f(); // eslint-disable-line no-var')).toEqual([]);
  });

  it('read blocks, whole or in part', () => {
    expect(read('/* eslint-disable backend-architect/a, backend-architect/b */\n1\n/* eslint-enable backend-architect/a */\n2')).toEqual([
      ['disable', ['a'], [1, 3], undefined],
      ['disable', ['b'], [1, Infinity], undefined],
    ]);
    expect(read('/* eslint-disable */\n1\n/* eslint-enable */')).toEqual([['disable', null, [1, 3], undefined]]);
    expect(read('// eslint-disable\n1')).toEqual([]);
    expect(read('// oxlint-disable\n1')).toEqual([['disable', null, [1, Infinity], undefined]]);
  });
});
