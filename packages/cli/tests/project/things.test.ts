import { describe, expect, it } from 'vitest';
import { oneOf, type Thing } from '../../src/project/things.js';

const classNamed = (name: string): Thing => ({ kind: 'class', file: 'src/a.ts', name });
const [a, b, c] = ['A', 'B', 'C'].map(classNamed) as [Thing, Thing, Thing];

describe('a choice of things', () => {
  it('is the thing itself when there is one', () => {
    expect(oneOf([a, classNamed('A')])).toEqual(a);
  });

  it('never nests, however often parameters are handed on', () => {
    const first = oneOf([a, b]) as Thing;
    const second = oneOf([b, c]) as Thing;
    expect(oneOf([first, second])).toEqual({ kind: 'any-of', things: [a, b, c] });
    expect(oneOf([first, a, b])).toEqual(first);
  });

  it('is unknown when there are too many', () => {
    const many = Array.from(
      { length: 4 },
      (_, index) => oneOf([classNamed(`X${index}`), classNamed(`Y${index}`)]) as Thing,
    );
    expect(oneOf(many)).toBeNull();
  });
});
