import type { Variable } from '@typescript-eslint/scope-manager';
import { memberName } from '../../syntax/keys.js';
import { dottedName } from '../../syntax/functions.js';
import { outer } from '../../syntax/wrappers.js';

/**
 * Can an object that is kept under a name get this property after it was made: `options.expiresIn = ...`, `options[key]
 * = ...`, `Object.assign(options, ...)`?
 */
export function isFilledLater(variable: Variable, property: string): boolean {
  return variable.references.some(({ identifier }) => {
    const use = outer(identifier);
    const { parent } = use;
    if (parent?.type === 'MemberExpression' && parent.object === use) {
      const name = memberName(parent);
      const target = outer(parent);
      return (
        (name === property || name === null) &&
        target.parent?.type === 'AssignmentExpression' &&
        target.parent.left === target
      );
    }
    return (
      parent?.type === 'CallExpression' && parent.arguments[0] === use && dottedName(parent.callee) === 'Object.assign'
    );
  });
}
