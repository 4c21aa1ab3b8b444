import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtInModels } from '@backend-architect/analysis';
import { describe, expect, it } from 'vitest';
import { program, vocabularyOf } from '../../scripts/crash-safety/programs.mjs';
import { survives } from './survives.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAMS = 10_000;
const TRUNCATED_FILES = 20;

describe('nothing throws', () => {
  it(`${PROGRAMS} generated programs`, { timeout: 600_000 }, () => {
    const vocabulary = vocabularyOf(builtInModels);
    let read = 0;
    for (let seed = 1; seed <= PROGRAMS; seed += 1) {
      const { name, text } = program(seed, vocabulary);
      if (survives(name, text)) read += 1;
    }
    expect(read).toBeGreaterThan(PROGRAMS * 0.9);
  });

  it(`${TRUNCATED_FILES} files cut off after every character`, { timeout: 600_000 }, () => {
    const files = sources(join(ROOT, 'fixtures'))
      .sort((a, b) => readFileSync(b).length - readFileSync(a).length || (a < b ? -1 : 1))
      .slice(0, TRUNCATED_FILES);
    expect(files).toHaveLength(TRUNCATED_FILES);
    let read = 0;
    for (const path of files) {
      const text = readFileSync(path, 'utf8');
      for (let end = 0; end <= text.length; end += 1)
        if (survives(path.slice(ROOT.length), text.slice(0, end))) read += 1;
    }
    expect(read).toBeGreaterThan(TRUNCATED_FILES);
  });
});

function sources(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(dir, entry.name)) : /\.[jt]s$/.test(entry.name) ? [join(dir, entry.name)] : [],
  );
}
