/** Groups of nodes that all reach each other, and the shortest way round in one. Plain graph work. */

export type Graph = ReadonlyMap<string, readonly string[]>;

/**
 * Strongly connected components with more than one node, nodes sorted, components by their first node (Tarjan, without
 * recursion).
 */
export function strongComponents(graph: Graph): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const found: string[][] = [];
  const enter = (node: string): { node: string; next: number } => {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    stack.push(node);
    onStack.add(node);
    return { node, next: 0 };
  };
  for (const root of [...graph.keys()].sort()) {
    if (index.has(root)) continue;
    const work = [enter(root)];
    while (work.length > 0) {
      const frame = work.at(-1)!;
      const targets = graph.get(frame.node) ?? [];
      if (frame.next < targets.length) {
        const target = targets[frame.next++]!;
        if (!index.has(target)) work.push(enter(target));
        else if (onStack.has(target)) low.set(frame.node, Math.min(low.get(frame.node)!, index.get(target)!));
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent) low.set(parent.node, Math.min(low.get(parent.node)!, low.get(frame.node)!));
      if (low.get(frame.node) !== index.get(frame.node)) continue;
      const component: string[] = [];
      let node: string;
      do {
        node = stack.pop()!;
        onStack.delete(node);
        component.push(node);
      } while (node !== frame.node);
      if (component.length > 1) found.push(component.sort());
    }
  }
  return found.sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}

/**
 * The shortest cycle through nodes of a component, beginning at its first node in order; ties go to the earlier node.
 */
export function shortestCycle(component: readonly string[], graph: Graph): readonly string[] {
  const members = new Set(component);
  let best: readonly string[] = [];
  for (const start of component.slice(0, MAX_STARTS)) {
    const cycle = cycleFrom(start, members, graph);
    if (cycle && (best.length === 0 || cycle.length < best.length)) best = cycle;
    if (best.length === 2) break;
  }
  return best;
}

/** The shortest way round over one arrow, beginning at its first node in order; empty when there is none. */
export function cycleOver(from: string, to: string, component: readonly string[], graph: Graph): readonly string[] {
  const cycle = cycleFrom(from, new Set(component), new Map([...graph, [from, [to]]])) ?? [];
  const first = cycle.indexOf([...cycle].sort()[0]!);
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}

/** In a component of thousands, a cycle through one of its first nodes is good enough to begin with. */
const MAX_STARTS = 300;

function cycleFrom(start: string, members: ReadonlySet<string>, graph: Graph): readonly string[] | null {
  const before = new Map<string, string>();
  let level = [start];
  while (level.length > 0) {
    const next: string[] = [];
    for (const node of level) {
      for (const target of graph.get(node) ?? []) {
        if (target === start) return pathTo(node, start, before);
        if (!members.has(target) || before.has(target)) continue;
        before.set(target, node);
        next.push(target);
      }
    }
    level = next;
  }
  return null;
}

function pathTo(end: string, start: string, before: ReadonlyMap<string, string>): readonly string[] {
  const path = [end];
  while (path[0] !== start) path.unshift(before.get(path[0]!)!);
  return path;
}
