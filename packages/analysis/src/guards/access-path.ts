import type { TSESTree } from '@typescript-eslint/types';
import type { Variables } from '../symbols/variables.js';
import { memberName, textOf } from '../syntax/keys.js';
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
  if (plain.type === 'CallExpression') return textCallPath(variables, plain);
  return null;
}

/** Methods of text that give the same result for the same text. */
const TEXT_METHODS = new Set(['split', 'slice', 'substring', 'at', 'toLowerCase', 'toUpperCase', 'trim', 'toString']);

/**
 * `String(x)` keeps the identity of what it converts; `x.split('.')[1].toLowerCase()` asked twice is the same text
 * twice.
 */
function textCallPath(variables: Variables, plain: TSESTree.CallExpression): string | null {
  const callee = bare(plain.callee);
  if (callee.type === 'MemberExpression') {
    const name = memberName(callee);
    const object = name === null ? null : accessPath(variables, callee.object);
    // `pop` takes away what it gives back, unless the list was made for it: `x.split('.').pop()`.
    if (name === null || !(TEXT_METHODS.has(name) || (name === 'pop' && object?.endsWith(')')))) return null;
    const args = plain.arguments.map((argument) => constantText(argument));
    return object === null || args.includes(null) ? null : `${object}.${name}(${args.join(',')})`;
  }
  if (plain.callee.type === 'Identifier' && plain.callee.name === 'String' && plain.arguments[0]) {
    return accessPath(variables, plain.arguments[0]);
  }
  return null;
}

function constantText(node: TSESTree.Node): string | null {
  const plain = bare(node);
  if (plain.type === 'UnaryExpression' && plain.operator === '-') return `-${constantText(plain.argument)}`;
  return textOf(plain);
}
