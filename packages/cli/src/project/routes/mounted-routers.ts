/** What a mount is given: its path, and the routers it leads to. */
import type { ArgFact } from '@backend-architect/analysis';
import type { FunctionId } from '../types.js';
import { idOf, type Thing } from '../things.js';
import { handlerArg, isRunnable, type HandlerArg } from './chain-links.js';
import { pluginFunction } from './plugin-function.js';
import { paramRouter, routerKey, type Registration } from './registrations.js';
import { runsForRequests } from './runs-for-requests.js';
import type { WalkInput } from './walking.js';
import type { PlacedArg } from './placed-arg.js';

/**
 * Path and handlers of a mount. A first argument that may be either is a path unless it turns out to be something that
 * runs.
 */
export function mountArgs(
  input: WalkInput,
  { fact, file, mount }: Registration,
): { path: string | null; handlers: readonly ArgFact[] } {
  const [first, ...rest] = fact.handlers;
  if (fact.path !== undefined && fact.path !== '') return { path: fact.path, handlers: fact.handlers };
  if (!first) return { path: fact.path ?? null, handlers: [] };
  // What it is registered below is said, and not known.
  const prefix = fact.path === undefined ? mount?.prefixProperty?.property : undefined;
  if (prefix !== undefined && fact.options?.properties?.[prefix]) return { path: null, handlers: fact.handlers };
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

interface Child {
  readonly router: string;
}

export function childrenOf(input: WalkInput, registration: Registration): Child[] {
  if (registration.fact.kind === 'route') return [];
  return registration.fact.handlers.flatMap((arg) => {
    const child = childRouter(
      input,
      registration,
      handlerArg(input.resolver, input.book, input.calls, registration.file, arg),
    );
    return child === null ? [] : [{ router: child }];
  });
}

/** The router an argument is: a value made elsewhere, or what a plugin function gets as its parameter. */
export function childRouter(input: WalkInput, { mount, fact }: Registration, arg: HandlerArg): string | null {
  const { thing } = arg;
  if (thing) {
    const key = routerKey(thing);
    if (key !== null && input.groups.has(key)) return key;
  }
  if ((mount?.scope !== 'encapsulated' && !mount?.hands) || fact.kind === 'hook') return null;
  const named = mount.plugin ? pluginFunction(input.resolver, thing, mount.plugin) : null;
  const plugin =
    named ?? (thing?.kind === 'function' ? idOf(thing.file, thing.fn) : (arg.fn ?? wrappedPlugin(input, thing)));
  const key = plugin === null ? null : paramRouter(plugin, 0);
  return key !== null && input.groups.has(key) ? key : null;
}

/** The function in `export default plugin(async (instance) => ...)`, made in another place than it is registered. */
function wrappedPlugin(input: WalkInput, thing: Thing | null): FunctionId | null {
  const origin = thing?.kind === 'library' ? thing.origin : undefined;
  return origin === undefined ? null : (input.origins(origin).flatMap(({ given }) => given)[0]?.id ?? null);
}
