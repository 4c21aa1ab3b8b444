/** `guarded_by`: who may call a route is decided before its handler changes anything. */
import type { GuardDuty } from '@backend-architect/analysis';
import type { ChainLink, Project, ProjectCall, ProjectFunction, Route } from '../project/types.js';
import { firstEffectIn } from './effects.js';
import { proved, unproved, type Proof } from './proof.js';
import { linksBefore, routesNamed } from './route-named.js';

const GUARDS: ReadonlySet<GuardDuty> = new Set(['authentication', 'authorization']);

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

function guardOf(route: Route, guard: string, project: Project): Proof {
  const handler = route.handler === null ? undefined : project.functions.get(route.handler);
  const links = linksBefore(route, handler).filter((link) => isNamed(link, guard, project));
  if (links.some(isKnownGuard)) return proved(`${guard} runs before ${route.handlerName}`);
  if (links.length > 0) return unproved(`${guard} runs before ${route.handlerName}, but is not known to check who calls`);
  return guardInHandler(route, handler, guard, project) ?? unproved(`${guard} does not run before ${route.handlerName}`);
}

/** Evidence `unknown` is a link whose duty was guessed from its name: not a proof. */
function isKnownGuard(link: ChainLink): boolean {
  return link.evidence !== 'unknown' && link.duties.some((duty) => GUARDS.has(duty));
}

function isNamed(link: ChainLink, guard: string, project: Project): boolean {
  return link.name === guard || (link.fn !== undefined && isFunctionNamed(project.functions.get(link.fn), guard));
}

function isFunctionNamed(fn: ProjectFunction | undefined, guard: string): boolean {
  return fn?.fact != null && (fn.fact.name === guard || `${fn.file}#${fn.fact.name}` === guard);
}

/** A handler may call the guard itself, as its first business: unconditionally, awaited, not swallowed by a try, before any effect. */
function guardInHandler(route: Route, handler: ProjectFunction | undefined, guard: string, project: Project): Proof | null {
  if (!handler) return null;
  const call = handler.calls.find((one) => one.targets.length === 1 && isFunctionNamed(project.functions.get(one.targets[0]!), guard));
  if (!call) return null;
  const target = project.functions.get(call.targets[0]!)!;
  if (!denies(target)) return unproved(`${guard} is not known to refuse a caller`);
  if (!isCertain(call)) return unproved(`${guard} does not run on every path of ${route.handlerName}`);
  if (target.fact?.async && call.fact.use !== 'awaited') return unproved(`${route.handlerName} does not wait for ${guard}`);
  const effect = firstEffectIn(handler, project);
  const firstQuery = Math.min(...handler.queries.map((query) => query.call[0]), Infinity);
  if (Math.min(effect ?? Infinity, firstQuery) < call.fact.at[0]) return unproved(`${route.handlerName} touches data before ${guard}`);
  return proved(`${route.handlerName} calls ${guard} before it touches data`);
}

function denies(fn: ProjectFunction): boolean {
  return fn.behaviour !== null && fn.behaviour.deniesAt.length > 0 && fn.behaviour.duties.some((duty) => GUARDS.has(duty)) && !fn.behaviour.callsNext;
}

function isCertain(call: ProjectCall): boolean {
  return call.fact.condition === 'always' && !call.fact.inTry && call.fact.loops.length === 0 && !call.indirect;
}
