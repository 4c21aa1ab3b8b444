import { isFunction, outer, type Node } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/** The statement an answer is, by itself; an awaited or returned one is no such statement. */
export function statementOf(node: Node): TSESTree.ExpressionStatement | null {
  const { parent } = outer(node);
  return parent?.type === 'ExpressionStatement' ? parent : null;
}

/** The `if` without `else` whose branch ends with the statement. */
export function branchOf(statement: Node): TSESTree.IfStatement | null {
  const { parent } = statement;
  const block = parent?.type === 'BlockStatement' ? parent : null;
  if (block && block.body.at(-1) !== statement) return null;
  const owner = block ? block.parent : parent;
  return owner?.type === 'IfStatement' && owner.consequent === (block ?? statement) && !owner.alternate ? owner : null;
}

/**
 * Reached whenever the code after the branch is: a later statement of the same block, with nothing that leaves between.
 */
export function follows(statement: Node, branch: TSESTree.IfStatement): boolean {
  const { parent } = branch;
  if (parent.type !== 'BlockStatement' || statement.parent !== parent) return false;
  const [from, to] = [parent.body.indexOf(branch), parent.body.indexOf(statement as TSESTree.Statement)];
  return (
    to > from &&
    parent.body
      .slice(from + 1, to)
      .every((between) => between.type !== 'ReturnStatement' && between.type !== 'ThrowStatement') &&
    isFunction(parent.parent)
  );
}
