/** Writes that a transaction reaches and that go past its handle: in functions its body calls, here or in other files. */
import {
  isIndependentRecord,
  isChange,
  type LibraryModel,
  type PastHandle,
  type QueryFact,
  runsAtOnce,
} from '@backend-architect/analysis';
import { nameOf } from './function-name.js';
import { hopsFrom, type Hop } from './reached-query.js';
import { servesRequests } from './reachability.js';
import { settles } from './settling.js';
import { idOf, libraryOf } from './things.js';
import { opensTransaction } from './transaction-context.js';
import type { FunctionId, Project, ProjectCall, ProjectFunction } from './types.js';
import { lastName } from './wrapped-transactions.js';
import { isWaitedFor } from './write-events.js';

type Opened = Project['transactions'][number];
type Found = PastHandle & { readonly file: string };

/** Calls from the body to the write. */
const MAX_HOPS = 3;

/** What is known of libraries. */
interface Libraries {
  /** Transactions of it may reach what does not name them. */
  travels(library: string): boolean;
  readonly models: readonly LibraryModel[];
}

/** By file. */
export function pastHandles(
  project: Project,
  { travels, models }: Libraries,
): ReadonlyMap<string, readonly PastHandle[]> {
  const found = new Map<string, Found>();
  for (const opened of project.transactions) {
    if (opened.kind !== 'callback' || opened.body === undefined || !servesRequests(opened.file, project)) continue;
    if (!opened.byHandle && travels(libraryOf(opened.symbol))) continue;
    for (const one of passedBy(opened, project, builtOn(libraryOf(opened.symbol), models))) {
      const key = `${one.file}:${one.at.join(':')}`;
      if (!found.has(key)) found.set(key, one);
    }
  }
  const byFile = new Map<string, PastHandle[]>();
  for (const { file, ...one } of found.values()) byFile.set(file, [...(byFile.get(file) ?? []), one]);
  return byFile;
}

/** The library, and those whose types are types of it: what they send goes through its connections. */
function builtOn(library: string, models: readonly LibraryModel[]): ReadonlySet<string> {
  const built = models.filter(({ types = {} }) =>
    Object.values(types).some(({ extends: base }) => base?.startsWith(`${library}#`)),
  );
  return new Set([library, ...built.map((model) => model.library)]);
}

interface Walk {
  readonly opened: Opened;
  /** What its handle may be given to. */
  readonly libraries: ReadonlySet<string>;
  readonly project: Project;
  readonly seen: Set<FunctionId>;
}

function passedBy(opened: Opened, project: Project, libraries: ReadonlySet<string>): Found[] {
  const bodies = runsIn(opened, project);
  const walk = { opened, project, libraries, seen: new Set(bodies.map(({ id }) => id)) };
  const handles = new Set(
    [idOf(opened.file, opened.body!)].flatMap((id) => handleOf(opened, project.functions.get(id))),
  );
  // What stands in the body itself, the file tells where it sees that a transaction is opened.
  const own = isWrapped(opened, project) ? bodies.flatMap((fn) => writesPast(fn, [], walk, 'own')) : [];
  return [...own, ...bodies.flatMap((fn) => reached(walk, fn, [], handles))];
}

/** The body, and what is run at once inside it for each element of a list. */
function runsIn({ file, body }: Opened, project: Project): ProjectFunction[] {
  const found: ProjectFunction[] = [];
  const open = [body!];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const fn = project.functions.get(idOf(file, key));
    if (!fn || found.includes(fn)) continue;
    found.push(fn);
    for (const { fact, indirect } of fn.calls)
      if (!indirect && runsAtOnce(lastName(fact.callee))) open.push(...fact.args.flatMap((arg) => arg.fn ?? []));
  }
  return found;
}

function isWrapped(opened: Opened, project: Project): boolean {
  const opener = project.functions.get(idOf(opened.file, opened.fn));
  return opener?.calls.some((call) => isAt(call, opened.at) && !call.indirect && call.targets.length > 0) ?? false;
}

/** `function:position` of the parameter that is the handle. */
function handleOf({ handle }: Opened, fn: ProjectFunction | undefined): string[] {
  const index = handle === undefined ? 0 : (fn?.fact?.params.findIndex(({ name }) => name === handle) ?? -1);
  return fn?.fact && index >= 0 && index < fn.fact.params.length ? [`${fn.fact.key}:${index}`] : [];
}

function reached(walk: Walk, fn: ProjectFunction, hops: readonly Hop[], handles: ReadonlySet<string>): Found[] {
  const { opened, project, seen } = walk;
  return hopsFrom(fn, project).flatMap((hop): Found[] => {
    const { call, to } = hop;
    if (call.indirect || seen.has(to.id) || !isWaitedFor(call) || call.fact.inCatch || call.fact.args.some(isSpread))
      return [];
    if (opensTransaction(to, project) || settles(to.id, project) || !servesRequests(to.file, project)) return [];
    seen.add(to.id);
    const given = handedOn(call, handles);
    const way = [...hops, hop];
    // One step in the same file, the file follows by itself.
    const isTold = way.length === 1 && to.file === opened.file && !isWrapped(opened, project);
    const past = isTold ? [] : writesPast(to, way, walk, given.length > 0 ? 'given' : 'none');
    const next = new Set(given.map((index) => `${to.fact?.key}:${index}`));
    return [...past, ...(way.length < MAX_HOPS ? reached(walk, to, way, next) : [])];
  });
}

function isSpread({ spread }: ProjectCall['fact']['args'][number]): boolean {
  return spread === true;
}

/** Positions of the arguments that are the handle, or hold it. */
function handedOn({ fact }: ProjectCall, handles: ReadonlySet<string>): number[] {
  const isHandle = ({ ref, properties, list }: ProjectCall['fact']['args'][number]): boolean => {
    const from = ref?.kind === 'param' ? ref : ref?.kind === 'library' ? ref.handed : undefined;
    return (
      (from !== undefined && handles.has(`${from.fn}:${from.index}`)) ||
      Object.values(properties ?? {}).some(isHandle) ||
      (list ?? []).some(isHandle)
    );
  };
  return fact.args.flatMap((arg, index) => (isHandle(arg) ? [index] : []));
}

/** Its writes through a client of its own, of the library that opened the transaction. */
function writesPast(
  fn: ProjectFunction,
  hops: readonly Hop[],
  { opened, libraries, project }: Walk,
  handle: PastHandle['handle'],
): Found[] {
  return fn.queries.flatMap((query): Found[] => {
    const call = fn.calls.find((one) => isAt(one, query.call) && !one.indirect);
    if (!call || !isWaitedFor(call) || !goesPast(query, call, libraries)) return [];
    // Who asks whether there is a handle may do so on the way to another client.
    if (call.fact.inCatch || (handle === 'given' && call.fact.condition === 'sometimes')) return [];
    const opener = project.functions.get(idOf(opened.file, opened.fn));
    return [
      {
        file: fn.file,
        fn: fn.fact?.key ?? -1,
        at: query.call,
        name: nameOf(fn),
        handle,
        ...(query.entity !== undefined && { table: query.entity }),
        steps: [
          {
            file: opened.file,
            at: opened.at,
            what: `opens a transaction${opener?.fact ? ` in ${nameOf(opener)}` : ''}`,
          },
          ...hops.map(({ call: { file, fact }, to }) => ({ file, at: fact.at, what: `calls ${nameOf(to)}` })),
          { file: fn.file, at: query.call, what: 'goes another way' },
        ],
      },
    ];
  });
}

function goesPast(query: QueryFact, call: ProjectCall, libraries: ReadonlySet<string>): boolean {
  const isMade = query.rung <= 3 || (call.client?.madeAt ?? null) !== null;
  return (
    isChange(query) &&
    query.ownClient === true &&
    isMade &&
    (query.transaction === 'outside' || (query.transaction === 'unknown' && query.rung > 3)) &&
    libraries.has(libraryOf(query.symbol)) &&
    !(query.entity !== undefined && isIndependentRecord(query.entity))
  );
}

function isAt({ fact }: ProjectCall, at: readonly [number, number]): boolean {
  return fact.at[0] === at[0] && fact.at[1] === at[1];
}
