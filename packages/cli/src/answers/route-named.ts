/** Finding routes by the way claims name them: `POST /path`. */
import type { ChainLink, Project, ProjectFunction, Route } from '../project/types.js';

/** All routes of this name; a claim about a route must hold for each of them. */
export function routesNamed(name: string, project: Project): readonly Route[] {
  const [method, ...rest] = name.trim().split(/\s+/);
  const path = rest.join(' ');
  return project.routes.filter((route) => route.method.toUpperCase() === method?.toUpperCase() && route.path === path);
}

/** Links that run before the handler starts. The chain also lists the handler and checks inside it: their order is for the claim to prove. */
export function linksBefore(route: Route, handler: ProjectFunction | undefined): readonly ChainLink[] {
  const range = handler?.fact?.range;
  return route.chain.filter((link) => link.fn === undefined || link.fn !== handler?.id).filter((link) => range === undefined || link.file !== handler?.file || link.at[0] < range[0] || range[1] < link.at[1]);
}
