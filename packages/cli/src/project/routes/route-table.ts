import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import type { FunctionId, Route } from '../types.js';
import type { ShippedSettings } from '../shipped-settings.js';
import { chainedRoutes } from './chained-routes.js';
import { contractRoutes } from './contract-registrations.js';
import type { ControllerInput } from './controller-input.js';
import { controllerRoutes } from './controllers.js';
import { createDutyBook } from './duties.js';
import type { FileRouteInput } from './file-route-input.js';
import { fileRoutes } from './file-routes.js';
import { globalChain, type GlobalChain } from './global-chain.js';
import { registrationsByRouter } from './registrations.js';
import { serviceRoutes } from './service-routes.js';
import { createSignIns } from './sign-ins.js';
import { walkRouters } from './walk-routers.js';
import { writtenThings, type WrittenThings } from './written-things.js';

export interface RouteInput {
  readonly resolver: Resolver;
  readonly calls: readonly LinkedCall[];
  /** The same by the function they stand in. */
  readonly callsBy: ReadonlyMap<FunctionId, readonly LinkedCall[]>;
  /** What the program ships as its settings. */
  readonly shipped: ShippedSettings;
  /** Routes that something else says than the program itself. */
  readonly deployed: (input: FileRouteInput) => readonly Route[];
}

export interface RouteTable {
  /** Every route of the project with the chain a request passes, sorted by path, method and place. */
  readonly routes: Route[];
  /** What stands before methods of classes, for whatever else they are run for. */
  readonly controllers: ControllerInput & { readonly chain: GlobalChain };
  /** What arguments say, for whatever else is registered. */
  readonly written: WrittenThings;
}

export function routeTable({ resolver, calls, callsBy, deployed, shipped }: RouteInput): RouteTable {
  const book = createDutyBook(resolver, calls);
  const byRange = new Map(calls.map((call) => [`${call.file}:${call.fact.at[0]}:${call.fact.at[1]}`, call]));
  const written = writtenThings(resolver, byRange, shipped, calls);
  const groups = registrationsByRouter(
    resolver,
    written,
    calls,
    contractRoutes({ resolver, things: written, calls: byRange }),
  );
  const registered = walkRouters({
    resolver,
    book,
    groups,
    calls: byRange,
    callsBy,
    origins: callsByOrigin(calls),
    signIns: createSignIns(resolver, book, calls),
  });
  const controllers = {
    resolver,
    book,
    calls: byRange,
    callsBy,
    registrations: [...groups.values()].flat(),
    things: written,
  };
  const chain = globalChain(controllers);
  const declared = controllerRoutes(controllers, chain);
  const placing = { resolver, book, calls: byRange, callsBy };
  const placed = [
    ...fileRoutes(placing),
    ...deployed(placing),
    ...chainedRoutes({ ...placing, things: written }),
    ...serviceRoutes({ ...placing, things: written }),
  ];
  const routes = [...oncePerPlace(registered), ...declared, ...placed].sort(
    (a, b) => compare(a.path, b.path) || compare(a.method, b.method) || compare(a.file, b.file) || a.at[0] - b.at[0],
  );
  return { routes, controllers: { ...controllers, chain }, written };
}

/** By file and start, or file and range: what is made by a call is known by one of them. */
function callsByOrigin(calls: readonly LinkedCall[]): (origin: string) => readonly LinkedCall[] {
  const found = new Map<string, LinkedCall[]>();
  for (const call of calls)
    for (const origin of [`${call.file}:${call.fact.at[0]}`, `${call.file}:${call.fact.at.join(':')}`]) {
      const known = found.get(origin);
      if (known) known.push(call);
      else found.set(origin, [call]);
    }
  return (origin) => found.get(origin) ?? [];
}

/** One route that is registered in the arms of a condition is one, with what surely stands before it. */
function oncePerPlace(routes: readonly Route[]): readonly Route[] {
  const byPlace = new Map<string, Route>();
  for (const route of routes) {
    const key = `${route.method} ${route.path} ${route.file}:${route.at.join(':')}`;
    const before = byPlace.get(key);
    if (!before || route.chain.length < before.chain.length) byPlace.set(key, route);
  }
  return [...byPlace.values()];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
