/** True when two plain values print alike. Facts are built with a fixed key order, so this is equality. */
export function isSameFact(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
