import type { ForeignFunction } from '@backend-architect/analysis';

/** A call that may run one of several functions: what holds of each holds of it, and what may fail in one may fail. */
export function anyFunction(functions: readonly ForeignFunction[]): ForeignFunction | null {
  const [first, ...others] = functions;
  if (!first || others.length === 0) return first ?? null;
  return {
    key: first.key,
    name: first.name,
    async: functions.every((fn) => fn.async),
    proves: [],
    hashes: [],
    returns: null,
    screens: [],
    makes: null,
    get returnsPromise() {
      return functions.every((fn) => fn.returnsPromise);
    },
    get settles() {
      return functions.every((fn) => fn.settles);
    },
    get doesInputOutput() {
      return functions.some((fn) => fn.doesInputOutput);
    },
    get onlyReads() {
      return functions.every((fn) => fn.onlyReads);
    },
    get work() {
      return {
        leaves: functions.some((fn) => fn.work.leaves),
        writes: [...new Set(functions.flatMap((fn) => fn.work.writes))],
      };
    },
    reads: () => null,
    get mayBeLost() {
      return functions.every((fn) => fn.mayBeLost);
    },
    weighs: () => null,
    looksUp: () => null,
    get declared() {
      return first.declared;
    },
  };
}
