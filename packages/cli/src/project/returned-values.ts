/** Where the rows of a query go: back to the caller, and in the end into a response. */
import type { Range, Value } from '@backend-architect/analysis';
import type { Project, ProjectCall, ProjectFunction, Route } from './types.js';
import { nameOf } from './function-name.js';

/** One step of the way, in the file it stands in. */
export interface PlacedStep {
  readonly file: string;
  readonly at: Range;
  readonly what: string;
}

export interface Answer {
  readonly route: Route;
  readonly steps: readonly PlacedStep[];
}

/**
 * The route whose response holds what this call yields, with the calls between; null when none is seen within `depth`
 * calls.
 */
export function answerHolding(fn: ProjectFunction, call: ProjectCall, project: Project, depth: number): Answer | null {
  const sent = sentBy(fn, call);
  const route = project.routes.find((one) => one.handler === fn.id);
  if (route) {
    const at = sent ?? (isReturned(fn, call) ? call.fact.at : null);
    return at
      ? { route, steps: [{ file: fn.file, at, what: `becomes the response of ${route.method} ${route.path}` }] }
      : null;
  }
  if (depth === 0 || !isReturned(fn, call)) return null;
  for (const caller of project.callersOf(fn.id)) {
    const outer = caller.indirect ? undefined : project.functions.get(caller.from);
    const answer = outer && outer.id !== fn.id ? answerHolding(outer, caller, project, depth - 1) : null;
    if (answer)
      return {
        route: answer.route,
        steps: [{ file: caller.file, at: caller.fact.at, what: `gets it from ${nameOf(fn)}` }, ...answer.steps],
      };
  }
  return null;
}

/** The place where the result is given to the response. */
function sentBy(fn: ProjectFunction, call: ProjectCall): Range | null {
  for (const { fact } of fn.calls) {
    const sink = fact.sinks?.find((one) => one.kind === 'response-body');
    if (!sink) continue;
    if (isInside(call.fact.at, sink.at) || mentions(sink.value, call)) return sink.at;
  }
  return null;
}

function isReturned(fn: ProjectFunction, call: ProjectCall): boolean {
  if (call.fact.use === 'returned') return true;
  const returns = fn.fact?.returns;
  return returns !== undefined && mentions(returns, call);
}

/** The value is what this call yields, or a property of it. */
function mentions(value: Value, call: ProjectCall): boolean {
  const wanted = call.fact.whole ?? call.fact.at;
  const isIt = value.unknown.some(
    (reason) => reason.kind === 'call' && (isSame(reason.at, call.fact.at) || isSame(reason.at, wanted)),
  );
  return isIt || Object.values(value.properties ?? {}).some((inner) => mentions(inner, call));
}

function isSame(a: Range, b: Range): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function isInside(inner: Range, outer: Range): boolean {
  return outer[0] <= inner[0] && inner[1] <= outer[1];
}
