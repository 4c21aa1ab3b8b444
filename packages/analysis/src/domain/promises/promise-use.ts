import type { TSESTree } from '@typescript-eslint/types';
import type { PromiseUse } from '../../vocabulary/analysis.js';
import { callable } from '../../symbols/callable.js';
import type { Resolution } from '../../symbols/resolution.js';
import { memberName } from '../../syntax/keys.js';
import { outer } from '../../syntax/wrappers.js';

type Node = TSESTree.Node;

/** What the code does with the promise a call yields. */
export function promiseUse(r: Resolution, call: Node): PromiseUse {
  const node = outer(call);
  const { parent } = node;
  if (!parent) return 'other';
  switch (parent.type) {
    case 'AwaitExpression':
    case 'YieldExpression':
      return 'awaited';
    case 'ReturnStatement':
      return 'returned';
    case 'ArrowFunctionExpression':
      return parent.body === node ? 'returned' : 'other';
    case 'ForOfStatement':
      return parent.await ? 'awaited' : 'other';
    case 'UnaryExpression':
      return parent.operator === 'void' ? 'void' : parent.operator === '!' ? 'condition' : 'other';
    case 'ExpressionStatement':
      return 'unused';
    case 'SequenceExpression':
      return parent.expressions.at(-1) === node ? promiseUse(r, parent) : 'unused';
    case 'MemberExpression':
      return parent.object === node ? chainUse(r, parent) : 'other';
    case 'CallExpression':
    case 'NewExpression': {
      if (parent.callee === node) return 'other';
      const model = callable(r, parent.callee, parent.type === 'NewExpression' ? 'new' : 'call')?.model;
      return model?.awaitsArguments ? collectorUse(r, parent) : 'argument';
    }
    case 'ArrayExpression':
    case 'SpreadElement':
    case 'Property':
    case 'ObjectExpression': {
      const use = promiseUse(r, parent);
      return use === 'unused'
        ? 'other'
        : use === 'awaited' || use === 'argument' || use === 'condition'
          ? 'collected'
          : use;
    }
    case 'VariableDeclarator':
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'PropertyDefinition':
      return 'assigned';
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
      return (parent as { test?: Node | null }).test === node ? 'condition' : 'other';
    case 'ConditionalExpression':
      return parent.test === node ? 'condition' : promiseUse(r, parent);
    case 'LogicalExpression':
      // `a() && b()`: the left side decides; the right side is the result. `await x() ?? y` never gets here.
      return parent.left === node && parent.operator !== '??' ? 'condition' : promiseUse(r, parent);
    default:
      return 'other';
  }
}

/** `.then(a, b)` and `.catch(a)` handle failure; `.then(a)` and `.finally(a)` hand the promise on. */
function chainUse(r: Resolution, member: TSESTree.MemberExpression): PromiseUse {
  const name = memberName(member);
  const call = outer(member).parent;
  if (call?.type !== 'CallExpression' || call.callee !== outer(member)) return 'chained';
  if (name === 'catch' && call.arguments.length > 0) return 'handled';
  if (name === 'then' && call.arguments.length > 1) return 'handled';
  if (name === 'then' || name === 'finally') return promiseUse(r, call);
  return 'chained';
}

/** `Promise.all([...])`: what is done with the collection is what is done with its members. */
function collectorUse(r: Resolution, call: Node): PromiseUse {
  const use = promiseUse(r, call);
  return use === 'unused' ? 'unused' : 'collected';
}
