/** Finding routes by the way claims name them: `POST /path`. */
import type { Project, Route } from '../project/types.js';

/** All routes of this name; a claim about a route must hold for each of them. */
export function routesNamed(name: string, project: Project): readonly Route[] {
  const [method, ...rest] = name.trim().split(/\s+/);
  const path = rest.join(' ');
  return project.routes.filter((route) => route.method.toUpperCase() === method?.toUpperCase() && route.path === path);
}
