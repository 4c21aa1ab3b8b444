import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { asksEnvironment } from '../../guards/conditions.js';
import { conditionsAt } from '../../guards/conditions-at.js';
import { memberName } from '../../syntax/keys.js';
import { bare, unwrap } from '../../syntax/wrappers.js';
import type { ErrorDetail } from './error-detail.js';

/** A condition around the detail says that this error, or this place, may show it. */
export function isMeantToBeShown(file: FileAnalysis, detail: ErrorDetail): boolean {
  const narrowable = detail.kind !== 'stack' && detail.kind !== 'query';
  return detail.places.some(
    (place) =>
      isReplaced(file, place, detail) ||
      conditionsAt(place).some(
        ({ test, truth, outside }) =>
          asksEnvironment(file, test) || (narrowable && !outside && narrows(test, truth, detail.error)),
      ),
  );
}

/**
 * `if (isProduction && !error.isOperational) message = 'Internal error'`: the name holds something else where nothing
 * may be shown.
 */
function isReplaced(file: FileAnalysis, place: Node, detail: ErrorDetail): boolean {
  const variable = place.type === 'Identifier' ? file.variableOf(place) : null;
  return !!variable?.references.some((reference) => {
    const value = reference.isWrite() ? reference.writeExpr : null;
    if (!value || (value.range[0] <= detail.node.range[0] && detail.node.range[1] <= value.range[1])) return false;
    return conditionsAt(reference.identifier).some(
      ({ test, truth, outside }) => !outside && (asksEnvironment(file, test) || narrows(test, !truth, detail.error)),
    );
  });
}

/**
 * The test, coming out so, says more of the error than that there is one: its class, code, status, or that it is meant
 * for users.
 */
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
  return error.references.some(
    ({ identifier }) => identifier.range[0] >= node.range[0] && identifier.range[1] <= node.range[1],
  );
}
