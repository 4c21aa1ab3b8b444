import type { TSESTree } from '@typescript-eslint/types';
import type { Shape } from '../vocabulary/concepts.js';
import type { Resolution } from '../symbols/resolution.js';
import { callable } from '../symbols/callable.js';
import { memberName, textOf } from '../syntax/keys.js';
import { unwrap } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import { hostIsKnown } from './address-guards.js';
import { isConstantText, type Guarded } from './guard-forms.js';
import { asksItsOwnSource, comparedWithInherited, isProgramTable } from './key-guards.js';
import { foundByIndex, isClients, isSent } from './list-guards.js';
import { headsOfCharacter } from './local-paths.js';
import { askedBeginning, beginningProves, splitText, staysBelow } from './path-guards.js';

type Node = TSESTree.Node;

const TYPE_SHAPES: Readonly<Record<string, Shape>> = {
  string: 'str',
  number: 'num',
  boolean: 'bool',
  object: 'obj',
  function: 'fn',
};

/** What `x === y`, `x in y` and their kind prove when they come out true, or false. */
export function comparison(r: Resolution, node: TSESTree.BinaryExpression, outcome: boolean): Guarded[] {
  if (node.operator === 'in')
    return outcome &&
      isProgramTable(r, node.right) &&
      !isSent(r, node.right) &&
      !asksItsOwnSource(r, node.right, node.left)
      ? pathGuard(r, node.left, 'all')
      : [];
  const listed = foundByIndex(r, node, outcome);
  if (listed) return pathGuard(r, listed, 'all');
  const equal = node.operator === '===' || node.operator === '==';
  const unequal = node.operator === '!==' || node.operator === '!=';
  if (!equal && !unequal) return [];
  const left = unwrap(node.left);
  const right = unwrap(node.right);
  if (left.type === 'UnaryExpression' && left.operator === 'typeof') {
    const path = accessPath(r.variables, left.argument);
    const shape = TYPE_SHAPES[textOf(right) ?? ''];
    if (path === null || !shape) return [];
    if (equal === outcome) return [{ path, for: shape === 'num' || shape === 'bool' ? 'all' : [], shapes: [shape] }];
    return shape === 'obj' ? [{ path, for: [], shapes: ['str', 'num', 'bool', 'fn'] }] : [];
  }
  const begins = askedBeginning(left, right) ?? askedBeginning(right, left);
  if (begins) return beginningProves(r, begins.subject, begins.prefix, equal === outcome);
  const heads = [
    ...headsOfCharacter(r, left, right, equal === outcome),
    ...headsOfCharacter(r, right, left, equal === outcome),
  ];
  if (heads.length > 0) return heads;
  if (equal !== outcome) {
    // `relative(root, p).split(sep)[0] !== '..'`
    const segments = textOf(right) === '..' && left.type === 'MemberExpression' ? splitText(left.object) : null;
    if (segments && left.type === 'MemberExpression' && segments !== left.object && memberName(left) === '0')
      return staysBelow(r, segments);
    const key = comparedWithInherited(left, right);
    return key ? pathGuard(r, key, ['object-path']) : [];
  }
  // `path.relative(root, p)` compared is not equality with a safe value; only constants count.
  if (isConstantText(r, right)) return [...pathGuard(r, left, 'all'), ...relativeIs(r, left, right)];
  if (isConstantText(r, left)) return [...pathGuard(r, right, 'all'), ...relativeIs(r, right, left)];
  const hosts = [
    ...(isChosen(r, right) ? [] : hostIsKnown(r, left)),
    ...(isChosen(r, left) ? [] : hostIsKnown(r, right)),
  ];
  if (hosts.length > 0) return hosts;
  // `basename(x) === x` and `path.normalize(x) === x`
  for (const [call, plain] of [
    [left, right],
    [right, left],
  ] as const) {
    if (call.type !== 'CallExpression' || !call.arguments[0]) continue;
    const path = accessPath(r.variables, plain);
    const result = callable(r, call.callee, 'call')?.model.result;
    if (path !== null && path === accessPath(r.variables, call.arguments[0]) && result?.is === 'sanitized')
      return [{ path, for: result.for }];
  }
  return [];
}

/** Whoever sends the address sends this too. The host a request went to stands in a header: that is one's own. */
function isChosen(r: Resolution, other: Node): boolean {
  return isSent(r, other, (source) => source !== 'header' && isClients(source));
}

/** `relative(root, p) === ''`: the root itself. */
function relativeIs(r: Resolution, relative: Node, text: Node): Guarded[] {
  return textOf(text)?.startsWith('..') ? [] : staysBelow(r, relative);
}

/** A value that is one of those the program lists, for these sinks. */
export function pathGuard(r: Resolution, node: Node, kinds: Guarded['for']): Guarded[] {
  const path = accessPath(r.variables, node);
  const known = kinds === 'all' ? hostIsKnown(r, node) : [];
  return path === null
    ? known
    : [{ path, for: kinds, ...(kinds === 'all' ? { listed: true as const } : {}) }, ...known];
}
