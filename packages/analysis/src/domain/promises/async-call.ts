import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, LibraryCall } from '../../vocabulary/analysis.js';
import type { ForeignFunction } from '../../vocabulary/project-view.js';
import { bindingOf } from '../../symbols/binding.js';
import { isFunction, returnedExpressions } from '../../syntax/functions.js';
import { bare, unwrap } from '../../syntax/wrappers.js';
import { reportsByCallback } from './reports-by-callback.js';
import { declaresPromise, isPromiseType } from './declared-promise.js';

type Node = TSESTree.Node;

/** Why a call is known to yield a promise. */
export type AsyncCall =
  /** A function of this file: `async`, or every return of it is a promise. */
  | { readonly evidence: 'function'; readonly fn: FunctionNode }
  /** A function that only the project knows: of another file, or of a thing that is made in this one. */
  | { readonly evidence: 'elsewhere'; readonly fn: ForeignFunction }
  /** A type written in this file says so. */
  | { readonly evidence: 'declaration' }
  /** A library says so. `lazy`: nothing happens until someone waits. */
  | { readonly evidence: 'library'; readonly call: LibraryCall; readonly lazy: boolean };

/**
 * What is known about the promise a call yields; null when nothing proves that it yields one. Guessing from names is
 * not proof.
 */
export function asyncCallOf(file: FileAnalysis, node: Node): AsyncCall | null {
  const library = file.libraryCall(node);
  if (library) {
    const { async } = library.call;
    if (async === undefined || reportsByCallback(file, library)) return null;
    return { evidence: 'library', call: library, lazy: async === 'lazy' };
  }
  if (node.type !== 'CallExpression') return null;
  const fn = file.localFunctionOf(node.callee);
  if (fn) return yieldsPromise(file, fn, 0) ? { evidence: 'function', fn } : null;
  const foreign = foreignCallee(file, node);
  if (!foreign) return declaresPromise(file, node.callee) ? { evidence: 'declaration' } : null;
  const last = node.arguments.at(-1);
  if (!foreign.async && last && (isFunction(unwrap(last)) || last.type === 'SpreadElement')) return null;
  return foreign.returnsPromise ? { evidence: 'elsewhere', fn: foreign } : null;
}

/** A function that is given as a value may be any: whoever is seen to give one is not everybody. */
function foreignCallee(file: FileAnalysis, call: TSESTree.CallExpression): ForeignFunction | null {
  const callee = bare(call.callee);
  const variable = callee.type === 'Identifier' ? file.variableOf(callee) : null;
  return variable && bindingOf(variable)?.kind === 'param' ? null : file.calleeOf(call);
}

/** An async function, one annotated so, or one whose every return is known to be a promise. Generators are not. */
export function yieldsPromise(file: FileAnalysis, fn: FunctionNode, hops: number): boolean {
  if (fn.generator || hops > 2) return false;
  if (fn.async || isPromiseType(file, fn.returnType?.typeAnnotation)) return true;
  const returned = returnedExpressions(fn);
  return returned.length > 0 && alwaysReturns(fn) && returned.every((expression) => isPromise(file, expression, hops));
}

function isPromise(file: FileAnalysis, expression: Node, hops: number): boolean {
  const plain = bare(expression);
  if (plain.type === 'NewExpression')
    return (
      plain.callee.type === 'Identifier' && plain.callee.name === 'Promise' && file.variableOf(plain.callee) === null
    );
  if (plain.type !== 'CallExpression') return false;
  // `.then()` of a promise is one.
  if (
    plain.callee.type === 'MemberExpression' &&
    plain.callee.property.type === 'Identifier' &&
    /^(?:then|catch|finally)$/.test(plain.callee.property.name)
  )
    return isPromise(file, plain.callee.object, hops);
  const library = file.libraryCall(plain);
  if (library) return library.call.async === 'promise';
  const fn = file.localFunctionOf(plain.callee);
  if (fn) return yieldsPromise(file, fn, hops + 1);
  return foreignCallee(file, plain)?.returnsPromise ?? declaresPromise(file, plain.callee);
}

/** A body that ends in `return`: no path falls out of its end. */
function alwaysReturns(fn: FunctionNode): boolean {
  return fn.body?.type !== 'BlockStatement' || fn.body.body.at(-1)?.type === 'ReturnStatement';
}
