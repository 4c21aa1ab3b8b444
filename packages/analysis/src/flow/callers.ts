/** What callers anywhere in the project make of a value where it arrives. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Asking, UnseenParameter } from '../vocabulary/analysis.js';
import type { SinkKind } from '../vocabulary/concepts.js';
import type { CallerPlace, Passed, PassedWay, ProjectView } from '../vocabulary/project-view.js';
import { isAddressKind, originOf } from '../guards/address.js';
import type { Engine } from './evaluation.js';
import { isOpenFor, joinAll, judge, safe, sanitized, unsettled, withoutStructure } from './lattice.js';
import { closes } from './closed-branches.js';
import { memberAt, partsAt, resolveReasons, substituteKey } from './substitution.js';
import type { Handing, Step, UnknownReason, Value } from '../vocabulary/value.js';

type Node = TSESTree.Node;

/** Ways to one place that are told apart. */
const MAX_WAYS = 60;

/**
 * Sinks for which callers elsewhere speak. For others they count where the file shows an untrusted one itself; what they
 * hand in is asked about where a rule asks.
 */
const HEARD: ReadonlySet<SinkKind> = new Set<SinkKind>([
  'shell-command', 'process-argument', 'code-text', 'template-source', 'sql-text', 'nosql-code', 'file-path',
  'outbound-url', 'redirect-target', 'html-response', 'lasting-key',
]);

/** A value as callers on one way make it. */
interface Arrival {
  readonly value: Value;
  /** Who hands the untrusted part of it in. */
  readonly caller: CallerPlace | null;
}

/** The value of an expression where it arrives at a sink of this kind: the worst of what callers make of it. */
export function valueFor(
  e: Engine,
  node: Node,
  kind: SinkKind,
  { except = ['argv'], part = whole }: Asking = {},
): Value {
  const here = e.valueOf(node);
  const { project } = e.r;
  const judged = (value: Value): Value['taint'] => {
    const inner = part(value);
    return inner ? judge(inner, kind) : 'safe';
  };
  const own = project ? e.evaluate(node) : here;
  if (!project || judged(here) === 'safe' || judged(own) !== 'unknown') return here;
  if (judged(here) !== 'tainted' && !HEARD.has(kind)) return here;
  const { arrivals, complete } = arrivalsOf(e, project, { node, kind }, own);
  const untrusted = arrivals.filter(
    ({ value }) => judged(value) === 'tainted' && !(value.source && except.includes(value.source)),
  );
  if (untrusted[0]) return { ...untrusted[0].value, handedBy: handings(e, untrusted) };
  if (!complete || arrivals.some(({ value }) => judged(value) !== 'safe')) return here;
  const all = sanitized(joinAll(arrivals.map(({ value }) => value)), [kind]);
  return judged(all) === 'safe' ? all : safe();
}

function whole(value: Value): Value {
  return value;
}

function arrivalsOf(
  e: Engine,
  project: ProjectView,
  { node, kind }: Pick<WayAt, 'node' | 'kind'>,
  own: Value,
): { readonly arrivals: readonly Arrival[]; readonly complete: boolean } {
  let arrivals: readonly Arrival[] = [{ value: own, caller: null }];
  let complete = true;
  for (const fn of ownersOf(own)) {
    const [passed, ...others] = asked(project, fn, own);
    complete &&= [passed, ...others].every((one) => one?.complete === true);
    if (!passed) continue;
    arrivals = arrivals.flatMap((arrival) =>
      passed.ways.flatMap((_way, place) => arriving(e, project, { node, kind, fn, place }, arrival)),
    );
    if (arrivals.length > MAX_WAYS) complete = false;
    arrivals = arrivals.slice(0, MAX_WAYS);
  }
  return { arrivals, complete };
}

/** Functions of this file whose parameters leave the value open. */
function ownersOf({ unknown }: Value): readonly number[] {
  return [...new Set(unknown.flatMap((reason) => (reason.kind === 'param' ? [reason.fn] : [])))];
}

/** What is passed for the parameters of the function that the value hangs on: the ways of one are those of all others. */
function asked(project: ProjectView, fn: number, { unknown }: Value): readonly Passed[] {
  return unknown.flatMap((reason) => {
    const passed = reason.kind === 'param' && reason.fn === fn ? project.passed(fn, reason.index, reason.path) : null;
    return passed && passed.ways.length > 0 ? [passed] : [];
  });
}

interface WayAt {
  readonly node: Node;
  readonly kind: SinkKind;
  readonly fn: number;
  readonly place: number;
}

/** The value on this way into the function; nothing where what is passed on it leads past the place. */
function arriving(e: Engine, project: ProjectView, { node, kind, fn, place }: WayAt, before: Arrival): Arrival[] {
  const taken: PassedWay[] = [];
  const given = (index: number): Value => {
    const way = project.passed(fn, index)?.ways[place];
    if (!way) return safe();
    taken.push(way);
    return partsAt(inThisFile(way.value, e.r.file), node.range);
  };
  if (closes(e, node, (value) => substituteKey(value, fn, given))) return [];
  taken.length = 0;
  const value = resolveReasons(before.value, (reason) =>
    reason.kind === 'param' && reason.fn === fn ? handedOn(given(reason.index), reason, kind) : null,
  );
  return [{ value, caller: before.caller ?? taken.find((way) => way.value.taint === 'tainted')?.caller ?? null }];
}

/** What is harmless as it is handed over stays so, whatever the parameter is said to be: an object is no path. */
function handedOn(
  given: Value,
  { path, harmlessFor = [], openFor = [] }: Extract<UnknownReason, { kind: 'param' }>,
  kind: SinkKind,
): Value {
  const value = memberAt(given, path);
  const isHarmless = value.taint !== 'safe' && judge(value, kind) === 'safe';
  return unsettled(
    isHarmless ? sanitized(withoutStructure(value), [...harmlessFor, kind]) : sanitized(value, harmlessFor),
    openFor,
  );
}

function handings(e: Engine, arrivals: readonly Arrival[]): readonly Handing[] {
  const byCaller = new Map<string, Handing>();
  for (const { value, caller } of arrivals) {
    if (!caller) continue;
    const key = `${caller.file}\0${caller.at.join()}`;
    if (!byCaller.has(key))
      byCaller.set(key, {
        ...caller,
        ...(value.source && { source: value.source }),
        steps: value.steps.map((step) => ({ ...step, file: step.file ?? e.r.file })),
      });
  }
  return [...byCaller.values()];
}

/** Steps in this file need not say so. */
function inThisFile(value: Value, file: string): Value {
  return value.taint === 'safe'
    ? value
    : { ...value, steps: value.steps.map((step) => (step.file === file ? unplaced(step) : step)) };
}

function unplaced({ file: _here, ...step }: Step): Step {
  return step;
}

/** The first parameter that is open because somebody who calls it, or calls its callers, is not seen. */
export function unseenFor(e: Engine, value: Value, kind: SinkKind): UnseenParameter | null {
  const { project } = e.r;
  if (!project || judge(value, kind) !== 'unknown') return null;
  const decides = decidingPart(value, kind);
  for (const reason of decides.unknown) {
    if (
      reason.harmlessFor?.includes(kind) ||
      reason.kind === 'import' ||
      reason.kind === 'member' ||
      reason.kind === 'global'
    )
      continue;
    if (reason.kind !== 'param' || isOpenFor(reason.openFor, kind)) return null;
    const fn = e.r.functionAt(reason.fn);
    const passed = project.passed(reason.fn, reason.index, reason.path);
    if (!fn) return null;
    if (!HEARD.has(kind) && passed?.ways.some(({ value }) => judge(memberAt(value, reason.path), kind) === 'tainted'))
      return { fn, index: reason.index, path: reason.path };
    const isHarmless = passed?.ways.every((way) => judge(memberAt(way.value, reason.path), kind) === 'safe');
    if (passed?.complete && isHarmless) continue;
    if (passed?.complete) return null;
    return isAsked(passed, reason.path, kind) ? { fn, index: reason.index, path: reason.path } : null;
  }
  return null;
}

/** A schema that nobody here can read has let it through. */
export function isBehindUnseenSchema(e: Engine, value: Value, kind: SinkKind): boolean {
  const { project } = e.r;
  if (project && value.taint === 'unknown' && judge(value, kind) === 'unknown' && value.unknown.some(isHeldBack))
    return true;
  if (!project || value.taint !== 'tainted' || value.unknownFor !== 'all' || judge(value, kind) !== 'unknown')
    return false;
  const { schema } = value;
  const start = schema ? project.imported(schema.specifier, schema.name) : null;
  return (schema?.path ?? []).reduce((thing, name) => thing?.member(name) ?? null, start)?.admits == null;
}

/** Request input that a schema has seen which a caller hands in, and nobody knows the caller. */
function isHeldBack(reason: UnknownReason): boolean {
  return reason.kind === 'schema' && reason.of.taint === 'tainted';
}

/** Of an address only what decides scheme and host is of interest. */
function decidingPart(value: Value, kind: SinkKind): Value {
  if (!isAddressKind(kind) || !value.parts || value.partsOfOne) return value;
  const { at } = originOf(value.parts, kind, (hole) => (judge(hole, kind) === 'safe' ? 'safe' : 'tainted'));
  return at && judge(at, kind) === 'unknown' ? at : value;
}

/** The first way that says nothing says whether it is for want of callers. */
function isAsked(passed: Passed | null, path: readonly string[], kind: SinkKind): boolean {
  const open = (passed?.ways ?? [])
    .map((way) => memberAt(way.value, path))
    .find((value) => judge(value, kind) === 'unknown');
  return !open || isHandedOn(open);
}

/** What is left of it when the project's own things are left out comes from somebody whose own callers are not seen. */
function isHandedOn({ unknown }: Value): boolean {
  return unknown.find(({ kind }) => kind !== 'import' && kind !== 'member' && kind !== 'global')?.kind === 'unseen';
}
