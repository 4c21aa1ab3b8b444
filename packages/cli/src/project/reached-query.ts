/** Which queries a function reaches, and by which calls. */
import type { QueryFact } from '@backend-architect/analysis';
import type { FunctionId, Project, ProjectCall, ProjectFunction } from './types.js';

/** One call on the way from a function to what it reaches. */
export interface Hop {
  readonly call: ProjectCall;
  readonly to: ProjectFunction;
}

/** Calls a function makes by name, each with the one function it runs. A call that may run several is no path. */
export function hopsFrom(fn: ProjectFunction, project: Project): readonly Hop[] {
  return fn.calls.flatMap((call) => {
    const to = call.targets.length === 1 ? project.functions.get(call.targets[0]!) : undefined;
    return to && to.id !== fn.id ? [{ call, to }] : [];
  });
}

/**
 * The first query of this kind in the function or in what it calls, nearest first; null when there is none within
 * `depth` calls.
 */
export function reachedQuery(
  start: ProjectFunction,
  project: Project,
  isWanted: (query: QueryFact) => boolean,
  depth: number,
): { readonly hops: readonly Hop[]; readonly in: ProjectFunction; readonly query: QueryFact } | null {
  const seen = new Set<FunctionId>([start.id]);
  let level: { readonly fn: ProjectFunction; readonly hops: readonly Hop[] }[] = [{ fn: start, hops: [] }];
  for (let hop = 0; hop <= depth; hop += 1) {
    for (const { fn, hops } of level) {
      const query = fn.queries.find(isWanted);
      if (query) return { hops, in: fn, query };
    }
    level = level.flatMap(({ fn, hops }) =>
      hopsFrom(fn, project).flatMap((next) => {
        if (seen.has(next.to.id)) return [];
        seen.add(next.to.id);
        return [{ fn: next.to, hops: [...hops, next] }];
      }),
    );
  }
  return null;
}
