import type { ConditionFact, WayFact } from '../vocabulary/facts.js';

/** What is certain at one place of a function, on one or several of the ways that lead there. */
export interface Path {
  readonly checks: ReadonlySet<number>;
  readonly when: readonly ConditionFact[];
  readonly answered?: WayFact['answered'];
}

export type Paths = readonly Path[];

export const START: Paths = [{ checks: new Set(), when: [] }];
const MAX_PATHS = 24;

/**
 * All of these, without those on which nothing less is certain than on another. Too many become one on which only the
 * common checks are.
 */
export function joined(...lists: readonly Paths[]): Paths {
  const kept: Path[] = [];
  for (const path of lists.flat()) {
    if (kept.some((other) => isWeaker(other, path))) continue;
    for (let index = kept.length - 1; index >= 0; index -= 1) if (isWeaker(path, kept[index]!)) kept.splice(index, 1);
    kept.push(path);
  }
  return kept.length <= MAX_PATHS ? kept : [{ checks: commonTo(kept), when: [] }];
}

export function withChecks(paths: Paths, checks: readonly number[]): Paths {
  return checks.length === 0 ? paths : paths.map((path) => ({ ...path, checks: new Set([...path.checks, ...checks]) }));
}

export function withCondition(paths: Paths, condition: ConditionFact | null): Paths {
  return condition === null ? paths : paths.map((path) => ({ ...path, when: [...path.when, condition] }));
}

/** Checks that are certain on every path, sorted. */
export function commonTo(paths: Paths): Set<number> {
  const [first, ...others] = paths;
  return new Set(
    [...(first?.checks ?? [])].filter((check) => others.every((path) => path.checks.has(check))).sort((a, b) => a - b),
  );
}

/** Whatever is proved of the first is proved of the second. */
function isWeaker(first: Path, second: Path): boolean {
  if (first.answered !== undefined && first.answered !== second.answered) return false;
  if (first.when.length > 0 && JSON.stringify(first.when) !== JSON.stringify(second.when)) return false;
  for (const check of first.checks) if (!second.checks.has(check)) return false;
  return true;
}
