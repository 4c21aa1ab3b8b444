import {
  bare,
  conditionsAt,
  isFunction,
  memberName,
  outer,
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

/** Two answers on one way through a handler: the first does not leave it. */
export default defineRule({
  id: 'no-double-response',
  meta: {
    severity: 'medium',
    severest: 'high',
    cwe: [705],
    owasp: ['A10:2025'],
    hasSuggestions: true,
    docs: {
      description: 'Reports handlers that go on after their answer and answer again',
      impact:
        'The second answer throws because the headers were sent, ' +
        'which ends the process or hides the first answer, ' +
        'and the code between runs although the request was refused.',
      fix: 'Leave the handler with the answer: `return res.status(404).end()`.',
      refactoring: 'Throw errors that know their status, so that a handler has one answer, at its end.',
    },
    messages: {
      twice:
        '`{{call}}` answers and the handler goes on: the answer in line {{line}} ' +
        'is then sent as well, and throws. Write `return` before this one.',
      leave: 'Leave the handler with this answer.',
    },
    schema: [],
    exempt: NOT_SERVING,
    gate: /\bif\s*\(/,
  },
  *problems(file) {
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

/** The statement an answer is, by itself; an awaited or returned one is no such statement. */
function statementOf(node: Node): TSESTree.ExpressionStatement | null {
  const { parent } = outer(node);
  return parent?.type === 'ExpressionStatement' ? parent : null;
}

/** The variable whose answer is sent. */
function rootOf(file: FileAnalysis, { node }: LibraryCall): unknown {
  const root = receiversOf(node).at(-1);
  const plain = root ? bare(root) : null;
  return plain?.type === 'Identifier' ? file.variableOf(plain) : null;
}

/** The `if` without `else` whose branch ends with the statement. */
function branchOf(statement: Node): TSESTree.IfStatement | null {
  const { parent } = statement;
  const block = parent?.type === 'BlockStatement' ? parent : null;
  if (block && block.body.at(-1) !== statement) return null;
  const owner = block ? block.parent : parent;
  return owner?.type === 'IfStatement' && owner.consequent === (block ?? statement) && !owner.alternate ? owner : null;
}

/**
 * Reached whenever the code after the branch is: a later statement of the same block, with nothing that leaves between.
 */
function follows(statement: Node, branch: TSESTree.IfStatement): boolean {
  const { parent } = branch;
  if (parent.type !== 'BlockStatement' || statement.parent !== parent) return false;
  const [from, to] = [parent.body.indexOf(branch), parent.body.indexOf(statement as TSESTree.Statement)];
  return (
    to > from &&
    parent.body
      .slice(from + 1, to)
      .every((between) => between.type !== 'ReturnStatement' && between.type !== 'ThrowStatement') &&
    isFunction(parent.parent)
  );
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
