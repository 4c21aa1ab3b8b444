/** Whether a function does work that can fail or take time: a query, or something it waits for. */
import type { FunctionId, Project, ProjectFunction } from './types.js';

const DEPTH = 3;

/**
 * The function starts work and gives its promise back: it is `async`, or hands on what such a function returns. A query
 * builder that is handed on has not started.
 */
export function startsWork(fn: ProjectFunction, project: Project, depth = DEPTH): boolean {
  if (!fn.fact || fn.fact.generator || fn.fact.returnsPromise !== true) return false;
  if (fn.fact.async) return true;
  if (depth === 0) return false;
  return fn.calls.some(
    (call) =>
      call.fact.use === 'returned' &&
      call.targets.length === 1 &&
      call.targets.some((id) => {
        const target = project.functions.get(id);
        return target !== undefined && target.id !== fn.id && startsWork(target, project, depth - 1);
      }),
  );
}

/**
 * Runs once when the process starts: every caller is the top of a module, or runs at start-up itself, also as what a
 * server is told to run once it listens.
 */
export function runsAtStartUp(fn: ProjectFunction, project: Project, depth = DEPTH): boolean {
  if (!fn.fact) return true;
  const callers = project.callersOf(fn.id);
  return (
    depth > 0 &&
    callers.length > 0 &&
    callers.every((call) => {
      const caller = project.functions.get(call.from);
      const isOnce = !call.indirect || call.onceListening === true;
      return isOnce && caller !== undefined && caller.id !== fn.id && runsAtStartUp(caller, project, depth - 1);
    })
  );
}

/** It queries, or waits for something, itself or in what it calls. */
export function doesInputOutput(
  fn: ProjectFunction,
  project: Project,
  depth = DEPTH,
  seen: ReadonlySet<FunctionId> = new Set(),
): boolean {
  if (fn.queries.length > 0) return true;
  if (depth === 0 || seen.has(fn.id)) return false;
  return fn.calls.some((call) => {
    if (call.targets.length === 0)
      return call.fact.use === 'awaited' || (call.fact.use === 'returned' && call.symbol !== undefined);
    return call.targets.some((target) => {
      const callee = project.functions.get(target);
      return callee !== undefined && doesInputOutput(callee, project, depth - 1, new Set([...seen, fn.id]));
    });
  });
}
