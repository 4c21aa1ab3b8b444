/**
 * Values that a schema is only asked about: what holds of a place once the check has said yes, or has come back at all.
 */
import type { TSESTree } from '@typescript-eslint/types';
import type { SchemaRef } from '../vocabulary/schemas.js';
import type { ArgRef } from '../vocabulary/sink-shapes.js';
import { callable } from '../symbols/callable.js';
import { checkModel } from '../symbols/check-models.js';
import type { Resolution } from '../symbols/resolution.js';
import { keyOf, memberName } from '../syntax/keys.js';
import { unwrap } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import type { Guarded } from './guard-forms.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;

/** `schema.parse(input)`, `copy = await schema.validate({ name })`: when it comes back, what it was given passed. */
export function passedOrThrown(r: Resolution, expression: Node | null): Guarded[] {
  const plain = expression && unwrap(expression);
  const call = plain && callIn(plain.type === 'AssignmentExpression' ? plain.right : plain);
  const result = call ? checkModel(r, call, 'anywhere')?.result : undefined;
  if (!call || result?.is !== 'validated' || result.by === undefined || result.in !== undefined) return [];
  return passedPlaces(r, call, result.arg, result.by);
}

/** `if (validate(input))`, `if (schema.safeParse(input).success)`, `if (result.error) return`. */
export function passedSchemaTest(r: Resolution, condition: Node, outcome: boolean): Guarded[] {
  const node = unwrap(condition);
  if (node.type === 'CallExpression') {
    const guard = callable(r, node.callee, 'call')?.model.guard;
    return guard?.by !== undefined && guard.when === outcome ? passedPlaces(r, node, guard.arg, guard.by) : [];
  }
  const told = toldBy(r, node);
  const result = told ? checkModel(r, told.call, 'anywhere')?.result : undefined;
  if (!told || result?.is !== 'validated' || result.by === undefined) return [];
  const says = result.passes === told.word ? true : result.fails === told.word ? false : null;
  return says === outcome ? passedPlaces(r, told.call, result.arg, result.by) : [];
}

/** The check whose word this is, read here or kept in a name. */
function toldBy(r: Resolution, node: Node): { readonly call: Call; readonly word: string } | null {
  if (node.type === 'MemberExpression') {
    const word = memberName(node);
    const object = unwrap(node.object);
    const binding = object.type === 'Identifier' ? r.bindingOf(object) : null;
    const call = callIn(binding?.kind === 'value' && binding.path.length === 0 && binding.init ? binding.init : object);
    return call && word !== null ? { call, word } : null;
  }
  const binding = node.type === 'Identifier' ? r.bindingOf(node) : null;
  if (binding?.kind !== 'value' || !binding.init || binding.path.length !== 1) return null;
  const call = callIn(binding.init);
  return call && { call, word: binding.path[0]! };
}

function callIn(node: Node): Call | null {
  const plain = unwrap(node);
  if (plain.type === 'AwaitExpression') return callIn(plain.argument);
  return plain.type === 'CallExpression' ? plain : null;
}

/** The argument itself, or the places that were put together for the check. */
function passedPlaces(r: Resolution, call: Call, arg: ArgRef, by: SchemaRef): Guarded[] {
  const argument = typeof arg === 'number' ? call.arguments[arg] : undefined;
  return argument
    ? placesIn(r, argument, []).map(({ path, below }) => ({ path, for: [], passed: { call, by, below } }))
    : [];
}

function placesIn(
  r: Resolution,
  node: Node,
  below: readonly string[],
): { readonly path: string; readonly below: readonly string[] }[] {
  const plain = unwrap(node);
  if (plain.type !== 'ObjectExpression') {
    const path = accessPath(r.variables, plain);
    return path === null ? [] : [{ path, below }];
  }
  return plain.properties.flatMap((entry) => {
    if (entry.type === 'SpreadElement') return placesIn(r, entry.argument, below);
    const key = keyOf(entry.key, entry.computed);
    return key === null ? [] : placesIn(r, entry.value, [...below, key]);
  });
}
