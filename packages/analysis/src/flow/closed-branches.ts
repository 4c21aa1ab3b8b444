/** Branches that are never taken with what a caller passes. */
import type { TSESTree } from '@typescript-eslint/types';
import { bindingOf } from '../symbols/binding.js';
import { bare } from '../syntax/wrappers.js';
import { conditionsAt } from '../guards/conditions-at.js';
import type { Engine } from './evaluation.js';
import { unknown } from './lattice.js';
import type { Value } from '../vocabulary/value.js';

type Node = TSESTree.Node;
/** A value of the function with what is passed in place of its parameters. */
type Filled = (value: Value) => Value;

/** A condition that must hold at the place does not: `if (remove) unlink(path)`, called with `false`. */
export function closes(e: Engine, place: Node, filled: Filled): boolean {
  return conditionsAt(place).some(({ test, truth }) => {
    if (test.parent?.type === 'SwitchStatement') return false;
    const found = truthOf(e, test, filled);
    return found !== null && found !== truth;
  });
}

/** What a test comes out as; null where it may be either. */
function truthOf(e: Engine, test: Node, filled: Filled): boolean | null {
  const plain = bare(test);
  if (plain.type === 'UnaryExpression' && plain.operator === '!') {
    const inner = truthOf(e, plain.argument, filled);
    return inner === null ? null : !inner;
  }
  if (plain.type === 'LogicalExpression' && plain.operator !== '??') {
    const ends = plain.operator === '||';
    const sides = [truthOf(e, plain.left, filled), truthOf(e, plain.right, filled)];
    return sides.includes(ends) ? ends : sides.includes(null) ? null : !ends;
  }
  if (plain.type === 'BinaryExpression') return equality(e, plain, filled);
  const given = plain.type === 'Identifier' ? givenFor(e, plain, filled) : undefined;
  return given === undefined ? null : Boolean(given);
}

/** The constant a parameter has, which nothing else is ever put into. */
function givenFor(e: Engine, name: TSESTree.Identifier, filled: Filled): Value['constant'] {
  const variable = e.r.variables.of(name);
  const binding = variable && bindingOf(variable);
  if (binding?.kind !== 'param' || variable?.references.some((reference) => reference.isWrite() && !reference.init))
    return undefined;
  const { constant } = filled(
    unknown({ kind: 'param', fn: binding.fn.range[0], index: binding.index, path: binding.path }),
  );
  const [fallback] = binding.defaults;
  return constant === null && fallback ? e.evaluate(fallback).constant : constant;
}

function equality(e: Engine, { operator, left, right }: TSESTree.BinaryExpression, filled: Filled): boolean | null {
  const isEqual = operator === '===';
  if (!isEqual && operator !== '!==') return null;
  const [a, b] = [left, right].map((side) =>
    side.type === 'Identifier' ? givenFor(e, side, filled) : e.evaluate(side).constant,
  );
  // What is left out and `null` are kept alike.
  if (a === undefined || b === undefined || a === null || b === null) return null;
  return (a === b) === isEqual;
}
