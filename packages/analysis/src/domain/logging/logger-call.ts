import { bare } from '../../syntax/wrappers.js';
import { memberName } from '../../syntax/keys.js';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import type { TSESTree } from '@typescript-eslint/types';
import { nameTokens } from '../../words/name-tokens.js';

export interface LoggerCall {
  readonly node: TSESTree.CallExpression;
  readonly level: string;
  /** The console of the runtime, not a logger. */
  readonly isConsole: boolean;
}

const LEVELS = new Set(['trace', 'debug', 'verbose', 'info', 'log', 'warn', 'error', 'fatal']);

/** Calls that write a log: of a modelled logger, of something called a logger, and of the console. */
export function loggerCalls(file: FileAnalysis): LoggerCall[] {
  return file.nodes('CallExpression').flatMap((node): LoggerCall[] => {
    const callee = bare(node.callee);
    const level = callee.type === 'MemberExpression' ? memberName(callee) : null;
    if (callee.type !== 'MemberExpression' || level === null || !LEVELS.has(level)) return [];
    const object = bare(callee.object);
    const isConsole = object.type === 'Identifier' && object.name === 'console' && file.variableOf(object) === null;
    return isConsole || isLogger(file, object) || file.libraryCall(node)?.symbol.model.family === 'logging'
      ? [{ node, level, isConsole }]
      : [];
  });
}

/** What calls of the project's own loggers write: something called a logger that no model knows. */
export function ownLoggerEntries(
  file: FileAnalysis,
): { readonly node: Node; readonly call: TSESTree.CallExpression }[] {
  return file.callsNamed(...LEVELS).flatMap((call) => {
    const callee = call.type === 'CallExpression' ? bare(call.callee) : null;
    if (
      call.type !== 'CallExpression' ||
      callee?.type !== 'MemberExpression' ||
      !isLogger(file, bare(callee.object)) ||
      file.libraryCall(call) !== null
    )
      return [];
    return call.arguments.map((argument) => ({
      node: argument.type === 'SpreadElement' ? argument.argument : argument,
      call,
    }));
  });
}

/**
 * `logger`, `this.logger`, `req.log`, `config.auditLogger`: the last word says what it is. `Math.log` and `catalog` are
 * none.
 */
export function isLogger(file: FileAnalysis, object: Node): boolean {
  const name =
    object.type === 'Identifier' ? object.name : object.type === 'MemberExpression' ? memberName(object) : null;
  const last = name === null ? undefined : nameTokens(name).at(-1);
  if (last === 'logger') return true;
  return (
    last === 'log' &&
    (object.type === 'MemberExpression' || (object.type === 'Identifier' && file.variableOf(object) !== null))
  );
}
