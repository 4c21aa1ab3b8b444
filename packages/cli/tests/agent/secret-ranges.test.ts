import { analyse } from '@backend-architect/analysis';
import { dotted, secretRanges } from 'eslint-plugin-backend-architect/checks';
import { describe, expect, test } from 'vitest';
import { parseFile } from '../../src/extract/parse-file.js';
import { INNOCENTS, PLANTS } from './secret-plants.js';

function shown(code: string, file = 'a.ts'): string {
  const parsed = parseFile(file, code);
  if (parsed.kind === 'unread') throw new Error(parsed.reason);
  return dotted(code, secretRanges(analyse(parsed.source)));
}

describe('secrets are found wherever they are planted', () => {
  test.each(PLANTS)('$what', ({ code, secrets, file }) => {
    for (const secret of secrets) expect(code).toContain(secret);
    const text = shown(code, file);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).toHaveLength(code.length);
    expect(text.split('\n')).toHaveLength(code.split('\n').length);
  });

  test.each(PLANTS)('in a test file as well: $what', ({ code, secrets, file = 'a.ts' }) => {
    const text = shown(code, `tests/${file.replace('.', '.test.')}`);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});

describe('everything else can be read', () => {
  test.each(INNOCENTS)('%s', (_, code, file) => {
    expect(shown(code, file)).toBe(code);
  });
});
