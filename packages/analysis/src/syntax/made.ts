import type { TSESTree } from '@typescript-eslint/types';

const MADE: ReadonlySet<string> = new Set([
  'ObjectExpression', 'ArrayExpression', 'NewExpression', 'ArrowFunctionExpression', 'FunctionExpression',
]);

/** It is made where it stands, an object, a list or a function, and so is never false. */
export function isMade({ type }: TSESTree.Node): boolean {
  return MADE.has(type);
}
