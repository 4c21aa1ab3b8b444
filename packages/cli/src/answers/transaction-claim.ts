/** `all_callers_within_transaction`: whoever calls the function has opened a transaction and lets it take part. */
import type { FunctionKey } from '@backend-architect/analysis';
import type { FunctionId, Project, ProjectCall } from '../project/types.js';
import { proved, unproved, type Proof } from './proof.js';

const DEPTH = 5;

/** `name` is `file#symbol.path`. */
export function proveCallersWithinTransaction(name: string, project: Project): Proof {
  const cut = name.lastIndexOf('#');
  const file = name.slice(0, cut);
  const path = name.slice(cut + 1);
  const found = [...project.functions.values()].filter((fn) => fn.file === file && fn.fact?.name === path);
  if (found.length === 0) return unproved(`there is no function ${name}`);
  if (found.length > 1) return unproved(`${name} is not one function but ${found.length}`);
  return withinFor(found[0]!.id, path, project, new Set(), DEPTH);
}

function withinFor(id: FunctionId, name: string, project: Project, seen: ReadonlySet<FunctionId>, depth: number): Proof {
  if (depth === 0 || seen.has(id)) return unproved(`the callers of ${name} go deeper than was followed`);
  if (!project.callersVisible(id)) return unproved(`not every caller of ${name} is visible`);
  const calls = project.callersOf(id);
  if (calls.length === 0) return unproved(`no caller of ${name} is visible`);
  const outside = project.functions.get(id)?.queries.find((query) => query.transaction === 'outside' && query.operation !== 'read');
  for (const call of calls) {
    const kind = transactionAround(call, project);
    if (kind === 'ambient') continue;
    if (kind === 'handed-over') {
      // The caller's transaction covers only what goes through its handle.
      if (outside) return unproved(`${name} writes outside the transaction of its caller`);
      continue;
    }
    if (kind === 'not-handed-over') return unproved(`a caller of ${name} in ${call.file} keeps its transaction to itself`);
    const caller = project.functions.get(call.from);
    if (!caller?.fact) return unproved(`a caller of ${name} in ${call.file} opens no transaction`);
    const above = withinFor(caller.id, caller.fact.name, project, new Set([...seen, id]), depth - 1);
    if (!above.proved) return above;
    if (!outside) continue;
    return unproved(`${name} writes outside the transaction of its callers`);
  }
  return proved(`every caller of ${name} runs it inside a transaction`);
}

/** A transaction with a handle covers the callee only when the handle, or something made from it, is an argument. */
function transactionAround(call: ProjectCall, project: Project): 'ambient' | 'handed-over' | 'not-handed-over' | 'none' {
  let result: 'not-handed-over' | 'none' = 'none';
  for (const transaction of project.transactions) {
    if (transaction.file !== call.file) continue;
    const inBody = transaction.body !== undefined && isWithin(call, transaction.body, project);
    const ambient = transaction.kind === 'ambient' && (inBody || transaction.fn === keyOf(call.from));
    if (ambient) return 'ambient';
    if (transaction.kind !== 'callback' || !inBody) continue;
    if (takesHandle(call, transaction.body!)) return 'handed-over';
    result = 'not-handed-over';
  }
  return result;
}

function takesHandle(call: ProjectCall, body: FunctionKey): boolean {
  const refs = [call.fact.callee, ...call.fact.args.flatMap((arg) => [arg.ref, ...Object.values(arg.properties ?? {}).map((one) => one.ref), ...(arg.call ?? []).map((one) => one.ref)])];
  return refs.some((ref) => ref?.kind === 'param' && ref.fn === body);
}

function isWithin(call: ProjectCall, body: FunctionKey, project: Project): boolean {
  const seen = new Set<FunctionKey>();
  for (let key: FunctionKey | undefined = keyOf(call.from); key !== undefined && key !== -1 && !seen.has(key); key = project.functionAt(call.file, key)?.fact?.within) {
    if (key === body) return true;
    seen.add(key);
  }
  return false;
}

function keyOf(id: FunctionId): FunctionKey {
  return Number(id.slice(id.lastIndexOf('#') + 1));
}
