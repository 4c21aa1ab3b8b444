import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { SourceKind } from '../vocabulary/concepts.js';
import type { RouteModel } from '../vocabulary/http-model.js';
import type { CheckedPlace, Screen } from '../vocabulary/screens.js';
import { callable } from '../symbols/callable.js';
import { callbackSite } from '../symbols/callback-parameters.js';
import { enclosingFunction } from '../syntax/functions.js';
import { keyOf, propertyOf, textOf } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';
import type { Engine } from './evaluation.js';
import { ALL_SHAPES, joinAll, tainted } from './lattice.js';
import { admittedBy } from './schemas/admitted-by.js';
import { allOf, asked, fieldOf, objectOf, oneOf, UNSEEN } from './schemas/admitted.js';
import type { Admitted } from '../vocabulary/admitted.js';
import { admittedByJson } from './schemas/json-schema.js';
import { refusesNoted } from './schemas/noted.js';
import { narrow } from './schemas/narrow.js';
import { isPartName, namesOfPart, sourceOfPart } from './schemas/request-parts.js';
import { callsBefore, routeSite, screensBefore } from './schemas/screens-before.js';
import { memberAt } from './substitution.js';
import type { Value } from '../vocabulary/value.js';

type Node = TSESTree.Node;
type Part = Extract<Screen, { is: 'part' }>;

/** Request input of a handler whose route has a schema for it: the framework, or what stands before it, checked it. */
export function checkedBySchema(e: Engine, request: Node, value: Value): Value {
  let plain = bare(request);
  // `ctx.request.body`
  while (plain.type === 'MemberExpression') plain = bare(plain.object);
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

/** What was noted of the request before the handler that holds this place, put together; null where nothing was. */
export function admittedNoted(e: Engine, place: Node): Admitted {
  for (let fn = enclosingFunction(place); fn; fn = enclosingFunction(fn)) {
    const ways = screensBefore(e, fn).map((screens) => screens.flatMap((screen) => (isNoted(screen) ? [screen] : [])));
    const each = ways.map((noted) => noted.map(({ admits }) => listedOnly(admits)));
    if (each.length > 0 && each.every((way) => way.length > 0)) return oneOf(each.map(together));
  }
  return UNSEEN;
}

function isNoted(screen: Screen): screen is Part {
  return screen.is === 'part' && screen.noted === true;
}

function listedOnly(admitted: Admitted): Admitted {
  if (admitted.is !== 'object') return admitted;
  const fields = Object.fromEntries(Object.entries(admitted.fields).map(([name, field]) => [name, listedOnly(field)]));
  return { is: 'object', fields };
}

function together(of: readonly Admitted[]): Admitted {
  const fields = Object.assign({}, ...of.map((one) => objectOf(one)?.fields ?? {})) as Record<string, Admitted>;
  return { is: 'object', fields };
}

/**
 * The checked copy of a part of the request that a middleware, or the function around the handler, has put here:
 * `req.validated`, a third parameter.
 */
export function checkedCopy(
  e: Engine,
  fn: FunctionNode,
  param: number,
  path: readonly string[],
  at: Node,
): Value | null {
  const ways = screensBefore(e, fn).map((screens) =>
    screens.flatMap((screen) => (screen.is === 'part' && isAt(screen.into, param, path) ? [screen] : [])),
  );
  if (ways.length === 0 || ways.some((found) => found.length === 0)) return null;
  return joinAll(
    ways.map((found) => {
      const [{ part, into }] = found as [Part, ...Part[]];
      const kind = typeof part === 'string' ? sourceOfPart(part) : 'body';
      const schema = allOf(found.map(({ admits }) => admits));
      return memberAt(narrow(tainted({ kind, shapes: ALL_SHAPES }, at.range), schema), path.slice(into?.path.length));
    }),
  );
}

function isAt(into: CheckedPlace | undefined, param: number, path: readonly string[]): boolean {
  return into?.param === param && into.path.every((name, index) => path[index] === name);
}

function admittedByRoute(e: Engine, fn: FunctionNode, source: SourceKind): Admitted | null {
  if (source === 'rpc-input') return admittedByChain(e, fn);
  const site = routeSite(e, fn);
  const byOptions = site
    ? admittedByOptions(e, site.call.arguments.map(bare), schemaPathsOf(site.model.route), source)
    : admittedByObject(e, fn, source);
  if (byOptions) return byOptions;
  const each = screensBefore(e, fn).map((screens) => admittedBeyond(screens, source, refusesNoted(e, fn)));
  const known = each.filter((one) => one !== null);
  return known.length > 0 && known.length === each.length ? oneOf(known) : null;
}

/** What all that stands before a handler lets through of a part. */
function admittedBeyond(screens: readonly Screen[], source: SourceKind, asksItself: boolean): Admitted | null {
  const names = namesOfPart(source);
  const isAsked = asksItself || screens.some(({ is }) => is === 'asks');
  const found = screens.flatMap((screen) => {
    if (screen.is === 'given') {
      const part = partOf(screen.admits, source);
      return part ? [asked(part)] : [];
    }
    if (screen.is !== 'part' || screen.into || (screen.noted && !isAsked)) return [];
    return typeof screen.part === 'string' && names?.includes(screen.part) ? [screen.admits] : [];
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
function admittedByOptions(
  e: Engine,
  given: readonly Node[],
  paths: readonly string[],
  source: SourceKind,
): Admitted | null {
  const names = namesOfPart(source);
  if (!names) return null;
  const entries = given.flatMap((options) =>
    options.type === 'ObjectExpression' ? paths.map((path) => propertyBelow(e, options, path.split('.'))) : [],
  );
  for (const entry of entries) {
    if (entry === null || entry === 'unknown') continue;
    const held = literalOf(e, entry.value);
    if (!held) {
      const whole = objectOf(admittedBy(e, entry.value));
      const name = names.find((one) => whole && Object.hasOwn(whole.fields, one));
      return (name !== undefined && whole?.fields[name]) || UNSEEN;
    }
    const part = [...names, ...(source === 'body' ? ['payload'] : [])]
      .map((name) => propertyOf(held, name))
      .find((one) => one !== null);
    if (part) return part === 'unknown' ? UNSEEN : admittedByJson(e, part.value);
  }
  return null;
}

/** `{ method, path, options: { validate, handler } }` of a file that leaves it to others to register that. */
function admittedByObject(e: Engine, fn: FunctionNode, source: SourceKind): Admitted | null {
  for (const route of routesOfObjects(e)) {
    for (const path of [route.handlerProperty ?? []].flat()) {
      const whole = objectAround(outer(fn), path.split('.'));
      const isRoute = whole && ['method', 'path'].every((name) => propertyOf(whole, name) !== null);
      const found = isRoute ? admittedByOptions(e, [whole], schemaPathsOf(route), source) : null;
      if (found) return found;
    }
  }
  return null;
}

/** Models of routes that are objects with their handler and schemas below a name. */
function routesOfObjects(e: Engine): readonly RouteModel[] {
  const { registry } = e.r;
  const known = byObject.get(registry);
  if (known) return known;
  const members = registry.models.flatMap(({ types = {} }) => Object.values(types).map((type) => type.members ?? {}));
  const found = members
    .flatMap((own) => Object.values(own))
    .flatMap(({ call }) => call?.route ?? [])
    .filter((route) => route.handlerProperty && schemaPathsOf(route).some((path) => path.includes('.')));
  byObject.set(registry, found);
  return found;
}

const byObject = new WeakMap<object, readonly RouteModel[]>();

function schemaPathsOf(route: RouteModel | undefined): readonly string[] {
  return [route?.schemaProperty ?? []].flat();
}

/** The object that holds a node under a path of names. */
function objectAround(node: Node, path: readonly string[]): TSESTree.ObjectExpression | null {
  let inner = node;
  for (const name of path.toReversed()) {
    const property = inner.parent;
    const object = property?.parent;
    if (
      property?.type !== 'Property' ||
      object?.type !== 'ObjectExpression' ||
      keyOf(property.key, property.computed) !== name
    )
      return null;
    inner = object;
  }
  return inner.type === 'ObjectExpression' ? inner : null;
}

/** A property at a path of objects that are written in one another. */
function propertyBelow(
  e: Engine,
  object: TSESTree.ObjectExpression,
  [name = '', ...rest]: readonly string[],
): TSESTree.Property | null | 'unknown' {
  const found = propertyOf(object, name);
  if (found === null || found === 'unknown' || rest.length === 0) return found;
  const held = literalOf(e, found.value);
  return held ? propertyBelow(e, held, rest) : 'unknown';
}

function literalOf(e: Engine, node: Node): TSESTree.ObjectExpression | null {
  const plain = bare(node);
  const binding = plain.type === 'Identifier' ? e.r.bindingOf(plain) : null;
  const held = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? bare(binding.init) : plain;
  return held.type === 'ObjectExpression' ? held : null;
}

/**
 * What a schema of the whole request says of one part; a schema that names no parts speaks of the fields it has,
 * wherever they are read.
 */
function partOf(schema: Admitted, source: SourceKind): Admitted | null {
  const object = objectOf(schema);
  const names = Object.keys(object?.fields ?? {});
  if (!object || names.length === 0) return null;
  if (!names.every(isPartName)) return namesOfPart(source) ? schema : null;
  const name = namesOfPart(source)?.find((one) => Object.hasOwn(object.fields, one));
  return name === undefined ? null : (object.fields[name] ?? null);
}
