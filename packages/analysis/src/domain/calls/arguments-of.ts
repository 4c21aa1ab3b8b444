import type { TSESTree } from '@typescript-eslint/types';
import type { LibraryCall, Node } from '../../vocabulary/analysis.js';
import type { ArgRef } from '../../vocabulary/sink-shapes.js';
import { bare } from '../../syntax/wrappers.js';

/** Expressions a model means by an argument position. */
export function argumentsOf(call: LibraryCall, arg: ArgRef, from = 0): readonly Node[] {
  const { node } = call;
  if (node.type === 'TaggedTemplateExpression') return arg === 'rest' ? node.quasi.expressions : [];
  if (arg === 'this') {
    const callee = bare(node.callee);
    return callee.type === 'MemberExpression' ? [callee.object] : [];
  }
  if (arg === 'rest') return node.arguments.slice(from).map(spreadless);
  const chosen = arg === 'last' ? node.arguments.at(-1) : node.arguments[arg];
  return chosen ? [spreadless(chosen)] : [];
}

function spreadless(node: TSESTree.CallExpressionArgument): Node {
  return node.type === 'SpreadElement' ? node.argument : node;
}
