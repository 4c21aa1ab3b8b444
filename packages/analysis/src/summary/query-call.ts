import type { CallNode, FileAnalysis, LibraryCall } from '../vocabulary/analysis.js';
import { callFact } from './calls.js';
import { loopsAround } from './loops.js';
import { targetOf } from '../domain/queries/library-target.js';
import { queryOf } from '../domain/queries/queries.js';
import type { CallFact, QueryFact } from '../vocabulary/facts.js';

/** A database call of this file with the facts the whole project also decides by. */
export interface QueryCall {
  readonly library: LibraryCall;
  readonly call: CallFact;
  readonly query: QueryFact;
}

/**
 * Whose clients count: those that are `proven` to be one, or also those known by a conventional `name`, of a library
 * the project has installed.
 */
export type ClientEvidence = 'proven' | 'named';

const known = {
  proven: new WeakMap<FileAnalysis, readonly QueryCall[]>(),
  named: new WeakMap<FileAnalysis, readonly QueryCall[]>(),
} as const;

/**
 * Database calls of a file, in source order. A name alone (rung 4) counts only where the file imports the library
 * itself, as `db` may be anything; for `named` it is enough that the project has it.
 */
export function queryCalls(file: FileAnalysis, clients: ClientEvidence = 'proven'): readonly QueryCall[] {
  const before = known[clients].get(file);
  if (before) return before;
  const found = file.callsWith('query').flatMap((library): QueryCall[] => {
    if (
      library.symbol.rung > 3 &&
      !file.libraries.includes(library.symbol.model) &&
      !(clients === 'named' && library.symbol.rung === 4 && isInstalled(file, library))
    )
      return [];
    const [call] = callFact(file, library.node, []);
    const query = call && queryOf(call, targetOf(library));
    return query ? [{ library, call, query }] : [];
  });
  known[clients].set(file, found);
  return found;
}

function isInstalled(file: FileAnalysis, { symbol }: LibraryCall): boolean {
  return file.installed.includes(symbol.on?.model ?? symbol.model);
}

/** What linking knows of one call in a loop of this file: its loops, what hangs on them, how its promise is used. */
export function callInLoop(file: FileAnalysis, node: CallNode): CallFact | null {
  return loopsAround(file, node).length > 0 ? (callFact(file, node, [])[0] ?? null) : null;
}
