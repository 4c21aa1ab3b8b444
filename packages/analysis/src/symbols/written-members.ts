import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { isClass } from '../syntax/functions.js';
import { keyOf, memberName, propertyOf } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';
import { bindingOf } from './binding.js';

type Node = TSESTree.Node;

/** Something put on an object, class or module after it was made; `name` null when it is not known which member. */
interface MemberWrite {
  readonly name: string | null;
  readonly value: TSESTree.Expression | null;
}

const known = new WeakMap<Variable, readonly MemberWrite[]>();

/** Names of members that are put on what a variable holds, in source order. */
export function writtenNames(variable: Variable): readonly string[] {
  return [...new Set(writesOn(variable).flatMap(({ name }) => (name === null ? [] : [name])))];
}

/** What is put on it under names that are not known: `db[model.name] = model`. */
export function writtenSomewhere(variable: Variable): readonly TSESTree.Expression[] {
  return writesOn(variable).flatMap(({ name, value }) => (name === null && value ? [value] : []));
}

/**
 * The one value a member of an object or class is ever given, when it is given after the object was made: `db.order =
 * define(...)`. Null when it has one from the start, or is given several.
 */
export function writtenMember(variable: Variable, name: string): TSESTree.Expression | null {
  const binding = bindingOf(variable);
  if (binding.kind !== 'class' && binding.kind !== 'value') return null;
  if (
    binding.kind === 'value' &&
    (binding.path.length > 0 ||
      !binding.init ||
      !isPlainObject(binding.init) ||
      variable.references.some((reference) => reference.isWrite() && !reference.init))
  )
    return null;
  const writes = writesOn(variable);
  const meant = writes.filter((write) => write.name === name && !(write.value && isNothing(write.value)));
  const [only] = meant;
  if (!only?.value || meant.length > 1 || hasFromStart(binding, name)) return null;
  // What is put there under a computed name later may be this one.
  return writes.slice(writes.indexOf(only)).some((write) => write.name === null) ? null : only.value;
}

function writesOn(variable: Variable): readonly MemberWrite[] {
  const before = known.get(variable);
  if (before) return before;
  const found = variable.references.flatMap(({ identifier }): MemberWrite[] => {
    const use = outer(identifier);
    const { parent } = use;
    if (parent?.type === 'MemberExpression' && parent.object === use) {
      const member = outer(parent);
      const write = member.parent;
      return write?.type === 'AssignmentExpression' && write.left === member
        ? [{ name: memberName(parent), value: /^(?:=|\?\?=|\|\|=)$/.test(write.operator) ? write.right : null }]
        : [];
    }
    if (parent?.type !== 'CallExpression' || parent.arguments[0] !== use || !isObjectCall(parent)) return [];
    return parent.arguments.slice(1).flatMap(assignedMembers);
  });
  known.set(variable, found);
  return found;
}

function assignedMembers(given: Node): MemberWrite[] {
  const plain = bare(given);
  if (plain.type !== 'ObjectExpression') return [{ name: null, value: null }];
  return plain.properties.map((entry): MemberWrite => {
    const isPlain = entry.type === 'Property' && entry.kind === 'init';
    return isPlain
      ? { name: keyOf(entry.key, entry.computed), value: entry.value as TSESTree.Expression }
      : { name: null, value: null };
  });
}

/** `Object.assign(db, ...)` and its like; what `defineProperty` puts there is not looked at. */
function isObjectCall({ callee }: TSESTree.CallExpression): boolean {
  const plain = bare(callee);
  return (
    plain.type === 'MemberExpression' &&
    plain.object.type === 'Identifier' &&
    plain.object.name === 'Object' &&
    /^(?:assign|definePropert(?:y|ies))$/.test(memberName(plain) ?? '')
  );
}

function hasFromStart(
  binding: Extract<ReturnType<typeof bindingOf>, { kind: 'class' | 'value' }>,
  name: string,
): boolean {
  if (binding.kind === 'class') {
    const own = isClass(binding.node) ? binding.node.body.body : [];
    return own.some(
      (member) =>
        (member.type === 'MethodDefinition' ||
          (member.type === 'PropertyDefinition' && member.value !== null && !isNothing(member.value))) &&
        member.static &&
        keyOf(member.key, member.computed) === name,
    );
  }
  const object = binding.init && bare(binding.init);
  const entry = object?.type === 'ObjectExpression' ? propertyOf(object, name) : null;
  return entry === 'unknown' || (entry !== null && !isNothing(entry.value));
}

function isPlainObject(init: Node): boolean {
  return bare(init).type === 'ObjectExpression';
}

export function isNothing(node: Node): boolean {
  const plain = bare(node);
  return (
    (plain.type === 'Literal' && plain.value === null) ||
    (plain.type === 'Identifier' && plain.name === 'undefined') ||
    (plain.type === 'UnaryExpression' && plain.operator === 'void')
  );
}
