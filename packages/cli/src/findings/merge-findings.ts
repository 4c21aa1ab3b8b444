import { SEVERITIES } from '@backend-architect/analysis';
import { lineOf, lineStarts } from '../report/line-table.js';
import type { RawFinding } from './raw-finding.js';

/** The stronger rule and those it makes silent where both speak of the same line. */
const SUPERSEDES: Readonly<Record<string, readonly string[]>> = {
  'no-sql-injection': ['no-raw-sql-concatenation'],
};

/**
 * Findings without double reports, sorted by file, place and rule: one per rule and line (the most severe), and none of a
 * rule that a stronger one makes silent there.
 */
export function mergeFindings(findings: readonly RawFinding[], textOf: (file: string) => string): readonly RawFinding[] {
  const starts = new Map<string, readonly number[]>();
  const lineKey = ({ file, at }: RawFinding): string => {
    const table = starts.get(file) ?? lineStarts(textOf(file));
    starts.set(file, table);
    return `${file}\0${lineOf(table, at[0])}`;
  };
  const silent = new Set(findings.flatMap((finding) => (SUPERSEDES[finding.ruleId] ?? []).map((rule) => `${rule}\0${lineKey(finding)}`)));
  const kept = new Map<string, RawFinding>();
  for (const finding of [...findings].sort(byPlace)) {
    const key = `${finding.ruleId}\0${lineKey(finding)}`;
    const other = kept.get(key);
    if (silent.has(key) || (other && isAsGood(other, finding))) continue;
    kept.set(key, finding);
  }
  return [...kept.values()].sort(byPlace);
}

/** The more severe one stays; of two alike, the one that shows more of the way. */
function isAsGood(kept: RawFinding, other: RawFinding): boolean {
  return rank(kept) < rank(other) || (rank(kept) === rank(other) && kept.steps.length >= other.steps.length);
}

function rank(finding: RawFinding): number {
  return SEVERITIES.indexOf(finding.severity);
}

function byPlace(a: RawFinding, b: RawFinding): number {
  return compare(a.file, b.file) || a.at[0] - b.at[0] || a.at[1] - b.at[1] || compare(a.ruleId, b.ruleId) || rank(a) - rank(b) || compare(a.message, b.message);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
