import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';

/** Identifiers inside a node, itself included, in source order. */
export function identifiersIn(file: FileAnalysis, node: Node): readonly TSESTree.Identifier[] {
  const all = file.nodes('Identifier');
  const [start, end] = node.range;
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.range[0] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const found: TSESTree.Identifier[] = [];
  for (let index = low; index < all.length; index += 1) {
    const identifier = all[index];
    if (!identifier || identifier.range[0] >= end) break;
    found.push(identifier);
  }
  return found;
}
