import { SEVERITIES } from '@backend-architect/analysis';
import type { RawFinding } from './raw-finding.js';

/** The stronger rule and those it makes silent where both speak of the same code. */
export const SUPERSEDES: Readonly<Record<string, readonly string[]>> = {
  'no-sql-injection': ['no-raw-sql-concatenation'],
};

/**
 * Findings without double reports, sorted by file, place and rule: one per rule and anchor (the most severe), or per
 * unit where they are said of one, and none of a rule that a stronger one makes silent there. Two anchors on one line
 * are two findings: what was accepted of one says nothing of the other.
 */
export function mergeFindings(findings: readonly RawFinding[]): readonly RawFinding[] {
  const stronger = new Map<string, RawFinding[]>();
  for (const finding of findings) {
    for (const rule of SUPERSEDES[finding.ruleId] ?? []) {
      const key = `${rule}\0${finding.file}`;
      stronger.set(key, [...(stronger.get(key) ?? []), finding]);
    }
  }
  const kept = new Map<string, RawFinding>();
  for (const finding of [...findings].sort(byPlace)) {
    if (stronger.get(`${finding.ruleId}\0${finding.file}`)?.some(({ at }) => overlaps(at, finding.at))) continue;
    const key = [finding.ruleId, finding.file, ...(finding.unit ? ['unit', ...finding.unit] : finding.at)].join('\0');
    const other = kept.get(key);
    const best = other === undefined || !isAsGood(other, finding) ? finding : other;
    const cause = best.cause ?? other?.cause ?? finding.cause;
    kept.set(key, cause && !best.cause ? { ...best, cause } : best);
  }
  return [...kept.values()].sort(byPlace);
}

/** The more severe one stays; of two alike, the one that shows more of the way. */
export function isAsGood(kept: RawFinding, other: RawFinding): boolean {
  return rank(kept) < rank(other) || (rank(kept) === rank(other) && kept.steps.length >= other.steps.length);
}

/** Do two ranges share a character? An empty one lies where it stands. */
function overlaps(a: readonly [number, number], b: readonly [number, number]): boolean {
  return (a[0] < b[1] && b[0] < a[1]) || (a[0] === b[0] && a[1] === b[1]);
}

function rank(finding: RawFinding): number {
  return SEVERITIES.indexOf(finding.severity);
}

/** Total order: file, place, rule, severity, message. */
export function byPlace(a: RawFinding, b: RawFinding): number {
  return (
    compare(a.file, b.file) ||
    a.at[0] - b.at[0] ||
    a.at[1] - b.at[1] ||
    compare(a.ruleId, b.ruleId) ||
    rank(a) - rank(b) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
