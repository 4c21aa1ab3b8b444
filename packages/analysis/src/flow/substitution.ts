import type { FunctionNode } from '../analysis.js';
import { ALL_SHAPES, constant, flat, join, joinAll, memberValue, sanitized, unsettled, withShapes, withoutStructure } from './lattice.js';
import type { Part, UnknownReason, Value } from './value.js';

type ParamReason = Extract<UnknownReason, { kind: 'param' }>;

/** A value of a function in which its own parameters are replaced by what a caller passes. */
export function substitute(value: Value, fn: FunctionNode, argument: (index: number) => Value): Value {
  return replaced(value, fn.range[0], argument, 0);
}

function replaced(value: Value, fn: number, argument: (index: number) => Value, hops: number): Value {
  if (value.taint === 'safe' || hops > 6 || !mentions(value, fn)) return value;
  const mine = value.unknown.filter((reason): reason is ParamReason => reason.kind === 'param' && reason.fn === fn);
  const others = value.unknown.filter((reason) => !(reason.kind === 'param' && reason.fn === fn));
  const inputs = mine.map((reason) => {
    const given = reason.path.reduce((known, key) => memberValue(known, key), argument(reason.index));
    return { reason, value: unsettled(reason.harmlessFor ? sanitized(given, reason.harmlessFor) : given, reason.openFor ?? []) };
  });
  // The parameter itself, unchanged: the argument with its structure.
  const [only] = inputs;
  if (only && inputs.length === 1 && others.length === 0 && !value.parts && !value.properties && !value.spread && value.taint === 'unknown' && value.shapes.length === ALL_SHAPES.length) {
    return sanitized(only.value, value.safeFor);
  }
  const flatInputs = inputs.map((input) => input.value.shapes.length === 1 && input.value.shapes[0] === 'obj' ? flat(input.value) : input.value);
  const worst = joinAll(flatInputs.map(withoutStructure));
  const base: Value = value.taint === 'tainted'
    ? { ...value, unknown: others }
    : { ...value, taint: others.length > 0 ? 'unknown' : 'safe', unknown: others, steps: worst.taint === 'safe' ? value.steps : [] };
  const merged = inputs.length > 0 ? join(withoutStructure(base), worst) : withoutStructure(base);
  const parts = value.parts?.map((part): Part => ('hole' in part ? holePart(replaced(part.hole, fn, argument, hops + 1), part) : part));
  const properties = value.properties && Object.fromEntries(Object.entries(value.properties).map(([key, inner]) => [key, replaced(inner, fn, argument, hops + 1)]));
  const elements = value.elements?.map((inner) => replaced(inner, fn, argument, hops + 1));
  const spread = value.spread && replaced(value.spread, fn, argument, hops + 1);
  const result: Value = {
    ...withShapes(merged, value.shapes),
    safeFor: value.safeFor === 'all' ? 'all' : sanitized({ ...merged }, value.safeFor).safeFor,
    steps: [...worst.steps, ...value.steps].slice(0, 8),
    validated: value.validated || merged.validated,
    ...(parts ? { parts } : {}),
    ...(properties ? { properties } : {}),
    ...(spread ? { spread } : {}),
    ...(elements ? { elements } : {}),
    ...marksOf(value),
  };
  const isOneText = result.taint === 'safe' && !value.partsOfOne && parts?.every((part) => 'text' in part);
  return isOneText ? constant(parts.map((part) => ('text' in part ? part.text : '')).join('')) : result;
}

/** What is so whatever callers pass. */
function marksOf({ built, partsOfOne, random, weakRandom, boundSql, memberShapes, ownMembers }: Value): Partial<Value> {
  return {
    ...(built && { built }), ...(partsOfOne && { partsOfOne }), ...(random && { random }), ...(weakRandom && { weakRandom }),
    ...(boundSql && { boundSql }), ...(memberShapes && { memberShapes }), ...(ownMembers && { ownMembers }),
  };
}

function holePart(value: Value, part: Extract<Part, { hole: Value }>): Part {
  return value.constant !== undefined ? { text: String(value.constant) } : { hole: value, at: part.at };
}

function mentions(value: Value, fn: number): boolean {
  if (value.unknown.some((reason) => reason.kind === 'param' && reason.fn === fn)) return true;
  return Object.values(value.properties ?? {}).some((inner) => mentions(inner, fn)) || (value.spread ? mentions(value.spread, fn) : false);
}
