import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, LibraryCall } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { isFunction } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { bare, unwrap } from '../../syntax/wrappers.js';
import { isNoFunctionType } from './no-function-type.js';

type Node = TSESTree.Node;

/**
 * The call tells a callback instead of giving a promise: one that is told of failures first, whatever the model says,
 * or anything that may be a function, where the library takes callbacks.
 */
export function reportsByCallback(file: FileAnalysis, library: LibraryCall): boolean {
  return (library.call.async === 'callback' && isGivenFunction(file, library)) || isGivenErrorFirst(file, library);
}

/** What functions that report by a callback call it. */
const CALLBACK_NAME = /(?:^|[a-z]_)(?:cb|callback)$|(?:[a-z]Cb|[a-z]Callback)$/;

/** `charge(data, (error, result) => ...)`, also by the name of a function of this file, bound or not. */
function isGivenErrorFirst(file: FileAnalysis, { node, call }: LibraryCall): boolean {
  if (node.type === 'TaggedTemplateExpression' || call.callbacks?.some(({ promise }) => promise === 'awaited'))
    return false;
  const last = node.arguments.at(-1);
  if (!last || last.type === 'SpreadElement') return false;
  if (isCallbackName(file, last)) return true;
  const fn = file.localFunctionOf(last);
  const first = fn?.params[boundBefore(last)];
  // All that it is told, where the model knows of no function there.
  if (first?.type === 'RestElement') return (call.callbacks ?? []).length === 0;
  return first?.type === 'Identifier' && /^_?(?:e|er|err|error)$/i.test(first.name);
}

/** A name that functions which report by a callback give it; `done` only to a parameter. */
function isCallbackName(file: FileAnalysis, node: Node): boolean {
  const plain = unwrap(node);
  if (plain.type !== 'Identifier') return false;
  const variable = plain.name === 'done' ? file.variableOf(plain) : null;
  return CALLBACK_NAME.test(plain.name) || (variable !== null && bindingOf(variable).kind === 'param');
}

/** `handler.bind(this, id)`: the parameters that are given already. */
function boundBefore(node: Node): number {
  const plain = bare(node);
  return plain.type === 'CallExpression' ? Math.max(0, plain.arguments.length - 1) : 0;
}

/** A callback is given, or something that may be one. */
function isGivenFunction(file: FileAnalysis, { node, call }: LibraryCall): boolean {
  if (node.type === 'TaggedTemplateExpression') return false;
  const last = node.arguments.at(-1);
  if (!last || call.callbacks?.length === 0) return false;
  if (last.type === 'SpreadElement') return true;
  const plain = unwrap(last);
  if (isFunction(plain) || file.localFunctionOf(plain)) return true;
  switch (plain.type) {
    case 'Identifier': {
      const variable = file.variableOf(plain);
      const binding = variable && bindingOf(variable);
      // A value made here is data; what came in from outside may be a callback when it is called one.
      if (binding?.kind === 'value' && binding.init) {
        if (binding.path.length === 0 && isNoFunctionType(file, binding.annotation)) return false;
        return isFunctionLike(file, plain.name, bare(binding.init));
      }
      return FUNCTION_NAME.test(plain.name);
    }
    case 'CallExpression':
      return isBound(plain);
    case 'MemberExpression':
      return (
        plain.property.type === 'Identifier' &&
        /^(?:cb|callback|done|next|on[A-Z]\w*|\w*Callback)$/.test(plain.property.name)
      );
    default:
      return false;
  }
}

const FUNCTION_NAME = /^(?:cb|callback|done|next|fn|handler|resolve|reject|on[A-Z]\w*|\w*(?:Cb|Callback|Handler))$/;

function isBound(call: TSESTree.CallExpression): boolean {
  return call.callee.type === 'MemberExpression' && memberName(call.callee) === 'bind';
}

/**
 * What a name was made as. What a call gives that nobody knows is a function when it is called one, or was made of one:
 * `once(done)`.
 */
function isFunctionLike(file: FileAnalysis, name: string, init: Node): boolean {
  if (isFunction(init) || file.localFunctionOf(init) !== null) return true;
  if (init.type !== 'CallExpression' || file.libraryCall(init) !== null) return false;
  if (isBound(init)) return true;
  if (!file.valueOf(init).shapes.includes('fn')) return false;
  const called = file.localFunctionOf(init.callee);
  if (called) return !called.async && !isNoFunctionType(file, called.returnType?.typeAnnotation);
  return (
    FUNCTION_NAME.test(name) ||
    init.arguments.some((argument) => {
      const given = unwrap(argument);
      return (given.type === 'Identifier' && FUNCTION_NAME.test(given.name)) || file.localFunctionOf(given) !== null;
    })
  );
}
