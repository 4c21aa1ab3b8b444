/** What the context of a request holds, by the functions that make it: `createContext`, `context: ({ req }) => ...`. */
import type { WaysFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { fileAndKey, idOf, type Thing } from '../things.js';
import type { FunctionId } from '../types.js';

export interface RequestContext {
  /** A member is there only for a caller who was checked. Null: what makes it is not seen. */
  proves(member: string): boolean | null;
}

const MAX_HOPS = 3;

/** `isProved`: the function gives this member only to a caller who was checked. */
export function requestContext(
  resolver: Resolver,
  calls: readonly LinkedCall[],
  isProved: (id: FunctionId, member: string) => boolean,
): RequestContext {
  let makers: readonly FunctionId[] | null = null;
  const known = new Map<string, boolean | null>();
  const waysOf = (id: FunctionId): WaysFact | undefined => {
    const [file, key] = fileAndKey(id);
    return resolver.files.get(file)?.ways.find(({ fn }) => fn === key);
  };
  const found = (): readonly FunctionId[] =>
    (makers ??= calls.flatMap(({ file, fact, target }) => {
      const place = target?.call.context;
      const arg = place && fact.args[place.arg]?.properties?.[place.property];
      const thing = arg && resolver.files.get(file)?.role !== 'test' ? resolver.argument(file, arg) : null;
      return thing ? makerBehind(thing, 0) : [];
    }));

  /** The function that writes the members out: the one that is named, or what that one gives the result of. */
  const makerBehind = (thing: Thing, hops: number): readonly FunctionId[] => {
    if (thing.kind !== 'function' || hops > MAX_HOPS) return [];
    const id = idOf(thing.file, thing.fn);
    if (waysOf(id)?.ways.some(({ members }) => members)) return [id];
    const result = resolver.functionFact(thing.file, thing.fn)?.result;
    const of = result?.kind === 'result' ? resolver.resolve(thing.file, result.of) : null;
    return of ? makerBehind(of, hops + 1) : [];
  };

  return {
    proves(member) {
      const before = known.get(member);
      if (before !== undefined) return before;
      known.set(member, null);
      const holding = found().filter((id) => waysOf(id)?.ways.some(({ members }) => members && member in members));
      const verdict = holding.length === 0 ? null : holding.every((id) => isProved(id, member));
      known.set(member, verdict);
      return verdict;
    },
  };
}
