/**
 * Who can send what reaches a function, by the routes that lead there and what each of them is proved to ask of its
 * caller.
 */
import type { Policy } from '../options/config.js';
import type { FunctionId, Project, Route } from '../project/types.js';
import { routesReaching } from '../project/reachability.js';
import { isAdministratorProved, isHandlerForAdministrators } from '../project/route-privilege.js';
import { provedAccess, routeName } from './route-guards.js';

/** `anyone` needs no account; `user` any that is signed in; `administrator` a role that the project asks for. */
export type Sender = 'anyone' | 'user' | 'administrator';

export interface Sending {
  readonly sender: Sender;
  /** Method and path of a route that it can be sent to. */
  readonly route: string;
}

const DEPTH = 12;

/**
 * The least privileged caller who is proved to get there; null where that is not known: no route leads there that is
 * seen, or the ones that do have a link whose work is not known, and it can only be seen that an administrator gets
 * past the others.
 */
export function senderOf(id: FunctionId, project: Project, policy: Policy): Sending | null {
  const known = cache.get(project) ?? new Map<FunctionId, Sending | null>();
  cache.set(project, known);
  const before = known.get(id);
  if (before !== undefined) return before;
  const found = leastPrivileged(routesReaching(id, project, DEPTH), project, policy);
  known.set(id, found);
  return found;
}

const cache = new WeakMap<Project, Map<FunctionId, Sending | null>>();

function leastPrivileged(routes: readonly Route[], project: Project, policy: Policy): Sending | null {
  const first = new Map<Sender | 'unknown', Route>();
  for (const route of routes) {
    const sender = callerOf(route, project, policy);
    if (!first.has(sender)) first.set(sender, route);
  }
  for (const sender of ['anyone', 'user', 'unknown', 'administrator'] as const) {
    const route = first.get(sender);
    if (route) return sender === 'unknown' ? null : { sender, route: routeName(route) };
  }
  return null;
}

function callerOf(route: Route, project: Project, policy: Policy): Sender | 'unknown' {
  const access = provedAccess(route, policy);
  // Another machine that proves itself by a signature is nobody's user, and not anyone either.
  const handler = route.handler === null ? undefined : project.functions.get(route.handler);
  const isSigned =
    route.chain.some((link) => link.duties.includes('signature')) || handler?.behaviour?.duties.includes('signature');
  if (isSigned) return 'unknown';
  // What stands before the handler lets nobody past a test in it.
  if (access !== 'public' && isHandlerForAdministrators(route, project)) return 'administrator';
  if (access === 'unclear') return 'unknown';
  return access === 'guarded' ? (isAdministratorProved(route, project) ? 'administrator' : 'user') : 'anyone';
}
