import { expect, it } from 'vitest';
import { constant, joinAll, resolveReasons, unknown, type UnknownReason, type Value } from '../../src/index.js';

const asked = (value: Value): string[] => {
  const seen: string[] = [];
  resolveReasons(value, (reason) => {
    seen.push(reason.kind === 'call' ? reason.name : reason.kind);
    return constant('x');
  });
  return seen;
};

const call = (name: string): UnknownReason => ({ kind: 'call', name, at: [0, 4] });

it('asks for a reason once, however often a value holds it', () => {
  const [first, second] = [call('first'), call('second')];
  const inner = joinAll([unknown(first), unknown(second)]);
  const value: Value = {
    ...unknown(first),
    properties: { a: inner, b: { ...inner, properties: { c: unknown(second) } } },
    spread: inner,
  };
  expect(asked(value)).toEqual(['first', 'second']);
});

it('asks no more often when the value was stored and read again', () => {
  const inner = joinAll([unknown(call('first')), unknown(call('second'))]);
  const value: Value = { ...inner, properties: { a: inner, b: { ...inner, properties: { c: inner } } } };
  const stored = JSON.parse(JSON.stringify(value)) as Value;
  expect(asked(stored)).toEqual(['first', 'second']);
});
