import {
  bare,
  dottedName,
  type FileAnalysis,
  type FunctionNode,
  isFunction,
  type Node,
  receiversOf,
  requestHandlerAround,
  swallowedInTransaction,
  swallowing,
  triedBy,
  wholeChain,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { defineRule, type Problem } from '../define-rule.js';
import { NOT_THE_PROGRAM } from '../exempt-roles.js';
import { excerpt } from '../evidence.js';
import { canFail } from './can-fail.js';
import { droppedCauses } from './dropped-cause.js';
import { isLookUp, lostWork, storedChange } from './lost-work.js';
import { isToldLater } from './told-later.js';

/** Failures of work that must not be lost, which end in an empty handler or in a log. */
export default defineRule({
  id: 'no-swallowed-error',
  meta: {
    severity: 'medium',
    severest: 'high',
    cwe: [390, 391, 778],
    owasp: ['A10:2025', 'A09:2021'],
    hasSuggestions: true,
    docs: {
      description:
        'Reports failures of writes and of request handlers that are caught and forgotten, ' +
        'and errors thrown in their place without the cause',
      impact:
        'The client is told that all went well, or waits for an answer that never comes, while the work was not done.',
      fix:
        'Answer with an error, hand it to `next(error)` or throw it on; ' +
        'where failing is fine, say why in a comment.',
      refactoring: 'Let errors reach one error handler, and catch only those that a caller can do something about.',
    },
    messages: {
      empty:
        'When `{{call}}` fails nobody learns of it: the handler is empty. Let the error go on, ' +
        'or answer it; when failing is fine, say why in a comment.',
      logged:
        'When `{{call}}` fails it is logged, and the request goes on as if it had worked. ' +
        'Answer with an error, call `next(error)` or throw it on.',
      unanswered:
        'When this fails the request is never answered: `{{answer}}` is skipped and the client waits. ' +
        'Answer with an error here, or hand it on.',
      dropped:
        'Nothing of `{{caught}}` is kept: whoever reads this error never learns what failed. ' +
        'Hand it on with `{ cause: {{caught}} }`.',
      keep: 'Hand `{{caught}}` on as the cause.',
    },
    schema: [],
    exempt: [...NOT_THE_PROGRAM, 'config'],
    gate: /\bcatch\b/,
  },
  *problems(file) {
    // Inside a transaction the rest is committed, which is worse: another rule speaks of that.
    const torn = new Set<Node>(swallowedInTransaction(file).map(({ handler }) => handler));
    for (const handler of file.nodes('CatchClause')) {
      const problem = torn.has(handler) ? null : problemOf(file, handler);
      if (problem) yield problem;
      for (const { at, caught, edits } of droppedCauses(file, handler)) {
        yield {
          at,
          messageId: 'dropped',
          data: { caught },
          severity: 'low',
          suggestions: edits.length > 0 ? [{ messageId: 'keep', data: { caught }, edits }] : [],
        };
      }
    }
    for (const call of file.callsNamed('catch')) {
      const problem = call.type === 'CallExpression' ? lostByChain(file, call) : null;
      if (problem) yield problem;
    }
  },
});

function problemOf(file: FileAnalysis, handler: TSESTree.CatchClause): Problem | null {
  const block = triedBy(handler);
  const how = block && swallowing(file, handler.body);
  const fn = how && file.functionOf(handler);
  if (!block || !how || !fn) return null;
  if (isToldLater(file, handler, fn)) return null;
  const inHandler = requestHandlerAround(file, handler) === fn;
  const answer = inHandler && canFail(file, block) ? skippedAnswer(file, block, fn) : null;
  const at = catchWord(handler);
  if (answer) return { at, messageId: 'unanswered', data: { answer: excerpt(file.text, answer.range) } };
  if (how === 'logged' && (!inHandler || isOptional(handler, fn) || isAnswered(file, fn, handler))) return null;
  const work = inHandler ? lostWork(file, block) : storedChange(file, block);
  if (!work || file.functionOf(work) !== fn || (how === 'logged' && isLookUp(work) && isHandedOn(file, handler, fn)))
    return null;
  const follows = how === 'logged' && isAfterMainWork(file, handler, fn);
  if (follows && COUNTS.test(file.text.slice(...wholeChain(work).range))) return null;
  return {
    at,
    messageId: how,
    data: { call: excerpt(file.text, work.callee.range) },
    ...(follows
      ? { severity: 'low' as const }
      : inHandler && storedChange(file, block) && { severity: 'high' as const }),
  };
}

function catchWord(handler: TSESTree.CatchClause): [number, number] {
  return [handler.range[0], handler.range[0] + 'catch'.length];
}

/** The answer inside the `try`, when nothing after it and nothing in between could answer instead. */
function skippedAnswer(file: FileAnalysis, block: Node, fn: FunctionNode): Node | null {
  const sent = answersOf(file, fn).find((node) => isInside(node, block));
  const root = sent && receiversOf(sent).at(-1);
  if (
    !sent ||
    root?.type !== 'Identifier' ||
    !fn.params.some((param) => param.type === 'Identifier' && param.name === root.name)
  )
    return null;
  const uses = [root, ...nextOf(fn)]
    .flatMap((name) => file.variableOf(name)?.references ?? [])
    .map(({ identifier }) => identifier as Node);
  return uses.every((use) => isInside(use, block)) ? sent : null;
}

/** The last parameter of `(req, res, next)`. */
function nextOf(fn: FunctionNode): TSESTree.Identifier[] {
  const last = fn.params.length > 2 ? fn.params.at(-1) : undefined;
  return last?.type === 'Identifier' ? [last] : [];
}

function answersOf(file: FileAnalysis, fn: FunctionNode): Node[] {
  return file
    .callsWith('response')
    .filter(({ node, call }) => call.response?.ends && file.functionOf(node) === fn)
    .map(({ node }) => node);
}

/** The client has its answer already: what follows is extra work. */
function isAnswered(file: FileAnalysis, fn: FunctionNode, handler: Node): boolean {
  const { parent } = handler;
  return answersOf(file, fn).some(
    (node) => parent !== undefined && node.range[1] <= parent.range[0] && node.parent?.parent === parent.parent,
  );
}

/**
 * Something was changed before, the answer comes after it: what is tried here follows on what the request asked for,
 * and its failure is in the log.
 */
function isAfterMainWork(file: FileAnalysis, { parent }: TSESTree.CatchClause, fn: FunctionNode): boolean {
  if (parent.type !== 'TryStatement' || !fn.body) return false;
  const before = file
    .nodes('AwaitExpression')
    .map(({ argument }) => bare(argument))
    .filter((call) => call.range[1] <= parent.range[0] && file.functionOf(call) === fn);
  const isDone = before.some(
    (call) =>
      storedChange(file, call) !== null ||
      (call.type === 'CallExpression' && CHANGES.test(dottedName(call.callee) ?? '') && !file.libraryCall(call)),
  );
  return isDone && answersOf(file, fn).some((node) => node.range[0] >= parent.range[1]);
}

/** A number that sums up what is stored elsewhere. */
const COUNTS = /\$inc\b|\b(?:in|de)crement\b/;
/** What a function of the project is called that changes something. */
const CHANGES =
  /(?:^|\.)(?:put|create|save|insert|update|add|store|write|restore|delete|remove|move|set)(?=[A-Z]|$)[\w$]*$/;

/**
 * `next()` follows: what a middleware could not look up is missing to those who come after it, and nothing was changed.
 */
function isHandedOn(file: FileAnalysis, handler: Node, fn: FunctionNode): boolean {
  return nextOf(fn).some(
    (name) =>
      file
        .variableOf(name)
        ?.references.some(
          ({ identifier: { parent, range } }) =>
            parent?.type === 'CallExpression' && parent.arguments.length === 0 && range[0] > handler.range[1],
        ) === true,
  );
}

/** Done only in some cases, or one of many: the request stands without it. */
function isOptional(handler: TSESTree.CatchClause, fn: FunctionNode): boolean {
  return handler.parent.type !== 'TryStatement' || handler.parent.parent !== fn.body;
}

/** `await prisma.order.create(...).catch(() => {})`. */
function lostByChain(file: FileAnalysis, call: TSESTree.CallExpression): Problem | null {
  const fn = call.arguments[0];
  const callee = bare(call.callee);
  if (!fn || !isFunction(fn) || !fn.body || callee.type !== 'MemberExpression' || swallowing(file, fn.body) !== 'empty')
    return null;
  if (call.parent.type === 'UnaryExpression') return null;
  const work = storedChange(file, callee.object);
  return work && file.functionOf(work) === file.functionOf(call)
    ? { at: fn.range, messageId: 'empty', data: { call: excerpt(file.text, work.callee.range) } }
    : null;
}

function isInside(node: Node, place: Node): boolean {
  return node.range[0] >= place.range[0] && node.range[1] <= place.range[1];
}
