import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { leaves } from './guard-forms.js';
import { isFunction } from '../syntax/functions.js';
import { bare } from '../syntax/wrappers.js';

/** Words of tests that ask where the code runs, or whether details may be shown. */
const ENVIRONMENT =
  /NODE_ENV|\b(?:is_?)?(?:prod|dev)(?:uction|elopment)?(?:_?mode|_?env)?\b|\bdebug|\bverbose|expose|show_?(?:stack|error|detail)/i;

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

/** The test asks where the code runs, or whether details may be shown. */
export function asksEnvironment(file: FileAnalysis, test: Node): boolean {
  if (ENVIRONMENT.test(file.text.slice(...test.range))) return true;
  const plain = bare(test);
  const definition =
    plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
  return (
    definition?.type === 'VariableDeclarator' &&
    definition.init !== null &&
    ENVIRONMENT.test(file.text.slice(...definition.init.range))
  );
}

/**
 * A condition around the place asks for the environment: `if (process.env.NODE_ENV !== 'production')`, `isDev && ...`,
 * `x: isProd ? a : b`.
 */
export function dependsOnEnvironment(file: FileAnalysis, place: Node): boolean {
  return conditionsAt(place).some(({ test }) => asksEnvironment(file, test));
}
