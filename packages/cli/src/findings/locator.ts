import type { Place } from '../detectors/define.js';
import { lineStarts, locationOf } from '../report/line-table.js';
import type { Location } from '../report/types.js';

/** Turns places into lines and columns; counts the lines of each file once. */
export function locator(textOf: (file: string) => string): (place: Place) => Location {
  const tables = new Map<string, readonly number[]>();
  return ({ file, at }) => {
    const table = tables.get(file) ?? lineStarts(textOf(file));
    tables.set(file, table);
    return locationOf(file, table, at);
  };
}
