import type { Node } from '../vocabulary/analysis.js';
import { isFunction } from '../syntax/functions.js';

/** Its failure is caught in the function it stands in. */
export function isInTry(node: Node): boolean {
  for (let current: Node | undefined = node; current && !isFunction(current); current = current.parent) {
    const parent: Node | undefined = current.parent;
    if (parent?.type === 'TryStatement' && parent.block === current && parent.handler) return true;
  }
  return false;
}
