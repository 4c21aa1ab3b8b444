import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import type { FunctionId, Route } from '../types.js';
import { controllerRoutes } from './controllers.js';
import { createDutyBook } from './duties.js';
import { fileRoutes } from './file-routes.js';
import { registrationsByRouter } from './registrations.js';
import { walkRouters } from './walk-routers.js';

export interface RouteInput {
  readonly resolver: Resolver;
  readonly calls: readonly LinkedCall[];
  /** The same by the function they stand in. */
  readonly callsBy: ReadonlyMap<FunctionId, readonly LinkedCall[]>;
}

/** Every route of the project with the chain a request passes, sorted by path, method and place. */
export function routeTable({ resolver, calls, callsBy }: RouteInput): Route[] {
  const book = createDutyBook(resolver, calls);
  const groups = registrationsByRouter(resolver, calls);
  const byRange = new Map(calls.map((call) => [`${call.file}:${call.fact.at[0]}:${call.fact.at[1]}`, call]));
  const registered = walkRouters({ resolver, book, groups, calls: byRange });
  const declared = controllerRoutes({
    resolver,
    book,
    calls: byRange,
    callsBy,
    registrations: [...groups.values()].flat(),
  });
  const placed = fileRoutes({ resolver, book, callsBy });
  return [...registered, ...declared, ...placed].sort(
    (a, b) => compare(a.path, b.path) || compare(a.method, b.method) || compare(a.file, b.file) || a.at[0] - b.at[0],
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
