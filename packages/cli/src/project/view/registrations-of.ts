import { isUnder, type Registered } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { FunctionId } from '../types.js';

/** Where a library is given a function of the project, and runs it. */
export type RegistrationsOf = (id: FunctionId) => readonly Registered[];

/** Registrations of routes and middleware, by the function that is given. Nothing is worked out before it is asked. */
export function createRegistrations(calls: readonly LinkedCall[]): RegistrationsOf {
  let known: ReadonlyMap<FunctionId, readonly Registered[]> | null = null;
  return (id) => (known ??= registrations(calls)).get(id) ?? [];
}

function registrations(calls: readonly LinkedCall[]): ReadonlyMap<FunctionId, readonly Registered[]> {
  const found = new Map<FunctionId, Registered[]>();
  for (const { file, fact, target, given } of calls) {
    if (!target || target.rung > 3 || !(target.call.route ?? target.call.mount)) continue;
    for (const callback of target.call.callbacks ?? []) {
      for (const { position, id, under } of given) {
        const arg = fact.args[position];
        const isMeant =
          isUnder(callback.property, under) &&
          (callback.arg === position ||
            callback.arg === 'rest' ||
            (callback.arg === 'last' && position === fact.args.length - 1));
        // Arguments that were bound to it come first, and are nothing of the library.
        if (!isMeant || position < (callback.from ?? 0) || !arg || (arg.bound ?? 0) > 0) continue;
        found.set(id, [...(found.get(id) ?? []), { symbol: target.symbol, callback, file, at: fact.at }]);
      }
    }
  }
  return found;
}
