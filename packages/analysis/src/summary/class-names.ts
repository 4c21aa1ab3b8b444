import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode, Node } from '../vocabulary/analysis.js';
import { isClass, isFunction, nameOf } from '../syntax/functions.js';
import { memberName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** Name a class has in the facts of its file. */
export function classNameOf(node: ClassNode | FunctionNode): string {
  return nameOf(node) ?? `class@${node.range[0]}`;
}

/**
 * What `this` is at a node: a class or constructor function of this file, or the object literal whose method this is.
 */
export function classOfThis(
  node: Node,
): { kind: 'class'; name: string; static: boolean } | { kind: 'object'; node: TSESTree.ObjectExpression } | null {
  for (
    let current: Node | undefined = node.parent, below: Node = node;
    current;
    below = current, current = current.parent
  ) {
    if (isClass(current))
      return below === current.body ? { kind: 'class', name: classNameOf(current), static: false } : null;
    if (current.type === 'PropertyDefinition' && current.value === below)
      return { kind: 'class', name: classNameOf(current.parent.parent), static: current.static };
    if (!isFunction(current) || current.type === 'ArrowFunctionExpression') continue;
    const whole = outer(current);
    const { parent } = whole;
    if (parent?.type === 'MethodDefinition')
      return { kind: 'class', name: classNameOf(parent.parent.parent), static: parent.static };
    if (parent?.type === 'PropertyDefinition')
      return { kind: 'class', name: classNameOf(parent.parent.parent), static: parent.static };
    if (parent?.type === 'Property' && parent.parent.type === 'ObjectExpression')
      return { kind: 'object', node: parent.parent };
    if (parent?.type === 'AssignmentExpression' && parent.right === whole) {
      const owner = prototypeOwner(parent.left);
      if (owner !== null) return { kind: 'class', name: owner, static: false };
      const target = bare(parent.left);
      // `this.find = function () { this.x }` inside a constructor function: the same instance.
      if (target.type === 'MemberExpression' && target.object.type === 'ThisExpression') continue;
    }
    return { kind: 'class', name: classNameOf(current), static: false };
  }
  return null;
}

/** `User` of `User.prototype.find`. */
export function prototypeOwner(node: Node): string | null {
  const target = bare(node);
  if (target.type !== 'MemberExpression' || target.object.type !== 'MemberExpression') return null;
  return memberName(target.object) === 'prototype' && target.object.object.type === 'Identifier'
    ? target.object.object.name
    : null;
}
