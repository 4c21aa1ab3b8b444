import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { dottedName } from '../../syntax/functions.js';
import { keyOf, memberName } from '../../syntax/keys.js';
import { bare, outer } from '../../syntax/wrappers.js';
import { usesBefore } from './uses-before.js';

/** What an options object holds under a name where it is used. */
export interface Held {
  /** Expressions one of which it holds; several when the way to the use decides. */
  readonly values: readonly Node[];
  /** It may hold nothing under this name. */
  readonly absent: boolean;
  /** It may hold something that is not written in this file. */
  readonly unseen: boolean;
  /** An object that is written here is, or may be, the one. */
  readonly literal: boolean;
}

const ABSENT: Held = { values: [], absent: true, unseen: false, literal: false };
const UNSEEN: Held = { values: [], absent: true, unseen: true, literal: false };
const MAX_HOPS = 6;

/**
 * What an expression holds under a name, or under a path of names, where it is used: in literals, behind names, in what
 * is spread or assigned into it, and in what is written into it before.
 */
export function heldUnder(file: FileAnalysis, object: Node, path: string, at: Node): Held {
  const [name = path, ...rest] = path.split('.');
  const held = within(file, object, name, at, 0);
  if (rest.length === 0) return held;
  const inner = held.values.map((value) => heldUnder(file, value, rest.join('.'), at));
  const outside: Held[] = held.unseen ? [UNSEEN] : held.absent ? [ABSENT] : [];
  return { ...[...inner, ...outside].reduce(either), literal: held.literal };
}

function within(file: FileAnalysis, node: Node, name: string, at: Node, hops: number): Held {
  const plain = bare(node);
  if (hops > MAX_HOPS) return UNSEEN;
  const inner = (part: Node): Held => within(file, part, name, at, hops + 1);
  switch (plain.type) {
    case 'ObjectExpression':
      return inLiteral(plain, name, inner);
    case 'ConditionalExpression':
      return either(inner(plain.consequent), inner(plain.alternate));
    case 'LogicalExpression':
      return plain.operator === '&&'
        ? either(ABSENT, inner(plain.right))
        : either(inner(plain.left), inner(plain.right));
    case 'CallExpression':
      return dottedName(plain.callee) === 'Object.assign'
        ? plain.arguments
            .map((given) => (given.type === 'SpreadElement' ? UNSEEN : inner(given)))
            .reduce(laidOver, ABSENT)
        : UNSEEN;
    case 'Identifier':
      return plain.name === 'undefined' ? ABSENT : behindName(file, plain, name, at, hops);
    case 'Literal':
    case 'TemplateLiteral':
    case 'ArrayExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return ABSENT;
    default:
      return UNSEEN;
  }
}

function inLiteral(object: TSESTree.ObjectExpression, name: string, inner: (part: Node) => Held): Held {
  let held: Held = { ...ABSENT, literal: true };
  for (const entry of object.properties) {
    const key = entry.type === 'SpreadElement' ? null : keyOf(entry.key, entry.computed);
    if (entry.type === 'SpreadElement') held = laidOver(held, inner(entry.argument));
    else if (key === null) held = laidOver(held, UNSEEN);
    else if (key === name) held = { values: [entry.value], absent: false, unseen: false, literal: true };
  }
  return held;
}

/** What the variable was given, and what was written into that before the use. */
function behindName(file: FileAnalysis, name: TSESTree.Identifier, key: string, at: Node, hops: number): Held {
  const variable = file.variableOf(name);
  const definition = variable?.defs[0]?.node as Node | undefined;
  if (!variable || definition?.type !== 'VariableDeclarator' || definition.id.type !== 'Identifier') return UNSEEN;
  const given = (value: Node, from: Node): Held => within(file, value, key, from, hops + 1);
  const isLoop =
    definition.parent.parent.type === 'ForOfStatement' || definition.parent.parent.type === 'ForInStatement';
  let held = definition.init ? given(definition.init, definition) : isLoop ? UNSEEN : ABSENT;
  for (const { node, certain } of usesBefore(variable, at)) {
    const change = changeBy(node, key, given);
    if (!change) continue;
    const after = change.replaces ? change.held : laidOver(held, change.held);
    held = certain ? after : either(held, after);
  }
  return held;
}

/**
 * What a use of a name does to the object behind it: another object, a member that is written, members that are
 * assigned.
 */
function changeBy(
  use: Node,
  key: string,
  given: (value: Node, from: Node) => Held,
): { readonly held: Held; readonly replaces: boolean } | null {
  const { parent } = use;
  if (parent?.type === 'AssignmentExpression' && parent.left === use && parent.operator !== '&&=') {
    const held = given(parent.right, parent);
    return parent.operator === '=' ? { held, replaces: true } : { held: either(ABSENT, held), replaces: false };
  }
  if (
    parent?.type === 'CallExpression' &&
    parent.arguments[0] === use &&
    dottedName(parent.callee) === 'Object.assign'
  ) {
    const sources = parent.arguments
      .slice(1)
      .map((source) => (source.type === 'SpreadElement' ? UNSEEN : given(source, parent)));
    return { held: sources.reduce(laidOver, ABSENT), replaces: false };
  }
  if (parent?.type !== 'MemberExpression' || parent.object !== use) return null;
  const target = outer(parent);
  const name = memberName(parent);
  if (target.parent?.type === 'UnaryExpression' && target.parent.operator === 'delete' && name === key)
    return { held: ABSENT, replaces: true };
  if (target.parent?.type !== 'AssignmentExpression' || target.parent.left !== target) return null;
  if (name === null) return { held: UNSEEN, replaces: false };
  return name === key
    ? {
        held: { values: [target.parent.right], absent: target.parent.operator !== '=', unseen: false, literal: false },
        replaces: false,
      }
    : null;
}

function either(a: Held, b: Held): Held {
  const values = [...a.values, ...b.values.filter((value) => !a.values.includes(value))];
  return { values, absent: a.absent || b.absent, unseen: a.unseen || b.unseen, literal: a.literal || b.literal };
}

/** Members of the second replace those of the first. */
function laidOver(first: Held, second: Held): Held {
  const literal = first.literal || second.literal;
  if (!second.absent && !second.unseen) return { ...second, literal };
  return {
    values: [...first.values, ...second.values],
    absent: first.absent,
    unseen: first.unseen || second.unseen,
    literal,
  };
}
