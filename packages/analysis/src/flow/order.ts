/** What has happened where a variable is read: order of text, branches, loops, and functions that run later. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { Variables } from '../symbols/variables.js';
import { eachStatement, isFunction } from '../syntax/functions.js';
import { frameOf, runsOf } from './runs.js';

type Node = TSESTree.Node;

/** A write of the variable, or a change of what it holds: done where its node ends. */
export interface Happening {
  readonly node: Node;
}

/** The frame that makes the variable anew each time it runs. */
function homeOf(declared: Node): Node | null {
  const { parent } = declared;
  return frameOf(isFunction(parent) && parent.id === declared ? parent : declared);
}

/** Outermost frame around a node below another one. */
function frameBelow(node: Node, home: Node | null): Node | null {
  let below: Node | null = null;
  for (let frame = frameOf(node); frame !== home && frame; frame = frameOf(frame)) below = frame;
  return below;
}

export interface Order {
  /** Whether it can have happened before the read, whatever else happened since. */
  mayPrecede(happening: Happening, undoneBy: readonly Happening[]): boolean;
  /** Whether it has surely happened where the variable is read. */
  surelyPrecedes(happening: Happening): boolean;
  /** Whether an earlier one is undone by a later one that surely happened. */
  isUndone(happening: Happening, by: Happening): boolean;
}

/** Order of what happens to a variable, seen from one read of it. What cannot be seen may have happened. */
export function orderAt(variables: Variables, variable: Variable, declared: Node, read: Node): Order {
  const home = homeOf(declared);
  const from = frameOf(read);
  const runs = isFunction(from) && frameOf(from) === home ? runsOf(variables, from, home, read) : null;
  const atRuns = runs?.map((run) => orderAt(variables, variable, declared, run));
  // A function expression knows what was done before it was made; a declared one may have been called any time.
  const below = from === home ? null : frameBelow(read, home);
  const made = from === home ? read : below?.type === 'FunctionDeclaration' ? null : below;

  const isAround = ({ node }: Happening, undoneBy: readonly Happening[]): boolean =>
    loopsAround(node, read).some(
      (loop) =>
        !isFresh(variable, declared, loop) && !leaves(node, loop) && !undoneBy.some((other) => holds(loop, other.node)),
    );

  return {
    mayPrecede(happening, undoneBy) {
      const at = frameOf(happening.node);
      if (atRuns && at === home) return atRuns.some((order) => order.mayPrecede(happening, undoneBy));
      // Of another run, unless this run has replaced what that one left.
      if (from !== home && !(at === from && undoneBy.some(({ node }) => frameOf(node) === from))) return true;
      if (from !== home) return follows(happening.node, read) || isAround(happening, undoneBy);
      if (at === home) return follows(happening.node, read) || isAround(happening, undoneBy);
      const maker = frameBelow(happening.node, home);
      return (
        !maker ||
        maker.type === 'FunctionDeclaration' ||
        maker.range[0] < read.range[0] ||
        isAround({ node: maker }, [])
      );
    },
    surelyPrecedes({ node }) {
      const at = frameOf(node);
      if (atRuns && at === home) return atRuns.every((order) => order.surelyPrecedes({ node }));
      const place = at === from ? read : at === home ? made : null;
      return place !== null && node.range[1] <= place.range[0] && holds(regionOf(node), place);
    },
    isUndone({ node }, by) {
      if (node === by.node || node.range[1] > by.node.range[1]) return false;
      const at = frameOf(node);
      const undoing = frameOf(by.node);
      if (at === undoing) return true;
      return undoing === from && !calledBetween(variable, node, by.node.range[1], read.range[0]);
    },
  };
}

/** A function around the node is named between two places: it may run there. */
function calledBetween(variable: Variable, node: Node, start: number, end: number): boolean {
  for (let frame = frameOf(node); frame; frame = frameOf(frame)) {
    const name = isFunction(frame)
      ? (frame.id ?? (frame.parent.type === 'VariableDeclarator' ? frame.parent.id : null))
      : null;
    if (name?.type === 'Identifier' && isNamed(variable, name.name, start, end)) return true;
  }
  return false;
}

function isNamed(variable: Variable, name: string, start: number, end: number): boolean {
  for (let scope: Variable['scope'] | null = variable.scope; scope; scope = scope.upper) {
    const found = scope.set.get(name);
    if (found) return found.references.some(({ identifier: { range } }) => range[0] >= start && range[1] <= end);
  }
  return false;
}

export function holds(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** Later in the text, on a way that leads there. */
function follows(node: Node, read: Node): boolean {
  if (node.range[1] > read.range[0]) return false;
  let branch: Node = node;
  while (branch.parent && !holds(branch.parent, read)) branch = branch.parent;
  const fork = branch.parent;
  return !fork || (!isOtherBranch(fork, branch, read) && !leaves(node, fork));
}

/** One branch was taken, and the read is in another. */
function isOtherBranch(fork: Node, branch: Node, read: Node): boolean {
  if (fork.type === 'IfStatement' || fork.type === 'ConditionalExpression') return branch !== fork.test;
  if (fork.type !== 'SwitchStatement' || branch === fork.discriminant) return false;
  const start = fork.cases.findIndex((one) => one === branch);
  const end = fork.cases.findIndex((one) => holds(one, read));
  return fork.cases.slice(start, end).some((one) => isLeft(one.consequent.at(-1)));
}

/** Nothing after this statement runs next. */
function isLeft(statement: Node | undefined): boolean {
  switch (statement?.type) {
    case 'BlockStatement':
      return isLeft(statement.body.at(-1));
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return true;
    default:
      return false;
  }
}

/** Once the node has run, the function ends before anything else inside `within` does. */
function leaves(node: Node, within: Node): boolean {
  for (let current: Node | undefined = node; current && current !== within; current = current.parent) {
    if (current.type !== 'BlockStatement' && current.type !== 'SwitchCase') continue;
    const last = current.type === 'BlockStatement' ? current.body.at(-1) : current.consequent.at(-1);
    if ((last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement') && !isCaught(last) && !jumps(current))
      return true;
  }
  return false;
}

/** A `catch` or `finally` of the function may go on from here. */
function isCaught(exit: Node): boolean {
  for (let current = exit.parent; current && !isFunction(current); current = current.parent) {
    if (current.type === 'TryStatement') return true;
  }
  return false;
}

function jumps(block: Node): boolean {
  let found = false;
  eachStatement(block, (statement) => {
    if (statement.type === 'BreakStatement' || statement.type === 'ContinueStatement') found = true;
  });
  return found;
}

type Loop =
  | TSESTree.ForStatement
  | TSESTree.ForInStatement
  | TSESTree.ForOfStatement
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement;

/** Loops that run both again; what is worked out once before the first round is not inside. */
function loopsAround(node: Node, read: Node): Loop[] {
  const found: Loop[] = [];
  for (
    let inner: Node = node, current = node.parent;
    current && !isFunction(current);
    inner = current, current = current.parent
  ) {
    if (!isLoop(current) || !holds(current, read)) continue;
    const once = current.type === 'ForStatement' ? current.init : 'right' in current ? current.right : null;
    if (!once || (once !== inner && !holds(once, read))) found.push(current);
  }
  return found;
}

function isLoop(node: Node): node is Loop {
  return /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type);
}

/** Each round has a variable of its own. `for (let i ...)` hands its value on. */
function isFresh(variable: Variable, declared: Node, loop: Loop): boolean {
  const declaration = variable.defs[0]?.parent;
  if (declaration?.type === 'VariableDeclaration' && declaration.kind === 'var') return false;
  return (
    holds(loop.body, declared) ||
    ((loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') && holds(loop.left, declared))
  );
}

/** The part of the function that runs, once entered, up to the node and past it. */
export function regionOf(node: Node): Node {
  let current = node;
  while (current.parent && !isEntered(current, current.parent)) current = current.parent;
  return current;
}

/** The part does not always run when the whole does, or not in the order of the text. */
function isEntered(part: Node, whole: Node): boolean {
  if (isFunction(part)) return true;
  switch (whole.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return part !== whole.test;
    case 'LogicalExpression':
      return part === whole.right;
    case 'AssignmentExpression':
      return part === whole.right && /^(?:&&|\|\||\?\?)=$/.test(whole.operator);
    case 'AssignmentPattern':
      return part === whole.right;
    case 'ForStatement':
      return part === whole.body || part === whole.update;
    case 'ForInStatement':
    case 'ForOfStatement':
      return part !== whole.right;
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
      return part === whole.body;
    case 'TryStatement':
      return part !== whole.finalizer;
    case 'SwitchStatement':
      return part !== whole.discriminant;
    case 'SwitchCase':
      return part === whole.test;
    case 'ChainExpression':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return true;
    default:
      return false;
  }
}
