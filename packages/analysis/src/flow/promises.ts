/** What promises are settled with: the value itself stands for its promise. */
import type { TSESTree } from '@typescript-eslint/types';
import { callable } from '../symbols/callable.js';
import { bare, outer } from '../syntax/wrappers.js';
import { isGlobal } from './constant-key.js';
import type { Engine } from './evaluation.js';
import { join, joinAll, REJECTED, safe } from './lattice.js';
import type { Value } from '../vocabulary/value.js';

type Node = TSESTree.Node;

/** `new Promise((resolve) => ...)`: whatever `resolve` is called with. */
export function promiseMade(e: Engine, node: TSESTree.NewExpression): Value | null {
  if (!isGlobal(e, node.callee, 'Promise')) return null;
  const executor = node.arguments[0] && e.r.localFunction(node.arguments[0]);
  if (!executor) return null;
  const settled = calledWith(e, executor.params[0]);
  if (!settled) return null;
  const rejected = calledWith(e, executor.params[1]);
  const value = joinAll(settled);
  return rejected?.some(({ taint }) => taint !== 'safe') ? rejecting(value, joinAll(rejected)) : value;
}

/** First arguments of all calls of a parameter; null where it is handed on. */
function calledWith(e: Engine, param: Node | undefined): Value[] | null {
  if (!param) return [];
  const variable = param.type === 'Identifier' ? e.r.variables.of(param) : null;
  if (!variable) return null;
  const found: Value[] = [];
  for (const { identifier } of variable.references) {
    const use = outer(identifier);
    if (use.parent?.type !== 'CallExpression' || use.parent.callee !== use) return null;
    const [given] = use.parent.arguments;
    if (given?.type === 'SpreadElement') return null;
    if (given) found.push(e.evaluate(given));
  }
  return found;
}

/** `Promise.reject(reason)`. */
export function rejecting(value: Value, reason: Value): Value {
  return { ...value, properties: { ...value.properties, [REJECTED]: reason } };
}

/** What `then`, `catch` and `finally` give; null for other methods. */
export function settledBy(e: Engine, name: string, node: TSESTree.CallExpression): Value | null {
  const callee = bare(node.callee) as TSESTree.MemberExpression;
  switch (name) {
    case 'then':
      return node.arguments[0] ? handled(e, node.arguments[0]) : null;
    case 'catch': {
      const before = settledValue(e.evaluate(callee.object));
      const after = node.arguments[0] ? handled(e, node.arguments[0]) : null;
      return after && join(before, after);
    }
    case 'finally':
      return e.evaluate(callee.object);
    default:
      return null;
  }
}

/** What a function makes of what it is settled with; it is read where it stands. */
function handled(e: Engine, handler: Node): Value | null {
  const fn = e.r.localFunction(handler);
  if (fn) return e.returnsOf(fn);
  const model = callable(e.r, handler, 'call')?.model.result;
  return model?.is === 'safe' ? safe(model.shapes) : null;
}

/** What the first parameter of a handler given to `then` or `catch` gets; null where nothing is known of it. */
export function settledValueFor(e: Engine, name: string, promise: Node): Value | null {
  const value = e.evaluate(promise);
  if (name === 'catch') return value.properties?.[REJECTED] ?? null;
  return isTold(value) ? settledValue(value) : null;
}

/** What waiting for a promise gives. */
export function settledValue(value: Value): Value {
  if (!value.properties?.[REJECTED]) return value;
  const { [REJECTED]: _reason, ...properties } = value.properties;
  const { properties: _all, ...rest } = value;
  return Object.keys(properties).length > 0 ? { ...rest, properties } : rest;
}

/** A value that is unknown for want of a model says no more than the open parameter does. */
function isTold({ taint, unknown: reasons }: Value): boolean {
  return taint === 'tainted' || reasons.some(({ kind }) => kind === 'param');
}
