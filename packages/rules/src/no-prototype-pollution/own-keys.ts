import {
  bare,
  dottedName,
  isFunction,
  memberName,
  outer,
  type FileAnalysis,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

type Variable = NonNullable<ReturnType<FileAnalysis['variableOf']>>;

/** Calls that give the keys an object has itself, alone or with their values. */
const KEYS = /^(?:Object\.(?:keys|getOwnPropertyNames|entries)|Reflect\.ownKeys)$/;
const EACH = new Set(['forEach', 'map', 'filter', 'some', 'every', 'flatMap', 'find']);

/**
 * The key is one of those that a loop finds in the very object it is read of: `for (const key in o) o[key] = f(o[key])`.
 * Also `__proto__` is then a property of the object itself, and nothing inherited is reached.
 */
export function isOwnKey(file: FileAnalysis, member: TSESTree.MemberExpression): boolean {
  const key = bare(member.property);
  const variable = key.type === 'Identifier' ? file.variableOf(key) : null;
  const listed = variable && !isWrittenAgain(variable) ? listedObject(variable) : null;
  if (!listed) return false;
  const object = bare(member.object);
  return isSameObject(file, listed, object) && !loses(file, object);
}

/** Besides where it is declared. */
function isWrittenAgain({ references }: Variable): boolean {
  return references.some(
    (reference) => reference.isWrite() && reference.init !== true && !isLoopHead(reference.identifier),
  );
}

/** A loop gives its variable a new value each time, which its head writes. */
function isLoopHead(name: Node): boolean {
  let node = name;
  while (node.parent?.type === 'ArrayPattern') node = node.parent;
  return node.parent?.type === 'VariableDeclarator' && node.parent.init === null;
}

/** The object whose own keys a variable goes through. */
function listedObject({ defs }: Variable): Node | null {
  const [definition, ...others] = defs;
  if (!definition || others.length > 0) return null;
  const name = definition.name as Node;
  const pair = name.parent?.type === 'ArrayPattern' && name.parent.elements[0] === name ? name.parent : null;
  const target = pair ?? name;
  const { parent } = target;
  if (isFunction(parent ?? target)) {
    const call = outer(parent as Node).parent;
    const callee = call?.type === 'CallExpression' && call.arguments[0] === parent ? bare(call.callee) : null;
    const isEach = callee?.type === 'MemberExpression' && EACH.has(memberName(callee) ?? '');
    const isFirst = (parent as TSESTree.ArrowFunctionExpression).params[0] === target;
    return isEach && isFirst ? keysOf(callee.object, pair !== null) : null;
  }
  const loop = parent?.type === 'VariableDeclarator' ? parent.parent.parent : null;
  if (loop?.type === 'ForInStatement' && loop.left === parent?.parent && !pair) return bare(loop.right);
  return loop?.type === 'ForOfStatement' && loop.left === parent?.parent ? keysOf(loop.right, pair !== null) : null;
}

function keysOf(list: Node, withValues: boolean): Node | null {
  const call = bare(list);
  const name = call.type === 'CallExpression' ? (dottedName(call.callee) ?? '') : '';
  const [object] = call.type === 'CallExpression' ? call.arguments : [];
  return object && KEYS.test(name) && (name === 'Object.entries') === withValues ? bare(object) : null;
}

/** One name, or the same path of members below one. */
function isSameObject(file: FileAnalysis, a: Node, b: Node): boolean {
  if (a.type === 'Identifier' && b.type === 'Identifier') {
    const variable = file.variableOf(a);
    return variable !== null && variable === file.variableOf(b) && isHeld(variable);
  }
  if (a.type === 'ThisExpression') return b.type === 'ThisExpression';
  if (a.type !== 'MemberExpression' || b.type !== 'MemberExpression') return false;
  const name = memberName(a);
  return name !== null && name === memberName(b) && isSameObject(file, bare(a.object), bare(b.object));
}

/** It stands for one object all the time. */
function isHeld({ references }: Variable): boolean {
  return references.every((reference) => !reference.isWrite() || reference.init === true);
}

/** A key that is deleted is no longer one of its own. */
function loses(file: FileAnalysis, object: Node): boolean {
  return file
    .nodes('UnaryExpression')
    .some(
      ({ operator, argument }) =>
        operator === 'delete' &&
        bare(argument).type === 'MemberExpression' &&
        isSameObject(file, bare((bare(argument) as TSESTree.MemberExpression).object), object),
    );
}
