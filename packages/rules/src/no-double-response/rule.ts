import {
  bare,
  conditionsAt,
  memberName,
  receiversOf,
  responseStatus,
  type FileAnalysis,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { defineRule, type Suggestion } from '../define-rule.js';
import { NOT_SERVING } from '../exempt-roles.js';
import { calleeText } from '../evidence.js';
import { branchOf, follows, statementOf } from './open-branch.js';
import { toldTwice } from './told-twice.js';

/** Two answers on one way through a function, to a client, a promise or a callback: the first does not leave it. */
export default defineRule({
  id: 'no-double-response',
  meta: {
    severity: 'medium',
    severest: 'high',
    cwe: [705],
    owasp: ['A10:2025'],
    hasSuggestions: true,
    docs: {
      description:
        'Reports handlers that go on after their answer and answer again, and failures that are told without leaving',
      impact:
        'The second answer throws because the headers were sent, ' +
        'which ends the process or hides the first answer, ' +
        'and the code between runs although the request was refused.',
      fix: 'Leave the handler with the answer: `return res.status(404).end()`.',
      refactoring: 'Throw errors that know their status, so that a handler has one answer, at its end.',
    },
    messages: {
      settledTwice:
        '`{{call}}` settles the promise and the function goes on: what follows still runs, ' +
        'and line {{line}} no longer changes the outcome. Write `return` before this one.',
      calledTwice:
        '`{{call}}` tells the failure and the function goes on: line {{line}} calls it a second time, ' +
        'and whoever waits goes on twice. Write `return` before this one.',
      twice:
        '`{{call}}` answers and the handler goes on: the answer in line {{line}} ' +
        'is then sent as well, and throws. Write `return` before this one.',
      leave: 'Leave the function with this call.',
    },
    schema: [],
    exempt: NOT_SERVING,
    gate: /\bif\s*\(/,
  },
  *problems(file) {
    for (const { kind, first, second, statement } of toldTwice(file))
      yield {
        at: first.range,
        messageId: kind === 'promise' ? 'settledTwice' : 'calledTwice',
        data: { call: calleeText(file, first), line: String(lineOf(file, second)) },
        steps: [
          { at: first.range, what: 'tells the outcome, and does not leave' },
          { at: second.range, what: 'tells the outcome again' },
        ],
        suggestions: leave(statement),
      };
    const answers = file
      .callsWith('response')
      .filter(({ call }) => call.response?.ends)
      .map((call) => ({ call, statement: statementOf(call.node), receiver: rootOf(file, call) }));
    for (const first of answers) {
      const branch = first.statement && first.receiver ? branchOf(first.statement) : null;
      if (!first.statement || !branch) continue;
      const second = answers.find(
        (other) =>
          other.statement &&
          other.receiver === first.receiver &&
          follows(other.statement, branch) &&
          !asksWhetherSent(file, other.statement),
      );
      if (!second?.statement) continue;
      yield {
        at: first.call.node.range,
        messageId: 'twice',
        data: { call: calleeText(file, first.call.node), line: String(lineOf(file, second.call.node)) },
        steps: [
          { at: first.call.node.range, what: 'answers, and does not leave' },
          { at: second.call.node.range, what: 'answers again' },
        ],
        suggestions: leave(first.statement),
        ...graded(file, first.call, second.call, branch),
      };
    }
  },
});

/** A refused request that still writes is worse than the second answer; a second `end` without a body does nothing. */
function graded(
  file: FileAnalysis,
  first: LibraryCall,
  second: LibraryCall,
  branch: TSESTree.IfStatement,
): { readonly severity?: 'high' | 'low' } {
  const status = responseStatus(file, first);
  if (typeof status === 'number' && status >= 400 && writesBetween(file, branch, second.node))
    return { severity: 'high' };
  return isBareEnd(first.node) && isBareEnd(second.node) ? { severity: 'low' } : {};
}

/**
 * Something is waited for that says it writes, after the branch and before the second answer, or as what it answers
 * with.
 */
function writesBetween(file: FileAnalysis, branch: TSESTree.IfStatement, second: Node): boolean {
  return file.nodes('AwaitExpression').some((node) => {
    if (
      node.range[0] < branch.range[1] ||
      node.range[1] > second.range[1] ||
      file.functionOf(node) !== file.functionOf(branch)
    )
      return false;
    const call = bare(node.argument);
    if (call.type !== 'CallExpression') return false;
    const operation = file.libraryCall(call)?.call.query?.operation;
    if (operation !== undefined) return operation === 'write' || operation === 'delete';
    const callee = bare(call.callee);
    const name =
      callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null;
    return (
      name !== null &&
      /^(?:delete|remove|destroy|update|create|insert|save|upsert|set|add|revoke|transfer|write)(?![a-z])/.test(name)
    );
  });
}

/** `res.status(403).end()`: no header and no body are sent twice. */
function isBareEnd(node: Node): boolean {
  const callee = node.type === 'CallExpression' ? bare(node.callee) : null;
  return (
    node.type === 'CallExpression' &&
    callee?.type === 'MemberExpression' &&
    memberName(callee) === 'end' &&
    node.arguments.length === 0
  );
}

/** The variable whose answer is sent. */
function rootOf(file: FileAnalysis, { node }: LibraryCall): unknown {
  const root = receiversOf(node).at(-1);
  const plain = root ? bare(root) : null;
  return plain?.type === 'Identifier' ? file.variableOf(plain) : null;
}

function asksWhetherSent(file: FileAnalysis, statement: Node): boolean {
  return conditionsAt(statement).some(({ test }) =>
    /headersSent|\bsent\b|writableEnded|finished/.test(file.text.slice(...test.range)),
  );
}

function leave(statement: TSESTree.ExpressionStatement): Suggestion[] {
  return [{ messageId: 'leave', edits: [{ range: [statement.range[0], statement.range[0]], text: 'return ' }] }];
}

function lineOf(file: FileAnalysis, node: Node): number {
  return file.text.slice(0, node.range[0]).split(/\r\n|[\n\r\u2028\u2029]/).length;
}
