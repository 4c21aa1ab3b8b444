import type { Range } from '@backend-architect/analysis';
import type { Location } from './types.js';

/** Start offsets of the lines of a text, as editors count them: \r\n, \n, \r, U+2028 and U+2029 end a line. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** 1-based line of an offset. */
export function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** Location of a range; a range beyond the text ends where the text ends. */
export function locationOf(file: string, starts: readonly number[], at: Range): Location {
  const startLine = lineOf(starts, at[0]);
  const endLine = lineOf(starts, at[1]);
  return {
    file,
    startLine,
    startColumn: at[0] - (starts[startLine - 1] ?? 0) + 1,
    endLine,
    endColumn: at[1] - (starts[endLine - 1] ?? 0) + 1,
  };
}
