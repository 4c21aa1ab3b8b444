import type { TSESTree } from '@typescript-eslint/types';
import { bare } from './wrappers.js';

type Node = TSESTree.Node;

/** Name of a property or member key; null when it is computed from something that is not constant text. */
export function keyOf(key: Node, computed: boolean | undefined): string | null {
  if (!computed) {
    if (key.type === 'Identifier') return key.name;
    if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  }
  return textOf(key);
}

/** Name of the member an expression reads: `a.b`, `a['b']`, `` a[`b`] ``. */
export function memberName(node: TSESTree.MemberExpression): string | null {
  return keyOf(node.property, node.computed);
}

/** Constant text of a string or number literal or a template without holes. */
export function textOf(node: Node): string | null {
  const plain = bare(node);
  if (plain.type === 'Literal') {
    if (typeof plain.value === 'string') return plain.value;
    if (typeof plain.value === 'number') return String(plain.value);
    return null;
  }
  if (plain.type === 'TemplateLiteral' && plain.expressions.length === 0) return plain.quasis[0]?.value.cooked ?? null;
  return null;
}

/** Name of an import or export specifier, which may be a string literal. */
export function specifierName(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

/** Property of an object literal by name; null when absent, 'unknown' when a spread or computed key could supply it. */
export function propertyOf(object: TSESTree.ObjectExpression, name: string): TSESTree.Property | null | 'unknown' {
  let result: TSESTree.Property | null | 'unknown' = null;
  for (const entry of object.properties) {
    if (entry.type === 'SpreadElement') {
      result = 'unknown';
      continue;
    }
    const key = keyOf(entry.key, entry.computed);
    if (key === name) result = entry;
    else if (key === null && result === null) result = 'unknown';
  }
  return result;
}
