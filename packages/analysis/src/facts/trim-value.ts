import type { Part, Value } from '../flow/value.js';

const MAX_TEXT = 300;
const MAX_MEMBERS = 12;

/** A value small enough to be stored: few steps, short texts, few members. */
export function trimValue(value: Value, depth = 0): Value {
  const { parts, properties, spread, elements, steps, unknown, handed, ...rest } = value;
  const deeper = depth < 2;
  const kept = properties && deeper ? Object.entries(properties).sort(([, a], [, b]) => lateness(a) - lateness(b)).slice(0, MAX_MEMBERS) : [];
  return {
    ...rest,
    steps: steps.slice(0, 5),
    unknown: unknown.slice(0, 4),
    ...(parts && deeper && { parts: parts.slice(0, 24).map((part) => trimPart(part, depth)) }),
    ...(kept.length > 0 && { properties: Object.fromEntries(kept.map(([name, inner]) => [name, trimValue(inner, depth + 1)])) }),
    ...(handed && deeper && { handed: trimValue(handed, depth) }),
    ...(elements && deeper && { elements: elements.map((inner) => trimValue(inner, depth + 1)) }),
    ...(spread && deeper && { spread: trimValue(spread, depth + 1) }),
  };
}

/** Members that are safe are the first to go. */
function lateness({ taint }: Value): number {
  return taint === 'safe' ? 1 : 0;
}

function trimPart(part: Part, depth: number): Part {
  return 'text' in part ? { text: part.text.slice(0, MAX_TEXT) } : { hole: trimValue(part.hole, depth + 1), at: part.at };
}
