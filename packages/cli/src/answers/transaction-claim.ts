/** `all_callers_within_transaction`: whoever calls the function has opened a transaction and lets it take part. */
import { registryOf, type ArgFact, type FunctionKey, type Ref } from '@backend-architect/analysis';
import type { FunctionId, Project, ProjectCall, ProjectFunction } from '../project/types.js';
import { changesData } from './effects.js';
import { proved, unproved, type Proof } from './proof.js';
import { fileAndKey } from '../project/things.js';

const DEPTH = 5;

/** `name` is `file#symbol.path`. */
export function proveCallersWithinTransaction(name: string, project: Project): Proof {
  const cut = name.lastIndexOf('#');
  const file = name.slice(0, cut);
  const path = name.slice(cut + 1);
  const found = [...project.functions.values()].filter((fn) => fn.file === file && fn.fact?.name === path);
  if (found.length === 0) return unproved(`there is no function ${name}`);
  if (found.length > 1) return unproved(`${name} is not one function but ${found.length}`);
  return callersOpenOne(found[0]!, project, new Set(), DEPTH);
}

function callersOpenOne(fn: ProjectFunction, project: Project, seen: ReadonlySet<FunctionId>, depth: number): Proof {
  const name = fn.fact?.name ?? fn.id;
  if (depth === 0 || seen.has(fn.id)) return unproved(`the callers of ${name} go deeper than was followed`);
  if (!project.callersVisible(fn.id)) return unproved(`not every caller of ${name} is visible`);
  const calls = project.callersOf(fn.id);
  if (calls.length === 0) return unproved(`no caller of ${name} is visible`);
  for (const call of calls) {
    const around = transactionAround(call, project);
    if (around.kind === 'ambient') continue;
    if (around.kind === 'callback') {
      // The caller's transaction covers only what goes through its handle.
      const handed = handedPositions(call, (ref) => isHandle(ref, around.body));
      if (!writesThrough(fn, handed, project, DEPTH))
        return unproved(`${name} writes outside the transaction of its caller in ${call.file}`);
      continue;
    }
    const caller = project.functions.get(call.from);
    if (!caller?.fact) return unproved(`a caller of ${name} in ${call.file} opens no transaction`);
    // A caller that only passes the call on: its own callers must have opened one, and the handle must come through it.
    const above = callersOpenOne(caller, project, new Set([...seen, fn.id]), depth - 1);
    if (!above.proved) return above;
  }
  return proved(`every caller of ${name} runs it inside a transaction`);
}

type Around =
  | { readonly kind: 'ambient' }
  | { readonly kind: 'callback'; readonly body: FunctionKey }
  | { readonly kind: 'none' };

function transactionAround(call: ProjectCall, project: Project): Around {
  let around: Around = { kind: 'none' };
  for (const { file, kind, body, fn } of project.transactions) {
    if (file !== call.file) continue;
    const inBody = body !== undefined && isWithin(call, body, project);
    if (kind === 'ambient' && (inBody || (body === undefined && fn === fileAndKey(call.from)[1])))
      return { kind: 'ambient' };
    if (kind === 'callback' && inBody) around = { kind: 'callback', body };
  }
  return around;
}

function isWithin(call: ProjectCall, body: FunctionKey, project: Project): boolean {
  const seen = new Set<FunctionKey>();
  for (
    let key: FunctionKey | undefined = fileAndKey(call.from)[1];
    key !== undefined && key !== -1 && !seen.has(key);
    key = project.functionAt(call.file, key)?.fact?.within
  ) {
    if (key === body) return true;
    seen.add(key);
  }
  return false;
}

/** Every write of the function, and of what it calls, goes through a parameter that holds the handle. */
function writesThrough(fn: ProjectFunction, handed: ReadonlySet<number>, project: Project, depth: number): boolean {
  if (depth === 0) return false;
  const isHanded = (ref: Ref | undefined) => ref?.kind === 'param' && ref.fn === fn.fact?.key && handed.has(ref.index);
  const direct = fn.queries.every((query) => {
    if (query.operation === 'read' || query.transaction === 'inside') return true;
    const call = fn.calls.find((one) => one.fact.at[0] === query.call[0] && one.fact.at[1] === query.call[1]);
    return isHanded(call?.fact.callee) || isHanded(call?.fact.receiver);
  });
  return (
    direct &&
    fn.calls.every((call) =>
      call.targets.every((id) => {
        const target = project.functions.get(id);
        if (!changesData(id, project)) return true;
        return target !== undefined && writesThrough(target, handedPositions(call, isHanded), project, depth - 1);
      }),
    )
  );
}

function handedPositions(call: ProjectCall, isHandle: (ref: Ref | undefined) => boolean): ReadonlySet<number> {
  return new Set(call.fact.args.flatMap((arg, index) => (refsOf(arg).some(isHandle) ? [index] : [])));
}

/** The handle itself, or an object or construction that holds it. */
function refsOf(arg: ArgFact): readonly (Ref | undefined)[] {
  return [
    arg.ref,
    ...Object.values(arg.properties ?? {}).map((one) => one.ref),
    ...(arg.call ?? []).map((one) => one.ref),
  ];
}

function isHandle(ref: Ref | undefined, body: FunctionKey): boolean {
  if (ref?.kind === 'param') return ref.fn === body;
  return (
    ref?.kind === 'library' &&
    ref.type !== undefined &&
    registryOf().typeOf(ref.type, null)?.type.transactional === true
  );
}
