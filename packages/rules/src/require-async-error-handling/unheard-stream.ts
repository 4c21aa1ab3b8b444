import { bare, memberName, outer, textOf, type FileAnalysis, type Node, type Sink } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/** Somebody looks first whether the file is there: what is left is a race. */
const LOOKS = /exists|\bl?stat(?:Sync)?\(|\baccess(?:Sync)?\(|isFile\b|sendFile/i;
const LISTENS = new Set(['on', 'once', 'addListener', 'prependListener']);

/**
 * Streams of files that a client names, which are piped on and whose failures nobody listens for: an `error` without a
 * listener ends the process.
 */
export function unheardStreams(file: FileAnalysis): Sink[] {
  // Told from the text: a file that pipes nothing asks the project nothing.
  if (!/\.pipe\s*\(/.test(file.text)) return [];
  return file.sinks('file-path').filter((sink) => {
    const { node } = sink.call;
    if (node.type !== 'CallExpression' || file.typeOf(node)?.type.resource?.kind !== 'stream') return false;
    const value = file.valueFor(sink.node, 'file-path');
    if (value.taint !== 'tainted' || value.source === 'argv' || isLookedFor(file, node)) return false;
    const fates = usesOf(file, node).map((use) => fateOf(use));
    return fates.includes('piped') && fates.every((fate) => fate === 'piped' || fate === 'used');
  });
}

function isLookedFor(file: FileAnalysis, call: Node): boolean {
  const fn = file.functionOf(call);
  return fn === null || LOOKS.test(file.text.slice(fn.range[0], call.range[0]));
}

/** The call itself, or each use of the one name its result is kept under. */
function usesOf(file: FileAnalysis, call: Node): readonly Node[] {
  const declarator = outer(call).parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return [call];
  const references = file.variableOf(declarator.id)?.references ?? [];
  return references.filter((reference) => reference.init !== true).map(({ identifier }) => identifier as Node);
}

/** `heard`: somebody listens for its failure, or has it and may. */
function fateOf(use: Node): 'piped' | 'used' | 'heard' {
  const member = outer(use).parent;
  const call = member?.type === 'MemberExpression' && member.object === outer(use) ? outer(member).parent : null;
  const name = member?.type === 'MemberExpression' ? memberName(member) : null;
  if (call?.type !== 'CallExpression' || bare(call.callee) !== member || name === null) return 'heard';
  if (name === 'pipe') return 'piped';
  if (!LISTENS.has(name)) return name === 'destroy' || name === 'unpipe' ? 'used' : 'heard';
  if (isFailure(call)) return 'heard';
  // `stream.on('open', f)` gives back the stream, which may be chained on.
  return outer(call).parent?.type === 'ExpressionStatement' ? 'used' : fateOf(call);
}

function isFailure({ arguments: [event] }: TSESTree.CallExpression): boolean {
  const name = event && textOf(event);
  return name === null || name === undefined || name === 'error';
}
