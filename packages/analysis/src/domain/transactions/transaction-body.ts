import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, LibraryCall } from '../../vocabulary/analysis.js';
import { bare } from '../../syntax/wrappers.js';
import { memberName } from '../../syntax/keys.js';
import { receiversOf } from './transaction-membership.js';

type Node = TSESTree.Node;

/** A function that a library runs inside a transaction. */
export interface TransactionBody {
  /** The call that opens it. */
  readonly opened: LibraryCall;
  readonly body: FunctionNode;
  /** The parameter that stands for the transaction; null when the callback takes none or takes it apart. */
  readonly handle: TSESTree.Identifier | null;
  /** What it was opened on, where that is handed to each query: a session. */
  readonly session: TSESTree.Identifier | null;
  /** The transaction travels by context: every client of the library is inside it. */
  readonly ambient: boolean;
}

/** Transactions by callback whose body is in this file. */
export function transactionBodies(file: FileAnalysis): TransactionBody[] {
  return file.callsWith('transaction').flatMap((opened) => {
    const { transaction } = opened.call;
    const { node } = opened;
    if (transaction?.callbackArg === undefined || node.type === 'TaggedTemplateExpression') return [];
    const { callbackArg } = transaction;
    const argument =
      callbackArg === 'last'
        ? node.arguments.at(-1)
        : typeof callbackArg === 'number'
          ? node.arguments[callbackArg]
          : undefined;
    const body = argument && argument.type !== 'SpreadElement' ? file.localFunctionOf(argument) : null;
    if (!body) return [];
    const handle = transaction.handleParam === undefined ? undefined : body.params[transaction.handleParam];
    return [
      {
        opened,
        body,
        handle: handle?.type === 'Identifier' ? handle : null,
        session: transaction.onHandle ? openedOn(node) : null,
        ambient: transaction.ambient === true,
      },
    ];
  });
}

function openedOn(call: Node): TSESTree.Identifier | null {
  const [receiver] = receiversOf(call);
  const plain = receiver && bare(receiver);
  return plain?.type === 'Identifier' ? plain : null;
}

const RUN_AT_ONCE = new Set([
  'map', 'forEach', 'flatMap', 'filter', 'find', 'some', 'every', 'reduce', 'all', 'allSettled',
]);

/** A method of this name runs the callback it is given before it is done. */
export function runsAtOnce(name: string): boolean {
  return RUN_AT_ONCE.has(name);
}

/**
 * The node runs while the function runs: in it, or in a callback that a list method or a waiting call inside it runs at
 * once.
 */
export function runsWithin(file: FileAnalysis, node: Node, body: FunctionNode): boolean {
  for (let fn = file.functionOf(node); fn; fn = file.functionOf(fn)) {
    if (fn === body) return true;
    if (!isRunAtOnce(file, fn)) return false;
  }
  return false;
}

function isRunAtOnce(file: FileAnalysis, fn: FunctionNode): boolean {
  const call = fn.parent;
  if (call?.type !== 'CallExpression') return false;
  if (call.callee === fn) return true;
  if (file.libraryCall(call)?.call.callbacks?.some((callback) => callback.promise === 'awaited')) return true;
  const callee = bare(call.callee);
  return callee.type === 'MemberExpression' && RUN_AT_ONCE.has(memberName(callee) ?? '');
}
