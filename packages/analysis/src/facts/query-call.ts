import type { CallNode, FileAnalysis, LibraryCall } from '../analysis.js';
import { callFact } from './calls.js';
import { targetOf } from './library-target.js';
import { queryOf } from './queries.js';
import type { CallFact, QueryFact } from './types.js';

/** A database call of this file with the facts the whole project also decides by. */
export interface QueryCall {
  readonly library: LibraryCall;
  readonly call: CallFact;
  readonly query: QueryFact;
}

const known = new WeakMap<FileAnalysis, readonly QueryCall[]>();

/**
 * Database calls of a file, in source order. A name alone (rung 4) counts only where the file imports the library itself:
 * `db` may be anything.
 */
export function queryCalls(file: FileAnalysis): readonly QueryCall[] {
  const before = known.get(file);
  if (before) return before;
  const found = file.callsWith('query').flatMap((library): QueryCall[] => {
    if (library.symbol.rung > 3 && !file.libraries.includes(library.symbol.model)) return [];
    const [call] = callFact(file, library.node, []);
    const query = call && queryOf(call, targetOf(library));
    return query ? [{ library, call, query }] : [];
  });
  known.set(file, found);
  return found;
}

/** What linking knows of one call of this file: its loops, its arguments, how its promise is used. */
export function callAt(file: FileAnalysis, node: CallNode): CallFact | null {
  return callFact(file, node, [])[0] ?? null;
}
