import type { FileAnalysis, Node, NodeOfType, NodeType } from '../vocabulary/analysis.js';

/** Nodes of these types inside another node, itself included, in source order. */
export function nodesWithin<T extends NodeType>(file: FileAnalysis, holder: Node, ...types: T[]): NodeOfType<T>[] {
  return file.nodes(...types).filter((node) => isWithin(node as Node, holder));
}

export function isWithin(inner: Node, holder: Node): boolean {
  return holder.range[0] <= inner.range[0] && inner.range[1] <= holder.range[1];
}
