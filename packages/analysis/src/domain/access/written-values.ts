/** What a name may hold, by all that is written to it, and what holds nothing. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { requestChain } from '../http/request-chain.js';
import { unwrap } from '../../syntax/wrappers.js';

const MAX_DEPTH = 6;

/**
 * Expressions a variable may hold: its first value, what stands in for that where it is missing, and what is written to
 * it later. Parts of a list or object count as the whole.
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

/** `const { user = GUEST } = req`: where there is none, something else stands in. */
export function mayBeMadeUp(file: FileAnalysis, node: Node): boolean {
  let root = unwrap(node);
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  return (
    (binding?.kind === 'value' || binding?.kind === 'param') &&
    binding.defaults.some((value) => !isNothing(value) && !isEmptyAround(variable!, value))
  );
}

/**
 * Where both are missing, the same stands in for them: `(sent || '') === (process.env.KEY || '')` holds where neither is
 * there.
 */
export function haveOneStandIn(file: FileAnalysis, one: Node, other: Node): boolean {
  const standIn = standInOf(file, one, 0);
  return standIn !== undefined && standIn === standInOf(file, other, 0);
}

function standInOf(file: FileAnalysis, node: Node, depth: number): unknown {
  const plain = unwrap(node);
  if (depth > MAX_DEPTH) return undefined;
  if (plain.type === 'LogicalExpression' && plain.operator !== '&&') {
    if (!mayBeMissing(file, plain.left, depth + 1)) return undefined;
    const { constant } = file.valueOf(plain.right);
    return constant ?? (isNothing(plain.right) ? null : undefined);
  }
  if (plain.type === 'CallExpression') {
    // `Buffer.from(sent || '')`
    const [first, ...others] = plain.arguments.filter((argument) => !file.valueOf(argument).constant);
    return first && others.length === 0 ? standInOf(file, first, depth + 1) : undefined;
  }
  if (plain.type !== 'Identifier') return undefined;
  const variable = file.variableOf(plain);
  const binding = variable && bindingOf(variable);
  const { defaults } = binding?.kind === 'value' || binding?.kind === 'param' ? binding : { defaults: [] };
  const standIn = defaults.find((value) => !isEmpty(value));
  if (standIn) return file.valueOf(standIn).constant;
  const [write, ...others] = writesOf(file, plain);
  return write && others.length === 0 ? standInOf(file, write, depth + 1) : undefined;
}

/** What is read from somewhere; what is worked out is there. */
function mayBeMissing(file: FileAnalysis, node: Node, depth: number): boolean {
  const plain = unwrap(node);
  if (depth > MAX_DEPTH) return true;
  if (plain.type === 'Identifier') {
    const writes = writesOf(file, plain);
    return writes.length === 0 || writes.some((write) => mayBeMissing(file, write, depth + 1));
  }
  return plain.type === 'MemberExpression' || (plain.type === 'CallExpression' && requestChain(file, plain) !== null);
}
