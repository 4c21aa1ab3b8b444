import type { TSESTree } from '@typescript-eslint/types';
import { bindingOf } from '../symbols/binding.js';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import type { Ref } from '../vocabulary/references.js';
import { memberOfRef } from './ref-members.js';
import { isSameFact } from './same-fact.js';
import { symbolPart } from './symbol-part.js';

/** Aliases that are followed; two may name each other: `type A = () => B; type B = () => A`. */
const MAX_ALIASES = 8;

/** Types are read by what names and values refer to, and the other way round. */
interface Reading {
  readonly file: FileAnalysis;
  readonly nameRef: (name: TSESTree.Identifier) => Ref;
  readonly refOf: (node: Node) => Ref;
}

/**
 * The class, interface or library type an annotation names; null for primitives, inline types, and unions of what is
 * not one library's.
 */
export function readTypeRef(r: Reading, type: TSESTree.TypeNode, hops = 0): Ref | null {
  if (hops > MAX_ALIASES) return null;
  if (type.type === 'TSUnionType') {
    const real = type.types.filter((part) => part.type !== 'TSNullKeyword' && part.type !== 'TSUndefinedKeyword');
    const refs = real.map((part) => readTypeRef(r, part, hops));
    return refs.every((ref) => ref && isAlike(ref, refs[0]!)) ? (refs[0] ?? null) : null;
  }
  // `Client & { extra }`: the one that is known.
  if (type.type === 'TSIntersectionType')
    return type.types.map((part) => readTypeRef(r, part, hops)).find((ref) => ref?.kind === 'library') ?? null;
  if (type.type === 'TSTypeQuery') return queriedRef(r, type);
  if (type.type === 'TSFunctionType') return givingRef(r, type, hops);
  if (type.type !== 'TSTypeReference') return null;
  const name = type.typeName;
  const inner = type.typeArguments?.params[0];
  if (
    name.type === 'Identifier' &&
    name.name === 'ReturnType' &&
    inner?.type === 'TSTypeQuery' &&
    inner.exprName.type === 'Identifier'
  ) {
    const of = r.nameRef(inner.exprName);
    return of.kind === 'function' || of.kind === 'import' ? { kind: 'result', of, path: [] } : null;
  }
  if (name.type === 'Identifier' && name.name === 'InstanceType' && inner?.type === 'TSTypeQuery')
    return entityRef(r, inner);
  if (
    name.type === 'Identifier' &&
    inner &&
    /^(?:Promise|Awaited|Readonly|Required|NonNullable|PromiseLike|Omit|Pick)$/.test(name.name)
  )
    return readTypeRef(r, inner, hops);
  return appliedRef(r, typeNameRef(r, name, hops), type.typeArguments?.params ?? [], hops);
}

/** What an interface extends by name, itself or through others of its file. */
export function baseRefs(r: Reading, { extends: bases }: TSESTree.TSInterfaceDeclaration, hops = 0): readonly Ref[] {
  if (hops > MAX_ALIASES) return [];
  return bases.flatMap(({ expression }) => {
    if (expression.type !== 'Identifier') return [];
    const variable = r.file.variableOf(expression);
    const binding = variable && bindingOf(variable);
    return binding?.kind === 'type' && binding.node.type === 'TSInterfaceDeclaration'
      ? baseRefs(r, binding.node, hops + 1)
      : (typeNameRef(r, expression, 0) ?? []);
  });
}

/** A type of the project that is given types of its own; what a library's type is given says nothing of its members. */
function appliedRef(r: Reading, of: Ref | null, given: readonly TSESTree.TypeNode[], hops: number): Ref | null {
  if (!of || of.kind === 'library' || given.length === 0) return of;
  const to = given.map((one) => readTypeRef(r, one, hops));
  return to.some((one) => one !== null) ? { kind: 'applied', of, to } : of;
}

/** `() => Account`: what it gives, when that is known. */
function givingRef(r: Reading, type: TSESTree.TSFunctionType, hops: number): Ref | null {
  const of = type.returnType ? readTypeRef(r, type.returnType.typeAnnotation, hops) : null;
  return of && { kind: 'giving', of };
}

/** The same, or types of one library: a client and its transaction. */
function isAlike(ref: Ref, other: Ref): boolean {
  if (ref.kind === 'library' && other.kind === 'library') return libraryOf(ref.symbol) === libraryOf(other.symbol);
  return isSameFact(ref, other);
}

function libraryOf(symbol: string): string {
  return symbol.slice(0, symbol.indexOf('#', 1));
}

/** `typeof pool`: the type of a value. Of a class it is the class itself, no instance. */
function queriedRef(r: Reading, query: TSESTree.TSTypeQuery): Ref | null {
  const ref = entityRef(r, query);
  if (!ref || (ref.kind === 'library' && ref.type !== undefined && ref.origin !== undefined) || ref.kind === 'result')
    return ref;
  return ref.kind === 'class' || ref.kind === 'import' ? { kind: 'typeof', of: ref } : null;
}

function entityRef(r: Reading, { exprName }: TSESTree.TSTypeQuery): Ref | null {
  const ref = exprName.type === 'Identifier' ? r.refOf(exprName) : null;
  return ref?.kind === 'unknown' ? null : ref;
}

function typeNameRef(r: Reading, name: TSESTree.EntityName, hops: number): Ref | null {
  if (name.type === 'TSQualifiedName') {
    const left = typeNameRef(r, name.left, hops);
    return left && memberOfRef(left, name.right.name);
  }
  if (name.type !== 'Identifier') return null;
  const symbol = r.file.symbolOf(name);
  if (symbol && symbol.rung <= 3) return { kind: 'library', ...symbolPart(symbol, null) };
  const variable = r.file.variableOf(name);
  const binding = variable && bindingOf(variable);
  if (!binding) return null;
  if (binding.kind === 'type' && binding.node.type === 'TSTypeParameter') return parameterRef(binding.node);
  if (binding.kind === 'type' && binding.node.type === 'TSTypeAliasDeclaration' && isOtherName(binding.node, name)) {
    // `type Db = Client`: another name for the same; `type Maker<T> = () => T`: what it gives.
    const target = readTypeRef(r, binding.node.typeAnnotation, hops + 1);
    if (target) return target;
  }
  if (binding.kind === 'type')
    return binding.node.type === 'TSInterfaceDeclaration' || binding.node.type === 'TSTypeAliasDeclaration'
      ? { kind: 'class', className: name.name, path: [] }
      : null;
  const ref = r.nameRef(name);
  return ref.kind === 'unknown' || ref.kind === 'param' ? null : ref;
}

/** The alias says what it stands for by another type, which is not itself. */
function isOtherName({ typeAnnotation }: TSESTree.TSTypeAliasDeclaration, name: TSESTree.Identifier): boolean {
  if (typeAnnotation.type === 'TSFunctionType') return !isWithin(typeAnnotation, name);
  return typeAnnotation.type === 'TSTypeReference' && !isWithin(typeAnnotation, name);
}

function isWithin(outer: TSESTree.Node, inner: TSESTree.Node): boolean {
  return inner.range[0] >= outer.range[0] && inner.range[1] <= outer.range[1];
}

/** `T` of `type Maker<T> = () => T`; parameters of functions and classes are given elsewhere. */
function parameterRef(node: TSESTree.TSTypeParameter): Ref | null {
  const { parent } = node;
  if (parent?.type !== 'TSTypeParameterDeclaration' || parent.parent?.type !== 'TSTypeAliasDeclaration') return null;
  const index = parent.params.indexOf(node);
  return index < 0 ? null : { kind: 'type-param', index };
}
