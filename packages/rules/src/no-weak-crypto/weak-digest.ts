import {
  bare,
  type FileAnalysis,
  isGuessableSecret,
  memberName,
  nameTokens,
  type Node,
  outer,
  passwordBehind,
} from '@backend-architect/analysis';
import { randomTarget, type RandomTarget } from '../randomness/random-target.js';

/**
 * What a hash with known collisions protects: a token or signature it becomes. Fingerprints, cache keys and check sums
 * are none, nor is the digest of something random, which nobody can choose. Passwords have a rule of their own.
 */
export function protectedBy(file: FileAnalysis, digest: Node): RandomTarget | null {
  const whole = chainAround(digest);
  const inputs = file
    .sinks('fast-hash')
    .filter(
      ({ node }) =>
        (whole.range[0] <= node.range[0] && node.range[1] <= whole.range[1]) ||
        (whole === digest && file.functionOf(node) === file.functionOf(digest)),
    );
  if (inputs.some(({ node }) => file.valueOf(node).random || passwordBehind(file, node))) return null;
  return randomTarget(file, digest, isSignatureName) ?? comparedWith(file, whole);
}

/** `req.query.token == md5(login)`: the digest is what the token is expected to be. */
function comparedWith(file: FileAnalysis, whole: Node): RandomTarget | null {
  const { parent } = whole;
  if (parent?.type !== 'BinaryExpression' || !/^[!=]==?$/.test(parent.operator)) return null;
  const other = bare(parent.left === whole ? parent.right : parent.left);
  const name = other.type === 'Identifier' ? other.name : other.type === 'MemberExpression' ? memberName(other) : null;
  return name !== null && isSignatureName(name) && !isOfPartner(file, other, name) ? { name, node: other } : null;
}

/**
 * A signature that comes with a request was made by the other side, which chose the hash; a token in a link was made
 * here.
 */
function isOfPartner(file: FileAnalysis, other: Node, name: string): boolean {
  const { taint, source } = file.valueOf(other);
  return (
    !/token/i.test(name) && taint === 'tainted' && (source === 'body' || source === 'header' || source === 'query')
  );
}

function isSignatureName(name: string): boolean {
  const head = nameTokens(name).at(-1);
  return (
    head === 'signature' ||
    head === 'sig' ||
    head === 'mac' ||
    (isGuessableSecret(name) && /^tokens?$/.test(head ?? ''))
  );
}

/** The chain of calls that begins with a node: `createHash(a).update(b).digest()`. */
export function chainAround(node: Node): Node {
  let current = outer(node);
  for (;;) {
    const member = current.parent;
    const call = member?.type === 'MemberExpression' && member.object === current ? outer(member).parent : null;
    if (call?.type !== 'CallExpression') return current;
    current = outer(call);
  }
}
