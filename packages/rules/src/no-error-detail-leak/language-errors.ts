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
        isOfLanguage(file, callee) &&
        file.typeOf(callee.object) === null &&
        call.arguments.every((given) => !isOtherCallback(file, callee, given))
      );
    });
}

/** `JSON.parse(text)`, `text.split(',')`; `store.entries()` of another file or of the class is its own. */
function isOfLanguage(file: FileAnalysis, callee: TSESTree.MemberExpression): boolean {
  const name = memberName(callee) ?? '';
  const object = bare(callee.object);
  if (object.type === 'Identifier' && GLOBALS.has(object.name) && file.variableOf(object) === null)
    return METHODS.has(name) || OF_GLOBALS.has(name);
  let root: Node = object;
  while (root.type === 'MemberExpression') root = bare(root.object);
  const isElsewhere = root.type === 'Identifier' && file.variableOf(root)?.defs[0]?.type === 'ImportBinding';
  return METHODS.has(name) && !isElsewhere && root.type !== 'ThisExpression';
}

/** `ids.map(load)`: a function of the program is called, which may fail with anything. */
function isOtherCallback(file: FileAnalysis, callee: TSESTree.MemberExpression, given: Node): boolean {
  const plain = bare(given);
  if (!WITH_CALLBACK.has(memberName(callee) ?? '')) return false;
  if (plain.type === 'Identifier') return file.variableOf(plain) !== null || !PLAIN.has(plain.name);
  return plain.type !== 'ArrowFunctionExpression' && plain.type !== 'FunctionExpression';
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
const GLOBALS = new Set(['JSON', 'Object', 'Array', 'Number', 'String']);
const OF_GLOBALS = new Set(['parse', 'stringify', 'isArray', 'keys', 'values', 'entries', 'assign']);
const WITH_CALLBACK = new Set(['map', 'filter', 'some', 'every']);
const METHODS = new Set([
  'includes', 'map', 'filter', 'some', 'every', 'split', 'join', 'trim', 'slice', 'toString', 'toLowerCase',
  'toUpperCase', 'push', 'indexOf', 'startsWith', 'endsWith',
]);
