import type { FileAnalysis, Node, Range } from '@backend-architect/analysis';
import type { Problem } from './define-rule.js';

/**
 * The place inside a problem of several lines where a reader should look: the hole of a text through which the value
 * comes, `${...}` and all. The one the rule names, else one that a step of the evidence stands in, else the first that
 * is tainted, then unknown. What is reported stays the whole text: it is the identity of the finding, and a comment
 * that switches a rule off can only stand above it.
 */
export function focusOf(file: FileAnalysis, { at, focus, steps = [] }: Problem): Range | undefined {
  if (!/[\n\r\u2028\u2029]/.test(file.text.slice(...at))) return undefined;
  const named = focus && isWithin(focus, at) ? focus : undefined;
  const hole =
    named ??
    holeAt(
      file,
      at,
      steps.flatMap((step) => (step.file === undefined ? [step.at] : [])),
    );
  return hole && withBrackets(file.text, hole, at);
}

function holeAt(file: FileAnalysis, at: Range, steps: readonly Range[]): Range | undefined {
  const node = file
    .nodes('TemplateLiteral', 'BinaryExpression')
    .find(({ range }) => range[0] === at[0] && range[1] === at[1]);
  const holes = node ? piecesOf(node) : [];
  const stepped = holes.find(({ range }) => steps.some((step) => isWithin(step, range)));
  const tainted = (taint: 'tainted' | 'unknown'): Node | undefined =>
    holes.find((hole) => file.valueOf(hole).taint === taint);
  return (stepped ?? tainted('tainted') ?? tainted('unknown'))?.range;
}

function piecesOf(node: Node): readonly Node[] {
  if (node.type === 'TemplateLiteral') return node.expressions;
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return [...piecesOf(node.left), ...piecesOf(node.right)];
  return node.type === 'Literal' ? [] : [node];
}

function withBrackets(text: string, [start, end]: Range, [first, last]: Range): Range {
  const open = text.slice(first, start).trimEnd();
  const close = /^\s*\}/.exec(text.slice(end, last))?.[0].length ?? 0;
  return open.endsWith('${') && close > 0 ? [first + open.length - 2, end + close] : [start, end];
}

function isWithin(inner: Range, around: Range): boolean {
  return around[0] <= inner[0] && inner[1] <= around[1];
}
