import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { isFunction } from '../../syntax/functions.js';
import { keyOf, memberName } from '../../syntax/keys.js';
import { bare, outer } from '../../syntax/wrappers.js';
import { mayPass } from './handed-failures.js';

/** What steps call to go on. */
const NEXT = /^next$/;

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** The parameter by which a middleware hands its request on, and what is done with it. */
export interface Continuation {
  /** The name itself. */
  is(node: Node): boolean;
  /**
   * What a call of it does, also one by `call`, `apply` or a bound copy; null for any other call. `hands-on`: it goes on,
   * or fails where what is handed on is a failure.
   */
  calledBy(node: Call): 'goes-on' | 'fails' | 'hands-on' | null;
  /** The function, or one in it, hands the request on. */
  isIn(node: FunctionNode): boolean;
  /** It takes failures: of two parameters, as in Koa and Hono, it does not. */
  readonly takesFailures: boolean;
  /** Places where it is kept: who calls it, and when, is not followed. */
  readonly lost: readonly Node[];
}

export function continuationOf(file: FileAnalysis, fn: FunctionNode): Continuation {
  const own = parameterOf(file, fn);
  const whole = own ? null : stepOf(file, fn);
  const variable = own ?? whole?.variable ?? null;
  const isWhole = whole?.is === 'all';
  const takesFailures = fn.params.length > 2;
  const is = (node: Node): boolean => {
    const plain = bare(node);
    return plain.type === 'Identifier' && variable !== null && file.variableOf(plain) === variable;
  };

  /** Values it is called with; null where it is another function that is called. */
  const argumentsOf = (node: Call): readonly Node[] | null => {
    const callee = bare(node.callee);
    if (is(callee)) return node.arguments;
    const bound = callee.type === 'CallExpression' ? bare(callee.callee) : null;
    if (bound?.type === 'MemberExpression' && memberName(bound) === 'bind' && is(bound.object))
      return [...(callee as TSESTree.CallExpression).arguments.slice(1), ...node.arguments];
    if (callee.type !== 'MemberExpression' || !is(callee.object)) return null;
    const name = memberName(callee);
    // `opts.next({ ctx })`
    if (isWhole && NEXT.test(name ?? '')) return [];
    if (isWhole) return null;
    if (name === 'call') return node.arguments.slice(1);
    if (file.libraryCall(node)?.call.goesOn) return [];
    const list = name === 'apply' && node.arguments[1] ? bare(node.arguments[1]) : null;
    return name !== 'apply'
      ? null
      : list?.type === 'ArrayExpression'
        ? list.elements.flatMap((element) => element ?? [])
        : [];
  };

  return {
    is,
    takesFailures,
    calledBy(node) {
      const values = argumentsOf(node);
      return values && (mayPass(file, values[0], node) ? 'goes-on' : takesFailures ? 'fails' : 'hands-on');
    },
    isIn: (node) =>
      variable !== null &&
      variable.references.some(
        ({ identifier }) => node.range[0] <= identifier.range[0] && identifier.range[1] <= node.range[1],
      ),
    lost: (variable?.references ?? []).flatMap((reference) => {
      const node = reference.identifier as TSESTree.Identifier;
      return reference.isRead() && isLost(node) ? [node] : [];
    }),
  };
}

/** The last parameter, the third or later, or the second when it goes by that name. */
function parameterOf(file: FileAnalysis, fn: FunctionNode): Variable | null {
  const index = fn.params.length - 1;
  const last = fn.params[index];
  const inner = last?.type === 'AssignmentPattern' ? last.left : last;
  if (inner?.type !== 'Identifier' || index < 1 || (index === 1 && !/^_?next$/i.test(inner.name))) return null;
  const variable = file.variableOf(inner);
  return variable && isObject(variable) ? null : variable;
}

/** Something is read of it that functions do not have, or it goes by the name of a context: `(root, args, ctx) => ...`. */
function isObject(variable: Variable): boolean {
  return (
    /^_?(?:ctx|context|info)$/.test(variable.name) ||
    variable.references.some(({ identifier }) => {
      const { parent } = outer(identifier);
      return (
        parent?.type === 'MemberExpression' &&
        bare(parent.object) === identifier &&
        !/^(?:call|apply|bind|length|name|handle)$/.test(memberName(parent) ?? '')
      );
    })
  );
}

/** `({ ctx, next }) => ...`, `(opts) => opts.next()`: a step of a builder is handed its continuation in an object. */
function stepOf(
  file: FileAnalysis,
  fn: FunctionNode,
): { readonly variable: Variable; readonly is: 'part' | 'all' } | null {
  const [only] = fn.params;
  if (!only || fn.params.length !== 1) return null;
  if (only.type === 'ObjectPattern') {
    const variable = nextIn(file, only);
    return variable && { variable, is: 'part' };
  }
  const variable = only.type === 'Identifier' && isStep(file, only) ? file.variableOf(only) : null;
  if (!variable) return null;
  const part = takenFrom(file, variable);
  return part ? { variable: part, is: 'part' } : { variable, is: 'all' };
}

function nextIn(file: FileAnalysis, pattern: TSESTree.ObjectPattern): Variable | null {
  const next = pattern.properties.find(
    (entry) =>
      entry.type === 'Property' &&
      NEXT.test(keyOf(entry.key, entry.computed) ?? '') &&
      entry.value.type === 'Identifier',
  );
  return next?.type === 'Property' && next.value.type === 'Identifier' ? file.variableOf(next.value) : null;
}

/** `const { ctx, next } = opts`, where nothing else of `opts` could go on. */
function takenFrom(file: FileAnalysis, whole: Variable): Variable | null {
  const uses = whole.references.map(({ identifier }) => outer(identifier));
  const patterns = uses.flatMap((use) => patternOf(use) ?? []);
  const taken = patterns.flatMap((pattern) => nextIn(file, pattern) ?? []);
  const isElsewhere = uses.some((use) => !patternOf(use) && !isOtherMember(use));
  return taken.length === 1 && !isElsewhere ? taken[0]! : null;
}

/** A name that is not constant may be it as well. */
function isNext(name: string | null): boolean {
  return name === null || NEXT.test(name);
}

function isOtherMember(node: Node): boolean {
  const { parent } = node;
  return parent?.type === 'MemberExpression' && parent.object === node && !isNext(memberName(parent));
}

/** `const { ctx } = node` */
function patternOf(node: Node): TSESTree.ObjectPattern | null {
  const { parent } = node;
  const isTaken = parent?.type === 'VariableDeclarator' && parent.init === node && parent.id.type === 'ObjectPattern';
  return isTaken && parent.id.type === 'ObjectPattern' ? parent.id : null;
}

/** What the library hands to a step, by its type. */
function isStep(file: FileAnalysis, node: TSESTree.Identifier): boolean {
  return Object.values(file.typeOf(node)?.type.members ?? {}).some(({ call }) => call?.goesOn === true);
}

function isLost(node: TSESTree.Identifier): boolean {
  const current = outer(node);
  const { parent } = current;
  if (
    !parent ||
    isFunction(parent) ||
    parent.type === 'UnaryExpression' ||
    parent.type === 'IfStatement' ||
    parent.type === 'BinaryExpression' ||
    parent.type === 'LogicalExpression'
  )
    return false;
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') return false;
  const taken = patternOf(current)?.properties.map((entry) =>
    entry.type === 'Property' ? keyOf(entry.key, entry.computed) : null,
  );
  if (taken?.every((name) => name !== null && !NEXT.test(name))) return false;
  if (parent.type !== 'MemberExpression' || parent.object !== current) return true;
  if (memberName(parent) !== 'bind') return false;
  // A bound copy that is not called at once is kept, or handed to somebody.
  const copy = outer(parent).parent;
  const called = copy?.type === 'CallExpression' ? outer(copy) : null;
  return !(called?.parent?.type === 'CallExpression' && called.parent.callee === called);
}
