import type { TSESTree } from '@typescript-eslint/types';
import { constant, safe } from '../flow/lattice.js';
import { keyOf, textOf } from '../syntax/keys.js';
import type { Value } from '../vocabulary/value.js';
import { storedValue } from './trim-value.js';

/** What the members of an enumeration are; null where one has no name that can be read. */
export function enumValue({ body }: TSESTree.TSEnumDeclaration): Value | null {
  const properties: Record<string, Value> = {};
  for (const { id, initializer, computed } of body.members) {
    const name = keyOf(id, computed);
    if (name === null || name === '__proto__') return null;
    const text = initializer ? textOf(initializer) : null;
    properties[name] = text === null ? safe(['num', 'str']) : constant(text);
  }
  const stored = storedValue({ ...safe(['obj']), properties });
  return stored.properties ? stored : null;
}
