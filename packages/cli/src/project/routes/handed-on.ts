import type { LinkedCall } from '../call-linker.js';
import type { FunctionId } from '../types.js';

/**
 * A function that gets every request, and gives back what a router of a library makes of it: `fetch(request, env) {
 * return app.fetch(request, env); }`. Its routes are those of the router.
 */
export function isHandedOn(callsBy: ReadonlyMap<FunctionId, readonly LinkedCall[]>, handler: FunctionId): boolean {
  const calls = callsBy.get(handler) ?? [];
  return calls.some(({ target }) => target?.call.serves) && !calls.some(({ target }) => target?.call.response?.ends);
}
