import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';

/** What it runs says that it gives no promise: nobody has to wait for what it gives. */
export function comesAtOnce({ targets }: LinkedCall, resolver: Resolver): boolean {
  return (
    targets.length > 0 &&
    targets.every((target) => {
      const at = target.lastIndexOf('#');
      return resolver.functionFact(target.slice(0, at), Number(target.slice(at + 1)))?.returnsPromise === false;
    })
  );
}
