import { describe, expect, test } from 'vitest';
import { alternativesOf, isFoundIn, mayBegin } from '../../src/syntax/pattern-text.js';

describe('whether a text with a beginning may fit a pattern', () => {
  test.each<[RegExp, string]>([
    [/^\/(?!\/)/, '//'],
    [/^\/[^/]/, '//'],
    [/^\/[^/\\]/, '/\\'],
    [/^\/\w/, '//'],
    [/^\/?$/, '//'],
    [/^(?:\/a|\/b)$/, '//'],
    [/^(?:\/[a-z]+)+$/, '//'],
    [/^[A-Z]/i, '/'],
    [/^\u002fab$/, '//'],
  ])('%s fits no text that begins with %j', (pattern, beginning) => {
    expect(mayBegin(pattern.source, pattern.flags, beginning)).toBe(false);
  });

  test.each<[RegExp, string]>([
    [/\/a/, '//'],
    [/^\/a|b/, '//'],
    [/^\/(?!a)/, '//'],
    [/^\/(?!\/$)/, '//'],
    [/^\/[/a]/, '//'],
    [/^\/+a/, '//'],
    [/^\/\/?a/, '//'],
    [/^(?:\/|a)*$/, '//'],
    [/^a*\//, '//'],
    [/^a$/m, '//'],
    [/^\/??\u002fa/, '//'],
    [/^(?=a)?\//, '//'],
    [/^\/\W/, '/\\'],
  ])('%s may fit one that begins with %j', (pattern, beginning) => {
    expect(mayBegin(pattern.source, pattern.flags, beginning)).toBe(true);
  });

  test('what the language reads and this does not may fit', () => {
    expect(mayBegin('^(?i:a)', '', '/')).toBe(true);
    expect(mayBegin('^\\p{L}', '', '/')).toBe(true);
    expect(mayBegin('^[[/]a]', 'v', '/')).toBe(true);
    expect(mayBegin(`^${'a?'.repeat(5_000)}`, '', '/')).toBe(true);
  });

  test('many ways through a pattern are not walked one by one', () => {
    expect(mayBegin(`^${'(a?|b?)'.repeat(100)}z`, '', '//')).toBe(false);
  });
});

describe('whether a pattern is found in every text with a beginning', () => {
  test.each<[RegExp, string]>([
    [/^\/\//, '//'],
    [/\\/, '/\\'],
    [/^[/\\]{2}/, '/\\'],
    [/^[^/]/, 'a'],
    [/^(?:[a-z]+:)?\/\//, '//'],
  ])('%s is found behind %j', (pattern, beginning) => {
    expect(isFoundIn(pattern.source, pattern.flags, beginning)).toBe(true);
  });

  test.each<[RegExp, string]>([
    [/^\/\/$/, '//'],
    [/^\/\/\b/, '//'],
    [/^\/\/(?!a)/, '//'],
    [/^\/\/\w/, '//'],
    [/\\/y, '/\\'],
    [/^http/, '//'],
  ])('%s need not be found behind %j', (pattern, beginning) => {
    expect(isFoundIn(pattern.source, pattern.flags, beginning)).toBe(false);
  });
});

test('a pattern falls apart at its outermost bars', () => {
  expect(alternativesOf('^a(b|c)[|]\\||d')).toEqual(['^a(b|c)[|]\\|', 'd']);
});
