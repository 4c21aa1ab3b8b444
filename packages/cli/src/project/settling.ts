/** Whether the promise of a function can reject, over the whole project. */
import type { Range } from '@backend-architect/analysis';
import type { FunctionId, Project, ProjectCall, ProjectFunction } from './types.js';

const cache = new WeakMap<Project, Map<FunctionId, boolean>>();

/**
 * Whatever the function waits for or hands on is caught in it, or is a function of the project that settles itself;
 * false where that is not known. Of plain code only a `throw` that is written counts.
 */
export function settles(id: FunctionId, project: Project): boolean {
  const known = cache.get(project) ?? new Map<FunctionId, boolean>();
  cache.set(project, known);
  return settlesWith(id, project, known, new Set());
}

function settlesWith(
  id: FunctionId,
  project: Project,
  known: Map<FunctionId, boolean>,
  open: Set<FunctionId>,
): boolean {
  const before = known.get(id);
  if (before !== undefined) return before;
  // A function that waits for itself rejects only where something else in the circle does.
  if (open.has(id)) return true;
  const fn = project.functions.get(id);
  if (!fn?.fact || fn.fact.generator) return false;
  open.add(id);
  const found = fn.fact.async ? asyncSettles(fn, project, known, open) : plainSettles(fn, project, known, open);
  open.delete(id);
  // What was taken for granted inside a circle holds only for the whole of it.
  if (open.size === 0 || !found) known.set(id, found);
  return found;
}

function asyncSettles(
  fn: ProjectFunction,
  project: Project,
  known: Map<FunctionId, boolean>,
  open: Set<FunctionId>,
): boolean {
  const { settles: isCaught, waitsOn, handsOn } = fn.fact!;
  if (!isCaught && waitsOn === undefined) return false;
  const calls = (ranges: readonly Range[] | undefined): readonly (ProjectCall | undefined)[] =>
    (ranges ?? []).map((range) => callAt(fn, range));
  return (
    calls(waitsOn).every(
      (call) => call !== undefined && call.targets.length > 0 && allSettle(call, project, known, open),
    ) &&
    // What the file takes for a plain value is one, unless a body of the project says otherwise.
    calls(handsOn).every(
      (call) => call === undefined || call.targets.length === 0 || allSettle(call, project, known, open),
    )
  );
}

/**
 * A plain function gives a promise only by handing one on; what it throws, whoever waits for it gets as a rejection.
 */
function plainSettles(
  fn: ProjectFunction,
  project: Project,
  known: Map<FunctionId, boolean>,
  open: Set<FunctionId>,
): boolean {
  if (fn.fact!.throws) return false;
  const handed = fn.calls.filter((call) => !call.indirect && call.fact.use === 'returned');
  if (handed.length === 0) return fn.fact!.returnsPromise === false;
  return handed.every((call) => call.targets.length > 0 && allSettle(call, project, known, open));
}

function allSettle(
  call: ProjectCall,
  project: Project,
  known: Map<FunctionId, boolean>,
  open: Set<FunctionId>,
): boolean {
  return call.targets.every((target) => settlesWith(target, project, known, open));
}

function callAt(fn: ProjectFunction, [start, end]: Range): ProjectCall | undefined {
  return fn.calls.find(({ fact, indirect }) => !indirect && fact.at[0] === start && fact.at[1] === end);
}
