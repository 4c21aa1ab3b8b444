import type { LinkedCall } from '../call-linker.js';
import type { FunctionId, Route } from '../types.js';
import { activeFor, isAlways, isTelling, type Active, type Scope } from './active-links.js';
import { argPlaceOf } from './arg-place.js';
import { handlerArg, type HandlerArg } from './chain-links.js';
import { frameworkOf } from './framework-of.js';
import { insideLinks } from './inside-links.js';
import { childrenOf, childRouter, isRoot, madeFor, mountArgs, siteOf } from './mounted-routers.js';
import { joinPath } from './paths.js';
import type { Registration } from './registrations.js';
import { settingsOf } from './route-settings.js';
import { doubted, inOrder, notFollowed, settledFor, type OpenLink } from './settled-links.js';
import type { WalkInput } from './walk-input.js';
import type { PlacedArg } from './written-things.js';

interface Place {
  readonly prefix: string;
  readonly chain: readonly OpenLink[];
  readonly complete: boolean;
  /** The call that made the router, when it was made where it is mounted. */
  readonly site: LinkedCall | null;
}

/** Routes of all routers, from those nobody mounts down. */
export function walkRouters(input: WalkInput): Route[] {
  const children = new Set(
    [...input.groups.values()].flat().flatMap((registration) => childrenOf(input, registration)),
  );
  const routes: Route[] = [];
  for (const [router, registrations] of input.groups) {
    if (children.has(router)) continue;
    walk(
      input,
      router,
      { prefix: '', chain: [], complete: isRoot(input, registrations), site: null },
      new Set(),
      routes,
    );
  }
  // Routers that only mount each other have no root; their routes are listed without one.
  const reached = new Set(routes.map((route) => `${route.file}:${route.at[0]}`));
  for (const [router, registrations] of input.groups) {
    if (
      registrations.some(
        (registration) =>
          registration.fact.kind === 'route' && !reached.has(`${registration.place}:${registration.fact.at[0]}`),
      )
    ) {
      const found: Route[] = [];
      walk(input, router, { prefix: ':?', chain: [], complete: false, site: null }, new Set(), found);
      routes.push(...found.filter((route) => !reached.has(`${route.file}:${route.at[0]}`)));
      for (const route of found) reached.add(`${route.file}:${route.at[0]}`);
    }
  }
  return routes;
}

function walk(
  input: WalkInput,
  router: string,
  place: Place,
  path: ReadonlySet<string>,
  routes: Route[],
): readonly Active[] {
  if (path.has(router) || path.size > 12) return [];
  const inside = new Set([...path, router]);
  const registrations = madeFor(input.groups.get(router) ?? [], place.site);
  // Inside a plugin hooks stand before all its routes, wherever they are written.
  const active: Active[] = [
    ...registrations.flatMap((registration) => unknownPlugins(input, registration)),
    ...inTime(registrations.filter(isHookOfScope)).flatMap((registration) => linksOf(input, registration)),
  ];
  for (const registration of registrations) {
    const { fact, file } = registration;
    if (fact.kind === 'route') {
      routes.push(routeFrom({ input, router, active }, registration, place));
      active.push(...fallingThrough(input, registration));
      continue;
    }
    if (isHookOfScope(registration)) continue;
    const { path: mountPath, handlers } = mountArgs(input, registration);
    const known = mountPath ?? ':?';
    const before: OpenLink[] = [];
    for (const arg of handlers) {
      const parsed = handlerArg(input.resolver, input.book, input.calls, file, arg, argPlaceOf(registration));
      const child = childRouter(input, registration, parsed);
      if (child === null) {
        const link: OpenLink = { ...parsed.link, below: joinPath(place.prefix, known) };
        before.push(
          registration.handed
            ? notFollowed(link, 'what it registers on the application it is handed is not known')
            : link,
        );
        continue;
      }
      const applicable = activeFor({ input, router, active }, known, registration);
      const left = walk(
        input,
        child,
        {
          prefix: joinPath(place.prefix, known),
          chain: [...place.chain, ...applicable, ...inOrder(before)],
          complete: place.complete && mountPath !== null && !mountPath.includes(':?'),
          site: siteOf(input, file, arg),
        },
        inside,
        routes,
      );
      // A request may come out of a router again: what it passed there may have checked it.
      // So it does out of a plugin that a call has made: it may not be encapsulated.
      const mayLeave = registration.mount?.scope === 'ordered' || parsed.thing?.kind !== 'function' || arg.call;
      // A plugin made by a call is meant for the routes beside it, and so is a limiter in it.
      if (mayLeave && registration.mount?.scope === 'encapsulated')
        active.push(
          ...left.flatMap((one): Active[] =>
            one.link.duties.includes('rate-limit')
              ? [{ ...one, path: joinPath(known, one.path), by: [...one.by, registration] }]
              : [],
          ),
        );
      if (sharesScope(input, file, arg, parsed))
        active.push(
          ...left.map((one) => ({
            ...one,
            path: joinPath(known, one.path),
            by: [...one.by.filter(({ call }) => !isAlways(call)), registration],
          })),
        );
      else if (mayLeave)
        active.push(
          ...left.flatMap((one): Active[] =>
            isTelling(one.link)
              ? [
                  {
                    ...one,
                    link: doubted(
                      one.link,
                      'whether requests for this route pass the router it stands in is not known',
                    ),
                    path: joinPath(known, one.path),
                    by: [...one.by, registration],
                  },
                ]
              : [],
          ),
        );
    }
    const isFilter = registration.mount?.scope === 'ordered' || before.some((link) => link.duties.length > 0);
    if (isFilter)
      active.push(
        ...before.map((link) => ({
          link: mountPath === null ? doubted(link, 'it hangs on a path that is not known') : link,
          path: known,
          by: [registration],
        })),
      );
  }
  return active;
}

/** A plugin that is made to put its hooks before the routes beside it. */
function sharesScope(input: WalkInput, file: string, arg: PlacedArg, { thing }: HandlerArg): boolean {
  const origin = thing?.kind === 'library' || thing?.kind === 'made' ? thing.origin : undefined;
  const made = arg.call
    ? input.calls.get(`${arg.file ?? file}:${arg.at[0]}:${arg.at[1]}`)
    : origin === undefined
      ? undefined
      : input.origins(origin)[0];
  return made?.target?.call.sharesScope === true;
}

/**
 * Middleware registered as a route: `app.all('/x', guard)`, `app.route('/x').all(guard).post(save)`. Later routes of
 * that path are behind it.
 */
function fallingThrough(input: WalkInput, registration: Registration): Active[] {
  const { fact, file, call } = registration;
  if (call.target?.call.route?.guardProperties) return [];
  const links = fact.handlers
    .map((arg) => handlerArg(input.resolver, input.book, input.calls, file, arg, argPlaceOf(registration)).link)
    .filter((link) => isTelling(link) || link.effect);
  // Of several, one may leave the list before the next.
  const isAlone = fact.handlers.length === 1;
  return links.map((link) => ({
    link: isAlone ? link : doubted(link, 'whether requests for this route pass it is not known'),
    path: fact.path ?? ':?',
    by: [registration],
    method: fact.method ?? 'ALL',
  }));
}

function isHookOfScope({ fact, mount }: Registration): boolean {
  return fact.kind === 'hook' && mount?.scope === 'encapsulated';
}

/** Plugins nobody knows: they may hook into the routes beside them, wherever they are written. */
function unknownPlugins(input: WalkInput, registration: Registration): Active[] {
  const { fact, file, mount } = registration;
  if (mount?.scope !== 'encapsulated' || fact.kind !== 'mount') return [];
  return fact.handlers.flatMap((arg): Active[] => {
    const parsed = handlerArg(input.resolver, input.book, input.calls, file, arg, argPlaceOf(registration));
    const isUnknown =
      parsed.fn === null &&
      (parsed.thing === null || parsed.thing.kind === 'package') &&
      childRouter(input, registration, parsed) === null;
    return isUnknown
      ? [
          {
            link: notFollowed(parsed.link, 'whether it puts hooks before the routes beside it is not known'),
            path: '',
            by: [registration],
          },
        ]
      : [];
  });
}

/** Hooks run by their time, those of one time as they were written. */
function inTime(hooks: readonly Registration[]): readonly Registration[] {
  const time = (hook: Registration): number => hook.mount?.before?.is.indexOf(timeOf(hook) ?? '') ?? 0;
  return [...hooks].sort((a, b) => time(a) - time(b));
}

function timeOf({ mount, call }: Registration): string | undefined {
  return mount?.before && call.fact.args[mount.before.arg]?.text;
}

function linksOf(input: WalkInput, registration: Registration): Active[] {
  const { fact, file, mount } = registration;
  const when = timeOf(registration);
  // It runs when the handler has run, or not for requests at all.
  if (when !== undefined && !mount?.before?.is.includes(when)) return [];
  return fact.handlers.map((arg) => {
    const { link } = handlerArg(input.resolver, input.book, input.calls, file, arg, argPlaceOf(registration));
    return {
      link: mount?.before && when === undefined ? doubted(link, 'when this hook runs is not known') : link,
      path: '',
      by: [registration],
    };
  });
}

function routeFrom(scope: Scope, registration: Registration, place: Place): Route {
  const { input } = scope;
  const { fact, file, place: written } = registration;
  const path = fact.path ?? ':?';
  const parsed = fact.handlers.map((arg) =>
    handlerArg(input.resolver, input.book, input.calls, file, arg, argPlaceOf(registration)),
  );
  const last = parsed.at(-1);
  const handler = last?.fn ?? last?.link.fn ?? null;
  // A wrapper with a duty around the handler is part of the chain.
  const wrapper =
    last && (last.link.duties.length > 0 || last.link.doubt) && fact.handlers.at(-1)?.call ? [last.link] : [];
  const before = [
    ...place.chain,
    ...activeFor(scope, path, registration),
    ...inOrder(parsed.slice(0, -1).map((arg) => arg.link)),
    ...wrapper,
  ];
  const fullPath = joinPath(place.prefix, path);
  const set = settingsOf(registration);
  const kept = before.filter(
    (link) => link.duties.length === 0 || !link.duties.every((duty) => set.off.includes(duty)),
  );
  return {
    framework: frameworkOf(fact.symbol),
    method: fact.method ?? 'ALL',
    path: fullPath,
    file: written,
    at: fact.at,
    chain: settledFor([...kept, ...set.links, ...insideLinks(input, handler)], {
      method: fact.method ?? 'ALL',
      path: fullPath,
      metadata: [],
    }),
    handler,
    handlerName: last ? handlerName(input, last, handler) : '',
    complete:
      place.complete && fact.path !== undefined && !fact.path.includes(':?') && parsed.every((arg) => arg.known),
  };
}

function handlerName(input: WalkInput, last: HandlerArg, handler: FunctionId | null): string {
  if (handler === null) return last.link.name;
  const at = handler.lastIndexOf('#');
  return input.resolver.functionFact(handler.slice(0, at), Number(handler.slice(at + 1)))?.name ?? last.link.name;
}
