/** What a name may hold, by all that is written to it, and what holds nothing. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { unwrap } from '../../syntax/wrappers.js';

/**
 * Expressions a variable may hold: its first value, what stands in for that where it is missing, and what is written to
 * it later. Parts of a list or object count as
 * the whole.
 */
export function writesOf(file: FileAnalysis, node: TSESTree.Identifier): readonly TSESTree.Expression[] {
  const variable = file.variableOf(node);
  const binding = variable && bindingOf(variable);
  if (!variable || binding?.kind !== 'value') return [];
  const later = variable.references.flatMap((reference) =>
    reference.isWrite() && reference.writeExpr && !reference.init ? [reference.writeExpr as TSESTree.Expression] : [],
  );
  return [
    ...(binding.init ? [binding.init] : []),
    ...binding.defaults.filter((value) => !isEmptyAround(variable, value)),
    ...later,
  ];
}

/** `{}` in the place of what a name is taken out of gives it nothing. */
export function isEmptyAround(variable: Variable, value: Node): boolean {
  return isEmpty(value) && !variable.defs.some(({ name }) => name.parent === value.parent);
}

/** `{}`, `[]` */
export function isEmpty(value: Node): boolean {
  const plain = unwrap(value);
  return (
    (plain.type === 'ObjectExpression' && plain.properties.length === 0) ||
    (plain.type === 'ArrayExpression' && plain.elements.length === 0)
  );
}

/** Nothing, or false: a value nobody goes on with. */
export function isNothing(node: Node): boolean {
  const plain = unwrap(node);
  if (plain.type === 'Literal') return plain.value === null || plain.value === false || plain.value === '';
  return (
    (plain.type === 'Identifier' && plain.name === 'undefined') ||
    (plain.type === 'UnaryExpression' && plain.operator === 'void')
  );
}
