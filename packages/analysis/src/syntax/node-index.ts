import type { TSESTree } from '@typescript-eslint/types';

type Node = TSESTree.Node;

export interface NodeIndex {
  ofType(type: string): readonly Node[];
  /** Nodes of several types together, in source order. */
  ofTypes(types: readonly string[]): readonly Node[];
}

/**
 * Nodes by type in source order. Walks with the host's visitor keys, without recursion: generated files nest thousands
 * deep. Unknown node types have no children and are no error.
 */
export function indexNodes(
  ast: TSESTree.Program,
  visitorKeys: Readonly<Record<string, readonly string[] | undefined>>,
): NodeIndex {
  const byType = new Map<string, Node[]>();
  const stack: Node[] = [ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const list = byType.get(node.type);
    if (list) list.push(node);
    else byType.set(node.type, [node]);
    // From the back, so that children come off the stack in source order.
    const keys = visitorKeys[node.type] ?? [];
    for (let at = keys.length - 1; at >= 0; at -= 1) {
      const child = (node as unknown as Record<string, unknown>)[keys[at] as string];
      if (Array.isArray(child)) {
        for (let item = child.length - 1; item >= 0; item -= 1)
          if (isNode(child[item])) stack.push(child[item] as Node);
      } else if (isNode(child)) stack.push(child);
    }
  }
  for (const list of byType.values()) if (!isSorted(list)) list.sort(bySource);
  const none: readonly Node[] = [];
  const ofType = (type: string): readonly Node[] => byType.get(type) ?? none;
  return { ofType, ofTypes: (types) => types.map(ofType).reduce(merged, none) };
}

/** The index without what stands in these branches. */
export function withoutBranches(index: NodeIndex, roots: readonly Node[]): NodeIndex {
  if (roots.length === 0) return index;
  const isIn = within(roots);
  const kept = new Map<string, readonly Node[]>();
  const ofType = (type: string): readonly Node[] => {
    const known = kept.get(type);
    if (known) return known;
    const found = index.ofType(type).filter((node) => !isIn(node));
    kept.set(type, found);
    return found;
  };
  return { ofType, ofTypes: (types) => types.map(ofType).reduce(merged, []) };
}

/** Does a node stand in one of these, or is it one? */
export function within(roots: readonly Node[]): (node: Node) => boolean {
  const outermost = [...roots].sort(bySource).reduce<Node[]>((kept, root) => {
    if (!kept.some(({ range }) => range[0] <= root.range[0] && root.range[1] <= range[1])) kept.push(root);
    return kept;
  }, []);
  return ({ range }) => outermost.some((root) => root.range[0] <= range[0] && range[1] <= root.range[1]);
}

/** Two lists in source order, as one. */
function merged(left: readonly Node[], right: readonly Node[]): readonly Node[] {
  if (left.length === 0 || right.length === 0) return left.length === 0 ? right : left;
  const all: Node[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length)
    all.push(bySource(left[l] as Node, right[r] as Node) <= 0 ? (left[l++] as Node) : (right[r++] as Node));
  while (l < left.length) all.push(left[l++] as Node);
  while (r < right.length) all.push(right[r++] as Node);
  return all;
}

function bySource(a: Node, b: Node): number {
  return a.range[0] - b.range[0] || b.range[1] - a.range[1];
}

/** Most lists are: visitor keys follow the text but for decorators and the like. */
function isSorted(list: readonly Node[]): boolean {
  for (let at = 1; at < list.length; at += 1) if (bySource(list[at - 1] as Node, list[at] as Node) > 0) return false;
  return true;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
