import { bare, memberName, type FileAnalysis, type Node } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Can nothing fail in this block but the language itself, or an error of the language that the block throws? Such
 * errors hold nothing that JSON shows: they become `{}`.
 */
export function throwsLanguageErrorsOnly(file: FileAnalysis, block: TSESTree.BlockStatement): boolean {
  const within = (node: Node): boolean => block.range[0] <= node.range[0] && node.range[1] <= block.range[1];
  if (
    file
      .nodes(
        'AwaitExpression',
        'ThrowStatement',
        'NewExpression',
        'TaggedTemplateExpression',
        'YieldExpression',
        'ForOfStatement',
      )
      .some((node) => within(node) && !isThrownPlainly(file, node))
  )
    return false;
  return file
    .nodes('CallExpression')
    .filter(within)
    .every((call) => {
      const callee = bare(call.callee);
      if (callee.type === 'Identifier') return file.variableOf(callee) === null && PLAIN.has(callee.name);
      return (
        callee.type === 'MemberExpression' &&
        METHODS.has(memberName(callee) ?? '') &&
        file.typeOf(callee.object) === null
      );
    });
}

/** `throw new RangeError('...')`, or the error in it: message and cause are not shown. */
function isThrownPlainly(file: FileAnalysis, node: Node): boolean {
  const made = node.type === 'ThrowStatement' ? bare(node.argument) : node;
  return (
    made.type === 'NewExpression' &&
    (node.type === 'ThrowStatement' || made.parent.type === 'ThrowStatement') &&
    made.callee.type === 'Identifier' &&
    file.variableOf(made.callee) === null &&
    ERRORS.has(made.callee.name)
  );
}

const ERRORS = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError', 'URIError', 'EvalError', 'ReferenceError']);
const PLAIN = new Set([
  'String', 'Number', 'Boolean', 'parseInt', 'parseFloat', 'isNaN', 'encodeURIComponent', 'decodeURIComponent',
]);
const METHODS = new Set([
  'parse', 'stringify', 'isArray', 'keys', 'values', 'entries', 'assign', 'includes', 'map', 'filter', 'some', 'every',
  'split', 'join', 'trim', 'slice', 'toString', 'toLowerCase', 'toUpperCase', 'push', 'indexOf', 'startsWith',
  'endsWith',
]);
