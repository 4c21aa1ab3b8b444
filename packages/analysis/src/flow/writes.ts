import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { enclosingFunction } from '../syntax/functions.js';
import { memberName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';
import type { Variables } from '../symbols/variables.js';
import type { Engine } from './engine.js';
import { container } from './containers.js';
import { ADDRESS_KINDS } from './address.js';
import { join, memberValue, sanitized } from './lattice.js';
import type { Value } from './value.js';

type Node = TSESTree.Node;

export interface Write {
  readonly value: Node;
  readonly operator: string;
}

/**
 * Writes that can reach a read. An unconditional `=` in a block around the read, before it and in the same function,
 * hides what was written earlier. Everything else may reach: the engine keeps no order beyond that.
 */
export function writesReaching(variables: Variables, variable: Variable, read: Node): { readonly declared: boolean; readonly writes: readonly Write[] } {
  const declaredAt = variable.defs[0]?.name as Node | undefined;
  const all = variable.references
    .filter((reference) => reference.isWrite() && reference.writeExpr && reference.identifier !== declaredAt)
    .map((reference) => ({ identifier: reference.identifier, value: reference.writeExpr as Node, operator: operatorOf(reference.identifier as Node) }))
    .filter((write) => !isDeclaration(write.identifier));
  const readIn = enclosingFunction(read);
  let hidden = -1;
  for (const write of all) {
    if (write.operator !== '=' || write.identifier.range[0] >= read.range[0]) continue;
    if (enclosingFunction(write.identifier) !== readIn || !dominates(variables, write.identifier, read)) continue;
    hidden = Math.max(hidden, write.identifier.range[0]);
  }
  if (hidden < 0) return { declared: true, writes: all };
  return { declared: false, writes: all.filter((write) => write.identifier.range[0] >= hidden) };
}

function operatorOf(identifier: Node): string {
  const { parent } = identifier;
  return parent?.type === 'AssignmentExpression' ? parent.operator : '=';
}

function isDeclaration(identifier: Node): boolean {
  let node: Node = identifier;
  while (node.parent && (node.parent.type === 'Property' || node.parent.type === 'ObjectPattern' || node.parent.type === 'ArrayPattern' || node.parent.type === 'AssignmentPattern' || node.parent.type === 'RestElement')) node = node.parent;
  return node.parent?.type === 'VariableDeclarator' && node.parent.id === node;
}

/** The write is a whole statement of a block that also holds the read, or of a branch that was taken wherever the read is. */
function dominates(variables: Variables, write: Node, read: Node): boolean {
  const assignment = write.parent;
  if (assignment?.type !== 'AssignmentExpression') return false;
  const statement = outer(assignment).parent;
  if (statement?.type !== 'ExpressionStatement') return false;
  const block = statement.parent;
  if (statement.range[1] > read.range[0]) return false;
  return holds(block, read) || wasTaken(variables, block, read);
}

function holds(block: Node, read: Node): boolean {
  return block.range[0] <= read.range[0] && read.range[1] <= block.range[1];
}

/** `if (!isRemote) { ... } if (isRemote) ... else read`: the block is a branch of an earlier `if` on a constant, and the read is where it came out the same. */
function wasTaken(variables: Variables, block: Node, read: Node): boolean {
  const { parent } = block;
  if (parent?.type !== 'IfStatement' || !parent.parent || !holds(parent.parent, read)) return false;
  const asked = constantTest(variables, parent.test);
  if (!asked) return false;
  const wanted = (parent.consequent === block) === asked.truth;
  for (let node: Node = read, above = read.parent; above && node !== parent.parent; node = above, above = above.parent) {
    if ((above.type !== 'IfStatement' && above.type !== 'ConditionalExpression') || above.test === node) continue;
    const here = constantTest(variables, above.test);
    if (here?.variable === asked.variable && (above.consequent === node) === here.truth === wanted) return true;
  }
  return false;
}

/** A test that is a variable nobody writes again, or its negation: the truth of the variable where the test is true. */
function constantTest(variables: Variables, test: Node): { readonly variable: Variable; readonly truth: boolean } | null {
  const plain = bare(test);
  if (plain.type === 'UnaryExpression' && plain.operator === '!') {
    const inner = constantTest(variables, plain.argument);
    return inner && { ...inner, truth: !inner.truth };
  }
  const variable = plain.type === 'Identifier' ? variables.of(plain) : null;
  return variable && variable.references.every((reference) => !reference.isWrite() || reference.init === true) ? { variable, truth: true } : null;
}

const ADDS_ALL = new Set(['push', 'unshift', 'add', 'append']);
const ADDS_LAST = new Set(['set', 'splice', 'fill']);

interface Addition {
  /** Constant key it is stored under, null when it may be anywhere. */
  readonly key: string | null;
  readonly value: Node;
  readonly spread: boolean;
}

/** Parts of an address behind its host. */
const BEHIND_THE_HOST = new Set(['pathname', 'path', 'search', 'hash', 'query']);
const MAX_ADDITIONS = 24;
const additionsOf = new WeakMap<Variable, readonly Addition[]>();

/** A value with what is put into it through its variable: `a.push(v)`, `a[i] = v`, `o.k = v`, `map.set(k, v)`, `Object.assign(o, v)`. */
export function withMutations(e: Engine, variable: Variable, value: Value): Value {
  const additions = additionsOf.get(variable) ?? findAdditions(variable);
  additionsOf.set(variable, additions);
  if (additions.length === 0) return value;
  let properties = value.properties;
  let spread = value.spread;
  for (const entry of additions) {
    const known = e.evaluate(entry.value);
    const element = entry.spread && known.shapes.length === 1 && known.shapes[0] === 'arr' ? memberValue(known, '*') : known;
    const put = entry.key !== null && BEHIND_THE_HOST.has(entry.key) ? sanitized(element, ADDRESS_KINDS) : element;
    if (entry.key !== null && value.shapes.includes('obj')) {
      const before = properties && Object.hasOwn(properties, entry.key) ? properties[entry.key] : undefined;
      properties = { ...properties, [entry.key]: before ? join(before, put) : put };
    } else if (entry.spread && put.properties && !put.spread) properties = { ...properties, ...put.properties };
    else spread = spread ? join(spread, put) : put;
  }
  const whole = container(value.shapes, properties, spread);
  return value.properties || value.spread || value.taint === 'safe' ? whole : join(value, whole);
}

function findAdditions(variable: Variable): Addition[] {
  const added: Addition[] = [];
  for (const reference of variable.references) {
    const whole = outer(reference.identifier);
    const { parent } = whole;
    if (parent?.type === 'MemberExpression' && parent.object === whole) {
      const name = memberName(parent);
      const use = outer(parent).parent;
      if (use?.type === 'AssignmentExpression' && use.left === outer(parent)) added.push({ key: name, value: use.right, spread: false });
      else if (use?.type === 'CallExpression' && bare(use.callee) === parent && name !== null) {
        const args = ADDS_ALL.has(name) ? use.arguments : ADDS_LAST.has(name) ? use.arguments.slice(name === 'splice' ? 2 : 1) : [];
        for (const argument of args) added.push(argument.type === 'SpreadElement' ? { key: null, value: argument.argument, spread: true } : { key: null, value: argument, spread: false });
      }
    } else if (parent?.type === 'CallExpression' && parent.arguments[0] === whole && isObjectAssign(parent)) {
      for (const argument of parent.arguments.slice(1)) added.push({ key: null, value: argument.type === 'SpreadElement' ? argument.argument : argument, spread: true });
    }
    if (added.length >= MAX_ADDITIONS) break;
  }
  return added;
}

function isObjectAssign(call: TSESTree.CallExpression): boolean {
  const callee = bare(call.callee);
  return callee.type === 'MemberExpression' && memberName(callee) === 'assign' && callee.object.type === 'Identifier' && callee.object.name === 'Object';
}
