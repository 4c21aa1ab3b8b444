import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { isFunction, returnedExpressions } from '../syntax/functions.js';
import { keyOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { keyAt } from './constant-key.js';
import type { Engine } from './evaluation.js';
import { container } from './container.js';
import { eachOf, ITERATOR, namesIn, STEP, withNames } from './keyed.js';
import { join, joinAll, KEYS, memberValue, restOf } from './lattice.js';
import type { Value } from '../vocabulary/value.js';

/** Longer lists are no tuples: who takes one of them takes any. */
const MAX_ELEMENTS = 8;

/** An object literal, one level deep; what is spread in is joined. */
export function objectValue(e: Engine, node: TSESTree.ObjectExpression): Value {
  const properties: Record<string, Value> = Object.create(null) as Record<string, Value>;
  let spread: Value | undefined;
  const names: (() => Value | null)[] = [];
  for (const entry of node.properties) {
    if (entry.type === 'SpreadElement') {
      const value = e.evaluate(entry.argument);
      const rest = restOf(value);
      // What is not seen in it may write over what stands before.
      if (rest) {
        for (const [name, before] of Object.entries(properties))
          properties[name] = join(before, memberValue(value, name));
        spread = spread ? join(spread, rest) : rest;
      }
      Object.assign(properties, value.properties);
      names.push(() => namesIn(value));
      continue;
    }
    const key = keyAt(e, entry.key, entry.computed);
    const value = entryValue(e, entry, key);
    if (key !== null) properties[key] = value;
    else {
      spread = spread ? join(spread, value) : value;
      const name = (properties[KEYS] = e.evaluate(entry.key));
      names.push(() => name);
    }
  }
  const all = properties[KEYS]
    ? withNames(
        properties,
        names.map((name) => name()),
      )
    : { ...properties };
  return container(['obj'], all, spread);
}

/** What is read under the name: of a getter what it returns, of an iterator each of what it gives. */
function entryValue(e: Engine, { kind, value }: TSESTree.Property, key: string | null): Value {
  const fn = isFunction(value) ? value : null;
  if (fn && kind === 'get') return e.returnsOf(fn);
  if (fn && key === ITERATOR) return fn.generator ? eachOf(e.returnsOf(fn)) : steppedBy(e, fn);
  return e.evaluate(value);
}

/** `[Symbol.iterator]() { return { next: () => ({ value, done }) }; }` */
function steppedBy(e: Engine, fn: FunctionNode): Value {
  const values = returnedExpressions(fn).flatMap((returned) => {
    const made = bare(returned);
    const entry = made.type === 'ObjectExpression' ? made.properties.find(isStep) : null;
    const step = entry?.type === 'Property' ? e.r.localFunction(entry.value) : null;
    return step ? [memberValue(e.returnsOf(step), 'value')] : [eachOf(e.evaluate(returned))];
  });
  return joinAll(values);
}

function isStep(entry: TSESTree.ObjectLiteralElement): boolean {
  return entry.type === 'Property' && STEP.test(keyOf(entry.key, entry.computed) ?? '');
}

/** An array literal: the join of its elements, and those in front by their place. */
export function arrayValue(e: Engine, node: TSESTree.ArrayExpression): Value {
  let spread: Value | undefined;
  const end = node.elements.findIndex((element) => element === null || element.type === 'SpreadElement');
  const placed = node.elements.slice(0, end < 0 ? MAX_ELEMENTS : Math.min(end, MAX_ELEMENTS));
  for (const element of node.elements) {
    if (!element) continue;
    const value = element.type === 'SpreadElement' ? eachOf(e.evaluate(element.argument)) : e.evaluate(element);
    spread = spread ? join(spread, value) : value;
  }
  const elements = placed.flatMap((element) => (element ? [e.evaluate(element)] : []));
  return { ...container(['arr'], undefined, spread), ...(elements.length > 0 ? { elements } : {}) };
}
