import type { WayFact } from '@backend-architect/analysis';
import type { Resolver } from '../resolution.js';
import { idOf } from '../things.js';
import type { FunctionId } from '../types.js';
import type { PlacedCalls } from './placed-calls.js';

export interface RunningWrapped {
  /** On this way it runs what the wrapper was given. */
  isGiven(way: WayFact): boolean;
  /** The outermost functions that do so. */
  readonly fns: readonly FunctionId[];
}

/** Functions made in a wrapper that run what it was given at this position: `withUser(handler)`. */
export function runningWrapped(
  resolver: Resolver,
  { placeOf }: PlacedCalls,
  id: FunctionId,
  position: number,
): RunningWrapped {
  const { file, key, range } = placeOf(id);
  const isGiven = (way: WayFact): boolean => way.to === 'given' && way.of?.fn === key && way.of.index === position;
  const inside = (resolver.files.get(file)?.ways ?? []).filter(
    (fact) => range && range[0] <= fact.fn && fact.fn < range[1] && fact.ways.some(isGiven),
  );
  const isAround = (outer: number, inner: number): boolean => {
    const around = resolver.functionFact(file, outer)?.range;
    return around !== undefined && around[0] < inner && inner < around[1];
  };
  const outermost = inside.filter((fact) => !inside.some((other) => other !== fact && isAround(other.fn, fact.fn)));
  return { isGiven, fns: outermost.map(({ fn }) => idOf(file, fn)) };
}
