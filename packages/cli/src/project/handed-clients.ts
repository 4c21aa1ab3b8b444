/** Clients that are handed where the handle of a transaction is expected. */
import { isHandleName } from '@backend-architect/analysis';
import type { Resolver } from './resolution.js';
import { runsInTransaction } from './transaction-context.js';
import type { Project, ProjectCall, ProjectFunction } from './types.js';

/** A parameter that is called a handle, and a caller who hands it the client, outside any transaction. */
export interface HandedClient {
  readonly index: number;
  readonly call: ProjectCall;
}

export function handedClient(fn: ProjectFunction, project: Project): HandedClient | null {
  const indexes = (fn.fact?.params ?? []).flatMap(({ name }, index) => (isHandleName(name) ? [index] : []));
  const [index, ...others] = indexes;
  // Which of two is written through is not known.
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
  const { type } = thing.meaning.ref;
  return !type.transactional && Object.values(type.members ?? {}).some(({ call }) => call?.transaction !== undefined);
}
