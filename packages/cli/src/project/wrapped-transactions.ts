import type { TransactionFact } from '@backend-architect/analysis';
import { idOf } from './things.js';
import type { FunctionId, Project, ProjectCall, ProjectFunction } from './types.js';

type Opened = TransactionFact & { readonly file: string };

/**
 * Transactions opened through a function of the project that hands its own parameter on: `transaction(list)` around
 * `client.$transaction(list)`, `withTransaction(work)` around `pool.transaction(work)`. Each call of it opens one.
 */
export function wrappedTransactions(opened: readonly Opened[], functions: ReadonlyMap<FunctionId, ProjectFunction>, callersOf: Project['callersOf']): Opened[] {
  const known = new Set(opened.map((one) => `${one.file}:${one.at.join(':')}`));
  return opened.flatMap((one) => {
    const handedOn = parameterOf(one, functions);
    if (!handedOn) return [];
    return callersOf(handedOn.wrapper).flatMap((call) => {
      const found = openedBy(one, call, handedOn.index);
      const key = `${call.file}:${call.fact.at.join(':')}`;
      if (!found || known.has(key)) return [];
      known.add(key);
      return [found];
    });
  });
}

/** The parameter that becomes the work of the transaction, with the function it belongs to. */
function parameterOf(one: Opened, functions: ReadonlyMap<FunctionId, ProjectFunction>): { readonly wrapper: FunctionId; readonly index: number } | null {
  if (one.kind === 'manual' || one.body !== undefined) return null;
  const call = functions.get(idOf(one.file, one.fn))?.calls.find(({ fact }) => fact.at[0] === one.at[0] && fact.at[1] === one.at[1]);
  const ref = call?.fact.args.find((arg) => arg.ref?.kind === 'param' && arg.ref.path.length === 0)?.ref;
  return ref?.kind === 'param' ? { wrapper: idOf(one.file, ref.fn), index: ref.index } : null;
}

function openedBy(one: Opened, call: ProjectCall, index: number): Opened | null {
  const work = call.fact.args[index];
  if (!work || call.indirect) return null;
  const body = work.fn ?? (work.ref?.kind === 'function' ? work.ref.fn : undefined);
  const base = { at: call.fact.at, fn: call.fact.fn, symbol: one.symbol, file: call.file };
  return body === undefined ? { ...base, kind: 'list' } : { ...base, body, kind: one.kind === 'ambient' ? 'ambient' : 'callback' };
}
