import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../analysis.js';
import { leaves } from '../flow/guards.js';
import { isFunction } from '../syntax/functions.js';
import { memberName } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import type { ErrorDetail } from './error-detail.js';

/** Words of tests that ask where the code runs, or whether details may be shown. */
const ENVIRONMENT = /NODE_ENV|\b(?:is_?)?(?:prod|dev)(?:uction|elopment)?(?:_?mode|_?env)?\b|\bdebug|\bverbose|expose|show_?(?:stack|error|detail)/i;

/** A condition around the detail says that this error, or this place, may show it. */
export function isMeantToBeShown(file: FileAnalysis, detail: ErrorDetail): boolean {
  const narrowable = detail.kind !== 'stack' && detail.kind !== 'query';
  return detail.places.some(
    (place) => isReplaced(file, place, detail) || conditionsAt(place).some(({ test, truth, outside }) => asksEnvironment(file, test) || (narrowable && !outside && narrows(test, truth, detail.error))),
  );
}

/** `if (isProduction && !error.isOperational) message = 'Internal error'`: the name holds something else where nothing may be shown. */
function isReplaced(file: FileAnalysis, place: Node, detail: ErrorDetail): boolean {
  const variable = place.type === 'Identifier' ? file.variableOf(place) : null;
  return !!variable?.references.some((reference) => {
    const value = reference.isWrite() ? reference.writeExpr : null;
    if (!value || (value.range[0] <= detail.node.range[0] && detail.node.range[1] <= value.range[1])) return false;
    return conditionsAt(reference.identifier).some(({ test, truth, outside }) => !outside && (asksEnvironment(file, test) || narrows(test, !truth, detail.error)));
  });
}

interface Condition {
  readonly test: Node;
  /** What the test came out as, where the code runs. */
  readonly truth: boolean;
  /** Around the function: it held when the function was made, so it can speak of the environment only. */
  readonly outside: boolean;
}

/** Conditions that hold at a place: of the branches around it, and of earlier statements that left. */
function conditionsAt(place: Node): Condition[] {
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
        if (parent.right === node && parent.operator !== '??') found.push({ test: parent.left, truth: parent.operator === '&&', outside });
        break;
      case 'SwitchCase':
        if (parent.test) found.push({ test: parent.parent.discriminant, truth: true, outside });
        break;
      case 'BlockStatement':
        for (const statement of parent.body) {
          if (statement === node) break;
          if (statement.type === 'IfStatement' && leaves(statement.consequent)) found.push({ test: statement.test, truth: false, outside });
        }
        break;
      default:
        break; // says nothing about what holds inside
    }
  }
  return found;
}

function asksEnvironment(file: FileAnalysis, test: Node): boolean {
  if (ENVIRONMENT.test(file.text.slice(...test.range))) return true;
  const plain = bare(test);
  const definition = plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
  return definition?.type === 'VariableDeclarator' && definition.init !== null && ENVIRONMENT.test(file.text.slice(...definition.init.range));
}

/** The test, coming out so, says more of the error than that there is one: its class, code, status, or that it is meant for users. */
function narrows(test: Node, truth: boolean, error: Variable | null): boolean {
  const plain = bare(test);
  switch (plain.type) {
    case 'UnaryExpression':
      return plain.operator === '!' && narrows(plain.argument, !truth, error);
    case 'LogicalExpression': {
      const sides = [plain.left, plain.right].map((side) => narrows(side, truth, error));
      return (plain.operator === '&&') === truth ? sides.some(Boolean) : sides.every(Boolean);
    }
    case 'BinaryExpression':
      return comparisonNarrows(plain, truth, error);
    case 'MemberExpression':
      // That there is a message says nothing of whose it is.
      return truth && isMemberOf(plain, error) && !/^(?:message|stack)$/.test(memberName(plain) ?? '');
    case 'CallExpression':
      return truth && [plain.callee, ...plain.arguments].some((part) => mentions(part, error));
    default:
      return false;
  }
}

function comparisonNarrows(test: TSESTree.BinaryExpression, truth: boolean, error: Variable | null): boolean {
  const about = [test.left, test.right].some((side) => isMemberOf(side, error) || isStatus(side));
  switch (test.operator) {
    case 'instanceof':
      return truth && mentions(test.left, error) && !(test.right.type === 'Identifier' && test.right.name === 'Error');
    case '===':
    case '==':
      return truth && about;
    case '!==':
    case '!=':
      return !truth && about;
    case '<':
    case '<=':
      return truth && about;
    case '>':
    case '>=':
      return !truth && about;
    case 'in':
      return truth && mentions(test.right, error);
    default:
      return false;
  }
}

/** `status`, `statusCode`, `res.statusCode`: whatever it was set from, the branch is about it. */
function isStatus(node: Node): boolean {
  const plain = unwrap(node);
  const name = plain.type === 'Identifier' ? plain.name : plain.type === 'MemberExpression' ? memberName(plain) : null;
  return name !== null && /^(?:http)?status(?:Code)?$/i.test(name);
}

function isMemberOf(node: Node, error: Variable | null): boolean {
  const plain = unwrap(node);
  return plain.type === 'MemberExpression' && mentions(plain.object, error);
}

function mentions(node: Node, error: Variable | null): boolean {
  if (error === null) return false;
  return error.references.some(({ identifier }) => identifier.range[0] >= node.range[0] && identifier.range[1] <= node.range[1]);
}
