import type { FileFacts } from '@backend-architect/analysis';
import { calledName } from './called-name.js';
import type { FunctionId, ProjectCall, ProjectFunction } from './types.js';

export interface CallGraph {
  callersOf(id: FunctionId): readonly ProjectCall[];
  /** `entries`: functions the framework runs for a route; their callers are the routes. */
  callersVisible(id: FunctionId, entries: ReadonlySet<FunctionId>): boolean;
}

export function createCallGraph(
  functions: ReadonlyMap<FunctionId, ProjectFunction>,
  files: Iterable<FileFacts>,
): CallGraph {
  const callers = new Map<FunctionId, ProjectCall[]>();
  /** Last names of members that were called on something unknown. */
  const unknownMembers = new Set<string>();
  for (const facts of files) for (const name of facts.unknownMembers ?? []) unknownMembers.add(name);
  for (const { calls } of functions.values()) {
    for (const call of calls) {
      for (const target of call.targets) {
        const known = callers.get(target);
        if (known) known.push(call);
        else callers.set(target, [call]);
      }
      if (!call.resolved) unknownMembers.add(calledName(call.fact.callee));
    }
  }
  const callersOf = (id: FunctionId): readonly ProjectCall[] => callers.get(id) ?? [];
  return {
    callersOf,
    callersVisible(id, entries) {
      const fact = functions.get(id)?.fact;
      if (!fact) return false;
      if (entries.has(id)) return true;
      const name = fact.name.split('.').at(-1) ?? '';
      // A method may be what an unresolved call of that name runs; things are made by the name of their class.
      const isMethod = fact.className !== undefined && name !== 'constructor';
      if (isMethod && fact.visibility !== 'private' && unknownMembers.has(name)) return false;
      const known = callersOf(id);
      // Handed over as a value: seen only where the receiver is modelled.
      if (known.some((call) => call.indirect && call.symbol === undefined)) return false;
      return known.length > 0;
    },
  };
}
