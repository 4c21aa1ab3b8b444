import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode } from '../analysis.js';
import { bare } from '../syntax/wrappers.js';
import { promiseHandler } from './promise-chain.js';

type Node = TSESTree.Node;

/**
 * Nothing this async function waits for can make its promise reject: every `await`, `throw` and returned call stands in a
 * `try` that catches, or ends in `.catch()`. Such a function may run without anybody waiting for it.
 */
export function handlesOwnFailures(file: FileAnalysis, fn: FunctionNode): boolean {
  if (!fn.body) return false;
  if (fn.body.type !== 'BlockStatement' && isOpenCall(file, fn.body)) return false;
  return file
    .nodes('AwaitExpression', 'ThrowStatement', 'ForOfStatement', 'ReturnStatement')
    .filter((node) => file.functionOf(node) === fn && canFail(file, node))
    .every((node) => isCaught(node, fn));
}

function canFail(file: FileAnalysis, node: TSESTree.AwaitExpression | TSESTree.ThrowStatement | TSESTree.ForOfStatement | TSESTree.ReturnStatement): boolean {
  switch (node.type) {
    case 'AwaitExpression':
      return !promiseHandler(node.argument) && !onlyWaits(file, node.argument);
    case 'ForOfStatement':
      return !!node.await;
    case 'ReturnStatement':
      return node.argument !== null && isOpenCall(file, node.argument);
    default:
      return true;
  }
}

/** A call handed on as the result: it may well be a promise. */
function isOpenCall(file: FileAnalysis, expression: Node): boolean {
  const plain = bare(expression);
  return (plain.type === 'CallExpression' || plain.type === 'NewExpression') && !promiseHandler(plain) && !onlyWaits(file, plain);
}

/** `new Promise((resolve) => setTimeout(resolve, ms))` has no way to reject. */
function onlyWaits(file: FileAnalysis, expression: Node): boolean {
  const plain = bare(expression);
  if (plain.type !== 'NewExpression' || plain.callee.type !== 'Identifier' || plain.callee.name !== 'Promise') return false;
  const executor = plain.arguments[0] ? file.localFunctionOf(plain.arguments[0]) : null;
  return executor !== null && executor.params.length < 2 && !executor.async;
}

/** Stands in the block of a `try` whose handler does not throw again. */
function isCaught(node: Node, fn: FunctionNode): boolean {
  for (let inner: Node = node, outer = node.parent; outer && inner !== fn; inner = outer, outer = outer.parent) {
    if (outer.type === 'TryStatement' && outer.block === inner && outer.handler && !throwsAgain(outer.handler.body)) return true;
  }
  return false;
}

function throwsAgain(node: Node | null): boolean {
  switch (node?.type) {
    case 'ThrowStatement':
      return true;
    case 'BlockStatement':
      return node.body.some(throwsAgain);
    case 'IfStatement':
      return throwsAgain(node.consequent) || throwsAgain(node.alternate);
    default:
      return false;
  }
}
