import type { FileAnalysis } from '../vocabulary/analysis.js';

const PAGE = new Set(['window', 'document', 'localStorage', 'sessionStorage', 'chrome']);

/**
 * The file renders a page or works in one: it has JSX, or reads members of `window`, `document` or the `chrome` of
 * extensions that it did not declare.
 */
export function runsInBrowser(file: FileAnalysis): boolean {
  if (file.nodes('JSXElement', 'JSXFragment').length > 0) return true;
  return file
    .nodes('MemberExpression')
    .some(({ object }) => object.type === 'Identifier' && PAGE.has(object.name) && file.variableOf(object) === null);
}
