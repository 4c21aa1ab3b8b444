import { isChange, type CallFact, type WaysFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { FunctionId } from '../types.js';
import { carriesInput, isKnownHarmless } from './known-harmless.js';
import type { PlacedCalls } from './placed-calls.js';

/** How a result is used that is asked for; `await prune()` is there for what it does. */
const AS_VALUE: ReadonlySet<CallFact['use']> = new Set<CallFact['use']>([
  'assigned', 'argument', 'condition', 'chained', 'returned', 'collected', 'other',
]);

/**
 * Whether a call, or what it runs, may change something: it is not known to read, parse, answer or log only. `depth`:
 * functions within each other that are looked into.
 */
export function changingCalls(
  ways: ReadonlyMap<FunctionId, WaysFact>,
  placed: PlacedCalls,
  once: <T>(key: string, otherwise: T, work: () => T) => T,
): (call: LinkedCall, depth: number) => boolean {
  const changing = new Map<string, boolean>();
  /** `own`: nothing of the request is handed in, so that by what is not known whoever calls changes nothing. */
  const changes = (call: LinkedCall, depth: number, own: boolean): boolean => {
    const query = placed.queryAt(call);
    if (query) return isChange(query);
    const isOwn = !carriesInput(call.fact, own ? 'parameters' : 'modules');
    if (isOwn && call.targets.length === 0 && !call.target && AS_VALUE.has(call.fact.use)) return false;
    return !isKnownHarmless(call, (target) => {
      if (depth <= 0) return false;
      const key = `${isOwn ? 'own' : 'handed'} ${target}`;
      const known = changing.get(key);
      if (known !== undefined) return !known;
      const found = once(
        `changes ${key}`,
        false,
        () =>
          (!isOwn && (ways.get(target)?.changes?.length ?? 0) > 0) ||
          placed.within(target).some((inner) => changes(inner, depth - 1, isOwn)),
      );
      changing.set(key, found);
      return !found;
    });
  };
  return (call, depth) => changes(call, depth, false);
}
