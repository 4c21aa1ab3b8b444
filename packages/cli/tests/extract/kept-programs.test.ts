import { describe, expect, it } from 'vitest';
import { parseAndKeep, takeParsed } from '../../src/extract/parse-file.js';

describe('a program that is kept for the next station', () => {
  it('is taken once, and of the very text alone', () => {
    const parsed = parseAndKeep('kept.ts', 'export const a = 1;');
    expect(parsed.kind).toBe('parsed');
    expect(takeParsed('kept.ts', 'export const a = 1;')).toBe(parsed);
    expect(takeParsed('kept.ts', 'export const a = 1;')).not.toBe(parsed);

    const before = parseAndKeep('changed.ts', 'export const a = 1;');
    const after = takeParsed('changed.ts', 'export const a = 2;');
    expect(after).not.toBe(before);
    expect(after.kind === 'parsed' && after.source.text).toBe('export const a = 2;');
  });

  it('is not kept where there is no room', () => {
    const long = `export const a = '${'a'.repeat(5_000_000)}';`;
    const parsed = parseAndKeep('long.ts', long);
    expect(takeParsed('long.ts', long)).not.toBe(parsed);
    const short = parseAndKeep('short.ts', 'export {};');
    expect(takeParsed('short.ts', 'export {};')).toBe(short);
  });

  it('makes room where it is taken', () => {
    const large = `export const a = '${'a'.repeat(3_000_000)}';`;
    for (const file of ['a.ts', 'b.ts']) {
      const parsed = parseAndKeep(file, large);
      expect(takeParsed(file, large)).toBe(parsed);
    }
  });
});
