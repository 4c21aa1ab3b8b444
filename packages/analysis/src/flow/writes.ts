import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { patternPath, type KeyPath } from '../symbols/binding.js';
import type { Variables } from '../symbols/variables.js';
import { enclosingFunction } from '../syntax/functions.js';
import { bare } from '../syntax/wrappers.js';
import { holds, orderAt, regionOf, type Happening, type Order } from './order.js';

type Node = TSESTree.Node;

/** A write of a variable after its declaration. */
export interface Write extends Happening {
  readonly value: Node;
  /** What is taken of the value: `({ sql: text } = build())`. */
  readonly path: KeyPath;
  readonly defaults: readonly Node[];
  /** The operator of the assignment, or the word of a loop that hands over one after the other. */
  readonly operator: TSESTree.AssignmentExpression['operator'] | 'of' | 'in';
}

export interface Reaching {
  /** The value of the declaration may still be there. */
  readonly declared: boolean;
  readonly writes: readonly Write[];
  /** Whatever was written may be there: every such read sees the same. */
  readonly everything: boolean;
  /** Writes that surely replaced the value before the read. */
  readonly replacing: readonly Write[];
  readonly order: Order;
}

const writesOf = new WeakMap<Variable, readonly Write[]>();

/** Writes whose value may be there where the variable is read. */
export function writesReaching(variables: Variables, variable: Variable, declared: Node, read: Node): Reaching {
  const all = allWrites(variable, declared);
  const order = orderAt(variables, variable, declared, read);
  if (all.length === 0) return { declared: true, writes: all, everything: true, replacing: [], order };
  const precedes = (write: Write): boolean =>
    order.surelyPrecedes(write) || wasTakenBefore(variables, write.node, read);
  const replacing = all.filter((write) => write.operator === '=' && precedes(write));
  const writes = all.filter(
    (write) => order.mayPrecede(write, replacing) && !replacing.some((other) => order.isUndone(write, other)),
  );
  const isDeclared = replacing.length === 0;
  return { declared: isDeclared, writes, everything: isDeclared && writes.length === all.length, replacing, order };
}

export function allWrites(variable: Variable, declared: Node): readonly Write[] {
  const known = writesOf.get(variable);
  if (known) return known;
  const writes = findWrites(variable, declared);
  writesOf.set(variable, writes);
  return writes;
}

function findWrites(variable: Variable, declared: Node): Write[] {
  const found = new Map<Node, Write>();
  for (const reference of variable.references) {
    const identifier = reference.identifier as Node;
    // A default inside a pattern is told as a second write of the same name.
    if (identifier === declared || found.has(identifier) || !reference.isWrite() || !reference.writeExpr) continue;
    const write = writeAt(identifier, variable);
    if (write) found.set(identifier, write);
  }
  return [...found.values()];
}

const IN_PATTERN = /^(?:Property|ObjectPattern|ArrayPattern|AssignmentPattern|RestElement)$/;

/** The assignment, loop or repeated `var` around the name that is written. */
function writeAt(identifier: Node, { scope }: Variable): Write | null {
  let pattern = identifier;
  while (pattern.parent && IN_PATTERN.test(pattern.parent.type)) pattern = pattern.parent;
  const { parent } = pattern;
  const { exact, defaults } = patternPath(pattern, identifier, scope);
  const taken = { path: exact, defaults };
  if (parent?.type === 'AssignmentExpression')
    return { node: parent, value: parent.right, operator: parent.operator, ...taken };
  const loop = parent?.type === 'VariableDeclarator' ? parent.parent.parent : parent;
  if (loop?.type === 'ForOfStatement') return { node: pattern, value: loop.right, operator: 'of', ...taken };
  if (loop?.type === 'ForInStatement') return { node: pattern, value: loop.right, operator: 'in', ...taken };
  return parent?.type === 'VariableDeclarator' && parent.init
    ? { node: parent, value: parent.init, operator: '=', ...taken }
    : null;
}

/**
 * `if (!isRemote) { ... } if (isRemote) ... else read`: in a branch of an earlier `if` on a constant that comes out the
 * same for the read.
 */
function wasTakenBefore(variables: Variables, write: Node, read: Node): boolean {
  if (write.range[1] > read.range[0] || enclosingFunction(write) !== enclosingFunction(read)) return false;
  const branch = regionOf(write);
  const { parent } = branch;
  if (parent?.type !== 'IfStatement' || !parent.parent || !holds(parent.parent, read)) return false;
  const asked = constantTest(variables, parent.test);
  if (!asked) return false;
  const wanted = (parent.consequent === branch) === asked.truth;
  for (
    let node: Node = read, above = read.parent;
    above && node !== parent.parent;
    node = above, above = above.parent
  ) {
    if ((above.type !== 'IfStatement' && above.type !== 'ConditionalExpression') || above.test === node) continue;
    const here = constantTest(variables, above.test);
    if (here?.variable === asked.variable && ((above.consequent === node) === here.truth) === wanted) return true;
  }
  return false;
}

/** A test that is a variable nobody writes again, or its negation: the truth of the variable where the test is true. */
function constantTest(
  variables: Variables,
  test: Node,
): { readonly variable: Variable; readonly truth: boolean } | null {
  const plain = bare(test);
  if (plain.type === 'UnaryExpression' && plain.operator === '!') {
    const inner = constantTest(variables, plain.argument);
    return inner && { ...inner, truth: !inner.truth };
  }
  const variable = plain.type === 'Identifier' ? variables.of(plain) : null;
  return variable && variable.references.every((reference) => !reference.isWrite() || reference.init === true)
    ? { variable, truth: true }
    : null;
}
