/** Who waits for the work of a function: a request, nobody but the process itself, or somebody who is not seen. */
import type { FunctionId, Project, ProjectFunction } from './types.js';

/**
 * `requested`: a route or resolver runs it, perhaps through others. `background`: only timers, schedules, queues or the
 * start of the process do. `unknown`: whoever runs it is not seen.
 */
export type Reach = 'requested' | 'background' | 'unknown';

const DEPTH = 12;

/** Who waits for a function, by everything that calls it or holds it. */
export function requestReach(id: FunctionId, project: Project): Reach {
  const handlers = handlersOf(project);
  const seen = new Set<FunctionId>([id]);
  let level: FunctionId[] = [id];
  let isOpen = false;
  let isBackground = false;
  for (let hop = 0; level.length > 0; hop += 1) {
    if (hop > DEPTH) return 'unknown';
    const next: FunctionId[] = [];
    for (const current of level) {
      const fn = project.functions.get(current);
      if (handlers.has(current) || fn?.fact?.entry === 'requested') return 'requested';
      if (!fn || fn.fact?.entry === 'background') {
        isBackground ||= fn !== undefined;
        isOpen ||= fn === undefined;
        continue;
      }
      const { above, start, lost } = callersAbove(fn, project);
      isBackground ||= start;
      isOpen ||= lost;
      for (const one of above) {
        if (seen.has(one)) continue;
        seen.add(one);
        next.push(one);
      }
    }
    level = next;
  }
  return isBackground && !isOpen ? 'background' : 'unknown';
}

interface Above {
  readonly above: readonly FunctionId[];
  /** A timer, a queue or the start of the process runs it. */
  readonly start: boolean;
  /** Somebody may run it who is not seen. */
  readonly lost: boolean;
}

function callersAbove(fn: ProjectFunction, project: Project): Above {
  if (!fn.fact) return { above: [], start: true, lost: false };
  const callers = project
    .callersOf(fn.id)
    .filter((call) => call.from !== fn.id && project.files.get(call.file)?.role !== 'test');
  const above: FunctionId[] = [];
  let start = false;
  let lost = false;
  for (const call of callers) {
    if (call.indirect && call.fact.background) start = true;
    // Handed at the top of a module to something that is not a route: who runs it then is not seen.
    else if (call.indirect && project.functions.get(call.from)?.fact === null) lost = true;
    else above.push(call.from);
  }
  const outer =
    callers.length === 0 && fn.fact.within !== undefined && fn.fact.within !== -1
      ? project.functionAt(fn.file, fn.fact.within)
      : undefined;
  if (outer) above.push(outer.id);
  return { above, start, lost: lost || (!start && above.length === 0) };
}

const handlers = new WeakMap<Project, ReadonlySet<FunctionId>>();

function handlersOf(project: Project): ReadonlySet<FunctionId> {
  const before = handlers.get(project);
  if (before) return before;
  const found = new Set(project.routes.flatMap(({ handler }) => (handler === null ? [] : [handler])));
  handlers.set(project, found);
  return found;
}
