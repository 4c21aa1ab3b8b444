/** Whether a function runs inside a transaction that somebody else opened. */
import { isHandleName } from '@backend-architect/analysis';
import type { FunctionId, Project, ProjectCall, ProjectFunction } from './types.js';
import { fileAndKey } from './things.js';

export type Context =
  | { readonly kind: 'inside' }
  /** A caller outside any transaction, or an entry such as a route. */
  | { readonly kind: 'outside'; readonly caller?: ProjectCall }
  /** `someInside`: of those who are seen some run it in a transaction, and none outside. */
  | { readonly kind: 'unseen'; readonly someInside?: true };

const DEPTH = 5;

/** Asked of every function again and again: by the lists they were read from. */
const handlers = new WeakMap<Project['routes'], ReadonlySet<FunctionId | null>>();
const transactions = new WeakMap<Project['transactions'], Map<string, Project['transactions']>>();

function handlersOf({ routes }: Project): ReadonlySet<FunctionId | null> {
  const known = handlers.get(routes) ?? new Set(routes.map(({ handler }) => handler));
  handlers.set(routes, known);
  return known;
}

function transactionsIn(file: string, project: Project): Project['transactions'] {
  let known = transactions.get(project.transactions);
  if (!known) {
    known = new Map();
    for (const one of project.transactions) known.set(one.file, [...(known.get(one.file) ?? []), one]);
    transactions.set(project.transactions, known);
  }
  return known.get(file) ?? [];
}

type Holds = (id: FunctionId, project: Project) => boolean;

/**
 * What is known of the transaction a function runs in. `ambient`: whatever it does is in it, whoever holds the handle.
 */
export interface Around {
  readonly transaction: Context['kind'];
  readonly ambient?: true;
}

/** Whether a function runs in a transaction. Of one that is begun by hand nobody says here where it ends. */
export function aroundOf(fn: ProjectFunction, project: Project): Around {
  const within = (holds: Holds): Context['kind'] =>
    holds(fn.id, project) ? 'inside' : callersContext(fn, project, holds).kind;
  const byContext = within((id) => bodiesAround(id, project).some(({ kind }) => kind === 'ambient'));
  if (byContext === 'inside') return { transaction: 'inside', ambient: true };
  const byBody = within((id) => bodiesAround(id, project).length > 0);
  return { transaction: byBody !== 'inside' && within(runsInTransaction) === 'inside' ? 'unseen' : byBody };
}

function bodiesAround(id: FunctionId, project: Project): Project['transactions'] {
  return transactionsAround(id, project).filter(({ kind }) => kind !== 'manual');
}

/** How the callers of a function run it. */
export function callersContext(
  fn: ProjectFunction,
  project: Project,
  holds: Holds = runsInTransaction,
  depth = DEPTH,
  seen: ReadonlySet<FunctionId> = new Set(),
): Context {
  if (handlersOf(project).has(fn.id)) return { kind: 'outside' };
  const calls = project
    .callersOf(fn.id)
    .filter((call) => call.from !== fn.id && project.files.get(call.file)?.role !== 'test');
  if (depth === 0 || seen.has(fn.id) || calls.length === 0) return { kind: 'unseen' };
  const contexts = calls.map((call): Context => {
    if (holds(call.from, project) && isRunWithin(call.from, project)) return { kind: 'inside' };
    const caller = project.functions.get(call.from);
    if (!caller) return { kind: 'unseen' };
    if (!caller.fact) return { kind: 'outside', caller: call };
    const above = callersContext(caller, project, holds, depth - 1, new Set([...seen, fn.id]));
    return above.kind === 'outside' ? { kind: 'outside', caller: call } : above;
  });
  const outside = contexts.find((context) => context.kind === 'outside');
  if (outside) return outside;
  if (project.callersVisible(fn.id) && contexts.every((context) => context.kind === 'inside'))
    return { kind: 'inside' };
  const someInside = contexts.some((one) => one.kind === 'inside' || (one.kind === 'unseen' && one.someInside));
  return { kind: 'unseen', ...(someInside && { someInside }) };
}

/**
 * What a body gives back runs when the transaction is over: a function in it counts when something in sight runs it.
 */
function isRunWithin(id: FunctionId, project: Project): boolean {
  const key = project.functions.get(id)?.fact?.key;
  return (
    project.callersOf(id).length > 0 ||
    transactionsAround(id, project).some(({ body, fn }) => body === key || fn === key)
  );
}

/** The function, or one it is written in, is the body of a transaction or opens one that holds for all it does. */
export function runsInTransaction(id: FunctionId, project: Project): boolean {
  return transactionsAround(id, project).length > 0;
}

/** It does, or it opens one somewhere. */
export function opensTransaction(fn: ProjectFunction, project: Project): boolean {
  return (
    runsInTransaction(fn.id, project) ||
    transactionsIn(fn.file, project).some((transaction) => transaction.fn === fn.fact?.key)
  );
}

/** Only what goes through the handle of a transaction is part of it: none is there of which this is not true. */
export function holdsByHandle(id: FunctionId, project: Project): boolean {
  return transactionsAround(id, project).every(({ byHandle }) => byHandle === true);
}

/** Those transactions. One that is begun by hand holds for what goes through the same library. */
export function transactionsAround(id: FunctionId, project: Project): Project['transactions'] {
  const [file] = fileAndKey(id);
  const here = transactionsIn(file, project);
  const keys = new Set<number>();
  for (
    let fn = here.length > 0 ? project.functions.get(id) : undefined;
    fn?.fact && !keys.has(fn.fact.key);
    fn = fn.fact.within === undefined ? undefined : project.functionAt(file, fn.fact.within)
  )
    keys.add(fn.fact.key);
  return here.filter(({ body, fn, kind }) => {
    if (body !== undefined && keys.has(body)) return true;
    return keys.has(fn) && (kind === 'manual' || (kind === 'ambient' && body === undefined));
  });
}

/** A parameter that is, by its name, the handle of a transaction or a connection somebody else holds. */
export function takesHandle(fn: ProjectFunction): boolean {
  return fn.fact?.params.some((param) => isHandleName(param.name)) ?? false;
}
