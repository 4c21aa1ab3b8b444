import type { TSESTree } from '@typescript-eslint/types';
import type { Range } from '../../vocabulary/concepts.js';
import { evaluatedChildren } from '../../syntax/evaluated-children.js';
import { isFunction } from '../../syntax/functions.js';
import { bare } from '../../syntax/wrappers.js';

type Node = TSESTree.Node;

/**
 * Parts of the code in which a place may be passed over, though no condition stands around it: what comes after a
 * `return` that is taken sometimes, and blocks whose failure is swallowed. Whatever else stands in all of these parts
 * and comes later runs only where it did.
 */
export function skippedWith(node: Node): readonly Range[] {
  const found: Range[] = [];
  for (let current: Node = node; current.parent && !isFunction(current); current = current.parent) {
    const { parent } = current;
    if (parent.type !== 'BlockStatement' && parent.type !== 'SwitchCase') continue;
    const list: readonly Node[] = parent.type === 'BlockStatement' ? parent.body : parent.consequent;
    const before = list.slice(0, list.indexOf(current));
    const leaving = before.findLast((statement) => holds(statement, (inner) => inner.type === 'ReturnStatement'));
    if (leaving) found.push([leaving.range[1], endOfFunction(parent)]);
    if (
      parent.parent.type === 'TryStatement' &&
      parent.parent.block === parent &&
      parent.parent.handler &&
      before.some(mayFail)
    ) {
      const { body } = parent.parent.handler;
      if (!stops(body))
        found.push(
          holds(body, (inner) => inner.type === 'ReturnStatement')
            ? [parent.range[0], endOfFunction(parent)]
            : parent.range,
        );
    }
  }
  return found;
}

/** It calls or waits for something. */
function mayFail(statement: Node): boolean {
  return (
    statement.type === 'ThrowStatement' ||
    holds(
      statement,
      (inner) => inner.type === 'CallExpression' || inner.type === 'NewExpression' || inner.type === 'AwaitExpression',
    )
  );
}

/** The failure goes on, or the process ends. */
function stops(body: TSESTree.BlockStatement): boolean {
  return body.body.some((statement) => {
    if (statement.type === 'ThrowStatement') return true;
    const call = statement.type === 'ExpressionStatement' ? bare(statement.expression) : null;
    const callee = call?.type === 'CallExpression' ? bare(call.callee) : null;
    return (
      callee?.type === 'MemberExpression' &&
      callee.object.type === 'Identifier' &&
      callee.object.name === 'process' &&
      callee.property.type === 'Identifier' &&
      /^(?:exit|abort)$/.test(callee.property.name)
    );
  });
}

function endOfFunction(node: Node): number {
  let current: Node = node;
  while (current.parent && !isFunction(current)) current = current.parent;
  return current.range[1];
}

/** Something of the kind stands in the code, functions in it left out. */
function holds(node: Node, isMeant: (node: Node) => boolean): boolean {
  if (isMeant(node)) return true;
  if (isFunction(node)) return false;
  return evaluatedChildren(node).some((child) => holds(child, isMeant));
}
