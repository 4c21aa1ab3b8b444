import type { FileAnalysis, Node, Range } from '@backend-architect/analysis';

/** Range of an expression with the brackets that stand around it alone: `(a)` of `f((a), b)`, `a` of `f(a)`. */
export function wholeRange(file: FileAnalysis, node: Node): Range {
  const { parent } = node;
  let [start, end] = node.range;
  // A call's own brackets end it.
  const last = parent ? (endsWithOwnBracket(parent) ? parent.range[1] - 1 : parent.range[1]) : file.text.length;
  const first = parent?.range[0] ?? 0;
  for (;;) {
    const before = start - 1 - (/\s*$/.exec(file.text.slice(first, start))?.[0].length ?? 0);
    const after = end + (/^\s*/.exec(file.text.slice(end))?.[0].length ?? 0);
    if (before < first || after >= last || file.text[before] !== '(' || file.text[after] !== ')') return [start, end];
    [start, end] = [before, after + 1];
  }
}

function endsWithOwnBracket({ type }: Node): boolean {
  return type === 'CallExpression' || type === 'NewExpression' || type === 'ImportExpression';
}
