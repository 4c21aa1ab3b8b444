import { isChange, type WaysFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { FunctionId } from '../types.js';
import { isKnownHarmless } from './known-harmless.js';
import type { PlacedCalls } from './placed-calls.js';

/**
 * Whether a call, or what it runs, may change something: it is not known to read, parse, answer or log only. `depth`:
 * functions within each other that are looked into.
 */
export function changingCalls(
  ways: ReadonlyMap<FunctionId, WaysFact>,
  placed: PlacedCalls,
  once: <T>(key: string, otherwise: T, work: () => T) => T,
): (call: LinkedCall, depth: number) => boolean {
  const changing = new Map<FunctionId, boolean>();
  const changes = (call: LinkedCall, depth: number): boolean => {
    const query = placed.queryAt(call);
    if (query) return isChange(query);
    return !isKnownHarmless(call, (target) => {
      if (depth <= 0) return false;
      const known = changing.get(target);
      if (known !== undefined) return !known;
      const found = once(
        `changes ${target}`,
        false,
        () =>
          (ways.get(target)?.changes?.length ?? 0) > 0 ||
          placed.within(target).some((inner) => changes(inner, depth - 1)),
      );
      changing.set(target, found);
      return !found;
    });
  };
  return changes;
}
