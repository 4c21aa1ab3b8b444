import type { Ref } from '../vocabulary/references.js';

/** Reference to a member of what another reference names. */
export function memberOfRef(ref: Ref, name: string): Ref {
  switch (ref.kind) {
    case 'library':
      return { ...ref, path: [...(ref.path ?? []), name] };
    case 'function':
      // `fn.call(...)` and `fn.apply(...)` run the function itself.
      return name === 'call' || name === 'apply' ? ref : { ...ref, path: [...(ref.path ?? []), name] };
    case 'import':
    case 'member':
    case 'class':
    case 'param':
    case 'result':
      return { ...ref, path: [...ref.path, name] };
    case 'object':
      return Object.hasOwn(ref.members, name) ? (ref.members[name] ?? unknownRef(name)) : unknownRef(name);
    case 'typeof':
    case 'giving':
    case 'type-param':
    case 'applied':
      return unknownRef(name);
    case 'unknown':
      return unknownRef(ref.text ? `${ref.text}.${name}` : name);
    default:
      return ref satisfies never;
  }
}

export function unknownRef(text: string): Ref {
  return { kind: 'unknown', text };
}
