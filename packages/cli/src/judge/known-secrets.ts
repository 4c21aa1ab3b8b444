import { mergedRanges, type Range } from '@backend-architect/analysis';
import type { ReadFile } from '../extract/types.js';
import type { JudgedFile } from './types.js';

/**
 * Where secrets stand, by file: those a file shows by itself, and those that others use as such. Between the quotes.
 */
export function knownSecrets(
  read: readonly ReadFile[],
  judged: readonly JudgedFile[],
  textOf: (file: string) => string,
): ReadonlyMap<string, readonly Range[]> {
  const used = new Map<string, Range[]>();
  for (const { file, at } of judged.flatMap(({ secretsElsewhere }) => secretsElsewhere)) {
    const quotes = /^['"`]/.test(textOf(file).slice(at[0], at[1])) ? 1 : 0;
    used.set(file, [...(used.get(file) ?? []), [at[0] + quotes, at[1] - quotes]]);
  }
  return new Map(
    read.map(({ file, secretRanges }) => [
      file,
      used.has(file) ? mergedRanges([...secretRanges, ...used.get(file)!]) : secretRanges,
    ]),
  );
}
