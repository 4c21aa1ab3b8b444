import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { isFunction } from '../syntax/functions.js';
import { keyOf, memberName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { bindingOf } from '../symbols/binding.js';
import { handedRefOf } from './refs.js';
import { isListChanged, replacedNames } from './replaced-members.js';
import { importOf } from './require-call.js';
import { sqlTextOf } from '../domain/sql/sql-text.js';
import type { ArgFact } from '../vocabulary/facts.js';
import type { Ref } from '../vocabulary/references.js';

/** Properties that are kept: routers of routers have as many; of an object with more, some are missing. */
const MAX_PROPERTIES = 96;
/** Entries of a list that are kept: of a list that is as long, some may be missing. */
export const MAX_LIST = 16;
const MAX_DEPTH = 4;

/** An argument as far as linking needs it: constants, references, inline functions, the shape of literals. */
export function argOf(file: FileAnalysis, node: Node, depth = 0): ArgFact {
  const at = node.range;
  if (node.type === 'SpreadElement') return { ...argOf(file, node.argument, depth + 1), at, spread: true };
  const plain = unwrap(node);
  const text = textOf(plain);
  if (plain.type === 'Literal') {
    if (typeof plain.value === 'number') return { at, number: plain.value };
    if (typeof plain.value === 'boolean') return { at, boolean: plain.value };
    if ('regex' in plain) return { at, pattern: `/${plain.regex.pattern}/${plain.regex.flags}` };
    return text === null ? { at } : { at, text };
  }
  if (text !== null) return { at, text };
  if (isFunction(plain)) return { at, fn: plain.range[0] };
  if (depth >= MAX_DEPTH) return { at };
  if (plain.type === 'ArrayExpression') {
    return {
      at,
      list: plain.elements.slice(0, MAX_LIST).flatMap((element) => (element ? [argOf(file, element, depth + 1)] : [])),
    };
  }
  if (plain.type === 'ObjectExpression') return { at, properties: propertiesOf(file, plain, depth) };
  const bound = boundFunction(plain);
  if (bound) return { ...argOf(file, bound.fn, depth + 1), at, bound: bound.given };
  const constant = constantOf(file, plain, depth);
  if (constant) return { ...constant, at };
  const isBuilt =
    plain.type === 'TemplateLiteral' || plain.type === 'BinaryExpression' || isMemberOfConstants(file, plain);
  const built = isBuilt ? file.valueOf(plain).constant : undefined;
  if (typeof built === 'string') return { at, text: built };
  const sql = sqlTextOf(file, plain);
  const ref = smallRef(handedRefOf(file, plain));
  const call =
    (plain.type === 'CallExpression' || plain.type === 'NewExpression') && importOf(file, plain) === null
      ? plain.arguments.map((argument) => argOf(file, argument, depth + 1))
      : null;
  return { at, ...(sql !== null && { sql }), ...(ref && { ref }), ...(call && { call }) };
}

/** `this.list.bind(this)` is the method `this.list`, handed over. */
function boundFunction(node: Node): { readonly fn: Node; readonly given: number } | null {
  const callee = node.type === 'CallExpression' ? bare(node.callee) : null;
  if (node.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || memberName(callee) !== 'bind')
    return null;
  return { fn: callee.object, given: Math.max(0, node.arguments.length - 1) };
}

/** `Queues.mail`, where this file says what `Queues` holds: an enumeration, or an object that is written out. */
function isMemberOfConstants(file: FileAnalysis, node: Node): boolean {
  if (node.type !== 'MemberExpression') return false;
  let root: Node = node;
  while (root.type === 'MemberExpression') root = bare(root.object);
  const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
  const binding = variable && bindingOf(variable);
  return (
    binding?.kind === 'type' ||
    (binding?.kind === 'value' && !!binding.init && unwrap(binding.init).type === 'ObjectExpression')
  );
}

/** Entries of a literal list whose entries are all references, objects or spread in; null for anything else. */
export function listOf(file: FileAnalysis, node: Node): readonly ArgFact[] | null {
  const { list } = argOf(file, node);
  return list &&
    list.length > 0 &&
    list.every(
      ({ ref, properties, list: inner }) => ref !== undefined || properties !== undefined || inner !== undefined,
    )
    ? list
    : null;
}

/** A literal array, object or constant behind a name that is written once: `const guards = [auth, admin]`. */
function constantOf(file: FileAnalysis, node: Node, depth: number): ArgFact | null {
  if (node.type !== 'Identifier') return null;
  const variable = file.variableOf(node);
  const binding = variable && bindingOf(variable);
  if (binding?.kind !== 'value' || !binding.init || binding.path.length > 0) return null;
  if (variable?.references.some((reference) => reference.isWrite() && !reference.init)) return null;
  const init = unwrap(binding.init);
  if (init.type === 'ArrayExpression' && isListChanged(variable!)) return null;
  const isData =
    init.type === 'ArrayExpression' ||
    init.type === 'ObjectExpression' ||
    init.type === 'Literal' ||
    init.type === 'TemplateLiteral' ||
    init.type === 'BinaryExpression';
  if (!isData) return null;
  const fact = argOf(file, init, depth + 1);
  return fact.properties
    ? { ...fact, properties: { ...fact.properties, ...changedProperties(file, variable!) } }
    : fact;
}

/** Properties that are given another value later: which of the two it has is not known. */
function changedProperties(file: FileAnalysis, variable: Variable): Record<string, ArgFact> {
  const at = variable.defs[0]!.name.range;
  return Object.fromEntries(
    [...replacedNames(file, variable)].map((name) => [
      name ?? '...',
      name === null ? { at, spread: true as const } : { at },
    ]),
  );
}

function propertiesOf(file: FileAnalysis, node: TSESTree.ObjectExpression, depth: number): Record<string, ArgFact> {
  const properties: Record<string, ArgFact> = {};
  for (const entry of node.properties.slice(0, MAX_PROPERTIES)) {
    if (entry.type === 'SpreadElement') {
      properties['...'] = { at: entry.range, spread: true };
      continue;
    }
    const key = keyOf(entry.key, entry.computed);
    if (key !== null && key !== '__proto__') properties[key] = argOf(file, entry.value, depth + 1);
    else properties['...'] = { at: entry.range, spread: true };
  }
  if (node.properties.length > MAX_PROPERTIES) properties['...'] = { at: node.range, spread: true };
  return properties;
}

/** Objects with many members are kept where they are exported, not at every use. */
function smallRef(ref: Ref): Ref | null {
  if (ref.kind === 'unknown') return ref.text === '' ? null : ref;
  return ref.kind === 'object' && Object.keys(ref.members).length > 12 ? null : ref;
}
