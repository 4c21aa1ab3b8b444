/** Finding routes by the way claims name them: `POST /path`. */
import type { ChainLink, Project, Route } from '../project/types.js';

/** All routes of this name; a claim about a route must hold for each of them. */
export function routesNamed(name: string, project: Project): readonly Route[] {
  const [method, ...rest] = name.trim().split(/\s+/);
  const path = rest.join(' ');
  return project.operations.filter(
    (route) => route.method.toUpperCase() === method?.toUpperCase() && route.path === path,
  );
}

/** The link is a check that the handler makes itself; all others stand before it. */
export function isInside(link: ChainLink, route: Route, project: Project): boolean {
  const handler = route.handler === null ? undefined : project.functions.get(route.handler);
  const range = handler?.fact?.range;
  return range !== undefined && link.file === handler?.file && range[0] <= link.at[0] && link.at[1] <= range[1];
}
