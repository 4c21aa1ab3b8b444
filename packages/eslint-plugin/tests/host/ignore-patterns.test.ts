import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ignores } from '../../src/host/ignore-patterns.js';

/** The library the command uses: both must leave out the same files. */
const ignore = createRequire(fileURLToPath(new URL('../../../cli/package.json', import.meta.url)))('ignore') as () => {
  add(patterns: readonly string[]): { ignores(file: string): boolean };
};

const FILES = [
  'a.js', 'src/a.js', 'src/b/a.js', 'src/b/c/a.ts', 'legacy/a.js', 'src/legacy/a.js', 'src/legacy.js',
  'src/[id]/page.js', 'gen/x.gen.ts', '.hidden/a.js', 'src/a+b.js',
];
const LISTS = [
  ['legacy'],
  ['legacy/'],
  ['/legacy'],
  ['legacy/**'],
  ['**/legacy'],
  ['**/legacy/**'],
  ['src/**/a.js'],
  ['src/*.js'],
  ['*.js'],
  ['*.gen.ts'],
  ['src/*/a.js'],
  ['*.js', '!src/a.js'],
  ['legacy/', '!legacy/a.js'],
  ['src/*', '!src/b'],
  ['# a comment', ''],
  ['a?b.js', 'src/a+b.js'],
  ['src/[ab].js'],
  ['src/[!a].js'],
  ['src/**'],
  ['**'],
  ['/a.js'],
  ['.hidden'],
];

describe('ignore patterns', () => {
  it.each(LISTS.map((patterns) => [patterns.join(' '), patterns]))('%s', (_, patterns) => {
    const theirs = ignore().add(patterns as readonly string[]);
    expect(FILES.filter((file) => ignores(patterns as readonly string[], file))).toEqual(
      FILES.filter((file) => theirs.ignores(file)),
    );
  });
});
