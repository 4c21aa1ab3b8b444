/** Tables of functions by name, as emitters of one's own keep them: `list.set(name, run)`, `list.get(name)(...)`. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import type { StoreFact } from '../vocabulary/facts.js';
import { bindingOf } from '../symbols/binding.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { argOf } from './args.js';
import { classOfThis } from './class-names.js';

/** Names for names: `const all = list.get(name) ?? []`. */
const MAX_DEPTH = 4;

/** Where functions are kept in such a table, and where they are run by a name that is not written down. */
export function storesOf(file: FileAnalysis): StoreFact[] {
  const kept = [
    ...file.nodes('CallExpression').flatMap((node) => keptByCall(file, node)),
    ...file.nodes('AssignmentExpression').flatMap((node) => keptByWrite(file, node)),
  ];
  if (kept.length === 0) return [];
  const tables = new Set(kept.map(({ store }) => store));
  const run = file.nodes('CallExpression').flatMap((node) => ranBy(file, node));
  return [...kept, ...run.filter(({ store }) => tables.has(store))].sort((a, b) => a.fn - b.fn);
}

/** `this.list.set(name, run)`, `this.list[name].push(run)`. */
function keptByCall(file: FileAnalysis, node: TSESTree.CallExpression): StoreFact[] {
  const callee = bare(node.callee);
  if (callee.type !== 'MemberExpression') return [];
  const [first, second] = node.arguments;
  const method = memberName(callee);
  if (method === 'set' && first && second) return kept(file, { table: callee.object, key: first }, second);
  const place = (method === 'push' || method === 'add') && first ? entryOf(file, callee.object, 0) : null;
  return place && first ? kept(file, place, first) : [];
}

/** `this.list[name] = run` */
function keptByWrite(file: FileAnalysis, { left, right }: TSESTree.AssignmentExpression): StoreFact[] {
  const place = entryOf(file, left, 0);
  return place ? kept(file, place, right) : [];
}

interface Place {
  readonly table: Node;
  readonly key: Node;
}

function kept(file: FileAnalysis, { table, key }: Place, value: Node): StoreFact[] {
  const store = storeOf(file, table);
  const [name, given] = [parameterOf(file, key), parameterOf(file, value)];
  return store !== null && name && given && name.fn === given.fn && name.index !== given.index
    ? [{ does: 'keeps', store, fn: name.fn, name: name.index, given: given.index }]
    : [];
}

/** `list.get(name)(...)`, `list[name]?.(...)`, also of each of those that are kept there. */
function ranBy(file: FileAnalysis, node: TSESTree.CallExpression): StoreFact[] {
  const callee = bare(node.callee);
  const method = callee.type === 'MemberExpression' ? memberName(callee) : null;
  const each = callee.type === 'MemberExpression' && (method === 'forEach' || method === 'map') ? callee.object : null;
  const through = method === 'call' || method === 'apply' ? (callee as TSESTree.MemberExpression).object : callee;
  const place = each ? entryOf(file, each, 0) : entryOf(file, through, 0);
  const store = place && storeOf(file, place.table);
  const fn = file.functionOf(node);
  return place && store && fn && textOf(place.key) === null
    ? [{ does: 'runs', store, fn: fn.range[0], key: argOf(file, place.key) }]
    : [];
}

/** What a table holds under a name: `list.get(name)`, `list[name] ?? []`, also by the name it was given. */
function entryOf(file: FileAnalysis, expression: Node, depth: number): Place | null {
  const node = unwrap(expression);
  if (depth > MAX_DEPTH) return null;
  if (node.type === 'LogicalExpression') return entryOf(file, node.left, depth + 1);
  if (node.type === 'AssignmentExpression') return entryOf(file, node.left, depth + 1);
  if (node.type === 'MemberExpression')
    return node.computed && memberName(node) === null ? { table: node.object, key: node.property } : null;
  if (node.type === 'CallExpression') {
    const callee = bare(node.callee);
    const [key] = node.arguments;
    return callee.type === 'MemberExpression' && memberName(callee) === 'get' && key
      ? { table: callee.object, key }
      : null;
  }
  const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  if (binding?.kind === 'element') return binding.path.length === 0 ? entryOf(file, binding.of, depth + 1) : null;
  return binding?.kind === 'value' && binding.init && binding.path.length === 0
    ? entryOf(file, binding.init, depth + 1)
    : null;
}

/** A field of a class, or a variable of the file, by where it is made. */
function storeOf(file: FileAnalysis, expression: Node): string | null {
  const node = unwrap(expression);
  if (node.type === 'MemberExpression' && bare(node.object).type === 'ThisExpression') {
    const owner = classOfThis(node);
    const name = node.property.type === 'PrivateIdentifier' ? `#${node.property.name}` : memberName(node);
    return owner?.kind === 'class' && name !== null ? `${owner.name}.${name}` : null;
  }
  const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  return binding?.kind === 'value' ? `@${variable!.defs[0]!.name.range[0]}` : null;
}

function parameterOf(file: FileAnalysis, expression: Node): { readonly fn: number; readonly index: number } | null {
  const node = unwrap(expression);
  const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  return binding?.kind === 'param' && binding.path.length === 0 && !binding.rest
    ? { fn: binding.fn.range[0], index: binding.index }
    : null;
}
