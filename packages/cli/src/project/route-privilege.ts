/** Which routes only an administrator can use, as far as the project shows. */
import type { GuardDuty } from '@backend-architect/analysis';
import type { ChainLink, FunctionId, Project, Route } from './types.js';
import { hopsFrom } from './reached-query.js';

/** The method of what changes something and is called by its name. */
export const MUTATION = 'MUTATION';

const GUARDS: ReadonlySet<GuardDuty> = new Set(['authentication', 'authorization']);
const HOPS = 1;
/** Links that nobody modelled, and paths, by the one word that says it. */
const ADMIN_NAME = /(?:^|[^a-z])admin|[a-z](?:Super)?Admin(?:istrator)?s?(?![a-z])|super_?admin|super_?user/;

/** A link of the chain, or the handler itself, turns everybody away who is no administrator. */
export function isForAdministrators(route: Route, project: Project): boolean {
  if (
    route.chain.some(
      (link) => ADMIN_NAME.test(link.name) || (link.fn !== undefined && turnsAway(link.fn, project, HOPS)),
    )
  )
    return true;
  if (/(?:^|\/)(?:super-?)?admin(?:istration)?(?:\/|$)/i.test(route.path)) return true;
  return route.handler !== null && turnsAway(route.handler, project, HOPS);
}

/**
 * The same by what guards do, not by a word of the path: a body that asks for the role, or a proved guard that is
 * called for it.
 */
export function isAdministratorProved(route: Route, project: Project): boolean {
  const asks = (id: FunctionId | undefined | null): boolean =>
    id !== undefined && id !== null && turnsAway(id, project, HOPS);
  return (
    asks(route.handler) || route.chain.some((link) => asks(link.fn) || (isGuard(link) && ADMIN_NAME.test(link.name)))
  );
}

/** The handler itself asks for the role before it answers, whatever stands before it. */
export function isHandlerForAdministrators({ handler }: Route, project: Project): boolean {
  return handler !== null && turnsAway(handler, project, HOPS);
}

function turnsAway(id: FunctionId, project: Project, depth: number): boolean {
  const fn = project.functions.get(id);
  if (!fn) return false;
  if (fn.behaviour?.asksForAdministrator) return true;
  return (
    depth > 0 &&
    hopsFrom(fn, project).some(({ call, to }) => !call.indirect && to.behaviour?.asksForAdministrator === true)
  );
}

/** It is proved to check who calls, or what they may. */
export function isGuard(link: ChainLink): boolean {
  return link.evidence !== 'unknown' && link.duties.some((duty) => GUARDS.has(duty));
}
