import { isSetUpPath } from '@backend-architect/analysis';
import type { Project, ProjectFunction, Route } from '../project/types.js';
import { hopsFrom, reachedQuery } from '../project/reached-query.js';
import { handlerOf } from './route-guards.js';

const READ_HOPS = 2;

/**
 * Makes the first account, when nobody can be anybody yet: what stands in front, or the handler itself, looks into the
 * database and refuses once that is done.
 */
export function isFirstSetUp(route: Route, project: Project): boolean {
  if (!isSetUpPath(route.path)) return false;
  const handler = handlerOf(route, project);
  const inFront = route.chain.flatMap(({ fn }) => (fn === undefined ? [] : (project.functions.get(fn) ?? [])));
  const within = handler ? [handler, ...hopsFrom(handler, project).map(({ to }) => to)] : [];
  return [...inFront, ...within].some((fn) => refusesByWhatIsThere(fn, project));
}

function refusesByWhatIsThere(fn: ProjectFunction, project: Project): boolean {
  return (
    (fn.behaviour?.deniesAt.length ?? 0) > 0 &&
    reachedQuery(fn, project, ({ operation }) => operation === 'read', READ_HOPS) !== null
  );
}
