/** What can be gone through: keys, entries and elements of objects, maps, sets and iterators. */
import type { TSESTree } from '@typescript-eslint/types';
import { container } from './container.js';
import type { Engine } from './evaluation.js';
import { derived, joinAll, KEYS, memberValue, restOf, safe, unknown } from './lattice.js';
import type { Value } from '../vocabulary/value.js';

/** A name that no property has: under it stands each of what an iterator gives. */
export const ITERATOR = '@@iterator';
/** The method that gives one of them. */
export const STEP = /^next$/;

/** A list of which each element is this. */
export function listOf(element: Value): Value {
  return container(['arr'], undefined, element);
}

/** A list of these, in their order. */
export function tuple(elements: readonly Value[]): Value {
  return { ...listOf(joinAll(elements)), elements };
}

/** Each of what a loop over the value gets. */
export function eachOf(value: Value): Value {
  const given = value.properties?.[ITERATOR];
  if (given) return given;
  if (value.pairs) return pairIn(value);
  // An object that says nothing of how it is gone through.
  if (value.built && value.properties && !value.spread) return unknown({ kind: 'syntax', type: 'ForOfStatement' });
  return memberValue(value, '*');
}

/** Any key of the value. */
export function keysIn(value: Value): Value {
  return namesIn(value) ?? safe(['str']);
}

/** Any of its keys that are not constant: where nothing says what they are, they came with the values; null: none. */
export function namesIn(value: Value): Value | null {
  const told = value.properties?.[KEYS];
  if (told) return told;
  const isNumbered = value.built && value.shapes.every((shape) => shape === 'arr');
  const rest = isNumbered ? null : restOf(value);
  return rest && derived([rest], ['str']);
}

/** Properties of something of which all keys that are not constant are these. */
export function withNames(
  properties: Value['properties'],
  names: readonly (Value | null)[],
): Readonly<Record<string, Value>> {
  const open = names.filter((name) => name !== null && !name.shapes.every((shape) => shape === 'num'));
  return { ...properties, [KEYS]: derived(open as Value[], ['str']) };
}

/** Any key with any value. */
export function pairIn(value: Value): Value {
  return tuple([keysIn(value), memberValue(value, '*')]);
}

/** An object or map of a list of pairs. */
export function keyedBy(list: Value): Value {
  const properties: Record<string, Value> = {};
  for (const pair of list.elements ?? []) {
    const key = memberValue(pair, '0').constant;
    if (typeof key === 'string' && key !== '__proto__') properties[key] = memberValue(pair, '1');
  }
  const each = eachOf(list);
  return container(['obj'], withNames(properties, [memberValue(each, '0')]), memberValue(each, '1'));
}

const MAPS = new Set(['Map', 'WeakMap', 'Headers', 'FormData', 'URLSearchParams']);
/** Maps that turn what is put into them into text. */
const OF_TEXTS = new Set(['Headers', 'URLSearchParams']);
const SETS = new Set(['Set', 'WeakSet']);

/** `new Set(list)`, `new Map(entries)`, `new Headers({ ... })`: what is in them. */
export function collectionValue(e: Engine, node: TSESTree.NewExpression): Value | null {
  const { callee } = node;
  if (callee.type !== 'Identifier' || e.r.variables.of(callee)) return null;
  const [given] = node.arguments;
  const value = given && given.type !== 'SpreadElement' ? e.evaluate(given) : null;
  if (SETS.has(callee.name)) return container(['obj'], undefined, value ? eachOf(value) : undefined);
  if (!MAPS.has(callee.name)) return null;
  const pairs = OF_TEXTS.has(callee.name) ? 'texts' : true;
  if (value === null) return inPairs(container(['obj'], {}, undefined), pairs);
  if (value.properties) return inPairs({ ...value, shapes: ['obj'] }, pairs);
  const isListed = value.built === true && value.shapes[0] === 'arr';
  // A text that is read as a query, a form that is read: a model says what they are.
  if (!isListed && !callee.name.endsWith('Map')) return null;
  return inPairs(keyedBy(value), pairs);
}

/** Something put together as a map, if it is one. */
export function inPairs(made: Value, pairs: Value['pairs']): Value {
  if (pairs !== 'texts') return pairs ? { ...made, pairs } : made;
  const { properties = {}, spread } = made;
  return {
    ...made,
    pairs,
    properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, asText(value)])),
    ...(spread && { spread: asText(spread) }),
  };
}

function asText(value: Value): Value {
  return value.shapes.every((shape) => shape === 'str') ? value : derived([value], ['str']);
}

/** What a method of a map or set gives that was made here; null where it says nothing. */
export function keyedMethod(
  name: string,
  receiver: Value,
  args: readonly { key: string | null; value: Value }[],
): Value | null {
  const [first, second] = args;
  if (receiver.built && name === 'add' && first && !receiver.properties)
    return container(receiver.shapes, undefined, joinAll([first.value, ...(receiver.spread ? [receiver.spread] : [])]));
  if (!receiver.pairs) return null;
  switch (name) {
    case 'get':
      return memberValue(receiver, first?.key ?? '*');
    case 'getAll':
      return listOf(memberValue(receiver, first?.key ?? '*'));
    case 'keys':
      return listOf(keysIn(receiver));
    case 'values':
      return listOf(memberValue(receiver, '*'));
    case 'entries':
      return listOf(pairIn(receiver));
    case 'has':
      return safe(['bool']);
    case 'set':
    case 'append':
      return first && second ? withPair(receiver, first, second.value) : null;
    default:
      return null;
  }
}

function withPair(map: Value, { key, value: name }: { key: string | null; value: Value }, value: Value): Value {
  const { properties, spread } = map;
  const made =
    key === null
      ? container(map.shapes, withNames(properties, [namesIn(map), name]), spread ? joinAll([spread, value]) : value)
      : container(map.shapes, { ...properties, [key]: value }, spread);
  return inPairs(made, map.pairs);
}
