import { bare } from '../../syntax/wrappers.js';
import { dottedName } from '../../syntax/functions.js';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import type { TSESTree } from '@typescript-eslint/types';

const LOG = /(?:^|\.)_?(?:console|log(?:ger|ging)?|debug)(?:\.|$)|^(?:log|debug|warn|print)\w*$/i;

/**
 * What a handler does about a failure, when that is nothing: `empty` and unexplained, or written to a log and
 * forgotten.
 */
export function swallowing(file: FileAnalysis, body: Node): 'empty' | 'logged' | null {
  if (body.type !== 'BlockStatement') return isNothing(body) && !isExplained(file, body) ? 'empty' : null;
  if (body.body.length === 0) return isExplained(file, body) ? null : 'empty';
  return body.body.every((statement) => statement.type === 'ExpressionStatement' && isLogCall(statement.expression)) &&
    !isExplained(file, body)
    ? 'logged'
    : null;
}

/** `() => undefined`, `() => null`. */
function isNothing(body: Node): boolean {
  const plain = bare(body);
  return (
    (plain.type === 'Identifier' && plain.name === 'undefined') ||
    (plain.type === 'Literal' && plain.value === null && plain.raw === 'null')
  );
}

/** A call that writes to a log, by its name. */
export function isLogCall(expression: Node): boolean {
  const plain = bare(expression);
  const call = plain.type === 'AwaitExpression' ? bare(plain.argument) : plain;
  return call.type === 'CallExpression' && LOG.test(dottedName(call.callee) ?? '');
}

/** A comment inside or right before says why nothing is done. */
function isExplained(file: FileAnalysis, body: Node): boolean {
  const [start, end] = body.range;
  return file.comments.some(({ range }) => {
    if (range[1] <= start) return /^\s*(?:catch\b\s*(?:\([^)]*\)\s*)?)?$/.test(file.text.slice(range[1], start));
    return range[0] < end;
  });
}

/** The `try` whose failure this handler takes. */
export function triedBy(handler: TSESTree.CatchClause): TSESTree.BlockStatement | null {
  return handler.parent.type === 'TryStatement' ? handler.parent.block : null;
}
