/** Digests that take a key: whoever can make one for a text has the key. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { memberName } from '../../syntax/keys.js';
import { bare, unwrap } from '../../syntax/wrappers.js';
import { writesOf } from '../access/written-values.js';

const MAX_DEPTH = 8;

/**
 * A digest under a key that `isHeld`, as bytes or text, with fixed text around it: `'sha256=' + hmac.digest('hex')`.
 */
export function isKeyedDigest(file: FileAnalysis, node: Node, isHeld: (key: Node) => boolean, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const plain = unwrap(node);
  const isDigest = (inner: Node): boolean => isKeyedDigest(file, inner, isHeld, depth + 1);
  const isFixed = (inner: Node): boolean => file.valueOf(inner).constant !== undefined;
  switch (plain.type) {
    case 'Identifier': {
      const writes = writesOf(file, plain);
      return writes.length > 0 && writes.every(isDigest);
    }
    case 'BinaryExpression':
      return (
        plain.operator === '+' &&
        ((isDigest(plain.left) && isFixed(plain.right)) || (isFixed(plain.left) && isDigest(plain.right)))
      );
    case 'TemplateLiteral':
      return plain.expressions.some(isDigest) && plain.expressions.every((inner) => isDigest(inner) || isFixed(inner));
    case 'CallExpression': {
      if (isKeyed(file, plain, isHeld, depth + 1)) return true;
      const callee = bare(plain.callee);
      if (callee.type !== 'MemberExpression') return false;
      const name = memberName(callee);
      if (name === 'digest') return isKeyed(file, callee.object, isHeld, depth + 1);
      // `Buffer.from(digest)`, `digest.toString('hex')`
      if (name === 'from' && callee.object.type === 'Identifier' && callee.object.name === 'Buffer')
        return plain.arguments[0] !== undefined && isDigest(plain.arguments[0]);
      return /^(?:toString|toLowerCase|toUpperCase|trim)$/.test(name ?? '') && isDigest(callee.object);
    }
    default:
      return false;
  }
}

/** `createHmac('sha256', key)`, with all it was fed. */
function isKeyed(file: FileAnalysis, node: Node, isHeld: (key: Node) => boolean, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const plain = unwrap(node);
  if (plain.type === 'Identifier') {
    const writes = writesOf(file, plain);
    return writes.length > 0 && writes.every((write) => isKeyed(file, write, isHeld, depth + 1));
  }
  if (plain.type !== 'CallExpression') return false;
  const keyArg = file.libraryCall(plain)?.call.keyedDigest;
  const key: TSESTree.CallExpressionArgument | undefined = keyArg === undefined ? undefined : plain.arguments[keyArg];
  if (keyArg !== undefined) return key !== undefined && isHeld(key);
  const callee = bare(plain.callee);
  return (
    callee.type === 'MemberExpression' &&
    memberName(callee) === 'update' &&
    isKeyed(file, callee.object, isHeld, depth + 1)
  );
}
