import type { QueryFact } from '@backend-architect/analysis';
import { linkedQueries, type LinkedCall } from './call-linker.js';
import type { Resolver } from './resolution.js';

/** The query a call is, once linking knows what is called. `inFile`: all calls of a file. */
export function queryLookup(
  resolver: Resolver,
  inFile: ReadonlyMap<string, readonly LinkedCall[]>,
): (call: LinkedCall) => QueryFact | undefined {
  const queries = new Map<string, Map<string, QueryFact>>();
  return (call) => {
    let known = queries.get(call.file);
    if (!known) {
      const facts = resolver.files.get(call.file);
      known = new Map(
        (facts ? linkedQueries(facts, inFile.get(call.file) ?? []) : []).map((query) => [query.call.join(':'), query]),
      );
      queries.set(call.file, known);
    }
    return known.get(call.fact.at.join(':'));
  };
}
