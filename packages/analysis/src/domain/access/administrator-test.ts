import type { TSESTree } from '@typescript-eslint/types';
import { isFunction } from '../../syntax/functions.js';
import { bare } from '../../syntax/wrappers.js';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { holdsRole, isAdministratorRole, isAdministratorWord } from '../../words/administrator-names.js';

/** `user.role !== 'admin'`, `['admin', 'superadmin'].includes(user.role)`: a role by name, compared with somebody's. */
export function isRoleCompared(file: FileAnalysis, literal: TSESTree.Literal): boolean {
  if (typeof literal.value !== 'string' || !isAdministratorRole(literal.value)) return false;
  const { parent } = literal;
  if (parent.type === 'BinaryExpression' && /^[!=]==?$/.test(parent.operator))
    return isOfCaller(file, parent.left === literal ? parent.right : parent.left);
  if (parent.type !== 'ArrayExpression') return false;
  const call = parent.parent.type === 'MemberExpression' ? parent.parent.parent : null;
  return (
    parent.elements.every(
      (one) => one?.type === 'Literal' && typeof one.value === 'string' && isAdministratorRole(one.value),
    ) &&
    call?.type === 'CallExpression' &&
    call.arguments[0] !== undefined &&
    isOfCaller(file, call.arguments[0])
  );
}

/** A role of somebody, and not one that the request names. */
function isOfCaller(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  const name =
    plain.type === 'MemberExpression' && !plain.computed ? plain.property : plain.type === 'Identifier' ? plain : null;
  return name?.type === 'Identifier' && holdsRole(name.name) && file.valueOf(plain).taint !== 'tainted';
}

/**
 * Who passes the test is an administrator, or the test is none: `order.userId !== user.id && !user.isAdmin` turns away
 * neither the owner nor an administrator.
 */
export function leavesOnlyAdministrators(file: FileAnalysis, word: Node): boolean {
  let isNegative = false;
  for (let below = word, node = word.parent; node && !isFunction(node); below = node, node = node.parent) {
    if (node.type === 'UnaryExpression' && node.operator === '!') isNegative = !isNegative;
    else if (node.type === 'BinaryExpression' && /^!==?$/.test(node.operator)) isNegative = !isNegative;
    else if (node.type === 'LogicalExpression' && node.operator === (isNegative ? '&&' : '||')) {
      const other = node.left === below ? node.right : node.left;
      if (!isPresenceOf(file, other, word) && !speaksOfAdministrators(file, other)) return false;
    } else if (node.type === 'IfStatement' && node.test === below)
      return isNegative ? node.alternate !== null || exits(node.consequent) : decides(node);
    else if (node.type.endsWith('Statement') || node.type === 'VariableDeclarator') return true;
  }
  return true;
}

function exits(branch: Node): boolean {
  const last = branch.type === 'BlockStatement' ? branch.body.at(-1) : branch;
  return last !== undefined && /^(?:Return|Throw)Statement$/.test(last.type);
}

/** `if (user.isAdmin) return next(); refuse();`: a test that only adds something for administrators turns nobody away. */
function decides({ consequent, alternate }: TSESTree.IfStatement): boolean {
  const last = consequent.type === 'BlockStatement' ? consequent.body.at(-1) : consequent;
  if (alternate || last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement') return true;
  const call = last?.type === 'ExpressionStatement' ? bare(last.expression) : null;
  return (
    call?.type === 'CallExpression' && call.callee.type === 'Identifier' && /^(?:next|done)$/.test(call.callee.name)
  );
}

/** `user && !user.isAdmin`: who is nobody is asked elsewhere. */
function isPresenceOf(file: FileAnalysis, other: Node, word: Node): boolean {
  const text = file.text.slice(...bare(other).range);
  const member = word.parent?.type === 'MemberExpression' ? file.text.slice(...word.parent.range) : '';
  return /^[\w$.?]+$/.test(text) && member.startsWith(text);
}

function speaksOfAdministrators(file: FileAnalysis, node: Node): boolean {
  const inside = ({ range }: Node): boolean => node.range[0] <= range[0] && range[1] <= node.range[1];
  return (
    file.nodes('Identifier').some((name) => inside(name) && isAdministratorWord(name.name)) ||
    file.nodes('Literal').some((literal) => inside(literal) && isRoleCompared(file, literal))
  );
}
