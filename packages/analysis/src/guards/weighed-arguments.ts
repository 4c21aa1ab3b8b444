import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { Ask, Weighed } from '../vocabulary/project-view.js';
import { callable } from '../symbols/callable.js';
import type { Resolution } from '../symbols/resolution.js';
import { eachStatement } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';
import { asksElsewhere } from './foreign-guards.js';
import { leaves, patternLiteral } from './guard-forms.js';
import { writtenList } from './list-guards.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** Members of an address that say where it leads. */
export const HOST = new Set(['hostname', 'host', 'origin', 'href']);
const HOPS = 3;
/** Callees that one parameter is handed to, as far as facts keep them. */
const MAX_ASKED = 8;
/**
 * Methods that ask a text for a piece: with a text written out, as `startsWith('http')`, they never ask where it leads.
 */
const ASKS_FOR_TEXT = new Set(['startsWith', 'endsWith', 'includes', 'indexOf']);

/** The function looks into the argument, or the callee that is named does. */
export interface Weight {
  readonly asks?: Ask;
}

const HERE: readonly Weight[] = [{}];

/** Where a function takes its parameter apart as an address, compares it with what nobody sees, or hands it on. */
export function weightsOf(r: Resolution, fn: FunctionNode, index: number, hops = 0): readonly Weight[] {
  const param = fn.params[index];
  const name = param?.type === 'AssignmentPattern' ? param.left : param;
  return name?.type === 'Identifier' && hops <= HOPS ? ofName(r, name, hops) : [];
}

/** The same of every parameter, for callers in other files. */
export function weighedBy(r: Resolution, fn: FunctionNode): Weighed[] {
  return fn.params.flatMap((_, index) => {
    const weights = weightsOf(r, fn, index);
    return (weights.some(({ asks }) => !asks) ? HERE : weights.slice(0, MAX_ASKED)).map((weight) => ({
      index,
      ...weight,
    }));
  });
}

function ofName(r: Resolution, name: TSESTree.Identifier, hops: number): readonly Weight[] {
  const reads = r.variables.of(name)?.references.filter((reference) => reference.isRead()) ?? [];
  return reads.flatMap(({ identifier }) => at(r, outer(identifier), hops));
}

/** What becomes of a value at its place. */
function at(r: Resolution, whole: Node, hops: number): readonly Weight[] {
  const { parent } = whole;
  if (!parent || hops > HOPS) return [];
  switch (parent.type) {
    case 'AwaitExpression':
      return at(r, outer(parent), hops);
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === whole ? [] : given(r, parent, whole, hops);
    case 'MemberExpression':
      if (parent.object !== whole) return [];
      if (HOST.has(memberName(parent) ?? '')) return isSettledHere(r, outer(parent)) ? [] : HERE;
      return takesApart(r, outer(parent).parent, outer(parent), memberName(parent)) ? HERE : [];
    case 'VariableDeclarator':
      if (parent.init !== whole) return [];
      if (parent.id.type === 'Identifier') return ofName(r, parent.id, hops + 1);
      return parent.id.type === 'ObjectPattern' && parent.id.properties.some(isHost) ? HERE : [];
    default:
      return [];
  }
}

function isHost(property: TSESTree.Property | TSESTree.RestElement): boolean {
  return property.type === 'Property' && property.key.type === 'Identifier' && HOST.has(property.key.name);
}

/**
 * The host is compared with a text, or asked for one, in this place, or looked up in a list that is written out: what
 * that proves is known.
 */
function isSettledHere(r: Resolution, host: Node): boolean {
  const { parent } = host;
  if (parent?.type === 'BinaryExpression') return textOf(parent.left === host ? parent.right : parent.left) !== null;
  if (parent?.type === 'MemberExpression' && parent.object === host) {
    const method = outer(parent);
    const call = method.parent;
    if (call?.type !== 'CallExpression' || call.callee !== method) return false;
    // In other letters it is the same host.
    if (/^to(?:Lower|Upper)Case$/.test(memberName(parent) ?? '')) return isSettledHere(r, outer(call));
    return call.arguments.every((argument) => textOf(argument) !== null || isElement(r, argument));
  }
  return parent?.type === 'CallExpression' && parent.callee !== host && asksWhatIsSeen(r, parent);
}

/** The parameter of a callback that a list which is written out calls. */
function isElement(r: Resolution, node: Node): boolean {
  const binding = bare(node).type === 'Identifier' ? r.bindingOf(bare(node)) : null;
  const call = binding?.kind === 'param' ? outer(binding.fn).parent : null;
  return call?.type === 'CallExpression' && asksWhatIsSeen(r, call);
}

/** A method of a list or of a pattern that is written out. */
function asksWhatIsSeen(r: Resolution, { callee }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const plain = bare(callee);
  return (
    plain.type === 'MemberExpression' &&
    (writtenList(r, plain.object) !== null || patternLiteral(r, plain.object) !== null)
  );
}

/** A method of the value: whatever it asks, unless it is a piece of text that is written out. */
function takesApart(r: Resolution, parent: Node | undefined, method: Node, name: string | null): boolean {
  if (parent?.type !== 'CallExpression' || parent.callee !== method) return false;
  return !(
    ASKS_FOR_TEXT.has(name ?? '') &&
    parent.arguments.every((argument) => textOf(argument) !== null || isElement(r, argument))
  );
}

/** The value is an argument. */
function given(r: Resolution, call: Call, argument: Node, hops: number): readonly Weight[] {
  const known = callable(r, call.callee, call.type === 'NewExpression' ? 'new' : 'call');
  // `new URL(x)`, `path.resolve(x)`: what is asked of the result is asked of it.
  if (known?.model.result) return at(r, outer(call), hops + 1);
  if (isGlobal(r, call.callee)) return [];
  if (known) return HERE;
  const index = call.arguments.indexOf(argument as TSESTree.CallExpressionArgument);
  const local = r.localFunction(call.callee);
  if (local) return isDropped(call) && !mayRefuse(local) ? [] : weightsOf(r, local, index, hops + 1);
  if (asksWhatIsSeen(r, call)) return [];
  if (isMembership(call)) return decides(call) ? HERE : [];
  if (call.type === 'NewExpression') return HERE;
  if (r.project) return asksElsewhere(r, call, index) ? HERE : [];
  return [{ asks: { call: call.range, index } }];
}

/** `LIST.includes(x)`: a question to a list. */
function isMembership(call: Call): boolean {
  const callee = bare(call.callee);
  return (
    callee.type === 'MemberExpression' && /^(?:includes|has|indexOf|test|some|every)$/.test(memberName(callee) ?? '')
  );
}

function isDropped(call: Node): boolean {
  const { parent } = outer(call);
  return parent?.type === 'ExpressionStatement' || (parent?.type === 'AwaitExpression' && isDropped(parent));
}

/** Something hangs on the answer: it goes on as a value, or a branch leaves or writes. */
function decides(call: Node): boolean {
  const { parent } = outer(call);
  if (parent?.type === 'UnaryExpression' || parent?.type === 'LogicalExpression') return decides(parent);
  if (parent?.type !== 'IfStatement') return !isDropped(call);
  return [parent.consequent, parent.alternate].some(
    (branch) => branch !== null && branch !== undefined && acts(branch),
  );
}

function acts(branch: Node): boolean {
  let found = leaves(branch);
  eachStatement(branch, (statement) => {
    found ||=
      leaves(statement) ||
      (statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression');
  });
  return found || (branch.type === 'ExpressionStatement' && branch.expression.type === 'AssignmentExpression');
}

/** A call of it that nobody looks at may still end what the caller does. */
function mayRefuse(fn: FunctionNode): boolean {
  let found = false;
  if (fn.body)
    eachStatement(fn.body, (statement) => {
      found ||= statement.type === 'ThrowStatement';
      found ||= statement.type === 'ExpressionStatement' && statement.expression.type !== 'AssignmentExpression';
    });
  return found;
}

/** `console.log(x)`, `String(x)`: what the language gives asks nobody. */
function isGlobal(r: Resolution, callee: Node): boolean {
  let root = bare(callee);
  while (root.type === 'MemberExpression') root = bare(root.object);
  return root.type === 'Identifier' && !r.variables.of(root);
}
