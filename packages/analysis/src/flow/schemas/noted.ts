/** Whether a function refuses a request of which something wrong was noted before. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../../vocabulary/analysis.js';
import type { ScreenModel } from '../../vocabulary/schemas.js';
import { leaves } from '../../guards/guard-forms.js';
import { callable } from '../../symbols/callable.js';
import { eachStatement } from '../../syntax/functions.js';
import { bare, unwrap } from '../../syntax/wrappers.js';
import type { Engine } from '../evaluation.js';
import { perEngine } from '../per-engine.js';

type Node = TSESTree.Node;

/** Names that hold names that hold what was noted. */
const MAX_HOPS = 4;

const refusingOf = perEngine<FunctionNode, boolean>();

/** The function asks for what was noted, and does not go on where that is anything. */
export function refusesNoted(e: Engine, fn: FunctionNode): boolean {
  const refusing = refusingOf(e);
  const known = refusing.get(fn);
  if (known !== undefined) return known;
  let found = false;
  if (fn.body?.type === 'BlockStatement')
    eachStatement(fn.body, (statement) => {
      if (statement.type === 'IfStatement') found ||= parts(e, statement);
      if (statement.type === 'ExpressionStatement') found ||= isRefusal(e, statement.expression);
    });
  refusing.set(fn, found);
  return found;
}

/** Where something was noted another way is gone: by leaving, in a branch of its own, or past all that is done else. */
function parts(e: Engine, { test, consequent, alternate }: TSESTree.IfStatement): boolean {
  const told = toldBy(e, test, 0);
  return told === 'clean' || (told === 'noted' && (alternate !== null || leaves(consequent)));
}

/** It throws, or is handed to a function that nobody sees into. */
function isRefusal(e: Engine, expression: Node): boolean {
  const plain = unwrap(expression);
  if (plain.type === 'AwaitExpression') return isRefusal(e, plain.argument);
  if (plain.type !== 'CallExpression') return false;
  if (callable(e.r, plain.callee, 'call')) return screenOf(e, plain)?.is === 'refuses';
  return plain.arguments.some((argument) => toldBy(e, argument, 0) !== null);
}

/** What the truth of an expression says: that nothing was noted, or that something was. */
function toldBy(e: Engine, expression: Node, hops: number): 'clean' | 'noted' | null {
  const node = unwrap(expression);
  switch (node.type) {
    case 'UnaryExpression': {
      const told = toldBy(e, node.argument, hops);
      return told && node.operator === '!' ? (told === 'clean' ? 'noted' : 'clean') : told;
    }
    case 'LogicalExpression':
      return toldBy(e, node.left, hops) ?? toldBy(e, node.right, hops);
    case 'BinaryExpression':
      return (toldBy(e, node.left, hops) ?? toldBy(e, node.right, hops)) && 'noted';
    case 'MemberExpression':
      return toldBy(e, node.object, hops);
    case 'CallExpression': {
      const screen = screenOf(e, node);
      if (screen) return screen.is === 'clean' ? 'clean' : screen.is === 'asks' ? 'noted' : null;
      const callee = bare(node.callee);
      return callee.type === 'MemberExpression' ? toldBy(e, callee.object, hops) : null;
    }
    case 'Identifier': {
      const binding = hops < MAX_HOPS ? e.r.bindingOf(node) : null;
      return binding?.kind === 'value' && binding.init ? toldBy(e, binding.init, hops + 1) : null;
    }
    default:
      return null;
  }
}

function screenOf(e: Engine, call: TSESTree.CallExpression): ScreenModel | undefined {
  return callable(e.r, call.callee, 'call')?.model.screens;
}
