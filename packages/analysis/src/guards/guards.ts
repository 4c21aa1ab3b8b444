import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { Resolution } from '../symbols/resolution.js';
import { callable } from '../symbols/callable.js';
import { returnedExpressions } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import { endIsKnown, refusedUnless, unseenTest } from './address-guards.js';
import { common } from './proved-by-both.js';
import { provenElsewhere } from './foreign-guards.js';
import {
  anywhere,
  isConstantText,
  isFolderItself,
  leaves,
  leavesByThrow,
  leavesExpression,
  type Guarded,
} from './guard-forms.js';
import { comparedCall, foundByPattern, patternProves } from './pattern-guards.js';
import { beginningProves, splitText, staysBelow } from './path-guards.js';
import { comparedElement, isSent, provenOfEach } from './list-guards.js';
import { comparison, pathGuard } from './comparisons.js';
import { foundOrThrown, lookedUp, lookedUpEach } from './lookup-guards.js';
import { falsy, mended } from './shape-guards.js';
import { passedOrThrown, passedSchemaTest } from './schema-guards.js';
import { oneOfCases, usedFromTable } from './table-keys.js';
import { asksItsOwnSource, refusesInherited } from './key-guards.js';
import { headed, headsWithout, withLocalPaths } from './local-paths.js';

type Node = TSESTree.Node;

const SIBLINGS = 12;
const HELPER_HOPS = 3;

/** Conditions that hold at a node: what its place in its parent adds, and all that holds at the parent. */
interface GuardScope {
  readonly own: readonly Guarded[];
  readonly up: GuardScope | null;
}

const scopesOf = new WeakMap<Resolution, Map<Node, GuardScope>>();

/** Everything proved of one access path at a place, by the conditions that dominate it. Nearest first. */
export function guardsOn(r: Resolution, place: Node, path: string): readonly Guarded[] {
  const found: Guarded[] = [];
  for (let scope = scopeAt(r, place); scope; scope = scope.up) {
    for (const guard of scope.own) if (guard.path === path) found.push(guard);
  }
  return withLocalPaths(found);
}

/** Everything proved at a place. */
function guardsAt(r: Resolution, place: Node): Guarded[] {
  const found: Guarded[] = [];
  for (let scope = scopeAt(r, place); scope; scope = scope.up) found.push(...scope.own.map(anywhere));
  return found;
}

/** Scopes are shared by all nodes below them; levels that add nothing are skipped. */
function scopeAt(r: Resolution, place: Node): GuardScope | null {
  const scopes = scopesOf.get(r) ?? new Map<Node, GuardScope>();
  scopesOf.set(r, scopes);
  const open: Node[] = [];
  let scope: GuardScope | null = null;
  for (let node: Node | undefined = place; node; node = node.parent) {
    const known = scopes.get(node);
    if (known) {
      scope = known;
      break;
    }
    open.push(node);
  }
  for (let node = open.pop(); node; node = open.pop()) {
    const own = node.parent ? addedBy(r, node.parent, node) : [];
    scope = own.length > 0 || !scope ? { own, up: scope } : scope;
    scopes.set(node, scope);
  }
  return scope;
}

/** What being in this place of its parent proves. */
function addedBy(r: Resolution, parent: Node, node: Node): Guarded[] {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      if (parent.consequent === node) return since(parent.test, proves(r, parent.test, true, 0));
      return parent.alternate === node ? since(parent.test, proves(r, parent.test, false, 0)) : [];
    case 'LogicalExpression':
      if (parent.right !== node || parent.operator === '??') return [];
      return since(parent.left, proves(r, parent.left, parent.operator === '&&', 0));
    case 'CallExpression':
      // What another argument asks is asked before the call is made.
      return parent.arguments.flatMap((other) => (other === node ? [] : usedFromTable(r, other)));
    case 'WhileStatement':
      return parent.body === node ? since(parent.test, proves(r, parent.test, true, 0)) : [];
    case 'SwitchCase': {
      const statements = earlier(r, parent.consequent, node);
      if (!parent.test || !parent.consequent.includes(node as TSESTree.Statement) || !isConstantText(r, parent.test))
        return statements;
      return [...since(parent.parent.discriminant, pathGuard(r, parent.parent.discriminant, 'all')), ...statements];
    }
    case 'BlockStatement':
    case 'Program':
    case 'StaticBlock':
      return earlier(r, parent.body, node);
    default:
      return [];
  }
}

/** What was asked up to the end of this node. */
function since({ range }: Node, guards: readonly Guarded[]): Guarded[] {
  return guards.map((guard) => ({ ...guard, since: guard.since ?? range[1] }));
}

/** Conditions of earlier statements of one block that leave it when they fail. */
function earlier(r: Resolution, statements: readonly Node[], before: Node | null): Guarded[] {
  const index = before ? statements.indexOf(before) : statements.length;
  return statements
    .slice(Math.max(0, index - SIBLINGS), Math.max(0, index))
    .flatMap((statement) => since(statement, leftBehind(r, statement)));
}

/** What one statement proves of all that comes after it. */
function leftBehind(r: Resolution, statement: Node): Guarded[] {
  switch (statement.type) {
    case 'IfStatement':
      if (leaves(statement.consequent)) return proves(r, statement.test, false, 0);
      return statement.alternate && leaves(statement.alternate)
        ? proves(r, statement.test, true, 0)
        : mended(r, statement, proves);
    case 'ExpressionStatement':
      return [
        ...asserts(r, unwrap(statement.expression)),
        ...foundOrThrown(r, statement),
        ...passedOrThrown(r, statement.expression),
        ...usedFromTable(r, statement.expression),
      ];
    case 'VariableDeclaration':
      return [
        ...foundOrThrown(r, statement),
        ...statement.declarations.flatMap(({ init }) => [...passedOrThrown(r, init), ...usedFromTable(r, init)]),
      ];
    case 'SwitchStatement':
      return oneOfCases(r, statement);
    case 'ForOfStatement':
      return [...lookedUpEach(r, statement), ...provenOfEach(r, statement, proves)];
    case 'TryStatement':
      return statement.handler && leaves(statement.handler.body) ? earlier(r, statement.block.body, null) : [];
    default:
      return [];
  }
}

/** `assert(cond)`, or a local function that throws unless its argument is good. */
function asserts(r: Resolution, expression: Node, hops = 0): Guarded[] {
  if (expression.type === 'LogicalExpression' && expression.operator === '||' && leavesExpression(expression.right))
    return proves(r, expression.left, true, 0);
  if (expression.type !== 'CallExpression') return [];
  const asserted = callable(r, expression.callee, 'call')?.model.asserts;
  const name = bare(expression.callee);
  const condition = expression.arguments[asserted ?? 0];
  if (
    condition &&
    (asserted !== undefined || (name.type === 'Identifier' && /^(?:assert|invariant|enforce)$/.test(name.name)))
  )
    return proves(r, condition, true, 0);
  const refused = refusedUnless(r, expression);
  const fn = r.localFunction(expression.callee);
  if (!fn) return [...refused, ...provenElsewhere(r, expression, 'returned')];
  return [...refused, ...mapToArguments(r, fn, assertedBy(r, fn, hops), expression.arguments)];
}

/** What a function makes sure of before it returns: it throws, or calls what throws. */
export function assertedBy(r: Resolution, fn: FunctionNode, hops: number): Guarded[] {
  if (!fn.body) return [];
  if (fn.body.type !== 'BlockStatement') return passedOrThrown(r, fn.body);
  return fn.body.body.flatMap((statement) => {
    if (statement.type === 'ReturnStatement') return passedOrThrown(r, statement.argument);
    if (statement.type === 'ExpressionStatement')
      return [
        ...(hops < HELPER_HOPS ? asserts(r, unwrap(statement.expression), hops + 1) : []),
        ...passedOrThrown(r, statement.expression),
      ];
    if (statement.type === 'VariableDeclaration')
      return statement.declarations.flatMap(({ init }) => passedOrThrown(r, init));
    return statement.type === 'IfStatement' && leavesByThrow(statement.consequent)
      ? proves(r, statement.test, false, 1)
      : [];
  });
}

/** What holds of access paths when a condition is true (or false). */
export function proves(r: Resolution, condition: Node, outcome: boolean, hops: number): Guarded[] {
  const node = unwrap(condition);
  switch (node.type) {
    case 'UnaryExpression':
      return node.operator === '!' ? proves(r, node.argument, !outcome, hops) : [];
    case 'LogicalExpression': {
      const left = proves(r, node.left, outcome, hops);
      const right = proves(r, node.right, outcome, hops);
      const both = (node.operator === '&&') === outcome;
      if (both) return [...left, ...right];
      // The folder itself, or what lies in it.
      if (isFolderItself(r, node.left, node.right, outcome)) return right;
      return isFolderItself(r, node.right, node.left, outcome) ? left : common(left, right);
    }
    case 'BinaryExpression': {
      const asked = comparedCall(node, outcome);
      if (asked) return proves(r, asked.call, asked.outcome, hops);
      return [
        ...comparison(r, node, outcome),
        ...foundByPattern(r, node, outcome),
        ...unseenTest(r, node),
        ...lookedUp(r, node, outcome),
      ];
    }
    case 'CallExpression':
      return [
        ...predicate(r, node, outcome, hops),
        ...passedSchemaTest(r, node, outcome),
        ...unseenTest(r, node, outcome),
        ...lookedUp(r, node, outcome),
      ];
    case 'Identifier':
    case 'MemberExpression':
    case 'AssignmentExpression':
      return [
        ...namedTest(r, node, outcome, hops),
        ...passedSchemaTest(r, node, outcome),
        ...unseenTest(r, node, outcome),
        ...lookedUp(r, node, outcome),
        ...(outcome ? [] : falsy(r, node)),
      ];
    default:
      return [];
  }
}

/** `const isKnown = NAMES.includes(x); if (!isKnown) return;`: what was asked where the name was given. */
function namedTest(r: Resolution, node: Node, outcome: boolean, hops: number): Guarded[] {
  const binding = node.type === 'Identifier' && hops < HELPER_HOPS ? r.bindingOf(node) : null;
  if (node.type !== 'Identifier' || binding?.kind !== 'value' || !binding.init || binding.path.length > 0) return [];
  const isWrittenAgain = r.variables
    .of(node)
    ?.references.some((reference) => reference.init !== true && reference.isWrite());
  return isWrittenAgain ? [] : since(binding.init, proves(r, binding.init, outcome, hops + 1));
}

function predicate(r: Resolution, node: TSESTree.CallExpression, outcome: boolean, hops: number): Guarded[] {
  const callee = bare(node.callee);
  const first = node.arguments[0];
  const modelled = callable(r, callee, 'call')?.model.guard;
  if (modelled) {
    const argument =
      typeof modelled.arg === 'number'
        ? node.arguments[modelled.arg]
        : modelled.arg === 'this' && callee.type === 'MemberExpression'
          ? callee.object
          : undefined;
    return argument && modelled.when === outcome && modelled.by === undefined
      ? pathGuard(r, argument, modelled.for)
      : [];
  }
  if (callee.type === 'MemberExpression') {
    const name = memberName(callee);
    if (!outcome && first && (name === 'includes' || name === 'has') && refusesInherited(r, callee.object))
      return pathGuard(r, first, ['object-path']);
    // `Object.prototype.hasOwnProperty.call(known, key)`, `Object.hasOwn(known, key)`
    const isOwn =
      name === 'hasOwn' ||
      (name === 'call' && callee.object.type === 'MemberExpression' && memberName(callee.object) === 'hasOwnProperty');
    if (outcome && first && (isOwn || name === 'includes' || name === 'has' || name === 'hasOwnProperty')) {
      const [container, subject] = isOwn ? [first, node.arguments[1]] : [callee.object, first];
      if (!subject || isSent(r, container)) return [];
      if (name !== 'includes' && asksItsOwnSource(r, container, subject)) return [];
      // `text.includes('x')` says nothing; a list, set or map of known things does.
      return textOf(subject) === null ? pathGuard(r, subject, 'all') : [];
    }
    if (first && (name === 'test' || name === 'exec' || name === 'match')) return patternProves(r, node, outcome);
    const compared = comparedElement(r, node, outcome);
    if (compared) return compared.flatMap((subject) => pathGuard(r, subject, 'all'));
    if (name === 'endsWith' && outcome) return first ? endIsKnown(r, callee.object, first) : [];
    if (name === 'startsWith' && first) return beginningProves(r, callee.object, first, outcome);
    const without = name === 'includes' && !outcome && first ? withoutPiece(r, callee.object, textOf(first)) : [];
    if (without.length > 0) return without;
    if (name === 'isArray' && first) {
      const path = accessPath(r.variables, first);
      return path === null
        ? []
        : [{ path, for: [], shapes: outcome ? ['arr'] : ['str', 'num', 'bool', 'obj', 'null'] }];
    }
    if ((name === 'isInteger' || name === 'isSafeInteger' || name === 'isFinite') && outcome && first)
      return pathGuard(r, first, 'all');
  }
  if (callee.type === 'Identifier' && first && callee.name === 'isNaN' && !outcome && !r.variables.of(callee))
    return pathGuard(r, first, 'all');
  const fn = hops < HELPER_HOPS ? r.localFunction(callee) : null;
  return fn
    ? mapToArguments(r, fn, helperProves(r, fn, outcome, hops + 1), node.arguments)
    : provenElsewhere(r, node, outcome);
}

/** `!x.includes('..')`. */
function withoutPiece(r: Resolution, text: Node, piece: string | null): Guarded[] {
  // A text without `..`, or without any separator, stays in its folder.
  const isKept = piece === '..' || piece === '/';
  return [
    ...(isKept ? pathGuard(r, text, ['file-path']) : []),
    ...(piece === '..' ? staysBelow(r, splitText(text)) : []),
    ...(piece === null ? [] : headed(r, text, headsWithout(piece))),
  ];
}

const judging = new Set<FunctionNode>();

/** A guard function: what its parameters satisfy when it returns true (or false). */
export function helperProves(r: Resolution, fn: FunctionNode, outcome: boolean, hops: number): Guarded[] {
  if (judging.has(fn)) return []; // a guard that calls itself proves nothing new
  judging.add(fn);
  const found = returnsProve(r, fn, outcome, hops);
  judging.delete(fn);
  return found;
}

function returnsProve(r: Resolution, fn: FunctionNode, outcome: boolean, hops: number): Guarded[] {
  const returns = returnedExpressions(fn);
  const telling = returns.filter((expression) => {
    const plain = bare(expression);
    return !(plain.type === 'Literal' && typeof plain.value === 'boolean' && plain.value !== outcome);
  });
  const sets = telling.map((expression) => {
    const here = guardsAt(r, expression);
    const plain = bare(expression);
    return plain.type === 'Literal' ? here : [...here, ...proves(r, expression, outcome, hops)];
  });
  const [head, ...rest] = sets;
  return head ? rest.reduce((known, next) => common(known, next), head) : [];
}

/** Guards on parameters of a function, said of the arguments of a call. */
function mapToArguments(r: Resolution, fn: FunctionNode, guards: readonly Guarded[], args: readonly Node[]): Guarded[] {
  return fn.params.flatMap((param, index) => {
    const name = param.type === 'AssignmentPattern' ? param.left : param;
    const argument = args[index];
    if (name.type !== 'Identifier' || !argument) return [];
    const inner = accessPath(r.variables, name);
    const path = accessPath(r.variables, argument);
    if (inner === null || path === null) return [];
    return guards
      .filter((guard) => guard.path === inner || guard.path.startsWith(`${inner}.`))
      .map((guard) => ({ ...anywhere(guard), path: path + guard.path.slice(inner.length) }));
  });
}
