/** Which tables grow with use. */
import type { FunctionId, Project, ProjectFunction } from '../types.js';
import { routesReaching, servesRequests } from '../reachability.js';
import { requestReach } from '../request-reach.js';
import { isForAdministrators } from '../route-privilege.js';

/** Calls between a handler and a write that are followed back. */
const WRITE_HOPS = 12;

/**
 * Tells of a table, by its name, whether it stays small: declared so, or nobody but administrators writes it while a
 * request is answered.
 */
export function createTableGrowth(
  project: Project,
  declaredSmall: ReadonlySet<string>,
): (table: string | undefined) => boolean {
  const known = new Map<string, boolean>();
  let writers: ReadonlyMap<string, readonly ProjectFunction[]> | null = null;
  return (table) => {
    if (table === undefined) return true; // which table it reads is not seen
    const name = table.toLowerCase();
    const before = known.get(name);
    if (before !== undefined) return before;
    const found =
      declaredSmall.has(name) ||
      !((writers ??= writersByTable(project)).get(name) ?? []).some((fn) => isRunByUsers(fn, project));
    known.set(name, found);
    return found;
  };
}

function isRunByUsers(fn: ProjectFunction, project: Project): boolean {
  return (
    fn.fact?.entry === 'requested' ||
    routesReaching(fn.id, project, WRITE_HOPS).some((route) => !isForAdministrators(route, project))
  );
}

/** Functions that write or empty a table and are reached by a request: what is taken away was made by somebody. */
function writersByTable(project: Project): ReadonlyMap<string, readonly ProjectFunction[]> {
  const found = new Map<string, ProjectFunction[]>();
  const reached = new Map<FunctionId, boolean>();
  for (const fn of project.functions.values()) {
    const written = new Set(
      fn.queries.flatMap(({ operation, entity }) =>
        (operation === 'write' || operation === 'delete') && entity !== undefined ? [entity.toLowerCase()] : [],
      ),
    );
    if (written.size === 0 || !servesRequests(fn.file, project)) continue;
    const isReached = reached.get(fn.id) ?? requestReach(fn.id, project) === 'requested';
    reached.set(fn.id, isReached);
    if (isReached) for (const table of written) found.set(table, [...(found.get(table) ?? []), fn]);
  }
  return found;
}
