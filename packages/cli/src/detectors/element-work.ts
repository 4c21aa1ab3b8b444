/** What else happens to one element of a loop: work that no single query for all of them would save. */
import type { LoopFact, QueryFact } from '@backend-architect/analysis';
import type { FunctionId, Project, ProjectCall, ProjectFunction } from '../project/types.js';
import { hopsFrom } from '../project/reached-query.js';

const MAX_HOPS = 4;

/** What one round of a loop does besides reading. */
export interface ElementWork {
  /** It mails, calls another system, runs a process or handles files. */
  readonly leaves: boolean;
  /** Tables it writes, as `tableKey` names them; a write that cannot be told is the empty text. */
  readonly writes: ReadonlySet<string>;
  /** The table itself is another one in every round. */
  readonly tableByLoop: boolean;
}

/** The work of one round of this loop, in the function and in what it calls there. */
export function elementWork(fn: ProjectFunction, loop: LoopFact, project: Project): ElementWork {
  const inside = fn.calls.filter(
    ({ fact }) => loop.at[0] <= fact.at[0] && fact.at[1] <= loop.at[1] && isOf(loop, fact.loops),
  );
  const below = inside.flatMap((call) =>
    call.targets.length === 1 && !call.indirect ? [effectsOf(call.targets[0]!, project)] : [],
  );
  const own = fn.queries.flatMap((query) => {
    const call = isWrite(query.operation)
      ? inside.find(({ fact }) => fact.at[0] === query.call[0] && fact.at[1] === query.call[1])
      : undefined;
    return call ? [tableKey(query, call)] : [];
  });
  return {
    leaves: inside.some(leaves) || below.some((effects) => effects.leaves),
    writes: new Set([...own, ...below.flatMap(({ writes }) => [...writes])]),
    tableByLoop: inside.some(({ fact }) => fact.tableByLoop === true),
  };
}

/** The table of a query by name, or by what it is called on: one repository speaks of one table, whatever its name. */
export function tableKey({ entity }: QueryFact, { fact: { callee, receiver } }: ProjectCall): string {
  if (entity !== undefined) return entity;
  if (receiver) return JSON.stringify(receiver);
  return 'path' in callee && callee.path && callee.path.length > 0
    ? JSON.stringify({ ...callee, path: callee.path.slice(0, -1) })
    : '';
}

function isOf(loop: LoopFact, loops: readonly LoopFact[]): boolean {
  return loops.some(({ at }) => at[0] === loop.at[0] && at[1] === loop.at[1]);
}

function isWrite(operation: string): boolean {
  return operation === 'write' || operation === 'delete';
}

function leaves({ fact: { external } }: ProjectCall): boolean {
  return external !== undefined && external !== 'sleep';
}

type Effects = Pick<ElementWork, 'leaves' | 'writes'>;

const known = new WeakMap<Project, Map<FunctionId, Effects>>();

function effectsOf(id: FunctionId, project: Project): Effects {
  const effects = known.get(project) ?? new Map<FunctionId, Effects>();
  known.set(project, effects);
  const before = effects.get(id);
  if (before) return before;
  const found = walk(id, project);
  effects.set(id, found);
  return found;
}

/** A call that leaves the process, itself or in what it runs: no transaction can span it. */
export function leavesProcess(call: ProjectCall, project: Project): boolean {
  return leaves(call) || (!call.indirect && call.targets.length === 1 && effectsOf(call.targets[0]!, project).leaves);
}

function walk(start: FunctionId, project: Project): Effects {
  const seen = new Set<FunctionId>([start]);
  const writes = new Set<string>();
  let left = false;
  let level = [start];
  for (let hop = 0; hop <= MAX_HOPS && level.length > 0; hop += 1) {
    const next: FunctionId[] = [];
    for (const id of level) {
      const fn = project.functions.get(id);
      if (!fn) continue;
      left ||= fn.calls.some(leaves);
      for (const query of fn.queries) if (isWrite(query.operation)) writes.add(query.entity ?? '');
      for (const { to } of hopsFrom(fn, project)) {
        if (seen.has(to.id)) continue;
        seen.add(to.id);
        next.push(to.id);
      }
    }
    level = next;
  }
  return { leaves: left, writes };
}
