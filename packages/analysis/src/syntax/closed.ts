/** Branches that a constant closes: nothing in them runs. They are marked once, by whoever makes the analysis of a file. */
import type { TSESTree } from '@typescript-eslint/types';

type Node = TSESTree.Node;

const closed = new WeakSet<Node>();

export function close(root: Node): void {
  closed.add(root);
}

/** The root of such a branch; what stands in it is not asked. */
export function isClosed(root: Node): boolean {
  return closed.has(root);
}
