/** What a function writes, in order: its own writes and those of the functions it calls. */
import { isChange, isIndependentRecord, isRepeatableName, type QueryFact, type Ref } from '@backend-architect/analysis';
import { beginOf } from './begin-of.js';
import { settles } from './settling.js';
import type { FunctionId, Project, ProjectCall, ProjectFunction } from './types.js';
import { opensTransaction, takesHandle } from './transaction-context.js';

/** One statement of a function that writes, itself or through calls. */
export interface WriteEvent {
  readonly call: ProjectCall;
  readonly entities: ReadonlySet<string>;
  /** Nearest write and the calls to it. */
  readonly query: QueryFact;
  readonly file: string;
  readonly through: readonly ProjectFunction[];
}

const MAX_HOPS = 2;

/**
 * Writes the function waits for, outside any transaction, in source order. `client`: position of a parameter that holds
 * no handle, whatever it is called.
 */
export function writeEvents(fn: ProjectFunction, project: Project, client?: number): readonly WriteEvent[] {
  const own = fn.queries.flatMap((query): WriteEvent[] => {
    const call = fn.calls.find((one) => one.fact.at[0] === query.call[0] && one.fact.at[1] === query.call[1]);
    return call &&
      isWrite(throughClient(query, call, client)) &&
      isWaitedFor(call) &&
      !usesHandle(call, client) &&
      !isListed(call, fn, project)
      ? [{ call, entities: new Set([query.entity!]), query, file: fn.file, through: [] }]
      : [];
  });
  const called = fn.calls.flatMap((call): WriteEvent[] => {
    const event =
      call.indirect ||
      call.targets.length !== 1 ||
      !isWaitedFor(call) ||
      isListed(call, fn, project) ||
      isBestEffort(call, project)
        ? null
        : writesOf(call, project, MAX_HOPS, new Set([fn.id]));
    return event ? [{ ...event, call }] : [];
  });
  return [...own, ...called].sort((a, b) => a.call.fact.at[0] - b.call.fact.at[0]);
}

/** What a callee writes when nobody hands it a transaction; null when it writes nothing, or takes care itself. */
function writesOf(
  by: ProjectCall,
  project: Project,
  depth: number,
  seen: ReadonlySet<FunctionId>,
): Omit<WriteEvent, 'call'> | null {
  const id = by.targets[0]!;
  const fn = project.functions.get(id);
  if (!fn || seen.has(id) || takesHandle(fn) || opensTransaction(fn, project)) return null;
  const own = fn.queries
    .map((query) => namedBy(by, query))
    .filter(
      (query) =>
        isWrite(query) &&
        fn.calls.some(
          (call) => isAt(call, query) && isWaitedFor(call) && !usesHandle(call) && !isListed(call, fn, project),
        ),
    );
  const inner =
    depth <= 1
      ? []
      : fn.calls.flatMap((call) => {
          const found =
            call.indirect || call.targets.length !== 1 || !isWaitedFor(call) || isBestEffort(call, project)
              ? null
              : writesOf(call, project, depth - 1, new Set([...seen, id]));
          return found ? [found] : [];
        });
  const entities = new Set([...own.map((query) => query.entity!), ...inner.flatMap((event) => [...event.entities])]);
  if (entities.size === 0) return null;
  if (own[0]) return { entities, query: own[0], file: fn.file, through: [fn] };
  return { entities, query: inner[0]!.query, file: inner[0]!.file, through: [fn, ...inner[0]!.through] };
}

/** A name alone makes a parameter a handle; what is known to be handed there says more. */
function throughClient(query: QueryFact, { fact }: ProjectCall, client: number | undefined): QueryFact {
  const begin = beginOf(fact.callee);
  const through = begin.kind === 'library' ? begin.handed : undefined;
  const isNamed = query.transaction === 'inside' && query.rung > 3 && through?.path.length === 0;
  return isNamed && client !== undefined && through?.index === client && through.fn === fact.fn
    ? { ...query, transaction: 'outside' }
    : query;
}

/** A helper that is told its table writes the one it is told by this call. */
function namedBy({ fact: { names } }: ProjectCall, query: QueryFact): QueryFact {
  const entity = query.entityParam === undefined ? null : (names?.[query.entityParam] ?? null);
  return entity === null ? query : { ...query, entity };
}

/** Whoever repeats the whole ends where it should: rows that are merged, or made only when they are missing. */
export function isRepeatable({ call, through }: WriteEvent): boolean {
  return [
    ...(call.fact.chain ?? []),
    call.symbol ?? '',
    ...through.map((fn) => fn.fact?.name.split('.').at(-1) ?? ''),
  ].some(isRepeatableName);
}

/** What fails in it is caught in it: whoever calls it goes on either way. */
function isBestEffort({ targets }: ProjectCall, project: Project): boolean {
  const target = targets[0] === undefined ? undefined : project.functions.get(targets[0]);
  return target?.fact?.async === true && settles(target.id, project);
}

/** A write to a table that is known by name and part of the business, through no transaction. */
function isWrite(query: QueryFact): boolean {
  return (
    isChange(query) &&
    query.transaction !== 'inside' &&
    query.entity !== undefined &&
    !isIndependentRecord(query.entity)
  );
}

/**
 * One of a list of queries that the database runs as a transaction: written inside it, or kept in a variable that is
 * given to it.
 */
function isListed(call: ProjectCall, fn: ProjectFunction, project: Project): boolean {
  const [start, end] = call.fact.at;
  return project.transactions.some((transaction) => {
    if (transaction.kind !== 'list' || transaction.file !== fn.file || transaction.fn !== fn.fact?.key) return false;
    return (
      (transaction.at[0] <= start && end <= transaction.at[1]) ||
      (call.fact.use !== 'awaited' && call.fact.use !== 'returned')
    );
  });
}

function isAt(call: ProjectCall, query: QueryFact): boolean {
  return call.fact.at[0] === query.call[0] && call.fact.at[1] === query.call[1];
}

/** Work that is set aside (`void`, `.catch`, not awaited) may be lost on purpose. */
export function isWaitedFor({ fact }: ProjectCall): boolean {
  return (
    fact.use === 'awaited' ||
    fact.use === 'returned' ||
    fact.use === 'collected' ||
    fact.use === 'assigned' ||
    fact.use === 'chained'
  );
}

/** A query through a parameter or an option may belong to the caller's transaction. */
function usesHandle({ fact }: ProjectCall, client?: number): boolean {
  const isHandle = (ref: Ref): boolean => {
    const begin = beginOf(ref);
    return begin.kind === 'param' && !(begin.index === client && begin.fn === fact.fn);
  };
  return isHandle(fact.callee) || (fact.receiver !== undefined && isHandle(fact.receiver));
}
