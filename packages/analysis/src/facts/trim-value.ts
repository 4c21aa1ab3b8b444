import type { Part, Value } from '../flow/value.js';

const MAX_TEXT = 300;

/** A value small enough to be stored: few steps, short texts, safe properties dropped. */
export function trimValue(value: Value, depth = 0): Value {
  const { parts, properties, spread, steps, unknown, handed, ...rest } = value;
  const deeper = depth < 2;
  const kept = properties && deeper ? Object.entries(properties).filter(([, inner]) => inner.taint !== 'safe').slice(0, 12) : [];
  return {
    ...rest,
    steps: steps.slice(0, 5),
    unknown: unknown.slice(0, 4),
    ...(parts && deeper && { parts: parts.slice(0, 24).map((part) => trimPart(part, depth)) }),
    ...(kept.length > 0 && { properties: Object.fromEntries(kept.map(([name, inner]) => [name, trimValue(inner, depth + 1)])) }),
    ...(handed && deeper && { handed: trimValue(handed, depth) }),
    ...(spread && deeper && { spread: trimValue(spread, depth + 1) }),
  };
}

function trimPart(part: Part, depth: number): Part {
  return 'text' in part ? { text: part.text.slice(0, MAX_TEXT) } : { hole: trimValue(part.hole, depth + 1), at: part.at };
}
