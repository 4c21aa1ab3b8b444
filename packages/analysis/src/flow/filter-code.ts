import type { Value } from '../vocabulary/value.js';

/** Code inside a filter of a document store: the one field that is evaluated instead of compared. */
export function codeInFilter(filter: Value): Value | undefined {
  const { properties } = filter;
  return properties && Object.hasOwn(properties, '$where') ? properties['$where'] : undefined;
}
