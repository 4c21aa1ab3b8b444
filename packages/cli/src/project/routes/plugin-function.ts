import type { Resolver } from '../resolution.js';
import { idOf, type Thing } from '../things.js';
import type { FunctionId } from '../types.js';

/**
 * The function of a plugin that is handed the router: the plugin itself, a member of it, or of what a module exports
 * as its plugin.
 */
export function pluginFunction(
  resolver: Resolver,
  thing: Thing | null,
  { runs, in: holds }: { readonly runs: string; readonly in: string },
): FunctionId | null {
  const candidates = [[], [runs], [holds, runs], [holds], ['default'], ['default', runs]];
  for (const path of candidates) {
    const found = path.reduce<Thing | null>((of, name) => of && memberOf(resolver, of, name), thing);
    if (found?.kind === 'function') return idOf(found.file, found.fn);
  }
  return null;
}

function memberOf(resolver: Resolver, thing: Thing, name: string): Thing | null {
  return thing.kind === 'module' ? resolver.exportOf(thing.file, name) : resolver.memberOf(thing, name);
}
