/** What a function reads and changes, directly or through what it calls. */
import type { QueryFact } from '@backend-architect/analysis';
import type { FunctionId, Project } from '../project/types.js';

const DEPTH = 6;

/** The function, or something it calls, changes stored data. What was not followed to its end counts as yes. */
export function changesData(id: FunctionId, project: Project): boolean {
  return reaches(id, project, (query) => query.operation !== 'read', new Set(), DEPTH);
}

/**
 * The function, or something it calls, reads or changes stored data. What was not followed to its end counts as yes.
 */
export function reachesData(id: FunctionId, project: Project): boolean {
  return reaches(id, project, () => true, new Set(), DEPTH);
}

function reaches(
  id: FunctionId,
  project: Project,
  counts: (query: QueryFact) => boolean,
  seen: Set<FunctionId>,
  depth: number,
): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  if (depth === 0) return true;
  const fn = project.functions.get(id);
  if (!fn) return true;
  if (fn.queries.some(counts)) return true;
  return fn.calls.some((call) => call.targets.some((target) => reaches(target, project, counts, seen, depth - 1)));
}
