import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { filledLists } from '../scripts/format/filled-lists.mjs';

const ROOT = new URL('..', import.meta.url).pathname;

describe('the formatter', () => {
  it('lays out lists of plain words like text', () => {
    const exploded = "const WORDS = [\n  'alpha',\n  'beta',\n  ...REST,\n  'gamma',\n];\n";
    expect(filledLists('a.ts', exploded, 30)).toBe("const WORDS = [\n  'alpha', 'beta', ...REST,\n  'gamma',\n];\n");
  });

  it('leaves lists of other things, and lists with comments, one a line', () => {
    const calls = "const a = [\n  f(),\n  'beta',\n  'gamma',\n];\n";
    const told = "const a = [\n  // why\n  'alpha',\n  'beta',\n  'gamma',\n];\n";
    expect(filledLists('a.ts', calls, 30)).toBe(calls);
    expect(filledLists('a.ts', told, 30)).toBe(told);
  });

  it('lays out unions of texts below their name', () => {
    const exploded = "type Kind =\n  | 'alpha'\n  | 'beta'\n  | 'gamma';\n";
    expect(filledLists('a.ts', exploded, 24)).toBe("type Kind =\n  | 'alpha' | 'beta'\n  | 'gamma';\n");
  });

  it('has been run', () => {
    const check = ['scripts/format.mjs', '--check'];
    expect(() => execFileSync(process.execPath, check, { cwd: ROOT, stdio: 'pipe' })).not.toThrow();
  });
});
