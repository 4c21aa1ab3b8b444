import { inTransaction, wholeChain } from '../domain/transactions/transaction-membership.js';
import { isChange } from '../domain/queries/queries.js';
import { type QueryCall, queryCalls } from './query-call.js';
import { runsWithin, transactionBodies, type TransactionBody } from '../domain/transactions/transaction-body.js';
import type { CallNode, FileAnalysis, Node } from '../vocabulary/analysis.js';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * A `catch` inside the callback of a transaction after which the rest is committed, although one of its writes failed.
 */
export interface Swallowed {
  readonly handler: TSESTree.CatchClause;
  /** The write that may fail, or the call of a function that writes with the handle and may throw. */
  readonly write: CallNode;
  readonly other: CallNode;
}

export function swallowedInTransaction(file: FileAnalysis): Swallowed[] {
  const bodies = transactionBodies(file);
  return bodies.length === 0
    ? []
    : file.nodes('CatchClause').flatMap((handler): Swallowed[] => {
        const body = bodies.find(({ body }) => file.functionOf(handler) === body);
        const block = handler.parent.type === 'TryStatement' ? handler.parent.block : null;
        if (!body || !block || goesOn(file, handler) === false) return [];
        const writes = writesIn(file, body).map(({ library }) => library.node);
        const given = isThoughtOf(file, handler) ? [] : callsWithHandle(file, body);
        const write = [...writes, ...given].find((node) => isInside(node, block));
        // What a handler writes instead makes up for what failed.
        if (!write || [...writes, ...given].some((node) => isInside(node, handler))) return [];
        const other = writes.find((candidate) => candidate !== write && !isInside(candidate, handler));
        return other ? [{ handler, write, other }] : [];
      });
}

/** Calls of functions of this file that are handed the handle, write with it, and throw for reasons of their own. */
function callsWithHandle(
  file: FileAnalysis,
  { body, handle, session, ambient }: TransactionBody,
): TSESTree.CallExpression[] {
  const named = handle ?? session;
  const variable = named && file.variableOf(named);
  if (ambient || !variable) return [];
  return file.nodes('CallExpression').filter((call) => {
    const position = call.arguments.findIndex(
      (argument) => argument.type === 'Identifier' && file.variableOf(argument) === variable,
    );
    const fn = position >= 0 && runsWithin(file, call, body) ? file.localFunctionOf(call.callee) : null;
    const param = fn?.params[position];
    if (!fn || param?.type !== 'Identifier' || file.useOf(call) !== 'awaited') return false;
    const own = file.variableOf(param);
    const isOwn = (query: Node): boolean =>
      file.nodes('Identifier').some((name) => isInside(name, wholeChain(query)) && file.variableOf(name) === own);
    return (
      file.nodes('ThrowStatement').some((thrown) => file.functionOf(thrown) === fn && !isCaught(thrown, fn)) &&
      queryCalls(file, 'named').some(
        ({ library, query }) => isChange(query) && runsWithin(file, library.node, fn) && isOwn(library.node),
      )
    );
  });
}

/** One of many that may fail, or a failure that is kept for somebody to look at. */
function isThoughtOf(file: FileAnalysis, handler: TSESTree.CatchClause): boolean {
  for (let node: Node | undefined = handler.parent; node && node !== file.functionOf(handler); node = node.parent)
    if (/^(?:For|While|DoWhile)/.test(node.type)) return true;
  return (
    file.nodes('AssignmentExpression').some((node) => isInside(node, handler)) ||
    file.callsNamed('push', 'add', 'set', 'append').some((call) => isInside(call, handler))
  );
}

function isCaught(thrown: Node, fn: Node): boolean {
  for (let node: Node | undefined = thrown; node && node !== fn; node = node.parent)
    if (node.parent?.type === 'TryStatement' && node.parent.handler && node.parent.block === node) return true;
  return false;
}

function writesIn(file: FileAnalysis, { body, ambient }: TransactionBody): QueryCall[] {
  return queryCalls(file, 'named').filter(
    ({ library, query }) =>
      isChange(query) &&
      runsWithin(file, library.node, body) &&
      (ambient || query.transaction === 'inside' || inTransaction(file, library) === 'yes'),
  );
}

/** Nothing in the handler throws, ends the transaction or hands the failure to anybody who could. */
function goesOn(file: FileAnalysis, handler: TSESTree.CatchClause): boolean {
  if (file.nodes('ThrowStatement').some((node) => isInside(node, handler))) return false;
  if (/rollback|abort|reject|rethrow|savepoint|process\.exit/i.test(file.text.slice(...handler.range))) return false;
  const name = handler.param?.type === 'Identifier' ? file.variableOf(handler.param) : null;
  return !file
    .nodes('ReturnStatement')
    .some(
      (node) =>
        isInside(node, handler) &&
        node.argument !== null &&
        file
          .nodes('Identifier')
          .some((used) => isInside(used, node) && name !== null && file.variableOf(used) === name),
    );
}

function isInside(node: Node, place: Node): boolean {
  return node.range[0] >= place.range[0] && node.range[1] <= place.range[1];
}
