/** Writes of a function that belong together, itself made or by what it calls, and no transaction holds. */
import { isCreation, isOnOnePath, type TornApart } from '@backend-architect/analysis';
import { nameOf } from './function-name.js';
import { handedClient, type HandedClient } from './handed-clients.js';
import { whyNoUnit } from './no-unit.js';
import { servesRequests } from './reachability.js';
import {
  callersContext,
  type Context,
  holdsByHandle,
  runsInTransaction,
  takesHandle,
  transactionsAround,
} from './transaction-context.js';
import type { FunctionId, Project, ProjectFunction } from './types.js';
import { isRepeatable, writeEvents, type WriteEvent } from './write-events.js';
import { fileAndKey, libraryOf } from './things.js';

/** Work that runs once, watched by whoever started it. */
const ONCE = /(?:^|\.)(?:seed|migrat|fixture|bootstrap|populate|reset_?db|onModuleInit|onApplicationBootstrap)/i;

/** Two writes of a function that belong together. */
interface Group {
  readonly fn: ProjectFunction;
  readonly first: WriteEvent;
  readonly second: WriteEvent;
  readonly recreates: boolean;
  /** The client comes from there, in place of a handle. */
  readonly handed: HandedClient | null;
}

/** What is torn apart in each file of the project. */
export function tornApart(project: Project): ReadonlyMap<string, readonly TornApart[]> {
  const groups = [...project.functions.values()].flatMap((fn): Group[] => {
    if (!isCandidate(fn, project)) return [];
    const handed = handedClient(fn, project);
    if (takesHandle(fn) && !handed) return [];
    const group = openGroup(fn, outsideEvents(fn, project, handed), project);
    return group ? [{ ...group, handed }] : [];
  });
  // A function whose callee is told of already adds nothing to it.
  const told = new Set<FunctionId>(groups.map(({ fn }) => fn.id));
  const torn = groups
    .filter(({ first, second }) => ![first, second].some(({ through }) => through.some(({ id }) => told.has(id))))
    .flatMap((group) => tornIn(group, project) ?? []);
  const opensSome = project.transactions.some(({ file }) => servesRequests(file, project));
  const byFile = new Map<string, TornApart[]>();
  for (const { file, ...one } of opensSome ? torn : asOneMatter(torn))
    byFile.set(file, [...(byFile.get(file) ?? []), one]);
  return byFile;
}

type TornIn = TornApart & { readonly file: string };

/**
 * A project that opens no transaction at all: that is one matter. Nobody needs to be asked whether callers open one; the
 * first says where else it happens.
 */
function asOneMatter(torn: readonly TornIn[]): readonly TornIn[] {
  if (torn.length <= 1) return torn;
  const proved = torn.filter(({ callers }) => callers === 'outside');
  const shown = proved.length > 0 ? proved : torn.slice(0, 1);
  return shown.map((one, index) => ({
    ...one,
    alike: index > 0 ? [] : torn.filter((other) => other !== one).map(({ file, at }) => ({ file, at })),
  }));
}

function isCandidate(fn: ProjectFunction, project: Project): boolean {
  return fn.fact !== null && servesRequests(fn.file, project) && !ONCE.test(fn.fact.name);
}

/** Writes that no transaction around the function holds. */
function outsideEvents(fn: ProjectFunction, project: Project, handed: HandedClient | null): readonly WriteEvent[] {
  const around = transactionsAround(fn.id, project);
  return writeEvents(fn, project, handed?.index).filter(
    ({ query }) =>
      !around.some(({ kind, symbol }) => kind !== 'manual' || libraryOf(symbol) === libraryOf(query.symbol)),
  );
}

/**
 * The first two writes that are both made on one path and leave different tables behind, or empty a table that is
 * filled again.
 */
function openGroup(fn: ProjectFunction, events: readonly WriteEvent[], project: Project): Omit<Group, 'handed'> | null {
  for (const [index, first] of events.entries()) {
    for (const second of events.slice(index + 1)) {
      if (!isOnOnePath(first.call.fact, second.call.fact) || whyNoUnit(fn, first, second, events, project) !== null)
        continue;
      const differs =
        [...second.entities].some((entity) => !first.entities.has(entity)) &&
        [...first.entities].some((entity) => !second.entities.has(entity));
      // A first write that may be repeated leaves nothing a retry does not repair.
      if (differs && !isRepeatable(first)) return { fn, first, second, recreates: false };
      if (first.query.operation === 'delete' && first.query.entity === second.query.entity && isCreation(second.query))
        return { fn, first, second, recreates: true };
    }
  }
  return null;
}

function isIn(file: string, id: FunctionId): boolean {
  return fileAndKey(id)[0] === file;
}

/** Null where every caller has opened a transaction. */
function tornIn({ fn, first, second, recreates, handed }: Group, project: Project): TornIn | null {
  // What goes through a client of its own is in no transaction whose handle it is not given. Where the same file opens
  // that, another rule speaks of it at the call.
  const goesPast = first.query.ownClient === true && second.query.ownClient === true;
  const holds = (id: FunctionId): boolean =>
    runsInTransaction(id, project) && !(goesPast && !isIn(fn.file, id) && holdsByHandle(id, project));
  const context: Context = handed ? { kind: 'outside', caller: handed.call } : callersContext(fn, project, holds);
  // Where those who are seen open one, the rest are not asked about.
  if (context.kind === 'inside' || (context.kind === 'unseen' && context.someInside)) return null;
  const caller = context.kind === 'outside' ? context.caller : undefined;
  const how = (from: FunctionId): string => {
    if (handed) return 'and hands it the client, outside any transaction';
    return runsInTransaction(from, project) ? 'in a transaction and hands it no handle' : 'outside any transaction';
  };
  const opened = project.transactions.find(
    ({ kind, file }) => kind !== 'list' && project.files.get(file)?.role === 'source',
  );
  const isProved = context.kind === 'outside';
  return {
    file: fn.file,
    fn: fn.fact!.key,
    name: nameOf(fn),
    at: first.call.fact.at,
    tables: [[...first.entities], [...second.entities]],
    recreates,
    callers: context.kind,
    steps: [
      ...(caller ? [{ file: caller.file, at: caller.fact.at, what: `calls ${nameOf(fn)} ${how(caller.from)}` }] : []),
      ...wayTo(first, 'writes'),
      ...wayTo(second, 'then writes'),
      ...(isProved && opened
        ? [{ file: opened.file, at: opened.at, what: 'the project opens transactions like this' }]
        : []),
    ],
  };
}

function wayTo({ call, through, file, query }: WriteEvent, how: string): TornApart['steps'] {
  const called = { file: call.file, at: call.fact.at, what: `calls ${through.map(nameOf).join(', which calls ')}` };
  return [...(through.length > 0 ? [called] : []), { file, at: query.call, what: `${how} \`${query.entity}\`` }];
}
