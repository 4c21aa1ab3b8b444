import { SEVERITIES, type Severity } from '@backend-architect/analysis';
import { groupsByWeight } from '../by-weight.js';
import { groupCount, type FindingGroup } from '../finding-groups.js';
import type { Finding } from '../types.js';
import { findingCard, findingLine } from './finding-card.js';
import type { Page } from './page.js';

/** Problems of a first screen. */
const MOST_PROBLEMS = 10;

/**
 * New findings by severity: on a first screen at most ten problems, the weightiest first, within `room` lines. Of each
 * the first place is shown with code, impact, path and fix as long as there is room, and its other places are counted;
 * then some are shown in full, criticals and the first of each rule before others. What does not fit is one line, and
 * what is left out is counted. Where everything is shown, every place is.
 */
export function findingList(findings: readonly Finding[], page: Page, room: number): readonly string[] {
  const fresh = groupsByWeight(findings);
  if (page.detail === 'everything') {
    const whole = new Map(
      fresh.flatMap((group) => [group.first, ...group.others].map((finding) => [finding, group] as const)),
    );
    const inOrder = SEVERITIES.flatMap((severity) =>
      findings.filter((finding) => whole.has(finding) && finding.severity === severity),
    ).map((first): FindingGroup => ({ first, others: [] }));
    const cardOf = ({ first }: FindingGroup): readonly string[] =>
      findingCard(first, page, 'full', whole.get(first)?.others.length === 0 ? undefined : whole.get(first));
    return sections(inOrder, inOrder, new Map(inOrder.map((one) => [one, cardOf(one)])), page);
  }
  const severities = new Set(fresh.map(({ first }) => first.severity)).size;
  // Heading, count of what is left out and an empty line for each severity.
  const free = room - severities * 3;
  const listed = fresh.slice(0, MOST_PROBLEMS);
  let left = free - listed.length;
  const cards = new Map<FindingGroup, readonly string[]>();
  for (const form of ['compact', 'full'] as const) {
    for (const group of byNeed(listed)) {
      const card = findingCard(group.first, page, form, group);
      const cost = card.length - (cards.get(group)?.length ?? 1);
      if (cost > left) continue;
      cards.set(group, card);
      left -= cost;
    }
  }
  return sections(fresh, listed, cards, page);
}

/** New findings a page leaves out, or folds into another one. */
export function hiddenFindings(findings: readonly Finding[], page: Page): number {
  if (page.detail === 'everything') return 0;
  return (
    findings.filter((finding) => finding.state === 'new').length -
    groupsByWeight(findings).slice(0, MOST_PROBLEMS).length
  );
}

/** Criticals, then the first of each rule, then the rest; each in the order of the list. */
function byNeed(groups: readonly FindingGroup[]): readonly FindingGroup[] {
  const seen = new Set<string>();
  const firsts = new Set(groups.filter(({ first: { ruleId } }) => !seen.has(ruleId) && seen.add(ruleId)));
  const need = (group: FindingGroup): number =>
    (group.first.severity === 'critical' ? 0 : 2) + (firsts.has(group) ? 0 : 1);
  return [...groups].sort((a, b) => need(a) - need(b));
}

function sections(
  all: readonly FindingGroup[],
  listed: readonly FindingGroup[],
  cards: ReadonlyMap<FindingGroup, readonly string[]>,
  page: Page,
): readonly string[] {
  return SEVERITIES.flatMap((severity) => {
    const total = all.filter(({ first }) => first.severity === severity);
    if (total.length === 0) return [];
    const shown = listed.filter(({ first }) => first.severity === severity);
    const lines = shown.filter((group) => !cards.has(group)).map((group) => findingLine(group, page));
    const hidden = total.length - shown.length;
    const more = hidden > 0 ? [`  ${page.paint.dim(`… ${hidden} more ${severity}: run with --all`)}`] : [];
    return [
      heading(severity, total, page),
      ...shown.flatMap((group) => cards.get(group) ?? []),
      ...lines,
      ...more,
      ...(lines.length + more.length > 0 ? [''] : []),
    ];
  });
}

function heading(severity: Severity, total: readonly FindingGroup[], page: Page): string {
  const title = ` ${severity[0]?.toUpperCase()}${severity.slice(1)} (${groupCount(total)}) `;
  const { paint } = page;
  const colour =
    severity === 'critical' || severity === 'high' ? paint.red : severity === 'medium' ? paint.yellow : paint.blue;
  return colour(paint.bold(`──${title}${'─'.repeat(Math.max(0, page.width - title.length - 2))}`));
}
