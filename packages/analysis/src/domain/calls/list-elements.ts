import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { returnedExpressions } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { bare, outer } from '../../syntax/wrappers.js';
import { usesBefore } from './uses-before.js';

/** Elements in order. A spread stands for what is not seen, null for a hole. */
export type Elements = readonly (Node | null)[];

const MAX_HOPS = 6;
const MAX_LISTS = 8;
const MAX_ELEMENTS = 64;

/**
 * The lists an expression may be where it is used, each with its elements: literals, what is spread, joined, pushed or
 * put into them, and what a function of the file gives back. What is added under a condition is taken for added. Empty
 * when no list is seen.
 */
export function listsBehind(file: FileAnalysis, node: Node, at: Node, hops = 0): readonly Elements[] {
  const plain = bare(node);
  if (hops > MAX_HOPS) return [];
  const lists = (part: Node): readonly Elements[] => listsBehind(file, part, at, hops + 1);
  switch (plain.type) {
    case 'ArrayExpression':
      return withAll([[]], plain.elements, lists);
    case 'ConditionalExpression':
      return [...lists(plain.consequent), ...lists(plain.alternate)].slice(0, MAX_LISTS);
    case 'LogicalExpression':
      return (plain.operator === '&&' ? lists(plain.right) : [...lists(plain.left), ...lists(plain.right)]).slice(
        0,
        MAX_LISTS,
      );
    case 'CallExpression':
      return madeByCall(file, plain, hops, lists);
    case 'Identifier':
      return behindName(file, plain, at, hops);
    default:
      return [];
  }
}

function madeByCall(
  file: FileAnalysis,
  call: TSESTree.CallExpression,
  hops: number,
  lists: (part: Node) => readonly Elements[],
): readonly Elements[] {
  const callee = bare(call.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (callee.type === 'MemberExpression' && name === 'concat')
    return withJoined(lists(callee.object), call.arguments, lists);
  // Which elements it leaves out is not known; what is left keeps its order.
  if (callee.type === 'MemberExpression' && (name === 'filter' || (name === 'slice' && call.arguments.length === 0)))
    return lists(callee.object);
  const made = file.localFunctionOf(callee);
  return made
    ? returnedExpressions(made)
        .flatMap((returned) => listsBehind(file, returned, returned, hops + 1))
        .slice(0, MAX_LISTS)
    : [];
}

function behindName(file: FileAnalysis, name: TSESTree.Identifier, at: Node, hops: number): readonly Elements[] {
  const variable = file.variableOf(name);
  const definition = variable?.defs[0]?.node as Node | undefined;
  if (!variable || definition?.type !== 'VariableDeclarator' || definition.id.type !== 'Identifier') return [];
  let lists = definition.init ? listsBehind(file, definition.init, definition, hops + 1) : [];
  for (const { node, certain } of usesBefore(variable, at)) {
    const inner = (part: Node): readonly Elements[] => listsBehind(file, part, node, hops + 1);
    const { parent } = node;
    if (parent?.type === 'AssignmentExpression' && parent.left === node && parent.operator === '=') {
      const assigned = inner(parent.right);
      lists = (certain ? assigned : [...lists, ...assigned]).slice(0, MAX_LISTS);
    } else if (parent?.type === 'MemberExpression' && parent.object === node)
      lists = changedBy(lists, parent, certain, inner);
  }
  return lists;
}

/** A list after `args.push(x)`, `args.unshift(x)`, `args.splice(1, 0, x)` or `args[1] = x`. */
function changedBy(
  lists: readonly Elements[],
  member: TSESTree.MemberExpression,
  certain: boolean,
  inner: (part: Node) => readonly Elements[],
): readonly Elements[] {
  const target = outer(member);
  const use = target.parent;
  const name = memberName(member);
  if (use?.type === 'AssignmentExpression' && use.left === target) {
    const put = lists.map((list) => withPut(list, name === null ? list.length : Number(name), use.right));
    return certain ? put : [...lists, ...put].slice(0, MAX_LISTS);
  }
  if (use?.type !== 'CallExpression' || use.callee !== target) return lists;
  if (name === 'push') return withAll(lists, use.arguments, inner);
  const [from, removed, ...added] = use.arguments;
  const start = name === 'unshift' ? 0 : name === 'splice' ? numberOf(from) : null;
  if (start === null) return lists;
  const gone = name === 'splice' ? (numberOf(removed) ?? 0) : 0;
  return withAll([[]], name === 'unshift' ? use.arguments : added, inner)
    .flatMap((more) =>
      lists.map((list) => [...list.slice(0, start), ...more, ...list.slice(start + gone)].slice(0, MAX_ELEMENTS)),
    )
    .slice(0, MAX_LISTS);
}

function numberOf(node: Node | undefined): number | null {
  return node?.type === 'Literal' && typeof node.value === 'number' ? node.value : null;
}

/** `length` and the like are no places in the list. */
function withPut(list: Elements, index: number, value: Node): Elements {
  if (!Number.isInteger(index) || index < 0 || index >= MAX_ELEMENTS) return list;
  return [
    ...Array.from({ length: Math.max(index, list.length) }, (_, place) => list[place] ?? null).slice(0, index),
    value,
    ...list.slice(index + 1),
  ];
}

/** The same lists with more elements behind; one that is spread brings its own. */
function withAll(
  lists: readonly Elements[],
  more: readonly (Node | null)[],
  inner: (part: Node) => readonly Elements[],
): readonly Elements[] {
  return more.reduce<readonly Elements[]>((before, element) => {
    const spread = element?.type === 'SpreadElement' ? inner(element.argument) : [];
    return withEnds(before, spread.length > 0 ? spread : [[element]]);
  }, lists);
}

/** `concat` takes lists apart, and anything else as it is. */
function withJoined(
  lists: readonly Elements[],
  more: readonly Node[],
  inner: (part: Node) => readonly Elements[],
): readonly Elements[] {
  return more.reduce<readonly Elements[]>((before, part) => {
    const joined = part.type === 'SpreadElement' ? [] : inner(part);
    return withEnds(before, joined.length > 0 ? joined : [[part]]);
  }, lists);
}

function withEnds(lists: readonly Elements[], ends: readonly Elements[]): readonly Elements[] {
  return lists.flatMap((list) => ends.map((end) => [...list, ...end].slice(0, MAX_ELEMENTS))).slice(0, MAX_LISTS);
}
