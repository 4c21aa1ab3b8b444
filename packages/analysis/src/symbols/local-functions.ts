import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { enclosingClass, isClass, isFunction } from '../syntax/functions.js';
import { memberName, propertyOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import type { Resolution } from './resolution.js';

type Node = TSESTree.Node;

/**
 * Function of this file an expression names: a declaration, a const, a method through `this` or its class, an entry of
 * a const object.
 */
export function findLocalFunction(r: Resolution, node: Node, hops: number): FunctionNode | null {
  const plain = bare(node);
  if (isFunction(plain)) return plain;
  if (hops > 4) return null;
  if (plain.type === 'Identifier') {
    const binding = r.bindingOf(plain);
    if (binding?.kind === 'function') return binding.fn;
    if (binding?.kind === 'value' && binding.init && binding.path.length === 0)
      return findLocalFunction(r, binding.init, hops + 1);
    return null;
  }
  if (plain.type === 'MemberExpression') {
    const name = memberName(plain);
    if (name === null) return null;
    const object = bare(plain.object);
    if (object.type === 'ThisExpression') return methodOf(r, enclosingClass(plain), name, hops);
    if (object.type === 'Identifier') {
      const binding = r.bindingOf(object);
      if (binding?.kind === 'class') return methodOf(r, binding.node, name, hops);
      const entry = literalEntry(r, object, name);
      return entry ? findLocalFunction(r, entry.value, hops + 1) : null;
    }
    return null;
  }
  // `handler.bind(this)`
  if (plain.type === 'CallExpression' && bare(plain.callee).type === 'MemberExpression') {
    const callee = bare(plain.callee) as TSESTree.MemberExpression;
    return memberName(callee) === 'bind' ? findLocalFunction(r, callee.object, hops + 1) : null;
  }
  return null;
}

function methodOf(r: Resolution, holder: Node | null, name: string, hops: number): FunctionNode | null {
  if (!isClass(holder)) return null;
  for (const member of holder.body.body) {
    if ((member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') || member.computed) continue;
    const key = member.key;
    if (
      (key.type === 'Identifier' && key.name === name) ||
      (key.type === 'PrivateIdentifier' && `#${key.name}` === name)
    ) {
      if (member.type === 'MethodDefinition') return isFunction(member.value) ? member.value : null;
      return member.value ? findLocalFunction(r, member.value, hops + 1) : null;
    }
  }
  return null;
}

/** Property of the object literal a const name holds. */
export function literalEntry(r: Resolution, node: Node, name: string): TSESTree.Property | null {
  const binding = node.type === 'Identifier' ? r.bindingOf(node) : null;
  if (binding?.kind !== 'value' || !binding.init || binding.path.length > 0) return null;
  const init = bare(binding.init);
  const entry = init.type === 'ObjectExpression' ? propertyOf(init, name) : null;
  return entry === 'unknown' ? null : entry;
}
