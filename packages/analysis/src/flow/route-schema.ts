import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { SourceKind } from '../vocabulary/concepts.js';
import { callable } from '../symbols/callable.js';
import { callbackSite } from '../symbols/callback-parameters.js';
import { enclosingFunction, isFunction } from '../syntax/functions.js';
import { propertyOf, textOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import type { Engine } from './evaluation.js';
import { admittedBy, fieldName } from './schemas/admitted-by.js';
import { allOf, asked, fieldOf, objectOf, UNSEEN } from './schemas/admitted.js';
import type { Admitted } from '../vocabulary/admitted.js';
import { admittedByJson } from './schemas/json-schema.js';
import { narrow } from './schemas/narrow.js';
import type { Value } from '../vocabulary/value.js';

type Node = TSESTree.Node;

/** Names of the parts of a request in schemas that speak of all of it. */
const PARTS: Partial<Record<SourceKind, readonly string[]>> = {
  body: ['body', 'json'],
  query: ['querystring', 'query'],
  param: ['params', 'param'],
  header: ['headers', 'header'],
  cookie: ['cookies', 'cookie', 'signedCookies'],
  form: ['form', 'body'],
};
const PART_NAMES = new Set(Object.values(PARTS).flat());

/** Request input of a handler whose route has a schema for it: the framework, or what stands before it, checked it. */
export function checkedBySchema(e: Engine, request: Node, value: Value): Value {
  const plain = bare(request);
  const binding = plain.type === 'Identifier' ? e.r.bindingOf(plain) : null;
  return binding?.kind === 'param' ? checkedByRoute(e, binding.fn, value, []) : value;
}

/** The same where a member of the part was read at once. */
export function checkedByRoute(e: Engine, fn: FunctionNode, value: Value, below: readonly string[]): Value {
  if (value.taint !== 'tainted' || value.validated || value.source === undefined) return value;
  const admitted = admittedByRoute(e, fn, value.source);
  return admitted
    ? narrow(
        value,
        below.reduce((known, name) => fieldOf(known, name) ?? UNSEEN, admitted),
      )
    : value;
}

/** What a schema in the chain of the route that holds this place admits under a name: `zValidator('json', schema)`. */
export function admittedUnder(e: Engine, place: Node, name: string): Admitted {
  for (let fn = enclosingFunction(place); fn; fn = enclosingFunction(fn)) {
    const calls = callsBefore(e, fn).filter(({ arguments: [first] }) => first !== undefined && textOf(first) === name);
    const found = calls.flatMap(({ arguments: [, schema] }) => (schema ? [admittedBy(e, schema)] : []));
    if (found.length > 0) return allOf(found);
  }
  return UNSEEN;
}

function admittedByRoute(e: Engine, fn: FunctionNode, source: SourceKind): Admitted | null {
  if (source === 'rpc-input') return admittedByChain(e, fn);
  const byOptions = admittedByOptions(e, fn, source);
  if (byOptions) return byOptions;
  const found = callsBefore(e, fn).flatMap((call) => {
    const schema = schemaAmong(e, call.arguments);
    const part = schema && partOf(schema, source);
    return part ? [asked(part)] : [];
  });
  return found.length > 0 ? allOf(found) : null;
}

/** `procedure.input(schema).query(handler)` */
function admittedByChain(e: Engine, fn: FunctionNode): Admitted | null {
  const found: Admitted[] = [];
  let callee = callbackSite(e.r, fn)?.call.callee;
  while (callee?.type === 'MemberExpression') {
    const before: Node = bare(callee.object);
    if (before.type !== 'CallExpression') break;
    if (callable(e.r, before.callee, 'call')?.model.admits) found.unshift(admittedBy(e, before));
    callee = before.callee;
  }
  return found.length > 0 ? allOf(found) : null;
}

/** `{ schema: { body } }`; a schema that stands elsewhere may speak of everything. */
function admittedByOptions(e: Engine, fn: FunctionNode, source: SourceKind): Admitted | null {
  const site = callbackSite(e.r, fn);
  const wanted = site?.model.route?.schemaProperty;
  const names = PARTS[source];
  if (wanted === undefined || !site || !names) return null;
  for (const argument of site.call.arguments) {
    const options = bare(argument);
    const entry = options.type === 'ObjectExpression' ? propertyOf(options, wanted) : null;
    if (entry === null || entry === 'unknown') continue;
    const held = literalOf(e, entry.value);
    if (!held) return UNSEEN;
    const part = names.map((name) => propertyOf(held, name)).find((one) => one !== null);
    if (part) return part === 'unknown' ? UNSEEN : admittedByJson(e, part.value);
  }
  return null;
}

function literalOf(e: Engine, node: Node): TSESTree.ObjectExpression | null {
  const plain = bare(node);
  const binding = plain.type === 'Identifier' ? e.r.bindingOf(plain) : null;
  const held = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? bare(binding.init) : plain;
  return held.type === 'ObjectExpression' ? held : null;
}

/** Calls that make what stands before a handler: `router.post(path, validate(schema), handler)`. */
function callsBefore(e: Engine, fn: FunctionNode): TSESTree.CallExpression[] {
  const site = callbackSite(e.r, fn);
  if (!site?.model.route) return [];
  return site.call.arguments
    .flatMap((argument) => (argument.type === 'ArrayExpression' ? argument.elements : [argument]))
    .flatMap((argument) => {
      const plain = argument && bare(argument);
      return plain?.type === 'CallExpression' ? [plain] : [];
    });
}

/** The schema among what a middleware or a pipe is made with: one, or one for each part of the request. */
export function schemaAmong(e: Engine, given: readonly Node[]): Admitted | null {
  for (const node of given) {
    const plain = bare(node);
    if (plain.type === 'NewExpression') {
      const inner = schemaAmong(e, plain.arguments);
      if (inner) return inner;
      continue;
    }
    if (isFunction(plain) || textOf(plain) !== null || plain.type === 'Literal') continue;
    const admitted = admittedBy(e, plain);
    if (objectOf(admitted) && (plain.type !== 'ObjectExpression' || isByPart(e, plain))) return admitted;
  }
  return null;
}

/**
 * `{ body: schema, [Segments.QUERY]: schema }`: an object literal is a schema only where it names parts of a request.
 */
function isByPart(e: Engine, node: TSESTree.ObjectExpression): boolean {
  return (
    node.properties.length > 0 &&
    node.properties.every(
      (entry) => entry.type === 'Property' && PART_NAMES.has(fieldName(entry) ?? '') && callableSchema(e, entry.value),
    )
  );
}

function callableSchema(e: Engine, node: Node): boolean {
  const plain = bare(node);
  return (
    objectOf(admittedBy(e, plain)) !== null ||
    (plain.type === 'CallExpression' && callable(e.r, plain.callee, 'call')?.model.admits !== undefined)
  );
}

/**
 * What a schema of the whole request says of one part; a schema that names no parts speaks of the fields it has,
 * wherever they are read.
 */
function partOf(schema: Admitted, source: SourceKind): Admitted | null {
  const object = objectOf(schema);
  const names = Object.keys(object?.fields ?? {});
  if (!object || names.length === 0) return null;
  if (!names.every((name) => PART_NAMES.has(name))) return PARTS[source] ? schema : null;
  const name = PARTS[source]?.find((one) => Object.hasOwn(object.fields, one));
  return name === undefined ? null : (object.fields[name] ?? null);
}
