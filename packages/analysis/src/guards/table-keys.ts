/** Keys that a table of the program is seen to have: there are as many of them as the table has. */
import type { TSESTree } from '@typescript-eslint/types';
import type { SinkKind } from '../vocabulary/concepts.js';
import type { Resolution } from '../symbols/resolution.js';
import type { Value } from '../vocabulary/value.js';
import { memberName } from '../syntax/keys.js';
import { unwrap } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import type { Guarded } from './guard-forms.js';
import { isConstantText, leaves } from './guard-forms.js';
import { isProgramTable } from './key-guards.js';

type Node = TSESTree.Node;

/** What is found may still be an inherited member: few, but no proof of more. */
const KINDS: readonly SinkKind[] = ['lasting-key'];
const HOPS = 4;

/** `TABLE[key]` or `MAP.get(key)`, or a name for it, is there. */
export function foundInTable(r: Resolution, answer: Node, hops = 0): Guarded[] {
  const node = unwrap(answer);
  if (node.type === 'Identifier') {
    const binding = hops < HOPS ? r.bindingOf(node) : null;
    return binding?.kind === 'value' && binding.init && binding.path.length === 0
      ? foundInTable(r, binding.init, hops + 1)
      : [];
  }
  const key = askedKey(r, node);
  const path = key && accessPath(r.variables, key);
  return path ? [{ path, for: KINDS }] : [];
}

/** `TABLE[key]()`, `new TABLE[key]()`, `TABLE[key].make()`: it throws for every other key. */
export function usedFromTable(r: Resolution, expression: Node | null | undefined): Guarded[] {
  const node = expression && unwrap(expression);
  switch (node?.type) {
    case 'AwaitExpression':
      return usedFromTable(r, node.argument);
    case 'AssignmentExpression':
      return usedFromTable(r, node.right);
    case 'CallExpression':
    case 'NewExpression': {
      if (node.type === 'CallExpression' && node.optional) return [];
      const given = node.arguments.flatMap((argument) =>
        argument.type === 'SpreadElement' ? [] : usedFromTable(r, argument),
      );
      return [...foundInTable(r, node.callee), ...usedFromTable(r, node.callee), ...given];
    }
    case 'MemberExpression':
      return node.optional ? [] : [...foundInTable(r, node.object), ...usedFromTable(r, node.object)];
    default:
      return [];
  }
}

/** `switch (key) { case 'a': ...; default: throw ... }`: who goes on is one of the cases. */
export function oneOfCases(r: Resolution, { cases, discriminant }: TSESTree.SwitchStatement): Guarded[] {
  const rest = cases.find(({ test }) => test === null);
  const last = rest?.consequent.at(-1);
  const path = accessPath(r.variables, discriminant);
  return path !== null &&
    last !== undefined &&
    leaves(last) &&
    cases.every(({ test }) => test === null || isConstantText(r, test))
    ? [{ path, for: 'all', listed: true }]
    : [];
}

function askedKey(r: Resolution, node: Node): Node | null {
  if (node.type === 'MemberExpression')
    return node.computed && isTable(r, node.object, 'ObjectExpression') ? node.property : null;
  if (node.type !== 'CallExpression') return null;
  const callee = unwrap(node.callee);
  const [key] = node.arguments;
  return callee.type === 'MemberExpression' &&
    memberName(callee) === 'get' &&
    node.arguments.length === 1 &&
    key !== undefined &&
    key.type !== 'SpreadElement' &&
    isTable(r, callee.object, 'NewExpression')
    ? key
    : null;
}

/** Written out here and filled by nobody, or what another file gives. */
function isTable(r: Resolution, node: Node, type: 'ObjectExpression' | 'NewExpression'): boolean {
  const plain = unwrap(node);
  const binding = plain.type === 'Identifier' ? r.bindingOf(plain) : null;
  if (binding?.kind === 'import') return isTableElsewhere(r, plain, type);
  const init = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? unwrap(binding.init) : null;
  if (!init || init.type !== type || !isProgramTable(r, plain)) return false;
  if (init.type === 'ObjectExpression') return init.properties.length > 0;
  const variable = plain.type === 'Identifier' ? r.variables.of(plain) : null;
  return (
    init.arguments.length > 0 &&
    init.callee.type === 'Identifier' &&
    init.callee.name === 'Map' &&
    variable !== null &&
    !variable.references.some(
      ({ identifier: { parent } }) => parent?.type === 'MemberExpression' && memberName(parent) === 'set',
    )
  );
}

/**
 * Of another file. What is asked for a member is a table, as what is asked whether it has one, unless it is seen to be
 * filled; what is asked with `get` may be anything, and has to be seen.
 */
function isTableElsewhere(r: Resolution, node: Node, type: 'ObjectExpression' | 'NewExpression'): boolean {
  const meaning = r.project ? r.meaningOf(node) : null;
  const value = meaning?.kind === 'foreign' ? meaning.of.value : null;
  if (type === 'NewExpression') return value?.built === true && value.pairs === true && hasFixedKeys(value);
  return value?.built !== true || (value.spread === undefined && Object.keys(value.properties ?? {}).length > 0);
}

/** A name no property has stands for keys that are not constant: they may be among fixed ones. */
function hasFixedKeys({ properties = {} }: Value): boolean {
  const isOpen = Object.entries(properties).some(([name, { taint }]) => name.startsWith('@@') && taint !== 'safe');
  return !isOpen && Object.keys(properties).some((name) => !name.startsWith('@@'));
}
