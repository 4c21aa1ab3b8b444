import type { TSESTree } from '@typescript-eslint/types';

type Node = TSESTree.Node;

/** The expression without casts, non-null marks, parentheses, optional-chain wrappers and `(0, x)`. */
export function bare(node: Node): Node {
  let current = node;
  for (;;) {
    const inner = wrapped(current);
    if (inner === null) return current;
    current = inner;
  }
}

/** `bare`, and without `await`. */
export function unwrap(node: Node): Node {
  let current = bare(node);
  while (current.type === 'AwaitExpression') current = bare(current.argument);
  return current;
}

/** The outermost wrapper around a node: the one whose parent says how the value is used. */
export function outer(node: Node): Node {
  let current = node;
  while (current.parent && wrapped(current.parent) === current) current = current.parent;
  return current;
}

function wrapped(node: Node): Node | null {
  switch (node.type as string) {
    case 'ChainExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return (node as TSESTree.TSNonNullExpression).expression;
    case 'SequenceExpression': {
      // Compiled CommonJS writes `(0, x.query)(...)` to drop `this`.
      const { expressions } = node as TSESTree.SequenceExpression;
      const first = expressions[0];
      return expressions.length === 2 && first?.type === 'Literal' && first.value === 0
        ? (expressions[1] ?? null)
        : null;
    }
    default:
      return null;
  }
}
