/** What can be reached from where, in graphs of numbers. */

/** A step to a node on a letter. */
export interface Hop {
  readonly to: number;
  readonly letter: number;
}

/**
 * The component of each of `size` nodes: nodes that lead to each other have one number, and whoever leads to another
 * component has the larger one.
 */
export function components(size: number, next: (node: number) => readonly number[]): number[] {
  const of = new Array<number>(size).fill(-1);
  const order = new Array<number>(size).fill(-1);
  const low = new Array<number>(size).fill(0);
  const open: number[] = [];
  let [counted, named] = [0, 0];
  for (let root = 0; root < size; root += 1) {
    if (order[root] !== -1) continue;
    const path: { node: number; at: number }[] = [{ node: root, at: 0 }];
    while (path.length > 0) {
      const step = path.at(-1)!;
      const { node } = step;
      if (step.at === 0) {
        order[node] = low[node] = counted;
        counted += 1;
        open.push(node);
      }
      const target = next(node)[step.at];
      step.at += 1;
      if (target !== undefined) {
        if (order[target] === -1) path.push({ node: target, at: 0 });
        else if (of[target] === -1) low[node] = Math.min(low[node]!, order[target]!);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above) low[above.node] = Math.min(low[above.node]!, low[node]!);
      if (low[node] !== order[node]) continue;
      for (let member = open.pop()!; ; member = open.pop()!) {
        of[member] = named;
        if (member === node) break;
      }
      named += 1;
    }
  }
  return of;
}

/** The shortest way of at least one hop, and its letters. */
export function pathTo(
  from: readonly number[],
  hops: (node: number) => readonly Hop[],
  isGoal: (node: number) => boolean,
): { readonly at: number; readonly letters: readonly number[] } | null {
  interface Link {
    readonly node: number;
    readonly letter: number;
    readonly back: Link | null;
  }
  const seen = new Set<number>();
  let open: Link[] = from.map((node) => ({ node, letter: -1, back: null }));
  while (open.length > 0) {
    const following: Link[] = [];
    for (const link of open) {
      for (const { to, letter } of hops(link.node)) {
        const step = { node: to, letter, back: link };
        if (isGoal(to)) {
          const letters: number[] = [];
          for (let at: Link = step; at.back; at = at.back) letters.unshift(at.letter);
          return { at: to, letters };
        }
        if (seen.has(to)) continue;
        seen.add(to);
        following.push(step);
      }
    }
    open = following;
  }
  return null;
}
