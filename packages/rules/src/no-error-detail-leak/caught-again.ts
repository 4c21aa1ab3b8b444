import { type FileAnalysis, isFunction, isLogCall, memberName, type Node, outer } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/** An exception made and thrown inside a `try` whose handler ends it: whoever called never sees it. */
export function isCaughtAgain(file: FileAnalysis, exception: Node): boolean {
  if (exception.type !== 'NewExpression' || outer(exception).parent?.type !== 'ThrowStatement') return false;
  for (let node: Node = exception; node.parent; node = node.parent) {
    const { parent }: { readonly parent?: Node } = node;
    if (parent?.type === 'TryStatement' && parent.block === node && parent.handler)
      return !goesOn(file, parent.handler);
    // A callback runs inside the `try` that waits for it; any other function runs elsewhere.
    if (isFunction(node) && parent?.type !== 'CallExpression' && parent?.type !== 'ArrayExpression') return false;
  }
  return false;
}

/** The handler throws, or does more with what it caught than to write it down. */
function goesOn(file: FileAnalysis, { body, param }: TSESTree.CatchClause): boolean {
  const within = (node: Node): boolean => body.range[0] <= node.range[0] && node.range[1] <= body.range[1];
  if (file.nodes('ThrowStatement').some(within)) return true;
  const variable = param?.type === 'Identifier' ? file.variableOf(param) : null;
  return (variable?.references ?? []).some(
    ({ identifier }) => within(identifier) && !isAskedAbout(identifier) && !isWrittenDown(identifier, body),
  );
}

/** `error.code`, `error instanceof Conflict`: looked at, not handed on. */
function isAskedAbout(node: Node): boolean {
  const { parent } = outer(node);
  if (parent?.type === 'BinaryExpression') return parent.operator === 'instanceof';
  return (
    parent?.type === 'MemberExpression' &&
    parent.object === outer(node) &&
    /^(?:code|name|status|statusCode|errno|constraint)$/.test(memberName(parent) ?? '')
  );
}

function isWrittenDown(node: Node, within: Node): boolean {
  for (let current: Node | undefined = node; current && current !== within; current = current.parent)
    if (isLogCall(current)) return true;
  return false;
}
