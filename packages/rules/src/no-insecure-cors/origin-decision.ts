import {
  bare,
  conditionsAt,
  enclosingFunction,
  isFunction,
  memberName,
  returnedExpressions,
  textOf,
  type FileAnalysis,
  type FunctionNode,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * The function lets everyone in: whatever origin it is asked about, it answers yes or gives that origin back. Whether
 * there is an origin at all is no question of which: browsers name one wherever it matters.
 */
export function letsEveryoneIn(file: FileAnalysis, fn: FunctionNode): boolean {
  const [asked, done] = fn.params;
  const always = (node: Node): boolean =>
    enclosingFunction(node) === fn &&
    conditionsAt(node).every(({ test, truth, outside }) => outside || holdsOfAny(file, test, truth, asked));
  const never = (node: Node): boolean =>
    conditionsAt(node).some(({ test, truth, outside }) => !outside && holdsOfAny(file, test, !truth, asked));
  if (done?.type === 'Identifier') {
    const answers = callsOf(file, done).filter((answer) => !never(answer));
    if (answers.length > 0)
      return answers.every((answer) => isYes(file, answer.arguments[1], asked)) && answers.some(always);
  }
  const returned = returnedExpressions(fn).filter((value) => !never(value));
  return returned.length === 1 && returned.every((value) => isYes(file, value, asked) && always(value));
}

/** `origin`, `!!origin`, `origin !== undefined`: it holds of every origin there is, or `!origin` does not. */
function holdsOfAny(file: FileAnalysis, test: Node, truth: boolean, asked: Node | undefined): boolean {
  const plain = bare(test);
  if (plain.type === 'UnaryExpression' && plain.operator === '!')
    return holdsOfAny(file, plain.argument, !truth, asked);
  if (plain.type === 'BinaryExpression') {
    const isNothing = [plain.left, plain.right].some((side) => saysNothing(side));
    const isAsked = [plain.left, plain.right].some((side) => isSame(file, side, asked));
    if (!isNothing || !isAsked) return false;
    return truth ? /^!==?$/.test(plain.operator) : /^===?$/.test(plain.operator);
  }
  return truth && isSame(file, plain, asked);
}

function saysNothing(node: Node): boolean {
  const plain = bare(node);
  return (
    (plain.type === 'Identifier' && plain.name === 'undefined') ||
    (plain.type === 'Literal' && (plain.value === null || plain.value === ''))
  );
}

function isSame(file: FileAnalysis, node: Node, asked: Node | undefined): boolean {
  const plain = bare(node);
  return (
    plain.type === 'Identifier' &&
    asked?.type === 'Identifier' &&
    file.variableOf(plain) !== null &&
    file.variableOf(plain) === file.variableOf(asked)
  );
}

/** Calls of a callback; one that is handed on could be called anyhow. */
function callsOf(file: FileAnalysis, callback: TSESTree.Identifier): TSESTree.CallExpression[] {
  const uses = file.variableOf(callback)?.references ?? [];
  const calls = uses
    .map(({ identifier }) => identifier.parent)
    .filter((parent): parent is TSESTree.CallExpression => parent?.type === 'CallExpression');
  return calls.length === uses.length &&
    calls.every((call) => uses.some(({ identifier }) => identifier === call.callee))
    ? calls
    : [];
}

function isYes(file: FileAnalysis, answer: Node | undefined, asked: Node | undefined): boolean {
  if (!answer) return false;
  const plain = bare(answer);
  // A list with the origin that asks in it lets that in.
  if (plain.type === 'ArrayExpression')
    return plain.elements.some((element) => element !== null && isSame(file, element, asked));
  // `origin || true`
  if (plain.type === 'LogicalExpression' && plain.operator !== '&&') return isYes(file, plain.left, asked);
  const { constant, taint, source } = file.valueOf(plain);
  if (constant === true || constant === '*') return true;
  if (plain.type === 'Identifier') return isSame(file, plain, asked);
  return (
    (plain.type === 'MemberExpression' || plain.type === 'CallExpression') && taint === 'tainted' && source === 'header'
  );
}

/** A comparison that other origins pass as well. */
export interface LooseMatch {
  readonly node: Node;
  /** What passes, too: an example in words. */
  readonly passes: 'before' | 'after' | 'around' | 'dot';
}

/** Comparisons of the origin inside a deciding function that others pass as well. */
export function looseMatches(file: FileAnalysis, fn: FunctionNode): LooseMatch[] {
  const [asked] = fn.params;
  const variable = asked?.type === 'Identifier' ? file.variableOf(asked) : null;
  if (!variable) return [];
  const carries = (node: Node): boolean => {
    const plain = bare(node);
    if (plain.type === 'Identifier') return file.variableOf(plain) === variable || initOf(file, plain, carries);
    if (plain.type === 'NewExpression') return plain.arguments[0] !== undefined && carries(plain.arguments[0]);
    return plain.type === 'MemberExpression' && carries(plain.object);
  };
  return file.callsNamed('endsWith', 'startsWith', 'includes', 'test', 'match').flatMap((call): LooseMatch[] => {
    if (call.type !== 'CallExpression' || call.range[0] < fn.range[0] || call.range[1] > fn.range[1]) return [];
    const callee = bare(call.callee);
    const [argument] = call.arguments;
    if (callee.type !== 'MemberExpression' || !argument) return [];
    const name = memberName(callee);
    const pattern = bare(name === 'test' ? callee.object : argument);
    if (!carries(name === 'test' ? argument : callee.object)) return [];
    const passes = name === 'test' || name === 'match' ? looseExpression(pattern) : looseText(name, textOf(pattern));
    return passes ? [{ node: call, passes }] : [];
  });
}

function initOf(file: FileAnalysis, name: TSESTree.Identifier, carries: (node: Node) => boolean): boolean {
  const definition = file.variableOf(name)?.defs[0]?.node as Node | undefined;
  return (
    definition?.type === 'VariableDeclarator' &&
    definition.init !== null &&
    definition.id.type === 'Identifier' &&
    !isFunction(definition.init) &&
    carries(definition.init)
  );
}

function looseText(how: string | null, text: string | null): LooseMatch['passes'] | null {
  if (text === null || !/[a-z]/i.test(text) || /^[a-z-]+:\/?\/?$/i.test(text)) return null;
  if (how === 'endsWith') return /^(?:\.|.*\/\/)/.test(text) ? null : 'before';
  if (how === 'startsWith') return /[/:]$|:\d+$/.test(text) ? null : 'after';
  // An origin has one scheme and ends with its port.
  return isFromScheme(text) ? (/:$|:\d+$/.test(text) ? null : 'after') : 'around';
}

/** `https://` can stand at the beginning of an origin and nowhere else in it. */
function isFromScheme(text: string): boolean {
  return /^\(?(?:https?\??|\(\?:https?\??\)|[a-z][a-z-]*):\\?\/\\?\//i.test(text);
}

/** What a regular expression lets through beside the hosts it was written for. */
export function looseExpression(node: Node): LooseMatch['passes'] | null {
  if (node.type !== 'Literal' || !('regex' in node)) return null;
  const source = node.regex.pattern;
  const named = source.replace(/\[(?:\\.|[^\]\\])*\]/g, '_');
  if (!/[a-z]{2}/i.test(named) || source.includes('|')) return null;
  const closed = /(?:\$|\\\/|:(?:\\d|_)[+*])\)?$/.test(named);
  const opened = /^\^|^\(?\\\.|^\\\/\\\/|^:\\\/\\\//.test(named) || isFromScheme(named);
  if (!closed) return opened ? 'after' : 'around';
  if (!opened) return 'before';
  return /(?<!\\)[a-z0-9-]\.(?=[a-z])/i.test(named) ? 'dot' : null;
}
