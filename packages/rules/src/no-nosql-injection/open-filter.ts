import { untrustedShapes, type FileAnalysis, type Value } from '@backend-architect/analysis';

/**
 * The part of a filter that a client can turn into operators, with its path inside the filter; null when there is none.
 */
export interface OpenFilter {
  readonly value: Value;
  /** `email`, `$or.email`; empty when the whole filter is untrusted. */
  readonly path: string;
  /**
   * `whole`: any field and operator. `field`: an operator object instead of a value. `code`: text the store evaluates.
   */
  readonly how: 'whole' | 'field' | 'code';
}

/**
 * Operators that hold further filters. Below any other operator, and below a plain nested document, objects are
 * compared and not read.
 */
const LOGICAL = new Set(['$and', '$or', '$nor', 'AND', 'OR', 'NOT', '$match']);
const CODE = new Set(['$where', '$function', '$accumulator']);
const MAX_DEPTH = 4;

/**
 * Places of untrusted structure: an object where the query expects a value. Text, numbers and what a schema has checked
 * are none.
 */
export function openFilters(file: FileAnalysis, filter: Value, depth = 0, path = ''): readonly OpenFilter[] {
  if (depth > MAX_DEPTH) return [];
  const isList = filter.shapes.length === 1 && filter.shapes[0] === 'arr';
  if (!filter.properties && !(isList && filter.spread)) {
    return holdsOperators(file, filter) ? [{ value: filter, path, how: path === '' ? 'whole' : 'field' }] : [];
  }
  const found = Object.entries(filter.properties ?? {}).flatMap(([key, value]): readonly OpenFilter[] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (CODE.has(key)) return file.judge(value, 'nosql-code') === 'tainted' ? [{ value, path: at, how: 'code' }] : [];
    if (LOGICAL.has(key)) return openFilters(file, value, depth + 1, at);
    return !value.properties && !key.startsWith('$') && holdsOperators(file, value)
      ? [{ value, path: at, how: 'field' }]
      : [];
  });
  const { spread } = filter;
  if (!spread) return found;
  if (isList || spread.properties) return [...found, ...openFilters(file, spread, depth + 1, path)];
  if (!holdsOperators(file, spread)) return found;
  // What is spread in writes over what stands before it.
  const [from] = spread.steps;
  const others = found.filter(({ value }) => value.steps[0]?.at[0] !== from?.at[0]);
  return [...others, { value: spread, path, how: 'whole' }];
}

/** Only an object can be an operator; lists and text are compared as they are. */
function holdsOperators(file: FileAnalysis, value: Value): boolean {
  return untrustedShapes(value).includes('obj') && file.judge(value, 'nosql-filter') === 'tainted';
}
