import { bare, memberName, type FileAnalysis, type Node, type Sink } from '@backend-architect/analysis';
import { literalsBehind } from './literals-behind.js';

/** The text, the zeros or the piece of the key that is the vector of every message; null when it can change, or is empty as modes without one want it. */
export function fixedVector(file: FileAnalysis, { node, call }: Sink): Node | null {
  const literal = literalsBehind(file, node).find(({ text }) => text !== '');
  if (literal) return literal.node;
  const plain = definitionOf(file, node);
  if (plain.type !== 'CallExpression') return null;
  const callee = bare(plain.callee);
  if (callee.type !== 'MemberExpression') return null;
  if (memberName(callee) === 'alloc' && isUntouched(file, node) && isSized(file, plain.arguments[0])) return node;
  const key = file.sinks('secret').find((sink) => sink.call.node === call.node)?.node;
  return key && /^(?:slice|subarray|substring|substr)$/.test(memberName(callee) ?? '') && file.text.slice(...bare(callee.object).range) === file.text.slice(...bare(key).range) ? node : null;
}

function definitionOf(file: FileAnalysis, node: Node): Node {
  const plain = bare(node);
  const definition = plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
  return definition?.type === 'VariableDeclarator' && definition.init ? bare(definition.init) : plain;
}

/** Zeros under a name may be filled before they are used. */
function isUntouched(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  const references = plain.type === 'Identifier' ? (file.variableOf(plain)?.references ?? []) : [];
  return references.filter((reference) => reference.identifier !== plain).every((reference) => reference.isWrite() && reference.init === true);
}

/** An empty buffer is what modes without a vector are given. */
function isSized(file: FileAnalysis, size: Node | undefined): boolean {
  return size !== undefined && file.valueOf(size).constant !== 0;
}
