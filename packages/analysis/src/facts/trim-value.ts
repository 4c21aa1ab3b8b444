import type { Part, Value } from '../flow/value.js';

const MAX_TEXT = 300;

/** A value small enough to be stored: few steps, short texts, safe properties dropped. */
export function trimValue(value: Value, depth = 0): Value {
  const { parts, properties, spread, steps, unknown, handed, ...rest } = value;
  const deeper = depth < 2;
  const kept = properties && deeper ? Object.entries(properties).sort(([, a], [, b]) => Number(a.taint === 'safe') - Number(b.taint === 'safe')).slice(0, 40).map(([name, inner]): [string, Value] => [name, inner.taint === 'safe' ? { taint: 'safe', shapes: inner.shapes, safeFor: [], validated: false, unknown: [], steps: [] } : inner]) : [];
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

const MAX_STORED = 40;

/** A value kept whole, safe properties and constants with it: what other files read of a constant, a setting, a result. */
export function storedValue(value: Value, depth = 0): Value {
  const { parts, properties, spread, steps, ...rest } = value;
  const kept = properties && depth < 3 ? Object.entries(properties).slice(0, MAX_STORED) : [];
  const cut = properties !== undefined && (kept.length < Object.keys(properties).length);
  return {
    ...rest,
    ...(typeof rest.constant === 'string' && rest.constant.length > 300 && { constant: rest.constant.slice(0, 300) }),
    steps: steps.slice(0, 5),
    ...(parts && depth < 2 && { parts: parts.slice(0, 24).map((part): Part => ('text' in part ? { text: part.text.slice(0, 300) } : { hole: storedValue(part.hole, depth + 1), at: part.at })) }),
    ...(kept.length > 0 && !cut && { properties: Object.fromEntries(kept.map(([name, inner]) => [name, storedValue(inner, depth + 1)])) }),
    ...(spread && depth < 2 && { spread: storedValue(spread, depth + 1) }),
  };
}
