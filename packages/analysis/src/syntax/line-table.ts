import type { Range } from '../vocabulary/concepts.js';

export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 0-based, in UTF-16 units. */
  readonly column: number;
}

export interface LineTable {
  readonly lines: number;
  positionAt(offset: number): Position;
  /** Range of a 1-based line without its break. */
  rangeOf(line: number): Range;
}

/** Lines as ECMAScript counts them: \r\n, \n, \r, U+2028 and U+2029 end a line. */
export function lineTable(text: string): LineTable {
  const starts = [0];
  const breaks = /\r\n|[\n\r\u2028\u2029]/g;
  for (let match = breaks.exec(text); match; match = breaks.exec(text)) starts.push(match.index + match[0].length);
  return {
    lines: starts.length,
    positionAt(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) };
    },
    rangeOf(line) {
      const start = starts[line - 1] ?? text.length;
      const end = starts[line] ?? text.length;
      return [start, start + text.slice(start, end).replace(/[\r\n\u2028\u2029]+$/, '').length];
    },
  };
}
