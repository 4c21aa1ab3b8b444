import type { TSESTree } from '@typescript-eslint/types';
import type { TextFormat } from '../../vocabulary/schemas.js';
import { keyOf, propertyOf, textOf } from '../../syntax/keys.js';
import { unwrap } from '../../syntax/wrappers.js';
import type { Engine } from '../evaluation.js';
import { allOf, ANYTHING, LISTED, NOTHING, oneOf, UNSEEN } from './admitted.js';
import type { Admitted } from '../../vocabulary/admitted.js';
import { harmlessByFormat, harmlessByPattern } from './text-alphabet.js';

type Node = TSESTree.Node;

/** Formats of JSON Schema; `uri` and whatever is not listed is any text. */
const FORMATS: Readonly<Record<string, TextFormat>> = {
  uuid: 'identifier',
  date: 'time',
  'date-time': 'time',
  time: 'time',
  duration: 'time',
  'iso-date-time': 'time',
  'iso-time': 'time',
  ipv4: 'host',
  ipv6: 'host',
  hostname: 'host',
  email: 'mail',
  uri: 'url',
  byte: 'base64',
  int32: 'number',
  int64: 'number',
};
const MAX_HOPS = 8;
const TYPES = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);

/** `{ type: 'object', properties: { ... } }` */
export function isJsonSchema(node: Node): boolean {
  const type = node.type === 'ObjectExpression' ? valueAt(node, 'type') : null;
  return type !== null && TYPES.has(textOf(type) ?? '');
}

/** What a JSON Schema that is written down lets through. Names it does not list pass, unless it says otherwise. */
export function admittedByJson(e: Engine, expression: Node, root: Node = expression, hops = 0): Admitted {
  const node = literalBehind(e, expression);
  if (hops > MAX_HOPS || !node) return e.admittedBy(expression);
  const inner = (one: Node): Admitted => admittedByJson(e, one, root, hops + 1);
  const at = (name: string): Node | null => valueAt(node, name);
  const lists = ['anyOf', 'oneOf'].flatMap((name) => listAt(at(name)) ?? []);
  const both = listAt(at('allOf')) ?? [];
  const reference = at('$ref');
  if (reference) return referred(e, reference, root, hops);
  const own = ownAdmitted(e, node, inner);
  const parts = [...(own ? [own] : []), ...(lists.length > 0 ? [oneOf(lists.map(inner))] : []), ...both.map(inner)];
  const whole =
    parts.length === 0
      ? node.properties.some(({ type }) => type === 'SpreadElement')
        ? UNSEEN
        : ANYTHING
      : allOf(parts);
  const nullable = at('nullable');
  return nullable?.type === 'Literal' && nullable.value === true ? oneOf([whole, NOTHING]) : whole;
}

function ownAdmitted(e: Engine, node: TSESTree.ObjectExpression, inner: (one: Node) => Admitted): Admitted | null {
  if (valueAt(node, 'enum') ?? valueAt(node, 'const')) return LISTED;
  const type = valueAt(node, 'type');
  const types = type ? (listAt(type) ?? [type]).map(textOf) : [valueAt(node, 'properties') ? 'object' : null];
  const found = types.map((name) => (name === null ? null : ofType(e, name, node, inner)));
  if (type === null && types[0] === null) return null;
  return oneOf(found.map((one) => one ?? UNSEEN));
}

function ofType(e: Engine, type: string, node: TSESTree.ObjectExpression, inner: (one: Node) => Admitted): Admitted {
  switch (type) {
    case 'string':
      return admittedText(e, node);
    case 'number':
    case 'integer':
      return { is: 'number' };
    case 'boolean':
      return { is: 'boolean' };
    case 'null':
      return NOTHING;
    case 'array': {
      const items = valueAt(node, 'items');
      const tuple = items && listAt(items);
      return { is: 'list', of: tuple ? oneOf(tuple.map(inner)) : items ? inner(items) : ANYTHING };
    }
    case 'object':
      return objectIn(e, node, inner);
    default:
      return UNSEEN;
  }
}

function objectIn(e: Engine, node: TSESTree.ObjectExpression, inner: (one: Node) => Admitted): Admitted {
  const listed = valueAt(node, 'properties');
  const properties = listed && literalBehind(e, listed);
  const others = valueAt(node, 'additionalProperties') ?? valueAt(node, 'unevaluatedProperties');
  const isClosed = others?.type === 'Literal' && others.value === false && !valueAt(node, 'patternProperties');
  const fields: Record<string, Admitted> = {};
  let isWhole = !listed || properties !== null;
  for (const entry of properties?.properties ?? []) {
    const key = entry.type === 'Property' ? keyOf(entry.key, entry.computed) : null;
    if (entry.type === 'Property' && key !== null) fields[key] = inner(entry.value);
    else isWhole = false;
  }
  if (isClosed && isWhole) return { is: 'object', fields };
  const rest = !isWhole ? UNSEEN : others && others.type !== 'Literal' ? inner(others) : ANYTHING;
  return { is: 'object', fields, rest };
}

/** A text and the keys that say what may stand in it. */
export function admittedText(e: Engine, settings: Node): Admitted {
  const node = literalBehind(e, settings);
  if (!node) return { is: 'text', for: [] };
  const [format, pattern] = [valueAt(node, 'format'), valueAt(node, 'pattern')].map((one) => one && textOf(one));
  const byFormat = harmlessByFormat(FORMATS[format ?? ''] ?? 'free');
  if (!pattern || byFormat === 'all') return { is: 'text', for: byFormat };
  const byPattern = harmlessByPattern(pattern, '');
  return { is: 'text', for: byPattern === 'all' ? 'all' : [...new Set([...byFormat, ...byPattern])] };
}

/** `#/definitions/name` of the schema itself. */
function referred(e: Engine, reference: Node, root: Node, hops: number): Admitted {
  const path = /^#\/([^~]+)$/.exec(textOf(reference) ?? '')?.[1]?.split('/') ?? [];
  const target =
    path.length === 0
      ? null
      : path.reduce<Node | null>((node, name) => {
          const object = node && literalBehind(e, node);
          return object ? valueAt(object, name) : null;
        }, root);
  return target ? admittedByJson(e, target, root, hops + 1) : UNSEEN;
}

/** The object literal an expression is, here or behind a name. */
function literalBehind(e: Engine, expression: Node): TSESTree.ObjectExpression | null {
  let node = unwrap(expression);
  for (let hops = 0; node.type === 'Identifier' && hops < MAX_HOPS; hops += 1) {
    const binding = e.r.bindingOf(node);
    if (binding?.kind !== 'value' || !binding.init || binding.path.length > 0) return null;
    node = unwrap(binding.init);
  }
  return node.type === 'ObjectExpression' ? node : null;
}

function valueAt(object: TSESTree.ObjectExpression, name: string): Node | null {
  const entry = propertyOf(object, name);
  return entry === null || entry === 'unknown' ? null : unwrap(entry.value);
}

function listAt(node: Node | null): readonly Node[] | null {
  return node?.type === 'ArrayExpression' ? node.elements.flatMap((one) => (one ? [one] : [])) : null;
}
