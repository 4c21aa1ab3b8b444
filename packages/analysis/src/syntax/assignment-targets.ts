/** What is given another value: members on the left of an assignment, in a pattern, counted up or deleted. */
import type { TSESTree } from '@typescript-eslint/types';
import { outer } from './wrappers.js';

type Node = TSESTree.Node;

/** Members that the left side of an assignment writes: `a.b`, or those of a pattern. */
export function targetsOf(left: Node): readonly TSESTree.MemberExpression[] {
  switch (left.type) {
    case 'MemberExpression':
      return [left];
    case 'ObjectPattern':
      return left.properties.flatMap((property) =>
        targetsOf(property.type === 'Property' ? property.value : property.argument),
      );
    case 'ArrayPattern':
      return left.elements.flatMap((element) => (element ? targetsOf(element) : []));
    case 'AssignmentPattern':
      return targetsOf(left.left);
    case 'RestElement':
      return targetsOf(left.argument);
    default:
      return [];
  }
}

/** This member is given another value where it stands. */
export function isTarget(member: TSESTree.MemberExpression): boolean {
  const whole = outer(member);
  const { parent } = whole;
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForOfStatement':
    case 'ForInStatement':
      return parent.left === whole;
    case 'UpdateExpression':
    case 'RestElement':
    case 'ArrayPattern':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'Property':
      return parent.value === whole && parent.parent.type === 'ObjectPattern';
    default:
      return false;
  }
}
