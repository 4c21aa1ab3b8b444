import { SEVERITIES } from '@backend-architect/analysis';
import type { Finding } from './types.js';

/**
 * New findings, the weightiest first: by severity, and within one the first of every rule before the second of any, so that
 * a short list shows what kinds there are. Otherwise in the order of the report.
 */
export function byWeight(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map<string, number>();
  const ranked = SEVERITIES.flatMap((severity) =>
    findings.filter((finding) => finding.state === 'new' && finding.severity === severity).map((finding) => {
      const key = `${severity} ${finding.ruleId}`;
      const earlier = seen.get(key) ?? 0;
      seen.set(key, earlier + 1);
      return { finding, rank: SEVERITIES.indexOf(severity), earlier };
    }));
  return ranked.sort((a, b) => a.rank - b.rank || a.earlier - b.earlier).map(({ finding }) => finding);
}
