/** Functions that nobody in sight calls: a framework runs them by their place, their type or their first words. */
import type { TSESTree } from '@typescript-eslint/types';
import { dottedName } from '../syntax/functions.js';
import { keyOf, specifierName } from '../syntax/keys.js';
import { outer } from '../syntax/wrappers.js';
import type { EntryPoint, FunctionNode } from '../vocabulary/analysis.js';
import type { EntryPointModel } from '../vocabulary/entry-points.js';
import type { FunctionRunsAs } from '../vocabulary/entry-shapes.js';
import type { LibraryModel } from '../vocabulary/library-model.js';
import type { Meaning } from '../vocabulary/project-view.js';
import type { TypeRef } from '../vocabulary/symbol-refs.js';
import { annotatedMeaning } from './annotations.js';
import { annotationOf } from './binding.js';
import { typeRef } from './meaning.js';
import type { Resolution } from './resolution.js';

type Node = TSESTree.Node;

const pointsOf = new WeakMap<Resolution, readonly EntryPoint[]>();
const placesOf = new WeakMap<readonly LibraryModel[], readonly Places[]>();
/** Names, members and exports an expression is followed through. */
const MAX_HOPS = 4;

/** What frameworks of this project look for in this file. */
export function entryPointsHere(r: Resolution): readonly EntryPoint[] {
  const known = pointsOf.get(r);
  if (known) return known;
  const found = placesIn(r.registry.models).flatMap(({ model, point, places }): EntryPoint[] => {
    const at = places.exec(r.file);
    if (!at || !(point.with?.some((name) => isThere(r, name)) ?? true)) return [];
    const place = at.groups?.['route'];
    return [{ ...point, model, ...(place !== undefined && { place }) }];
  });
  pointsOf.set(r, found);
  return found;
}

interface Places {
  readonly model: LibraryModel;
  readonly point: EntryPointModel;
  readonly places: RegExp;
}

/** Every place any model names: the same for all files. */
function placesIn(models: readonly LibraryModel[]): readonly Places[] {
  const known = placesOf.get(models);
  if (known) return known;
  const found = models.flatMap((model) =>
    (model.entryPoints ?? []).map((point) => ({ model, point, places: new RegExp(point.file) })),
  );
  placesOf.set(models, found);
  return found;
}

function isThere(r: Resolution, name: string): boolean {
  return Object.hasOwn(r.versions, name) || r.imported().has(name);
}

/** Type of a parameter of a function that is found by its place and export name: route files. */
export function entryParameter(r: Resolution, fn: FunctionNode, index: number): Meaning | null {
  for (const point of entryPointsHere(r)) {
    if (point.directive !== undefined || !point.params[index] || !isNamedSo(fn, point.named)) continue;
    if (!isAmong(exportPaths(r, fn), point.exports, point.runs)) continue;
    const type = typeRef(r.registry, point.params[index], point.model, 2);
    if (type) return { kind: 'instance', ref: type };
  }
  return null;
}

/** The same of one that says by its first words, or those of its file, that a client calls it: whatever that sends. */
export function directedParameter(r: Resolution, fn: FunctionNode, index: number): Meaning | null {
  for (const { directive, params, model, exports } of entryPointsHere(r)) {
    if (directive === undefined) continue;
    const isRun = beginsWith(fn.body, directive) || (beginsWith(rootOf(fn), directive) && isExported(r, fn, exports));
    const name = isRun ? (params[index] ?? params.at(-1)) : null;
    const type = name ? typeRef(r.registry, name, model, 2) : null;
    if (type) return { kind: 'instance', ref: type };
  }
  return null;
}

/** What a function is run for, as far as it says that itself. */
export function runsAsOf(r: Resolution, fn: FunctionNode): FunctionRunsAs | null {
  for (const { directive, kind, model } of entryPointsHere(r))
    if (directive !== undefined && kind && beginsWith(fn.body, directive))
      return { kind, library: model.library, by: 'words' };
  return typed(declaredType(r, fn), 'type') ?? typed(firstType(r, fn), 'parameter');
}

function typed(ref: TypeRef | null, by: 'type' | 'parameter'): FunctionRunsAs | null {
  return ref?.type.runsAs ? { kind: ref.type.runsAs, library: ref.model.library, by } : null;
}

/** `const handler: Handler = (a, b) => ...`: the type a function is declared to have. */
export function declaredType(r: Resolution, fn: FunctionNode): TypeRef | null {
  const { parent } = outer(fn);
  const written =
    parent?.type === 'VariableDeclarator'
      ? annotationOf(parent.id)
      : parent?.type === 'PropertyDefinition'
        ? parent.typeAnnotation?.typeAnnotation
        : null;
  const annotation = written ?? satisfied(fn);
  const declared = annotation && annotatedMeaning(r, annotation);
  return declared?.kind === 'instance' ? declared.ref : null;
}

function satisfied(fn: FunctionNode): Node | null {
  return fn.parent.type === 'TSSatisfiesExpression' ? fn.parent.typeAnnotation : null;
}

function firstType(r: Resolution, { params: [first] }: FunctionNode): TypeRef | null {
  const target = first?.type === 'TSParameterProperty' ? first.parameter : first;
  const annotation = target && annotationOf(target);
  const meaning = annotation && annotatedMeaning(r, annotation);
  return meaning?.kind === 'instance' ? meaning.ref : null;
}

/** The file, or the body of a function, begins with this directive. */
export function beginsWith(node: Node | null | undefined, directive: string): boolean {
  const body = node?.type === 'Program' || node?.type === 'BlockStatement' ? node.body : [];
  for (const statement of body) {
    if (statement.type !== 'ExpressionStatement' || statement.directive === undefined) return false;
    if (statement.directive === directive) return true;
  }
  return false;
}

/** Whether a function has one of the names the first parameter of such a one usually has. */
export function isNamedSo({ params: [first] }: FunctionNode, names: readonly string[] | undefined): boolean {
  return !names || (first?.type === 'Identifier' && !first.typeAnnotation && names.includes(first.name));
}

function rootOf(node: Node): Node {
  let current = node;
  while (current.parent) current = current.parent;
  return current;
}

function isExported(r: Resolution, fn: FunctionNode, exports: readonly string[]): boolean {
  return isAmong(exportPaths(r, fn), exports);
}

/** `actions.*` stands for each member of `actions`; what it holds below may be what runs. */
function isAmong(paths: readonly string[], exports: readonly string[], runs: readonly string[] = []): boolean {
  return paths.some((path) => {
    const holder = runs.find((name) => path.endsWith(`.${name}`));
    const whole = holder === undefined ? path : path.slice(0, -holder.length - 1);
    const every = whole.replace(/[^.]+$/, '*');
    return exports.includes(path) || exports.includes(every);
  });
}

/** Under which names, and members of names, the file gives a value away: `handler`, `default.queue`. */
export function exportPaths(r: Resolution, value: Node): readonly string[] {
  return [...new Set(pathsTo(r, value, 0))].filter((path) => path !== '');
}

function pathsTo(r: Resolution, value: Node, hops: number): readonly string[] {
  if (hops > MAX_HOPS) return [];
  if (value.type === 'FunctionDeclaration') {
    if (value.parent.type === 'ExportDefaultDeclaration') return ['default'];
    return value.id ? namePaths(r, value.id, value.parent, hops) : [];
  }
  const whole = outer(value);
  const { parent } = whole;
  switch (parent?.type) {
    case 'ExportDefaultDeclaration':
    case 'TSExportAssignment':
      return ['default'];
    case 'ExportSpecifier':
      return parent.local === whole ? [specifierName(parent.exported)] : [];
    case 'AssignmentExpression': {
      const [, name] = /^(?:module\.)?exports\.(\w+)$/.exec(dottedName(parent.left) ?? '') ?? [];
      if (name !== undefined) return [name];
      // The object that is given away is what its members are exported by.
      if (dottedName(parent.left) === 'module.exports') return parent.right === whole ? ['default', ''] : [];
      return parent.right === whole ? memberPaths(r, parent.left, hops) : [];
    }
    case 'Property': {
      const key = parent.value === whole ? keyOf(parent.key, parent.computed) : null;
      if (key === null || parent.parent.type !== 'ObjectExpression') return [];
      return pathsTo(r, parent.parent, hops + 1).map((path) => (path === '' ? key : `${path}.${key}`));
    }
    case 'VariableDeclarator':
      return parent.init === whole && parent.id.type === 'Identifier'
        ? namePaths(r, parent.id, parent.parent.parent, hops)
        : [];
    default:
      return [];
  }
}

/** `Page.load = ...` is a member of what `Page` is given away as. */
function memberPaths(r: Resolution, left: Node, hops: number): readonly string[] {
  if (left.type !== 'MemberExpression' || left.computed || left.object.type !== 'Identifier') return [];
  const key = keyOf(left.property, left.computed);
  const definition = r.variables.of(left.object)?.defs[0];
  if (key === null || !definition || definition.name.type !== 'Identifier') return [];
  const { node, name } = definition;
  const paths =
    node.type === 'FunctionDeclaration'
      ? pathsTo(r, node, hops + 1)
      : node.type === 'VariableDeclarator'
        ? namePaths(r, name, node.parent.parent, hops + 1)
        : [];
  return paths.map((path) => `${path}.${key}`);
}

function namePaths(r: Resolution, id: TSESTree.Identifier, around: Node, hops: number): readonly string[] {
  const own = around.type === 'ExportNamedDeclaration' ? [id.name] : [];
  const uses = (r.variables.of(id)?.references ?? []).filter(({ identifier }) => identifier !== id);
  return [...own, ...uses.flatMap(({ identifier }) => pathsTo(r, identifier, hops + 1))];
}
