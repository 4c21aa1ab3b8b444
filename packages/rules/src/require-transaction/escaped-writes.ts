import {
  bare,
  inTransaction,
  queryCalls,
  receiversOf,
  type FileAnalysis,
  type LibraryCall,
  type Node,
  type QueryCall,
} from '@backend-architect/analysis';
import type { ManualTransaction } from './manual-transactions.js';
import { mentions } from './outside-writes.js';

/** Writes between the begin and the commit of a transaction by hand that do not go through it, while others do. */
export function escapedWrites(file: FileAnalysis, transaction: ManualTransaction): QueryCall[] {
  const { opened, committed, fn, handle, rolledBack } = transaction;
  const between = queryCalls(file, 'named').filter(
    ({ library: { node } }) =>
      node.range[0] > opened.node.range[1] && node.range[1] <= committed.range[0] && file.functionOf(node) === fn,
  );
  const belongs = (found: QueryCall): boolean =>
    found.query.transaction === 'inside' ||
    inTransaction(file, found.library) !== 'no' ||
    mentions(file, found.library.node, handle) ||
    isMadeOf(file, found.library.node, handle);
  const isUsed = between.some((found) => found.query.operation !== 'transaction-control' && belongs(found));
  if (!isUsed && !isLeftAlone(file, transaction)) return [];
  return between.filter((found) => {
    const { query, library, call } = found;
    if (
      (query.operation !== 'write' && query.operation !== 'delete') ||
      (query.transaction === 'unknown' && library.symbol.rung <= 3) ||
      belongs(found)
    )
      return false;
    return (
      call.use === 'awaited' &&
      isSameDatabase(opened, library) &&
      !rolledBack.some((end) => isBefore(end, library.node))
    );
  });
}

/**
 * From the begin to the commit nothing is made of the handle, and nobody is given it. Where it may travel by context,
 * that says nothing.
 */
function isLeftAlone(file: FileAnalysis, { opened, committed, handle }: ManualTransaction): boolean {
  const { symbol, call } = opened;
  if (symbol.rung > 3 || (call.transaction?.mayBeAmbient && !file.namesTransactions(symbol.on?.model ?? symbol.model)))
    return false;
  return !file
    .nodes('Identifier')
    .some(
      (name) =>
        file.variableOf(name) === handle &&
        name.range[0] > opened.node.range[1] &&
        name.range[1] < committed.range[0] &&
        !isControl(file, name),
    );
}

function isControl(file: FileAnalysis, name: Node): boolean {
  const call = name.parent?.type === 'MemberExpression' ? name.parent.parent : null;
  const found = call?.type === 'CallExpression' ? file.libraryCall(call) : null;
  return (
    found !== null &&
    (found.call.endsTransaction !== undefined || found.call.query === undefined) &&
    !found.call.returns
  );
}

function isSameDatabase(opened: LibraryCall, { symbol }: LibraryCall): boolean {
  const libraries = [opened.symbol.model.library, opened.symbol.on?.model.library];
  return libraries.includes(symbol.model.library) || libraries.includes(symbol.on?.model.library);
}

/** The receiver is a name for something made of the handle: its repository, or a row read through it. */
function isMadeOf(file: FileAnalysis, node: Node, handle: unknown, hops = 0): boolean {
  const root = receiversOf(node).at(-1);
  const plain = root ? bare(root) : null;
  const definition =
    plain?.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
  if (definition?.type !== 'VariableDeclarator' || !definition.init || hops > 3) return false;
  const init = bare(definition.init);
  const made = init.type === 'AwaitExpression' ? bare(init.argument) : init;
  return mentions(file, made, handle) || isMadeOf(file, made, handle, hops + 1);
}

/** Rolled back in the same block, or one around it, before this. */
function isBefore(end: Node, node: Node): boolean {
  const block = blockOf(end);
  return (
    block !== null &&
    end.range[1] <= node.range[0] &&
    block.range[0] <= node.range[0] &&
    node.range[1] <= block.range[1]
  );
}

function blockOf(node: Node): Node | null {
  for (let outer = node.parent; outer; outer = outer.parent)
    if (outer.type === 'BlockStatement' || outer.type === 'SwitchCase') return outer;
  return null;
}
