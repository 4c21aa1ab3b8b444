import type { TSESTree } from '@typescript-eslint/types';
import type { Shape } from '../vocabulary/concepts.js';
import { keyOf, memberName } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import type { Engine } from './evaluation.js';
import { ALL_SHAPES, sanitized, withShapes } from './lattice.js';
import type { Value } from '../vocabulary/value.js';

type Type = TSESTree.TypeNode;
type Node = TSESTree.Node;

/** What an annotation promises of a value: its shapes, and whether it is one of a list of constants. */
export interface AnnotatedType {
  readonly shapes: readonly Shape[];
  readonly listed: boolean;
}

const ANYTHING: AnnotatedType = { shapes: ALL_SHAPES, listed: false };
const MAX_HOPS = 6;

/**
 * The promise the compiler keeps inside the project: numbers, booleans, lists and unions of constants, also of a member
 * of an object type that is written in this file. `{ limit: number; dir: 'asc' | 'desc' }`.
 */
export function annotatedType(
  e: Engine,
  annotation: Type | null,
  path: readonly string[] = [],
  hops = 0,
): AnnotatedType {
  if (!annotation || hops > MAX_HOPS) return ANYTHING;
  const inner = (type: Type | null | undefined, rest = path): AnnotatedType =>
    annotatedType(e, type ?? null, rest, hops + 1);
  if (annotation.type === 'TSTypeReference') return referenced(e, annotation, path, hops);
  if (annotation.type === 'TSIntersectionType')
    return annotation.types.map((type) => inner(type)).find(({ shapes }) => shapes !== ALL_SHAPES) ?? ANYTHING;
  const [key, ...rest] = path;
  if (key !== undefined)
    return annotation.type === 'TSTypeLiteral' ? inner(memberType(annotation.members, key), rest) : ANYTHING;
  switch (annotation.type) {
    case 'TSNumberKeyword':
    case 'TSBigIntKeyword':
      return { shapes: ['num'], listed: false };
    case 'TSBooleanKeyword':
      return { shapes: ['bool'], listed: false };
    case 'TSStringKeyword':
      return { shapes: ['str'], listed: false };
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
      return { shapes: ['null'], listed: true };
    case 'TSArrayType':
    case 'TSTupleType':
      return { shapes: ['arr'], listed: false };
    case 'TSLiteralType':
      return annotation.literal.type === 'Literal'
        ? {
            shapes: [
              typeof annotation.literal.value === 'number'
                ? 'num'
                : typeof annotation.literal.value === 'boolean'
                  ? 'bool'
                  : 'str',
            ],
            listed: true,
          }
        : ANYTHING;
    case 'TSUnionType':
      return union(annotation.types.map((type) => inner(type)));
    case 'TSTypeOperator':
      // `keyof typeof COLUMNS`
      return annotation.operator === 'keyof' && annotation.typeAnnotation?.type === 'TSTypeQuery'
        ? { shapes: ['str'], listed: true }
        : annotation.operator === 'readonly'
          ? inner(annotation.typeAnnotation)
          : ANYTHING;
    case 'TSIndexedAccessType':
      // `(typeof COLUMNS)[number]`
      return annotation.objectType.type === 'TSTypeQuery' ? { shapes: ['str'], listed: true } : ANYTHING;
    default:
      return ANYTHING;
  }
}

/** A member of an annotated parameter, as far as its type narrows what is not known of it. */
export function narrowedByType(e: Engine, object: Node, keys: readonly string[], value: Value): Value {
  if (value.taint !== 'unknown') return value;
  const plain = bare(object);
  if (plain.type === 'MemberExpression') {
    const name = memberName(plain);
    return name === null ? value : narrowedByType(e, plain.object, [name, ...keys], value);
  }
  const binding = plain.type === 'Identifier' ? e.r.bindingOf(plain) : null;
  if (binding?.kind !== 'param' || !binding.annotation) return value;
  return promised(value, annotatedType(e, binding.annotation, [...binding.path, ...keys]));
}

/** A value of which the compiler knows more. */
export function promised(value: Value, { shapes, listed }: AnnotatedType): Value {
  const narrowed = shapes === ALL_SHAPES ? value : withShapes(value, shapes);
  return listed ? sanitized(narrowed, 'all') : narrowed;
}

function union(types: readonly AnnotatedType[]): AnnotatedType {
  if (types.some(({ shapes }) => shapes === ALL_SHAPES)) return ANYTHING;
  return { shapes: [...new Set(types.flatMap(({ shapes }) => shapes))], listed: types.every(({ listed }) => listed) };
}

/** A type of this file by its name, or what `Readonly<T>` and its like say of T. */
function referenced(
  e: Engine,
  reference: TSESTree.TSTypeReference,
  path: readonly string[],
  hops: number,
): AnnotatedType {
  if (reference.typeName.type !== 'Identifier') return ANYTHING;
  const [argument] = reference.typeArguments?.params ?? [];
  if (argument && /^(?:Readonly|Partial|Required|NonNullable)$/.test(reference.typeName.name))
    return annotatedType(e, argument, path, hops + 1);
  const binding = e.r.bindingOf(reference.typeName);
  if (binding?.kind !== 'type') return ANYTHING;
  const { node } = binding;
  if (node.type === 'TSTypeAliasDeclaration')
    return node.typeParameters ? ANYTHING : annotatedType(e, node.typeAnnotation, path, hops + 1);
  if (node.type === 'TSEnumDeclaration') return path.length === 0 ? { shapes: ['str', 'num'], listed: true } : ANYTHING;
  if (node.type !== 'TSInterfaceDeclaration') return ANYTHING;
  const [key, ...rest] = path;
  return key === undefined ? ANYTHING : annotatedType(e, memberType(node.body.body, key), rest, hops + 1);
}

/** Type of a member; an optional one may be missing, which puts `undefined` in its place and nothing worse. */
function memberType(members: readonly TSESTree.TypeElement[], key: string): Type | null {
  const member = members.find(
    (candidate): candidate is TSESTree.TSPropertySignature =>
      candidate.type === 'TSPropertySignature' && keyOf(candidate.key, candidate.computed) === key,
  );
  return member?.typeAnnotation?.typeAnnotation ?? null;
}
