import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, LibraryCall } from '../../vocabulary/analysis.js';
import type { CallModel, LibraryModel } from '../../vocabulary/library-model.js';
import { enclosingFunction } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { bare, outer } from '../../syntax/wrappers.js';

type Node = TSESTree.Node;

/**
 * What becomes of a query that does nothing by itself. `sent`: somebody waits for it. `fragment`: it is a part of
 * another query or is turned into text, and never sent. `unknown`: it goes where this file cannot follow it.
 */
export type LazyFate = 'sent' | 'fragment' | 'unknown';

/** How one step of the way ends; `kept` says nothing: a builder that is changed in place. */
type Use = LazyFate | 'kept';

/** Names a builder is followed through. */
const MAX_NAMES = 3;

const known = new WeakMap<FileAnalysis, Map<Node, LazyFate>>();

/**
 * What becomes of a query: through what is chained after it, what it is handed to, and the name it is kept under. A
 * query that starts at once is `sent`.
 */
export function lazyFate(file: FileAnalysis, { node, call, symbol }: LibraryCall): LazyFate {
  if (!isLazy(call)) return 'sent';
  const fates = known.get(file) ?? new Map<Node, LazyFate>();
  known.set(file, fates);
  const before = fates.get(node);
  if (before) return before;
  const fate = useOf({ file, model: symbol.on?.model ?? symbol.model, seen: new Set() }, node);
  const settled = fate === 'kept' ? 'unknown' : fate;
  fates.set(node, settled);
  return settled;
}

interface Walk {
  readonly file: FileAnalysis;
  readonly model: LibraryModel;
  readonly seen: Set<unknown>;
}

/** It waits to be awaited, or is a builder that a later call sends. */
function isLazy({ async, returns, query }: CallModel): boolean {
  return async === 'lazy' || (async === undefined && query !== undefined && returns !== undefined);
}

function useOf(walk: Walk, value: Node): Use {
  const node = outer(value);
  const { parent } = node;
  switch (parent?.type) {
    case 'AwaitExpression':
    case 'YieldExpression':
      return 'sent';
    case 'MemberExpression':
      return parent.object === node ? chainedUse(walk, parent) : 'unknown';
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === node ? 'unknown' : argumentUse(walk, parent);
    case 'ReturnStatement':
      return returnedUse(walk, parent);
    case 'ArrowFunctionExpression':
      return parent.body === node ? returnedUse(walk, parent) : 'unknown';
    case 'TemplateLiteral':
    case 'BinaryExpression':
      return 'fragment';
    case 'ArrayExpression':
    case 'SpreadElement':
    case 'ObjectExpression':
      return useOf(walk, parent);
    case 'Property':
      return parent.value === node && parent.parent.type === 'ObjectExpression'
        ? useOf(walk, parent.parent)
        : 'unknown';
    case 'ConditionalExpression':
      return parent.test === node ? 'unknown' : useOf(walk, parent);
    case 'LogicalExpression':
      return useOf(walk, parent);
    case 'SequenceExpression':
      return parent.expressions.at(-1) === node ? useOf(walk, parent) : 'unknown';
    case 'ForOfStatement':
      return parent.await ? 'sent' : 'unknown';
    case 'VariableDeclarator':
      return parent.init === node ? namedUse(walk, parent.id) : 'unknown';
    case 'AssignmentExpression':
      return parent.right === node && parent.operator === '=' ? namedUse(walk, parent.left) : 'unknown';
    case 'ExpressionStatement':
      return 'kept';
    default:
      return 'unknown';
  }
}

/** `.toSQL()` gives text, `.then()` sends, and a step hands the builder on. */
function chainedUse(walk: Walk, member: TSESTree.MemberExpression): Use {
  const call = outer(member).parent;
  const name = memberName(member);
  if (call?.type !== 'CallExpression' || call.callee !== outer(member) || name === null) return 'unknown';
  const meant = walk.file.libraryCall(call)?.call ?? memberCall(walk.model, name);
  if (meant?.givesText) return 'fragment';
  if (meant?.async === 'promise' || name === 'then' || name === 'catch' || name === 'finally') return 'sent';
  return meant && handsOn(meant) ? useOf(walk, call) : 'unknown';
}

/**
 * Handed to a query, or to a step of one, it is a part of it. A call whose receiver is not known counts when it is
 * named like a step.
 */
function argumentUse(walk: Walk, call: TSESTree.CallExpression | TSESTree.NewExpression): Use {
  const library = walk.file.libraryCall(call);
  if (library) {
    const { call: meant, symbol } = library;
    if (meant.awaitsArguments || meant.transaction) return 'sent';
    // A router, too, hands itself on: that builds no query.
    const builds = handsOn(meant) && (meant.query !== undefined || (symbol.on?.model ?? symbol.model) === walk.model);
    return meant.query || meant.result?.is === 'bound-sql' || builds ? 'fragment' : 'unknown';
  }
  const callee = bare(call.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  const step = name === null ? null : memberCall(walk.model, name);
  return step && handsOn(step) && !step.awaitsArguments ? 'fragment' : 'unknown';
}

/** Given back to a step that builds a subquery with a callback; whoever else gets it may wait for it. */
function returnedUse(walk: Walk, from: Node): Use {
  const fn = from.type === 'ArrowFunctionExpression' ? from : enclosingFunction(from);
  const whole = fn && outer(fn);
  const { parent } = whole ?? {};
  // What it is put into for every element goes where the list goes.
  if (whole && parent?.type === 'CallExpression' && parent.arguments[0] === whole && isMapped(parent))
    return useOf(walk, parent);
  return parent?.type === 'CallExpression' && parent.callee !== whole && argumentUse(walk, parent) === 'fragment'
    ? 'fragment'
    : 'unknown';
}

/** `ids.map((id) => ...)` */
function isMapped({ callee }: TSESTree.CallExpression): boolean {
  const plain = bare(callee);
  const name = plain.type === 'MemberExpression' ? memberName(plain) : null;
  return name === 'map' || name === 'flatMap';
}

/** Kept under a name: every place that reads it decides. */
function namedUse(walk: Walk, target: Node): Use {
  const variable = target.type === 'Identifier' ? walk.file.variableOf(target) : null;
  if (!variable || walk.seen.size >= MAX_NAMES) return 'unknown';
  if (walk.seen.has(variable)) return 'kept';
  walk.seen.add(variable);
  const uses = variable.references
    .filter((reference) => reference.isRead())
    .map((reference) => useOf(walk, reference.identifier as Node));
  if (uses.includes('sent')) return 'sent';
  if (uses.includes('unknown')) return 'unknown';
  return uses.includes('fragment') ? 'fragment' : 'kept';
}

function handsOn({ async, returns, query }: CallModel): boolean {
  return (
    async === 'lazy' || (async === undefined && (returns === 'this' || (query !== undefined && returns !== undefined)))
  );
}

const byName = new WeakMap<LibraryModel, Map<string, CallModel | null>>();

/** What a member of this name means on the library's builders: on those types that are handed on from step to step. */
function memberCall(model: LibraryModel, name: string): CallModel | null {
  const names = byName.get(model) ?? new Map<string, CallModel | null>();
  byName.set(model, names);
  const before = names.get(name);
  if (before !== undefined) return before;
  const builders = Object.values(model.types ?? {}).filter(({ members }) =>
    Object.values(members ?? {}).some(({ call }) => call && handsOn(call)),
  );
  const found = builders.map(({ members }) => members?.[name]?.call).find((call) => call !== undefined) ?? null;
  names.set(name, found);
  return found;
}
