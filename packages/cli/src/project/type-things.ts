/**
 * Types that stand in place of classes: what a value of one is, and what a generic one is once it is given its types.
 */
import type { ModelRegistry, Ref } from '@backend-architect/analysis';
import { instanceThing } from './library-things.js';
import type { Resolver } from './resolution.js';
import type { Thing } from './things.js';

/** A value of a type: an instance of a class, and of `typeof X` that itself. Null for what is no type. */
export function valueOfType(registry: ModelRegistry, type: Thing): Thing | null {
  switch (type.kind) {
    case 'class':
      return { kind: 'instance', file: type.file, name: type.name };
    case 'library':
      return instanceThing(registry, type);
    case 'typed':
      return type.value;
    case 'interface':
    case 'instance':
      return type;
    default:
      return null;
  }
}

/** An interface with all members of a library's type is that, and more: whoever has one has the other. */
export function typeWith(
  own: Extract<Thing, { kind: 'interface' }>,
  bases: readonly Ref[] = [],
  resolver: Pick<Resolver, 'resolve'>,
): Thing {
  const things = bases.map((base) => resolver.resolve(own.file, base));
  return things.find((thing) => thing?.kind === 'library') ?? own;
}

/** A generic type whose parameters are given; null where it stands or falls with one that is not known. */
export function withTypes(type: Thing, given: readonly (Thing | null)[]): Thing | null {
  switch (type.kind) {
    case 'type-param':
      return given[type.index] ?? null;
    case 'typed': {
      const value = withTypes(type.value, given);
      return value && { kind: 'typed', value };
    }
    case 'giver': {
      const gives = withTypes(type.gives, given);
      return gives && { kind: 'giver', gives };
    }
    default:
      return type;
  }
}
