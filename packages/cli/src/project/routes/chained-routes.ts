/** Routes on the one router of a program: `router.group(() => { router.get(...) }).prefix('/api').use(guard)`. */
import type { ArgFact, ChainedRouteModel } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { fileAndKey, idOf, libraryOf, type Thing } from '../things.js';
import type { FunctionId, Route } from '../types.js';
import { handlerArg } from './chain-links.js';
import type { FileRouteInput } from './file-route-input.js';
import { joinPath } from './paths.js';
import { linkWith, notFollowed, settledFor, type OpenLink } from './settled-links.js';
import { insideLinks } from './inside-links.js';
import type { WrittenThings } from './written-things.js';

interface Input extends FileRouteInput {
  readonly things: WrittenThings;
}

interface Chained {
  readonly call: LinkedCall;
  readonly model: ChainedRouteModel;
  /** What is chained to it, in order, by its name. */
  readonly after: readonly { readonly name: string; readonly call: LinkedCall }[];
}

const MAX_GROUPS = 8;

export function chainedRoutes(input: Input): Route[] {
  const all = [...input.calls.values()].flatMap((call): Chained[] => {
    const model = call.target?.call.chained;
    if (!model || input.resolver.files.get(call.file)?.role === 'test') return [];
    return [{ call, model, after: chainedTo(input, call) }];
  });
  if (all.length === 0) return [];
  const groups = all.filter(({ model }) => model.does === 'group');
  const everywhere = guardsOfAll(input);
  return all.flatMap((one): Route[] => {
    if (one.model.does === 'group') return [];
    const around = groupsAround(input, groups, one.call);
    const prefix = around.map((group) => prefixOf(input, group));
    const before = [...everywhere, ...[...around, one].flatMap((each) => guardsOf(input, each))];
    return requestsOf(input, one).map(({ method, path, handler }) => {
      const whole = joinPath(...prefix, path ?? ':?');
      const found = handler === null ? UNKNOWN : handlerOf(input, one.model, one.call.file, handler);
      return {
        framework: libraryOf(one.call.target!.symbol),
        method,
        path: whole,
        file: one.call.file,
        at: one.call.fact.at,
        chain: settledFor([...before, ...insideLinks(input, found.fn)], { method, path: whole, metadata: [] }),
        handler: found.fn,
        handlerName: found.name,
        complete: path !== null && !whole.includes(':?') && found.fn !== null,
      };
    });
  });
}

function chainedTo({ callsBy }: Input, call: LinkedCall): Chained['after'] {
  const { file, fact } = call;
  return (callsBy.get(idOf(file, fact.fn)) ?? [])
    .filter((other) => other.fact.at[0] === fact.at[0] && other.fact.at[1] > fact.at[1])
    .sort((a, b) => a.fact.at[1] - b.fact.at[1])
    .flatMap((other) => {
      const name = other.target?.symbol.split('.').at(-1);
      return name === undefined ? [] : [{ name, call: other }];
    });
}

/** Groups in whose functions it stands, outermost first. */
function groupsAround({ resolver }: Input, groups: readonly Chained[], call: LinkedCall): readonly Chained[] {
  const found: Chained[] = [];
  let { fn } = call.fact;
  while (fn !== -1 && found.length < MAX_GROUPS) {
    const id = idOf(call.file, fn);
    const group = groups.find(({ call: by, model }) =>
      by.given.some((given) => given.position === model.handler && given.id === id),
    );
    if (group) found.unshift(group);
    // A function of its own that a group is given may stand elsewhere than the group.
    fn =
      group && group.call.file === call.file
        ? group.call.fact.fn
        : (resolver.functionFact(call.file, fn)?.within ?? -1);
  }
  return found;
}

function prefixOf({ things }: Input, { model, after }: Chained): string {
  // Each stands before those that were said earlier.
  const said = after.filter(({ name }) => model.prefix.includes(name)).reverse();
  return joinPath(
    ...said.map(({ call: { file, fact } }) => (fact.args[0] ? (things.textOf(file, fact.args[0]) ?? ':?') : '')),
  );
}

interface Asked {
  readonly method: string;
  readonly path: string | null;
  readonly handler: ArgFact | null;
}

function requestsOf(input: Input, { call, model, after }: Chained): readonly Asked[] {
  const { file, fact } = call;
  const path = model.path === undefined ? undefined : fact.args[model.path];
  const said = path ? input.things.textOf(file, path) : null;
  const handler = fact.args[model.handler] ?? null;
  const own = prefixOf(input, { call, model, after });
  if (!model.actions)
    return [{ method: model.method ?? 'ALL', path: said === null ? null : joinPath(own, said), handler }];
  // `posts.comments` stands below one of the posts.
  const names = said?.split('.') ?? [];
  const base =
    said === null
      ? null
      : joinPath(
          own,
          ...names.flatMap((name, at) =>
            at < names.length - 1 ? [name, (model.below ?? ':?').replace('{name}', single(name))] : [name],
          ),
        );
  const listed = (name: string | undefined): readonly string[] | null => {
    const list = after.find((one) => one.name === name)?.call.fact.args[0]?.list;
    return list ? list.flatMap(({ text }) => text ?? []) : null;
  };
  const [only, except] = [listed(model.only), listed(model.except) ?? []];
  const gone = after.flatMap(({ name }) => model.without?.[name] ?? []);
  return Object.entries(model.actions)
    .filter(([name]) => (only?.includes(name) ?? true) && !except.includes(name) && !gone.includes(name))
    .flatMap(([name, { methods, path: below }]) =>
      methods.map((method) => ({
        method,
        path: base === null ? null : joinPath(base, below),
        handler: handler && { at: handler.at, list: [handler, { at: handler.at, text: name }] },
      })),
    );
}

function single(name: string): string {
  return name.replace(/ies$/, 'y').replace(/(?<!s)s$/, '');
}

const UNKNOWN = { fn: null as FunctionId | null, name: '<unknown>' };

/** A function, or a method of a controller: named beside it, or behind the place of its file. */
function handlerOf({ resolver }: Input, model: ChainedRouteModel, file: string, arg: ArgFact): typeof UNKNOWN {
  const [owner, method] = arg.list ?? [];
  const named = /^(.+)\.(\w+)$/.exec(arg.text ?? '');
  const thing =
    arg.list && owner
      ? owner.text === undefined
        ? loaded({ resolver }, resolver.argument(file, owner))
        : controllerAt({ resolver }, model, file, owner.text)
      : named
        ? controllerAt({ resolver }, model, file, named[1]!)
        : resolver.argument(file, arg);
  const name = arg.list ? (method ? method.text : model.runs) : named?.[2];
  if (name === undefined) {
    if (thing?.kind !== 'function') return UNKNOWN;
    return { fn: idOf(thing.file, thing.fn), name: resolver.functionFact(thing.file, thing.fn)?.name ?? UNKNOWN.name };
  }
  const owned = thing?.kind === 'class' ? { kind: 'instance' as const, file: thing.file, name: thing.name } : thing;
  const found = owned ? resolver.memberOf(owned, name) : null;
  if (found?.kind !== 'function') return UNKNOWN;
  return { fn: idOf(found.file, found.fn), name: resolver.functionFact(found.file, found.fn)?.name ?? name };
}

/** The class that `() => import('./users')` loads. */
function loaded({ resolver }: Pick<Input, 'resolver'>, thing: Thing | null): Thing | null {
  const result = thing?.kind === 'function' ? resolver.functionFact(thing.file, thing.fn)?.result : undefined;
  const module = thing?.kind === 'function' && result ? resolver.resolve(thing.file, result) : thing;
  return module?.kind === 'module' ? resolver.exportOf(module.file, 'default') : module;
}

/** A controller by the specifier of its file, or by its place in the folder of controllers. */
function controllerAt(
  { resolver }: Pick<Input, 'resolver'>,
  { controllers }: ChainedRouteModel,
  file: string,
  place: string,
): Thing | null {
  const found = resolver.resolve(file, { kind: 'import', specifier: place, name: '*', path: [] });
  if (found?.kind === 'module') return resolver.exportOf(found.file, 'default');
  if (controllers === undefined) return null;
  const ends = new RegExp(controllers.replace('{name}', place.replaceAll(/[^\w/]/g, '')), 'i');
  const files = [...resolver.files.keys()].filter((one) => ends.test(one));
  return files.length === 1 ? resolver.exportOf(files[0]!, 'default') : null;
}

function guardsOf(input: Input, { model, after }: Chained): readonly OpenLink[] {
  return after
    .filter(({ name }) => model.guards.includes(name))
    .flatMap(({ call: { file, fact } }) => {
      // Of a resource the first says for which of its actions: for all, or for some.
      const [first, ...others] = fact.args;
      const isSome = model.actions !== undefined && others.length > 0 && first?.text !== '*';
      const given = model.actions && others.length > 0 ? others : fact.args;
      const links = given.flatMap((arg) => (arg.list ?? [arg]).map((one) => guardLink(input, file, one)));
      return isSome
        ? links.map((link) =>
            notFollowed({ ...link, duties: [], evidence: 'unknown' }, 'it stands before some actions alone'),
          )
        : links;
    });
}

/** A function, or a guard by its name: `middleware.auth()`, `'auth:web'`. */
function guardLink(input: Input, file: string, arg: ArgFact): OpenLink {
  const { resolver } = input;
  const named = nameOf(arg);
  const link = named === null ? null : guardNamed(input, named);
  if (link) {
    const name = named!;
    return linkWith({ name, file, at: arg.at, fn: link }, input.book.ofFunction(link, 'hook'));
  }
  const own = handlerArg(resolver, input.book, input.calls, file, arg).link;
  return own.fn === undefined ? notFollowed(own, 'what it does is not known') : own;
}

function nameOf({ text, ref, call }: ArgFact): string | null {
  if (text !== undefined) return text.split(':')[0] ?? null;
  const of = call && ref?.kind === 'result' ? ref.of : ref;
  return of && 'path' in of ? (of.path?.at(-1) ?? null) : null;
}

/** The method of the class that is loaded under this name. */
function guardNamed({ resolver, calls }: Input, name: string): FunctionId | null {
  for (const { file, fact, target } of calls.values()) {
    const { namesGuards } = target?.call ?? {};
    const arg = namesGuards && fact.args[namesGuards.arg]?.properties?.[name];
    if (!namesGuards || !arg) continue;
    const owner = arg.text === undefined ? loaded({ resolver }, resolver.argument(file, arg)) : null;
    const runs = methodOf({ resolver }, owner, namesGuards.runs);
    if (runs) return runs;
  }
  return null;
}

function methodOf({ resolver }: Pick<Input, 'resolver'>, owner: Thing | null, name: string): FunctionId | null {
  const made = owner?.kind === 'class' ? { kind: 'instance' as const, file: owner.file, name: owner.name } : null;
  const runs = made && resolver.memberOf(made, name);
  return runs?.kind === 'function' ? idOf(runs.file, runs.fn) : null;
}

/** What stands before every route and may check who calls: what only prepares the request says nothing. */
function guardsOfAll(input: Input): readonly OpenLink[] {
  const { resolver, calls, book } = input;
  return [...calls.values()].flatMap(({ file, fact, target }): readonly OpenLink[] => {
    const { namesGuards } = target?.call ?? {};
    if (!namesGuards?.all || resolver.files.get(file)?.role === 'test') return [];
    const arg = fact.args[namesGuards.arg];
    return (arg?.list ?? (arg ? [arg] : [])).flatMap((one) => {
      const fn = methodOf({ resolver }, loaded({ resolver }, resolver.argument(file, one)), namesGuards.runs);
      if (fn === null) return [];
      const link = linkWith(
        { name: resolver.functionFact(...fileAndKey(fn))?.name ?? 'use', file, at: one.at, fn },
        book.ofFunction(fn, 'hook'),
      );
      return isTelling(link) ? [link] : [];
    });
  });
}

function isTelling({ duties, doubt }: OpenLink): boolean {
  return doubt !== undefined || duties.includes('authentication') || duties.includes('authorization');
}
