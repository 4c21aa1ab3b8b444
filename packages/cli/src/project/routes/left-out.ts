import type { CheckFact, ConditionFact, WayFact, WaysFact } from '@backend-architect/analysis';
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
  /** By the function, how it comes back, and how deep it is asked. */
  const known = new Map<string, readonly Conditions[] | null>();
  const answered = new WeakMap<WayFact, readonly Conditions[]>();

  const takenBy = (file: string, facts: WaysFact, way: WayFact, depth: number): readonly Conditions[] => {
    const own = (way.when ?? []).flatMap((condition) => withValues(resolver, file, condition) ?? []);
    return way.checks.reduce<readonly Conditions[]>(
      (before, index) => {
        const asked = depth > 0 ? askedBy(file, facts, index, depth) : null;
        return asked && before.length * asked.length <= MAX_WAYS
          ? before.flatMap((one) => asked.map((other) => [...one, ...other]))
          : before;
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
    const found = call.targets.map((target) => {
      const key = `${target} ${depth} ${check.when} ${check.unlike ?? ''} ${check.awaited === true}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      // What asks itself tells nothing more.
      known.set(key, null);
      const conditions = askedIn(target, check, depth);
      known.set(key, conditions);
      return conditions;
    });
    const all = found.every((one) => one !== null) ? found.flat() : [];
    return all.length > 0 && all.every((conditions) => conditions.length > 0) ? all : null;
  };

  const askedIn = (
    target: FunctionId,
    check: Extract<CheckFact, { kind: 'call' }>,
    depth: number,
  ): readonly Conditions[] | null => {
    const { file, key } = placeOf(target);
    const fact = resolver.functionFact(file, key);
    const inner = ways.get(target);
    // A promise is there whatever it gives.
    if (!inner || !fact || ((fact.async || fact.returnsPromise === true) && check.awaited !== true)) return null;
    const found: Conditions[] = [];
    for (const way of inner.ways) {
      if (!comesBack(way, check)) continue;
      const taken = takenBy(file, inner, way, depth - 1);
      if (taken.some((conditions) => conditions.length === 0)) return null;
      found.push(...taken);
    }
    return found;
  };

  return (file, facts, way) => {
    const taken = answered.get(way) ?? takenBy(file, facts, way, DEPTH);
    answered.set(way, taken);
    return way.when || taken.every((conditions) => conditions.length > 0) ? taken : null;
  };
}
