import type { ArgFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolver.js';
import { idOf } from '../things.js';
import type { ChainLink, FunctionId, Route } from '../types.js';
import { handlerArg, nameOf, type HandlerArg } from './chain-links.js';
import type { DutyBook } from './duties.js';
import type { PlacedArg } from './expand-wrappers.js';
import { joinPath, startsWithPath } from './paths.js';
import { paramRouter, routerKey, type Registration } from './registrations.js';

export interface WalkInput {
  readonly resolver: Resolver;
  readonly book: DutyBook;
  readonly groups: ReadonlyMap<string, readonly Registration[]>;
  readonly calls: ReadonlyMap<string, LinkedCall>;
}

/** What stands before the routes of a router: links with the path they apply to. */
interface Active {
  readonly link: ChainLink;
  readonly path: string;
}

interface Place {
  readonly prefix: string;
  readonly chain: readonly ChainLink[];
  readonly complete: boolean;
}

/** Routes of all routers, from those nobody mounts down. */
export function walkRouters(input: WalkInput): Route[] {
  const children = new Set([...input.groups.values()].flat().flatMap((registration) => childrenOf(input, registration).map((child) => child.router)));
  const routes: Route[] = [];
  for (const [router, registrations] of input.groups) {
    if (children.has(router)) continue;
    walk(input, router, { prefix: '', chain: [], complete: isRoot(input, registrations) }, new Set(), routes);
  }
  // Routers that only mount each other have no root; their routes are listed without one.
  const reached = new Set(routes.map((route) => `${route.file}:${route.at[0]}`));
  for (const [router, registrations] of input.groups) {
    if (registrations.some((registration) => registration.fact.kind === 'route' && !reached.has(`${registration.place}:${registration.fact.at[0]}`))) {
      const found: Route[] = [];
      walk(input, router, { prefix: ':?', chain: [], complete: false }, new Set(), found);
      routes.push(...found.filter((route) => !reached.has(`${route.file}:${route.at[0]}`)));
      for (const route of found) reached.add(`${route.file}:${route.at[0]}`);
    }
  }
  return routes;
}

function walk(input: WalkInput, router: string, place: Place, path: ReadonlySet<string>, routes: Route[]): void {
  if (path.has(router) || path.size > 12) return;
  const inside = new Set([...path, router]);
  const registrations = input.groups.get(router) ?? [];
  // Inside a plugin hooks stand before all its routes, wherever they are written.
  const active: Active[] = registrations.filter(isHookOfScope).flatMap((registration) => linksOf(input, registration));
  for (const registration of registrations) {
    const { fact, file } = registration;
    if (fact.kind === 'route') {
      routes.push(routeFrom(input, registration, place, active));
      continue;
    }
    if (isHookOfScope(registration)) continue;
    const { path: mountPath, handlers } = mountArgs(input, registration);
    const known = mountPath ?? ':?';
    const before: ChainLink[] = [];
    for (const arg of handlers) {
      const parsed = handlerArg(input.resolver, input.book, input.calls, file, arg);
      const child = childRouter(input, registration, parsed);
      if (child === null) {
        before.push(parsed.link);
        continue;
      }
      const applicable = active.filter((entry) => startsWithPath(known, entry.path)).map((entry) => entry.link);
      walk(input, child, { prefix: joinPath(place.prefix, known), chain: [...place.chain, ...applicable, ...before], complete: place.complete && mountPath !== null }, inside, routes);
    }
    const isFilter = registration.mount?.scope === 'ordered' || before.some((link) => link.duties.length > 0);
    if (isFilter) active.push(...before.map((link) => ({ link, path: known })));
  }
}

function isHookOfScope({ fact, mount }: Registration): boolean {
  return fact.kind === 'hook' && mount?.scope === 'encapsulated';
}

function linksOf(input: WalkInput, { fact, file }: Registration): Active[] {
  return fact.handlers.map((arg) => ({ link: handlerArg(input.resolver, input.book, input.calls, file, arg).link, path: '' }));
}

function routeFrom(input: WalkInput, registration: Registration, place: Place, active: readonly Active[]): Route {
  const { fact, file, place: written } = registration;
  const path = fact.path ?? ':?';
  const parsed = fact.handlers.map((arg) => handlerArg(input.resolver, input.book, input.calls, file, arg));
  const last = parsed.at(-1);
  const handler = last?.fn ?? last?.link.fn ?? null;
  // A wrapper with a duty around the handler is part of the chain.
  const wrapper = last && last.link.duties.length > 0 && fact.handlers.at(-1)?.call ? [last.link] : [];
  const before = [...place.chain, ...active.filter((entry) => startsWithPath(path, entry.path)).map((entry) => entry.link), ...parsed.slice(0, -1).map((arg) => arg.link), ...wrapper];
  return {
    framework: frameworkOf(fact.symbol),
    method: fact.method ?? 'ALL',
    path: joinPath(place.prefix, path),
    file: written,
    at: fact.at,
    chain: [...before, ...insideLinks(input, handler)],
    handler,
    handlerName: last ? handlerName(input, last, handler) : '',
    complete: place.complete && fact.path !== undefined && parsed.every((arg) => arg.known),
  };
}

/** Checks the handler makes itself before it does anything. */
export function insideLinks(input: Pick<WalkInput, 'book' | 'resolver'>, handler: FunctionId | null): ChainLink[] {
  if (handler === null) return [];
  const at = handler.lastIndexOf('#');
  const fact = input.resolver.functionFact(handler.slice(0, at), Number(handler.slice(at + 1)));
  const own = input.book.ofHandler(handler);
  const self: ChainLink[] = fact && own.duties.length > 0 ? [{ name: fact.name, file: handler.slice(0, at), at: fact.nameRange, duties: own.duties, evidence: own.evidence, fn: handler }] : [];
  const called = input.book.insideHandler(handler).map(({ call, duties, fn }): ChainLink => ({
    name: nameOf(input.resolver, call.callee, { at: call.fact.at }),
    file: call.file,
    at: call.fact.at,
    duties: duties.duties,
    evidence: duties.evidence,
    ...(fn && { fn }),
  }));
  return [...called, ...self];
}

function handlerName(input: WalkInput, last: HandlerArg, handler: FunctionId | null): string {
  if (handler === null) return last.link.name;
  const at = handler.lastIndexOf('#');
  return input.resolver.functionFact(handler.slice(0, at), Number(handler.slice(at + 1)))?.name ?? last.link.name;
}

/** Path and handlers of a mount. A first argument that may be either is a path unless it turns out to be something that runs. */
function mountArgs(input: WalkInput, { fact, file }: Registration): { path: string | null; handlers: readonly ArgFact[] } {
  if (fact.path !== undefined) return { path: fact.path, handlers: fact.handlers };
  const [first, ...rest] = fact.handlers;
  if (!first) return { path: null, handlers: [] };
  const thing = input.resolver.argument((first as PlacedArg).file ?? file, first);
  const runs = thing !== null && thing.kind !== 'param' && thing.kind !== 'object';
  if (runs || (rest.length === 0 && !isHiddenPrefix(fact.options))) return { path: '', handlers: fact.handlers };
  return runs || isHiddenPrefix(fact.options) ? { path: null, handlers: fact.handlers } : { path: null, handlers: rest };
}

function isHiddenPrefix(options: ArgFact | undefined): boolean {
  return options !== undefined;
}

interface Child {
  readonly router: string;
}

function childrenOf(input: WalkInput, registration: Registration): Child[] {
  if (registration.fact.kind === 'route') return [];
  return registration.fact.handlers.flatMap((arg) => {
    const child = childRouter(input, registration, handlerArg(input.resolver, input.book, input.calls, registration.file, arg));
    return child === null ? [] : [{ router: child }];
  });
}

/** The router an argument is: a value made elsewhere, or what a plugin function gets as its parameter. */
function childRouter(input: WalkInput, { mount, fact }: Registration, arg: HandlerArg): string | null {
  const { thing } = arg;
  if (thing) {
    const key = routerKey(thing);
    if (key !== null && input.groups.has(key)) return key;
  }
  if (mount?.scope !== 'encapsulated' || fact.kind === 'hook') return null;
  const plugin = thing?.kind === 'function' ? idOf(thing.file, thing.fn) : arg.fn;
  const key = plugin === null ? null : paramRouter(plugin, 0);
  return key !== null && input.groups.has(key) ? key : null;
}

/** A server, or a router of a library that knows no other. */
function isRoot(input: WalkInput, registrations: readonly Registration[]): boolean {
  const type = registrations.find((registration) => registration.routerType !== '')?.routerType ?? '';
  const [library = '', name = ''] = [type.slice(0, type.indexOf('#', 1)), type.slice(type.indexOf('#', 1) + 1)];
  const types = input.resolver.registry.models.filter((model) => model.library === library).flatMap((model) => Object.entries(model.types ?? {}));
  const listens = types.filter(([, model]) => Object.values(model.members ?? {}).some((member) => member.call?.listens)).map(([key]) => key);
  return listens.length === 0 ? type !== '' && !types.some(([, model]) => model.extends === name) : listens.includes(name) && registrations.every((registration) => !registration.router.startsWith('param:'));
}

export function frameworkOf(symbol: string): string {
  const hash = symbol.indexOf('#', 1);
  return hash < 0 ? symbol : symbol.slice(0, hash);
}
