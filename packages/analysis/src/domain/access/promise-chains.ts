/** Promises that are followed up where they are made: `verify(token).then(...)`, `.catch(() => null)`. */
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import type { TSESTree } from '@typescript-eslint/types';
import { eachStatement, returnedExpressions } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';
import { functionBehind } from '../calls/callbacks-by-name.js';

/** A call that follows a promise up. */
export interface PromiseChain {
  readonly of: TSESTree.CallExpression;
  /** What becomes of what it arrives with; absent: it is handed on as it is. */
  readonly then?: FollowUp;
  /** What becomes of a failure; absent: it stays one. */
  readonly failed?: FollowUp;
}

/** A function that is seen, or not. */
export interface FollowUp {
  readonly fn: FunctionNode | null;
}

export function promiseChain(file: FileAnalysis, node: TSESTree.CallExpression): PromiseChain | null {
  const callee = bare(node.callee);
  if (callee.type !== 'MemberExpression') return null;
  const of = bare(callee.object);
  if (of.type !== 'CallExpression') return null;
  const [first, second] = node.arguments;
  const seen = (argument: Node | undefined): FollowUp => ({ fn: argument ? functionBehind(file, argument) : null });
  switch (memberName(callee)) {
    case 'then':
      return { of, ...(first && { then: seen(first) }), ...(second && { failed: seen(second) }) };
    case 'catch':
      return { of, ...(first && { failed: seen(first) }) };
    case 'finally':
      return { of };
    default:
      return null;
  }
}

/** Nothing comes back from it: it ends by throwing. */
export function alwaysThrows(fn: FunctionNode): boolean {
  if (fn.body?.type !== 'BlockStatement') return false;
  return fn.body.body.at(-1)?.type === 'ThrowStatement' && !returnsEarly(fn.body);
}

/** With a value or without one. */
function returnsEarly(block: TSESTree.BlockStatement): boolean {
  let found = false;
  eachStatement(block, (statement) => (found ||= statement.type === 'ReturnStatement'));
  return found;
}

/** All values it gives back. That it may end without one, which is never true, is not told. */
export function givenBack(fn: FunctionNode): readonly Node[] {
  return fn.body && fn.body.type !== 'BlockStatement' ? [fn.body] : returnedExpressions(fn);
}
