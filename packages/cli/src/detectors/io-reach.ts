/** Whether a function does work that can fail or take time: a query, or something it waits for. */
import type { FunctionId, Project, ProjectFunction } from '../project/types.js';

const DEPTH = 3;

/** The function gives a promise back for certain. */
export function yieldsPromise(fn: ProjectFunction): boolean {
  return fn.fact?.returnsPromise === true && !fn.fact.generator;
}

/** It queries, or waits for something, itself or in what it calls. */
export function doesInputOutput(fn: ProjectFunction, project: Project, depth = DEPTH, seen: ReadonlySet<FunctionId> = new Set()): boolean {
  if (fn.queries.length > 0) return true;
  if (depth === 0 || seen.has(fn.id)) return false;
  return fn.calls.some((call) => {
    if (call.targets.length === 0) return call.fact.use === 'awaited' || (call.fact.use === 'returned' && call.symbol !== undefined);
    return call.targets.some((target) => {
      const callee = project.functions.get(target);
      return callee !== undefined && doesInputOutput(callee, project, depth - 1, new Set([...seen, fn.id]));
    });
  });
}

/** Everything it waits for stands in a `try` with a handler: what fails is dealt with inside. */
export function handlesItsFailures(fn: ProjectFunction): boolean {
  const risky = fn.calls.filter((call) => !call.indirect && (call.fact.use === 'awaited' || call.fact.use === 'returned'));
  return risky.length > 0 && risky.every((call) => call.fact.inTry);
}
