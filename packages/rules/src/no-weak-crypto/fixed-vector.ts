import { bare, memberName, textsBehind, type FileAnalysis, type Node, type Sink } from '@backend-architect/analysis';

/**
 * The text, the zeros or the piece of the key that is the vector of every message; null when it can change, or is empty
 * as modes without one want it.
 */
export function fixedVector(file: FileAnalysis, { node, call }: Sink): Node | null {
  const key = file.sinks('secret').find((sink) => sink.call.node === call.node)?.node;
  if (key && isDerivedAnew(file, key)) return null;
  const literal = textsBehind(file, node).find(({ text }) => text !== '');
  if (literal) return literal.node;
  if (isOneOfFixed(file, node)) return node;
  const plain = definitionOf(file, node);
  if (isListOfNumbers(plain) && isUntouched(file, node)) return node;
  if (plain.type !== 'CallExpression') return null;
  const callee = bare(plain.callee);
  if (callee.type !== 'MemberExpression') return null;
  if (memberName(callee) === 'alloc' && isUntouched(file, node) && isSized(file, plain.arguments[0])) return node;
  return key &&
    /^(?:slice|subarray|substring|substr)$/.test(memberName(callee) ?? '') &&
    file.text.slice(...bare(callee.object).range) === file.text.slice(...bare(key).range)
    ? node
    : null;
}

/** A key derived from a salt that changes serves one message, and needs no vector that changes as well. */
function isDerivedAnew(file: FileAnalysis, key: Node): boolean {
  const made = definitionOf(file, key);
  return file.callsWith('passwordHash').some(({ node }) => {
    const salt =
      node.range[0] >= made.range[0] && node.range[1] <= made.range[1] && node.type === 'CallExpression'
        ? node.arguments[1]
        : undefined;
    return salt !== undefined && file.valueOf(salt).constant === undefined && textsBehind(file, salt).length === 0;
  });
}

/** A variable that is set in several places, each time to something fixed. */
function isOneOfFixed(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  const references = plain.type === 'Identifier' ? (file.variableOf(plain)?.references ?? []) : [];
  const writes = references.filter((reference) => reference.isWrite());
  const isOnlyGiven = references.every((reference) => reference.isWrite() || reference.identifier === plain);
  return (
    writes.length > 1 && isOnlyGiven && writes.every(({ writeExpr }) => writeExpr && isFixedBytes(file, writeExpr))
  );
}

function isFixedBytes(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  if (isListOfNumbers(plain) || textsBehind(file, plain).some(({ text }) => text !== '')) return true;
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : null;
  return (
    plain.type === 'CallExpression' &&
    callee?.type === 'MemberExpression' &&
    memberName(callee) === 'alloc' &&
    isSized(file, plain.arguments[0])
  );
}

/** `new Uint8Array([1, 2, 3])`, `Buffer.from([1, 2, 3])`. */
function isListOfNumbers(node: Node): boolean {
  const callee = node.type === 'CallExpression' ? bare(node.callee) : null;
  const isBytes =
    node.type === 'NewExpression'
      ? node.callee.type === 'Identifier' && /^Uint\d+(?:Clamped)?Array$/.test(node.callee.name)
      : callee?.type === 'MemberExpression' && memberName(callee) === 'from';
  const list =
    isBytes && (node.type === 'NewExpression' || node.type === 'CallExpression') && node.arguments[0]
      ? bare(node.arguments[0])
      : null;
  return (
    list?.type === 'ArrayExpression' &&
    list.elements.length > 0 &&
    list.elements.every((element) => element?.type === 'Literal' && typeof element.value === 'number')
  );
}

function definitionOf(file: FileAnalysis, node: Node): Node {
  const plain = bare(node);
  const definition =
    plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
  return definition?.type === 'VariableDeclarator' && definition.init ? bare(definition.init) : plain;
}

/** Zeros under a name may be filled before they are used. */
function isUntouched(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  const references = plain.type === 'Identifier' ? (file.variableOf(plain)?.references ?? []) : [];
  return references
    .filter((reference) => reference.identifier !== plain)
    .every((reference) => reference.isWrite() && reference.init === true);
}

/** An empty buffer is what modes without a vector are given. */
function isSized(file: FileAnalysis, size: Node | undefined): boolean {
  return size !== undefined && file.valueOf(size).constant !== 0;
}
