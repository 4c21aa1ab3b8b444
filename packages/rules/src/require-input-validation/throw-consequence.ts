import {
  bare,
  enclosingFunction,
  type FileAnalysis,
  type FunctionNode,
  givenCallbacks,
  isForwarded,
  type LibraryCall,
  memberName,
  type Node,
  openFailure,
  outer,
  requestHandlerAround,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { opensBefore } from './open-streams.js';

/**
 * What becomes of a request when something throws at a place of its handler.
 * - `lost`: nobody hears of it: the request is never answered, and in most programs the process ends
 * - `leaks`: it is answered with an internal error, and a stream that was opened for it stays open
 * - `told`: `lost`, and the missing error handling of the handler is reported for this very place
 * - `unsure`: some versions of the framework hear of it, and which one is installed is not known
 * - `answered`: the framework or a wrapper answers with an internal error
 * - `unknown`: this file does not show who calls the handler
 */
export type ThrowConsequence = 'lost' | 'leaks' | 'told' | 'unsure' | 'answered' | 'unknown';

/** Methods of lists call what they are given at once, and throw what it throws. */
const AT_ONCE = new Set([
  'map', 'forEach', 'filter', 'flatMap', 'some', 'every', 'find', 'findIndex', 'reduce', 'sort',
]);

export function throwConsequence(file: FileAnalysis, node: Node): ThrowConsequence {
  const handler = requestHandlerAround(file, node);
  let fn = enclosingFunction(node);
  let rejects = false;
  for (let hops = 0; fn && handler && fn !== handler && hops < 8; hops += 1) {
    const way = wayOut(file, fn, rejects);
    if (way === 'lost' || way === 'unknown') return way;
    rejects = way === 'rejects';
    fn = enclosingFunction(fn);
  }
  return handler && fn === handler ? ofHandler(file, handler, node, rejects || handler.async) : 'unknown';
}

/**
 * Where what a function inside the handler throws goes: on to the function around it, as it is or as a promise, or
 * nowhere.
 */
function wayOut(file: FileAnalysis, fn: FunctionNode, rejected: boolean): 'throws' | 'rejects' | 'lost' | 'unknown' {
  const place = outer(fn);
  const call = place.parent;
  if (call?.type !== 'CallExpression') return 'unknown';
  const rejects = rejected || fn.async;
  if (bare(call.callee) === fn) return rejects ? ofPromise(call) : 'throws';
  const callee = bare(call.callee);
  const method = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (method === 'then' || method === 'finally' || method === 'catch') return ofPromise(call);
  const library = file.libraryCall(call);
  if (library && runsLater(file, library, fn)) return 'lost';
  return !library && !rejects && method !== null && AT_ONCE.has(method) ? 'throws' : 'unknown';
}

/** A listener, a timer or a callback that is told of a result: it runs when the handler is long done. */
function runsLater(file: FileAnalysis, library: LibraryCall, fn: FunctionNode): boolean {
  const { call, form, symbol } = library;
  const { callback } = givenCallbacks(file, library).find((given) => given.fn === fn) ?? {};
  if (!callback || form === 'new' || call.route || call.mount) return false;
  return (
    callback.promise === 'error-event' ||
    (callback.promise === 'ignored' && (call.async === 'callback' || symbol.model.family === 'runtime'))
  );
}

/** A promise that is waited for or handed on rejects what is around it; one that nobody has ends the process. */
function ofPromise(call: TSESTree.CallExpression): 'rejects' | 'lost' | 'unknown' {
  let chain = outer(call);
  while (
    chain.parent?.type === 'MemberExpression' &&
    chain.parent.object === chain &&
    chain.parent.parent.type === 'CallExpression'
  ) {
    // A second function of `then`, or a `catch`, hears of it.
    if (
      memberName(chain.parent) === 'catch' ||
      (memberName(chain.parent) === 'then' && chain.parent.parent.arguments.length > 1)
    )
      return 'unknown';
    chain = outer(chain.parent.parent);
  }
  const { parent } = chain;
  if (parent?.type === 'ExpressionStatement') return 'lost';
  return parent?.type === 'AwaitExpression' ||
    parent?.type === 'ReturnStatement' ||
    (parent?.type === 'ArrowFunctionExpression' && parent.body === chain)
    ? 'rejects'
    : 'unknown';
}

function ofHandler(file: FileAnalysis, handler: FunctionNode, node: Node, rejects: boolean): ThrowConsequence {
  const registered = [...file.callsWith('route'), ...file.callsWith('mount')].flatMap((call) =>
    givenCallbacks(file, call)
      .filter(({ fn }) => fn === handler)
      .map(({ callback }) => ({ callback, model: call.symbol.model })),
  );
  if (opensBefore(file, handler, node)) return 'leaks';
  if (registered.length === 0) return isRoute(file, handler) ? 'answered' : 'unknown';
  const open = registered.filter(({ model }) => rejects && !isForwarded(file, model.library));
  const ignored = open.filter(({ callback }) => callback.promise === 'ignored');
  if (ignored.length === 0) return 'answered';
  const place = handler.async ? openFailure(file, handler) : null;
  return place && place.range[0] <= node.range[0] && node.range[1] <= place.range[1]
    ? 'told'
    : ignored.every(({ model }) => file.isAssumed(model))
      ? 'unsure'
      : 'lost';
}

function isRoute(file: FileAnalysis, { parent }: FunctionNode): boolean {
  return (
    parent?.type === 'MethodDefinition' && file.decoratorsOf(parent).some(({ decorator }) => decorator?.is === 'route')
  );
}
