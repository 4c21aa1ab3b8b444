import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { enclosingFunction } from '../syntax/functions.js';
import { memberName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';
import { ADDRESS_KINDS } from '../guards/address.js';
import { keyAt } from './constant-key.js';
import { container, unordered } from './container.js';
import type { Engine } from './evaluation.js';
import { effectsOf, asCalled, effectsOnParam, effectValue, type Effect } from './effects.js';
import { classAt, handedOn, methodCalled, methodIn } from './instances.js';
import { UNSEEN } from './schemas/admitted.js';
import type { Handed } from './schemas/handed.js';
import { inPairs, namesIn, withNames } from './keyed.js';
import { join, KEYS, memberValue, sanitized } from './lattice.js';
import type { Happening } from './order.js';
import { perEngine } from './per-engine.js';
import type { Value } from '../vocabulary/value.js';
import type { Reaching } from './writes.js';

type Node = TSESTree.Node;

/** Something put into what a variable holds. */
export interface Mutation extends Happening {
  /** Constant key it is stored under, null when it may be anywhere. */
  readonly key: string | null;
  /** What the key is made of, where it is not constant. */
  readonly named?: () => Value;
  /** Null when what is there only changes its place. */
  readonly value: Node | null;
  /** What is put, where it is not the value of the node alone: a function puts it there. */
  readonly put?: () => Value;
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
const mutationsOf = perEngine<Variable, readonly Mutation[]>();

/** What is put into a variable: `a.push(v)`, `a[i] = v`, `o.k = v`, `map.set(k, v)`, `Object.assign(o, v)`. */
export function mutationsShowing(e: Engine, variable: Variable, read: Node, reaching: Reaching | null): Showing {
  const all = mutationsIn(e, variable);
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
  const names: (() => Value | null)[] = [() => namesIn(value)];
  let isNamed = properties?.[KEYS] !== undefined;
  const fresh = new Set(replaced);
  for (const entry of mutations) {
    if (entry.value === null) continue;
    const known = entry.put ? entry.put() : e.evaluate(entry.value);
    const element =
      entry.spread && known.shapes.length === 1 && known.shapes[0] === 'arr' ? memberValue(known, '*') : known;
    if (entry.key === null) names.push(entry.named ?? (() => namesIn(known)));
    isNamed ||= entry.named !== undefined || (entry.spread && known.properties?.[KEYS] !== undefined);
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
  if (isNamed && value.shapes.includes('obj'))
    properties = withNames(
      properties,
      names.map((name) => name()),
    );
  const made = inPairs(container(value.shapes, properties, spread), value.pairs);
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
      const fn = e.r.localFunction(parent.callee);
      return (
        !(name !== null && KEEPS.has(name)) && (fn === null || !keeps(e, fn, parent.arguments.indexOf(whole as never)))
      );
    }
    case 'ForOfStatement':
    case 'ForInStatement':
      return parent.right === whole && !isNamedIn(e, parent.body, read);
    case 'SpreadElement':
    case 'YieldExpression':
    case 'TemplateLiteral':
    case 'BinaryExpression':
    case 'ReturnStatement':
      return true;
    default:
      return false;
  }
}

/** A function may hold on to what it is given, or look at it later. */
function keeps(e: Engine, fn: FunctionNode, index: number): boolean {
  const param = fn.params[index];
  const target = param?.type === 'AssignmentPattern' ? param.left : param;
  if (fn.async || fn.generator || index < 0) return true;
  if (target?.type === 'ObjectPattern' || target?.type === 'ArrayPattern') return false;
  const variable = target?.type === 'Identifier' ? e.r.variables.of(target) : null;
  return (
    !variable ||
    variable.references.some(({ identifier }) => {
      const { parent } = identifier;
      return (
        enclosingFunction(identifier) !== fn ||
        parent.type !== 'MemberExpression' ||
        parent.object !== identifier ||
        parent.parent.type === 'AssignmentExpression' ||
        (parent.parent.type === 'CallExpression' && parent.parent.callee === parent)
      );
    })
  );
}

function isNamedIn(e: Engine, body: Node, read: Node): boolean {
  return (
    read.type !== 'Identifier' ||
    e.nodesIn('Identifier', body).some((node) => node.type === 'Identifier' && node.name === read.name)
  );
}

/** Methods that keep or give back the very thing they are given. */
const KEEPS = new Set([
  ...ADDS_ALL, ...ADDS_LAST, 'concat', 'resolve', 'freeze', 'seal', 'assign', 'bind', 'call', 'apply', 'then',
]);

function mutationsIn(e: Engine, variable: Variable): readonly Mutation[] {
  const known = mutationsOf(e).get(variable);
  if (known) return known;
  mutationsOf(e).set(variable, []); // a key that hangs on the variable itself
  const found = findMutations(e, variable);
  mutationsOf(e).set(variable, found);
  return found;
}

function findMutations(e: Engine, variable: Variable): Mutation[] {
  const found: Mutation[] = [];
  for (const reference of variable.references) {
    found.push(...mutationAt(e, outer(reference.identifier)));
    if (found.length >= MAX_MUTATIONS) break;
  }
  return found;
}

function mutationAt(e: Engine, whole: Node): Mutation[] {
  const { parent } = whole;
  const byFunction = putByFunction(e, whole);
  if (byFunction.length > 0) return byFunction;
  if (parent?.type === 'CallExpression' && parent.arguments[0] === whole && isObjectAssign(parent)) {
    return parent.arguments.slice(1).map((argument) => ({ ...putIn(parent, argument), spread: true }));
  }
  if (parent?.type !== 'MemberExpression' || parent.object !== whole) return [];
  const use = outer(parent).parent;
  if (use?.type === 'AssignmentExpression' && use.left === outer(parent)) {
    const key = keyAt(e, parent.property, parent.computed);
    return [
      {
        ...putIn(use, use.right),
        key,
        ...(key === null && { named: () => e.evaluate(parent.property) }),
        replaces: key !== null && use.operator === '=',
      },
    ];
  }
  const name = memberName(parent);
  if (use?.type !== 'CallExpression' || bare(use.callee) !== parent || name === null) return [];
  const [first, second] = use.arguments;
  if (
    second &&
    use.arguments.length === 2 &&
    (name === 'set' || name === 'append') &&
    first?.type !== 'SpreadElement'
  ) {
    const key = keyAt(e, first!, true);
    return [
      {
        ...putIn(use, second),
        key,
        ...(key === null && { named: () => e.evaluate(first!) }),
        replaces: name === 'set' && key !== null,
      },
    ];
  }
  if (REORDERS.has(name)) return [{ ...putIn(use, use), value: null }];
  const args = ADDS_ALL.has(name)
    ? use.arguments
    : ADDS_LAST.has(name)
      ? use.arguments.slice(name === 'splice' ? 2 : 1)
      : [];
  return args.map((argument) => ({ ...putIn(use, argument), appends: name === 'push' }));
}

/** What a function puts into the object it is called on, or into what it is handed: `fill(box, text)`, `box.put(text)`. */
function putByFunction(e: Engine, whole: Node): Mutation[] {
  const { parent } = whole;
  if (parent?.type === 'CallExpression' && parent.callee !== whole) {
    const fn = e.r.localFunction(parent.callee);
    const effects = fn ? effectsOnParam(e, fn, parent.arguments.indexOf(whole as TSESTree.Expression)) : [];
    return fn ? effects.map((effect) => putBy(e, parent, effect, { fn, given: handedOn(e, parent) })) : [];
  }
  if (parent?.type !== 'MemberExpression' || parent.object !== whole) return [];
  const use = outer(parent).parent;
  if (use?.type === 'CallExpression' && use.callee === outer(parent)) {
    const fn = e.r.localFunction(parent) ?? methodCalled(e, parent);
    return fn ? effectsOf(e, fn).map((effect) => putBy(e, use, effect, { fn, given: handedOn(e, use) })) : [];
  }
  const name = memberName(parent);
  if (use?.type !== 'AssignmentExpression' || use.left !== outer(parent) || name === null) return [];
  const setter = methodIn(e, classAt(e, whole), name, 'set');
  if (!setter) return [];
  const given: Handed = { value: () => e.evaluate(use.right), admits: () => UNSEEN };
  return effectsOf(e, setter).map((effect) => putBy(e, use, effect, { fn: setter, given }));
}

function putBy(e: Engine, node: Node, effect: Effect, by: { fn: FunctionNode; given: Handed }): Mutation {
  return {
    ...putIn(node, effect.value),
    key: effect.key,
    replaces: effect.replaces && effect.key !== null,
    put: () => effectValue(e, effect, by),
    ...(effect.named && { named: () => asCalled(e, effect.named!, by) }),
  };
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
