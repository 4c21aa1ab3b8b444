import type { TSESTree } from '@typescript-eslint/types';
import type { Node } from '../../vocabulary/analysis.js';
import { memberName } from '../../syntax/keys.js';
import { bare, outer } from '../../syntax/wrappers.js';

/**
 * Names that are handed to the calls of one chain, as `member:position`: `query:0` in `User.query(trx).insert(row)`.
 */
export function handedAlong(call: Node): readonly string[] {
  return [...before(call), ...after(call)].flatMap((one) => {
    const name = memberName(bare(one.callee) as TSESTree.MemberExpression);
    return name === null ? [] : one.arguments.flatMap((given, index) => (isHandle(given) ? [`${name}:${index}`] : []));
  });
}

/** One of the handles that bind a query to a transaction stands in its chain. */
export function isHanded(
  handed: readonly string[] | undefined,
  chained: Readonly<Record<string, number>> | undefined,
): boolean {
  return (
    !!chained && !!handed?.some((one) => Object.entries(chained).some(([name, index]) => one === `${name}:${index}`))
  );
}

/** The call itself and those it is chained to. */
function before(call: Node): TSESTree.CallExpression[] {
  const plain = bare(call);
  if (plain.type !== 'CallExpression') return [];
  const callee = bare(plain.callee);
  return callee.type === 'MemberExpression' ? [plain, ...before(callee.object)] : [];
}

function after(call: Node): TSESTree.CallExpression[] {
  const member = outer(call).parent;
  if (member?.type !== 'MemberExpression' || bare(member.object) !== bare(call)) return [];
  const next = outer(member).parent;
  return next?.type === 'CallExpression' && bare(next.callee) === member ? [next, ...after(next)] : [];
}

/** A handle travels under a name; `undefined` is none. */
function isHandle(given: Node): boolean {
  const plain = bare(given);
  return plain.type === 'MemberExpression' || (plain.type === 'Identifier' && plain.name !== 'undefined');
}
