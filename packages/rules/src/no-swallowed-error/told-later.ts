import {
  bare,
  isFunction,
  responseStatus,
  type FileAnalysis,
  type FunctionNode,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * What stands behind a `try` tells of its failure: the code throws, hands an error on or answers with one whatever
 * happened, or asks for a value that only the `try` or its handler sets.
 */
export function isToldLater(file: FileAnalysis, handler: TSESTree.CatchClause, fn: FunctionNode): boolean {
  const { parent: whole } = handler;
  if (whole.type !== 'TryStatement') return false;
  const isBehind = (node: Node): boolean =>
    node.range[0] >= whole.range[1] && node.range[1] <= fn.range[1] && file.functionOf(node) === fn;
  const isAlways = (node: Node): boolean => isBehind(node) && !isConditional(node, fn);
  return (
    file.nodes('ThrowStatement').some(isAlways) ||
    file.nodes('CallExpression').some((call) => isAlways(call) && handsErrorOn(fn, call)) ||
    file.callsWith('response').some((call) => {
      const status = call.call.response?.ends && isAlways(call.node) ? responseStatus(file, call) : null;
      return typeof status === 'number' && status >= 400;
    }) ||
    file.nodes('Identifier').some((name) => isBehind(name) && isAsked(name, fn) && isSetWithin(file, name, whole))
  );
}

function isConditional(node: Node, fn: FunctionNode): boolean {
  for (let current: Node = node; current.parent && current !== fn; current = current.parent) {
    const { parent } = current;
    if (parent.type === 'IfStatement' && parent.test !== current) return true;
    if (
      /^(?:ConditionalExpression|LogicalExpression|SwitchCase|CatchClause|For\w*Statement|(?:Do)?WhileStatement)$/.test(
        parent.type,
      )
    )
      return true;
  }
  return false;
}

/** `next(error)`, with the last parameter of `(req, res, next)`. */
function handsErrorOn(fn: FunctionNode, { callee, arguments: given }: TSESTree.CallExpression): boolean {
  const next = fn.params.length > 2 ? fn.params.at(-1) : undefined;
  const plain = bare(callee);
  return given.length === 1 && next?.type === 'Identifier' && plain.type === 'Identifier' && plain.name === next.name;
}

/** The name is what an `if`, a `? :` or a `&&` of the function asks for. */
function isAsked(name: Node, fn: FunctionNode): boolean {
  for (
    let current: Node = name;
    current.parent && current.parent !== fn && !isFunction(current.parent);
    current = current.parent
  ) {
    const { parent } = current;
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test === current)
      return true;
    if (parent.type === 'LogicalExpression' && parent.left === current) return true;
  }
  return false;
}

/** Declared before the `try`, and given a value in it. */
function isSetWithin(file: FileAnalysis, name: TSESTree.Identifier, whole: Node): boolean {
  const references = file.variableOf(name)?.references ?? [];
  return references.some((reference) => {
    const [start, end] = (reference.identifier as Node).range;
    return reference.isWrite() && start >= whole.range[0] && end <= whole.range[1];
  });
}
