import type { Value } from '@backend-architect/analysis';

/** What stands below a value that is written down, by the names of its members; nothing where one is not seen. */
export function valueBelow(value: Value | undefined, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>(
    (of, key) => (of?.properties && Object.hasOwn(of.properties, key) ? of.properties[key] : undefined),
    value,
  );
}
