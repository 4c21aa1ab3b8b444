/** Clients that are handed to what writes through a parameter, where it could be handed the handle of a transaction. */
import { isChange, isHandleName, type LibraryModel, type TypeModel } from '@backend-architect/analysis';
import { beginOf } from './begin-of.js';
import type { Resolver } from './resolution.js';
import { runsInTransaction } from './transaction-context.js';
import type { Project, ProjectCall, ProjectFunction } from './types.js';

/** A parameter that is written through, and a caller who hands it the client, outside any transaction. */
export interface HandedClient {
  readonly index: number;
  readonly call: ProjectCall;
}

export function handedClient(fn: ProjectFunction, project: Project): HandedClient | null {
  const through = writtenThrough(fn);
  const [index, ...others] = through.length > 0 ? through : calledHandles(fn);
  // What goes through two parameters is two matters.
  if (index === undefined || others.length > 0) return null;
  const call = project
    .callersOf(fn.id)
    .find(
      (one) =>
        !one.indirect &&
        project.files.get(one.file)?.role !== 'test' &&
        project.handsClient(one, index) &&
        !runsInTransaction(one.from, project),
    );
  return call ? { index, call } : null;
}

/** Where a type says what a parameter is, the facts keep the type and not the parameter: its name tells which it is. */
function calledHandles({ fact }: ProjectFunction): readonly number[] {
  return (fact?.params ?? []).flatMap(({ name }, index) => (isHandleName(name) ? [index] : []));
}

/** Positions of its parameters that its writes begin with. */
function writtenThrough(fn: ProjectFunction): readonly number[] {
  const found = fn.queries.filter(isChange).flatMap((query) => {
    const call = fn.calls.find((one) => one.fact.at[0] === query.call[0] && one.fact.at[1] === query.call[1]);
    const begin = call && beginOf(call.fact.callee);
    return begin?.kind === 'param' && begin.fn === fn.fact?.key ? [begin.index] : [];
  });
  return [...new Set(found)];
}

/**
 * What a call passes there is a client that was made in this module or in another, and can itself open transactions:
 * nothing of it is in one.
 */
export function handsClient(resolver: Resolver, { file, fact }: ProjectCall, index: number): boolean {
  const arg = fact.args[index];
  if (!arg?.ref || fact.args.slice(0, index + 1).some(({ spread }) => spread)) return false;
  const isMade = arg.ref.kind === 'import' || (arg.ref.kind === 'library' && arg.ref.origin !== undefined);
  const thing = isMade ? resolver.argument(file, arg) : null;
  if (thing?.kind !== 'library' || thing.meaning.kind !== 'instance') return false;
  const { type, model } = thing.meaning.ref;
  return !type.transactional && opensTransactions(type, model, 1);
}

/** By a member of it, or by one of what a member gives: `db.transaction().execute(work)`. */
function opensTransactions({ members = {} }: TypeModel, model: LibraryModel, hops: number): boolean {
  return Object.values(members).some(({ call }) => {
    const given = call?.returns === undefined || hops === 0 ? undefined : model.types?.[call.returns];
    return call?.transaction !== undefined || (given !== undefined && opensTransactions(given, model, hops - 1));
  });
}
