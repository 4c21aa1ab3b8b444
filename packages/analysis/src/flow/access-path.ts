import type { TSESTree } from '@typescript-eslint/types';
import type { Variables } from '../symbols/variables.js';
import { memberName } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';

/**
 * Name of a place a value is read from: the declaration of its root and the constant members after it.
 * Two reads of one path are the same value as long as nothing writes in between. Null when a part is computed.
 */
export function accessPath(variables: Variables, node: TSESTree.Node): string | null {
  const plain = bare(node);
  if (plain.type === 'Identifier') {
    const variable = variables.of(plain);
    const declared = variable?.defs[0]?.name as TSESTree.Node | undefined;
    return declared ? `${declared.range[0]}` : `~${plain.name}`;
  }
  if (plain.type === 'ThisExpression') return 'this';
  if (plain.type === 'MemberExpression') {
    const object = accessPath(variables, plain.object);
    const name = memberName(plain);
    return object === null || name === null ? null : `${object}.${name}`;
  }
  // A conversion keeps the identity of what it converts.
  if (plain.type === 'CallExpression' && plain.callee.type === 'Identifier' && plain.callee.name === 'String' && plain.arguments[0]) {
    return accessPath(variables, plain.arguments[0]);
  }
  return null;
}
