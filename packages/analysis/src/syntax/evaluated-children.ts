import type { TSESTree } from '@typescript-eslint/types';
import { isClass } from './functions.js';

type Node = TSESTree.Node;

const NOT_EVALUATED: ReadonlySet<string> = new Set([
  'parent', 'loc', 'range', 'typeAnnotation', 'typeArguments', 'returnType',
]);

/** Expressions inside an expression, in the order in which they are evaluated. */
export function evaluatedChildren(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (const key of Object.keys(node)) {
    if (NOT_EVALUATED.has(key)) continue;
    const value = (node as unknown as Readonly<Record<string, unknown>>)[key];
    if (Array.isArray(value)) for (const child of value as unknown[]) add(found, child);
    else add(found, value);
  }
  return found;
}

function add(found: Node[], child: unknown): void {
  if (isNode(child) && !isClass(child) && !child.type.startsWith('TSType')) found.push(child);
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'range' in value
  );
}
