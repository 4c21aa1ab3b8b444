import {
  bare,
  bindingOf,
  type CallNode,
  type FileAnalysis,
  isWithin,
  memberName,
  type Node,
  nodesWithin,
  outer,
} from '@backend-architect/analysis';

/** Digits of a text, and bytes, that still name a bucket of many passwords, and no password. */
const MAX_DIGITS = 5;
const MAX_BYTES = 2;

/**
 * Only a few bits of a digest are kept: a byte of it, its first digits, a sum of its bytes that is divided. Too many
 * passwords share them for guessing one.
 */
export function isReduced(file: FileAnalysis, hash: CallNode): boolean {
  const whole = wholeDigest(hash);
  const most = isText(whole) ? MAX_DIGITS : MAX_BYTES;
  if (isPiece(whole, most)) return true;
  const { parent } = whole;
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false;
  const reads = (file.variableOf(parent.id)?.references ?? []).filter((reference) => reference.isRead());
  return reads.length > 0 && reads.every(({ identifier }) => isPiece(identifier, most) || isSummed(file, identifier));
}

/** `createHash(a).update(b).digest(c)` around the call that takes the input. */
function wholeDigest(node: Node): Node {
  let current: Node = outer(node);
  for (;;) {
    const member = current.parent;
    const call =
      member?.type === 'MemberExpression' &&
      member.object === current &&
      /^(?:update|digest|toString)$/.test(memberName(member) ?? '')
        ? outer(member).parent
        : null;
    if (call?.type !== 'CallExpression') return current;
    current = outer(call);
  }
}

/** `digest('hex')` gives a text, `digest()` bytes. */
function isText(digest: Node): boolean {
  return digest.type === 'CallExpression' && digest.arguments.length > 0;
}

/** `digest.readUInt8(0)`, `text.slice(0, 2)`, `digest.length`. */
function isPiece(digest: Node, most: number): boolean {
  const member = outer(digest).parent;
  if (member?.type !== 'MemberExpression' || member.object !== outer(digest)) return false;
  const name = memberName(member);
  const call = outer(member).parent;
  if (name === 'length') return true;
  if (call?.type !== 'CallExpression' || call.callee !== outer(member)) return false;
  if (/^readU?Int(?:8|16(?:LE|BE))$/.test(name ?? '')) return true;
  const [from, to] = call.arguments.map((argument) => (argument.type === 'Literal' ? argument.value : null));
  return (
    /^(?:slice|substring|substr)$/.test(name ?? '') &&
    typeof from === 'number' &&
    typeof to === 'number' &&
    (name === 'substr' ? to : to - from) <= most &&
    from >= 0
  );
}

/** `sum += digest[i]`, where what the function gives back is `sum % n`. */
function isSummed(file: FileAnalysis, digest: Node): boolean {
  const element = outer(digest).parent;
  const sum = element?.type === 'MemberExpression' && element.computed ? outer(element).parent : null;
  if (sum?.type !== 'AssignmentExpression' || sum.operator !== '+=' || sum.right !== outer(element as Node))
    return false;
  const target = bare(sum.left);
  const variable = target.type === 'Identifier' ? file.variableOf(target) : null;
  const binding = variable && bindingOf(variable);
  const fn = file.functionOf(digest);
  if (!variable || binding?.kind !== 'value' || !fn || file.valueOf(binding.init ?? target).constant !== 0)
    return false;
  const divisions = nodesWithin(file, fn, 'BinaryExpression').filter(({ operator }) => operator === '%');
  const reads = variable.references.filter((reference) => reference.isRead() && !reference.isWrite());
  return reads.length > 0 && reads.every(({ identifier }) => divisions.some(({ left }) => isWithin(identifier, left)));
}
