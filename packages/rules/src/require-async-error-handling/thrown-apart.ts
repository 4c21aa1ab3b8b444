import {
  argumentsOf,
  bare,
  type CallNode,
  givenCallbacks,
  memberName,
  requestHandlerAround,
  textOf,
  type FileAnalysis,
  type FunctionNode,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';
import { isCaught } from './uncaught-parse.js';

/** What throws in a function that runs later, on a stack of its own. */
export interface ThrownApart {
  readonly node: Node;
  /** The parser that throws; absent at a `throw`. */
  readonly parser?: CallNode;
  /** The call that was given the function. */
  readonly call: LibraryCall;
  /** Somebody waits for an answer meanwhile. */
  readonly isRequested: boolean;
}

/** Words of what throws: the statement, and the parsers of the language. */
const THROWS = /\bthrow\b|\bparse\b|\bURL\b|\bBigInt\b|\bdecodeURI|\batob\b/;

/**
 * A `throw`, or a parser given text from outside, in a plain function that a library runs when the call is over: no
 * `catch` and no error handler stands around it. What only runs while the process starts may end it.
 */
export function* thrownApart(file: FileAnalysis): Generator<ThrownApart> {
  // Told from the text: a file in which nothing throws asks the project nothing.
  if (!THROWS.test(file.text)) return;
  const seen = new Set<Node>();
  for (const call of file.callsWith('callbacks')) {
    const isRequested = call.symbol.rung <= 3 ? requested(file, call) : null;
    if (isRequested === null) continue;
    for (const { callback, fn } of givenCallbacks(file, call)) {
      if (callback.later !== true || fn.async || fn.generator) continue;
      const found = thrownIn(file, fn).filter(({ node }) => !seen.has(node));
      for (const thrown of found) {
        seen.add(thrown.node);
        yield { ...thrown, call, isRequested };
      }
    }
  }
}

/** Null where it runs at start-up, or nobody knows when. */
function requested(file: FileAnalysis, call: LibraryCall): boolean | null {
  const entries = [call.call.entry ?? []].flat();
  if (entries.some(({ kind }) => kind === 'socket') || requestHandlerAround(file, call.node) !== null) return true;
  if (entries.some(({ kind }) => kind === 'schedule')) return false;
  if (file.functionOf(call.node) === null || file.startsUp(call.node)) return null;
  const waiting = file.waitsFor(call.node);
  return waiting === null || waiting === 'unknown' ? null : waiting === 'requested';
}

function thrownIn(file: FileAnalysis, fn: FunctionNode): Pick<ThrownApart, 'node' | 'parser'>[] {
  const leaves = (node: Node): boolean => runsInIt(file, node, fn) && !isCaught(node, fn);
  return [
    ...file
      .nodes('ThrowStatement')
      .filter(leaves)
      .map((node) => ({ node })),
    ...file
      .callsWith('throwsOn')
      .filter((call) => leaves(call.node) && isFromOutside(file, call))
      .map(({ node }) => ({ node, parser: node })),
  ];
}

const LIST_METHODS = new Set(['map', 'forEach', 'filter', 'some', 'every', 'find', 'flatMap', 'reduce', 'sort']);

/** In the function itself, or in a plain one that a method of a list runs at once. */
function runsInIt(file: FileAnalysis, node: Node, fn: FunctionNode): boolean {
  for (let around = file.functionOf(node); around && around !== fn; around = file.functionOf(around)) {
    const call = around.parent;
    const callee = call?.type === 'CallExpression' && call.callee !== around ? bare(call.callee) : null;
    const isAtOnce = callee?.type === 'MemberExpression' && LIST_METHODS.has(memberName(callee) ?? '');
    if (around.async || !isAtOnce || isCaught(node, around)) return false;
    if (file.functionOf(around) === fn && isCaught(around, fn)) return false;
  }
  return node.range[0] > fn.range[0] && node.range[1] < fn.range[1];
}

/**
 * A message of a socket, or what another server or process sends piece by piece. What a request brings is the business
 * of `require-input-validation`.
 */
function isFromOutside(file: FileAnalysis, call: LibraryCall): boolean {
  const { throwsOn } = call.call;
  const [input, base] =
    throwsOn === undefined
      ? []
      : [argumentsOf(call, throwsOn)[0], call.form === 'new' ? argumentsOf(call, 1)[0] : undefined];
  if (!input || base) return false;
  const { taint, validated, safeFor, source } = file.valueOf(input);
  if (taint === 'tainted') return source === 'message' && !validated && safeFor !== 'all';
  return namesIn(file, input).some((name) => isGathered(file, name));
}

function namesIn(file: FileAnalysis, { range }: Node): Node[] {
  return file.nodes('Identifier').filter((name) => name.range[0] >= range[0] && name.range[1] <= range[1]);
}

/** `body += chunk`, `chunks.push(chunk)`, where a stream tells of its `data`. */
function isGathered(file: FileAnalysis, name: Node): boolean {
  const references = (name.type === 'Identifier' && file.variableOf(name)?.references) || [];
  return references.some(({ identifier }) => {
    const use = identifier as Node;
    const { parent } = use;
    const isAdded = parent?.type === 'AssignmentExpression' && parent.left === use;
    const isPushed = parent?.type === 'MemberExpression' && parent.object === use && memberName(parent) === 'push';
    const listener = isAdded || isPushed ? file.functionOf(use) : null;
    const given = listener?.parent?.type === 'CallExpression' ? listener.parent : null;
    const event = given?.arguments[0] ? textOf(given.arguments[0]) : null;
    return event === 'data' && given !== null && file.libraryCall(given)?.call.callbacks?.[0]?.later === true;
  });
}
