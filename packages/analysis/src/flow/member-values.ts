import type { TSESTree } from '@typescript-eslint/types';
import type { TypeRef } from '../vocabulary/symbol-refs.js';
import { memberOf } from '../symbols/meaning.js';
import { keyOf, memberName } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { isGlobal, keyAt } from './constant-key.js';
import { thisFunction } from './effects.js';
import type { Engine } from './evaluation.js';
import { asEntered, entered } from './entered.js';
import { narrowedByType } from './annotated-type.js';
import { guarded } from './guarded-value.js';
import { gotten } from './instances.js';
import { eachOf, ITERATOR } from './keyed.js';
import { isMemberWritten } from './written-members.js';
import { memberValue, safe, setting, tainted, unknown, withShapes } from './lattice.js';
import { checkedBySchema, checkedCopy } from './route-schema.js';
import { givenByOperator } from './settings.js';
import type { Value } from '../vocabulary/value.js';

type Node = TSESTree.Node;

/** Member path of an initializer: through the models first (`const { body } = req`), then through the value. */
export function pathValue(e: Engine, origin: Node, path: readonly string[]): Value {
  if (path.length === 0) return e.evaluate(origin);
  const whole = e.r.instanceOf(origin);
  if (whole) {
    const found = memberSource(e, whole, path, origin);
    if (found) return checkedBySchema(e, origin, found);
    const [key = '', ...rest] = path;
    const beginning = rest.length === 0 ? e.r.registry.memberOf(whole, key)?.member.beginsWith : undefined;
    if (beginning !== undefined) return partOfAddress(e, origin, key, beginning, origin);
  }
  return narrowedByType(
    e,
    origin,
    path,
    path.reduce((value, key) => (isGivenOne(value, key) ? eachOf(value) : memberValue(value, key)), e.evaluate(origin)),
  );
}

/** `const [first] = iterator`: a pattern takes one after the other. */
function isGivenOne({ properties }: Value, key: string): boolean {
  return properties?.[ITERATOR] !== undefined && /^\d+$/.test(key);
}

/** Untrusted or constant members along a path of a modelled type. */
export function memberSource(e: Engine, ref: TypeRef, path: readonly string[], at: Node): Value | null {
  let meaning: NonNullable<ReturnType<typeof memberOf>> = { kind: 'instance', ref };
  for (const [index, key] of path.entries()) {
    const held = meaning.kind === 'instance' ? meaning.ref.type.source : undefined;
    if (held)
      return path
        .slice(index)
        .reduce((value, rest) => memberValue(value, rest, held.memberShapes), entered(e, held, at.range));
    const member = memberOf(e.r.registry, meaning, key);
    if (member?.kind !== 'member') return null;
    const source = member.ref.member.source && asEntered(e, member.ref.member.source);
    if (source) {
      const [, ...rest] = path.slice(index);
      return rest.reduce((known, inner) => memberValue(known, inner, source.memberShapes), tainted(source, at.range));
    }
    const given = givenByOperator(member.ref.member);
    if (given) return given;
    const type = e.r.registry.typeOf(member.ref.member.type ?? '', member.ref.model);
    if (!type) return null;
    meaning = { kind: 'instance', ref: { ...type, rung: member.ref.rung } };
  }
  const last = meaning.kind === 'instance' ? meaning.ref.type.source : undefined;
  return last ? tainted(last, at.range) : null;
}

/** Value of `a.b`: request input and constants by model, else a member of what `a` is. */
export function memberExpressionValue(e: Engine, node: TSESTree.MemberExpression): Value {
  const meaning = e.r.meaningOf(node);
  if (meaning?.kind === 'member') {
    const { member } = meaning.ref;
    if (member.source) return checkedBySchema(e, node.object, entered(e, member.source, node.range));
    const given = givenByOperator(member);
    if (given) return (given.setting && settingBehind(e, node)) ?? given;
    if (member.beginsWith !== undefined)
      return partOfAddress(e, node.object, memberName(node) ?? '*', member.beginsWith, node);
  }
  const name = memberName(node);
  const object = e.r.meaningOf(node.object);
  // Members of an environment or another constant namespace.
  const around = object?.kind === 'member' ? givenByOperator(object.ref.member) : null;
  if (around) return around;
  const holder = object?.kind === 'instance' ? object.ref.type.source : undefined;
  if (holder) return memberValue(tainted(holder, node.object.range), name ?? '*', holder.memberShapes);
  if (object?.kind === 'member' && object.ref.member.source)
    return memberValue(e.evaluate(node.object), name ?? '*', asEntered(e, object.ref.member.source).memberShapes);
  if (name === 'length' || name === 'size') return safe(['num']);
  if (node.object.type === 'ThisExpression') return fieldValue(e, node, name);
  if (node.object.type === 'MetaProperty') return name === 'env' ? setting() : safe(['str']);
  if (isEnumLike(e, node, name)) return settingBehind(e, node) ?? safe();
  const copy = name === null ? null : copyAt(e, node);
  if (copy) return copy;
  if (name !== null && /^\d+$/.test(name) && isGlobal(e, node.object, 'arguments')) {
    const fn = thisFunction(node);
    if (fn) return unknown({ kind: 'param', fn: fn.range[0], index: Number(name), path: [] });
  }
  const got = name === null ? null : gotten(e, node.object, name);
  if (got) return got;
  const key = name ?? keyAt(e, node.property, node.computed);
  const value = memberValue(e.evaluate(node.object), key ?? '*');
  return name === null ? value : narrowedByType(e, node.object, [name], value);
}

/** `config.base` of `{ base: process.env.BASE ?? '/api' }`: a setting, and what it is where nobody sets it. */
function settingBehind(e: Engine, node: TSESTree.MemberExpression): Value | null {
  const name = memberName(node);
  const value = name === null ? null : memberValue(e.evaluate(node.object), name);
  return value?.setting ? value : null;
}

/** `req.validated`, which something before the handler has put there. */
function copyAt(e: Engine, node: TSESTree.MemberExpression): Value | null {
  const path: string[] = [];
  let current: Node = node;
  while (current.type === 'MemberExpression') {
    const name = memberName(current);
    if (name === null) return null;
    path.unshift(name);
    current = bare(current.object);
  }
  const binding = current.type === 'Identifier' ? e.r.bindingOf(current) : null;
  return binding?.kind === 'param' && binding.path.length === 0
    ? checkedCopy(e, binding.fn, binding.index, path, node)
    : null;
}

/**
 * `url.pathname`: its beginning is known, the rest is what the address is, without what was proved of the host alone.
 */
function partOfAddress(e: Engine, address: Node, key: string, beginning: string, at: Node): Value {
  const object = bare(address);
  const whole =
    object.type === 'Identifier'
      ? guarded(e, object, e.nameValue(object), (guard) => !guard.ofHost)
      : e.evaluate(object);
  const part = withShapes(memberValue(whole, key), ['str']);
  return part.taint === 'safe' ? part : { ...part, parts: [{ text: beginning }, { hole: part, at: at.range }] };
}

/** `Status.Active`, `config.TABLES.users`: constants of the project, by case. */
function isEnumLike(e: Engine, node: TSESTree.MemberExpression, name: string | null): boolean {
  const object = bare(node.object);
  if (name === null || object.type !== 'Identifier') return name !== null && /^[A-Z][A-Z0-9_]+$/.test(name);
  const binding = e.r.bindingOf(object);
  return (
    /^[A-Z][A-Z0-9_]+$/.test(name) || (binding?.kind === 'import' && /^[A-Z]/.test(object.name) && /^[A-Z]/.test(name))
  );
}

/** `this.table`: a field that only ever holds constants is one; otherwise not known. */
function fieldValue(e: Engine, node: TSESTree.MemberExpression, name: string | null): Value {
  if (name === null) return unknown({ kind: 'member', name: 'this' });
  let holder: Node | undefined = node.parent;
  while (holder && holder.type !== 'ClassBody') holder = holder.parent;
  const fields =
    holder?.type === 'ClassBody'
      ? holder.body.filter(
          (member): member is TSESTree.PropertyDefinition =>
            member.type === 'PropertyDefinition' && keyOf(member.key, member.computed) === name,
        )
      : [];
  const [field] = fields;
  if (field?.value && (field.readonly || field.static)) return e.evaluate(field.value);
  if (field?.value && isPrivate(field) && !isMemberWritten(e, field, name)) {
    const first = e.evaluate(field.value);
    if (first.constant !== undefined) return first;
  }
  const fn = thisFunction(node);
  return unknown({ kind: 'member', name: `this.${name}`, ...(fn && { self: { fn: fn.range[0], path: [name] } }) });
}

/** Nobody outside of the file can give it another value. What a decorator marks is filled by whoever reads the marks. */
function isPrivate({ accessibility, decorators, key }: TSESTree.PropertyDefinition): boolean {
  return key.type === 'PrivateIdentifier' || (accessibility === 'private' && (decorators ?? []).length === 0);
}
