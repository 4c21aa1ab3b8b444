import type { TSESTree } from '@typescript-eslint/types';
import { keyOf } from '../syntax/keys.js';
import type { Engine } from './evaluation.js';
import { derived, join, joinAll, memberValue } from './lattice.js';
import type { Value } from '../vocabulary/value.js';

const MAX_PROPERTIES = 48;
/** Longer lists are no tuples: who takes one of them takes any. */
const MAX_ELEMENTS = 8;

/** An object literal, one level deep; what is spread in is joined. */
export function objectValue(e: Engine, node: TSESTree.ObjectExpression): Value {
  const properties: Record<string, Value> = Object.create(null) as Record<string, Value>;
  let spread: Value | undefined;
  for (const entry of node.properties) {
    if (entry.type === 'SpreadElement') {
      const value = e.evaluate(entry.argument);
      if (value.properties && !value.spread) Object.assign(properties, value.properties);
      else spread = spread ? join(spread, value) : value;
      continue;
    }
    const key = keyOf(entry.key, entry.computed);
    const value = e.evaluate(entry.value);
    if (key === null) spread = spread ? join(spread, value) : value;
    else properties[key] = value;
  }
  return container(['obj'], { ...properties }, spread);
}

/** An array literal: the join of its elements, and those in front by their place. */
export function arrayValue(e: Engine, node: TSESTree.ArrayExpression): Value {
  let spread: Value | undefined;
  const end = node.elements.findIndex((element) => element === null || element.type === 'SpreadElement');
  const placed = node.elements.slice(0, end < 0 ? MAX_ELEMENTS : Math.min(end, MAX_ELEMENTS));
  for (const element of node.elements) {
    if (!element) continue;
    const value =
      element.type === 'SpreadElement' ? memberValue(e.evaluate(element.argument), '*') : e.evaluate(element);
    spread = spread ? join(spread, value) : value;
  }
  const elements = placed.flatMap((element) => (element ? [e.evaluate(element)] : []));
  return { ...container(['arr'], undefined, spread), ...(elements.length > 0 ? { elements } : {}) };
}

/** The same elements in an order that is not known. */
export function unordered(list: Value): Value {
  const { elements, ...rest } = list;
  return elements ? rest : list;
}

/** A container is as dangerous as the worst thing in it. */
export function container(
  shapes: Value['shapes'],
  properties: Readonly<Record<string, Value>> | undefined,
  spread: Value | undefined,
): Value {
  // A table of hundreds of entries is one thing: who looks a key up in it gets any of them.
  if (properties && Object.keys(properties).length > MAX_PROPERTIES)
    return container(shapes, undefined, joinAll([...Object.values(properties), ...(spread ? [spread] : [])]));
  return holding(shapes, properties, spread);
}

/** An object of which each property is known, however many there are: what else is in it is joined. */
export function record(properties: Readonly<Record<string, Value>>, rest: Value | undefined): Value {
  return holding(['obj'], properties, rest);
}

function holding(
  shapes: Value['shapes'],
  properties: Readonly<Record<string, Value>> | undefined,
  spread: Value | undefined,
): Value {
  const inner = [...Object.values(properties ?? {}), ...(spread ? [spread] : [])];
  const whole = derived(inner, shapes);
  return { ...whole, built: true, ...(properties ? { properties } : {}), ...(spread ? { spread } : {}) };
}
