import {
  bare,
  conditionsAt,
  memberName,
  outer,
  type FileAnalysis,
  type FunctionNode,
  type Node,
  type Value,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { isOwnKey } from './own-keys.js';

type Member = TSESTree.MemberExpression;

/** A write under a key that comes from outside. */
export interface UntrustedWrite {
  /** The member that is written. */
  readonly node: Member;
  /** The untrusted key. */
  readonly value: Value;
  /**
   * `reached`: the object that is written was itself looked up by an untrusted key, so it may be the prototype of all
   * objects. `chosen`: the client names a property of an object that was there before, and sends what it becomes.
   * `direct`: one key; the worst it does is to replace what one object inherits, or a property nobody meant.
   */
  readonly depth: 'reached' | 'chosen' | 'direct';
}

/** Writes `o[a][b] = v`, and `o[k] = v`, whose keys come from outside and are not checked. */
export function untrustedWrites(file: FileAnalysis): UntrustedWrite[] {
  return file.nodes('AssignmentExpression').flatMap((assignment): UntrustedWrite[] => {
    const target = bare(assignment.left);
    if (target.type !== 'MemberExpression' || !target.computed) return [];
    const own = file.valueOf(target.property);
    if (file.judge(own, 'object-path') === 'safe' || own.constant !== undefined) return [];
    const reached = lookups(file, target.object).find((member) => untrustedKey(file, member) !== null);
    const key = reached && untrustedKey(file, reached);
    // A key that passed a check nobody sees here is not proven to be open.
    if (key && !isVetted(file, target) && !isVetted(file, reached))
      return [{ node: target, value: key, depth: 'reached' }];
    const single = untrustedKey(file, target);
    if (!single || isVetted(file, target) || isKeyless(file, target.object)) return [];
    return [
      {
        node: target,
        value: single,
        depth: assignment.operator === '=' && isChosen(file, target.object, assignment.right) ? 'chosen' : 'direct',
      },
    ];
  });
}

/**
 * Any JSON of a client becomes a property of an object that others hold: handed in, a field, or made once for the file.
 */
function isChosen(file: FileAnalysis, object: Node, written: Node): boolean {
  const sent = file.valueOf(written);
  if (
    sent.taint !== 'tainted' ||
    sent.validated ||
    sent.source !== 'body' ||
    !sent.shapes.includes('obj') ||
    wasSent(file.valueOf(object), sent)
  )
    return false;
  const plain = bare(object);
  const root = rootOf(plain);
  if (root.type === 'ThisExpression') return true;
  const definition = root.type === 'Identifier' ? file.variableOf(root)?.defs[0] : undefined;
  if (definition?.type === 'Parameter')
    return plain === root && !isGathered(definition.node as FunctionNode, definition.name);
  return (
    definition !== undefined &&
    (definition.type === 'ImportBinding' || definition.type === 'Variable') &&
    file.functionOf(definition.node) === null
  );
}

/**
 * `pairs.reduce((all, { name, value }) => { all[name] = value; return all; }, {})` fills an object that is made for it.
 */
function isGathered(fn: FunctionNode, name: Node): boolean {
  const call = outer(fn).parent;
  if (call?.type !== 'CallExpression' || fn.params[0] !== name) return false;
  const callee = bare(call.callee);
  const start = call.arguments[1] && bare(call.arguments[1]);
  return (
    callee.type === 'MemberExpression' &&
    /^reduce(?:Right)?$/.test(memberName(callee) ?? '') &&
    start?.type === 'ObjectExpression' &&
    start.properties.length === 0
  );
}

/**
 * The object came from outside before this write: its way in is another one than that of what is written, plus one
 * step.
 */
function wasSent(object: Value, written: Value): boolean {
  if (object.taint !== 'tainted') return false;
  return (
    object.steps.length <= written.steps.length ||
    written.steps.some(({ at }, index) => at[0] !== object.steps[index]?.at[0])
  );
}

function rootOf(node: Node): Node {
  const plain = bare(node);
  return plain.type === 'MemberExpression' ? rootOf(plain.object) : plain;
}

/** The key comes from outside and can be a name that every object inherits; null otherwise. */
export function untrustedKey(file: FileAnalysis, member: Member): Value | null {
  if (!member.computed || memberName(member) !== null || isOwnKey(file, member)) return null;
  const value = file.valueFor(member.property, 'object-path');
  return file.judge(value, 'object-path') === 'tainted' && value.source !== 'argv' && canBePrototype(value)
    ? value
    : null;
}

/** `__proto__` is text; a key with fixed text around it is another key. */
function canBePrototype(value: Value): boolean {
  if (!value.shapes.some((shape) => shape === 'str' || shape === 'arr' || shape === 'obj')) return false;
  return !value.parts?.some((part) => 'text' in part && part.text !== '');
}

/**
 * Members an object may have been looked up by: itself, what a name holds, what callers of this file pass for a
 * parameter.
 */
function lookups(file: FileAnalysis, object: Node, hops = 0): Member[] {
  const plain = unassigned(object);
  if (plain.type === 'MemberExpression') return isKeyless(file, plain.object) ? [] : [plain];
  if (plain.type === 'LogicalExpression')
    return [...lookups(file, plain.left, hops), ...lookups(file, plain.right, hops)];
  if (plain.type !== 'Identifier' || hops > 2) return [];
  const variable = file.variableOf(plain);
  const definition = variable?.defs[0];
  if (!variable || !definition) return [];
  const written = variable.references.flatMap((reference) => (reference.writeExpr ? [reference.writeExpr] : []));
  const passed =
    definition.type === 'Parameter' ? passedFor(file, definition.node as FunctionNode, definition.name) : [];
  return [...written, ...passed].flatMap((held) =>
    unassigned(held).type === 'Identifier' ? [] : lookups(file, held, hops + 1),
  );
}

/** The target of `a = b ??= c` is what is handed on. */
function unassigned(node: Node): Node {
  const plain = bare(node);
  return plain.type === 'AssignmentExpression' ? bare(plain.left) : plain;
}

/** A merge that calls itself passes `target[key]` for `target`. */
function passedFor(file: FileAnalysis, fn: FunctionNode, name: Node): Node[] {
  const index = fn.params.findIndex((param) => param === name);
  if (index < 0) return [];
  return file.callsTo(fn).flatMap((call) => {
    const argument = call.arguments[index];
    return argument && within(call, fn) ? [argument] : [];
  });
}

function within(node: Node, around: Node): boolean {
  return node.range[0] >= around.range[0] && node.range[1] <= around.range[1];
}

/** `Object.create(null)` inherits nothing, so there is nothing to reach. */
export function isKeyless(file: FileAnalysis, object: Node): boolean {
  const plain = bare(object);
  if (plain.type === 'Identifier') {
    const definition = file.variableOf(plain)?.defs[0]?.node as Node | undefined;
    return definition?.type === 'VariableDeclarator' && definition.init !== null && isKeyless(file, definition.init);
  }
  if (plain.type !== 'CallExpression') return false;
  const [prototype] = plain.arguments;
  return (
    /^Object\s*\.\s*create$/.test(file.text.slice(...plain.callee.range)) &&
    prototype?.type === 'Literal' &&
    prototype.value === null
  );
}

/** A condition around it, or an earlier one that left, gives the key to a function of another file. */
export function isVetted(file: FileAnalysis, { property }: Member): boolean {
  const key = bare(property);
  if (key.type !== 'Identifier') return false;
  const variable = file.variableOf(key);
  return conditionsAt(property).some(({ test }) =>
    variable?.references.some(({ identifier }) => {
      const use = outer(identifier);
      const call = use.parent;
      return (
        within(use, test) && call?.type === 'CallExpression' && call.callee !== use && isForeign(file, call.callee)
      );
    }),
  );
}

/** Imported, handed in or a method: what it proves cannot be seen. Own properties are asked by methods that can. */
function isForeign(file: FileAnalysis, callee: Node): boolean {
  const plain = bare(callee);
  return plain.type === 'Identifier' && file.localFunctionOf(plain) === null && file.libraryCall(plain.parent) === null;
}
