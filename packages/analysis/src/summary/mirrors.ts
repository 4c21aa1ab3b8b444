/** Functions that give an object with the members of another one, each wrapped in the same way. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../vocabulary/analysis.js';
import { returnedExpressions } from '../syntax/functions.js';
import { memberName } from '../syntax/keys.js';
import { nodesWithin } from '../syntax/nodes-within.js';
import { bare, unwrap } from '../syntax/wrappers.js';

/** The parameter whose members it gives under their own names, or null. */
export function mirrorOf(file: FileAnalysis, node: FunctionNode): number | null {
  const returned = returnedExpressions(node);
  const [only] = returned;
  if (!only || returned.length > 1 || node.params.length === 0) return null;
  const result = unwrap(only);
  const found = result.type === 'Identifier' ? filledFrom(file, node, result) : entriesOf(file, result);
  const index = node.params.findIndex((param) => param.type === 'Identifier' && file.variableOf(param) === found);
  return found && index >= 0 ? index : null;
}

/** `made[key] = wrap(all[key])`: what `all` is. */
function filledFrom(
  file: FileAnalysis,
  node: FunctionNode,
  made: TSESTree.Identifier,
): ReturnType<FileAnalysis['variableOf']> {
  const variable = file.variableOf(made);
  for (const inner of nodesWithin(file, node, 'AssignmentExpression')) {
    if (inner.left.type !== 'MemberExpression' || !inner.left.computed) continue;
    const target = bare(inner.left.object);
    const key = bare(inner.left.property);
    if (target.type !== 'Identifier' || key.type !== 'Identifier' || file.variableOf(target) !== variable) continue;
    for (const part of nodesWithin(file, inner.right, 'MemberExpression')) {
      if (!part.computed) continue;
      const [of, by] = [bare(part.object), bare(part.property)];
      if (of.type === 'Identifier' && by.type === 'Identifier' && file.variableOf(by) === file.variableOf(key))
        return file.variableOf(of);
    }
  }
  return null;
}

/** `Object.fromEntries(Object.entries(all).map(([key, fn]) => [key, wrap(fn)]))`: what `all` is. */
function entriesOf(file: FileAnalysis, result: Node): ReturnType<FileAnalysis['variableOf']> {
  const mapped = argumentOf(result, 'fromEntries');
  const call = mapped && unwrap(mapped);
  const callee = call?.type === 'CallExpression' ? bare(call.callee) : null;
  if (callee?.type !== 'MemberExpression' || memberName(callee) !== 'map') return null;
  const of = argumentOf(unwrap(callee.object), 'entries');
  const plain = of && unwrap(of);
  return plain?.type === 'Identifier' ? file.variableOf(plain) : null;
}

function argumentOf(node: Node, method: string): Node | null {
  if (node.type !== 'CallExpression') return null;
  const callee = bare(node.callee);
  const isObject =
    callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Object';
  return isObject && memberName(callee) === method ? (node.arguments[0] ?? null) : null;
}
