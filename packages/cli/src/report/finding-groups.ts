import { SEVERITIES } from '@backend-architect/analysis';
import { count } from '../count.js';
import { place } from './place.js';
import type { Finding, Location } from './types.js';

/** One problem to whoever mends it: findings of one rule with one cause. A finding without a cause is one by itself. */
export interface FindingGroup {
  /** The weightiest; of two alike the one that came first. What the group weighs. */
  readonly first: Finding;
  /** The other places, in the order they came. */
  readonly others: readonly Finding[];
}

/**
 * The new findings among these, as problems, each at the place of its first finding. Known, suppressed and accepted
 * ones belong to none.
 */
export function groupsOfNew(findings: readonly Finding[]): readonly FindingGroup[] {
  const members = new Map<string | symbol, Finding[]>();
  for (const finding of findings) {
    if (finding.state !== 'new') continue;
    const key = finding.group ? `${finding.ruleId} ${finding.group.key}` : Symbol();
    members.set(key, [...(members.get(key) ?? []), finding]);
  }
  return [...members.values()].map((group) => {
    const first = group.reduce((best, one) =>
      SEVERITIES.indexOf(one.severity) < SEVERITIES.indexOf(best.severity) ? one : best,
    );
    return { first, others: group.filter((one) => one !== first) };
  });
}

/** `9 problems, 14 places`; only the number where each problem has one place. */
export function groupCount(groups: readonly FindingGroup[]): string {
  const places = groups.reduce((sum, { others }) => sum + 1 + others.length, 0);
  return places === groups.length ? String(places) : `${count(groups.length, 'problem')}, ${count(places, 'place')}`;
}

/** `13 more places, through ...: a.ts:1:1, b.ts:2:2, ...`; empty when there is one place only. */
export function otherPlaces(group: FindingGroup, most: number, where: (location: Location) => string = place): string {
  const { first, others } = group;
  if (others.length === 0) return '';
  const shown = others.slice(0, most).map((other) => where(other.location));
  return (
    `${othersCount(group)}, ${first.group?.cause ?? ''}` +
    `${shown.length > 0 ? `: ${[...shown, ...(others.length > shown.length ? ['…'] : [])].join(', ')}` : ''}`
  );
}

/** `13 more places` */
export function othersCount({ others }: FindingGroup): string {
  return count(others.length, 'more place');
}

/**
 * `a.ts:1:1`, `a.ts:1:1, b.ts:2:2 and 3 more`: who hands the input in, only those that are new where one is; empty
 * where nobody does.
 */
export function handedInAt(
  { callers = [] }: Pick<Finding, 'callers'>,
  most: number,
  where: (location: Location) => string = place,
): string {
  const fresh = callers.filter(({ state }) => state === 'new');
  const named = fresh.length > 0 ? fresh : callers;
  const shown = named
    .slice(0, most)
    .map(({ location }) => where(location))
    .join(', ');
  return named.length > most ? `${shown} and ${named.length - most} more` : shown;
}
