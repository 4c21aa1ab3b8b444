import {
  bare,
  isFunction,
  keyOf,
  memberName,
  outer,
  type FileAnalysis,
  type FunctionNode,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import type { LentResource } from './lent-resources.js';

/** `elsewhere`: somebody else has it, who may give it back. `sometimes`: not when something throws before. */
export interface Release {
  readonly fate: 'released' | 'elsewhere' | 'sometimes' | 'never';
  /** The member that gives it back, where one does. */
  readonly by: string | null;
}

/** Whether what a function took is given back on every path. */
export function releaseOf(file: FileAnalysis, lent: LentResource): Release {
  const { releasedBy } = lent.resource;
  const uses = usesOf(file, lent.name);
  if (uses.some((use) => isHandedOn(file, use, releasedBy) || isKept(use))) return { fate: 'elsewhere', by: null };
  const releases = uses.filter((use) => releasingMember(use, releasedBy) !== null);
  const [first] = releases;
  if (isOwnerEnded(file, lent, uses)) return { fate: 'released', by: null };
  if (!first) return { fate: 'never', by: null };
  const by = releasingMember(first, releasedBy);
  // Callbacks run later, whatever was thrown here.
  if (lent.toCallback || releases.some((use) => isInFinally(use, lent.fn) || isInCallback(file, use, lent.fn)))
    return { fate: 'released', by };
  if (
    isOnlyWork(file, first, lent, uses) ||
    endsBothWays(releases, uses, lent.fn) ||
    endsWithProcess(file, first, lent)
  )
    return { fate: 'released', by };
  return { fate: 'sometimes', by };
}

function usesOf(file: FileAnalysis, name: TSESTree.Identifier): Node[] {
  const references = file.variableOf(name)?.references ?? [];
  return references.filter((reference) => !reference.isWrite()).map((reference) => reference.identifier as Node);
}

/** Returned, stored, passed on, captured under another name. A query that runs on it only borrows it. */
function isHandedOn(file: FileAnalysis, use: Node, releasedBy: readonly string[]): boolean {
  const whole = outer(use);
  const { parent } = whole;
  if (parent?.type === 'MemberExpression' && parent.object === whole) return false;
  if (parent?.type === 'ExpressionStatement' || isTest(parent, whole)) return false;
  if (parent?.type === 'VariableDeclarator' && parent.init === whole && parent.id.type === 'ObjectPattern') {
    return parent.id.properties.some(
      (taken) => taken.type !== 'Property' || releasedBy.includes(keyOf(taken.key, taken.computed) ?? ''),
    );
  }
  return !isBorrowed(file, whole);
}

function isTest(parent: Node | undefined, node: Node): boolean {
  return (
    (parent?.type === 'IfStatement' && parent.test === node) ||
    (parent?.type === 'LogicalExpression' && parent.left === node) ||
    parent?.type === 'UnaryExpression'
  );
}

/** An argument of a query, or an option of one: `{ transaction: t }`, `{ session }`. */
function isBorrowed(file: FileAnalysis, whole: Node): boolean {
  let argument = whole;
  if (
    argument.parent?.type === 'Property' &&
    argument.parent.value === argument &&
    argument.parent.parent.type === 'ObjectExpression'
  )
    argument = outer(argument.parent.parent);
  const call = argument.parent;
  if (call?.type !== 'CallExpression' || bare(call.callee) === argument) return false;
  return file.libraryCall(call)?.call.query !== undefined;
}

/** Something listens to it, which goes on after the function has ended. */
function isKept(use: Node): boolean {
  const { parent } = outer(use);
  return parent?.type === 'MemberExpression' && /^(?:on|addListener|subscribe|listen)$/.test(memberName(parent) ?? '');
}

function releasingMember(use: Node, names: readonly string[]): string | null {
  const { parent } = outer(use);
  if (parent?.type !== 'MemberExpression') return null;
  const name = memberName(parent);
  return name !== null && names.includes(name) ? name : null;
}

/**
 * Whoever lent it is ended in the `finally` block around all that is done with it, and takes back what was lent:
 * `finally { await dataSource.destroy(); }`. What throws before its first use loses nothing where it is taken only then.
 */
function isOwnerEnded(file: FileAnalysis, { call, fn, resource }: LentResource, uses: readonly Node[]): boolean {
  const callee = call.node.type === 'CallExpression' ? bare(call.node.callee) : null;
  const owner = callee?.type === 'MemberExpression' ? bare(callee.object) : null;
  const variable = owner?.type === 'Identifier' ? file.variableOf(owner) : null;
  const endedBy = owner ? (file.typeOf(owner)?.type.endsLent ?? []) : [];
  if (!variable || endedBy.length === 0) return false;
  return variable.references.some(({ identifier }) => {
    const end = identifier as Node;
    if (releasingMember(end, endedBy) === null || file.functionOf(end) !== fn) return false;
    const attempt = tryEndedBy(end, fn);
    if (!attempt || !uses.every((use) => isIn(use, attempt))) return false;
    if (isIn(call.node, attempt) || resource.takenOnUse) return true;
    return !canThrowBetween(file, outer(call.node).range[1], attempt.range[0]);
  });
}

/** The attempt whose `finally` block holds this node. */
function tryEndedBy(node: Node, fn: FunctionNode): TSESTree.TryStatement | null {
  for (let step: Node = node; step.parent && step !== fn; step = step.parent)
    if (step.parent.type === 'TryStatement' && step.parent.finalizer === step) return step.parent;
  return null;
}

function isIn(node: Node, around: Node): boolean {
  return around.range[0] <= node.range[0] && node.range[1] <= around.range[1];
}

function canThrowBetween(file: FileAnalysis, from: number, to: number): boolean {
  return file
    .nodes('CallExpression', 'NewExpression', 'AwaitExpression', 'ThrowStatement')
    .some(({ range }) => range[0] >= from && range[1] <= to);
}

/** In a `finally` block of the function, or in the last step of a promise chain. */
function isInFinally(use: Node, fn: FunctionNode): boolean {
  for (let node: Node = use; node.parent && node !== fn; node = node.parent) {
    if (node.parent.type === 'TryStatement' && node.parent.finalizer === node) return true;
    const callee = node.parent.type === 'CallExpression' ? bare(node.parent.callee) : null;
    if (callee?.type === 'MemberExpression' && memberName(callee) === 'finally') return true;
  }
  return false;
}

/**
 * In a function of its own that is more than a step of this one: handed out, given to a listener, a clean-up of its
 * own.
 */
function isInCallback(file: FileAnalysis, use: Node, fn: FunctionNode): boolean {
  const around = file.functionOf(use);
  return around !== null && around !== fn && isFunction(around);
}

/** Nothing that could throw stands between taking and releasing. */
function isOnlyWork(file: FileAnalysis, release: Node, { call }: LentResource, uses: readonly Node[]): boolean {
  const first = Math.min(...uses.map((use) => use.range[0]));
  const from = outer(call.node).range[1];
  return release.range[0] === first && !canThrowBetween(file, from, release.range[0]);
}

/** Once in the `catch` that all the work leads to, and once where the work went well. */
function endsBothWays(releases: readonly Node[], uses: readonly Node[], fn: FunctionNode): boolean {
  return releases.some((release) => {
    const handler = catchAround(release, fn);
    const attempt = handler?.parent;
    if (!handler || attempt?.type !== 'TryStatement') return false;
    const before = uses.filter((use) => use.range[0] < attempt.range[0]);
    return before.length === 0 && releases.some((other) => !isIn(other, handler) && other.range[0] > attempt.range[0]);
  });
}

/** Where something throws before it, the process ends, and with it whatever it has taken. */
function endsWithProcess(file: FileAnalysis, release: Node, { call, fn }: LentResource): boolean {
  const ends = file.callsWith('endsProcess');
  for (let step: Node | undefined = release; step && step !== fn; step = step.parent) {
    if (step.type !== 'BlockStatement' || step.parent.type !== 'TryStatement' || step.parent.block !== step) continue;
    const body = step.parent.handler?.body.body ?? [];
    const isEnd = ({ node }: { readonly node: Node }): boolean =>
      body.some((statement) => statement.type === 'ExpressionStatement' && bare(statement.expression) === node);
    if (isIn(call.node, step) && ends.some(isEnd)) return true;
  }
  return false;
}

function catchAround(node: Node, fn: FunctionNode): TSESTree.CatchClause | null {
  for (let step: Node | undefined = node; step && step !== fn; step = step.parent)
    if (step.type === 'CatchClause') return step;
  return null;
}
