import type { FunctionKey, QueryFact, Range, Ref } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { queryLookup } from '../query-lookup.js';
import type { Resolver } from '../resolution.js';
import type { FunctionId } from '../types.js';
import { fileAndKey, idOf } from '../things.js';

/** Calls of the project by the place they stand in. */
export interface PlacedCalls {
  /** The call with exactly this range. */
  at(file: string, range: Range): LinkedCall | undefined;
  /** The same by `file:start:end`, as things name what made them. */
  from(origin: string): LinkedCall | undefined;
  /** The call that makes a guard and begins at `file:start`. */
  guardFrom(origin: string): LinkedCall | undefined;
  inFile(file: string): readonly LinkedCall[];
  /** Calls inside a function, those of functions written in it included; what it only gives back does not run with it. */
  within(id: FunctionId): readonly LinkedCall[];
  /** The query a call is. */
  queryAt(call: LinkedCall): QueryFact | undefined;
  /** Where the function stands; no range where it is not known. */
  placeOf(id: FunctionId): { readonly file: string; readonly key: FunctionKey; readonly range: Range | undefined };
}

export function placedCalls(resolver: Resolver, calls: readonly LinkedCall[]): PlacedCalls {
  const byRange = new Map<string, LinkedCall>();
  const byFile = new Map<string, LinkedCall[]>();
  for (const call of calls) {
    byRange.set(`${call.file}:${call.fact.at[0]}:${call.fact.at[1]}`, call);
    const list = byFile.get(call.file);
    if (list) list.push(call);
    else byFile.set(call.file, [call]);
  }
  const inFile = (file: string): readonly LinkedCall[] => byFile.get(file) ?? [];
  const places = new Map<FunctionId, ReturnType<PlacedCalls['placeOf']>>();
  const placeOf: PlacedCalls['placeOf'] = (id) => {
    const known = places.get(id);
    if (known) return known;
    const [file, key] = fileAndKey(id);
    const place = { file, key, range: resolver.functionFact(file, key)?.range };
    places.set(id, place);
    return place;
  };
  const inside = new Map<FunctionId, readonly LinkedCall[]>();
  return {
    at: (file, range) => byRange.get(`${file}:${range[0]}:${range[1]}`),
    from: (origin) => byRange.get(origin),
    guardFrom(origin) {
      const colon = origin.lastIndexOf(':');
      const start = Number(origin.slice(colon + 1));
      return inFile(origin.slice(0, colon)).find(({ fact, target }) => fact.at[0] === start && target?.call.duty);
    },
    inFile,
    within(id) {
      const known = inside.get(id);
      if (known) return known;
      const { file, range } = placeOf(id);
      const given = resolver.functionFact(file, placeOf(id).key);
      const all = range ? inFile(file).filter(({ fact: { at } }) => isIn(range, at)) : [];
      const handedOn = new Set(all.flatMap((call) => call.given.map((one) => one.id)));
      const apart = [given?.result, ...(given?.results ?? [])]
        .flatMap((ref) => (ref ? functionsOf(ref) : []))
        .filter((key) => !handedOn.has(idOf(file, key)))
        .map((key) => resolver.functionFact(file, key)?.range);
      const found = all.filter(({ fact: { at } }) => !apart.some((one) => one && isIn(one, at)));
      inside.set(id, found);
      return found;
    },
    queryAt: queryLookup(resolver, byFile),
    placeOf,
  };
}

function isIn(around: Range, at: Range): boolean {
  return around[0] <= at[0] && at[1] <= around[1];
}

/** Functions that something is, or holds as members. */
function functionsOf(ref: Ref): readonly FunctionKey[] {
  if (ref.kind === 'function') return [ref.fn];
  return ref.kind === 'object' ? Object.values(ref.members).flatMap(functionsOf) : [];
}
