import type { FileFacts, Range } from '@backend-architect/analysis';

/**
 * Dotted path of the function or class a range stands in, the innermost one, or whose name it is; '' at module level.
 */
export function enclosingSymbol(facts: FileFacts, at: Range): string {
  const named = facts.functions.find(({ nameRange }) => nameRange[0] === at[0] && nameRange[1] === at[1]);
  if (named) return named.name;
  let best: { readonly name: string; readonly size: number } = { name: '', size: Number.POSITIVE_INFINITY };
  for (const { name, range } of [...facts.classes, ...facts.functions]) {
    const size = range[1] - range[0];
    // A function reported as a whole is not inside itself: its name stands in the anchor text.
    const inside = range[0] <= at[0] && at[1] <= range[1] && !(range[0] === at[0] && range[1] === at[1]);
    if (inside && size <= best.size) best = { name, size };
  }
  return best.name;
}
