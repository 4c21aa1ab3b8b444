import type { TSESTree } from '@typescript-eslint/types';
import type { Resolution } from '../symbols/resolution.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';

type Node = TSESTree.Node;

/** The key under which every object inherits; who refuses it cannot be led to a prototype. */
const INHERITED = '__proto__';

/** `key === '__proto__'`, in any order: the key that is compared, null when another text is meant. */
export function comparedWithInherited(left: Node, right: Node): Node | null {
  if (textOf(right) === INHERITED) return left;
  return textOf(left) === INHERITED ? right : null;
}

/**
 * A list or set of refused keys. One that is written here must name the inherited key; what comes from elsewhere is
 * taken at its word.
 */
export function refusesInherited(r: Resolution, container: Node): boolean {
  let plain = bare(container);
  const binding = plain.type === 'Identifier' ? r.bindingOf(plain) : null;
  if (binding?.kind === 'import') return true;
  if (binding?.kind === 'value' && binding.init && binding.path.length === 0) plain = bare(binding.init);
  if (plain.type === 'NewExpression' && plain.arguments[0]) plain = bare(plain.arguments[0]);
  return (
    plain.type === 'ArrayExpression' &&
    plain.elements.some((element) => element !== null && textOf(element) === INHERITED)
  );
}

/** `for (key in source) if (source.hasOwnProperty(key))`: true of every key that was sent, so it proves nothing. */
export function asksItsOwnSource(r: Resolution, container: Node, key: Node): boolean {
  const plain = bare(key);
  const binding = plain.type === 'Identifier' ? r.bindingOf(plain) : null;
  if (binding?.kind !== 'element') return false;
  const iterated = bare(binding.of);
  const call = iterated.type === 'CallExpression' ? iterated : null;
  const callee = call && bare(call.callee);
  const isKeys =
    callee?.type === 'MemberExpression' && (memberName(callee) === 'keys' || memberName(callee) === 'entries');
  const source = call ? (isKeys ? call.arguments[0] : undefined) : iterated;
  const path = source && accessPath(r.variables, source);
  return path !== undefined && path !== null && path === accessPath(r.variables, container);
}

/**
 * `key in regions`: a table of the program, and not what somebody handed in, nor a store that this file fills by keys
 * as they come.
 */
export function isProgramTable(r: Resolution, table: Node): boolean {
  let root = bare(table);
  while (root.type === 'MemberExpression') root = bare(root.object);
  if (root.type === 'ThisExpression') return true;
  const variable = root.type === 'Identifier' ? r.variables.of(root) : null;
  const isFilled = ({ identifier }: { readonly identifier: Node }): boolean => {
    const { parent } = identifier;
    return (
      parent?.type === 'MemberExpression' &&
      parent.computed &&
      parent.object === identifier &&
      textOf(parent.property) === null &&
      parent.parent.type === 'AssignmentExpression' &&
      parent.parent.left === parent
    );
  };
  return (
    variable !== null &&
    !variable.defs.some(({ type }) => type === 'Parameter') &&
    !variable.references.some((reference) => isFilled(reference))
  );
}
