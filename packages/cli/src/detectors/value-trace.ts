/**
 * Follows a value that one file could not judge: from a parameter to what callers pass, from a call to what it returns.
 */
import {
  isAddressKind,
  isOpenFor,
  judge,
  memberValue,
  originOf,
  safe,
  type Range,
  type SinkKind,
  type UnknownReason,
  type Value,
} from '@backend-architect/analysis';
import type { Project, ProjectCall, ProjectFunction } from '../project/types.js';
import type { DetectorStep, Place } from './define.js';
import { nameOf } from './reachability.js';

/** One way on which request input arrives; steps begin at its source. */
export interface Way {
  readonly steps: readonly DetectorStep[];
  readonly source: string;
  /** The first call on the way, which hands the input in. Absent where the input is read beside the place itself. */
  readonly caller?: ProjectCall;
  /** The first call behind what comes back from functions: where a text is put together that is used as it is. */
  readonly call?: ProjectCall;
  /** Position of the input among the arguments of `call`. */
  readonly argument?: number;
  /** Argument of a later call in which it becomes part of a text: what all callers before have in common. */
  readonly built?: Place & { readonly in: ProjectCall };
}

export type Trace =
  /**
   * Request input arrives, on one way for each call that hands it in: at most `MAX_WAYS`, ordered by file and place of
   * the call.
   */
  | { readonly verdict: 'tainted'; readonly ways: readonly [Way, ...Way[]] }
  | { readonly verdict: 'safe'; readonly steps: readonly DetectorStep[] }
  /** `own`: only the project's own constants, fields and settings are left. */
  | { readonly verdict: 'open'; readonly because: 'callers' | 'value' | 'own' };

/** Calls followed from the sink back to where the value comes from. */
const MAX_HOPS = 4;
const MAX_CALLERS = 60;
/** Ways that are kept of one place. */
const MAX_WAYS = 60;
/** Reasons a stored value keeps; at this many some may be missing. */
const STORED_REASONS = 4;
/** Properties a stored object keeps. */
const STORED_PROPERTIES = 40;

/**
 * The call through which a function was entered on the way back: its parameters are what that call passes, whatever
 * others pass.
 */
interface Entered {
  readonly fn: ProjectFunction;
  readonly call: ProjectCall;
  /** How the function around that call was entered itself. */
  readonly from: Entered | null;
}

/** Judges a value of a file for a sink with what the rest of the project shows. */
export function traceValue(
  value: Value,
  file: string,
  kind: SinkKind,
  project: Project,
  hops = MAX_HOPS,
  entered: Entered | null = null,
): Trace {
  switch (judge(value, kind)) {
    case 'safe':
      return { verdict: 'safe', steps: [] };
    case 'tainted': {
      // Callers in this file have made it so: each is asked, like those in other files.
      const handed = value.handed && traceValue(value.handed, file, kind, project, hops, entered);
      if (handed?.verdict === 'tainted') return handed;
      return {
        verdict: 'tainted',
        ways: [
          {
            steps: value.steps.map((step) => ({ file, at: step.at, what: step.what })),
            source: value.source ?? 'input',
          },
        ],
      };
    }
    default: {
      // Of an address only what decides scheme and host is of interest.
      const decides =
        isAddressKind(kind) && value.parts && !value.partsOfOne
          ? originOf(value.parts, kind, (hole) => (judge(hole, kind) === 'safe' ? 'safe' : 'tainted')).at
          : undefined;
      if (decides && judge(decides, kind) === 'unknown' && decides !== value)
        return traceValue(decides, file, kind, project, hops, entered);
      return value.unknown.length === 0
        ? { verdict: 'open', because: 'value' }
        : worstOf(
            value.unknown.map((reason) => traceReason(reason, file, kind, project, hops, entered)),
            value,
          );
    }
  }
}

function worstOf(traces: readonly Trace[], value: Value): Trace {
  const tainted = together(traces);
  if (tainted) return tainted;
  const open = traces.filter((trace) => trace.verdict === 'open');
  if (open.length > 0) return open.find((trace) => trace.because !== 'own') ?? open[0]!;
  if (value.unknown.length >= STORED_REASONS) return { verdict: 'open', because: 'value' };
  return { verdict: 'safe', steps: traces.flatMap((trace) => (trace.verdict === 'safe' ? trace.steps : [])) };
}

function traceReason(
  reason: UnknownReason,
  file: string,
  kind: SinkKind,
  project: Project,
  hops: number,
  entered: Entered | null,
): Trace {
  if (reason.harmlessFor?.includes(kind)) return { verdict: 'safe', steps: [] };
  if (isOpenFor(reason.openFor, kind)) return { verdict: 'open', because: 'value' };
  switch (reason.kind) {
    case 'param':
      return traceParameter(
        project.functionAt(file, reason.fn),
        reason.index,
        reason.path,
        kind,
        project,
        hops,
        entered,
      );
    case 'call':
      return traceResult(file, reason.at, kind, project, hops, entered);
    case 'import':
    case 'member':
    case 'global':
      return { verdict: 'open', because: 'own' };
    case 'budget':
    case 'syntax':
      return { verdict: 'open', because: 'value' };
    default:
      return reason satisfies never;
  }
}

function traceParameter(
  fn: ProjectFunction | undefined,
  index: number,
  path: readonly string[],
  kind: SinkKind,
  project: Project,
  hops: number,
  entered: Entered | null,
): Trace {
  if (!fn) return { verdict: 'open', because: 'callers' };
  if (entered?.fn.id === fn.id)
    return hops === 0
      ? { verdict: 'open', because: 'callers' }
      : traceArgument(entered.call, fn, index, path, kind, project, hops - 1, entered.from);
  const known = traced.get(project) ?? new Map<string, Trace>();
  traced.set(project, known);
  const key = [fn.id, index, hops, kind, ...path].join('\0');
  const trace = known.get(key) ?? traceCallers(fn, index, path, kind, project, hops);
  known.set(key, trace);
  return trace;
}

/** Parameters that were followed already: many sinks hang on one function, and many ways lead through it. */
const traced = new WeakMap<Project, Map<string, Trace>>();

function traceCallers(
  fn: ProjectFunction,
  index: number,
  path: readonly string[],
  kind: SinkKind,
  project: Project,
  hops: number,
): Trace {
  const callers = project
    .callersOf(fn.id)
    .filter((call) => project.files.get(call.file)?.role !== 'test')
    .sort(byCall);
  if (hops === 0 || callers.length === 0) return { verdict: 'open', because: 'callers' };
  const traces = callers
    .slice(0, MAX_CALLERS)
    .map((call) => traceCaller(call, fn, index, path, kind, project, hops - 1));
  const tainted = together(traces);
  if (tainted) return tainted;
  const open = traces.find((trace) => trace.verdict === 'open');
  if (open) return open;
  if (callers.length > MAX_CALLERS || !project.callersVisible(fn.id)) return { verdict: 'open', because: 'callers' };
  return {
    verdict: 'safe',
    steps: callers
      .slice(0, 3)
      .map((call) => ({ file: call.file, at: call.fact.at, what: `calls ${nameOf(fn)} with a value that is safe` })),
  };
}

/** All ways of these traces, one for each call that hands the input in; null where there is none. */
function together(traces: readonly Trace[]): Extract<Trace, { verdict: 'tainted' }> | null {
  const byPlace = new Map<string, Way>();
  for (const way of traces.flatMap((trace) => (trace.verdict === 'tainted' ? trace.ways : []))) {
    const key = way.caller ? `${way.caller.file}\0${way.caller.fact.at.join()}` : '';
    if (!byPlace.has(key)) byPlace.set(key, way);
  }
  const [first, ...others] = [...byPlace.values()].sort(byFirstCall).slice(0, MAX_WAYS);
  return first ? { verdict: 'tainted', ways: [first, ...others] } : null;
}

/** What is read beside the place itself comes first. */
function byFirstCall({ caller: a }: Way, { caller: b }: Way): number {
  return a && b ? byCall(a, b) : a ? 1 : b ? -1 : 0;
}

function byCall(a: ProjectCall, b: ProjectCall): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.fact.at[0] - b.fact.at[0] || a.fact.at[1] - b.fact.at[1];
}

/** What one caller hands in: the call nearest the source is remembered. */
function traceCaller(
  call: ProjectCall,
  fn: ProjectFunction,
  index: number,
  path: readonly string[],
  kind: SinkKind,
  project: Project,
  hops: number,
): Trace {
  const trace = traceArgument(call, fn, index, path, kind, project, hops, null);
  return trace.verdict === 'tainted' ? eachWay(trace, (way) => (way.caller ? way : { ...way, caller: call })) : trace;
}

function eachWay(trace: Extract<Trace, { verdict: 'tainted' }>, change: (way: Way) => Way): Trace {
  const [first, ...others] = trace.ways;
  return { verdict: 'tainted', ways: [change(first), ...others.map(change)] };
}

/** What one caller passes for a parameter; `entered` is how the function around the call was. */
function traceArgument(
  call: ProjectCall,
  fn: ProjectFunction,
  index: number,
  path: readonly string[],
  kind: SinkKind,
  project: Project,
  hops: number,
  entered: Entered | null,
): Trace {
  if (call.indirect || call.fact.args.slice(0, index + 1).some((arg) => arg.spread))
    return { verdict: 'open', because: 'callers' };
  const arg = call.fact.args[index];
  if (!arg) return { verdict: 'safe', steps: [] }; // left out
  const passed = call.fact.values?.[index];
  // Values that are safe are not kept; functions and arguments far to the right are not looked at.
  if (!passed)
    return arg.fn !== undefined || index >= 8 ? { verdict: 'open', because: 'value' } : { verdict: 'safe', steps: [] };
  const value = path.reduce(storedMember, passed);
  const trace = traceValue(value, call.file, kind, project, hops, entered);
  if (trace.verdict !== 'tainted') return trace;
  // The place nearest the sink at which a text is put together is where it is repaired.
  return eachWay(trace, (way) => ({
    ...way,
    ...(!way.call && { call, argument: index }),
    ...(way.caller && hasText(value) && { built: { file: call.file, at: arg.at, in: call } }),
    steps: [...way.steps, { file: call.file, at: arg.at, what: `is passed to ${nameOf(fn)}` }],
  }));
}

/** Is it a text with words of its own around what comes in? */
export function hasText(value: Value): boolean {
  return value.parts?.some((part) => 'text' in part && /\w/.test(part.text)) ?? false;
}

/** Stored objects leave out properties that are safe: one that is missing from a whole object is. */
function storedMember(value: Value, key: string): Value {
  const { properties, spread, handed } = value;
  const isWhole =
    properties !== undefined && spread === undefined && Object.keys(properties).length < STORED_PROPERTIES;
  const member = isWhole && !Object.hasOwn(properties, key) ? safe() : memberValue(value, key);
  return handed ? { ...member, handed: storedMember(handed, key) } : member;
}

/**
 * What a project function gives back at this call: its parameters are what this call passes, through its own calls as
 * well.
 */
function traceResult(
  file: string,
  at: Range,
  kind: SinkKind,
  project: Project,
  hops: number,
  from: Entered | null,
): Trace {
  const call = callAt(file, at, project);
  const target = call && call.targets.length === 1 ? project.functions.get(call.targets[0]!) : undefined;
  const returns = target?.fact?.returns && anyMember(target.fact.returns);
  if (!call || !target || !returns || hops === 0) return { verdict: 'open', because: 'value' };
  if (judge(returns, kind) !== 'unknown')
    return withCall(traceValue(returns, target.file, kind, project, hops - 1), call, target);
  const entered = { fn: target, call, from };
  const traces = returns.unknown.map((reason) => {
    const isOwn = reason.kind === 'param' && reason.fn === target.fact?.key;
    return traceReason(reason, target.file, kind, project, isOwn ? hops : hops - 1, entered);
  });
  return withCall(worstOf(traces, returns), call, target);
}

/** What is read of the result is not kept with the reason, so an object stands for each of its members. */
function anyMember(value: Value): Value {
  const { built: _whole, ...rest } = value;
  return rest;
}

function withCall(trace: Trace, call: ProjectCall, target: ProjectFunction): Trace {
  if (trace.verdict !== 'tainted') return trace;
  return eachWay(trace, ({ source, caller, steps }) => ({
    source,
    ...(caller && { caller }),
    steps: [...steps, { file: call.file, at: call.fact.at, what: `comes back from ${nameOf(target)}` }],
  }));
}

function callAt(file: string, at: Range, project: Project): ProjectCall | undefined {
  for (const fn of project.functions.values()) {
    if (fn.file !== file) continue;
    const call = fn.calls.find((one) => !one.indirect && one.fact.at[0] === at[0] && one.fact.at[1] === at[1]);
    if (call) return call;
  }
  return undefined;
}
