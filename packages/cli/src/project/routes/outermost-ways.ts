import type { FunctionKey, WayFact, WaysFact } from '@backend-architect/analysis';
import type { Resolver } from '../resolution.js';
import type { PlacedCalls } from './placed-calls.js';

/** Ways of the outermost functions inside one, itself among them, that have such a way. */
export function outermostWith(
  isMeant: (way: WayFact) => boolean,
  resolver: Resolver,
  { file, range }: ReturnType<PlacedCalls['placeOf']>,
): readonly WaysFact[] {
  const contains = (outer: FunctionKey, inner: FunctionKey): boolean => {
    const around = resolver.functionFact(file, outer)?.range;
    return around !== undefined && around[0] < inner && inner < around[1];
  };
  const inside = (resolver.files.get(file)?.ways ?? []).filter(
    (fact) => range && range[0] <= fact.fn && fact.fn < range[1] && fact.ways.some(isMeant),
  );
  return inside.filter((fact) => !inside.some((other) => other !== fact && contains(other.fn, fact.fn)));
}
