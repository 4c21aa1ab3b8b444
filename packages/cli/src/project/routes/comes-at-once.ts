import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { fileAndKey } from '../things.js';

/** What it runs says that it gives no promise: nobody has to wait for what it gives. */
export function comesAtOnce({ targets }: LinkedCall, resolver: Resolver): boolean {
  return (
    targets.length > 0 &&
    targets.every((target) => resolver.functionFact(...fileAndKey(target))?.returnsPromise === false)
  );
}
