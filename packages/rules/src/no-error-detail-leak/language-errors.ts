import { bare, memberName, type FileAnalysis, type Node } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * `told`: its text is shown. What the block throws itself may then say anything, and addresses, dates and answers that are
 * made in it fail with words of the language.
 *
 * Can nothing fail in this block but the language itself, or an error of the language that the block throws? Such
 * errors hold nothing that JSON shows: they become `{}`.
 */
export function throwsLanguageErrorsOnly(
  file: FileAnalysis,
  block: TSESTree.BlockStatement,
  shown: 'told' | 'as-json' = 'as-json',
): boolean {
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
      .some((node) => within(node) && !(shown === 'told' ? isMadeOfLanguage(file, node) : isThrownPlainly(file, node)))
  )
    return false;
  return file
    .nodes('CallExpression')
    .filter(within)
    .every((call) => {
      const callee = bare(call.callee);
      if (callee.type === 'Identifier') return file.variableOf(callee) === null && PLAIN.has(callee.name);
      if (shown === 'told' && callee.type === 'MemberExpression' && isOfAddress(file, callee)) return true;
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

/** `new URL(text)`, `new Response(text)` */
function isMadeOfLanguage(file: FileAnalysis, node: Node): boolean {
  return (
    node.type === 'NewExpression' &&
    node.callee.type === 'Identifier' &&
    MADE.has(node.callee.name) &&
    file.variableOf(node.callee) === null
  );
}

/** `url.searchParams.get(name)`, `Response.redirect(url)` */
function isOfAddress(file: FileAnalysis, callee: TSESTree.MemberExpression): boolean {
  const object = bare(callee.object);
  if (object.type === 'Identifier') return object.name === 'Response' && file.variableOf(object) === null;
  return object.type === 'MemberExpression' && memberName(object) === 'searchParams';
}

const MADE = new Set(['URL', 'URLSearchParams', 'Date', 'Response', 'Headers']);
const ERRORS = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError', 'URIError', 'EvalError', 'ReferenceError']);
const PLAIN = new Set([
  'String', 'Number', 'Boolean', 'parseInt', 'parseFloat', 'isNaN', 'encodeURIComponent', 'decodeURIComponent',
]);
const METHODS = new Set([
  'parse', 'stringify', 'isArray', 'keys', 'values', 'entries', 'assign', 'includes', 'map', 'filter', 'some', 'every',
  'split', 'join', 'trim', 'slice', 'toString', 'toLowerCase', 'toUpperCase', 'push', 'indexOf', 'startsWith',
  'endsWith',
]);
