/** Which tables grow with use. */
import { isChange, isCreation } from '@backend-architect/analysis';
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

/**
 * Functions that write or empty a table and are reached by a request: what is taken away was made by somebody. A change
 * of rows that a migration has put in makes no more of them.
 */
function writersByTable(project: Project): ReadonlyMap<string, readonly ProjectFunction[]> {
  const seeded = tablesFilledByMigrations(project);
  const found = new Map<string, ProjectFunction[]>();
  const reached = new Map<FunctionId, boolean>();
  for (const fn of project.functions.values()) {
    const written = new Set(
      fn.queries.flatMap((query) => {
        const table = query.entity?.toLowerCase();
        const makesMore =
          query.operation === 'delete' || isCreation(query) || (table !== undefined && !seeded.has(table));
        return table !== undefined && isChange(query) && makesMore ? [table] : [];
      }),
    );
    if (written.size === 0 || !servesRequests(fn.file, project)) continue;
    const isReached = reached.get(fn.id) ?? requestReach(fn.id, project) === 'requested';
    reached.set(fn.id, isReached);
    if (isReached) for (const table of written) found.set(table, [...(found.get(table) ?? []), fn]);
  }
  return found;
}

/** Tables into which a migration or a seed puts rows. */
function tablesFilledByMigrations(project: Project): ReadonlySet<string> {
  return new Set(
    [...project.functions.values()]
      .filter(({ file }) => project.files.get(file)?.role === 'migration')
      .flatMap(({ queries }) => queries)
      .flatMap((query) => (query.entity !== undefined && isCreation(query) ? [query.entity.toLowerCase()] : [])),
  );
}
