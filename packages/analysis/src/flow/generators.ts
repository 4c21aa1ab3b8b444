/** What generators give, one after the other. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { enclosingFunction, returnedExpressions } from '../syntax/functions.js';
import { container } from './container.js';
import type { Engine } from './evaluation.js';
import { eachOf, ITERATOR } from './keyed.js';
import { joinAll, safe } from './lattice.js';
import type { Value } from '../vocabulary/value.js';

/** The iterator a generator function gives, in terms of its parameters. */
export function generated(e: Engine, fn: FunctionNode): Value {
  const yields = e.nodesIn('YieldExpression', fn).filter((node) => enclosingFunction(node) === fn);
  const values = yields.flatMap((node) => yielded(e, node as TSESTree.YieldExpression));
  const returned = returnedExpressions(fn).map((expression) => e.evaluate(expression));
  return iterator(joinAll([...values, ...returned]));
}

function yielded(e: Engine, { argument, delegate }: TSESTree.YieldExpression): Value[] {
  if (!argument) return [];
  const value = e.evaluate(argument);
  return [delegate ? eachOf(value) : value];
}

/** Something that gives these values, in whatever order. */
export function iterator(each: Value): Value {
  return container(['obj'], { [ITERATOR]: each }, undefined);
}

/** What `next()` gives. */
export function stepOf(receiver: Value): Value {
  return container(['obj'], { value: eachOf(receiver), done: safe(['bool']) }, undefined);
}
