/** What calls do besides reading: they write, or leave the process. */
import { isChange } from '@backend-architect/analysis';
import type { FunctionId, Project, ProjectCall } from './types.js';
import { hopsFrom } from './reached-query.js';
import { idOf } from './things.js';

const MAX_HOPS = 4;

/** What a function does that no single query would save. */
interface Effects {
  /** It mails, calls another system, runs a process or handles files. */
  readonly leaves: boolean;
  /** Tables it writes; one that cannot be told is the empty text. */
  readonly writes: ReadonlySet<string>;
  /** It opens a transaction: whatever is seen of it, it is a piece of work. */
  readonly opens: boolean;
}

function leaves({ fact: { external } }: ProjectCall): boolean {
  return external !== undefined && external !== 'sleep';
}

const known = new WeakMap<Project, Map<FunctionId, Effects>>();
const opening = new WeakMap<Project['transactions'], ReadonlySet<FunctionId>>();

function openersIn({ transactions }: Project): ReadonlySet<FunctionId> {
  const before = opening.get(transactions);
  if (before) return before;
  const found = new Set(transactions.map(({ file, fn }) => idOf(file, fn)));
  opening.set(transactions, found);
  return found;
}

/** What a function does besides reading, itself and in what it calls. */
export function effectsOf(id: FunctionId, project: Project): Effects {
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
  const openers = openersIn(project);
  let left = false;
  let opens = false;
  let level = [start];
  for (let hop = 0; hop <= MAX_HOPS && level.length > 0; hop += 1) {
    const next: FunctionId[] = [];
    for (const id of level) {
      const fn = project.functions.get(id);
      if (!fn) continue;
      left ||= fn.calls.some(leaves);
      opens ||= openers.has(id);
      for (const query of fn.queries) if (isChange(query)) writes.add(query.entity ?? '');
      for (const { to } of hopsFrom(fn, project)) {
        if (seen.has(to.id)) continue;
        seen.add(to.id);
        next.push(to.id);
      }
    }
    level = next;
  }
  return { leaves: left, writes, opens };
}
