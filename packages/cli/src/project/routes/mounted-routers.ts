/** Routers that are mounted on others: which they are, where they come from, and under which path. */
import type { ArgFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { idOf, type Thing } from '../things.js';
import type { FunctionId } from '../types.js';
import { handlerArg, isRunnable, type HandlerArg } from './chain-links.js';
import { paramRouter, routerKey, type Registration } from './registrations.js';
import { runsForRequests } from './runs-for-requests.js';
import type { WalkInput } from './walk-input.js';
import type { PlacedArg } from './written-things.js';

/**
 * Path and handlers of a mount. A first argument that may be either is a path unless it turns out to be something that
 * runs.
 */
export function mountArgs(
  input: WalkInput,
  { fact, file }: Registration,
): { path: string | null; handlers: readonly ArgFact[] } {
  const [first, ...rest] = fact.handlers;
  if (fact.path !== undefined && fact.path !== '') return { path: fact.path, handlers: fact.handlers };
  if (!first) return { path: fact.path ?? null, handlers: [] };
  const runs =
    rest.length === 0
      ? fact.path === '' || isRunnableArg(input, file, first)
      : runsForRequests(input.resolver, input.calls, file, first);
  if (runs || (rest.length === 0 && !isHiddenPrefix(fact.options))) return { path: '', handlers: fact.handlers };
  return runs || isHiddenPrefix(fact.options)
    ? { path: null, handlers: fact.handlers }
    : { path: null, handlers: rest };
}

function isRunnableArg(input: WalkInput, file: string, arg: PlacedArg): boolean {
  const thing = input.resolver.argument(arg.file ?? file, arg);
  return thing !== null && isRunnable(thing);
}

function isHiddenPrefix(options: ArgFact | undefined): boolean {
  return options !== undefined;
}

export function childrenOf(input: WalkInput, registration: Registration): string[] {
  if (registration.fact.kind === 'route') return [];
  return registration.fact.handlers.flatMap((arg) => {
    const child = childRouter(
      input,
      registration,
      handlerArg(input.resolver, input.book, input.calls, registration.file, arg),
    );
    return child === null ? [] : [child];
  });
}

/** The router an argument is: a value made elsewhere, or what a plugin function gets as its parameter. */
export function childRouter(input: WalkInput, { mount, fact }: Registration, arg: HandlerArg): string | null {
  const { thing } = arg;
  if (thing) {
    const key = routerKey(thing);
    if (key !== null && input.groups.has(key)) return key;
  }
  if (mount?.scope !== 'encapsulated' || fact.kind === 'hook') return null;
  const plugin = thing?.kind === 'function' ? idOf(thing.file, thing.fn) : (arg.fn ?? wrappedPlugin(input, thing));
  const key = plugin === null ? null : paramRouter(plugin, 0);
  return key !== null && input.groups.has(key) ? key : null;
}

/** The function in `export default plugin(async (instance) => ...)`, made in another place than it is registered. */
function wrappedPlugin(input: WalkInput, thing: Thing | null): FunctionId | null {
  const origin = thing?.kind === 'library' ? thing.origin : undefined;
  if (origin === undefined) return null;
  return input.origins(origin).flatMap(({ given }) => given)[0]?.id ?? null;
}

/** A server, or a router of a library that knows no other. */
export function isRoot(input: WalkInput, registrations: readonly Registration[]): boolean {
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

/** The call a router comes from: `app.use('/a', makeRouter(guard))`, also through a name of the same file. */
export function siteOf(input: WalkInput, file: string, arg: PlacedArg): LinkedCall | null {
  const at = arg.call ? arg.at : arg.ref?.kind === 'result' ? arg.ref.at : undefined;
  return at ? (input.calls.get(`${arg.file ?? file}:${at[0]}:${at[1]}`) ?? null) : null;
}

/**
 * Routers made in one factory are one value in the code: what was registered for another use of the factory is left
 * out.
 */
export function madeFor(registrations: readonly Registration[], site: LinkedCall | null): readonly Registration[] {
  const isOfSite = ({ call, by }: Registration): boolean => by !== call && by === site;
  if (!site || !registrations.some(isOfSite)) return registrations;
  return registrations
    .filter((registration) => registration.by === registration.call || isOfSite(registration))
    .map(({ shared: _shared, ...registration }) => registration);
}
