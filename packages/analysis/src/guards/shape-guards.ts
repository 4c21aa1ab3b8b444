import type { TSESTree } from '@typescript-eslint/types';
import type { Shape } from '../vocabulary/concepts.js';
import type { Resolution } from '../symbols/resolution.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import type { Guarded } from './guard-forms.js';

type Node = TSESTree.Node;
type Proves = (r: Resolution, condition: Node, outcome: boolean, hops: number) => Guarded[];

/** What can be false: no object and no list is. */
const FALSY: readonly Shape[] = ['str', 'num', 'bool', 'null'];

/** `x` as a condition that came out false. */
export function falsy(r: Resolution, node: Node): Guarded[] {
  const path = accessPath(r.variables, node);
  return path === null ? [] : [{ path, for: [], shapes: FALSY }];
}

/** `if (typeof x !== 'string') x = String(x);`: behind it `x` is what the test left alone, or a text. */
export function mended(
  r: Resolution,
  { test, consequent, alternate }: TSESTree.IfStatement,
  proves: Proves,
): Guarded[] {
  const [only, ...more] = consequent.type === 'BlockStatement' ? consequent.body : [consequent];
  const write = only?.type === 'ExpressionStatement' ? bare(only.expression) : null;
  if (
    alternate ||
    more.length > 0 ||
    write?.type !== 'AssignmentExpression' ||
    write.operator !== '=' ||
    !isText(r, write.right)
  )
    return [];
  const path = accessPath(r.variables, write.left);
  return proves(r, test, false, 0).flatMap((guard) =>
    guard.path === path && guard.shapes
      ? [{ path: guard.path, for: [], shapes: [...new Set<Shape>([...guard.shapes, 'str'])] }]
      : [],
  );
}

/** `String(x)`, `x.toString()`, a template or a text that is written out. */
function isText(r: Resolution, node: Node): boolean {
  const plain = unwrap(node);
  if (plain.type === 'TemplateLiteral' || textOf(plain) !== null) return true;
  if (plain.type !== 'CallExpression') return false;
  const callee = bare(plain.callee);
  if (callee.type === 'MemberExpression') return memberName(callee) === 'toString';
  return callee.type === 'Identifier' && callee.name === 'String' && r.variables.of(callee) === null;
}
