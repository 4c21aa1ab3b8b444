import type { EntryInput } from './entry-input.js';
import { nameOfExport, ranBy } from './placed-entries.js';
import type { Entry } from '../types.js';

/** Functions that a platform runs for messages, for times, or because somebody asks it to. */
export function deployedEntries(input: EntryInput): Entry[] {
  return input.deployed.flatMap(({ library, file, exported, runs }): Entry[] => {
    const { fn, name: handlerName } = ranBy(input, file, exported);
    const own = nameOfExport(file, exported.name);
    const entry = { framework: library, file, at: exported.at, handler: fn, handlerName, chain: null, complete: true };
    if (runs.length === 0) return [{ ...entry, kind: 'function', name: own }];
    return runs.flatMap(({ kind, name }) => (kind === 'http' ? [] : [{ ...entry, kind, name: name ?? own }]));
  });
}
