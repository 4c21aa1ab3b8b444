import type { Rule } from './define-rule.js';

/**
 * What `problems` gets as options: the first option of the user over the first default; an empty object when there is
 * neither.
 */
export function optionsOf(rule: Rule, given: readonly unknown[]): unknown {
  const fallback = rule.meta.defaultOptions?.[0];
  const first = given[0];
  return isRecord(first) || first === undefined ? { ...(isRecord(fallback) ? fallback : {}), ...first } : first;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
