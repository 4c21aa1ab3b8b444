import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis } from '../../vocabulary/analysis.js';
import { memberName } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';

type Node = TSESTree.Node;

/**
 * The `.catch(f)` or `.then(_, f)` that ends a promise chain, looking through a final `.finally()`; null when failure
 * is left open.
 */
export function promiseHandler(expression: Node): TSESTree.CallExpression | null {
  const plain = bare(expression);
  if (plain.type !== 'CallExpression') return null;
  const callee = bare(plain.callee);
  if (callee.type !== 'MemberExpression') return null;
  const name = memberName(callee);
  if (name === 'catch' && plain.arguments.length > 0) return plain;
  if (name === 'then' && plain.arguments.length > 1) return plain;
  return name === 'finally' ? promiseHandler(callee.object) : null;
}

/** `Promise.allSettled(...)` gathers failures instead of failing, and some calls of libraries have none. */
export function neverRejects(file: FileAnalysis, expression: Node): boolean {
  const plain = bare(expression);
  if (plain.type === 'CallExpression' && file.libraryCall(plain)?.call.neverRejects) return true;
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : null;
  if (callee?.type !== 'MemberExpression' || memberName(callee) !== 'allSettled') return false;
  return (
    callee.object.type === 'Identifier' && callee.object.name === 'Promise' && file.variableOf(callee.object) === null
  );
}
