import type { Variable } from '@typescript-eslint/scope-manager';
import type { Node } from '../../vocabulary/analysis.js';
import { enclosingFunction } from '../../syntax/functions.js';
import { outer } from '../../syntax/wrappers.js';

/** A place where a variable is named and that may have run before another place. */
export interface EarlierUse {
  readonly node: Node;
  /** It ran whenever the other place is reached. */
  readonly certain: boolean;
}

/**
 * Uses of a variable that may have run before a place, in source order. What stands in another function may have run at
 * any time, but a function that is made only afterwards has not.
 */
export function usesBefore(variable: Variable, at: Node): EarlierUse[] {
  const here = enclosingFunction(at);
  return variable.references
    .map(({ identifier }) => outer(identifier as Node))
    .filter((node) => node.range[0] < at.range[0] || !runsWith(node, here))
    .sort((a, b) => a.range[0] - b.range[0])
    .map((node) => ({ node, certain: ranBefore(node, at) }));
}

/** It stands in the function itself, or in one that is made there. */
function runsWith(node: Node, fn: Node | null): boolean {
  for (let around = enclosingFunction(node); around; around = enclosingFunction(around)) if (around === fn) return true;
  return fn === null || enclosingFunction(node) === fn;
}

/**
 * Its statement stands in a block around the place, before it, and nothing inside the statement is left to a condition.
 */
function ranBefore(node: Node, at: Node): boolean {
  let current = node;
  while (current.parent && !/Statement$|Declaration$/.test(current.type)) {
    const { parent }: { parent: Node } = current;
    const isConditional =
      (parent.type === 'ConditionalExpression' && parent.test !== current) ||
      (parent.type === 'LogicalExpression' && parent.right === current);
    if (isConditional || parent.type === 'ArrowFunctionExpression') return false;
    current = parent;
  }
  const block = current.parent;
  if (!block || current.range[0] > at.range[0] || block.range[0] > at.range[0] || at.range[1] > block.range[1])
    return false;
  return block.type === 'BlockStatement' || block.type === 'Program' || block.type === 'ExportNamedDeclaration';
}
