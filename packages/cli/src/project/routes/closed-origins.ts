import { bounded, madeFrom, madeOf, withArguments, type ValueOrigin, type WaysFact } from '@backend-architect/analysis';
import type { FunctionId } from '../types.js';
import type { PlacedCalls } from './placed-calls.js';

/** What a value of a file is made of, with what its function was handed, and what other functions give. */
export type ClosedOrigins = (origin: ValueOrigin, file: string, handed: readonly ValueOrigin[]) => ValueOrigin;

const DEPTH = 6;
/** Functions that are looked into for one value: a signature is made in a few helpers. */
const MOST_FUNCTIONS = 100;

export function closedOrigins(ways: ReadonlyMap<FunctionId, WaysFact>, placed: PlacedCalls): ClosedOrigins {
  const asked = new Set<string>();
  let left = 0;

  const close = (origin: ValueOrigin, file: string, depth: number): ValueOrigin => {
    if (typeof origin === 'number') return 'other';
    if (typeof origin !== 'object') return origin;
    if ('param' in origin) return 'other';
    const all = (parts: readonly ValueOrigin[]): readonly ValueOrigin[] =>
      parts.map((part) => close(part, file, depth));
    if ('mac' in origin) return bounded({ mac: close(origin.mac, file, depth), over: all(origin.over) });
    if ('of' in origin) return madeFrom(madeOf(all(origin.of)));
    if ('any' in origin) return madeOf(all(origin.any), 'any');
    const handed = all(origin.with);
    const call = placed.at(file, origin.call);
    // A query or another thing of a library, now that the project is known.
    if (call?.target?.call.query) return 'held';
    const targets = call?.targets ?? [];
    if (targets.length > 0)
      return madeOf(
        targets.map((target) => givenBy(target, handed, depth)),
        'any',
      );
    if (handed.length === 0) return 'other';
    return madeFrom(madeOf(origin.awaited ? [...handed, 'other'] : handed));
  };

  const givenBy = (target: FunctionId, handed: readonly ValueOrigin[], depth: number): ValueOrigin => {
    const gives = ways.get(target)?.gives;
    if (!gives || depth <= 0 || asked.has(target) || left <= 0) return 'other';
    left -= 1;
    asked.add(target);
    const { file } = placed.placeOf(target);
    const found = madeOf(
      gives.map((origin) => close(withArguments(origin, handed), file, depth - 1)),
      'any',
    );
    asked.delete(target);
    return found;
  };

  return (origin, file, handed) => {
    left = MOST_FUNCTIONS;
    return close(withArguments(origin, handed), file, DEPTH);
  };
}
