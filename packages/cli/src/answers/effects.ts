/** What a function changes, directly or through what it calls: the order of effects is what signature and guard claims speak of. */
import type { QueryFact } from '@backend-architect/analysis';
import type { FunctionId, Project, ProjectCall, ProjectFunction } from '../project/types.js';

const DEPTH = 6;

/** Offset of the first thing in this function that may change data, or null when nothing visible does. Unresolved awaited calls count. */
export function firstEffectIn(fn: ProjectFunction, project: Project): number | null {
  const offsets: number[] = [];
  for (const query of fn.queries) if (query.operation !== 'read') offsets.push(query.call[0]);
  for (const call of fn.calls) if (mayChangeData(call, project)) offsets.push(call.fact.at[0]);
  return offsets.length === 0 ? null : Math.min(...offsets);
}

function mayChangeData(call: ProjectCall, project: Project): boolean {
  if (call.targets.length > 0) return call.targets.some((target) => changesData(target, project));
  // A call that could not be resolved and is waited for may do anything; library calls are judged by their queries.
  return !call.resolved && call.symbol === undefined && (call.fact.use === 'awaited' || call.fact.use === 'returned' || call.fact.use === 'collected');
}

/** The function, or something it calls, changes stored data. What was not followed to its end counts as yes. */
export function changesData(id: FunctionId, project: Project): boolean {
  return reaches(id, project, (query) => query.operation !== 'read', new Set(), DEPTH);
}

/** The function, or something it calls, reads or changes stored data. What was not followed to its end counts as yes. */
export function reachesData(id: FunctionId, project: Project): boolean {
  return reaches(id, project, () => true, new Set(), DEPTH);
}

function reaches(id: FunctionId, project: Project, counts: (query: QueryFact) => boolean, seen: Set<FunctionId>, depth: number): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  if (depth === 0) return true;
  const fn = project.functions.get(id);
  if (!fn) return true;
  if (fn.queries.some(counts)) return true;
  return fn.calls.some((call) => call.targets.some((target) => reaches(target, project, counts, seen, depth - 1)));
}
