/**
 * Hash of the code in a range that changes exactly when its meaning may: comments, layout and quote style do not count,
 * but `import type`, `async`, operators and every literal do. Taken from the syntax tree, because a token scanner
 * misreads slashes in regular expressions and would then reuse stale answers.
 */
import { createHash } from 'node:crypto';
import type { Range, SourceInput } from '@backend-architect/analysis';

type Tree = Readonly<Record<string, unknown>> & { readonly type: string; readonly range: Range };

/**
 * Keys that say where or how something was written, not what it is. `raw` holds quotes and separators; the value stands
 * beside it.
 */
const LAYOUT: ReadonlySet<string> = new Set([
  'range', 'start', 'end', 'loc', 'parent', 'raw', 'comments', 'tokens', 'extra',
]);

/**
 * `leaf:` and 64 hex digits. Nodes that only surround the range count by their kind and names, nodes in it entirely.
 */
export function leafHash(source: Pick<SourceInput, 'ast'>, range: Range): string {
  const hash = createHash('sha256');
  write(source.ast as unknown as Tree, range, (text) => hash.update(text).update('\0'));
  return `leaf:${hash.digest('hex')}`;
}

/** Iterative: generated code nests thousands deep. */
function write(root: Tree, range: Range, emit: (text: string) => void): void {
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const item = stack.pop();
    if (typeof item === 'string') {
      emit(item);
      continue;
    }
    const node = item as Tree;
    if (node.range[1] <= range[0] || node.range[0] >= range[1]) continue;
    emit(`(${node.type}`);
    const children: unknown[] = [];
    for (const key of Object.keys(node).sort()) if (!LAYOUT.has(key)) children.push(...partsOf(key, node[key]));
    stack.push(')', ...children.reverse());
  }
}

function partsOf(key: string, value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [`${key}:${String(value)}`];
  if (Array.isArray(value)) return [`${key}[`, ...value.flatMap((one: unknown) => partsOf('', one)), ']'];
  if (isNode(value)) return [`${key}:`, value];
  if (value instanceof RegExp) return [`${key}:${String(value)}`];
  if (typeof value === 'object')
    return [
      `${key}{`,
      ...Object.keys(value)
        .sort()
        .filter((inner) => !LAYOUT.has(inner) || key === 'value')
        .flatMap((inner) => partsOf(inner, (value as Record<string, unknown>)[inner])),
      '}',
    ];
  // What is left is a string, number, boolean or bigint.
  return [`${key}:${typeof value}:${(value as string | number | boolean | bigint).toString()}`];
}

function isNode(value: unknown): value is Tree {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Tree).type === 'string' &&
    Array.isArray((value as Tree).range)
  );
}
