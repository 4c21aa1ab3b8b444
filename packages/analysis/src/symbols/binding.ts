import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { isClass, isFunction } from '../syntax/functions.js';
import { keyOf, specifierName } from '../syntax/keys.js';

type Node = TSESTree.Node;

/** Key path from a destructured value to a name; `*` where the position is not constant (rest, array element). */
export type KeyPath = readonly string[];

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
      readonly defaults: readonly TSESTree.Expression[];
      readonly annotation: TSESTree.TypeNode | null;
      readonly at: Node;
    }
  | {
      readonly kind: 'element';
      readonly of: TSESTree.Expression;
      readonly loop: 'of' | 'in';
      readonly path: KeyPath;
      readonly at: Node;
    }
  | {
      readonly kind: 'param';
      readonly fn: FunctionNode;
      readonly index: number;
      readonly path: KeyPath;
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
    return paramBinding(node, name);
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
      const found = patternPath(node.id, name);
      const annotation = annotationOf(node.id);
      const loop = node.parent.parent;
      if (loop?.type === 'ForOfStatement' && loop.left === node.parent)
        return { kind: 'element', of: loop.right, loop: 'of', path: found.path, at: name };
      if (loop?.type === 'ForInStatement' && loop.left === node.parent)
        return { kind: 'element', of: loop.right, loop: 'in', path: found.path, at: name };
      return { kind: 'value', init: node.init, path: found.path, defaults: found.defaults, annotation, at: name };
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

function paramBinding(fn: FunctionNode, name: Node): Binding {
  for (const [index, param] of fn.params.entries()) {
    const inner = param.type === 'TSParameterProperty' ? param.parameter : param;
    if (name.range[0] < param.range[0] || name.range[1] > param.range[1]) continue;
    const rest = inner.type === 'RestElement';
    const target = rest ? inner.argument : inner;
    const found = patternPath(target, name);
    return {
      kind: 'param',
      fn,
      index,
      path: found.path,
      defaults: found.defaults,
      annotation: annotationOf(inner),
      rest,
      at: name,
    };
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
export function patternPath(pattern: Node, name: Node): { path: string[]; defaults: TSESTree.Expression[] } {
  const path: string[] = [];
  const defaults: TSESTree.Expression[] = [];
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
        path.push('*');
        current = entry.argument;
      } else {
        path.push(keyOf(entry.key, entry.computed) ?? '*');
        current = entry.value;
      }
    } else if (current.type === 'ArrayPattern') {
      const index: number = current.elements.findIndex((element) => element !== null && contains(element, name));
      const element: Node | null = current.elements[index] ?? null;
      if (!element) break;
      path.push(element.type === 'RestElement' ? '*' : String(index));
      current = element.type === 'RestElement' ? element.argument : element;
    } else break;
  }
  return { path, defaults };
}

function contains(node: Node, inner: Node): boolean {
  return node.range[0] <= inner.range[0] && inner.range[1] <= node.range[1];
}
