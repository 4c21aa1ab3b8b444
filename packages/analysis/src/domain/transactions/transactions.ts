import type { FileAnalysis } from '../../vocabulary/analysis.js';
import { argAt } from '../queries/arg-access.js';
import { targetOf, type LibraryTarget } from '../queries/library-target.js';
import type { CallFact, FunctionFact, QueryFact, TransactionFact } from '../../vocabulary/facts.js';

/** Transactions this file opens: by callback, list, manual handle or a BEGIN statement. */
export function transactionsOf(
  file: FileAnalysis,
  calls: readonly CallFact[],
  queries: readonly QueryFact[],
  functions: readonly FunctionFact[],
): TransactionFact[] {
  const byRange = new Map(calls.map((call) => [`${call.at[0]}:${call.at[1]}`, call]));
  const called = file.libraryCalls.flatMap((library) => {
    const call = byRange.get(`${library.node.range[0]}:${library.node.range[1]}`);
    const transaction = call && transactionOf(call, targetOf(library), functions);
    return transaction ? [transaction] : [];
  });
  return [...called, ...begunBy(calls, queries)];
}

/** The transaction a call opens, or null. Also used when linking finds the callee. */
export function transactionOf(
  call: CallFact,
  target: LibraryTarget,
  functions: readonly FunctionFact[],
): TransactionFact | null {
  const model = target.call.transaction;
  if (!model) return null;
  const callback = model.callbackArg === undefined ? undefined : argAt(call.args, model.callbackArg);
  const body = callback?.fn ?? (callback?.ref?.kind === 'function' ? callback.ref.fn : undefined);
  const base = { at: call.at, fn: call.fn, symbol: target.symbol };
  const isByHandle = model.handleParam !== undefined && !model.ambient && !model.mayBeAmbient;
  const byHandle = isByHandle ? { byHandle: true as const } : {};
  if (body !== undefined) {
    const handle =
      model.handleParam === undefined
        ? undefined
        : functions.find((fn) => fn.key === body)?.params[model.handleParam]?.name;
    return {
      ...base,
      body,
      ...(handle !== undefined && { handle }),
      ...byHandle,
      kind: model.ambient ? 'ambient' : 'callback',
    };
  }
  if (model.list && callback?.fn === undefined) return { ...base, ...byHandle, kind: 'list' };
  // `db.transaction(work)`: who is handed the work runs it inside.
  if (model.manual && callback?.ref?.kind !== 'param') return { ...base, kind: 'manual' };
  return callback ? { ...base, ...byHandle, kind: model.ambient ? 'ambient' : 'callback' } : null;
}

/** A query that says BEGIN opens a transaction by hand. */
function begunBy(calls: readonly CallFact[], queries: readonly QueryFact[]): TransactionFact[] {
  return queries.flatMap((query): TransactionFact[] => {
    if (query.operation !== 'transaction-control') return [];
    const call = calls.find((candidate) => candidate.at[0] === query.call[0] && candidate.at[1] === query.call[1]);
    const begins = call?.args.some((arg) => /^\s*(?:begin|start\s+transaction)\b/i.test(arg.sql ?? arg.text ?? ''));
    return begins ? [{ at: query.call, fn: query.fn, kind: 'manual', symbol: query.symbol }] : [];
  });
}
