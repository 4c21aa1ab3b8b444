import type { Range, Shape, SinkKind } from '../vocabulary/concepts.js';
import type { SourceModel } from '../vocabulary/library-model.js';
import { ADDRESS_KINDS, isAddressKind, originOf } from '../guards/address.js';
import type { Part, Step, Taint, UnknownReason, Value } from '../vocabulary/value.js';
import { mergeReasons } from './reasons.js';
import { settledReasons } from './settled-reasons.js';
import { REST } from '../symbols/binding.js';
import { restValue } from './rest.js';
import { sourceWords } from './source-words.js';

export const ALL_SHAPES: readonly Shape[] = ['str', 'num', 'bool', 'arr', 'obj', 'null', 'fn'];
const MAX_STEPS = 8;
/** A name that no property has: under it stands what the keys are made of, where some are not constant. */
export const KEYS = '@@keys';
/** Under it stands what a promise is rejected with: no part of what it gives. */
export const REJECTED = '@@rejected';

const NOTHING: Pick<Value, 'safeFor' | 'validated' | 'unknown' | 'steps'> = {
  safeFor: [],
  validated: false,
  unknown: [],
  steps: [],
};

export function safe(shapes: readonly Shape[] = ALL_SHAPES): Value {
  return { ...NOTHING, taint: 'safe', shapes };
}

export function constant(value: string | number | boolean | null): Value {
  const shape: Shape =
    value === null ? 'null' : typeof value === 'string' ? 'str' : typeof value === 'number' ? 'num' : 'bool';
  return { ...NOTHING, taint: 'safe', shapes: [shape], constant: value };
}

/** What whoever runs the program sets, or does not. */
export function setting(preset?: string): Value {
  return { ...safe(), setting: preset === undefined ? {} : { preset } };
}

export function unknown(reason: UnknownReason, shapes: readonly Shape[] = ALL_SHAPES): Value {
  return { ...NOTHING, taint: 'unknown', shapes, unknown: [reason] };
}

export function tainted(source: SourceModel & Pick<Value, 'segments'>, at: Range): Value {
  return {
    ...NOTHING,
    taint: 'tainted',
    shapes: source.shapes,
    source: source.kind,
    steps: [{ at, what: sourceWords(source.kind) }],
    ...(source.memberShapes && { memberShapes: source.memberShapes }),
    ...(source.ownMembers && { ownMembers: source.ownMembers }),
    ...(source.segments && { segments: source.segments }),
  };
}

const RANK: Readonly<Record<Taint, number>> = { safe: 0, unknown: 1, tainted: 2 };

/** Least upper bound: could be either. */
export function join(a: Value, b: Value): Value {
  if (a === b) return a;
  // What is harmless everywhere adds its shapes and nothing else: `clean(x)` or something unknown is unknown, not
  // untrusted.
  if (a.safeFor === 'all' && a.taint !== 'safe' && b.taint !== 'safe' && b.safeFor !== 'all')
    return join(safe(a.shapes), b);
  if (b.safeFor === 'all' && b.taint !== 'safe' && a.taint !== 'safe' && a.safeFor !== 'all')
    return join(a, safe(b.shapes));
  const worse = RANK[a.taint] >= RANK[b.taint] ? a : b;
  const properties = joinProperties(a, b);
  const eitherText = a.taint !== 'safe' && b.taint !== 'safe' && a.parts !== b.parts;
  const [left, right] = eitherText ? [settledAddress(a), settledAddress(b)] : [a, b];
  const unknownFor = worse.taint === 'tainted' ? onlyUnknown(left, right) : [];
  const safeFor =
    a.taint === 'safe' ? b.safeFor : b.taint === 'safe' ? a.safeFor : commonKinds(left.safeFor, right.safeFor);
  const shapes = union(a.shapes, b.shapes);
  const sent =
    worse.taint === 'tainted'
      ? [a, b]
          .filter((one) => one.taint === 'tainted')
          .map(untrustedShapes)
          .reduce(union)
      : shapes;
  return {
    taint: worse.taint,
    shapes,
    ...(sent.length < shapes.length ? { untrustedShapes: sent } : {}),
    safeFor,
    validated:
      (a.taint === 'safe' || a.validated) && (b.taint === 'safe' || b.validated) && (a.validated || b.validated),
    ...(unknownFor.length > 0 ? { unknownFor } : {}),
    ...(unknownFor === 'all' && (a.schema ?? b.schema) && { schema: a.schema ?? b.schema }),
    unknown: mergeReasons(reasonsOf(a, safeFor, eitherText), reasonsOf(b, safeFor, eitherText)),
    source: worse.source ?? a.source ?? b.source,
    steps: worse.steps,
    ...(worse.parts ? { parts: worse.parts } : {}),
    ...(eitherText || a.partsOfOne || b.partsOfOne ? { partsOfOne: true as const } : {}),
    ...(a.random && b.random ? { random: true as const } : {}),
    ...(a.built && b.built ? { built: true as const } : {}),
    ...(a.pairs || b.pairs ? { pairs: a.pairs === b.pairs ? a.pairs : true } : {}),
    ...((a.instance ?? isPlain(a)) && (b.instance ?? isPlain(b)) && (a.instance ?? b.instance)
      ? { instance: true as const }
      : {}),
    ...(a.weakRandom || b.weakRandom ? { weakRandom: true as const } : {}),
    ...(a.boundSql && b.boundSql
      ? { boundSql: true as const }
      : a.boundSql && b.taint === 'safe'
        ? { boundSql: true as const }
        : b.boundSql && a.taint === 'safe'
          ? { boundSql: true as const }
          : {}),
    ...(properties ? { properties } : {}),
    ...joinRest(a, b),
  };
}

/**
 * Reasons of a value that becomes part of another: what was harmless here for more kinds than the whole will be says so
 * itself.
 */
function reasonsOf(value: Value, kept: Value['safeFor'], losesParts: boolean): readonly UnknownReason[] {
  const { safeFor } = value;
  const unknown = losesParts ? settledReasons(value) : value.unknown;
  if (safeFor === 'all' || kept === 'all' || unknown.length === 0) return unknown;
  const lost = safeFor.filter((kind) => !kept.includes(kind));
  return lost.length === 0
    ? unknown
    : unknown.map((reason) => ({ ...reason, harmlessFor: union(reason.harmlessFor ?? [], lost) }));
}

/** What the untrusted part of a value can be. */
export function untrustedShapes(value: Value): readonly Shape[] {
  return value.untrustedShapes ?? value.shapes;
}

/** Kinds for which everything untrusted in either value is harmless: what is left of them is not known. */
function onlyUnknown(a: Value, b: Value): readonly SinkKind[] | 'all' {
  const settled = ({ taint, safeFor, unknownFor }: Value): Value['safeFor'] => {
    if (taint !== 'tainted' || safeFor === 'all' || unknownFor === 'all') return 'all';
    return unknownFor ? [...safeFor, ...unknownFor] : safeFor;
  };
  const both = commonKinds(settled(a), settled(b));
  return both !== 'all' || a.unknownFor === 'all' || b.unknownFor === 'all' ? both : [];
}

export function joinAll(values: readonly Value[]): Value {
  const [first, ...rest] = values;
  return first ? rest.reduce(join, first) : safe();
}

/**
 * Key by key: what one of them does not name can come from what was spread into it, or from anywhere in it when it was
 * not built here.
 */
function joinProperties(a: Value, b: Value): Record<string, Value> | null {
  if (!a.properties && !b.properties) return null;
  const keys = new Set([...Object.keys(a.properties ?? {}), ...Object.keys(b.properties ?? {})]);
  return Object.fromEntries(
    [...keys].map((key) => {
      const found = [a, b].flatMap((value) => propertyOf(value, key) ?? []);
      return [key, joinAll(found)];
    }),
  );
}

function propertyOf(value: Value, key: string): Value | null {
  if (value.properties && Object.hasOwn(value.properties, key)) return value.properties[key] ?? null;
  const rest = restOf(value);
  return rest && memberValueOfPlain(rest, key);
}

/** Trusted, and no object: beside an instance it adds no operators. */
function isPlain({ taint, shapes }: Value): boolean {
  return taint === 'safe' && !shapes.includes('obj') && !shapes.includes('arr');
}

/** What stands for the members that are not named; null where there are none. */
export function restOf(value: Value): Value | null {
  return value.spread ?? (value.properties || value.taint === 'safe' ? null : value);
}

/** What the keys that are not constant are made of; null where nothing says it. */
export function madeNames(value: Value): Value | null {
  return value.properties?.[KEYS] ?? null;
}

function joinRest(a: Value, b: Value): Pick<Value, 'spread' | 'elements'> {
  if (!(a.properties ?? a.spread ?? b.properties ?? b.spread)) return {};
  const rest = [a, b].flatMap((value) => restOf(value) ?? []);
  const elements = joinElements(a, b);
  return { ...(rest.length > 0 ? { spread: joinAll(rest) } : {}), ...(elements ? { elements } : {}) };
}

function joinElements(a: Value, b: Value): readonly Value[] | undefined {
  const [one, other] = a.elements ? [a, b] : [b, a];
  if (!one.elements || restOf(other) === null) return one.elements;
  return (
    other.elements &&
    one.elements.slice(0, other.elements.length).map((value, place) => join(value, other.elements?.[place] ?? value))
  );
}

/** Text or data made of these values: as dangerous as the worst of them, with every reason. */
export function derived(values: readonly Value[], shapes: readonly Shape[]): Value {
  const whole = joinAll(values.map((value) => flat(settledAddress(value))));
  const { untrustedShapes: _sent, ...made } = withoutStructure(whole);
  return { ...made, shapes };
}

/** The parts of a text are forgotten when something is made of it; that they cannot choose where it leads is not. */
function settledAddress(value: Value): Value {
  if (!value.parts || value.taint === 'safe' || judge(value, 'redirect-target') === 'tainted') return value;
  return sanitized(value, isOpenBehindSlash(value.parts) ? ['outbound-url'] : ADDRESS_KINDS);
}

/** `/` and what a caller passes, which may begin with another slash. */
function isOpenBehindSlash([head, next]: readonly Part[]): boolean {
  if (!head || !next || !('text' in head) || !/^[/\\]$/.test(head.text) || !('hole' in next)) return false;
  return judge(next.hole, 'redirect-target') === 'unknown' && next.hole.unknown.some(({ kind }) => kind === 'param');
}

/** A value as one thing: an object or array is as dangerous as what is in it. */
export function flat(value: Value): Value {
  if (!value.properties && !value.spread) return value;
  const { [REJECTED]: _reason, ...given } = value.properties ?? {};
  const inner = [...Object.values(given), ...(value.spread ? [value.spread] : [])].map(flat);
  return joinAll([withoutStructure(value), ...inner]);
}

export function withoutStructure(value: Value): Value {
  const {
    properties: _properties,
    spread: _spread,
    constant: _constant,
    parts: _parts,
    partsOfOne: _partsOfOne,
    built: _built,
    instance: _instance,
    elements: _elements,
    pairs: _pairs,
    setting: _setting,
    ...rest
  } = value;
  return rest;
}

export function withStep(value: Value, step: Step): Value {
  if (value.taint === 'safe') return value;
  const last = value.steps.at(-1);
  if (last && last.at[0] === step.at[0] && last.at[1] === step.at[1]) return value;
  if (value.steps.length >= MAX_STEPS) return value;
  return { ...value, steps: [...value.steps, step] };
}

export function sanitized(value: Value, kinds: readonly SinkKind[] | 'all'): Value {
  if (value.taint === 'safe') return value;
  if (kinds === 'all' || value.safeFor === 'all') return { ...value, safeFor: 'all' };
  return { ...value, safeFor: [...new Set([...value.safeFor, ...kinds])] };
}

/**
 * Nothing is proved for these sinks, and nothing known against: neither what it is here nor what a caller turns out to
 * pass counts there.
 */
export function unsettled(value: Value, kinds: readonly SinkKind[] | 'all'): Value {
  if (value.taint === 'safe' || kinds.length === 0) return value;
  const unknown = value.unknown.map((reason) => ({ ...reason, openFor: eitherKinds(reason.openFor, kinds) }));
  return {
    ...value,
    unknown,
    ...(value.taint === 'tainted' ? { unknownFor: eitherKinds(value.unknownFor, kinds) } : {}),
  };
}

function eitherKinds(
  known: readonly SinkKind[] | 'all' = [],
  added: readonly SinkKind[] | 'all',
): readonly SinkKind[] | 'all' {
  return known === 'all' || added === 'all' ? 'all' : union(known, added);
}

export function withShapes(value: Value, shapes: readonly Shape[]): Value {
  const { untrustedShapes: before, ...rest } = value;
  const sent = before?.filter((shape) => shapes.includes(shape));
  return {
    ...rest,
    shapes:
      value.shapes.filter((shape) => shapes.includes(shape)).length > 0
        ? value.shapes.filter((shape) => shapes.includes(shape))
        : shapes,
    ...(sent && sent.length > 0 && { untrustedShapes: sent }),
  };
}

/** Member of a value: a known property, an element of a container, or a part of untrusted or unknown data. */
export function memberValue(value: Value, key: string, memberShapes?: readonly Shape[]): Value {
  if (key.startsWith(REST)) return restValue(value, key.slice(REST.length));
  const known =
    value.properties && key !== '*' && Object.hasOwn(value.properties, key) ? value.properties[key] : undefined;
  if (known) return known;
  const placed = value.elements && /^\d+$/.test(key) ? value.elements[Number(key)] : undefined;
  if (placed) return placed;
  if (value.properties && key === '*')
    return joinAll([...namedIn(value.properties), ...(value.spread ? [value.spread] : [])]);
  if (value.spread)
    return memberValueOfPlain(
      value.spread,
      value.shapes.length === 1 && value.shapes[0] === 'arr' ? null : key,
      memberShapes,
    );
  // What was put together here has no other members.
  if (value.properties)
    return value.taint === 'safe' || value.built ? constant(null) : memberValueOfPlain(value, key, memberShapes);
  return memberValueOfPlain(value, key, memberShapes);
}

/** Values under names that a program can write. */
function namedIn(properties: NonNullable<Value['properties']>): Value[] {
  return Object.entries(properties).flatMap(([name, value]) => (name.startsWith('@@') ? [] : [value]));
}

function memberValueOfPlain(value: Value, key: string | null, given?: readonly Shape[]): Value {
  if (key === null) return value; // an element of an array is what was put in
  if (value.properties && Object.hasOwn(value.properties, key)) return value.properties[key] ?? value;
  // Members of the environment are set like itself.
  if (value.taint === 'safe') return value.setting && value.setting.preset === undefined ? setting() : safe();
  if (value.ownMembers?.includes(key)) return safe();
  const { memberShapes, untrustedShapes: _sent, segments, ...plain } = withoutStructure(value);
  if (segments && Object.hasOwn(segments, key)) return { ...plain, source: 'param', shapes: segments[key]! };
  return {
    ...plain,
    shapes: given ?? memberShapes ?? ALL_SHAPES,
    unknown: plain.unknown.map((reason) =>
      reason.kind === 'param' || reason.kind === 'import' || reason.kind === 'schema'
        ? { ...reason, path: [...reason.path, key].slice(0, 6) }
        : reason.kind === 'member' && reason.self
          ? { ...reason, self: { ...reason.self, path: [...reason.self.path, key].slice(0, 6) } }
          : reason,
    ),
  };
}

/** Harmless for this sink, not known, or untrusted. */
export function judge(value: Value, kind: SinkKind): Taint {
  if (value.taint === 'safe' || value.safeFor === 'all' || value.safeFor.includes(kind)) return 'safe';
  if (isOpenFor(value.unknownFor, kind)) return 'unknown';
  if (value.boundSql && kind === 'sql-text') return 'safe';
  if (isAddressKind(kind) && value.parts && !value.partsOfOne)
    return originOf(value.parts, kind, (hole) => judge(hole, kind)).taint;
  // An object used as text is `[object Object]`, whatever its members hold; an answer turns it into JSON.
  if (value.built && isOneText(kind) && value.shapes.every((shape) => shape === 'obj')) return 'safe';
  if (value.shapes.every((shape) => shape === 'num' || shape === 'bool' || shape === 'null')) return 'safe';
  const shapes = value.taint === 'tainted' ? untrustedShapes(value) : value.shapes;
  if (shapes.every((shape) => shape === 'num' || shape === 'bool' || shape === 'null')) return 'safe';
  if (kind === 'nosql-filter') {
    if (value.instance) return 'safe';
    // A filter written here has the operators written here; what matters is what may stand in its places.
    if (value.built)
      return worst(
        [...namedIn(value.properties ?? {}), ...(value.spread ? [value.spread] : [])].map((inner) =>
          judge(inner, kind),
        ),
      );
    if (!shapes.some((shape) => shape === 'obj' || shape === 'arr')) return 'safe';
  }
  return value.taint;
}

/** Not to be known for this sink, or for any. */
export function isOpenFor(kinds: readonly SinkKind[] | 'all' | undefined, kind: SinkKind): boolean {
  return kinds === 'all' || kinds?.includes(kind) === true;
}

/** Sinks that take one text and know no other form of it. */
function isOneText(kind: SinkKind): boolean {
  return kind === 'file-path' || kind === 'shell-command' || kind === 'html-response';
}

function worst(taints: readonly Taint[]): Taint {
  return taints.includes('tainted') ? 'tainted' : taints.includes('unknown') ? 'unknown' : 'safe';
}

/** Ordered text and holes of a value, for joining into a larger text. */
export function partsOf(value: Value, at: Range): readonly Part[] {
  if (value.parts) return value.parts;
  if (value.constant !== undefined) return [{ text: String(value.constant) }];
  return [{ hole: value, at }];
}

function union<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (a === b || b.every((item) => a.includes(item))) return a;
  return a.every((item) => b.includes(item)) ? b : [...new Set([...a, ...b])];
}

function commonKinds(a: Value['safeFor'], b: Value['safeFor']): Value['safeFor'] {
  if (a === 'all') return b;
  if (b === 'all') return a;
  return a.filter((kind) => b.includes(kind));
}
