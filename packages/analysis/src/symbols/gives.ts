import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { eachStatement, isFunction, returnedExpressions } from '../syntax/functions.js';
import { memberName } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { annotationOf, bindingOf } from './binding.js';
import { isNothing } from './written-members.js';

type Node = TSESTree.Node;
type VariableOf = (identifier: TSESTree.Identifier) => Variable | null;

/** The position of the callback whose result comes back; `curried`: from the function that is handed back. */
export interface Gives {
  readonly index: number;
  readonly curried?: true;
}

/**
 * A function that hands back what a function among its arguments makes, kept or not: its signature says so, or all it
 * returns does.
 */
export function givesOf(node: FunctionNode, variableOf: VariableOf): Gives | null {
  return bySignature(node) ?? byBody(node, variableOf);
}

/** `once<T>(make: () => T): T` */
function bySignature(node: FunctionNode): Gives | null {
  const own = new Set((node.typeParameters?.params ?? []).map((param) => param.name.name));
  const declared = node.returnType?.typeAnnotation;
  if (own.size === 0 || !declared) return null;
  const curried = declared.type === 'TSFunctionType';
  const wanted = typeName(curried ? declared.returnType?.typeAnnotation : declared);
  if (wanted === null || !own.has(wanted)) return null;
  const index = node.params.findIndex((param) => {
    const type = annotationOf(param);
    return type?.type === 'TSFunctionType' && typeName(type.returnType?.typeAnnotation) === wanted;
  });
  return index < 0 ? null : { index, ...(curried && { curried: true as const }) };
}

function typeName(type: TSESTree.TypeNode | undefined): string | null {
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return null;
  const [inner] = type.typeArguments?.params ?? [];
  return type.typeName.name === 'Promise' && inner ? typeName(inner) : type.typeName.name;
}

function byBody(node: FunctionNode, variableOf: VariableOf): Gives | null {
  const returned = returnedExpressions(node).filter((expression) => !isNothing(expression));
  const [only] = returned;
  if (!only || node.generator) return null;
  const inner = returned.length === 1 && isFunction(bare(only)) ? (bare(only) as FunctionNode) : null;
  for (const [index, param] of node.params.entries()) {
    const variable = param.type === 'Identifier' ? variableOf(param) : null;
    if (!variable || variable.references.length === 0 || bindingOf(variable).kind !== 'param') continue;
    if (returned.every((expression) => isMade(expression, { variable, variableOf, fn: node, hops: 0 })))
      return { index };
    const results = inner ? returnedExpressions(inner).filter((expression) => !isNothing(expression)) : [];
    if (
      inner &&
      results.length > 0 &&
      results.every((expression) => isMade(expression, { variable, variableOf, fn: inner, hops: 0 }))
    )
      return { index, curried: true };
  }
  return null;
}

interface Making {
  /** The parameter that makes it. */
  readonly variable: Variable;
  readonly variableOf: VariableOf;
  /** The function whose statements may keep it. */
  readonly fn: FunctionNode;
  readonly hops: number;
}

/** What calling the parameter gave, or a place where nothing else is kept. */
function isMade(expression: Node, making: Making): boolean {
  const plain = unwrap(expression);
  const deeper = { ...making, hops: making.hops + 1 };
  if (making.hops > 6) return false;
  switch (plain.type) {
    case 'CallExpression': {
      const callee = bare(plain.callee);
      const called =
        callee.type === 'MemberExpression' && /^(?:call|apply)$/.test(memberName(callee) ?? '')
          ? bare(callee.object)
          : callee;
      if (called.type === 'Identifier' && making.variableOf(called) === making.variable) return true;
      return (
        callee.type === 'MemberExpression' && memberName(callee) === 'get' && isKept(placeOf(callee.object), deeper)
      );
    }
    case 'AssignmentExpression':
      return isMade(plain.right, deeper);
    case 'LogicalExpression':
      return (
        plain.operator !== '&&' &&
        isMade(plain.right, deeper) &&
        (isMade(plain.left, deeper) || placeOf(plain.left) !== null)
      );
    case 'ConditionalExpression':
      return isMade(plain.consequent, deeper) && isMade(plain.alternate, deeper);
    case 'Identifier': {
      const variable = making.variableOf(plain);
      const binding = variable && bindingOf(variable);
      if (!variable || binding?.kind !== 'value' || binding.path.length > 0) return false;
      const values = variable.references.flatMap((reference) =>
        reference.isWrite() && reference.writeExpr && !isNothing(reference.writeExpr) ? [reference.writeExpr] : [],
      );
      return (
        values.some((value) => isMade(value, deeper)) &&
        values.every((value) => isMade(value, deeper) || isLookUp(value))
      );
    }
    case 'MemberExpression':
      return isKept(placeOf(plain), deeper);
    default:
      return false;
  }
}

/** `cache.get(key)`, `kept[name]` */
function isLookUp(node: Node): boolean {
  const plain = unwrap(node);
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : null;
  return plain.type === 'MemberExpression' || (callee?.type === 'MemberExpression' && memberName(callee) === 'get');
}

/** Whatever the function puts in a place is made by the parameter. */
function isKept(place: string | null, making: Making): boolean {
  if (place === null) return false;
  const put: Node[] = [];
  eachStatement(making.fn.body ?? making.fn, (statement) => {
    const written = statement.type === 'ExpressionStatement' ? bare(statement.expression) : null;
    if (written?.type === 'AssignmentExpression' && placeOf(written.left) === place) put.push(written.right);
    const callee = written?.type === 'CallExpression' ? bare(written.callee) : null;
    const value = written?.type === 'CallExpression' ? written.arguments[1] : undefined;
    if (
      callee?.type === 'MemberExpression' &&
      memberName(callee) === 'set' &&
      value &&
      placeOf(callee.object) === place
    )
      put.push(value);
  });
  return put.length > 0 && put.every((value) => isMade(value, making));
}

/** A place as text: `global[name]`, `this.kept`; null for what is worked out. */
function placeOf(node: Node): string | null {
  const plain = bare(node);
  if (plain.type === 'Identifier') return plain.name;
  if (plain.type === 'ThisExpression') return 'this';
  if (plain.type === 'Literal') return String(plain.value);
  if (plain.type !== 'MemberExpression') return null;
  const object = placeOf(plain.object);
  const key = plain.computed ? placeOf(plain.property) : memberName(plain);
  return object === null || key === null ? null : `${object}${plain.computed ? `[${key}]` : `.${key}`}`;
}
