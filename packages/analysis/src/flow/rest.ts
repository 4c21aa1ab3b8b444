import type { Value } from '../vocabulary/value.js';

/** What a rest takes: the object without some keys, the list from a place on. */
export function restValue(value: Value, leaves: string): Value {
  if (/^\d+$/.test(leaves) && (value.elements || (value.spread && !value.properties))) {
    const { elements, ...list } = value;
    const rest = elements?.slice(Number(leaves));
    return rest?.length ? { ...list, elements: rest } : list;
  }
  if (!value.properties) return value;
  const left = leaves.split(',');
  return {
    ...value,
    properties: Object.fromEntries(Object.entries(value.properties).filter(([key]) => !left.includes(key))),
  };
}
