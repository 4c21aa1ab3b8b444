import type { WaysFact } from '@backend-architect/analysis';
import type { Resolver } from '../resolution.js';
import { fileAndKey } from '../things.js';
import type { FunctionId } from '../types.js';

/**
 * It is handed the continuation in the place where functions have it, and none of its ways leads on: it only answers, or
 * leaves the request to its caller.
 */
export function neverGoesOn(
  resolver: Resolver,
  ways: ReadonlyMap<FunctionId, WaysFact>,
  arg: number,
  targets: readonly FunctionId[],
): boolean {
  return (
    targets.length > 0 &&
    targets.every((id) => {
      const params = resolver.functionFact(...fileAndKey(id))?.params;
      return (
        params?.length === arg + 1 &&
        (arg > 1 ? /^_?(?:next|done|cb|callback)$/i : /^_?next$/i).test(params[arg]?.name ?? '') &&
        !ways.get(id)?.ways.some(({ to }) => to === 'on')
      );
    })
  );
}
