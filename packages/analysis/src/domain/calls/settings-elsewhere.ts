import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import type { Value } from '../../vocabulary/value.js';

/**
 * What another file says stands under a path of an options object: the value, or that there is nothing. `unknown` where
 * the object is of this file, is not known as a whole, or was put together from what nobody sees.
 */
export function settingElsewhere(file: FileAnalysis, object: Node, path: string): Value | 'missing' | 'unknown' {
  const known = file.foreignOf(object)?.value;
  return known ? under(known, path.split('.')) : 'unknown';
}

function under(value: Value, [key, ...rest]: readonly string[]): Value | 'missing' | 'unknown' {
  if (key === undefined) return value;
  if (!value.properties) return value.constant === undefined ? 'unknown' : 'missing';
  if (Object.hasOwn(value.properties, key)) return under(value.properties[key]!, rest);
  return value.spread ? 'unknown' : 'missing';
}

/** Constants a value is, or its only element is. */
export function constantsIn({ constant, spread }: Value): readonly (string | number | boolean)[] {
  const only = constant ?? spread?.constant;
  return only === undefined || only === null ? [] : [only];
}
