import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis } from '../vocabulary/analysis.js';
import { bindingOf } from '../symbols/binding.js';
import { memberOfRef } from './ref-members.js';
import { identifierRef, refOf, symbolPart } from './refs.js';
import { isSameFact } from './same-fact.js';
import type { Ref } from '../vocabulary/references.js';

/**
 * The class, interface or library type an annotation names; null for primitives, inline types, and unions of what is
 * not one library's.
 */
export function typeRefOf(file: FileAnalysis, type: TSESTree.TypeNode): Ref | null {
  if (type.type === 'TSUnionType') {
    const real = type.types.filter((part) => part.type !== 'TSNullKeyword' && part.type !== 'TSUndefinedKeyword');
    const refs = real.map((part) => typeRefOf(file, part));
    return refs.every((ref) => ref && isAlike(ref, refs[0]!)) ? (refs[0] ?? null) : null;
  }
  // `Client & { extra }`: the one that is known.
  if (type.type === 'TSIntersectionType')
    return type.types.map((part) => typeRefOf(file, part)).find((ref) => ref?.kind === 'library') ?? null;
  if (type.type === 'TSTypeQuery') return queriedRef(file, type);
  if (type.type !== 'TSTypeReference') return null;
  const name = type.typeName;
  const inner = type.typeArguments?.params[0];
  if (
    name.type === 'Identifier' &&
    name.name === 'ReturnType' &&
    inner?.type === 'TSTypeQuery' &&
    inner.exprName.type === 'Identifier'
  ) {
    const of = identifierRef(file, inner.exprName, 0);
    return of.kind === 'function' || of.kind === 'import' ? { kind: 'result', of, path: [] } : null;
  }
  if (
    name.type === 'Identifier' &&
    inner &&
    /^(?:Promise|Awaited|Readonly|Required|NonNullable|PromiseLike|Omit|Pick)$/.test(name.name)
  )
    return typeRefOf(file, inner);
  return typeNameRef(file, name);
}

/** The same, or types of one library: a client and its transaction. */
function isAlike(ref: Ref, other: Ref): boolean {
  if (ref.kind === 'library' && other.kind === 'library') return libraryOf(ref.symbol) === libraryOf(other.symbol);
  return isSameFact(ref, other);
}

function libraryOf(symbol: string): string {
  return symbol.slice(0, symbol.indexOf('#', 1));
}

/** `typeof pool`: the type of a value this file made. Of a class it is the class itself, no instance. */
function queriedRef(file: FileAnalysis, { exprName }: TSESTree.TSTypeQuery): Ref | null {
  if (exprName.type !== 'Identifier') return null;
  const ref = refOf(file, exprName);
  return (ref.kind === 'library' && ref.type !== undefined && ref.origin !== undefined) || ref.kind === 'result'
    ? ref
    : null;
}

function typeNameRef(file: FileAnalysis, name: TSESTree.EntityName): Ref | null {
  if (name.type === 'TSQualifiedName') {
    const left = typeNameRef(file, name.left);
    return left && memberOfRef(left, name.right.name);
  }
  if (name.type !== 'Identifier') return null;
  const symbol = file.symbolOf(name);
  if (symbol && symbol.rung <= 3) return { kind: 'library', ...symbolPart(symbol, null) };
  const variable = file.variableOf(name);
  const binding = variable && bindingOf(variable);
  if (!binding) return null;
  if (
    binding.kind === 'type' &&
    binding.node.type === 'TSTypeAliasDeclaration' &&
    binding.node.typeAnnotation.type === 'TSTypeReference' &&
    binding.node.typeAnnotation.typeName !== name
  ) {
    // `type Db = Client`: another name for the same.
    const target = typeRefOf(file, binding.node.typeAnnotation);
    if (target) return target;
  }
  if (binding.kind === 'type')
    return binding.node.type === 'TSInterfaceDeclaration' || binding.node.type === 'TSTypeAliasDeclaration'
      ? { kind: 'class', className: name.name, path: [] }
      : null;
  const ref = identifierRef(file, name, 0);
  return ref.kind === 'unknown' || ref.kind === 'param' ? null : ref;
}
