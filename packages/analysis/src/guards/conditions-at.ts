/** Conditions that hold where code runs, read from the syntax around it. */
import type { TSESTree } from '@typescript-eslint/types';
import { isFunction } from '../syntax/functions.js';
import { leaves } from './guard-forms.js';

type Node = TSESTree.Node;

/** What a branch around a place, or an earlier statement that left, says about it. */
export interface Condition {
  readonly test: Node;
  /** What the test came out as, where the code runs. */
  readonly truth: boolean;
  /** Around the function: it held when the function was made, so it can speak of the environment only. */
  readonly outside: boolean;
}

/** Conditions that hold at a place: of the branches around it, and of earlier statements that left. */
export function conditionsAt(place: Node): Condition[] {
  const found: Condition[] = [];
  let outside = false;
  for (let node: Node = place, parent = place.parent; parent; node = parent, parent = parent.parent) {
    outside ||= isFunction(node);
    switch (parent.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        if (parent.test !== node) found.push({ test: parent.test, truth: parent.consequent === node, outside });
        break;
      case 'LogicalExpression':
        if (parent.right === node && parent.operator !== '??')
          found.push({ test: parent.left, truth: parent.operator === '&&', outside });
        break;
      case 'SwitchCase':
        if (parent.test) found.push({ test: parent.parent.discriminant, truth: true, outside });
        break;
      case 'BlockStatement':
        for (const statement of parent.body) {
          if (statement === node) break;
          if (statement.type === 'IfStatement' && leaves(statement.consequent))
            found.push({ test: statement.test, truth: false, outside });
        }
        break;
      default:
        break; // says nothing about what holds inside
    }
  }
  return found;
}
