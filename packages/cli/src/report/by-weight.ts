import { SEVERITIES } from '@backend-architect/analysis';
import { groupsOfNew, type FindingGroup } from './finding-groups.js';
import type { Finding } from './types.js';

/**
 * New findings as problems, the weightiest first: by severity, and within one the first of every rule before the second
 * of any, so that a short list shows what kinds there are. Otherwise in the order of the report.
 */
export function groupsByWeight(findings: readonly Finding[]): readonly FindingGroup[] {
  const seen = new Map<string, number>();
  const ranked = groupsOfNew(findings).map((group) => {
    const { severity, ruleId } = group.first;
    const key = `${severity} ${ruleId}`;
    const earlier = seen.get(key) ?? 0;
    seen.set(key, earlier + 1);
    return { group, rank: SEVERITIES.indexOf(severity), earlier };
  });
  return ranked.sort((a, b) => a.rank - b.rank || a.earlier - b.earlier).map(({ group }) => group);
}

/** New findings one by one, in the same order; within a severity one of every problem before the second of any. */
export function byWeight(findings: readonly Finding[]): readonly Finding[] {
  const groups = groupsByWeight(findings);
  return [...groups.map(({ first }) => first), ...groups.flatMap(({ others }) => others)].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
}
