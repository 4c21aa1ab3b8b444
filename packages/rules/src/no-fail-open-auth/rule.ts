import { bare, isFunction, nameOf, type FileAnalysis, type FunctionNode, type Node } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { decidesAccess, isOptionalAuth } from './access-name.js';
import { swallowedDemands } from './swallowed-demand.js';
import { continuation, verifyingCall } from './verifying-call.js';
import { defineRule, type Problem, type Suggestion } from '../define-rule.js';
import { calleeText } from '../evidence.js';

export default defineRule({
  id: 'no-fail-open-auth',
  meta: {
    severity: 'critical',
    weight: 'sender',
    cwe: [636, 755],
    owasp: ['A10:2025', 'A07:2021'],
    api: ['API2:2023'],
    hasSuggestions: true,
    docs: {
      description: 'Reports checks of identity or permission that grant access when they fail',
      impact: 'Whoever makes the check throw, with a broken token or while a service is down, is let in.',
      fix: 'Deny in the error path: answer 401 or 403, return false, or hand the error to the next step.',
      refactoring:
        'Let the check throw and translate errors into answers in one place, so that no handler can swallow them.',
    },
    messages: {
      grants: '`{{name}}` answers `true` when its check fails, so an error grants access. Return false.',
      continues: 'The request goes on although `{{call}}` failed. Answer 401, or hand the error to the next step.',
      swallowed: 'The error of `{{call}}` is swallowed and the request goes on. Answer 401 in the `catch`.',
      ignored:
        'The error of `{{call}}` is never looked at, so the request goes on with a token that was refused. ' +
        'Answer 401 when it is set.',
      deny: 'Return false.',
    },
    schema: [],
    gate: /catch|\.then\(|verify|decode/i,
  },
  *problems(file) {
    for (const clause of file.nodes('CatchClause')) yield* granted(file, clause);
    for (const { call, handler } of swallowedDemands(file, falls))
      yield { at: handler.range, messageId: 'swallowed', data: { call: calleeText(file, call) }, severity: 'high' };
    for (const { node, call } of file.callsWith('token')) {
      if (call.token?.does === 'verify' && node.type === 'CallExpression') yield* continued(file, node);
    }
  },
});

/** `catch { return true }` in a function that decides who may pass. */
function* granted(file: FileAnalysis, clause: TSESTree.CatchClause): Generator<Problem> {
  const fn = file.functionOf(clause);
  const name = fn && nameOf(fn)?.split('.').at(-1);
  if (!fn || !name || !decidesAccess(name, file.text.slice(...fn.range))) return;
  for (const statement of clause.body.body) {
    if (statement.type !== 'ReturnStatement' || !statement.argument) continue;
    const value = bare(statement.argument);
    if (value.type !== 'Literal' || value.value !== true) continue;
    const suggestions: Suggestion[] = [{ messageId: 'deny', edits: [{ range: value.range, text: 'false' }] }];
    yield { at: statement.range, messageId: 'grants', data: { name }, suggestions };
  }
}

/** A middleware whose next step runs whether the token held or not. */
function* continued(file: FileAnalysis, verify: TSESTree.CallExpression): Generator<Problem> {
  const found = verifyingCall(file, verify);
  if (!found || isOptionalAuth(found.middleware, file)) return;
  const data = { call: calleeText(file, verify) };
  const { next, middleware } = found;
  switch (found.kind) {
    case 'try': {
      const inCatch = continuation(found.handler.body, next);
      if (inCatch) yield { at: inCatch.range, messageId: 'continues', data };
      else if (falls(found.handler.body) && goesOnAfter(middleware, found.statement, next))
        yield { at: found.handler.range, messageId: 'swallowed', data };
      return;
    }
    case 'rejection': {
      const call = continuation(found.handler.body, next);
      if (call) yield { at: call.range, messageId: 'continues', data };
      return;
    }
    case 'callback': {
      const error = found.handler.params[0];
      const isUsed = error?.type === 'Identifier' && (file.variableOf(error)?.references.length ?? 1) > 0;
      const call = isUsed ? null : continuation(found.handler.body, next);
      if (call) yield { at: verify.range, messageId: 'ignored', data };
    }
  }
}

/** Nothing in the block leaves the function or answers. */
function falls(block: TSESTree.BlockStatement): boolean {
  return (
    !block.body.some(
      (statement) =>
        statement.type === 'ReturnStatement' || statement.type === 'ThrowStatement' || statement.type === 'IfStatement',
    ) && !block.body.some(answers)
  );
}

/** Something that is called with the response, or gives the error on. */
function answers(statement: Node): boolean {
  return (
    statement.type === 'ExpressionStatement' &&
    /\b(?:res|response|reply|ctx|next|reject|done|cb|callback)\b/.test(rootName(statement.expression))
  );
}

function rootName(node: Node): string {
  let plain = bare(node);
  for (;;) {
    if (plain.type === 'CallExpression') plain = bare(plain.callee);
    else if (plain.type === 'MemberExpression') plain = bare(plain.object);
    else if (plain.type === 'AwaitExpression') plain = bare(plain.argument);
    else if (plain.type === 'AssignmentExpression') plain = bare(plain.left);
    else return plain.type === 'Identifier' ? plain.name : '';
  }
}

/** After the `try`, on the same level, the next step is called. */
function goesOnAfter(middleware: FunctionNode, statement: TSESTree.TryStatement, next: string): boolean {
  const { parent } = statement;
  if (parent.type !== 'BlockStatement' || !isFunction(parent.parent) || parent.parent !== middleware) return false;
  const after = parent.body.slice(parent.body.indexOf(statement) + 1);
  const [first] = after;
  return first !== undefined && after.length === 1 && continuation({ ...parent, body: [first] }, next) !== null;
}
