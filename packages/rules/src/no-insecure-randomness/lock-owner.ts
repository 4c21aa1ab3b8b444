import { bare, dottedName, keyOf, memberName, nameTokens, type Node, outer, textOf } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

const LOCK = new Set([
  'lock', 'locks', 'locked', 'locker', 'mutex', 'lease', 'leases', 'semaphore', 'acquire', 'acquired', 'heartbeat',
  'leader', 'fencing',
]);

/** Is a value given where a lock is taken or kept, so that it says who holds it and opens nothing? */
export function ownsLock(use: Node): boolean {
  const whole = outer(use);
  const { parent } = whole;
  switch (parent?.type) {
    case 'CallExpression':
      return (
        parent.arguments.includes(whole as TSESTree.CallExpressionArgument) &&
        (speaksOfLock(dottedName(parent.callee) ?? '') || setsOnlyWhenMissing(parent))
      );
    case 'Property':
      return parent.value === whole && speaksOfLock(keyOf(parent.key, parent.computed) ?? '');
    case 'AssignmentExpression': {
      const target = bare(parent.left);
      return parent.right === whole && target.type === 'MemberExpression' && speaksOfLock(memberName(target) ?? '');
    }
    default:
      return false;
  }
}

function speaksOfLock(name: string): boolean {
  return name
    .split('.')
    .slice(-2)
    .some((part) => nameTokens(part).some((word) => LOCK.has(word)));
}

/** `set(key, owner, 'PX', 5000, 'NX')`, `set(key, owner, { NX: true })`: written only where nobody has written yet. */
function setsOnlyWhenMissing({ arguments: given }: TSESTree.CallExpression): boolean {
  return given.slice(2).some((argument) => {
    const plain = bare(argument);
    if (plain.type !== 'ObjectExpression') return textOf(plain)?.toUpperCase() === 'NX';
    return plain.properties.some(
      (entry) => entry.type === 'Property' && keyOf(entry.key, entry.computed)?.toUpperCase() === 'NX',
    );
  });
}
