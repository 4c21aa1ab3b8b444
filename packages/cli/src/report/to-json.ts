import { jsonText } from './json-text.js';
import type { Report } from './types.js';

/** The report as JSON: the same bytes for the same report, keys in order, no time, no absolute path. */
export function toJson(report: Report): string {
  return jsonText(ordered(report));
}

/** Keys sorted, except that of a finding people read first what it is. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)).map(([key, inner]) => [key, ordered(inner)]),
  );
}

const FIRST = [
  'schemaVersion', 'tool', 'exit', 'coverage', 'seen', 'ruleId', 'severity', 'state', 'message', 'question',
];

function rank(key: string): number {
  const index = FIRST.indexOf(key);
  return index < 0 ? FIRST.length : index;
}
