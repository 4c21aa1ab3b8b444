import type { TSESTree } from '@typescript-eslint/types';
import { isClosed } from './closed.js';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { keyOf, memberName, textOf } from './keys.js';
import { bare, outer } from './wrappers.js';

type Node = TSESTree.Node;
type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}

export function isClass(node: Node | null | undefined): node is ClassNode {
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression';
}

/** Innermost function around a node (not the node itself). */
export function enclosingFunction(node: Node): FunctionNode | null {
  for (let current = node.parent; current; current = current.parent) if (isFunction(current)) return current;
  return null;
}

/**
 * Class whose `this` a node sees: arrows and blocks pass through, plain functions do not unless they are its methods.
 */
export function enclosingClass(node: Node): ClassNode | null {
  for (let current: Node | undefined = node; current; current = current.parent) {
    if (isClass(current)) return current;
    if (
      (current.type === 'FunctionExpression' || current.type === 'FunctionDeclaration') &&
      current !== node &&
      !isMethodBody(current)
    )
      return null;
  }
  return null;
}

function isMethodBody(node: Node): boolean {
  return node.parent?.type === 'MethodDefinition' || node.parent?.type === 'PropertyDefinition';
}

/** Expressions a function returns, without those of nested functions. A body expression counts. */
export function returnedExpressions(fn: FunctionNode): TSESTree.Expression[] {
  if (!fn.body) return [];
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  const found: TSESTree.Expression[] = [];
  eachStatement(fn.body, (statement) => {
    if (statement.type === 'ReturnStatement' && statement.argument) found.push(statement.argument);
  });
  return found;
}

/** Visits every statement inside a block, not those of nested functions or classes, nor any that a constant closes. */
export function eachStatement(root: Node, visit: (statement: Node) => void): void {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node !== root) visit(node);
    stack.push(
      ...statementChildren(node)
        .filter((child) => !isClosed(child))
        .reverse(),
    );
  }
}

function statementChildren(node: Node): Node[] {
  switch (node.type) {
    case 'BlockStatement':
    case 'StaticBlock':
    case 'Program':
      return [...node.body];
    case 'IfStatement':
      return node.alternate ? [node.consequent, node.alternate] : [node.consequent];
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
    case 'WithStatement':
      return [node.body];
    case 'TryStatement':
      return [node.block, ...(node.handler ? [node.handler.body] : []), ...(node.finalizer ? [node.finalizer] : [])];
    case 'SwitchStatement':
      return node.cases.flatMap((branch) => branch.consequent);
    default:
      return [];
  }
}

/** Name a function or class is known by where it stands; null when it has none. */
export function nameOf(node: FunctionNode | ClassNode): string | null {
  if (node.id) return node.id.name;
  const whole = outer(node);
  const { parent } = whole;
  if (!parent) return null;
  switch (parent.type) {
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty':
    case 'Property':
      return keyOf(parent.key, parent.computed);
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : null;
    case 'AssignmentExpression':
      return parent.right === whole ? dottedName(parent.left) : null;
    case 'AssignmentPattern':
      return parent.left.type === 'Identifier' ? parent.left.name : null;
    case 'ExportDefaultDeclaration':
      return 'default';
    case 'CallExpression': {
      if (parent.callee === whole) return null;
      const callee = dottedName(parent.callee);
      const path = parent.arguments[0] && parent.arguments[0] !== whole ? textOf(parent.arguments[0]) : null;
      return callee === null ? null : path === null ? `${callee}()` : `${callee}(${JSON.stringify(path)})`;
    }
    default:
      return null;
  }
}

/** `a.b.c` of a plain member chain, with `this`; null for anything else. */
export function dottedName(node: Node): string | null {
  const plain = bare(node);
  switch (plain.type) {
    case 'Identifier':
      return plain.name;
    case 'ThisExpression':
      return 'this';
    case 'Super':
      return 'super';
    case 'MemberExpression': {
      const object = dottedName(plain.object);
      const name = memberName(plain);
      return object === null || name === null ? null : `${object}.${name}`;
    }
    case 'CallExpression': {
      const callee = dottedName(plain.callee);
      return callee === null ? null : `${callee}()`;
    }
    default:
      return null;
  }
}

/** Dotted names of functions and classes around a node, the node itself included when it is one; '' at module level. */
export function symbolPath(node: Node): string {
  const names: string[] = [];
  for (let current: Node | undefined = node; current; current = current.parent) {
    if (isFunction(current) || isClass(current)) names.unshift(nameOf(current) ?? '<anonymous>');
  }
  return names.join('.');
}
