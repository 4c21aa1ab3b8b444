import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { textOf } from '../syntax/keys.js';

/**
 * Specifier of `require('x')` (the global one) or `import('x')`; null for every other node. Compiled interop wrappers
 * are looked through.
 */
export function importOf(file: FileAnalysis, node: Node): string | null {
  if (node.type === 'ImportExpression') return textOf(node.source);
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return null;
  const [first] = node.arguments;
  if (!first) return null;
  if (node.callee.name === 'require') return file.variableOf(node.callee) === null ? textOf(first) : null;
  return /^(__importDefault|__importStar|_interopRequireDefault|_interopRequireWildcard)$/.test(node.callee.name)
    ? importOf(file, first)
    : null;
}
