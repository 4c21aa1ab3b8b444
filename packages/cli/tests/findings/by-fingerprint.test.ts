import { describe, expect, it } from 'vitest';
import { byFingerprint } from '../../src/findings/by-fingerprint.js';
import { UsageError } from '../../src/options/user-error.js';

const entry = (fingerprint: string, line = 1) => ({
  ruleId: 'no-ssrf',
  fingerprint,
  location: { file: 'src/a.ts', startLine: line, startColumn: 1, endLine: line, endColumn: 2 },
});
const entries = [entry('abcd0000000000000001', 3), entry('abcd0000000000000002', 7), entry('1234567890abcdef0000')];

const messageOf = (given: string, among = entries): string => {
  try {
    byFingerprint(given, among, 'finding or question');
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  return 'found';
};

describe('byFingerprint', () => {
  it('finds by all digits or the first ones, in either case', () => {
    for (const given of ['1234567890abcdef0000', '1234', ' 1234567890ABC '])
      expect(byFingerprint(given, entries, 'finding or question')).toBe(entries[2]);
    expect(byFingerprint('abcd0000000000000002', entries, 'question')).toBe(entries[1]);
    const twice = [entry('ffff0000000000000000'), { ...entry('ffff0000000000000000'), question: 'why?' }];
    expect(byFingerprint('ffff', twice, 'finding or question')).toBe(twice[0]);
  });

  it('says what to give when it is none, or fits several', () => {
    for (const given of ['no-ssrf', '', 'abc', '0'.repeat(21), '12 34']) {
      expect(messageOf(given)).toBe(
        `${JSON.stringify(given)} is not a fingerprint; give at least 4 of its 20 hex digits ` +
          '(backend-architect review --all prints them)',
      );
    }
    expect(messageOf('abcd')).toBe(
      'abcd fits 2 fingerprints; give more digits: abcd0000000000000001 (no-ssrf src/a.ts:3), ' +
        'abcd0000000000000002 (no-ssrf src/a.ts:7)',
    );
    const many = Array.from({ length: 9 }, (_, index) => entry(`aaaa000000000000000${index}`));
    expect(messageOf('aaaa', many)).toMatch(
      /^aaaa fits 9 fingerprints; give more digits: aaaa0{15}0 .*aaaa0{15}4 \(no-ssrf src\/a\.ts:1\), \.\.\.$/,
    );
  });

  it('says what to run when nothing has it', () => {
    expect(messageOf('beef')).toBe(
      'no finding or question in this project has the fingerprint beef; ' +
        'it may be fixed, its code may have changed, or it belongs to another project: ' +
        'backend-architect review --all lists what there is today',
    );
  });
});
