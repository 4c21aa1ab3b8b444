import { lineOf, lineStarts } from '../report/line-table.js';
import { byPlace, isAsGood, SUPERSEDES } from './merge-findings.js';
import type { RawFinding } from './raw-finding.js';

/**
 * Merged findings in the order in which fingerprint v1 counts equals: first those that lead their line, then the
 * others, each in source order. When v1 was frozen only the leading one of a line was reported, and a baseline of that
 * time must still name the same findings.
 */
export function inPrintOrder(findings: readonly RawFinding[], textOf: (file: string) => string): readonly RawFinding[] {
  const leading = leadingFindings(findings, textOf);
  return [
    ...findings.filter((finding) => leading.has(finding)),
    ...findings.filter((finding) => !leading.has(finding)),
  ];
}

/** One finding per rule and line, the most severe; none of a rule that a stronger one speaks for on that line. */
function leadingFindings(findings: readonly RawFinding[], textOf: (file: string) => string): ReadonlySet<RawFinding> {
  const starts = new Map<string, readonly number[]>();
  const lineKey = ({ file, at }: RawFinding): string => {
    const table = starts.get(file) ?? lineStarts(textOf(file));
    starts.set(file, table);
    return `${file}\0${lineOf(table, at[0])}`;
  };
  const silent = new Set(
    findings.flatMap((finding) => (SUPERSEDES[finding.ruleId] ?? []).map((rule) => `${rule}\0${lineKey(finding)}`)),
  );
  const leading = new Map<string, RawFinding>();
  for (const finding of [...findings].sort(byPlace)) {
    const key = `${finding.ruleId}\0${lineKey(finding)}`;
    const other = leading.get(key);
    if (!silent.has(key) && !(other && isAsGood(other, finding))) leading.set(key, finding);
  }
  return new Set(leading.values());
}
