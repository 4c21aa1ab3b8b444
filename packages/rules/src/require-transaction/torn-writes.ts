import {
  bare,
  isCreation,
  isOnOnePath,
  outer,
  runsWithin,
  transactionBodies,
  wholeChain,
  type FileAnalysis,
  type FunctionNode,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { isRepeatable, mentions, outsideWrites, type OutsideWrite } from './outside-writes.js';

/** Two places of one function that belong together, and what tears them apart. */
export interface Torn {
  readonly kind: 'recreated' | 'before' | 'sibling';
  readonly write: OutsideWrite;
  readonly other: Node;
}

/** Made to wait for what comes: whoever finds it later knows that the rest is missing. */
const PROVISIONAL = /pending|draft|processing|queued|initiated|in_?progress|reserved/i;

/** Rows that have run out are not those that are made. */
const BY_AGE = /expir|\b(?:lte?|before|older)\b|<=?\s*(?:now\b|current_timestamp|\$\d)/i;

/**
 * Deleted and written again; written before a transaction that builds on it; written in the one branch of two that
 * opens none.
 */
export function tornWrites(file: FileAnalysis): Torn[] {
  const writes = outsideWrites(file);
  return writes.length === 0
    ? []
    : [
        ...writes.flatMap((write) => recreated(file, write, writes)),
        ...writes.flatMap((write) => beforeTransaction(file, write, writes)),
        ...siblings(file, writes),
      ];
}

function recreated(file: FileAnalysis, write: OutsideWrite, writes: readonly OutsideWrite[]): Torn[] {
  if (BY_AGE.test(file.text.slice(...wholeChain(write.library.node).range))) return [];
  // A delete of every row is another rule's business.
  if (write.query.operation !== 'delete' || (write.library.call.query?.everyRow && write.query.filtered === 'no'))
    return [];
  const again = writes.find(
    (other) =>
      other.fn === write.fn &&
      other.entity === write.entity &&
      isCreation(other.query) &&
      isOnOnePath(write.call, other.call) &&
      isSameLoop(write, other),
  );
  return again ? [{ kind: 'recreated', write, other: again.library.node }] : [];
}

/** A loop that deletes row by row and one that is left by then are two pieces of work. */
function isSameLoop({ call: first }: OutsideWrite, { call: second }: OutsideWrite): boolean {
  const [loop] = first.loops;
  return loop === undefined || second.loops.some(({ at }) => at[0] === loop.at[0]);
}

/** What it gives is used by the writes of a transaction further down. */
function beforeTransaction(file: FileAnalysis, write: OutsideWrite, writes: readonly OutsideWrite[]): Torn[] {
  const { library, fn, entity } = write;
  const made = nameOf(library.node);
  const variable = made && file.variableOf(made);
  if (
    !variable ||
    isRepeatable(write) ||
    write.query.operation !== 'write' ||
    PROVISIONAL.test(file.text.slice(...library.node.range))
  )
    return [];
  // What is taken back by hand has been thought of.
  if (writes.some((other) => other.entity === entity && other.query.operation === 'delete' && other.fn === fn))
    return [];
  // A row that is told how the transaction ended.
  const isTold = (end: number): boolean =>
    writes.some(
      (other) =>
        other.entity === entity && other.fn === fn && !isCreation(other.query) && other.library.node.range[0] > end,
    );
  const built = transactionsIn(file, fn).find(
    (opened) =>
      opened.node.range[0] > library.node.range[1] &&
      !isTold(opened.node.range[1]) &&
      buildsOn(file, opened, variable) &&
      !leavesProcess(file, fn, library.node, opened.node),
  );
  return built ? [{ kind: 'before', write, other: built.node }] : [];
}

function nameOf(node: Node): TSESTree.Identifier | null {
  const waited = outer(node).parent;
  const holder = waited?.type === 'AwaitExpression' ? outer(waited).parent : null;
  return holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier' ? holder.id : null;
}

function transactionsIn(file: FileAnalysis, fn: FunctionNode): LibraryCall[] {
  return file
    .callsWith('transaction')
    .filter(
      ({ node, call }) =>
        file.functionOf(node) === fn && (call.transaction?.callbackArg !== undefined || call.transaction?.list),
    );
}

/** The body, or the list, writes with the name: in an argument of a query. */
function buildsOn(file: FileAnalysis, { node }: LibraryCall, variable: unknown): boolean {
  const body = transactionBodies(file).find(({ opened }) => opened.node === node)?.body ?? node;
  return file
    .callsWith('query')
    .some(
      ({ node: query, call }) =>
        query !== node && isInside(query, body) && call.query?.operation !== 'read' && mentions(file, query, variable),
    );
}

/** Something between asks another system, which no transaction could hold. */
function leavesProcess(file: FileAnalysis, fn: FunctionNode, from: Node, to: Node): boolean {
  return file
    .callsWith('external')
    .some(({ node }) => node.range[0] > from.range[1] && node.range[1] <= to.range[0] && runsWithin(file, node, fn));
}

/** Of `if (...) { transaction } else { writes }` the branch without. */
function siblings(file: FileAnalysis, writes: readonly OutsideWrite[]): Torn[] {
  return file.nodes('IfStatement').flatMap((branch): Torn[] => {
    if (!branch.alternate || branch.alternate.type === 'IfStatement') return [];
    const fn = file.functionOf(branch);
    const arms = [branch.consequent, branch.alternate];
    const opened = fn
      ? transactionsIn(file, fn).find(({ node }) => arms.some((arm) => isInside(node, arm)))
      : undefined;
    const other = opened && arms.find((arm) => !isInside(opened.node, arm));
    if (!opened || !other) return [];
    const within = writes.filter(({ library, fn: owner }) => owner === fn && isInside(library.node, other));
    const [first] = within;
    const second = first && within.find((candidate) => candidate !== first && isOnOnePath(first.call, candidate.call));
    const isSame =
      first &&
      bare(first.library.node) &&
      (opened.symbol.on?.model.library ?? opened.symbol.model.library) ===
        (first.library.symbol.on?.model.library ?? first.library.symbol.model.library);
    return first && second && isSame && !isRepeatable(first)
      ? [{ kind: 'sibling', write: first, other: opened.node }]
      : [];
  });
}

function isInside(node: Node, place: Node): boolean {
  return node.range[0] >= place.range[0] && node.range[1] <= place.range[1];
}
