import type { Range } from '@backend-architect/analysis';
import { lineStarts } from './line-table.js';
import type { Location } from './types.js';

/** Range of offsets a location stands for in its text. */
export function locationToRange(location: Location, text: string): Range {
  const starts = lineStarts(text);
  const offset = (line: number, column: number): number => (starts[line - 1] ?? text.length) + column - 1;
  return [offset(location.startLine, location.startColumn), offset(location.endLine, location.endColumn)];
}
