import type { ConditionFact, WayFact, WaysFact } from '@backend-architect/analysis';
import type { Resolver } from '../resolution.js';
import type { FunctionId } from '../types.js';
import { comesBack } from './given-members.js';
import type { PlacedCalls } from './placed-calls.js';
import { withValues } from './request-match.js';

type Conditions = readonly ConditionFact[];

/** More ways than this are not told apart: what the helper asks then counts for nothing. */
const MAX_WAYS = 16;
const DEPTH = 3;

/**
 * Which requests take a way: what the function itself asks of them there, and what the project's own functions ask
 * that it calls and tests (`if (isPublic(req)) return next()`). One entry for each way through those functions, empty
 * where what is asked is not known; null where any request may come by.
 */
export function createLeftOut(
  resolver: Resolver,
  ways: ReadonlyMap<FunctionId, WaysFact>,
  { at, placeOf }: PlacedCalls,
): (file: string, facts: WaysFact, way: WayFact) => readonly Conditions[] | null {
  const takenBy = (file: string, facts: WaysFact, way: WayFact, depth: number): readonly Conditions[] => {
    const own = (way.when ?? []).flatMap((condition) => withValues(resolver, file, condition) ?? []);
    return way.checks.reduce<readonly Conditions[]>(
      (known, index) => {
        const asked = depth > 0 ? askedBy(file, facts, index, depth) : null;
        return asked && known.length * asked.length <= MAX_WAYS
          ? known.flatMap((one) => asked.map((other) => [...one, ...other]))
          : known;
      },
      [own],
    );
  };

  /** What a call asks where it comes back as it was tested; null where that is not known of every way. */
  const askedBy = (file: string, facts: WaysFact, index: number, depth: number): readonly Conditions[] | null => {
    const check = facts.checks[index];
    if (check?.kind !== 'call' || check.when === 'completed' || check.member) return null;
    const call = at(file, check.at);
    if (!call || call.targets.length === 0 || call.fact.callee.kind === 'param') return null;
    const found = call.targets.map((target): readonly Conditions[] | null => {
      const place = placeOf(target);
      const fact = resolver.functionFact(place.file, place.key);
      const inner = ways.get(target);
      // A promise is there whatever it gives.
      if (!inner || !fact || ((fact.async || fact.returnsPromise === true) && check.awaited !== true)) return null;
      return inner.ways
        .filter((way) => comesBack(way, check))
        .flatMap((way) => takenBy(place.file, inner, way, depth - 1));
    });
    const all = found.every((one) => one !== null) ? found.flat() : [];
    return all.length > 0 && all.every((conditions) => conditions.length > 0) ? all : null;
  };

  return (file, facts, way) => {
    const taken = takenBy(file, facts, way, DEPTH);
    return way.when || taken.every((conditions) => conditions.length > 0) ? taken : null;
  };
}
