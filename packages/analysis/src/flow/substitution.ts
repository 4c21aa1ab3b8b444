import type { FunctionNode } from '../vocabulary/analysis.js';
import type { Range } from '../vocabulary/concepts.js';
import {
  ALL_SHAPES,
  constant,
  flat,
  join,
  joinAll,
  memberValue,
  sanitized,
  unsettled,
  withShapes,
  withoutStructure,
} from './lattice.js';
import { reasonKey } from './reasons.js';
import type { Part, UnknownReason, Value } from '../vocabulary/value.js';

/** The value that takes the place of a reason; null: it stays. */
type Answer = (reason: UnknownReason) => Value | null;

/** A value of a function in which its own parameters are replaced by what a caller passes. */
export function substitute(value: Value, fn: FunctionNode, argument: (index: number) => Value): Value {
  return substituteKey(value, fn.range[0], argument);
}

/** The same for a function of another file, known by its key. */
export function substituteKey(value: Value, fn: number, argument: (index: number) => Value): Value {
  return resolveReasons(value, (reason) => {
    if (reason.kind !== 'param' || reason.fn !== fn) return null;
    return inPlaceOf(reason, argument(reason.index));
  });
}

/** What is read of a value that takes the place of a parameter. */
export function inPlaceOf(
  { path, harmlessFor, openFor }: Extract<UnknownReason, { kind: 'param' }>,
  given: Value,
): Value {
  const found = memberAt(given, path);
  return unsettled(harmlessFor ? sanitized(found, harmlessFor) : found, openFor ?? []);
}

/** Parts that were put together in another file stand where the value comes back. */
export function partsAt(value: Value, at: Range): Value {
  const { parts, properties, elements, spread } = value;
  if (!parts && !properties && !elements && !spread) return value;
  return {
    ...value,
    ...(parts && { parts: parts.map((part) => ('hole' in part ? { hole: partsAt(part.hole, at), at } : part)) }),
    ...(properties && { properties: mapValues(properties, (inner) => partsAt(inner, at)) }),
    ...(elements && { elements: elements.map((inner) => partsAt(inner, at)) }),
    ...(spread && { spread: partsAt(spread, at) }),
  };
}

/** Why a value is unknown, answered reason by reason; null leaves a reason as it is. */
export function resolveReasons(value: Value, answer: Answer): Value {
  // What was stored and read again has lost which of its reasons were one and the same: they are told by what they say.
  const memo = new Map<string, Value | null>();
  const remembered: Answer = (reason) => {
    const key = reasonKey(reason);
    let found = memo.get(key);
    if (found === undefined) memo.set(key, (found = answer(reason)));
    return found;
  };
  return replaced(value, { answer: remembered, mentioned: new Map(), done: new Map() }, 0);
}

/** One replacement. Values share what they are made of: each of it is looked at once. */
interface Replacing {
  readonly answer: Answer;
  readonly mentioned: Map<Value, boolean>;
  /** By how deep it lies. */
  readonly done: Map<number, Map<Value, Value>>;
}

const MAX_HOPS = 6;

function replaced(value: Value, run: Replacing, hops: number): Value {
  if (value.taint === 'safe' || hops > MAX_HOPS || !mentions(value, run)) return value;
  const done = run.done.get(hops) ?? new Map<Value, Value>();
  run.done.set(hops, done);
  const before = done.get(value);
  if (before) return before;
  const found = replacedAnew(value, run, hops);
  done.set(value, found);
  return found;
}

function replacedAnew(value: Value, run: Replacing, hops: number): Value {
  const { answer } = run;
  const others = value.unknown.filter((reason) => answer(reason) === null);
  const inputs = value.unknown.flatMap((reason) => {
    const found = answer(reason);
    return found ? [{ value: found }] : [];
  });
  // The parameter itself, unchanged: the argument with its structure.
  const [only] = inputs;
  if (
    only &&
    inputs.length === 1 &&
    others.length === 0 &&
    !value.parts &&
    !value.properties &&
    !value.spread &&
    value.taint === 'unknown' &&
    value.shapes.length === ALL_SHAPES.length
  ) {
    const same = sanitized(only.value, value.safeFor);
    return value.validated && same.taint !== 'safe' ? { ...same, validated: true } : same;
  }
  const flatInputs = inputs.map((input) =>
    input.value.shapes.length === 1 && input.value.shapes[0] === 'obj' ? flat(input.value) : input.value,
  );
  const worst = joinAll(flatInputs.map(withoutStructure));
  const base: Value =
    value.taint === 'tainted'
      ? { ...value, unknown: others }
      : {
          ...value,
          taint: others.length > 0 ? 'unknown' : 'safe',
          unknown: others,
          steps: worst.taint === 'safe' ? value.steps : [],
        };
  const merged = inputs.length > 0 ? join(withoutStructure(base), worst) : withoutStructure(base);
  const parts = value.parts?.map((part): Part =>
    'hole' in part ? holePart(replaced(part.hole, run, hops + 1), part) : part,
  );
  const properties = value.properties && mapValues(value.properties, (inner) => replaced(inner, run, hops + 1));
  const elements = value.elements?.map((inner) => replaced(inner, run, hops + 1));
  const spread = value.spread && replaced(value.spread, run, hops + 1);
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
function marksOf({
  built,
  pairs,
  instance,
  partsOfOne,
  random,
  weakRandom,
  boundSql,
  memberShapes,
  ownMembers,
  segments,
}: Value): Partial<Value> {
  return {
    ...(built && { built }),
    ...(pairs && { pairs }),
    ...(instance && { instance }),
    ...(partsOfOne && { partsOfOne }),
    ...(random && { random }),
    ...(weakRandom && { weakRandom }),
    ...(boundSql && { boundSql }),
    ...(memberShapes && { memberShapes }),
    ...(ownMembers && { ownMembers }),
    ...(segments && { segments }),
  };
}

function holePart(value: Value, part: Extract<Part, { hole: Value }>): Part {
  return value.constant !== undefined ? { text: String(value.constant) } : { hole: value, at: part.at };
}

function mentions(value: Value, run: Replacing): boolean {
  const known = run.mentioned.get(value);
  if (known !== undefined) return known;
  const inside = [
    ...Object.values(value.properties ?? {}),
    ...(value.elements ?? []),
    ...(value.spread ? [value.spread] : []),
  ];
  const found =
    value.unknown.some((reason) => run.answer(reason) !== null) || inside.some((inner) => mentions(inner, run));
  run.mentioned.set(value, found);
  return found;
}

/** What stands at a path below a value. */
export function memberAt(value: Value, path: readonly string[]): Value {
  return path.reduce((known, key) => memberValue(known, key), value);
}

function mapValues(values: Readonly<Record<string, Value>>, change: (value: Value) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
