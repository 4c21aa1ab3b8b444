import type { SymbolRef, TypeRef } from '../vocabulary/symbol-refs.js';
import type { Rung } from '../vocabulary/concepts.js';
import type { LibraryModel, MemberModel } from '../vocabulary/library-model.js';
import type { Foreign } from '../vocabulary/project-view.js';
import type { ModelRegistry } from './model-registry.js';
import type { Meaning } from '../vocabulary/project-view.js';

/** What another file says, in terms of the models when it can be said so. */
export function foreignMeaning(of: Foreign | null): Meaning | null {
  return of && (of.meaning ?? { kind: 'foreign', of });
}

/** The module's own default face: what calling or constructing the module means. */
export function defaultOf(model: LibraryModel): SymbolRef | null {
  const member = model.exports['default'];
  return member ? { symbol: `${model.library}#default`, model, member, rung: 1 } : null;
}

/** Reads one member of a meaning. */
export function memberOf(registry: ModelRegistry, meaning: Meaning, name: string): Meaning | null {
  switch (meaning.kind) {
    case 'module': {
      if (name === 'default') return meaning;
      const member = registry.exportOf(meaning.model, name);
      return (
        member && {
          kind: 'member',
          ref: { symbol: `${meaning.model.library}#${name}`, model: meaning.model, member, rung: 1 },
        }
      );
    }
    case 'member': {
      const { ref } = meaning;
      const nested = ref.member.members;
      if (nested) {
        const member = Object.hasOwn(nested, name) ? nested[name] : nested['*'];
        if (member)
          return {
            kind: 'member',
            ref: {
              ...ref,
              symbol: `${ref.symbol}.${name}`,
              member,
              entity: member.entity === 'key' ? name : ref.entity,
            },
          };
      }
      const value = instanceOf(registry, ref);
      return value && memberOf(registry, { kind: 'instance', ref: value }, name);
    }
    case 'instance': {
      const found = registry.memberOf(meaning.ref, name);
      if (!found) return null;
      const entity = found.member.entity === 'key' ? name : meaning.ref.entity;
      return { kind: 'member', ref: memberRef(found.owner, name, found.member, entity, meaning.ref) };
    }
    case 'foreign':
      return (
        foreignMeaning(meaning.of.member(name)) ??
        (meaning.otherwise ? memberOf(registry, meaning.otherwise, name) : null)
      );
    case 'conventional': {
      const listed = meaning.candidates.find((candidate) => registry.memberOf(candidate, name)?.listed);
      const chosen = listed ?? meaning.candidates.find((candidate) => registry.memberOf(candidate, name));
      return chosen ? memberOf(registry, { kind: 'instance', ref: chosen }, name) : null;
    }
  }
}

function memberRef(
  owner: TypeRef,
  name: string,
  member: MemberModel,
  entity: string | undefined,
  on: TypeRef,
): SymbolRef {
  return {
    symbol: `${owner.model.library}#${owner.name}.${name}`,
    model: owner.model,
    member,
    rung: on.rung,
    on,
    entity,
  };
}

/**
 * The value a member holds when it is read: its declared type. For a class this is the type of its instances, used as a
 * namespace of static members.
 */
export function instanceOf(registry: ModelRegistry, ref: SymbolRef): TypeRef | null {
  const name = ref.member.type;
  return name ? typeRef(registry, name, ref.model, ref.rung, ref.entity) : null;
}

export function typeRef(
  registry: ModelRegistry,
  name: string,
  from: LibraryModel | null,
  rung: Rung,
  entity?: string,
): TypeRef | null {
  const found = registry.typeOf(name, from);
  return found && { ...found, rung, entity };
}

export function weaker(a: Rung, b: Rung): Rung {
  return a > b ? a : b;
}
