/** Follows a value that one file could not judge: from a parameter to what callers pass, from a call to what it returns. */
import { isAddressKind, judge, memberValue, originOf, safe, type Range, type SinkKind, type UnknownReason, type Value } from '@backend-architect/analysis';
import type { Project, ProjectCall, ProjectFunction } from '../project/types.js';
import type { DetectorStep } from './define.js';
import { nameOf } from './reachability.js';

export type Trace =
  /** Request input arrives; steps begin at its source. `call` is the last call that passes it on whole. */
  | { readonly verdict: 'tainted'; readonly steps: readonly DetectorStep[]; readonly source: string; readonly call?: ProjectCall; readonly argument?: number }
  | { readonly verdict: 'safe'; readonly steps: readonly DetectorStep[] }
  /** `own`: only the project's own constants, fields and settings are left. */
  | { readonly verdict: 'open'; readonly because: 'callers' | 'value' | 'own' };

/** Calls followed from the sink back to where the value comes from. */
const MAX_HOPS = 4;
const MAX_CALLERS = 60;
/** Reasons a stored value keeps; at this many some may be missing. */
const STORED_REASONS = 4;
/** Properties a stored object keeps. */
const STORED_PROPERTIES = 40;

/** Judges a value of a file for a sink with what the rest of the project shows. */
export function traceValue(value: Value, file: string, kind: SinkKind, project: Project, hops = MAX_HOPS): Trace {
  switch (judge(value, kind)) {
    case 'safe':
      return { verdict: 'safe', steps: [] };
    case 'tainted':
      return { verdict: 'tainted', steps: value.steps.map((step) => ({ file, at: step.at, what: step.what })), source: value.source ?? 'input' };
    default: {
      // Of an address only what decides scheme and host is of interest.
      const decides = isAddressKind(kind) && value.parts && !value.partsOfOne ? originOf(value.parts, kind, (hole) => (judge(hole, kind) === 'safe' ? 'safe' : 'tainted')).at : undefined;
      if (decides && judge(decides, kind) === 'unknown' && decides !== value) return traceValue(decides, file, kind, project, hops);
      return value.unknown.length === 0 ? { verdict: 'open', because: 'value' } : worstOf(value.unknown.map((reason) => traceReason(reason, file, kind, project, hops)), value);
    }
  }
}

function worstOf(traces: readonly Trace[], value: Value): Trace {
  const tainted = traces.find((trace) => trace.verdict === 'tainted');
  if (tainted) return tainted;
  const open = traces.filter((trace) => trace.verdict === 'open');
  if (open.length > 0) return open.find((trace) => trace.because !== 'own') ?? open[0]!;
  if (value.unknown.length >= STORED_REASONS) return { verdict: 'open', because: 'value' };
  return { verdict: 'safe', steps: traces.flatMap((trace) => (trace.verdict === 'safe' ? trace.steps : [])) };
}

function traceReason(reason: UnknownReason, file: string, kind: SinkKind, project: Project, hops: number): Trace {
  if (reason.openFor?.includes(kind)) return { verdict: 'open', because: 'value' };
  switch (reason.kind) {
    case 'param':
      return traceParameter(project.functionAt(file, reason.fn), reason.index, reason.path, kind, project, hops);
    case 'call':
      return traceResult(file, reason.at, kind, project, hops);
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

function traceParameter(fn: ProjectFunction | undefined, index: number, path: readonly string[], kind: SinkKind, project: Project, hops: number): Trace {
  if (!fn) return { verdict: 'open', because: 'callers' };
  const callers = project.callersOf(fn.id).filter((call) => project.files.get(call.file)?.role !== 'test');
  if (hops === 0 || callers.length === 0 || callers.length > MAX_CALLERS) return { verdict: 'open', because: 'callers' };
  const traces = callers.map((call) => traceArgument(call, fn, index, path, kind, project, hops - 1));
  const tainted = traces.find((trace) => trace.verdict === 'tainted');
  if (tainted) return tainted;
  const open = traces.find((trace) => trace.verdict === 'open');
  if (open) return open;
  if (!project.callersVisible(fn.id)) return { verdict: 'open', because: 'callers' };
  return { verdict: 'safe', steps: callers.slice(0, 3).map((call) => ({ file: call.file, at: call.fact.at, what: `calls ${nameOf(fn)} with a value that is safe` })) };
}

/** What one caller passes for a parameter. */
function traceArgument(call: ProjectCall, fn: ProjectFunction, index: number, path: readonly string[], kind: SinkKind, project: Project, hops: number): Trace {
  if (call.indirect || call.fact.args.slice(0, index + 1).some((arg) => arg.spread)) return { verdict: 'open', because: 'callers' };
  const arg = call.fact.args[index];
  if (!arg) return { verdict: 'safe', steps: [] }; // left out
  const passed = call.fact.values?.[index];
  // Values that are safe are not kept; functions and arguments far to the right are not looked at.
  if (!passed) return arg.fn !== undefined || index >= 8 ? { verdict: 'open', because: 'value' } : { verdict: 'safe', steps: [] };
  const value = path.reduce(storedMember, passed);
  const trace = traceValue(value, call.file, kind, project, hops);
  if (trace.verdict !== 'tainted') return trace;
  const steps = [...trace.steps, { file: call.file, at: arg.at, what: `is passed to ${nameOf(fn)}` }];
  // The place nearest the sink at which a text is put together is where it is repaired.
  return trace.call ? { ...trace, steps } : { ...trace, steps, call, argument: index };
}

/** Stored objects leave out properties that are safe: one that is missing from a whole object is. */
function storedMember(value: Value, key: string): Value {
  const { properties, spread } = value;
  const isWhole = properties !== undefined && spread === undefined && Object.keys(properties).length < STORED_PROPERTIES;
  return isWhole && !Object.hasOwn(properties, key) ? safe() : memberValue(value, key);
}

/** What a project function gives back at this call. */
function traceResult(file: string, at: Range, kind: SinkKind, project: Project, hops: number): Trace {
  const call = callAt(file, at, project);
  const target = call && call.targets.length === 1 ? project.functions.get(call.targets[0]!) : undefined;
  const returns = target?.fact?.returns;
  if (!call || !target || !returns || hops === 0) return { verdict: 'open', because: 'value' };
  if (judge(returns, kind) !== 'unknown') return withCall(traceValue(returns, target.file, kind, project, hops - 1), call, target);
  const traces = returns.unknown.map((reason): Trace =>
    reason.kind === 'param' && reason.fn === target.fact?.key && !reason.openFor?.includes(kind)
      ? traceArgument(call, target, reason.index, reason.path, kind, project, hops - 1)
      : traceReason(reason, target.file, kind, project, hops - 1),
  );
  return withCall(worstOf(traces, returns), call, target);
}

function withCall(trace: Trace, call: ProjectCall, target: ProjectFunction): Trace {
  if (trace.verdict !== 'tainted') return trace;
  return { verdict: 'tainted', source: trace.source, steps: [...trace.steps, { file: call.file, at: call.fact.at, what: `comes back from ${nameOf(target)}` }] };
}

function callAt(file: string, at: Range, project: Project): ProjectCall | undefined {
  for (const fn of project.functions.values()) {
    if (fn.file !== file) continue;
    const call = fn.calls.find((one) => !one.indirect && one.fact.at[0] === at[0] && one.fact.at[1] === at[1]);
    if (call) return call;
  }
  return undefined;
}
