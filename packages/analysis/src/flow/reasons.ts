/** Why values are unknown, told apart by what they say. */
import type { UnknownReason } from '../vocabulary/value.js';

const MAX_REASONS = 8;

/** Both, each once, at most eight. */
export function mergeReasons(a: readonly UnknownReason[], b: readonly UnknownReason[]): readonly UnknownReason[] {
  if (a === b || b.length === 0 || a.length >= MAX_REASONS) return a;
  if (a.length === 0) return b;
  const seen = new Set(a.map(reasonKey));
  return [...a, ...b.filter((reason) => !seen.has(reasonKey(reason)))].slice(0, MAX_REASONS);
}

const reasonKeys = new WeakMap<UnknownReason, string>();

/** Equal for reasons that say the same. */
export function reasonKey(reason: UnknownReason): string {
  const known = reasonKeys.get(reason);
  if (known !== undefined) return known;
  const key = JSON.stringify(reason);
  reasonKeys.set(reason, key);
  return key;
}
