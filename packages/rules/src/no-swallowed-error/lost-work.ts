import {
  bare,
  cannotReject,
  dottedName,
  outer,
  wholeChain,
  type FileAnalysis,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/** Work a program can do without: tidying up, caches, counters, messages about what was done. */
const BEST_EFFORT = new RegExp(
  String.raw`unlink|rmdir|\brm\b|clean|clos(?:e|ing)|\bend\b|release|disconnect|unbind|unsubscribe|quit|` +
    String.raw`stop|kill|abort|rollback|cache|redis|track|metric|analytic|audit|log(?!in)|notif|emit|publish|` +
    String.raw`push|telemetry|\bstats?\b|warm|prefetch|validate|last_?(?:seen|login|access|activ|used|visit)|` +
    String.raw`visit|views?\b|count|sleep|delay|wait|ping|probe|access|mkdir|exist|index|drop(?:ped)?\b|temp|` +
    String.raw`tmp|session|sync|refresh|seed|presence|typing|mail|slack|webhook|event|event_?log|history`,
  'i',
);

/**
 * The call of a block that is made for what it does, not for what it returns, so that its failure loses work; null when
 * there is none.
 */
export function lostWork(file: FileAnalysis, block: Node): TSESTree.CallExpression | null {
  if (endsInFlag(file, block)) return null;
  return storedChange(file, block) ?? discarded(file, block);
}

/** `try { await reset(); done = true; } catch {}`: what follows asks whether it worked. */
function endsInFlag(file: FileAnalysis, block: Node): boolean {
  const last = block.type === 'BlockStatement' ? block.body.at(-1) : undefined;
  if (
    last?.type !== 'ExpressionStatement' ||
    last.expression.type !== 'AssignmentExpression' ||
    last.expression.left.type !== 'Identifier'
  )
    return false;
  const { left, right } = last.expression;
  if (right.type !== 'Literal') return false;
  return (file.variableOf(left)?.references ?? []).some(
    (reference) => reference.isRead() && reference.identifier.range[0] > block.range[1],
  );
}

/** A call of a database that writes, in the same function as the place. */
export function storedChange(file: FileAnalysis, place: Node): TSESTree.CallExpression | null {
  for (const { node, call } of file.callsWith('query')) {
    if (node.type !== 'CallExpression' || !isInside(node, place) || isGathered(node, place)) continue;
    const operation = call.query?.operation;
    if (
      (operation === 'write' || operation === 'delete' || (operation === 'raw' && writesByText(file, node))) &&
      isNeeded(file, node)
    )
      return node;
  }
  return null;
}

/** `Promise.allSettled([...])` keeps failures as results: none of them gets to the handler. */
function isGathered(node: Node, place: Node): boolean {
  for (let current: Node | undefined = node.parent; current && current !== place; current = current.parent) {
    if (current.type === 'CallExpression' && dottedName(current.callee) === 'Promise.allSettled') return true;
  }
  return false;
}

function writesByText(file: FileAnalysis, node: TSESTree.CallExpression): boolean {
  const value = node.arguments[0] ? file.valueOf(node.arguments[0]) : null;
  const first = value?.parts?.[0];
  const text = typeof value?.constant === 'string' ? value.constant : first && 'text' in first ? first.text : '';
  return /^\s*(?:insert|update|delete|replace|merge)\b/i.test(text);
}

/** A call that only looks something up, by its name. */
export function isLookUp({ callee }: TSESTree.CallExpression): boolean {
  return READS.test(dottedName(callee) ?? '');
}

const READS = /\.(?:(?:get|find|list|read|lookup)(?=[A-Z]|$)|(?:fetch|resolve)(?=[A-Z]))[\w$]*$/;

/** `await users.activate(id);` as a statement: nobody looks at what comes back. */
function discarded(file: FileAnalysis, block: Node): TSESTree.CallExpression | null {
  for (const waited of file.nodes('AwaitExpression')) {
    const call = bare(waited.argument);
    if (
      !isInside(waited, block) ||
      outer(waited).parent?.type !== 'ExpressionStatement' ||
      call.type !== 'CallExpression'
    )
      continue;
    const name = dottedName(call.callee);
    if (
      name === null ||
      !name.includes('.') ||
      name.startsWith('Promise.') ||
      !isNeeded(file, call) ||
      cannotReject(file, call)
    )
      continue;
    const known = file.libraryCall(call);
    if (known && known.call.query === undefined) continue;
    return call;
  }
  return null;
}

function isNeeded(file: FileAnalysis, call: Node): boolean {
  return !BEST_EFFORT.test(file.text.slice(...wholeChain(call).range).slice(0, 400));
}

function isInside(node: Node, place: Node): boolean {
  return node.range[0] >= place.range[0] && node.range[1] <= place.range[1];
}
