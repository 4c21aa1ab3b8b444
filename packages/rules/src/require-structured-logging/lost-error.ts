import {
  bare,
  conditionsAt,
  type FileAnalysis,
  loggedParts,
  memberName,
  type Node,
  outer,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * `error.message` in an entry that is the last anyone hears of the error; null when the error itself goes somewhere as
 * well.
 */
export function lostError(file: FileAnalysis, call: TSESTree.CallExpression): TSESTree.MemberExpression | null {
  for (const argument of call.arguments) {
    for (const { node } of loggedParts(file, argument.type === 'SpreadElement' ? argument.argument : argument)) {
      if (node.type === 'MemberExpression' && memberName(node) === 'message' && isOnlyMessage(file, node)) return node;
    }
  }
  return null;
}

function isOnlyMessage(file: FileAnalysis, message: TSESTree.MemberExpression): boolean {
  const error = bare(message.object);
  const variable = error.type === 'Identifier' ? file.variableOf(error) : null;
  const definition = variable?.defs[0];
  if (!variable || !definition || !isCaught(definition.type, definition.node, definition.name)) return false;
  // Errors that were told apart are expected: their message is all there is to say.
  if (
    conditionsAt(message).some(
      ({ test, outside }) => !outside && variable.references.some(({ identifier }) => within(identifier, test)),
    )
  )
    return false;
  return variable.references.every(
    (reference) => reference.isWrite() || isReadOfMessage(outer(reference.identifier as Node)),
  );
}

/** Of a catch clause, or the first parameter of a callback that is called an error. */
function isCaught(kind: string, node: Node, name: Node): boolean {
  if (kind === 'CatchClause') return true;
  return (
    kind === 'Parameter' &&
    'params' in node &&
    node.params[0] === name &&
    name.type === 'Identifier' &&
    /^(?:e|err|error)$/.test(name.name)
  );
}

function isReadOfMessage(use: Node): boolean {
  return use.parent?.type === 'MemberExpression' && use.parent.object === use && memberName(use.parent) === 'message';
}

function within(inner: Node, around: Node): boolean {
  return around.range[0] <= inner.range[0] && inner.range[1] <= around.range[1];
}
