import { bare, type FileAnalysis, type Range } from '@backend-architect/analysis';

/** `String(...)` around what stands at a place, without the casts that said it was text. */
export function asText(file: FileAnalysis, range: Range): string {
  const cast = file
    .nodes('TSAsExpression', 'TSNonNullExpression', 'TSTypeAssertion')
    .find((node) => node.range[0] === range[0] && node.range[1] === range[1]);
  const text = file.text.slice(...(cast ? bare(cast).range : range));
  return /^String\(/.test(text) ? text : `String(${text})`;
}
