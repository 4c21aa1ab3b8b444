import type { FileAnalysis } from '../../vocabulary/analysis.js';

const PORTED = new RegExp(
  String.raw`\b(?:converted|ported|translated|rewritten|transcribed)\s+(?:in)?to\s+(?:javascript|typescript|` +
    String.raw`node)|\bport(?:ed)?\s+(?:of|from)\b|\badapted\s+from\b`,
  'i',
);
const OWNED = /copyright|\(c\)|licen[cs]e/i;

/**
 * A file whose head says that it was written by somebody else and carried over: its algorithm is not this project's to
 * choose.
 */
export function isPortedCode(file: FileAnalysis): boolean {
  const first = file.ast.body.find(
    (statement) => statement.type !== 'ExpressionStatement' || statement.directive === undefined,
  );
  const head = file.comments
    .filter(({ range }) => first === undefined || range[1] <= first.range[1])
    .map(({ value }) => value)
    .join('\n')
    .slice(0, 4000);
  return OWNED.test(head) && PORTED.test(head);
}
