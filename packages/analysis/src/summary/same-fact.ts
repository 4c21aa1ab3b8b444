/**
 * True when two plain values print alike, wherever the calls in them stand. Facts are built with a fixed key order, so
 * this is equality.
 */
export function isSameFact(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a, withoutPlace) === JSON.stringify(b, withoutPlace);
}

function withoutPlace(key: string, value: unknown): unknown {
  return key === 'at' ? undefined : value;
}
