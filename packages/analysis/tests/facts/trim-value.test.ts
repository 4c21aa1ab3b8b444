import { expect, it } from 'vitest';
import { constant, memberValue, safe, tainted, unknown } from '../../src/flow/lattice.js';
import { trimValue } from '../../src/summary/trim-value.js';
import type { Value } from '../../src/vocabulary/value.js';

const QUERY = tainted({ kind: 'query', shapes: ['str'] }, [0, 1]);

function made(properties: Record<string, Value>): Value {
  return { ...QUERY, shapes: ['obj'], built: true, properties };
}

it('keeps the members that are safe: read from a stored value they are no more than that', () => {
  const stored = trimValue(made({ sql: constant('select 1'), bindings: QUERY }));
  expect(memberValue(stored, 'sql')).toMatchObject({ taint: 'safe', constant: 'select 1' });
  expect(memberValue(stored, 'bindings').taint).toBe('tainted');
});

it('keeps at most twelve members, and those that are not safe before the others', () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`safe${index}`, safe()]));
  const { properties = {} } = trimValue(made({ ...many, last: QUERY, open: unknown({ kind: 'global', name: 'x' }) }));
  expect(Object.keys(properties)).toHaveLength(12);
  expect(Object.keys(properties).slice(0, 2)).toEqual(['last', 'open']);
});

it('keeps the places of a short list', () => {
  const list: Value = {
    ...QUERY,
    shapes: ['arr'],
    built: true,
    spread: QUERY,
    elements: [constant('select 1'), QUERY],
  };
  const stored = trimValue(made({ list }));
  expect(memberValue(memberValue(stored, 'list'), '0').taint).toBe('safe');
  expect(memberValue(memberValue(stored, 'list'), '1').taint).toBe('tainted');
});
