import {
  bare,
  type FileAnalysis,
  type FunctionNode,
  isLogCall,
  isWithin,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { neverThrows } from './can-fail.js';

/**
 * What is tried calls only functions of this file that have written the cause to a log themselves, and throw a text
 * that says nothing more: who catches that has nothing to hand on.
 */
export function isToldBefore(file: FileAnalysis, block: Node): boolean {
  const calls = file
    .nodes('CallExpression', 'NewExpression')
    .filter((call) => isWithin(call, block) && !neverThrows(file, call));
  return (
    calls.length > 0 &&
    !file
      .nodes('ThrowStatement', 'TaggedTemplateExpression', 'ImportExpression')
      .some((node) => isWithin(node, block)) &&
    calls.every((call) => {
      const fn = call.type === 'CallExpression' ? file.localFunctionOf(call.callee) : null;
      return fn !== null && tells(file, fn);
    })
  );
}

/** All of the function stands in a `try` whose handler logs what it caught and throws a fixed text. */
function tells(file: FileAnalysis, fn: FunctionNode): boolean {
  const [only, ...more] = fn.body?.type === 'BlockStatement' ? fn.body.body : [];
  if (only?.type !== 'TryStatement' || more.length > 0 || only.finalizer || !only.handler) return false;
  const { param, body } = only.handler;
  const variable = param?.type === 'Identifier' ? file.variableOf(param) : null;
  const last = body.body.at(-1);
  if (!variable || last?.type !== 'ThrowStatement' || !isFixed(file, last.argument)) return false;
  const isLogged = (statement: TSESTree.Statement): boolean =>
    statement.type === 'ExpressionStatement' &&
    isLogCall(statement.expression) &&
    variable.references.some(({ identifier }) => isWithin(identifier, statement));
  return body.body.some(isLogged) && !variable.references.some(({ identifier }) => isWithin(identifier, last));
}

/** `new Error('The order was not updated')`. */
function isFixed(file: FileAnalysis, thrown: Node): boolean {
  const made = bare(thrown);
  if (made.type !== 'NewExpression' || made.callee.type !== 'Identifier') return false;
  // A class of the project may keep more than its text.
  if (file.variableOf(made.callee)) return false;
  return made.arguments.every(
    (argument) => argument.type !== 'SpreadElement' && typeof file.valueOf(argument).constant === 'string',
  );
}
