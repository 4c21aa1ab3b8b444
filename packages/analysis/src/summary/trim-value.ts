import { joinAll, safe, unknown, unsettled } from '../flow/lattice.js';
import type { Part, UnknownReason, Value } from '../vocabulary/value.js';

const MAX_TEXT = 300;
const MAX_MEMBERS = 12;

/** A value small enough to be stored: few steps, short texts, few members. */
export function trimValue(value: Value, depth = 0): Value {
  const { parts, properties, spread, elements, steps, unknown, handed, ...rest } = value;
  const deeper = depth < 2;
  const members =
    properties && deeper ? Object.entries(properties).sort(([, a], [, b]) => lateness(a) - lateness(b)) : [];
  const kept = members.slice(0, MAX_MEMBERS);
  const dropped = members.slice(MAX_MEMBERS).map(([, inner]) => inner);
  const others = [
    ...(spread && deeper ? [trimValue(spread, depth + 1)] : []),
    ...(dropped.length > 0 ? [standIn(dropped)] : []),
  ];
  return {
    ...rest,
    steps: steps.slice(0, 5),
    unknown: unknown.slice(0, 4).map((reason) => trimReason(reason, depth)),
    ...(parts && deeper && { parts: parts.slice(0, 24).map((part) => trimPart(part, depth)) }),
    ...(kept.length > 0 && {
      properties: Object.fromEntries(kept.map(([name, inner]) => [name, trimValue(inner, depth + 1)])),
    }),
    ...(handed && deeper && { handed: trimValue(handed, depth) }),
    ...(elements && deeper && { elements: elements.map((inner) => trimValue(inner, depth + 1)) }),
    ...(others.length > 0 && { spread: joinAll(others) }),
  };
}

/** What a handed schema is to check is a value too. */
function trimReason(reason: UnknownReason, depth: number): UnknownReason {
  return reason.kind === 'schema' ? { ...reason, of: trimValue(reason.of, depth + 1) } : reason;
}

/** What is said of members that are not kept. */
function standIn(dropped: readonly Value[]): Value {
  return dropped.every(({ taint }) => taint === 'safe') ? safe() : unknown({ kind: 'budget' });
}

/** Members that are safe are the first to go. */
function lateness({ taint }: Value): number {
  return taint === 'safe' ? 1 : 0;
}

function trimPart(part: Part, depth: number): Part {
  return 'text' in part
    ? { text: part.text.slice(0, MAX_TEXT) }
    : { hole: trimValue(part.hole, depth + 1), at: part.at };
}

const MAX_STORED = 40;
const MAX_STORED_DEPTH = 3;
const MAX_STORED_PARTS = 24;

/**
 * A value as other files read it: a constant, a setting, a result. Its structure is kept whole or not at all: half of
 * it would lie.
 */
export function storedValue(value: Value, depth = 0): Value {
  const { parts, properties, spread, elements, built, constant, steps, handed: _handed, ...rest } = value;
  const count = Object.keys(properties ?? {}).length + (elements?.length ?? 0) + (parts?.length ?? 0);
  const isWhole = depth < MAX_STORED_DEPTH && count <= MAX_STORED && (parts?.length ?? 0) <= MAX_STORED_PARTS;
  const inner = (one: Value): Value => storedValue(one, depth + 1);
  // What a schema admits of it is told by its members: without them it is not known.
  const whole = !isWhole && value.validated && (properties ?? spread) ? unsettled({ ...rest, steps }, 'all') : rest;
  return {
    ...whole,
    steps: steps.slice(0, 5),
    ...(constant !== undefined && (typeof constant !== 'string' || constant.length <= MAX_TEXT) && { constant }),
    ...(isWhole && {
      ...(parts && {
        parts: parts.map((part): Part => ('text' in part ? part : { hole: inner(part.hole), at: part.at })),
      }),
      ...(properties && {
        properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, inner(one)])),
      }),
      ...(elements && { elements: elements.map(inner) }),
      ...(spread && { spread: inner(spread) }),
      ...(built && { built }),
    }),
  };
}
