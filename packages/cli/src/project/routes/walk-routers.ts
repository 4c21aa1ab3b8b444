import type { LinkedCall } from '../call-linker.js';
import { isNamedByCall } from '../function-name.js';
import type { ChainLink, FunctionId, Route } from '../types.js';
import { isTogether } from './is-together.js';
import { handlerArg, type HandlerArg } from './chain-links.js';
import { childrenOf, childRouter, mountArgs } from './mounted-routers.js';
import { isHandedOn } from './handed-on.js';
import { insideLinks } from './inside-links.js';
import { coverage, joinPath, remainder } from './paths.js';
import type { Registration } from './registrations.js';
import { settingsOf } from './route-settings.js';
import { hooksEverywhere, inTime, isHookOfScope, linksOf, reachOf, unknownPlugins } from './scope-hooks.js';
import { doubted, forgiven, inOrder, notFollowed, settledFor, withoutEffect, type OpenLink } from './settled-links.js';
import { placeOf, type Active, type WalkInput } from './walking.js';
import type { PlacedArg } from './placed-arg.js';
import { fileAndKey, libraryOf } from '../things.js';

interface Place {
  readonly prefix: string;
  readonly chain: readonly OpenLink[];
  readonly complete: boolean;
  /** What routers beside or below it put before all routes of the server. */
  readonly everywhere: readonly Active[];
  /** What stands before some paths below the place where it hangs: `/admin` of a router that hangs at the root. */
  readonly beyond: readonly Active[];
  /** The call that made the router, when it was made where it is mounted. */
  readonly site: LinkedCall | null;
}

/** Routes of all routers, from those nobody mounts down. */
export function walkRouters(input: WalkInput): Route[] {
  const children = new Set(
    [...input.groups.values()]
      .flat()
      .flatMap((registration) => childrenOf(input, registration).map((child) => child.router)),
  );
  const served = servedBehindRoutes(input);
  const routes: Route[] = [];
  for (const [router, registrations] of input.groups) {
    if (children.has(router)) continue;
    walk(
      input,
      router,
      {
        prefix: '',
        chain: [],
        complete: isRoot(input, registrations) && !served.has(router),
        everywhere: hooksEverywhere(input, router),
        beyond: [],
        site: null,
      },
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
      walk(
        input,
        router,
        { prefix: ':?', chain: [], complete: false, everywhere: [], beyond: [], site: null },
        new Set(),
        found,
      );
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
  const around = [...place.everywhere, ...place.beyond];
  const active: Active[] = [
    ...around,
    ...registrations.flatMap((registration) => unknownPlugins(input, registration)),
    ...inTime(registrations.filter((one) => isHookOfScope(one) && reachOf(one) === 'own')).flatMap((registration) =>
      linksOf(input, registration),
    ),
  ];
  for (const registration of registrations) {
    const { fact, file } = registration;
    if (fact.kind === 'route') {
      const route = routeFrom({ input, router, active }, registration, place);
      if (isOfItsOwn(input, registration, route)) routes.push(route);
      active.push(...fallingThrough(input, registration));
      continue;
    }
    if (isHookOfScope(registration)) continue;
    const { path: mountPath, handlers } = mountArgs(input, registration);
    const known = mountPath ?? ':?';
    const before: OpenLink[] = [];
    for (const arg of handlers) {
      const parsed = handlerArg(input.resolver, input.book, input.calls, file, arg, placeOf(registration));
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
      // What runs for all is put there by the walk itself, what is kept to one plugin stands before no other.
      const handedOn = active.filter(({ by }) => !by.some(({ mount: put }) => put?.everywhere));
      const applicable = activeFor({ input, router, active: handedOn }, known, registration);
      const beyond = handedOn.flatMap((one): Active[] => {
        const rest = remainder(one.path, known);
        return rest === null ? [] : [{ ...one, path: rest }];
      });
      const left = walk(
        input,
        child,
        {
          prefix: joinPath(place.prefix, known),
          chain: [...place.chain, ...applicable, ...inOrder(before)],
          complete: place.complete && mountPath !== null && !mountPath.includes(':?'),
          everywhere: place.everywhere,
          beyond,
          site: siteOf(input, registration, arg),
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
    // Guards of a group stand before its routes alone.
    const isGroup = registration.mount?.hands && fact.handlers.at(-1)?.fn !== undefined;
    const isFilter = registration.mount?.scope === 'ordered' || before.some((link) => link.duties.length > 0);
    if (isFilter && !isGroup)
      active.push(
        ...before.map((link) => ({
          link: mountPath === null ? doubted(link, 'it hangs on a path that is not known') : link,
          path: known,
          by: [registration],
          ...(registration.mount?.exact && mountPath && !mountPath.endsWith('*') && { exact: true as const }),
        })),
      );
  }
  // Whoever is around has those already.
  return active.slice(around.length);
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
    .map((arg) => handlerArg(input.resolver, input.book, input.calls, file, arg, placeOf(registration)).link)
    .filter((link) => isTelling(link) || link.effect || link.madeUp);
  // Of several, one may leave the list before the next.
  const isAlone = fact.handlers.length === 1;
  return links.map((link) => ({
    link: isAlone ? link : doubted(link, 'whether requests for this route pass it is not known'),
    path: fact.path ?? ':?',
    by: [registration],
    method: fact.method ?? 'ALL',
  }));
}

/** It checks who calls, or may. */
function isTelling(link: ChainLink): boolean {
  return isCaller(link) || link.doubt !== undefined;
}

interface Scope {
  readonly input: WalkInput;
  readonly router: string;
  readonly active: readonly Active[];
}

/** Whatever other uses of the factory put in the same place checks who calls as well. */
function isAlike(input: WalkInput, router: string, by: Registration): boolean {
  const others = (input.groups.get(router) ?? []).filter((other) => other.call === by.call);
  return others.every((other) =>
    other.fact.handlers.some((arg) =>
      isCaller(handlerArg(input.resolver, input.book, input.calls, other.file, arg, placeOf(other)).link),
    ),
  );
}

/** Links that a request for this path passes. Where only some requests do, the link is not known to check who calls. */
function activeFor({ input, router, active }: Scope, path: string, to: Registration): OpenLink[] {
  let before: OpenLink[] = [];
  for (const one of active) {
    if (one.link.failures === 'forgives' && coverage(path, one.path) !== 'none')
      before = [...forgiven(before, one.link)];
    before.push(...passed(one));
  }
  return before;

  function passed({ link, path: prefix, by: all, method, exact }: Active): OpenLink[] {
    const covered = coverage(path, prefix);
    if (exact && covered === 'all' && coverage(prefix, path) === 'none') return [];
    if (method !== undefined && !isTelling(link) && path !== prefix) return [];
    if (
      covered === 'none' ||
      (method !== undefined && !isSameRoute({ path, method: to.fact.method ?? 'ALL' }, { path: prefix, method }))
    )
      return [];
    if (covered === 'some')
      return [withoutEffect(doubted(link, 'that it hangs on the path of this route is not known'))];
    const shared = all.find((by) => by.shared === 'some');
    if (shared && isCaller(link) && !isAlike(input, router, shared))
      return [
        doubted(link, 'it stands before some of the routers made by one function, and which is not known', {
          file: shared.place,
          at: shared.fact.at,
        }),
      ];
    const uncertain = all.find((by) => !isCertain(by, to));
    return [
      uncertain
        ? doubted(link, 'it is put in place only under a condition', { file: uncertain.place, at: uncertain.fact.at })
        : link,
    ];
  }
}

/**
 * Every request for the first is one for the second; a path that may be longer or shorter is settled by what it covers.
 */
function isSameRoute(
  one: { readonly path: string; readonly method: string },
  other: { readonly path: string; readonly method: string },
): boolean {
  const count = (path: string): number => path.split('/').filter((segment) => segment !== '').length;
  return (
    (other.method === 'ALL' || other.method === one.method) &&
    (count(one.path) === count(other.path) || /\*|:\?/.test(one.path + other.path))
  );
}

function isCaller(link: ChainLink): boolean {
  return link.duties.some((duty) => duty === 'authentication' || duty === 'authorization');
}

/** Whenever the second is registered, so is the first. */
function isCertain({ call, by, via }: Registration, to: Registration): boolean {
  if (!via && (by.file !== to.by.file || by.fact.fn !== to.by.fact.fn)) return false;
  const after = [to.call, to.by, ...(to.via ?? [])];
  return [call, by, ...(via ?? [])].every((one) => after.some((other) => isTogether(one, other)));
}

/** The server is told so in the same way that leads to the route, or whenever the program starts. */
function isSetFor(by: LinkedCall, to: Registration): boolean {
  const after = [to.call, to.by, ...(to.via ?? [])];
  return after.some((other) => isTogether(by, other)) || isAlways(by);
}

/** Whenever the function it stands in runs, it does. */
function isAlways({ fact }: LinkedCall): boolean {
  return fact.condition !== 'sometimes' && !fact.skips?.length;
}

/**
 * Routers made in one factory are one value in the code: what was registered for another use of the factory is left
 * out.
 */
function madeFor(registrations: readonly Registration[], site: LinkedCall | null): readonly Registration[] {
  const isOfSite = ({ call, by }: Registration): boolean => by !== call && by === site;
  if (!site || !registrations.some(isOfSite)) return registrations;
  return registrations
    .filter((registration) => registration.by === registration.call || isOfSite(registration))
    .map(({ shared: _shared, ...registration }) => registration);
}

/**
 * The call a router comes from: `app.use('/a', makeRouter(guard))`, also through a name of the same file; of one that is
 * made where it is mounted, the call of the function that does both.
 */
function siteOf(input: WalkInput, { file, by, call }: Registration, arg: PlacedArg): LinkedCall | null {
  const at = arg.call ? arg.at : arg.ref?.kind === 'result' ? arg.ref.at : undefined;
  const maker = at ? input.calls.get(`${arg.file ?? file}:${at[0]}:${at[1]}`) : undefined;
  return maker && maker.targets.length > 0 ? maker : by === call ? null : by;
}

function routeFrom(scope: Scope, registration: Registration, place: Place): Route {
  const { input } = scope;
  const { fact, file, place: written } = registration;
  const path = fact.path ?? ':?';
  const parsed = fact.handlers.map((arg) =>
    handlerArg(input.resolver, input.book, input.calls, file, arg, placeOf(registration)),
  );
  const last = parsed.at(-1);
  const handler = last?.fn ?? last?.link.fn ?? null;
  // A wrapper with a duty around the handler is part of the chain.
  const answer: PlacedArg | undefined = fact.handlers.at(-1);
  const wrapper =
    last && (last.link.duties.length > 0 || last.link.doubt) && (answer?.call ?? answer?.wraps) ? [last.link] : [];
  const asked = input.signIns.linkOf(registration, (by) => isSetFor(by, registration));
  const before = [
    ...place.chain,
    ...activeFor(scope, path, registration),
    ...(asked ? [asked] : []),
    ...inOrder(parsed.slice(0, -1).map((arg) => arg.link)),
    ...wrapper,
  ];
  const fullPath = joinPath(place.prefix, path);
  const set = settingsOf(registration);
  const kept = before.filter(
    (link) => link.duties.length === 0 || !link.duties.every((duty) => set.off.includes(duty)),
  );
  return {
    framework: libraryOf(fact.symbol),
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
    handlerName: last ? handlerName(input, last, handler, answer) : '',
    complete:
      place.complete && fact.path !== undefined && !fact.path.includes(':?') && parsed.every((arg) => arg.known),
  };
}

/** A server that is given a router has the routes of that, and no other. */
function isOfItsOwn({ callsBy }: WalkInput, { call }: Registration, { handler }: Route): boolean {
  const { route, answers } = call.target?.call ?? {};
  if ((route ?? answers)?.path !== 'in-handler') return true;
  return handler !== null && !isHandedOn(callsBy, handler);
}

function handlerName(
  input: WalkInput,
  last: HandlerArg,
  handler: FunctionId | null,
  arg: PlacedArg | undefined,
): string {
  const name = handler === null ? undefined : input.resolver.functionFact(...fileAndKey(handler))?.name;
  // What is wrapped in a call that is made elsewhere goes by what that is called here.
  return name === undefined || (isNamedByCall(name) && !arg?.call) ? (last.named ?? last.link.name) : name;
}

/**
 * Routers that a route of another may hand its requests to, as any of their library: what stands before that is not
 * followed.
 */
function servedBehindRoutes({ resolver, groups }: WalkInput): ReadonlySet<string> {
  const all = [...groups.values()].flat();
  const types = all.flatMap(({ file, fact, router, routerType }) => {
    const isServing = fact.handlers.some((arg: PlacedArg) => {
      const thing = fact.kind === 'route' ? resolver.argument(arg.file ?? file, arg) : null;
      return thing?.kind === 'library' && thing.meaning.kind === 'member' && thing.meaning.ref.member.call?.serves;
    });
    return isServing ? [{ router, routerType }] : [];
  });
  const others = all.filter((one) =>
    types.some(({ router, routerType }) => router !== one.router && routerType === one.routerType),
  );
  return new Set(others.map(({ router }) => router));
}

/** A server, or a router of a library that knows no other. */
function isRoot(input: WalkInput, registrations: readonly Registration[]): boolean {
  // What listens is the server itself.
  if (registrations.every(({ fact, call }) => fact.kind === 'route' && call.target?.call.listens)) return true;
  const type = registrations.find((registration) => registration.routerType !== '')?.routerType ?? '';
  const [library = '', name = ''] = [type.slice(0, type.indexOf('#', 1)), type.slice(type.indexOf('#', 1) + 1)];
  const types = input.resolver.registry.models
    .filter((model) => model.library === library)
    .flatMap((model) => Object.entries(model.types ?? {}));
  const listens = types
    .filter(([, model]) => Object.values(model.members ?? {}).some((member) => member.call?.listens))
    .map(([key]) => key);
  return listens.length === 0
    ? type !== '' && !types.some(([, model]) => model.extends === name)
    : listens.includes(name) && registrations.every((registration) => !registration.router.startsWith('param:'));
}
