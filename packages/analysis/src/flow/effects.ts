/** What functions put into the object they work on, or into what they are handed. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { isClass, isFunction } from '../syntax/functions.js';
import { memberName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';
import { isGlobal, keyAt } from './constant-key.js';
import { container } from './container.js';
import type { Engine } from './evaluation.js';
import { listOf, namesIn, withNames } from './keyed.js';
import { join, KEYS, memberValue, restOf } from './lattice.js';
import { holds, regionOf } from './order.js';
import { perEngine } from './per-engine.js';
import { handedTo, type Handed } from './schemas/handed.js';
import type { Value } from '../vocabulary/value.js';
import { writesReaching, type Write } from './writes.js';

type Node = TSESTree.Node;

export interface Effect {
  /** Constant key it is put under, null when it may be any. */
  readonly key: string | null;
  /** What the key is made of, where it is not constant. */
  readonly named?: Node;
  readonly value: Node;
  /** It becomes an element of a list that stands there. */
  readonly isElement: boolean;
  /** What stood there before is gone. */
  readonly replaces: boolean;
}

/** The function whose `this` a node sees. */
export function thisFunction(node: Node): FunctionNode | null {
  for (let current: Node | undefined = node; current; current = current.parent) {
    if (isClass(current) && current !== node) return null;
    if (!isFunction(current) || current === node) continue;
    const { parent } = outer(current);
    if (current.type !== 'ArrowFunctionExpression' || parent?.type === 'PropertyDefinition') return current;
  }
  return null;
}

const effectsOfThis = perEngine<FunctionNode, readonly Effect[]>();

/** What a function puts into `this`. */
export function effectsOf(e: Engine, fn: FunctionNode): readonly Effect[] {
  const known = effectsOfThis(e).get(fn);
  if (known) return known;
  const found = e
    .nodesIn('ThisExpression', fn)
    .filter((node) => thisFunction(node) === fn)
    .flatMap((node) => effectsAt(e, fn, node));
  effectsOfThis(e).set(fn, found);
  return found;
}

/** What a function puts into its parameter. */
export function effectsOnParam(e: Engine, fn: FunctionNode, index: number): readonly Effect[] {
  const param = fn.params[index];
  const variable = param?.type === 'Identifier' ? e.r.variables.of(param) : null;
  if (!param || !variable) return [];
  return variable.references.flatMap(({ identifier }) => {
    const effects = effectsAt(e, fn, identifier);
    if (effects.length === 0) return [];
    const { declared, writes } = writesReaching(e.r.variables, variable, param, identifier);
    if (declared || !writes.every((write) => isMadeHere(e, write))) return effects;
    // The copy has the same lists in it.
    return effects.filter(({ isElement }) => isElement);
  });
}

/** The name has something new: `o = { ...o }`. */
function isMadeHere(e: Engine, { operator, path, value }: Write): boolean {
  return operator === '=' && path.length === 0 && isNew(e, value);
}

function isNew(e: Engine, node: Node): boolean {
  const plain = bare(node);
  switch (plain.type) {
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'NewExpression':
      return true;
    case 'CallExpression': {
      const [first] = plain.arguments;
      const callee = bare(plain.callee);
      if (isGlobal(e, callee, 'structuredClone')) return true;
      const isAssigned = callee.type === 'MemberExpression' && memberName(callee) === 'assign';
      return isAssigned && isGlobal(e, callee.object, 'Object') && first !== undefined && isNew(e, first);
    }
    default:
      return false;
  }
}

function effectsAt(e: Engine, fn: FunctionNode, node: Node): Effect[] {
  const member = outer(node).parent;
  if (member?.type !== 'MemberExpression' || bare(member.object) !== node) return [];
  const key = keyAt(e, member.property, member.computed);
  const use = outer(member).parent;
  if (use?.type === 'AssignmentExpression' && use.left === outer(member)) {
    const isSure = use.operator === '=' && key !== null && fn.body !== null && holds(regionOf(use), fn.body);
    const named = key === null && { named: member.property };
    return [{ key, ...named, value: use.right, isElement: false, replaces: isSure }];
  }
  const call = use?.type === 'MemberExpression' && use.object === outer(member) ? outer(use).parent : null;
  const isAdded =
    call?.type === 'CallExpression' &&
    use?.type === 'MemberExpression' &&
    /^(?:push|unshift|add)$/.test(memberName(use) ?? '');
  return isAdded
    ? call.arguments.flatMap((value) =>
        value.type === 'SpreadElement' ? [] : [{ key, value, isElement: true, replaces: false }],
      )
    : [];
}

/** Who puts it, and what that is given; null: the function itself speaks. */
type By = { readonly fn: FunctionNode; readonly given: Handed } | null;

/** The value of what is put, as the caller has it. */
export function effectValue(e: Engine, { value, isElement }: Effect, by: By): Value {
  const put = asCalled(e, value, by);
  return isElement ? listOf(put) : put;
}

/** The value of a node of the function, as the caller has it. */
export function asCalled(e: Engine, node: Node, by: By): Value {
  const known = e.evaluate(node);
  return by ? handedTo(known, by.fn.range[0], by.given) : known;
}

/** An object with what a function puts into it. */
export function withEffects(e: Engine, value: Value, effects: readonly Effect[], by: By): Value {
  if (effects.length === 0) return value;
  const properties: Record<string, Value> = { ...value.properties };
  const rest = restOf(value);
  let spread = rest ?? undefined;
  for (const effect of effects) {
    const put = effectValue(e, effect, by);
    const { key } = effect;
    if (key === null) {
      spread = spread ? join(spread, put) : put;
      const name = effect.named ? asCalled(e, effect.named, by) : null;
      Object.assign(properties, withNames(properties, [properties[KEYS] ?? namesIn(value), name]));
    } else {
      const before = properties[key] ?? (rest && memberValue(value, key));
      properties[key] = before && !effect.replaces ? join(before, put) : put;
    }
  }
  return container(['obj'], properties, spread);
}
