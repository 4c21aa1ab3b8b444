import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode } from '../analysis.js';
import { memberName } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { asyncCallOf } from './async-call.js';
import { neverRejects, promiseHandler } from './promise-chain.js';

type Node = TSESTree.Node;

/**
 * Nothing this async function waits for can make its promise reject: every `await`, `throw` and returned call stands in a
 * `try` that catches, or ends in `.catch()`. Such a function may run without anybody waiting for it.
 */
export function handlesOwnFailures(file: FileAnalysis, fn: FunctionNode): boolean {
  return settles(file, fn, 0);
}

/**
 * Places that can make the promise of this async function reject, in source order: an `await` that may fail, a `throw`, a
 * returned call known to fail later, none of them in a `try` that catches.
 */
export function openFailures(file: FileAnalysis, fn: FunctionNode): Node[] {
  return openIn(file, fn, 0);
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
  const callee = bare(node.callee);
  const [list] = node.arguments;
  const isAll = callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Promise' && memberName(callee) === 'all';
  if (!isAll || list?.type !== 'ArrayExpression') return [node];
  const parts = list.elements.map((element) => (element && element.type !== 'SpreadElement' ? gathered(bare(element)) : null));
  return parts.every((part) => part !== null) ? parts.flat() : null;
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
  const handedOn = fn.body && fn.body.type !== 'BlockStatement' && asyncCallOf(file, bare(fn.body)) !== null && isOpenCall(file, fn.body, hops);
  return handedOn ? [fn.body, ...inside] : inside;
}

function canFail(file: FileAnalysis, node: TSESTree.AwaitExpression | TSESTree.ThrowStatement | TSESTree.ForOfStatement | TSESTree.ReturnStatement, hops: number): boolean {
  switch (node.type) {
    case 'AwaitExpression':
      return !isSettled(file, node.argument, hops);
    case 'ForOfStatement':
      return !!node.await;
    case 'ReturnStatement':
      // `return done(error)` hands on what a plain function gives; only a known promise can fail later.
      return node.argument !== null && (bare(node.argument).type === 'NewExpression' || asyncCallOf(file, bare(node.argument)) !== null) && isOpenCall(file, node.argument, hops);
    default:
      return true;
  }
}

/** A call handed on as the result: it may well be a promise. */
function isOpenCall(file: FileAnalysis, expression: Node, hops: number): boolean {
  const plain = bare(expression);
  return (plain.type === 'CallExpression' || plain.type === 'NewExpression') && !isSettled(file, plain, hops);
}

/** A promise that cannot reject: caught at its end, made only to wait, or of a function of this file that handles its own failures. */
function isSettled(file: FileAnalysis, expression: Node, hops: number): boolean {
  if (promiseHandler(expression) || neverRejects(file, expression) || onlyWaits(file, expression)) return true;
  const plain = bare(expression);
  const fn = plain.type === 'CallExpression' ? file.localFunctionOf(plain.callee) : null;
  if (!fn && plain.type === 'CallExpression' && file.foreignOf(plain.callee)?.fn?.settles) return true;
  return fn !== null && fn.async && !fn.generator && settles(file, fn, hops + 1);
}

/** `new Promise((resolve) => setTimeout(resolve, ms))` has no way to reject. */
function onlyWaits(file: FileAnalysis, expression: Node): boolean {
  const plain = bare(expression);
  if (plain.type !== 'NewExpression' || plain.callee.type !== 'Identifier' || plain.callee.name !== 'Promise') return false;
  const executor = plain.arguments[0] ? file.localFunctionOf(plain.arguments[0]) : null;
  return executor !== null && executor.params.length < 2 && !executor.async;
}

/** Stands in the block of a `try` whose handler does not throw again. */
function isCaught(node: Node, fn: FunctionNode): boolean {
  for (let inner: Node = node, outer = node.parent; outer && inner !== fn; inner = outer, outer = outer.parent) {
    if (outer.type === 'TryStatement' && outer.block === inner && outer.handler && !throwsAgain(outer.handler.body)) return true;
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
