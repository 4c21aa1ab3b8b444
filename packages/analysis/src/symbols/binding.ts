import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { isClass, isFunction } from '../syntax/functions.js';
import { keyOf, specifierName, textOf } from '../syntax/keys.js';

type Node = TSESTree.Node;
type Scope = Variable['scope'];

/** Key path from a destructured value to a name; `*` where the position is not constant (rest, array element). */
export type KeyPath = readonly string[];

/** Key of what a rest takes: the keys it leaves out, `...a,b`, or the place it begins at, `...2`. */
export const REST = '...';

/** What first gives a variable its value. */
export type Binding =
  | {
      readonly kind: 'import';
      readonly specifier: string;
      readonly name: string;
      readonly typeOnly: boolean;
      readonly at: Node;
    }
  | {
      readonly kind: 'value';
      readonly init: TSESTree.Expression | null;
      readonly path: KeyPath;
      /** `path`, in which a rest says what it takes. */
      readonly exact: KeyPath;
      readonly defaults: readonly TSESTree.Expression[];
      readonly annotation: TSESTree.TypeNode | null;
      readonly at: Node;
    }
  | {
      readonly kind: 'element';
      readonly of: TSESTree.Expression;
      readonly loop: 'of' | 'in';
      readonly path: KeyPath;
      /** `path`, in which a rest says what it takes. */
      readonly exact: KeyPath;
      readonly at: Node;
    }
  | {
      readonly kind: 'param';
      readonly fn: FunctionNode;
      readonly index: number;
      readonly path: KeyPath;
      /** `path`, in which a rest says what it takes. */
      readonly exact: KeyPath;
      readonly defaults: readonly TSESTree.Expression[];
      readonly annotation: TSESTree.TypeNode | null;
      readonly rest: boolean;
      readonly at: Node;
    }
  | { readonly kind: 'function'; readonly fn: FunctionNode; readonly at: Node }
  | { readonly kind: 'class'; readonly node: TSESTree.ClassDeclaration | TSESTree.ClassExpression; readonly at: Node }
  | { readonly kind: 'catch'; readonly at: Node }
  | { readonly kind: 'type'; readonly node: Node; readonly at: Node }
  | { readonly kind: 'other'; readonly at: Node };

const cache = new WeakMap<Variable, Binding>();

/** The declaration of a variable as a Binding. Function overloads and declared functions without body are `other`. */
export function bindingOf(variable: Variable): Binding {
  const known = cache.get(variable);
  if (known) return known;
  const found = readBinding(variable);
  cache.set(variable, found);
  return found;
}

function readBinding(variable: Variable): Binding {
  const definitions = variable.defs;
  const definition =
    definitions.find((candidate) => isFunction(candidate.node) || isClass(candidate.node)) ?? definitions[0];
  if (!definition) throw new TypeError('a variable without definitions is a global');
  const { node } = definition;
  const name = definition.name;
  if (isFunction(node)) {
    if (node.id === name) return { kind: 'function', fn: node, at: name };
    return paramBinding(node, name, variable.scope);
  }
  if (isClass(node)) return { kind: 'class', node, at: name };
  switch (node.type) {
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier': {
      const declaration = node.parent as TSESTree.ImportDeclaration;
      const imported =
        node.type === 'ImportSpecifier'
          ? specifierName(node.imported)
          : node.type === 'ImportDefaultSpecifier'
            ? 'default'
            : '*';
      const typeOnly =
        declaration.importKind === 'type' || (node.type === 'ImportSpecifier' && node.importKind === 'type');
      return { kind: 'import', specifier: declaration.source.value, name: imported, typeOnly, at: name };
    }
    case 'TSImportEqualsDeclaration': {
      const reference = node.moduleReference;
      const specifier =
        reference.type === 'TSExternalModuleReference' && reference.expression.type === 'Literal'
          ? reference.expression.value
          : null;
      return typeof specifier === 'string'
        ? { kind: 'import', specifier, name: '*', typeOnly: node.importKind === 'type', at: name }
        : { kind: 'other', at: name };
    }
    case 'VariableDeclarator': {
      const found = patternPath(node.id, name, variable.scope);
      const annotation = annotationOf(node.id);
      const loop = node.parent.parent;
      if (loop?.type === 'ForOfStatement' && loop.left === node.parent)
        return { kind: 'element', of: loop.right, loop: 'of', path: found.path, exact: found.exact, at: name };
      if (loop?.type === 'ForInStatement' && loop.left === node.parent)
        return { kind: 'element', of: loop.right, loop: 'in', path: found.path, exact: found.exact, at: name };
      return { kind: 'value', init: node.init, ...found, annotation, at: name };
    }
    case 'CatchClause':
      return { kind: 'catch', at: name };
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSEnumDeclaration':
    case 'TSTypeParameter':
      return { kind: 'type', node, at: name };
    default:
      return { kind: 'other', at: name };
  }
}

function paramBinding(fn: FunctionNode, name: Node, scope: Scope): Binding {
  for (const [index, param] of fn.params.entries()) {
    const inner = param.type === 'TSParameterProperty' ? param.parameter : param;
    if (name.range[0] < param.range[0] || name.range[1] > param.range[1]) continue;
    const rest = inner.type === 'RestElement';
    const target = rest ? inner.argument : inner;
    const found = patternPath(target, name, scope);
    return { kind: 'param', fn, index, ...found, annotation: annotationOf(inner), rest, at: name };
  }
  return { kind: 'other', at: name };
}

/** Annotation of a pattern or parameter, through its default value. */
export function annotationOf(pattern: Node): TSESTree.TypeNode | null {
  const target = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
  const { typeAnnotation } = target as { typeAnnotation?: TSESTree.TSTypeAnnotation | null };
  return typeAnnotation?.typeAnnotation ?? null;
}

/** What a name inside a pattern is given: its key path in the whole, and its default values. */
export function patternPath(
  pattern: Node,
  name: Node,
  scope: Scope,
): { path: string[]; exact: string[]; defaults: TSESTree.Expression[] } {
  const path: string[] = [];
  const exact: string[] = [];
  const defaults: TSESTree.Expression[] = [];
  const take = (key: string, taken: string): void => {
    path.push(key);
    exact.push(taken);
  };
  let current: Node | null = pattern;
  while (current && current !== name) {
    if (current.type === 'AssignmentPattern') {
      defaults.push(current.right);
      current = current.left;
    } else if (current.type === 'ObjectPattern') {
      const entry: TSESTree.Property | TSESTree.RestElement | undefined = current.properties.find((property) =>
        contains(property, name),
      );
      if (!entry) break;
      if (entry.type === 'RestElement') {
        take('*', REST + current.properties.flatMap((other) => keyIn(other, scope) ?? []).join());
        current = entry.argument;
      } else {
        const key = keyIn(entry, scope) ?? '*';
        take(key, key);
        current = entry.value;
      }
    } else if (current.type === 'ArrayPattern') {
      const index: number = current.elements.findIndex((element) => element !== null && contains(element, name));
      const element: Node | null = current.elements[index] ?? null;
      if (!element) break;
      if (element.type === 'RestElement') take('*', `${REST}${index}`);
      else take(String(index), String(index));
      current = element.type === 'RestElement' ? element.argument : element;
    } else break;
  }
  return { path, exact, defaults };
}

/** Key of an entry of a pattern, also one that is the name of a constant text. */
function keyIn(entry: TSESTree.Property | TSESTree.RestElement, scope: Scope): string | null {
  if (entry.type === 'RestElement') return null;
  const key = keyOf(entry.key, entry.computed);
  if (key !== null || entry.key.type !== 'Identifier') return key;
  const { name } = entry.key;
  let holder: Scope | null = scope;
  while (holder && !holder.set.has(name)) holder = holder.upper;
  const node = holder?.set.get(name)?.defs[0]?.node as Node | undefined;
  const isConstant =
    node?.type === 'VariableDeclarator' && node.parent.kind === 'const' && node.id.type === 'Identifier';
  return isConstant && node.init ? textOf(node.init) : null;
}

function contains(node: Node, inner: Node): boolean {
  return node.range[0] <= inner.range[0] && inner.range[1] <= node.range[1];
}
