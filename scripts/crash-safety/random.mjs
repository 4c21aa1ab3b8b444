/**
 * Numbers in [0, 1) that are the same for the same seed on every machine (mulberry32), so that a failure can be
 * repeated.
 */
export function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick(next, list) {
  return list[Math.floor(next() * list.length)];
}
