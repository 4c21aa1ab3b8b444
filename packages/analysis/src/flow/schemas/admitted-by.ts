import type { TSESTree } from '@typescript-eslint/types';
import type { AdmitsModel } from '../../vocabulary/schemas.js';
import type { ArgRef } from '../../vocabulary/sink-shapes.js';
import { callable } from '../../symbols/callable.js';
import { enclosingClass, isClass, returnedExpressions } from '../../syntax/functions.js';
import { keyOf, memberName, propertyOf, textOf } from '../../syntax/keys.js';
import { unwrap } from '../../syntax/wrappers.js';
import type { Engine } from '../evaluation.js';
import { patternLiteral } from '../../guards/guard-forms.js';
import { admittedByClass } from './class-schema.js';
import { admittedElsewhere } from './elsewhere.js';
import { admittedByJson, admittedText, isJsonSchema } from './json-schema.js';
import { admittedByMaker, admittedByTest } from './own-functions.js';
import {
  allOf,
  ANYTHING,
  changed,
  fieldOf,
  LISTED,
  merged,
  NOTHING,
  objectOf,
  oneOf,
  TEXT,
  UNSEEN,
} from './admitted.js';
import type { AdmittedObject } from '../../vocabulary/admitted.js';
import type { Admitted } from '../../vocabulary/admitted.js';
import { harmlessByFormat, harmlessByPattern, harmlessByPrefix } from './text-alphabet.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

const memos = new WeakMap<Engine, Map<Node, Admitted>>();

/**
 * What the schema an expression stands for lets through. An object literal is the fields in it, as combinators take
 * them.
 */
export function admittedBy(e: Engine, expression: Node): Admitted {
  const node = unwrap(expression);
  const memo = memos.get(e) ?? new Map<Node, Admitted>();
  memos.set(e, memo);
  const known = memo.get(node);
  if (known) return known;
  memo.set(node, UNSEEN); // a schema that holds itself
  const found = read(e, node);
  memo.set(node, found);
  return found;
}

function read(e: Engine, node: Node): Admitted {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      return ofCall(e, node);
    case 'Identifier':
      return ofName(e, node);
    case 'MemberExpression':
      return ofMember(e, node);
    case 'ObjectExpression':
      return isJsonSchema(node) ? admittedByJson(e, node) : fieldsIn(e, node);
    case 'Literal':
      return LISTED;
    case 'ConditionalExpression':
      return oneOf([admittedBy(e, node.consequent), admittedBy(e, node.alternate)]);
    case 'LogicalExpression':
      return oneOf([admittedBy(e, node.left), admittedBy(e, node.right)]);
    default:
      return UNSEEN;
  }
}

function ofName(e: Engine, node: TSESTree.Identifier): Admitted {
  const binding = e.r.bindingOf(node);
  if (binding?.kind === 'import') return admittedElsewhere(e, node) ?? UNSEEN;
  if (binding?.kind === 'class') return admittedByClass(e, binding.node);
  if (binding?.kind === 'param' && !binding.rest)
    return { is: 'param', fn: binding.fn.range[0], index: binding.index, path: binding.path };
  if (binding?.kind !== 'value' || !binding.init) return UNSEEN;
  const [key, ...deeper] = binding.path;
  if (key === undefined) return admittedBy(e, binding.init);
  return admittedElsewhere(e, node) ?? ((deeper.length === 0 && fieldOf(admittedBy(e, binding.init), key)) || UNSEEN);
}

/** A schema of a const object or of a class, a part of a schema, or whatever another file says. */
function ofMember(e: Engine, node: TSESTree.MemberExpression): Admitted {
  const name = memberName(node);
  if (name === null) return UNSEEN;
  const object = unwrap(node.object);
  const binding = e.r.bindingOf(object);
  const holder =
    object.type === 'ThisExpression' ? enclosingClass(node) : binding?.kind === 'class' ? binding.node : null;
  if (isClass(holder)) {
    const field = holder.body.body.find(
      (one) => one.type === 'PropertyDefinition' && keyOf(one.key, one.computed) === name,
    );
    return field?.type === 'PropertyDefinition' && field.value ? admittedBy(e, field.value) : UNSEEN;
  }
  const elsewhere = admittedElsewhere(e, node);
  if (elsewhere) return elsewhere;
  const meaning = e.r.meaningOf(node);
  const part = meaning?.kind === 'member' ? meaning.ref.member.admits : undefined;
  if (part) return built(e, part, { args: [], receiver: object });
  return fieldOf(admittedBy(e, object), name) ?? UNSEEN;
}

function ofCall(e: Engine, node: Call): Admitted {
  const callee = callable(e.r, node.callee, node.type === 'NewExpression' ? 'new' : 'call');
  const method = unwrap(node.callee);
  const receiver = callee?.ref.on && method.type === 'MemberExpression' ? method.object : null;
  if (callee?.model.admits) return built(e, callee.model.admits, { args: node.arguments, receiver });
  if (callee) return UNSEEN;
  const changes = method.type === 'MemberExpression' ? changesElsewhere(e, method) : null;
  if (changes)
    return built(e, changes, { args: node.arguments, receiver: (method as TSESTree.MemberExpression).object });
  const fn = e.r.localFunction(node.callee);
  if (fn) return oneOf(returnedExpressions(fn).map((returned) => admittedBy(e, returned)));
  const meaning = e.r.project ? e.r.meaningOf(node.callee) : null;
  return (meaning?.kind === 'foreign' ? meaning.of.called()?.admits : null) ?? UNSEEN;
}

/** A method on a schema of another file, read as the only library of schemas that this file imports reads it. */
function changesElsewhere(e: Engine, method: TSESTree.MemberExpression): AdmitsModel | null {
  const { is } = admittedBy(e, method.object);
  const name = memberName(method);
  if ((is !== 'elsewhere' && is !== 'changed') || name === null) return null;
  const found = [...e.r.imported()].flatMap(
    (library) => e.r.registry.typeOf(`${library}#Schema`, null)?.type.members?.[name]?.call?.admits ?? [],
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The same for a decorator, which is called on nothing. */
export function admittedByModel(e: Engine, model: AdmitsModel, args: readonly Node[]): Admitted {
  return built(e, model, { args, receiver: null });
}

interface Given {
  readonly args: readonly Node[];
  /** The schema a method is called on. */
  readonly receiver: Node | null;
}

/** What a model says, in terms of what was given. */
function built(e: Engine, model: AdmitsModel, given: Given): Admitted {
  const at = (index: number): Node | undefined => given.args[index];
  const of = (ref: ArgRef = 'this'): Admitted =>
    ref === 'this' && !given.receiver ? ANYTHING : referred(e, ref, given);
  const besides = (admitted: Admitted): Admitted => (given.receiver ? allOf([of(), admitted]) : admitted);
  switch (model.is) {
    case 'anything':
    case 'unseen':
    case 'number':
    case 'boolean':
    case 'date':
    case 'null':
      return besides({ is: model.is });
    case 'text':
      return besides(textOfModel(e, model, given));
    case 'listed':
      return besides(isWrittenDown(e, nodesOf(model.in, given)) ? LISTED : TEXT);
    case 'object':
      return objectOfModel(e, model, given);
    case 'record':
      return { is: 'object', fields: {}, rest: of(model.of) };
    case 'list': {
      const elements = model.elements === undefined ? null : at(model.elements);
      const list = elements ? unwrap(elements) : null;
      if (list?.type === 'ArrayExpression')
        return { is: 'list', of: oneOf(list.elements.flatMap((one) => (one ? [admittedBy(e, one)] : []))) };
      return {
        is: 'list',
        of: model.of === undefined || nodesOf(model.of, given).length === 0 ? ANYTHING : of(model.of),
      };
    }
    case 'one-of':
      return oneOf([...(given.receiver ? [of()] : []), ...eachOf(e, model.of, given)]);
    case 'all-of':
      return together([...(given.receiver ? [of()] : []), ...eachOf(e, model.of, given)]);
    case 'same':
      return of(model.of);
    case 'or-nothing':
      return oneOf([of(model.of), NOTHING]);
    case 'one-of-keys':
      return LISTED;
    case 'element':
      return elementOf(of(model.of));
    case 'extended':
      return changed(of(model.of), { by: 'fields', of: of(model.by) });
    case 'picked':
    case 'omitted':
      return changed(of(model.of), { by: model.is, keys: keysIn(nodesOf(model.keys, given)) });
    case 'other-keys': {
      const off = model.unless === undefined ? undefined : at(model.unless);
      const isOff = off?.type === 'Literal' && off.value === false;
      const rest = model.rest === 'dropped' || isOff ? null : model.rest === 'kept' ? ANYTHING : of(model.rest);
      return changed(of(model.of), { by: 'other-keys', rest });
    }
    case 'tested':
      return admittedByTest(e, of(model.of), nodesOf(model.by, given)[0]);
    case 'made':
      return admittedByMaker(e, of(model.of), at(model.by));
    case 'given-by': {
      const fn = at(model.by) ? e.r.localFunction(at(model.by)!) : null;
      return fn ? oneOf(returnedExpressions(fn).map((returned) => admittedBy(e, returned))) : UNSEEN;
    }
    case 'json-schema':
      return at(model.arg) ? admittedByJson(e, at(model.arg)!) : UNSEEN;
    default:
      return model satisfies never;
  }
}

function nodesOf(ref: ArgRef, { args, receiver }: Given): readonly Node[] {
  if (ref === 'this') return receiver ? [receiver] : [];
  const found = ref === 'rest' ? args : [ref === 'last' ? args.at(-1) : args[ref]];
  return found.flatMap((node) => (node ? [node] : []));
}

function referred(e: Engine, ref: ArgRef, given: Given): Admitted {
  const [node] = nodesOf(ref, given);
  return node ? admittedBy(e, node) : UNSEEN;
}

/** Schemas in these arguments, one by one or in a list. */
function eachOf(e: Engine, ref: ArgRef, given: Given): Admitted[] {
  return nodesOf(ref, given).flatMap((node) => {
    const plain = unwrap(node);
    if (plain.type !== 'ArrayExpression') return [admittedBy(e, plain)];
    return plain.elements.map((one) => (one && one.type !== 'SpreadElement' ? admittedBy(e, one) : UNSEEN));
  });
}

/** Two objects are one with the fields of both; of anything else both hold. */
function together(of: readonly Admitted[]): Admitted {
  const objects = of.map((one) => (one.is === 'object' ? one : null));
  return objects.length > 1 && objects.every((one) => one !== null) ? objects.reduce(merged) : allOf(of);
}

function textOfModel(e: Engine, model: Extract<AdmitsModel, { is: 'text' }>, { args }: Given): Admitted {
  const said = (index: number | undefined): Node | undefined => (index === undefined ? undefined : args[index]);
  const [pattern, prefix, settings] = [said(model.pattern), said(model.prefix), said(model.settings)];
  if (settings) return admittedText(e, settings);
  if (prefix) return { is: 'text', for: harmlessByPrefix(textOf(prefix) ?? '') };
  if (!pattern) return { is: 'text', for: harmlessByFormat(model.format ?? 'free') };
  const literal = patternLiteral(e.r, pattern);
  return { is: 'text', for: literal ? harmlessByPattern(literal.pattern, literal.flags) : [] };
}

function objectOfModel(e: Engine, model: Extract<AdmitsModel, { is: 'object' }>, given: Given): Admitted {
  const [fields, settings] = [
    given.args[model.fields],
    model.settings === undefined ? undefined : given.args[model.settings],
  ];
  const named = fields ? admittedBy(e, fields) : null;
  // Fields of another file: `object(shape)`.
  if (named && (named.is === 'elsewhere' || named.is === 'changed')) return named;
  const whole = named ? asFields(named) : ({ is: 'object', fields: {} } as const);
  const base = given.receiver ? objectOf(admittedBy(e, given.receiver)) : null;
  const object = base ? merged(base, whole) : whole;
  const options = settings ? unwrap(settings) : null;
  const closed = options?.type === 'ObjectExpression' ? propertyOf(options, 'additionalProperties') : null;
  if (closed !== null && closed !== 'unknown' && unwrap(closed.value).type === 'Literal')
    return { is: 'object', fields: object.fields };
  const isOpen = model.rest === 'kept' || (model.rest === 'kept-without-fields' && !fields);
  const rest = isOpen
    ? ANYTHING
    : typeof model.rest === 'number'
      ? referred(e, model.rest, given)
      : fields && base
        ? whole.rest
        : object.rest;
  return { is: 'object', fields: object.fields, ...(rest && { rest }) };
}

/** Fields nobody can see may have any name, and are checked somehow. */
function asFields(admitted: Admitted): AdmittedObject {
  return objectOf(admitted) ?? { is: 'object', fields: {}, rest: UNSEEN };
}

function fieldsIn(e: Engine, node: TSESTree.ObjectExpression): AdmittedObject {
  return node.properties.reduce<AdmittedObject>(
    (known, entry) => {
      if (entry.type === 'SpreadElement') return merged(known, asFields(admittedBy(e, entry.argument)));
      const key = fieldName(entry);
      if (key === null) return { ...known, rest: UNSEEN };
      return { ...known, fields: { ...known.fields, [key]: admittedBy(e, entry.value) } };
    },
    { is: 'object', fields: {} },
  );
}

/** Name of a field; of `[Segments.BODY]` that of the constant. */
export function fieldName({ key, computed }: TSESTree.Property): string | null {
  return keyOf(key, computed) ?? (key.type === 'MemberExpression' ? (memberName(key)?.toLowerCase() ?? null) : null);
}

/** References to other fields are no constants. */
function isWrittenDown(e: Engine, nodes: readonly Node[]): boolean {
  return nodes.every((node) => {
    const plain = unwrap(node);
    if (plain.type === 'ArrayExpression')
      return isWrittenDown(
        e,
        plain.elements.filter((one) => one !== null),
      );
    const call = plain.type === 'CallExpression' ? callable(e.r, plain.callee, 'call') : null;
    return call === null || call.model.admits === undefined;
  });
}

function elementOf(admitted: Admitted): Admitted {
  if (admitted.is === 'list') return admitted.of;
  return admitted.is === 'one-of' ? oneOf(admitted.of.filter(({ is }) => is !== 'null').map(elementOf)) : UNSEEN;
}

/** `pick({ id: true })`, `pick(['id'])`; null where the names are not seen. */
function keysIn(nodes: readonly Node[]): readonly string[] | null {
  const found = nodes
    .map((node): readonly (string | null)[] => {
      const plain = unwrap(node);
      if (plain.type === 'ObjectExpression')
        return plain.properties.map((entry) => (entry.type === 'Property' ? keyOf(entry.key, entry.computed) : null));
      if (plain.type === 'ArrayExpression') return plain.elements.map((one) => one && textOf(one));
      return [textOf(plain)];
    })
    .flat();
  return found.every((name) => name !== null) ? found : null;
}
