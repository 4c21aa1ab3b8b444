import { describe, expect, it } from 'vitest';
import { closestName, didYouMean } from '../../src/options/closest-name.js';
import { knownRules } from '../../src/rule-catalogue.js';

const meant = (name: string) => closestName(name, knownRules());

describe('closestName', () => {
  it('knows slips: a letter lost, added, exchanged or swapped', () => {
    expect(meant('no-sql-injecton')).toBe('no-sql-injection');
    expect(meant('no-sql-injectionn')).toBe('no-sql-injection');
    expect(meant('no-sql-imjection')).toBe('no-sql-injection');
    expect(meant('no-slq-injection')).toBe('no-sql-injection');
    expect(closestName('reveiw', ['review', 'baseline', 'explain', 'escalate'])).toBe('review');
  });

  it('knows beginnings, parts, other separators, prefixes and case', () => {
    expect(meant('no-sqli')).toBe('no-sql-injection');
    expect(meant('sql-injection')).toBe('no-sql-injection');
    expect(meant('n-plus-one')).toBe('no-n-plus-one');
    expect(meant('no_sql_injection')).toBe('no-sql-injection');
    expect(meant('NoSqlInjection')).toBe('no-sql-injection');
    expect(meant('backend-architect/no-ssrf')).toBe('no-ssrf');
  });

  it('prefers the nearer one, and says nothing where nothing is near', () => {
    expect(closestName('no-cache', ['no-caches', 'no-cachet-here'])).toBe('no-caches');
    expect(meant('no-console')).toBeNull();
    expect(meant('quotes')).toBeNull();
    expect(meant('x')).toBeNull();
    expect(meant('')).toBeNull();
    expect(meant('a'.repeat(5_000))).toBeNull();
  });

  it('makes half a sentence', () => {
    expect(didYouMean('no-ssfr', knownRules())).toBe('did you mean "no-ssrf"?');
    expect(didYouMean('quotes', knownRules())).toBe('');
  });
});
