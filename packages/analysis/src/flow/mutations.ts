import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { memberName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';
import { ADDRESS_KINDS } from '../guards/address.js';
import { container, unordered } from './containers.js';
import type { Engine } from './evaluation.js';
import { join, memberValue, sanitized } from './lattice.js';
import type { Happening } from './order.js';
import type { Value } from '../vocabulary/value.js';
import type { Reaching } from './writes.js';

type Node = TSESTree.Node;

/** Something put into what a variable holds. */
export interface Mutation extends Happening {
  /** Constant key it is stored under, null when it may be anywhere. */
  readonly key: string | null;
  /** Null when what is there only changes its place. */
  readonly value: Node | null;
  readonly spread: boolean;
  /** What was under the key before is gone. */
  readonly replaces: boolean;
  /** What was in the list before keeps its place. */
  readonly appends: boolean;
}

/** Mutations that may show where a variable is read. */
export interface Showing {
  readonly mutations: readonly Mutation[];
  /** Keys under which nothing older is left. */
  readonly replaced: ReadonlySet<string>;
  /** Whatever was put in may be there, beside what was there before. */
  readonly everything: boolean;
}

const ADDS_ALL = new Set(['push', 'unshift', 'add', 'append']);
const ADDS_LAST = new Set(['set', 'splice', 'fill']);
/** Methods that move what is in a list to other places. */
const REORDERS = new Set(['reverse', 'sort', 'shift', 'copyWithin']);
/** Parts of an address behind its host. */
const BEHIND_THE_HOST = new Set(['pathname', 'path', 'search', 'hash', 'query']);
const MAX_MUTATIONS = 24;
const NOTHING_REPLACED: ReadonlySet<string> = new Set();
const mutationsOf = new WeakMap<Variable, readonly Mutation[]>();

/** What is put into a variable: `a.push(v)`, `a[i] = v`, `o.k = v`, `map.set(k, v)`, `Object.assign(o, v)`. */
export function mutationsShowing(e: Engine, variable: Variable, read: Node, reaching: Reaching | null): Showing {
  const all = mutationsOf.get(variable) ?? findMutations(variable);
  mutationsOf.set(variable, all);
  if (all.length === 0 || !reaching) return { mutations: all, replaced: NOTHING_REPLACED, everything: true };
  const { order, replacing } = reaching;
  // What was put into the value before the variable got another one went with it.
  const inThisValue = all.filter((mutation) => !replacing.some((write) => order.isUndone(mutation, write)));
  const settled = isUsedUp(e, read);
  const mutations = settled ? inThisValue.filter((mutation) => order.mayPrecede(mutation, replacing)) : inThisValue;
  const last = settled ? mutations.filter((mutation) => mutation.replaces && order.surelyPrecedes(mutation)) : [];
  const left = mutations.filter(
    (mutation) => !last.some((other) => other.key === mutation.key && order.isUndone(mutation, other)),
  );
  const replaced = new Set(last.flatMap(({ key }) => (key === null ? [] : [key])));
  return { mutations: left, replaced, everything: left.length === all.length && last.length === 0 };
}

/** A value with what was put into it. */
export function withMutations(e: Engine, value: Value, { mutations, replaced }: Showing): Value {
  if (mutations.every((entry) => entry.value === null)) return mutations.length === 0 ? value : unordered(value);
  let properties = value.properties;
  let { spread } = value;
  const fresh = new Set(replaced);
  for (const entry of mutations) {
    if (entry.value === null) continue;
    const known = e.evaluate(entry.value);
    const element =
      entry.spread && known.shapes.length === 1 && known.shapes[0] === 'arr' ? memberValue(known, '*') : known;
    const put = entry.key !== null && BEHIND_THE_HOST.has(entry.key) ? sanitized(element, ADDRESS_KINDS) : element;
    if (entry.key !== null && value.shapes.includes('obj')) {
      const before =
        properties && Object.hasOwn(properties, entry.key) && !fresh.delete(entry.key)
          ? properties[entry.key]
          : undefined;
      properties = { ...properties, [entry.key]: before ? join(before, put) : put };
    } else if (entry.spread && put.properties && !put.spread) properties = { ...properties, ...put.properties };
    else spread = spread ? join(spread, put) : put;
  }
  const made = container(value.shapes, properties, spread);
  const whole =
    value.elements && mutations.every(({ appends }) => appends) ? { ...made, elements: value.elements } : made;
  return value.properties || value.spread || value.taint === 'safe' ? whole : join(value, whole);
}

/**
 * The value is looked at where it is read: a member of it, a part of a text, an argument of a call. What keeps the
 * thing itself - another name, another container, a function of this file - sees what is put into it later.
 */
function isUsedUp(e: Engine, read: Node): boolean {
  const whole = outer(read);
  const { parent } = whole;
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === whole;
    case 'CallExpression': {
      const callee = bare(parent.callee);
      const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
      return !(name !== null && KEEPS.has(name)) && e.r.localFunction(parent.callee) === null;
    }
    case 'SpreadElement':
    case 'TemplateLiteral':
    case 'BinaryExpression':
    case 'ReturnStatement':
      return true;
    default:
      return false;
  }
}

/** Methods that keep or give back the very thing they are given. */
const KEEPS = new Set([
  ...ADDS_ALL, ...ADDS_LAST, 'concat', 'resolve', 'freeze', 'seal', 'assign', 'bind', 'call', 'apply', 'then',
]);

function findMutations(variable: Variable): Mutation[] {
  const found: Mutation[] = [];
  for (const reference of variable.references) {
    found.push(...mutationAt(outer(reference.identifier)));
    if (found.length >= MAX_MUTATIONS) break;
  }
  return found;
}

function mutationAt(whole: Node): Mutation[] {
  const { parent } = whole;
  if (parent?.type === 'CallExpression' && parent.arguments[0] === whole && isObjectAssign(parent)) {
    return parent.arguments.slice(1).map((argument) => ({ ...putIn(parent, argument), spread: true }));
  }
  if (parent?.type !== 'MemberExpression' || parent.object !== whole) return [];
  const name = memberName(parent);
  const use = outer(parent).parent;
  if (use?.type === 'AssignmentExpression' && use.left === outer(parent)) {
    return [{ ...putIn(use, use.right), key: name, replaces: name !== null && use.operator === '=' }];
  }
  if (use?.type !== 'CallExpression' || bare(use.callee) !== parent || name === null) return [];
  if (REORDERS.has(name)) return [{ ...putIn(use, use), value: null }];
  const args = ADDS_ALL.has(name)
    ? use.arguments
    : ADDS_LAST.has(name)
      ? use.arguments.slice(name === 'splice' ? 2 : 1)
      : [];
  return args.map((argument) => ({ ...putIn(use, argument), appends: name === 'push' }));
}

function putIn(node: Node, argument: Node): Mutation {
  const spread = argument.type === 'SpreadElement';
  return { node, key: null, value: spread ? argument.argument : argument, spread, replaces: false, appends: false };
}

function isObjectAssign(call: TSESTree.CallExpression): boolean {
  const callee = bare(call.callee);
  return (
    callee.type === 'MemberExpression' &&
    memberName(callee) === 'assign' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object'
  );
}
