import { isFunction, type FileAnalysis, type Node } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

type Loop = TSESTree.WhileStatement | TSESTree.ForStatement | TSESTree.DoWhileStatement;

/**
 * The loop that repeats a request until it succeeds, however often it fails: its only ways out stand behind the
 * request.
 */
export function endlessRetryAround(file: FileAnalysis, call: Node): Loop | null {
  let attempt: TSESTree.TryStatement | null = null;
  for (let node: Node = call; node.parent && !isFunction(node.parent); node = node.parent) {
    const { parent } = node;
    if (parent.type === 'TryStatement' && parent.block === node && parent.handler && !attempt) attempt = parent;
    if (parent.type !== 'WhileStatement' && parent.type !== 'ForStatement' && parent.type !== 'DoWhileStatement')
      continue;
    return attempt &&
      parent.body === node &&
      isEndless(file, parent) &&
      leavesOnSuccessOnly(file, parent, attempt, call)
      ? parent
      : null;
  }
  return null;
}

function isEndless(file: FileAnalysis, loop: Loop): boolean {
  return loop.type === 'ForStatement' ? loop.test === null : file.valueOf(loop.test).constant === true;
}

/** A way out in the `catch`, or before the request, is where attempts are counted. */
function leavesOnSuccessOnly(file: FileAnalysis, loop: Loop, attempt: TSESTree.TryStatement, call: Node): boolean {
  const exits = file
    .nodes('ReturnStatement', 'BreakStatement', 'ThrowStatement')
    .filter((exit) => exit.range[0] > loop.range[0] && exit.range[1] <= loop.range[1]);
  const inAttempt = exits.filter(
    ({ range }) => range[1] <= attempt.block.range[1] && range[1] > call.range[1] - 1 && range[0] > attempt.range[0],
  );
  return inAttempt.length > 0 && inAttempt.length === exits.length;
}
