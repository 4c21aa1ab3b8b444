/** Names of members that a file gives another value, whatever they are members of. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Node } from '../vocabulary/analysis.js';
import { isTarget } from '../syntax/assignment-targets.js';
import { memberName } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import type { Engine } from './evaluation.js';

/** Something in the file around `node` is given another value under this name, or under one that is made. */
export function isMemberWritten(e: Engine, node: Node, name: string): boolean {
  let names = written.get(e);
  if (!names) written.set(e, (names = namesWritten(e, node)));
  return names.has(name) || names.has(null);
}

const written = new WeakMap<Engine, ReadonlySet<string | null>>();

function namesWritten(e: Engine, node: Node): ReadonlySet<string | null> {
  let file = node;
  while (file.parent) file = file.parent;
  const members = e.nodesIn('MemberExpression', file) as readonly TSESTree.MemberExpression[];
  const calls = e.nodesIn('CallExpression', file) as readonly TSESTree.CallExpression[];
  return new Set([...members.filter(isTarget).map(memberName), ...(calls.some(mayFill) ? [null] : [])]);
}

/** `init(options, this)`, `Object.assign(new Store(), options)` */
function mayFill({ callee, arguments: given }: TSESTree.CallExpression): boolean {
  if (given.some((one) => bare(one).type === 'ThisExpression')) return true;
  const [first] = given;
  const called = bare(callee);
  if (!first || called.type !== 'MemberExpression' || called.object.type !== 'Identifier') return false;
  const isFilling = FILLING.get(called.object.name)?.has(memberName(called) ?? '') ?? false;
  return isFilling && bare(first).type !== 'ObjectExpression';
}

const FILLING: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['Object', new Set(['assign', 'defineProperty', 'defineProperties'])],
  ['Reflect', new Set(['set', 'defineProperty'])],
]);
