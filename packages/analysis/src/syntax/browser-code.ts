import type { FileAnalysis, Node } from '../vocabulary/analysis.js';

const PAGE = new Set(['window', 'document', 'localStorage', 'sessionStorage', 'chrome']);
/** Classes that only browsers have. */
const OF_PAGES = new Set(['FileReader', 'XMLHttpRequest']);

/**
 * The file renders a page or works in one: it has JSX, or reads members of `window`, `document` or the `chrome` of
 * extensions that it did not declare, or makes what only browsers have.
 */
export function runsInBrowser(file: FileAnalysis): boolean {
  if (file.nodes('JSXElement', 'JSXFragment').length > 0) return true;
  const isOneOf = (names: ReadonlySet<string>, node: Node): boolean =>
    node.type === 'Identifier' && names.has(node.name) && file.variableOf(node) === null;
  return (
    file.nodes('MemberExpression').some(({ object }) => isOneOf(PAGE, object)) ||
    file.nodes('NewExpression').some(({ callee }) => isOneOf(OF_PAGES, callee))
  );
}
