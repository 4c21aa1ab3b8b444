import {
  bare,
  dottedName,
  handlesOwnFailures,
  keyOf,
  memberName,
  openFailures,
  outer,
  runsInBrowser,
  wholeChain,
  type FileAnalysis,
  type ForeignFunction,
  type FunctionNode,
  type LibraryCall,
  type Node,
  type Range,
} from '@backend-architect/analysis';
import { defineRule, type Problem, type Suggestion } from '../define-rule.js';
import { PROMISE_TWINS } from '../suppressions/promise-twins.js';
import { excerpt } from '../evidence.js';
import { NOT_THE_PROGRAM } from '../exempt-roles.js';
import { shifted } from '../edits/block-edits.js';
import { indentAt } from '../edits/text-style.js';
import { wholeRange } from '../edits/whole-range.js';

type Call = LibraryCall['node'];

/** An async function given to something that does not look at the promise it returns. */
export default defineRule({
  id: 'no-async-callback-misuse',
  meta: {
    severity: 'high',
    cwe: [755],
    owasp: ['A10:2025'],
    hasSuggestions: true,
    docs: {
      description: 'Reports async functions given to callers that ignore the promise they return',
      impact:
        'The code goes on before the work is done, and the first failure is an unhandled rejection, ' +
        'which ends the process',
      fix:
        'Loop with `for...of` and `await`, or collect with `Promise.all(list.map(...))`; ' +
        'in timers and listeners catch inside the function',
      refactoring:
        'Give listeners and timers plain functions that start the work through one helper which logs failures',
    },
    messages: {
      ignoredByList:
        '`{{callee}}` does not wait for the async function it is given: ' +
        'the code goes on at once and a failure goes unhandled. Use `for...of` with `await`, ' +
        'or `await Promise.all(list.map(...))`.',
      predicate:
        '`{{callee}}` tests the promise, which is always true, not what the async function finds out. ' +
        'Await the answers first, or loop with `for...of`.',
      ordering:
        '`{{callee}}` compares promises, not what the async function finds out. Await the keys first and sort by them.',
      ignored:
        '`{{callee}}` ignores the promise of the async function it is given: ' +
        'a failure in it goes unhandled and ends the process. Catch inside the function.',
      listener:
        'The emitter ignores the promise of this async listener: ' +
        'a failure in it goes unhandled and ends the process. Catch inside the function.',
      executor:
        'A failure in an async executor never rejects the new promise: whoever waits for it waits for ever. ' +
        'Make the executor plain and await outside.',
      loop: 'Write a `for...of` loop that waits.',
    },
    schema: [],
    exempt: [...NOT_THE_PROGRAM, 'config'],
    twins: PROMISE_TWINS,
    gate: /\b(?:async|import|require)\b/,
  },
  *problems(file) {
    if (runsInBrowser(file)) return;
    for (const node of file.nodes('CallExpression', 'NewExpression')) {
      for (const argument of node.arguments) {
        if (!canBeFunction(argument)) continue;
        const fn = argument.type === 'SpreadElement' ? null : file.localFunctionOf(argument);
        if (fn && (!fn.async || fn.generator)) continue;
        const library = file.libraryCall(node);
        const problem = library
          ? libraryProblem(file, library, argument)
          : node.type === 'CallExpression'
            ? listProblem(file, node, argument, fn)
            : null;
        const given = problem && (fn ? { settles: handlesOwnFailures(file, fn) } : givenByName(file, argument));
        // A promise that is tested or compared is wrong whatever becomes of it; one that is dropped only where it can
        // reject.
        const isWrong = problem?.messageId === 'predicate' || problem?.messageId === 'ordering';
        if (!problem || !given || (!isWrong && given.settles)) continue;
        const isHeard = problem.messageId === 'listener' || problem.messageId === 'ignored';
        yield { ...problem, ...stepsTo(given, argument), ...(fn && isHeard && openPlace(file, fn, argument)) };
      }
    }
  },
});

/** An async function of another file. What is given as a parameter may be any. */
function givenByName(file: FileAnalysis, argument: Node): ForeignFunction | null {
  const plain = bare(argument);
  const isParameter = plain.type === 'Identifier' && file.variableOf(plain)?.defs[0]?.type === 'Parameter';
  const fn = isParameter ? null : file.foreignOf(plain)?.fn;
  return fn?.async && fn.returnsPromise ? fn : null;
}

function stepsTo(given: ForeignFunction | { readonly settles: boolean }, argument: Node): Pick<Problem, 'steps'> {
  if (!('declared' in given)) return {};
  return {
    steps: [
      { ...given.declared, what: `${given.name} is asynchronous` },
      { at: argument.range, what: 'is given here' },
    ],
  };
}

/** Where it can fail. What only fails while it handles a failure has caught what there was to catch. */
function openPlace(file: FileAnalysis, fn: FunctionNode, argument: Node): Pick<Problem, 'steps' | 'severity'> {
  const open = openFailures(file, fn);
  const [first] = open;
  if (!first) return {};
  return {
    steps: [
      { at: first.range, what: 'can fail here, and nothing in the function catches it' },
      { at: argument.range, what: 'is given here' },
    ],
    ...(open.every((place) => isWhileCaught(place, fn)) && { severity: 'low' }),
  };
}

/** Stands in a `catch` of the function. */
function isWhileCaught(place: Node, fn: FunctionNode): boolean {
  for (let node: Node | undefined = place; node && node !== fn; node = node.parent)
    if (node.type === 'CatchClause') return true;
  return false;
}

function canBeFunction(argument: Node): boolean {
  const { type } = bare(argument);
  return (
    type === 'ArrowFunctionExpression' ||
    type === 'FunctionExpression' ||
    type === 'Identifier' ||
    type === 'MemberExpression'
  );
}

/**
 * What the model of the call says about promises of this callback. Routes and consumers of messages have a rule of
 * their own; a start-up callback may end the process.
 */
function libraryProblem(file: FileAnalysis, library: LibraryCall, argument: Node): Problem | null {
  const { call, node } = library;
  if (
    library.symbol.rung > 3 ||
    call.route ||
    call.mount ||
    call.listens ||
    call.consumes ||
    call.awaitsCallback ||
    node.type === 'TaggedTemplateExpression'
  )
    return null;
  const position = node.arguments.findIndex((candidate) => candidate === argument);
  const callback = call.callbacks?.find(
    ({ arg, from, property }) =>
      property === undefined &&
      (arg === 'rest'
        ? position >= (from ?? 0)
        : arg === 'last'
          ? position === node.arguments.length - 1
          : arg === position),
  );
  if (isSignalListener(file, library)) return null;
  const callee = calleeText(file, node);
  switch (callback && (callback.promise ?? 'ignored')) {
    case 'ignored':
      return { at: argument.range, messageId: isPromise(file, node) ? 'executor' : 'ignored', data: { callee } };
    case 'condition':
      return { at: argument.range, messageId: 'predicate', data: { callee } };
    case 'error-event':
      return capturesRejections(file) ? null : { at: argument.range, messageId: 'listener', data: { callee } };
    default:
      return null;
  }
}

/** `process.on('SIGTERM', async () => { ... })`: the process is on its way out, and ends whether this fails or not. */
function isSignalListener(file: FileAnalysis, { node, symbol }: LibraryCall): boolean {
  if (!isProcess(file, node, symbol)) return false;
  const [event] = node.type === 'CallExpression' ? node.arguments : [];
  const name = event && event.type !== 'SpreadElement' ? file.valueOf(event).constant : undefined;
  return typeof name === 'string' && (/^SIG[A-Z]+\d?$/.test(name) || name === 'beforeExit' || name === 'exit');
}

function isProcess(file: FileAnalysis, node: LibraryCall['node'], { on }: LibraryCall['symbol']): boolean {
  const callee = node.type === 'CallExpression' ? bare(node.callee) : null;
  return (
    on?.name === 'Process' || (callee?.type === 'MemberExpression' && file.typeOf(callee.object)?.name === 'Process')
  );
}

function isPromise(file: FileAnalysis, node: Call): boolean {
  return (
    node.type === 'NewExpression' &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'Promise' &&
    file.variableOf(node.callee) === null
  );
}

/** What is longer stays in lines of its own. */
const LONG = 80;
const PREDICATES = new Set(['filter', 'some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex']);

/**
 * List methods of the language. Other things have methods of these names and do wait: a result that is awaited says so.
 */
function listProblem(
  file: FileAnalysis,
  node: Extract<Call, { type: string; arguments: readonly unknown[] }>,
  argument: Node,
  fn: FunctionNode | null,
): Problem | null {
  const callee = bare(node.callee);
  if (callee.type !== 'MemberExpression' || node.arguments[0] !== argument) return null;
  const name = memberName(callee);
  if (name === null || file.typeOf(callee.object) !== null) return null;
  const use = file.useOf(node);
  if (isWaitedFor(file, node, name) && !isList(file, callee.object)) return null;
  const data = { callee: calleeText(file, node) };
  if (name === 'forEach' || (name === 'map' && use === 'unused'))
    return {
      at: argument.range,
      messageId: 'ignoredByList',
      data,
      suggestions: fn ? asLoop(file, node, callee.object, fn) : [],
    };
  if (PREDICATES.has(name)) return { at: argument.range, messageId: 'predicate', data };
  return name === 'sort' || name === 'toSorted' ? { at: argument.range, messageId: 'ordering', data } : null;
}

/** What the call gives is taken for a promise. A returned `forEach` is; a returned `filter` is just a list. */
function isWaitedFor(file: FileAnalysis, node: Node, name: string): boolean {
  const use = file.useOf(wholeChain(node));
  const member = outer(node).parent;
  const isThenned = member?.type === 'MemberExpression' && /^(?:then|catch|finally)$/.test(memberName(member) ?? '');
  return use === 'awaited' || use === 'handled' || isThenned || (use === 'returned' && name === 'forEach');
}

function isList(file: FileAnalysis, node: Node): boolean {
  const { shapes } = file.valueOf(node);
  return shapes.length === 1 && shapes[0] === 'arr';
}

/** Emitters that hand rejections to their `error` event say so by this option. */
function capturesRejections(file: FileAnalysis): boolean {
  return file.nodes('Property').some((property) => keyOf(property.key, property.computed) === 'captureRejections');
}

/**
 * `list.forEach(async (x) => { ... })` as a statement of an async function, when the body has no `return` that would
 * leave more than the round.
 */
function asLoop(file: FileAnalysis, node: Call, list: Node, fn: FunctionNode): Suggestion[] {
  const statement = outer(node).parent;
  const [param] = fn.params;
  if (
    statement?.type !== 'ExpressionStatement' ||
    outer(node) !== node ||
    !param ||
    fn.params.length > 1 ||
    fn.body?.type !== 'BlockStatement' ||
    fn.parent !== node
  )
    return [];
  if (!file.functionOf(node)?.async || file.nodes('ReturnStatement').some((inner) => file.functionOf(inner) === fn))
    return [];
  if (param.type !== 'Identifier' && param.type !== 'ObjectPattern' && param.type !== 'ArrayPattern') return [];
  // `for (const list of list)` would ask for itself.
  const [own, used] = [namesIn(file, param, 'declared'), namesIn(file, list, 'used')];
  if (own.some((name) => used.includes(name))) return [];
  const [body, around] = [fn.body.range, indentAt(file, statement.range[0])];
  // The body of a chain of several lines stands deeper than that of a loop.
  const inside = shifted(file, body, indentAt(file, body[1] - 1), around);
  const loop =
    `for (const ${file.text.slice(param.range[0], param.typeAnnotation?.range[0] ?? param.range[1])} of ` +
    `${inOneLine(file, wholeRange(file, list))}) ${inside}`;
  return [{ messageId: 'loop', edits: [{ range: statement.range, text: loop }] }];
}

/** Variables that a place declares, or uses although they are declared elsewhere. */
function namesIn(file: FileAnalysis, { range }: Node, how: 'declared' | 'used'): string[] {
  const isInside = (node: Node): boolean => node.range[0] >= range[0] && node.range[1] <= range[1];
  return file
    .nodes('Identifier')
    .filter(isInside)
    .flatMap((node) => {
      const declared = file.variableOf(node)?.defs[0]?.name as Node | undefined;
      return declared && isInside(declared) === (how === 'declared') ? [node.name] : [];
    });
}

/** A chain that was broken before its dots, in one line again where it fits there. */
function inOneLine(file: FileAnalysis, range: Range): string {
  const text = file.text.slice(...range);
  const joined = text.replace(/\s*[\n\r]\s*(?=\??\.)/g, '');
  const hasComment = file.comments.some((comment) => comment.range[0] < range[1] && comment.range[1] > range[0]);
  return hasComment || joined.length > LONG || /[\n\r]/.test(joined) ? text : joined;
}

function calleeText(file: FileAnalysis, node: Call): string {
  const callee = node.type === 'TaggedTemplateExpression' ? node.tag : node.callee;
  return (
    dottedName(callee) ??
    (callee.type === 'MemberExpression' ? `.${memberName(callee) ?? ''}` : excerpt(file.text, callee.range))
  );
}
