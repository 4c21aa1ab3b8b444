import type { TSESTree } from '@typescript-eslint/types';
import type { CallModel } from '../vocabulary/library-model.js';
import { keyOf, memberName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';
import { callable } from './callable.js';
import type { ModelRegistry } from './model-registry.js';
import type { Resolution } from './resolution.js';

type Node = TSESTree.Node;
interface Named {
  readonly library: string;
  readonly model: CallModel;
}

const tables = new WeakMap<ModelRegistry, ReadonlyMap<string, readonly Named[]>>();

/**
 * The model of a call that may be a check. Where a schema is handed in without a type, the name of the method and what
 * is read of its result tell which.
 */
export function checkModel(
  r: Resolution,
  call: TSESTree.CallExpression,
  from: 'caller' | 'anywhere' = 'caller',
): CallModel | null {
  const known = callable(r, call.callee, 'call');
  if (known) return known.model;
  const callee = bare(call.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (callee.type !== 'MemberExpression' || name === null || call.arguments.length === 0) return null;
  const candidates = tableOf(r.registry).get(name);
  if (!candidates || !(isHandedIn(r, callee.object) || (from === 'anywhere' && isUnasked(r, callee.object))))
    return null;
  const imported = candidates.filter(({ library }) => r.imported().has(library));
  return fitting(r, call, imported.length > 0 ? imported : candidates);
}

/** Methods of schemas that check a value, by name. */
function tableOf(registry: ModelRegistry): ReadonlyMap<string, readonly Named[]> {
  const before = tables.get(registry);
  if (before) return before;
  const table = new Map<string, Named[]>();
  for (const { library, family, types } of registry.models) {
    if (family !== 'validation') continue;
    for (const [name, { call }] of Object.values(types ?? {}).flatMap(({ members }) => Object.entries(members ?? {}))) {
      if (call?.result?.is !== 'validated' || call.result.by !== 'this') continue;
      table.set(name, [...(table.get(name) ?? []), { library, model: call }]);
    }
  }
  tables.set(registry, table);
  return table;
}

function isHandedIn(r: Resolution, node: Node): boolean {
  const plain = bare(node);
  if (plain.type === 'MemberExpression') return isHandedIn(r, plain.object);
  return plain.type === 'Identifier' && r.bindingOf(plain)?.kind === 'param';
}

/** It is of another file of the project, and there is nobody to ask what it is. */
function isUnasked(r: Resolution, node: Node): boolean {
  const plain = bare(node);
  if (plain.type === 'MemberExpression') return isUnasked(r, plain.object);
  const binding = plain.type === 'Identifier' ? r.bindingOf(plain) : null;
  return r.project === null && binding?.kind === 'import' && r.registry.moduleOf(binding.specifier) === null;
}

/** `{ value, error }` is read of one result, another is the value itself. */
function fitting(r: Resolution, call: TSESTree.CallExpression, candidates: readonly Named[]): CallModel | null {
  const words = wordsRead(r, call);
  const told = candidates.find(({ model: { result } }) => {
    if (result?.is !== 'validated' || result.in === undefined) return false;
    return [result.in, result.passes, result.fails].some((word) => word !== undefined && words.has(word));
  });
  const plain = candidates.find(({ model: { result } }) => result?.is === 'validated' && result.in === undefined);
  return (told ?? plain ?? candidates[0])?.model ?? null;
}

function wordsRead(r: Resolution, call: TSESTree.CallExpression): ReadonlySet<string> {
  let whole = outer(call);
  while (whole.parent?.type === 'AwaitExpression') whole = outer(whole.parent);
  const { parent } = whole;
  const own = parent ? wordsAt(parent, whole) : [];
  const name = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
  const later = (name && r.variables.of(name)?.references) ?? [];
  return new Set([...own, ...later.flatMap(({ identifier }) => wordsOf(identifier))]);
}

function wordsOf(identifier: Node): readonly string[] {
  return identifier.parent ? wordsAt(identifier.parent, identifier) : [];
}

function wordsAt(parent: Node, node: Node): readonly string[] {
  if (parent.type === 'MemberExpression' && parent.object === node) return [memberName(parent) ?? '*'];
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'ObjectPattern') return [];
  return parent.id.properties.flatMap((entry) =>
    entry.type === 'Property' ? [keyOf(entry.key, entry.computed) ?? '*'] : [],
  );
}
