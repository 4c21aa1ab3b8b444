import type { CallNode, FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { dottedName, isFunction } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';

/**
 * What a listener does: it ends the process (after things this file does not show), only takes note, takes note and
 * ends it, or cannot be told.
 */
export type ListenerEffect = 'ends' | 'notes' | 'notes-and-ends' | 'unknown';

/** Calls that write something down, or make the text for it. */
const NOTING = new RegExp(
  String.raw`^(?:log|info|warn|error|fatal|debug|trace|critical|emergency|verbose|write|capture(?:Exception|` +
    String.raw`Message|Error)|stringify|toString|toISOString|inspect|format|String|includes|startsWith|` +
    String.raw`endsWith|now|uptime)$`,
);
const ENDING = /^process\.(?:exit|abort|kill|reallyExit)$/;
/** Listeners call a function that calls a function; more is not followed. */
const DEPTH = 3;

/** The function that listens, or the expression that names one of the platform or of a logger. */
export function listenerEffect(file: FileAnalysis, listener: Node, depth = DEPTH): ListenerEffect {
  const fn = isFunction(listener) ? listener : file.localFunctionOf(listener);
  if (fn) return effectOf(file, fn, depth);
  const plain = bare(listener);
  if (plain.type !== 'MemberExpression') return 'unknown';
  if (ENDING.test(dottedName(plain) ?? '')) return 'ends';
  return NOTING.test(memberName(plain) ?? '') ? 'notes' : 'unknown';
}

function effectOf(file: FileAnalysis, fn: FunctionNode, depth: number): ListenerEffect {
  const within = (node: Node): boolean => node.range[0] >= fn.range[0] && node.range[1] <= fn.range[1];
  let ends = file.nodes('ThrowStatement').some(within);
  // A flag or a property may be what another part of the program acts on.
  let isUnknown = file
    .nodes(
      'AssignmentExpression',
      'UpdateExpression',
      'NewExpression',
      'AwaitExpression',
      'TaggedTemplateExpression',
      'YieldExpression',
    )
    .some((node) => within(node) && !isExitCode(node) && !isError(node));
  for (const mention of file.nodes('MemberExpression'))
    if (within(mention) && ENDING.test(dottedName(mention) ?? '')) ends = true;
  for (const call of file.nodes('CallExpression')) {
    if (!within(call) || isNoting(call) || ENDING.test(dottedName(call.callee) ?? '')) continue;
    const callee = depth > 0 ? file.localFunctionOf(call.callee) : null;
    const effect = callee && callee !== fn ? effectOf(file, callee, depth - 1) : 'unknown';
    isUnknown ||= effect === 'unknown' || effect === 'ends';
    ends ||= effect === 'ends' || effect === 'notes-and-ends';
  }
  if (isUnknown) return ends ? 'ends' : 'unknown';
  return ends ? 'notes-and-ends' : 'notes';
}

/** `new Error(reason)`, to be written down. */
function isError(node: Node): boolean {
  return node.type === 'NewExpression' && node.callee.type === 'Identifier' && /Error$/.test(node.callee.name);
}

function isExitCode(node: Node): boolean {
  return node.type === 'AssignmentExpression' && dottedName(node.left) === 'process.exitCode';
}

function isNoting(call: CallNode): boolean {
  if (call.type !== 'CallExpression') return false;
  const callee = bare(call.callee);
  const name =
    callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? memberName(callee) : null;
  return name !== null && NOTING.test(name);
}
