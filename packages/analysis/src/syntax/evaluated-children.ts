import type { TSESTree } from '@typescript-eslint/types';
import { isClass } from './functions.js';

type Node = TSESTree.Node;

/** Expressions inside an expression, in the order in which they are evaluated. */
export function evaluatedChildren(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (
      key === 'parent' ||
      key === 'loc' ||
      key === 'range' ||
      key === 'typeAnnotation' ||
      key === 'typeArguments' ||
      key === 'returnType'
    )
      continue;
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value as unknown]) {
      if (isNode(child) && !isClass(child) && !child.type.startsWith('TSType')) found.push(child);
    }
  }
  return found;
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'range' in value
  );
}
