import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { oneOf, type Thing } from '../things.js';

/**
 * Members that instances are given by name: `decorate('authenticate', fn)`. `null`: which of several values is meant is
 * not known.
 */
export function namedMembers(resolver: Resolver, calls: readonly LinkedCall[]): ReadonlyMap<string, Thing | null> {
  const named = new Map<string, Thing | null>();
  /** Applications of one repository give members of the same name: whichever is meant, it is one of them. */
  const add = (name: string, thing: Thing | null): void => {
    const before = named.get(name);
    named.set(name, before === undefined || !thing ? thing : before && oneOf([before, thing]));
  };
  for (const { file, fact, target } of calls) {
    const names = target?.call.names;
    const name = names && fact.args[names.nameArg]?.text;
    const value = names && fact.args[names.valueArg];
    if (names && name !== undefined && value) add(name, resolver.argument(file, value));
  }
  for (const { memberWrites } of resolver.files.values())
    for (const { of, name } of memberWrites ?? []) if (of.kind === 'library' && name !== null) named.set(name, null);
  return named;
}
