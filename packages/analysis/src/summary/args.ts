import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { isFunction } from '../syntax/functions.js';
import { keyOf, memberName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { bindingOf } from '../symbols/binding.js';
import { handedRefOf } from './refs.js';
import { parameterElements } from './parameter-elements.js';
import { isListChanged, replacedNames } from './replaced-members.js';
import { importOf } from './require-call.js';
import { sqlTextOf } from '../domain/sql/sql-text.js';
import type { ArgFact } from '../vocabulary/facts.js';
import type { Ref } from '../vocabulary/references.js';

/** Properties that are kept: routers of routers have as many; of an object with more, some are missing. */
const MAX_PROPERTIES = 96;
/** Entries of a list that are kept; one that is longer ends with something spread in. */
const MAX_LIST = 16;
/** Of a list of routes, whose elements are registered one by one, of one that is exported, and of what a module lists. */
export const MAX_ENTRIES = 512;
/** Pieces of a path; what has more is no path. */
const MAX_PARTS = 8;
const MAX_DEPTH = 4;

/**
 * An argument as far as linking needs it: constants, references, inline functions, the shape of literals. `most`:
 * entries of lists in it that are kept.
 */
export function argOf(file: FileAnalysis, node: Node, depth = 0, most = MAX_LIST): ArgFact {
  const at = node.range;
  if (node.type === 'SpreadElement') return { ...argOf(file, node.argument, depth, most), at, spread: true };
  const plain = unwrap(node);
  const text = textOf(plain);
  if (plain.type === 'Literal') {
    if (typeof plain.value === 'number') return { at, number: plain.value };
    if (typeof plain.value === 'boolean') return { at, boolean: plain.value };
    if ('regex' in plain) return { at, pattern: `/${plain.regex.pattern}/${plain.regex.flags}` };
    return text === null ? { at } : { at, text };
  }
  if (text !== null) return { at, text };
  const number = plain.type === 'BinaryExpression' ? numberIn(plain) : null;
  if (number !== null && Number.isFinite(number)) return { at, number };
  if (isFunction(plain)) return { at, fn: plain.range[0] };
  if (depth >= MAX_DEPTH) return { at, ...nameRef(file, plain) };
  if (plain.type === 'ArrayExpression') {
    const kept = plain.elements
      .slice(0, most)
      .flatMap((element) => (element ? [argOf(file, element, depth + 1, most)] : []));
    return { at, list: plain.elements.length > most ? [...kept, { at, spread: true }] : kept };
  }
  if (plain.type === 'ObjectExpression') return { at, properties: propertiesOf(file, plain, depth, most) };
  const bound = boundFunction(plain);
  if (bound) return { ...argOf(file, bound.fn, depth + 1), at, bound: bound.given };
  const constant = constantOf(file, plain, depth, most);
  if (constant) return { ...constant, at };
  const isBuilt =
    plain.type === 'TemplateLiteral' || plain.type === 'BinaryExpression' || isMemberOfConstants(file, plain);
  const built = isBuilt ? file.valueOf(plain).constant : undefined;
  if (typeof built === 'string') return { at, text: built };
  const sql = sqlTextOf(file, plain);
  const ref = smallRef(elementRef(file, plain) ?? handedRefOf(file, plain));
  const parts = isBuilt && sql === null ? partsOf(file, plain, depth) : null;
  const isName = plain.type === 'Identifier' && ref?.kind !== 'unknown';
  const elements = isName ? null : parameterElements(file, plain, (inner) => argOf(file, inner, depth + 1));
  const call =
    (plain.type === 'CallExpression' || plain.type === 'NewExpression') && importOf(file, plain) === null
      ? plain.arguments.map((argument) => argOf(file, argument, depth + 1))
      : null;
  const preset = readsSettings(file) && MAY_BE_SET.has(plain.type) ? file.valueOf(plain).setting?.preset : undefined;
  const otherwise = plain.type === 'LogicalExpression' && plain.operator !== '&&' ? textOf(unwrap(plain.right)) : null;
  return {
    at,
    ...(sql !== null && { sql }),
    ...(parts && { parts }),
    ...(ref && { ref }),
    ...(elements && { elements }),
    ...(call && { call }),
    ...(preset !== undefined && { preset }),
    ...(otherwise !== null && { otherwise: { at: plain.range, text: otherwise } }),
    ...(plain.type === 'ConditionalExpression' && { sometimes: true as const }),
  };
}

const MAY_BE_SET: ReadonlySet<string> = new Set([
  'Identifier', 'MemberExpression', 'LogicalExpression', 'ConditionalExpression', 'TemplateLiteral', 'BinaryExpression',
]);

const reading = new WeakMap<FileAnalysis, boolean>();

/** The file asks for what whoever runs the program sets. */
function readsSettings(file: FileAnalysis): boolean {
  const before = reading.get(file);
  if (before !== undefined) return before;
  const found = file.nodes('MemberExpression').some((node) => memberName(node) === 'env');
  reading.set(file, found);
  return found;
}

/** Where nothing more is taken apart, names still say what they stand for. */
function nameRef(file: FileAnalysis, plain: Node): Pick<ArgFact, 'ref'> {
  if (plain.type !== 'Identifier' && plain.type !== 'MemberExpression') return {};
  const ref = smallRef(handedRefOf(file, plain));
  const isName = plain.type === 'Identifier' ? ref?.kind !== 'object' : ref && NAMED.has(ref.kind);
  return ref && isName ? { ref } : {};
}

const NAMED: ReadonlySet<Ref['kind']> = new Set(['import', 'class', 'function', 'library']);

/** `5 * 60 * 1000` */
function numberIn(node: Node): number | null {
  const plain = unwrap(node);
  if (plain.type === 'Literal') return typeof plain.value === 'number' ? plain.value : null;
  if (plain.type !== 'BinaryExpression') return null;
  const [left, right] = [numberIn(plain.left), numberIn(plain.right)];
  if (left === null || right === null) return null;
  switch (plain.operator) {
    case '*':
      return left * right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '/':
      return left / right;
    default:
      return null;
  }
}

/** `${PREFIX}/users`, `PREFIX + '/users'`: a text that is put together of texts and of what only linking may know. */
function partsOf(file: FileAnalysis, node: Node, depth: number): readonly ArgFact[] | null {
  const pieces = piecesOf(node, 0);
  if (!pieces || pieces.length > MAX_PARTS) return null;
  const parts = pieces.map((piece) =>
    piece.type === 'TemplateElement'
      ? { at: piece.range, text: piece.value.cooked ?? piece.value.raw }
      : argOf(file, piece, depth + 1),
  );
  // A path has a slash, or comes from another file as a whole.
  return parts.some(({ text, ref }) => text?.includes('/') || ref?.kind === 'import') ? parts : null;
}

function piecesOf(node: Node, depth: number): readonly Node[] | null {
  const plain = unwrap(node);
  if (depth > MAX_PARTS) return null;
  if (plain.type === 'TemplateLiteral')
    return [...plain.quasis, ...plain.expressions]
      .filter((piece) => piece.type !== 'TemplateElement' || piece.value.raw !== '')
      .sort((a, b) => a.range[0] - b.range[0]);
  if (plain.type !== 'BinaryExpression') return [plain];
  if (plain.operator !== '+') return null;
  const [left, right] = [piecesOf(plain.left, depth + 1), piecesOf(plain.right, depth + 1)];
  return left && right && [...left, ...right];
}

/** `route.path`, where `route` is each element of a list in turn: a parameter of the loop. */
function elementRef(file: FileAnalysis, node: Node): Ref | null {
  const path: string[] = [];
  let root = node;
  while (root.type === 'MemberExpression') {
    const name = memberName(root);
    if (name === null) return null;
    path.unshift(name);
    root = unwrap(root.object);
  }
  const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  if (binding?.kind !== 'element' || binding.loop !== 'of' || binding.path.includes('*')) return null;
  const loop = loopOf(binding.of);
  return loop && { kind: 'param', fn: loop.range[0], index: 0, path: [...binding.path, ...path] };
}

function loopOf(list: Node): Node | null {
  return list.parent?.type === 'ForOfStatement' ? list.parent : null;
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
  const literal = literalList(file, unwrap(node));
  const list = literal?.elements.slice(0, MAX_ENTRIES).flatMap((element) => (element ? [argOf(file, element)] : []));
  return list && list.length > 0 && list.every(isSeen) ? list : null;
}

/** It is something, down to the last entry of a list in it. */
function isSeen({ ref, properties, list }: ArgFact): boolean {
  return ref !== undefined || properties !== undefined || (list?.every(isSeen) ?? false);
}

function literalList(file: FileAnalysis, node: Node): TSESTree.ArrayExpression | null {
  if (node.type === 'ArrayExpression') return node;
  if (node.type !== 'Identifier') return null;
  const variable = file.variableOf(node);
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  const init = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? unwrap(binding.init) : null;
  const isWritten = variable?.references.some((reference) => reference.isWrite() && !reference.init);
  return init?.type === 'ArrayExpression' && !isWritten && variable && !isListChanged(variable) ? init : null;
}

/** A literal array, object or constant behind a name that is written once: `const guards = [auth, admin]`. */
function constantOf(file: FileAnalysis, node: Node, depth: number, most: number): ArgFact | null {
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
    init.type === 'BinaryExpression' ||
    (init.type === 'LogicalExpression' && init.operator !== '&&' && textOf(unwrap(init.right)) !== null);
  if (!isData) return null;
  // A name is no level: what it holds nests as deep as if it stood here.
  const isLiteral = init.type === 'ArrayExpression' || init.type === 'ObjectExpression';
  const fact = argOf(file, init, isLiteral ? depth : depth + 1, most);
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

function propertiesOf(
  file: FileAnalysis,
  node: TSESTree.ObjectExpression,
  depth: number,
  most: number,
): Record<string, ArgFact> {
  const properties: Record<string, ArgFact> = {};
  for (const entry of node.properties.slice(0, MAX_PROPERTIES)) {
    if (entry.type === 'SpreadElement') {
      const rest = spreadParam(file, entry.argument);
      const of = Object.hasOwn(properties, '...') ? null : smallRef(handedRefOf(file, unwrap(entry.argument)));
      // A later one takes its place among the names.
      delete properties['...'];
      properties['...'] = { at: entry.range, spread: true, ...(rest && { rest }), ...(of && { of }) };
      continue;
    }
    const key = keyOf(entry.key, entry.computed);
    if (key !== null && key !== '__proto__') properties[key] = argOf(file, entry.value, depth + 1, most);
    else properties['...'] = { at: entry.range, spread: true };
  }
  if (node.properties.length > MAX_PROPERTIES) properties['...'] = { at: node.range, spread: true };
  return properties;
}

/** `...props`, or `...others` of `const { name, ...others } = props`. */
function spreadParam(file: FileAnalysis, node: Node): ArgFact['rest'] | null {
  const plain = unwrap(node);
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  if (!binding || plain.type !== 'Identifier') return null;
  const isRest = variable?.defs[0]?.name.parent?.type === 'RestElement';
  if (binding.kind === 'value') {
    if (!binding.init || !isRest || binding.path.length !== 1) return null;
    const of = handedRefOf(file, unwrap(binding.init));
    return of.kind === 'param' ? of : null;
  }
  if (binding.kind !== 'param' || binding.rest) return null;
  const inObject = binding.path.length === 1 && isRest;
  return inObject || binding.path.length === 0
    ? { kind: 'param', fn: binding.fn.range[0], index: binding.index, path: [] }
    : null;
}

/** Objects with many members are kept where they are exported, not at every use. */
function smallRef(ref: Ref): Ref | null {
  if (ref.kind === 'unknown') return ref.text === '' ? null : ref;
  return ref.kind === 'object' && Object.keys(ref.members).length > 12 ? null : ref;
}
