import { inTransaction } from '../domain/transactions/transaction-membership.js';
import { isChange } from '../domain/queries/queries.js';
import { type QueryCall, queryCalls } from './query-call.js';
import { runsWithin, transactionBodies, type TransactionBody } from '../domain/transactions/transaction-body.js';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * A `catch` inside the callback of a transaction after which the rest is committed, although one of its writes failed.
 */
export interface Swallowed {
  readonly handler: TSESTree.CatchClause;
  readonly write: QueryCall;
  readonly other: QueryCall;
}

export function swallowedInTransaction(file: FileAnalysis): Swallowed[] {
  const bodies = transactionBodies(file);
  return bodies.length === 0
    ? []
    : file.nodes('CatchClause').flatMap((handler): Swallowed[] => {
        const body = bodies.find(({ body }) => file.functionOf(handler) === body);
        const block = handler.parent.type === 'TryStatement' ? handler.parent.block : null;
        if (!body || !block || goesOn(file, handler) === false) return [];
        const writes = writesIn(file, body);
        const write = writes.find(({ library }) => isInside(library.node, block));
        // What a handler writes instead makes up for what failed.
        if (!write || writes.some(({ library }) => isInside(library.node, handler))) return [];
        const other = writes.find((candidate) => candidate !== write && !isInside(candidate.library.node, handler));
        return other ? [{ handler, write, other }] : [];
      });
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
