import type { TSESTree } from '@typescript-eslint/types';

type Node = TSESTree.Node;

export interface NodeIndex {
  ofType(type: string): readonly Node[];
}

/**
 * Nodes by type in source order. Walks with the host's visitor keys, without recursion: generated files nest thousands deep.
 * Unknown node types have no children and are no error.
 */
export function indexNodes(ast: TSESTree.Program, visitorKeys: Readonly<Record<string, readonly string[] | undefined>>): NodeIndex {
  const byType = new Map<string, Node[]>();
  const stack: Node[] = [ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const list = byType.get(node.type);
    if (list) list.push(node);
    else byType.set(node.type, [node]);
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      if (Array.isArray(child)) {
        for (const item of child) if (isNode(item)) stack.push(item);
      } else if (isNode(child)) stack.push(child);
    }
  }
  for (const list of byType.values()) list.sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1]);
  const none: readonly Node[] = [];
  return { ofType: (type) => byType.get(type) ?? none };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
