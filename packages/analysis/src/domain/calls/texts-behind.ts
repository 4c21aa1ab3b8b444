import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { enclosingClass, isClass, returnedExpressions } from '../../syntax/functions.js';
import { keyOf, memberName, propertyOf, textOf } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';

const MAX_HOPS = 4;

/** An expression that can be the whole value of another, and the name under which it is kept there. */
export interface Behind {
  readonly node: Node;
  /** It is used when something else is missing: the other operand of `??`, or the destructured name. */
  readonly fallbackFor?: Node;
  readonly name?: string;
}

/** A text in the code. */
export interface TextBehind extends Behind {
  readonly text: string;
}

/**
 * Texts of the file that an expression can have as its whole value: the literal itself, a fallback (`process.env.X ??
 * 'text'`), a branch, an element of a list, or the same through constants, members of constant objects and what
 * functions return. A branch that is chosen by the environment is left out when it is not the one for production.
 */
export function textsBehind(file: FileAnalysis, node: Node): TextBehind[] {
  return endsBehind(file, node, 0).filter(isText);
}

/** Expressions behind one that this file alone cannot tell: what another file may say. */
export function openEndsBehind(file: FileAnalysis, node: Node): Behind[] {
  return endsBehind(file, node, 0).filter((end) => !isText(end));
}

/** Both, in the order they stand. */
export function endsBehind(file: FileAnalysis, node: Node, hops = 0): (Behind | TextBehind)[] {
  const plain = bare(node);
  const text = textOf(plain);
  if (text !== null && plain.type !== 'MemberExpression')
    return plain.type === 'Literal' && typeof plain.value !== 'string' ? [] : [{ node: plain, text }];
  if (hops > MAX_HOPS) return [];
  switch (plain.type) {
    case 'LogicalExpression':
      if (plain.operator === '&&') return endsBehind(file, plain.right, hops);
      return [
        ...endsBehind(file, plain.left, hops),
        ...endsBehind(file, plain.right, hops).map((found) => ({
          ...found,
          fallbackFor: found.fallbackFor ?? plain.left,
        })),
      ];
    case 'ConditionalExpression':
      if (/NODE_ENV|\b(?:is)?_?(?:dev|prod|test)/i.test(file.text.slice(...plain.test.range))) return [];
      return [...endsBehind(file, plain.consequent, hops), ...endsBehind(file, plain.alternate, hops)];
    case 'ArrayExpression':
      return plain.elements.flatMap((element) => (element ? endsBehind(file, element, hops) : []));
    case 'AwaitExpression':
      return endsBehind(file, plain.argument, hops);
    case 'CallExpression':
      return behindCall(file, plain, hops);
    case 'Identifier':
      return behindName(file, plain, hops);
    case 'MemberExpression': {
      const key = memberName(plain);
      return key === null ? [] : (behindMember(file, plain.object, key, hops) ?? [{ node: plain }]);
    }
    default:
      return [];
  }
}

export function isText(end: Behind | TextBehind): end is TextBehind {
  return 'text' in end;
}

/** Buffer.from('text'), new TextEncoder().encode('text'); what a function of the file returns. */
function behindCall(file: FileAnalysis, node: TSESTree.CallExpression, hops: number): (Behind | TextBehind)[] {
  const callee = bare(node.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  const first = node.arguments[0];
  if (name === 'from' || name === 'encode') return first ? endsBehind(file, first, hops + 1) : [];
  const fn = file.localFunctionOf(callee);
  return fn ? returnedExpressions(fn).flatMap((returned) => endsBehind(file, returned, hops + 1)) : [{ node }];
}

function behindName(file: FileAnalysis, node: TSESTree.Identifier, hops: number): (Behind | TextBehind)[] {
  const variable = file.variableOf(node);
  const binding = variable && bindingOf(variable);
  if (binding?.kind === 'import') return [{ node }];
  if (!variable || binding?.kind !== 'value' || !binding.init) return [];
  // A variable that is set elsewhere too is no constant.
  const declared = variable.defs[0]?.name;
  if (variable.references.some((reference) => reference.isWrite() && reference.identifier !== declared)) return [];
  const [first, ...rest] = binding.path;
  if (first === undefined)
    return endsBehind(file, binding.init, hops + 1).map((found) => ({ name: variable.name, ...found }));
  const found = (rest.length === 0 ? behindMember(file, binding.init, first, hops) : null) ?? [{ node }];
  const fallbacks = binding.defaults.flatMap((fallback) =>
    endsBehind(file, fallback, hops + 1).map((one) => ({ ...one, fallbackFor: binding.at })),
  );
  return [...found, ...fallbacks].map((one) => ({ name: variable.name, ...one }));
}

/** Null: what it is a member of is not written in this file. */
function behindMember(file: FileAnalysis, object: Node, key: string, hops: number): (Behind | TextBehind)[] | null {
  const value = memberBehind(file, object, key, hops);
  return value && (value === 'none' ? [] : endsBehind(file, value, hops + 1).map((found) => ({ name: key, ...found })));
}

/**
 * The value of a member of a constant object, a static or own field of a class. Null: the holder is not written in this
 * file.
 */
function memberBehind(file: FileAnalysis, object: Node, key: string, hops: number): Node | 'none' | null {
  const plain = bare(object);
  if (plain.type === 'ThisExpression')
    return isFilledAnew(file, key) ? null : fieldOf(enclosingClass(plain), key, 'own');
  const holder = holderBehind(file, plain, hops);
  if (!holder) return null;
  if (holder.type !== 'ObjectExpression') return fieldOf(holder, key, 'static') ?? 'none';
  const entry = propertyOf(holder, key);
  return entry === null || entry === 'unknown' ? 'none' : entry.value;
}

/** `this.key = ...`: what the field began with is not what it holds. */
function isFilledAnew(file: FileAnalysis, key: string): boolean {
  return file
    .nodes('AssignmentExpression')
    .some(
      ({ left }) =>
        left.type === 'MemberExpression' && left.object.type === 'ThisExpression' && memberName(left) === key,
    );
}

/**
 * The object literal or class an expression is: directly, through constants, members, `Object.freeze({...})` and what a
 * function of the file returns.
 */
export function holderBehind(
  file: FileAnalysis,
  node: Node,
  hops = 0,
): TSESTree.ObjectExpression | TSESTree.ClassDeclaration | TSESTree.ClassExpression | null {
  const plain = bare(node);
  if (hops > MAX_HOPS) return null;
  const further = (inner: Node): ReturnType<typeof holderBehind> => holderBehind(file, inner, hops + 1);
  switch (plain.type) {
    case 'ObjectExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return plain;
    case 'AwaitExpression':
      return further(plain.argument);
    case 'CallExpression': {
      const fn = file.localFunctionOf(plain.callee);
      const [only, ...others] = fn ? returnedExpressions(fn) : plain.arguments;
      return only && (others.length === 0 || !fn) ? further(only) : null;
    }
    case 'Identifier': {
      const variable = file.variableOf(plain);
      const binding = variable && bindingOf(variable);
      if (binding?.kind === 'class') return isClass(binding.node) ? binding.node : null;
      return binding?.kind === 'value' && binding.init && binding.path.length === 0 ? further(binding.init) : null;
    }
    case 'MemberExpression': {
      const key = memberName(plain);
      const value = key === null ? null : memberBehind(file, plain.object, key, hops + 1);
      return value && value !== 'none' ? further(value) : null;
    }
    default:
      return null;
  }
}

/** The value a field of a class begins with. */
export function fieldOf(holder: Node | null, key: string, of: 'static' | 'own'): Node | null {
  if (!isClass(holder)) return null;
  const field = holder.body.body.find(
    (member) =>
      member.type === 'PropertyDefinition' &&
      member.static === (of === 'static') &&
      keyOf(member.key, member.computed) === key,
  );
  return field?.type === 'PropertyDefinition' ? field.value : null;
}
