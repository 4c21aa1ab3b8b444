import type { TSESTree } from '@typescript-eslint/types';
import { keyOf, textOf } from '../syntax/keys.js';
import type { Value } from '../vocabulary/value.js';
import { constant, safe } from './lattice.js';

/** What the members of an enumeration are: fixed, whatever they are. */
export function enumValue({ body }: TSESTree.TSEnumDeclaration): Value {
  const properties: Record<string, Value> = {};
  let isText = true;
  for (const { id, initializer, computed } of body.members) {
    const name = keyOf(id, computed);
    const text = initializer ? textOf(initializer) : null;
    if (name === null || name === '__proto__') return safe(['obj']);
    properties[name] = text === null ? safe(['num', 'str']) : constant(text);
    isText &&= text !== null;
  }
  // Numbers lead back to their names: `Status[0]`.
  return { ...safe(['obj']), properties, ...(!isText && { spread: safe(['num', 'str']) }) };
}
