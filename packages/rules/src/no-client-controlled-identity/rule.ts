import type { FileAnalysis, Node } from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { evidence, excerpt, sourceSubject } from '../evidence.js';
import { claimedAmounts } from './claimed-amounts.js';
import { claimedAuthors } from './claimed-authors.js';
import { claimedRoles } from './claimed-roles.js';

export default defineRule({
  id: 'no-client-controlled-identity',
  meta: {
    severity: 'high',
    weight: 'sender',
    cwe: [639, 807, 269],
    owasp: ['A01:2025', 'A01:2021'],
    api: ['API1:2023', 'API3:2023'],
    docs: {
      description: 'Reports roles, authors and amounts that are believed because the client says so',
      impact: 'A client writes another role, another author or another price into the request and gets it.',
      fix: 'Take the role and the author from the verified session or token, and the price from your own records.',
      refactoring:
        'Let handlers pass the verified principal to the functions they call, and leave identity out of input schemas.',
    },
    messages: {
      role:
        '{{source}} decides whether the client is privileged, and the client writes it. ' +
        'Read the role from the verified session or token.',
      author:
        '`{{field}}` of what `{{call}}` stores is taken from the request, ' +
        'although this route knows who is asking. Use the verified user.',
      amount: '{{source}} decides how much `{{call}}` charges. Work the amount out from your own prices.',
    },
    schema: [],
    gate: new RegExp(
      String.raw`role|admin|scope|permission|privilege|author|owner|creator|sender|poster|uploader|_?by\b|` +
        String.raw`by_?id|user_?id|account_?id|tenant|amount`,
      'i',
    ),
  },
  *problems(file): Generator<Problem> {
    for (const { node, value } of claimedRoles(file)) {
      yield {
        at: node.range,
        messageId: 'role',
        data: { source: sourceSubject(value) },
        steps: evidence(value, node.range, 'is compared with a privileged role'),
      };
    }
    for (const { node, value, field, call } of claimedAuthors(file)) {
      yield {
        at: node.range,
        messageId: 'author',
        data: { field, call: callText(file, call) },
        steps: evidence(value, node.range, 'is stored as who made it'),
      };
    }
    for (const { node, value, call } of claimedAmounts(file)) {
      yield {
        at: node.range,
        messageId: 'amount',
        data: { source: sourceSubject(value), call: callText(file, call) },
        steps: evidence(value, node.range, 'is charged'),
      };
    }
  },
});

function callText(file: FileAnalysis, node: Node): string {
  return excerpt(
    file.text,
    (node.type === 'CallExpression' || node.type === 'NewExpression' ? node.callee : node).range,
  );
}
