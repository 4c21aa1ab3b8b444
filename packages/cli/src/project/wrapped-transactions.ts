import type { ArgFact, Ref, TransactionFact } from '@backend-architect/analysis';
import { idOf } from './things.js';
import type { FunctionId, Project, ProjectCall, ProjectFunction } from './types.js';

type Opened = TransactionFact & { readonly file: string };
type Functions = ReadonlyMap<FunctionId, ProjectFunction>;

/** A function of the project that runs one of its parameters in a transaction. */
interface Runner {
  readonly wrapper: FunctionId;
  readonly index: number;
  readonly kind: Opened['kind'];
  readonly symbol: string;
  readonly byHandle: boolean;
  /** It runs the parameter without one as well: an option says which. */
  readonly byOption: boolean;
}

/** Wrappers of wrappers are followed so far. */
const ROUNDS = 4;
/** Methods that run what they are given while something is kept for everybody below: the storage of a context. */
const KEEPS_CONTEXT = /^(?:run|runWith|runInContext|runAndReturn|runPromise|withContext)$/;
/** Methods that put something into such a storage for whoever is running from here on. */
const SETS_CONTEXT = /^(?:set|enterWith)$/;
/** Methods that give what such a storage keeps for whoever is running. */
const READS_CONTEXT = /^(?:get|getStore)$/;
const OPTION = /transaction|atomic/i;

/**
 * Transactions opened through a function of the project that runs its own parameter in one: `transaction(list)` around
 * `client.$transaction(list)`, `unit(work)` around `pool.transaction((tx) => work(tx))`, or around BEGIN,
 * `work(client)` and COMMIT. Each call of it opens one; a parameter that is handed on from there makes a wrapper of the
 * next function.
 */
export function wrappedTransactions(
  opened: readonly Opened[],
  functions: Functions,
  callersOf: Project['callersOf'],
): Opened[] {
  const known = new Set(opened.map(placeOf));
  const found: Opened[] = [];
  for (let round = 0, open: readonly Opened[] = opened; round < ROUNDS && open.length > 0; round += 1) {
    open = open
      .flatMap((one) => runnersOf(one, functions))
      .flatMap((runner) => {
        return callersOf(runner.wrapper).flatMap((call) => {
          const next = openedBy(runner, call);
          if (!next || known.has(placeOf(next))) return [];
          known.add(placeOf(next));
          return [next];
        });
      });
    found.push(...open);
  }
  return found;
}

function placeOf({ file, at }: Opened): string {
  return `${file}:${at.join(':')}`;
}

function runnersOf(one: Opened, functions: Functions): Runner[] {
  const handedOn = one.kind === 'manual' || one.body !== undefined ? [] : parametersHandedTo(one, functions);
  const called = one.body === undefined ? [] : calledWithin(one, one.body, functions);
  const between = one.kind === 'manual' ? calledAfter(one, functions) : [];
  return [...handedOn, ...called, ...between];
}

/** `client.$transaction(work)`: the parameter is the work. */
function parametersHandedTo(one: Opened, functions: Functions): Runner[] {
  const call = functions
    .get(idOf(one.file, one.fn))
    ?.calls.find(({ fact }) => fact.at[0] === one.at[0] && fact.at[1] === one.at[1]);
  const ref = call?.fact.args.map((arg) => parameterOf(arg.ref)).find((found) => found !== null);
  return ref ? [runner(one, ref, one.kind, functions)] : [];
}

/** `client.$transaction((tx) => work(tx))`, at any depth, also in the callback of a storage that keeps the handle. */
function calledWithin(one: Opened, body: number, functions: Functions): Runner[] {
  return functionsWithin(one.file, body, functions).flatMap(({ fn, kept }) =>
    fn.calls.flatMap(({ fact }): Runner[] => {
      const isContext = KEEPS_CONTEXT.test(lastName(fact.callee));
      const run = [fact.callee, ...(isContext ? fact.args.map((arg) => arg.ref) : [])].flatMap(
        (ref) => parameterOf(ref) ?? [],
      );
      const work = run.find(({ fn: owner }) => !isWrittenIn(owner, body, one.file, functions));
      return work ? [runner(one, work, kept || isContext ? 'ambient' : one.kind, functions)] : [];
    }),
  );
}

/** BEGIN, `work(client)`, COMMIT. */
function calledAfter(one: Opened, functions: Functions): Runner[] {
  const calls = functions.get(idOf(one.file, one.fn))?.calls ?? [];
  return calls.flatMap(({ fact }) => {
    const work = fact.at[0] > one.at[1] ? parameterOf(fact.callee) : null;
    return work?.fn === one.fn ? [runner(one, work, 'callback', functions)] : [];
  });
}

interface Parameter {
  readonly fn: number;
  readonly index: number;
}

function runner(one: Opened, { fn, index }: Parameter, kind: Opened['kind'], functions: Functions): Runner {
  const wrapper = idOf(one.file, fn);
  const outside = callsOutside(one, wrapper, index, functions);
  // What is running already in the transaction that the context keeps runs in that, and finds its handle there.
  const isJoined = outside.length > 0 && outside.every((call) => isGivenKept(one, call, functions));
  const holds = isJoined ? 'ambient' : kind;
  const byHandle = holds !== 'ambient' && one.byHandle === true;
  return { wrapper, index, kind: holds, symbol: one.symbol, byHandle, byOption: outside.length > 0 && !isJoined };
}

/** Calls of the parameter in the wrapper itself: outside the body, or before the transaction is begun. */
function callsOutside(one: Opened, wrapper: FunctionId, index: number, functions: Functions): readonly ProjectCall[] {
  return (functions.get(wrapper)?.calls ?? []).filter(({ fact }) => {
    const work = parameterOf(fact.callee);
    return (
      work?.index === index && idOf(one.file, work.fn) === wrapper && (one.kind !== 'manual' || fact.at[0] < one.at[0])
    );
  });
}

/** `work(storage.getStore())`, where the transaction puts its handle into that storage. */
function isGivenKept(one: Opened, { fact: { args } }: ProjectCall, functions: Functions): boolean {
  const handle = args[0]?.ref;
  if (handle?.kind !== 'result' || !READS_CONTEXT.test(memberOf(handle.of))) return false;
  const storage = storageOf(handle.of);
  const [key] = handle.names ?? [];
  return keptBy(one, functions).some(
    ({ in: other, key: under }) => other === storage && (key == null || under === undefined || key === under),
  );
}

interface Kept {
  /** What it was put into, as a text that tells two of a file apart. */
  readonly in: string;
  readonly key?: string;
}

/** What a transaction puts its handle into: the body is given that, and what is begun by hand is whatever is put there. */
function keptBy(one: Opened, functions: Functions): readonly Kept[] {
  const within = functionsWithin(one.file, one.body ?? one.fn, functions).flatMap(({ fn }) => fn.calls);
  return within.flatMap(({ fact: { callee, args, at } }): Kept[] => {
    const isSet = SETS_CONTEXT.test(memberOf(callee));
    if (!isSet && !KEEPS_CONTEXT.test(memberOf(callee))) return [];
    const { body } = one;
    const isIt = body === undefined ? at[0] > one.at[1] : args.some((arg) => isHandle(arg, body));
    const key = isSet && args.length > 1 ? args[0]?.text : undefined;
    return isIt ? [{ in: storageOf(callee), ...(key !== undefined && { key }) }] : [];
  });
}

/** `tx`, `{ tx }`: what the body is given, which the file itself did not make. */
function isHandle({ ref, properties }: ArgFact, body: number): boolean {
  const isGiven =
    ref?.kind === 'library'
      ? ref.type !== undefined && ref.origin === undefined && (ref.handed?.fn ?? body) === body
      : parameterOf(ref)?.fn === body;
  return isGiven || Object.values(properties ?? {}).some((one) => isHandle(one, body));
}

/** What a method is called on. */
function storageOf(method: Ref): string {
  if (method.kind === 'library' && !method.path?.length) return method.symbol.slice(0, method.symbol.lastIndexOf('.'));
  if (method.kind === 'unknown') return method.text.slice(0, method.text.lastIndexOf('.'));
  const { names: _names, ...thing } = method as Extract<Ref, { kind: 'result' }>;
  return JSON.stringify('path' in method ? { ...thing, path: method.path?.slice(0, -1) } : thing);
}

function memberOf(ref: Ref): string {
  return ('path' in ref ? ref.path?.at(-1) : undefined) ?? lastName(ref);
}

function openedBy({ index, kind, symbol, byHandle, byOption }: Runner, call: ProjectCall): Opened | null {
  const work = call.fact.args[index];
  if (!work || call.indirect || (byOption && !call.fact.args.some(asksForOne))) return null;
  const body = work.fn ?? (work.ref?.kind === 'function' ? work.ref.fn : undefined);
  const base = { at: call.fact.at, fn: call.fact.fn, symbol, file: call.file, ...(byHandle && { byHandle }) };
  if (body !== undefined) return { ...base, body, kind: kind === 'ambient' ? 'ambient' : 'callback' };
  return { ...base, kind: parameterOf(work.ref) ? kind : 'list' };
}

/** `{ transaction: true }`, `{ atomic: 'serializable' }` */
function asksForOne({ properties }: ArgFact): boolean {
  const options = Object.entries(properties ?? {});
  return options.some(([name, { boolean, text }]) => OPTION.test(name) && (boolean === true || text !== undefined));
}

function parameterOf(ref: Ref | undefined): Parameter | null {
  return ref?.kind === 'param' && ref.path.length === 0 ? ref : null;
}

export function lastName(callee: Ref): string {
  if (callee.kind === 'library') return callee.symbol.slice(callee.symbol.lastIndexOf('.') + 1);
  if (callee.kind === 'unknown') return callee.text.slice(callee.text.lastIndexOf('.') + 1);
  return 'path' in callee ? (callee.path?.at(-1) ?? '') : '';
}

interface Within {
  readonly fn: ProjectFunction;
  readonly kept: boolean;
}

/** Functions written inside a body, itself included; `kept` says that one was handed to the storage of a context. */
export function functionsWithin(file: string, body: number, functions: Functions): Within[] {
  const found: Within[] = [];
  const open = [{ key: body, kept: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    const fn = functions.get(idOf(file, next.key));
    if (!fn) continue;
    const { kept } = next;
    found.push({ fn, kept });
    for (const { fact } of fn.calls) {
      const isContext = KEEPS_CONTEXT.test(lastName(fact.callee));
      const given = fact.args
        .flatMap((arg) => arg.fn ?? [])
        .filter((key) => !found.some((one) => one.fn.fact?.key === key));
      open.push(...given.map((key) => ({ key, kept: kept || isContext })));
    }
  }
  return found;
}

export function isWrittenIn(fn: number, body: number, file: string, functions: Functions): boolean {
  for (
    let key: number | undefined = fn;
    key !== undefined && key >= 0;
    key = functions.get(idOf(file, key))?.fact?.within
  ) {
    if (key === body) return true;
  }
  return false;
}
