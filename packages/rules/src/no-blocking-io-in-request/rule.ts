import {
  bare,
  isFunction,
  memberName,
  requestHandlerAround,
  type FileAnalysis,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';
import { defineRule } from '../define-rule.js';
import { NOT_SERVING } from '../exempt-roles.js';
import { runsOnce } from './runs-once.js';
import { calleeText } from '../evidence.js';

/** Calls that stop the event loop while a request waits. */
export default defineRule({
  id: 'no-blocking-io-in-request',
  meta: {
    severity: 'high',
    cwe: [1322],
    owasp: ['A06:2025'],
    api: ['API4:2023'],
    docs: {
      description: 'Reports synchronous file, crypto and process calls inside a request handler',
      impact: 'While it runs no other request of this process is served',
      fix: 'Use the asynchronous twin and wait for it, or do the work once at start-up',
      refactoring: 'Read what does not change at start-up; give heavy hashing to a worker or the asynchronous form',
    },
    messages: {
      blocks:
        '`{{call}}` stops every other request of this process until it is done. ' +
        'Use its asynchronous form and `await` it.',
    },
    schema: [],
    exempt: NOT_SERVING,
    gate: /Sync\b/,
  },
  *problems(file) {
    for (const call of file.callsWith('blocking')) {
      const handler = blocks(call) && !standsInAnother(file, call.node) ? requestHandlerAround(file, call.node) : null;
      if (!handler || runsOnce(file, call.node, handler)) continue;
      const isBrief = call.call.blocking === 'brief';
      if (isBrief && !isRepeated(file, call.node)) continue;
      // A small file is over in a millisecond; a password hash or a child process is not.
      const onlyFile = call.call.sinks?.some((sink) => sink.kind === 'file-path') === true;
      yield {
        at: call.node.range,
        messageId: 'blocks',
        data: { call: calleeText(file, call.node) },
        ...(isBrief ? { severity: 'low' as const } : onlyFile && { severity: 'medium' as const }),
      };
    }
  },
});

function blocks(call: LibraryCall): boolean {
  return call.call.blocking !== undefined && call.symbol.rung <= 3;
}

/** As often as the client asks: in a loop over what the request holds. */
function isRepeated(file: FileAnalysis, node: Node): boolean {
  for (let inner = node, parent = node.parent; parent; inner = parent, parent = parent.parent) {
    if (parent.type === 'ForOfStatement' && parent.body === inner && file.valueOf(parent.right).taint === 'tainted')
      return true;
    const callee = parent.type === 'CallExpression' && isFunction(inner) ? bare(parent.callee) : null;
    if (
      callee?.type === 'MemberExpression' &&
      LIST_METHODS.has(memberName(callee) ?? '') &&
      file.valueOf(callee.object).taint === 'tainted'
    )
      return true;
  }
  return false;
}

const LIST_METHODS = new Set(['map', 'forEach', 'filter', 'some', 'every', 'find', 'flatMap', 'reduce']);

/** `hashSync(password, genSaltSync(10))` blocks once: the outer call is reported. */
function standsInAnother(file: FileAnalysis, node: Node): boolean {
  const around =
    node.parent?.type === 'CallExpression' && node.parent.callee !== node ? file.libraryCall(node.parent) : null;
  return around !== null && blocks(around);
}
