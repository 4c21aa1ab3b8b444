/** What callers pass for the parameters of a function, followed through any number of files. */
import {
  inPlaceOf,
  memberAt,
  resolveReasons,
  unknown,
  type CallerPlace,
  type PassedWay,
  type Step,
  type UnknownReason,
  type Value,
} from '@backend-architect/analysis';
import { nameOf } from '../function-name.js';
import { idOf } from '../things.js';
import type { FunctionId, Project, ProjectCall, ProjectFunction } from '../types.js';
import type { OutsideValues } from './outside-values.js';

export interface OutsideArguments {
  /** All ways into a function: one list of what is given for each of its parameters, in the same order. */
  into(id: FunctionId): WaysInto;
}

export interface WaysInto {
  readonly ways: readonly WayInto[];
  /**
   * Nobody else calls it, and no way on which this member of a parameter is given ends at somebody whose own callers are
   * not seen.
   */
  isComplete(index: number, path: readonly string[]): boolean;
}

export interface WayInto {
  given(index: number): PassedWay;
}

/** Calls followed back from a function. */
const MAX_HOPS = 6;
/** Ways into one function that are told apart. */
const MAX_WAYS = 60;
const MAX_STEPS = 8;
const NO_WAYS: WaysInto = { ways: [], isComplete: () => false };

type Files = Pick<Project, 'files' | 'functions' | 'routes' | 'callersOf' | 'callersVisible'>;

export function createOutsideArguments(project: Files, values: OutsideValues): OutsideArguments {
  const known = new Map<string, WaysInto>();
  let served: ReadonlySet<FunctionId> | null = null;
  const isServed = (id: FunctionId): boolean => (served ??= servedBy(project)).has(id);

  const into = (id: FunctionId, hops: number): WaysInto => {
    const key = `${id} ${hops}`;
    const before = known.get(key);
    if (before) return before;
    const found = waysInto(id, hops);
    known.set(key, found);
    return found;
  };

  const waysInto = (id: FunctionId, hops: number): WaysInto => {
    const fn = project.functions.get(id);
    const calls = fn?.fact ? callersOf(id) : [];
    if (!fn || hops === 0 || calls.length === 0) return NO_WAYS;
    const each = calls.slice(0, MAX_WAYS).map((call) => waysThrough(call, fn, hops - 1));
    const ways = each.flatMap((found) => found.ways);
    const isWhole = ways.length <= MAX_WAYS && calls.length <= MAX_WAYS;
    const isOwn = !isServed(id) && fn.fact?.entry === undefined;
    const isKnown = isWhole && isOwn && project.callersVisible(id);
    return {
      ways: ways.slice(0, MAX_WAYS),
      isComplete: (index, path) => isKnown && each.every((found) => found.isComplete(index, path)),
    };
  };

  const callersOf = (id: FunctionId): readonly ProjectCall[] =>
    project
      .callersOf(id)
      .filter((call) => project.files.get(call.file)?.role !== 'test')
      .sort(byCall);

  /** The ways through one call: as many as lead into the functions whose parameters it hands on. */
  const waysThrough = (call: ProjectCall, fn: ProjectFunction, hops: number): WaysInto => {
    if (call.indirect) return NO_WAYS;
    let ways: readonly Through[] = [[]];
    for (const owner of ownersIn(call)) {
      const above = into(idOf(call.file, owner), hops);
      if (above.ways.length > 0)
        ways = ways.flatMap((through) => above.ways.map((way) => [...through, { owner, way }])).slice(0, MAX_WAYS);
    }
    return {
      ways: ways.map((through) => wayInto(call, fn, through)),
      isComplete: (index, path) =>
        !call.fact.args.slice(0, index + 1).some((arg) => arg.spread) &&
        paramsIn(call.fact.values?.[index], path).every((reason) =>
          into(idOf(call.file, reason.fn), hops).isComplete(reason.index, reason.path),
        ),
    };
  };

  const wayInto = (call: ProjectCall, fn: ProjectFunction, through: Through): WayInto => {
    const given = new Map<number, PassedWay>();
    return {
      given(index) {
        const before = given.get(index);
        if (before) return before;
        const found = passedBy(call, fn, index, through);
        given.set(index, found);
        return found;
      },
    };
  };

  const passedBy = (call: ProjectCall, fn: ProjectFunction, index: number, through: Through): PassedWay => {
    const own = values.argument(call, index);
    const at = call.fact.args[index]?.at;
    let caller: CallerPlace = { file: call.file, at: call.fact.at, argument: at ?? call.fact.at };
    const filled = resolveReasons(own, (reason) => {
      if (reason.kind !== 'param') return null;
      const above = through.find(({ owner }) => owner === reason.fn)?.way.given(reason.index);
      if (own.taint !== 'tainted' && above?.value.taint === 'tainted') ({ caller } = above);
      return above ? inPlaceOf(reason, above.value) : unknown({ kind: 'unseen' });
    });
    return {
      caller,
      value: at ? passedOn(filled, { file: call.file, at, what: `is passed to ${nameOf(fn)}` }) : filled,
    };
  };

  return { into: (id) => into(id, MAX_HOPS) };
}

/** A text that is put together in the call is passed on at the same place. */
function passedOn(value: Value, step: Step): Value {
  return value.taint === 'safe' ? value : { ...value, steps: [...value.steps.slice(0, MAX_STEPS - 1), step] };
}

/** How the functions around a call were entered. */
type Through = readonly { readonly owner: number; readonly way: WayInto }[];

/** Functions whose parameters the call hands on, in their order. */
function ownersIn({ fact: { values } }: ProjectCall): readonly number[] {
  const params = Object.values(values ?? {}).flatMap((value) => paramsIn(value));
  return [...new Set(params.map(({ fn }) => fn))].sort((a, b) => a - b);
}

function paramsIn(
  value: Value | undefined,
  path: readonly string[] = [],
): readonly Extract<UnknownReason, { kind: 'param' }>[] {
  return value ? reasonsIn(memberAt(value.handed ?? value, path)).filter((reason) => reason.kind === 'param') : [];
}

function reasonsIn({ unknown: own, properties, elements, spread }: Value): readonly UnknownReason[] {
  const inside = [...Object.values(properties ?? {}), ...(elements ?? []), ...(spread ? [spread] : [])];
  return [...own, ...inside.flatMap(reasonsIn)];
}

/** Functions that a framework runs for a route. */
function servedBy({ routes }: Files): ReadonlySet<FunctionId> {
  const all = routes.flatMap((route) => [route.handler, ...route.chain.map((link) => link.fn)]);
  return new Set(all.filter((fn): fn is FunctionId => fn !== null && fn !== undefined));
}

function byCall(a: ProjectCall, b: ProjectCall): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.fact.at[0] - b.fact.at[0] || a.fact.at[1] - b.fact.at[1];
}
