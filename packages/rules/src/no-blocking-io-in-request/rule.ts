import {
  bare,
  bindingOf,
  isFunction,
  memberName,
  nodesWithin,
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
      const isBrief = isBriefCall(file, call);
      if (isBrief ? !isRepeated(file, call.node) : isOwnFile(file, call) && !isInLoop(call.node, handler)) continue;
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

/** One look at an entry of a directory, or one change of it. */
function isBriefCall(file: FileAnalysis, call: LibraryCall): boolean {
  const { blocking } = call.call;
  if (blocking !== 'by-depth') return blocking === 'brief';
  const recursive = file.optionOf(call, 1, 'recursive');
  return recursive === null || (recursive !== 'unknown' && file.valueOf(recursive).constant === false);
}

/** A file the program names itself, in full: a template, a manifest, a page. As large as whoever wrote it made it. */
function isOwnFile(file: FileAnalysis, call: LibraryCall): boolean {
  if (call.call.blocking !== 'by-size' || call.node.type === 'TaggedTemplateExpression') return false;
  const [path] = call.node.arguments;
  if (!path || path.type === 'SpreadElement') return false;
  const value = file.valueOf(path);
  // A whole path of the machine, `/var/log/app.log`: what stands there is not the program's.
  const isElsewhere = typeof value.constant === 'string' && /^(?:\/|[A-Za-z]:[/\\])/.test(value.constant);
  return value.taint === 'safe' && value.setting === undefined && !isElsewhere && !isUpload(file, path);
}

/** `req.file.path`: the server chose the name, the client what stands there. */
function isUpload(file: FileAnalysis, path: Node, depth = 4): boolean {
  return [path, ...nodesWithin(file, path, 'Identifier', 'MemberExpression')].some((part) => {
    if (part.parent?.type === 'CallExpression' && part.parent.callee === part) return false;
    if (part.type === 'MemberExpression') return file.valueOf(part.object).taint !== 'safe';
    const variable = part.type === 'Identifier' && depth > 0 ? file.variableOf(part) : null;
    const binding = variable && bindingOf(variable);
    if (binding?.kind !== 'value' || binding.init === null) return false;
    return (
      isUpload(file, binding.init, depth - 1) ||
      (binding.path.length > 0 && file.valueOf(binding.init).taint !== 'safe')
    );
  });
}

/** More than once in one run of the handler, over a list that is not written there. */
function isInLoop(node: Node, handler: Node): boolean {
  for (let inner = node, parent = node.parent; parent && inner !== handler; inner = parent, parent = parent.parent) {
    if (/^(?:For|While|DoWhile)/.test(parent.type) && 'body' in parent && parent.body === inner)
      return parent.type !== 'ForOfStatement' || bare(parent.right).type !== 'ArrayExpression';
    const callee = parent.type === 'CallExpression' && isFunction(inner) ? bare(parent.callee) : null;
    if (callee?.type === 'MemberExpression' && LIST_METHODS.has(memberName(callee) ?? ''))
      return bare(callee.object).type !== 'ArrayExpression';
  }
  return false;
}

/**
 * As often as the client asks: in a loop over what the request holds. Files that were uploaded are few beside the work
 * of taking them in.
 */
function isRepeated(file: FileAnalysis, node: Node): boolean {
  for (let inner = node, parent = node.parent; parent; inner = parent, parent = parent.parent) {
    if (parent.type === 'ForOfStatement' && parent.body === inner && isSentList(file, parent.right)) return true;
    const callee = parent.type === 'CallExpression' && isFunction(inner) ? bare(parent.callee) : null;
    if (
      callee?.type === 'MemberExpression' &&
      LIST_METHODS.has(memberName(callee) ?? '') &&
      isSentList(file, callee.object)
    )
      return true;
  }
  return false;
}

function isSentList(file: FileAnalysis, list: Node): boolean {
  const { taint, source } = file.valueOf(list);
  return taint === 'tainted' && source !== 'file-upload';
}

const LIST_METHODS = new Set(['map', 'forEach', 'filter', 'some', 'every', 'find', 'flatMap', 'reduce']);

/** `hashSync(password, genSaltSync(10))` blocks once: the outer call is reported. */
function standsInAnother(file: FileAnalysis, node: Node): boolean {
  const around =
    node.parent?.type === 'CallExpression' && node.parent.callee !== node ? file.libraryCall(node.parent) : null;
  return around !== null && blocks(around);
}
