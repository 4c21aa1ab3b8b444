/** `guarded_by`: who may call a route is decided before its handler changes anything. */
import { isGuard } from '../project/route-privilege.js';
import type { ChainLink, Project, ProjectFunction, Route } from '../project/types.js';
import { proved, unproved, type Proof } from './proof.js';
import { isInside, routesNamed } from './route-named.js';

/** The named guard stands before the handler of every route of this name, and is known to authenticate or authorise. */
export function proveGuardedBy(routeName: string, guard: string, project: Project): Proof {
  const routes = routesNamed(routeName, project);
  if (routes.length === 0) return unproved(`there is no route ${routeName}`);
  let because = '';
  for (const route of routes) {
    const proof = guardOf(route, guard, project);
    if (!proof.proved) return proof;
    because = proof.because;
  }
  return proved(because);
}

/**
 * The chain holds what stands before the handler, and the call in the handler that is proved to come before it changes
 * anything.
 */
function guardOf(route: Route, guard: string, project: Project): Proof {
  const links = route.chain.filter((link) => isNamed(link, guard, project));
  const known = links.find(isGuard);
  if (known)
    return proved(
      isInside(known, route, project)
        ? `${route.handlerName} calls ${guard} before it changes data`
        : `${guard} runs before ${route.handlerName}`,
    );
  const doubt = links.find((link) => link.doubt)?.doubt;
  if (doubt) return unproved(`${guard} stands before ${route.handlerName}, but ${doubt.what}`);
  return unproved(
    links.length > 0
      ? `${guard} runs before ${route.handlerName}, but is not known to check who calls`
      : `${guard} does not run before ${route.handlerName}`,
  );
}

function isNamed(link: ChainLink, guard: string, project: Project): boolean {
  return link.name === guard || (link.fn !== undefined && isFunctionNamed(project.functions.get(link.fn), guard));
}

function isFunctionNamed(fn: ProjectFunction | undefined, guard: string): boolean {
  return fn?.fact != null && (fn.fact.name === guard || `${fn.file}#${fn.fact.name}` === guard);
}
