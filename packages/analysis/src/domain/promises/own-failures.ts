import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode } from '../../vocabulary/analysis.js';
import { returnedExpressions } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';
import { asyncCallOf } from './async-call.js';
import { neverRejects, promiseHandler } from './promise-chain.js';

type Node = TSESTree.Node;

/**
 * Nothing this async function waits for can make its promise reject: every `await`, `throw` and returned call stands in
 * a `try` that catches, or ends in `.catch()`. Such a function may run without anybody waiting for it.
 */
export function handlesOwnFailures(file: FileAnalysis, fn: FunctionNode): boolean {
  return settles(file, fn, 0);
}

/**
 * Places that can make the promise of this async function reject, in source order: an `await` that may fail, a `throw`,
 * a returned call known to fail later, none of them in a `try` that catches.
 */
export function openFailures(file: FileAnalysis, fn: FunctionNode): Node[] {
  return openIn(file, fn, 0);
}

/** The promise of a call cannot reject, whoever made it. */
export function cannotReject(file: FileAnalysis, call: Node): boolean {
  return isSettled(file, call, 0);
}

/** A `throw` of the function leaves it. */
export function throwsItself(file: FileAnalysis, fn: FunctionNode): boolean {
  return file.nodes('ThrowStatement').some((node) => file.functionOf(node) === fn && !isCaught(node, fn));
}

/** The calls that alone can make the promise of an async function reject. */
export interface CallsItHangsOn {
  /** Waited for, handed on as a promise that is known, or all that the function does; caught nowhere in it. */
  readonly waitsOn: readonly TSESTree.CallExpression[];
  /** Handed on as the result: a promise or a plain value, which only their own bodies tell. */
  readonly handsOn: readonly TSESTree.CallExpression[];
}

/** What an async function hangs on; null when something else than a call can make it reject. */
export function callsItHangsOn(file: FileAnalysis, fn: FunctionNode): CallsItHangsOn | null {
  const waitsOn: TSESTree.CallExpression[] = [];
  for (const place of openIn(file, fn, 0)) {
    const given = place.type === 'AwaitExpression' || place.type === 'ReturnStatement' ? place.argument : place;
    const calls = given && gathered(bare(given));
    if (!calls) return null;
    waitsOn.push(...calls);
  }
  // All that `async () => load()` does is to hand on.
  const body = fn.body && bare(fn.body);
  if (body?.type === 'CallExpression' && !waitsOn.includes(body) && isOpenCall(file, body, 0)) waitsOn.push(body);
  const handsOn = file.nodes('ReturnStatement').flatMap((node) => {
    const given = file.functionOf(node) === fn && node.argument ? bare(node.argument) : null;
    return given?.type === 'CallExpression' && !waitsOn.includes(given) && isOpenCall(file, given, 0) ? [given] : [];
  });
  return { waitsOn, handsOn };
}

/** A call, or each of those that `Promise.all([a(), b()])` waits for. */
function gathered(node: Node): readonly TSESTree.CallExpression[] | null {
  if (node.type !== 'CallExpression') return null;
  const parts = gatheredBy(node)?.map((part) => part && gathered(bare(part)));
  if (!parts) return [node];
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

/** What `Promise.all([a(), b()])` waits for; null in place of what cannot be told. */
function gatheredBy(node: TSESTree.CallExpression): readonly (Node | null)[] | null {
  const callee = bare(node.callee);
  const [list] = node.arguments;
  if (list?.type !== 'ArrayExpression' || callee.type !== 'MemberExpression' || memberName(callee) !== 'all')
    return null;
  const isPromise = callee.object.type === 'Identifier' && callee.object.name === 'Promise';
  return isPromise ? list.elements.map((element) => (element?.type === 'SpreadElement' ? null : element)) : null;
}

const HOPS = 3;

function settles(file: FileAnalysis, fn: FunctionNode, hops: number): boolean {
  if (!fn.body || hops > HOPS) return false;
  if (fn.body.type !== 'BlockStatement' && isOpenCall(file, fn.body, hops)) return false;
  return openIn(file, fn, hops).length === 0;
}

function openIn(file: FileAnalysis, fn: FunctionNode, hops: number): Node[] {
  const inside = file
    .nodes('AwaitExpression', 'ThrowStatement', 'ForOfStatement', 'ReturnStatement')
    .filter((node) => file.functionOf(node) === fn && canFail(file, node, hops) && !isCaught(node, fn));
  // `async (x) => load(x)` hands on a promise as `return load(x)` does.
  const handedOn =
    fn.body &&
    fn.body.type !== 'BlockStatement' &&
    asyncCallOf(file, bare(fn.body)) !== null &&
    isOpenCall(file, fn.body, hops);
  return handedOn ? [fn.body, ...inside] : inside;
}

function canFail(
  file: FileAnalysis,
  node: TSESTree.AwaitExpression | TSESTree.ThrowStatement | TSESTree.ForOfStatement | TSESTree.ReturnStatement,
  hops: number,
): boolean {
  switch (node.type) {
    case 'AwaitExpression':
      return !isSettled(file, node.argument, hops);
    case 'ForOfStatement':
      return !!node.await;
    case 'ReturnStatement':
      // `return done(error)` hands on what a plain function gives; only a known promise can fail later.
      return (
        node.argument !== null &&
        (bare(node.argument).type === 'NewExpression' || asyncCallOf(file, bare(node.argument)) !== null) &&
        isOpenCall(file, node.argument, hops)
      );
    default:
      return true;
  }
}

/** A call handed on as the result: it may well be a promise. */
function isOpenCall(file: FileAnalysis, expression: Node, hops: number): boolean {
  const plain = bare(expression);
  return (plain.type === 'CallExpression' || plain.type === 'NewExpression') && !isSettled(file, plain, hops);
}

/**
 * A promise that cannot reject: caught at its end, made only to wait, or of a function that handles its own failures.
 */
function isSettled(file: FileAnalysis, expression: Node, hops: number): boolean {
  if (promiseHandler(expression)) return handlersSettle(file, bare(expression), hops);
  if (neverRejects(file, expression) || onlyWaits(file, expression)) return true;
  const plain = bare(expression);
  if (plain.type !== 'CallExpression') return false;
  const parts = gatheredBy(plain);
  if (parts) return parts.every((part) => part !== null && isSettled(file, part, hops));
  const fn = file.localFunctionOf(plain.callee);
  return (fn !== null && localSettles(file, fn, hops + 1)) || file.calleeOf(plain)?.settles === true;
}

function localSettles(file: FileAnalysis, fn: FunctionNode, hops: number): boolean {
  return !fn.generator && (fn.async ? settles(file, fn, hops) : plainSettles(file, fn, hops));
}

/**
 * A plain function gives nothing, or a promise that cannot reject. Of plain code only a `throw` that is written counts.
 */
function plainSettles(file: FileAnalysis, fn: FunctionNode, hops: number): boolean {
  return (
    hops <= HOPS &&
    !throwsItself(file, fn) &&
    returnedExpressions(fn).every((expression) => isSettled(file, expression, hops))
  );
}

/**
 * What is given to `catch`, `then` and `finally` may fail as well: `save().catch((error) => { throw new Lost(error);
 * })`.
 */
function handlersSettle(file: FileAnalysis, chain: Node, hops: number): boolean {
  if (hops > HOPS || chain.type !== 'CallExpression' || chain.callee.type !== 'MemberExpression') return true;
  const given = chain.arguments.flatMap((argument) =>
    argument.type === 'SpreadElement' ? [] : (file.localFunctionOf(argument) ?? []),
  );
  const isOpen = given.some((fn) => openIn(file, fn, hops + 1).length > 0);
  return !isOpen && (memberName(chain.callee) !== 'finally' || handlersSettle(file, bare(chain.callee.object), hops));
}

/** `new Promise((resolve) => setTimeout(resolve, ms))` has no way to reject. */
function onlyWaits(file: FileAnalysis, expression: Node): boolean {
  const plain = bare(expression);
  if (plain.type !== 'NewExpression' || plain.callee.type !== 'Identifier' || plain.callee.name !== 'Promise')
    return false;
  const executor = plain.arguments[0] ? file.localFunctionOf(plain.arguments[0]) : null;
  return executor !== null && executor.params.length < 2 && !executor.async;
}

/** Stands in the block of a `try` whose handler does not throw again. */
function isCaught(node: Node, fn: FunctionNode): boolean {
  for (let inner: Node = node, outer = node.parent; outer && inner !== fn; inner = outer, outer = outer.parent) {
    if (outer.type === 'TryStatement' && outer.block === inner && outer.handler && !throwsAgain(outer.handler.body))
      return true;
  }
  return false;
}

function throwsAgain(node: Node | null): boolean {
  switch (node?.type) {
    case 'ThrowStatement':
      return true;
    case 'BlockStatement':
      return node.body.some(throwsAgain);
    case 'IfStatement':
      return throwsAgain(node.consequent) || throwsAgain(node.alternate);
    default:
      return false;
  }
}
