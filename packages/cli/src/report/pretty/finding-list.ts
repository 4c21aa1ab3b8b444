import { SEVERITIES, type Severity } from '@backend-architect/analysis';
import { byWeight } from '../by-weight.js';
import type { Finding } from '../types.js';
import { findingCard, findingLine } from './finding-card.js';
import type { Page } from './page.js';

/** Findings of a first screen. */
const MOST_FINDINGS = 10;

/**
 * New findings grouped by severity: on a first screen at most ten, the weightiest first, within `room` lines. Each is shown
 * with code, impact, path and fix as long as there is room; then some are shown in full, criticals and the first of each rule
 * before others. What does not fit is one line, and what is left out is counted.
 */
export function findingList(findings: readonly Finding[], page: Page, room: number): readonly string[] {
  const fresh = byWeight(findings);
  if (page.detail === 'everything') {
    const inOrder = SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.state === 'new' && finding.severity === severity));
    return sections(fresh, inOrder, new Map(fresh.map((finding) => [finding, findingCard(finding, page, 'full')])), page);
  }
  const groups = new Set(fresh.map((finding) => finding.severity)).size;
  // Heading, count of what is left out and an empty line for each group.
  const free = room - groups * 3;
  const listed = fresh.slice(0, MOST_FINDINGS);
  let left = free - listed.length;
  const cards = new Map<Finding, readonly string[]>();
  for (const form of ['compact', 'full'] as const) {
    for (const finding of byNeed(listed)) {
      const card = findingCard(finding, page, form);
      const cost = card.length - (cards.get(finding)?.length ?? 1);
      if (cost > left) continue;
      cards.set(finding, card);
      left -= cost;
    }
  }
  return sections(fresh, listed, cards, page);
}

/** New findings a page leaves out. */
export function hiddenFindings(findings: readonly Finding[], page: Page): number {
  return page.detail === 'everything' ? 0 : Math.max(0, findings.filter((finding) => finding.state === 'new').length - MOST_FINDINGS);
}

/** Criticals, then the first of each rule, then the rest; each in the order of the list. */
function byNeed(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  const firsts = new Set(findings.filter(({ ruleId }) => !seen.has(ruleId) && seen.add(ruleId)));
  const need = (finding: Finding): number => (finding.severity === 'critical' ? 0 : 2) + (firsts.has(finding) ? 0 : 1);
  return [...findings].sort((a, b) => need(a) - need(b));
}

function sections(all: readonly Finding[], listed: readonly Finding[], cards: ReadonlyMap<Finding, readonly string[]>, page: Page): readonly string[] {
  return SEVERITIES.flatMap((severity) => {
    const total = all.filter((finding) => finding.severity === severity).length;
    if (total === 0) return [];
    const shown = listed.filter((finding) => finding.severity === severity);
    const lines = shown.filter((finding) => !cards.has(finding)).map((finding) => findingLine(finding, page));
    const hidden = total - shown.length;
    const more = hidden > 0 ? [`  ${page.paint.dim(`… ${hidden} more ${severity}: run with --all`)}`] : [];
    return [heading(severity, total, page), ...shown.flatMap((finding) => cards.get(finding) ?? []), ...lines, ...more, ...(lines.length + more.length > 0 ? [''] : [])];
  });
}

function heading(severity: Severity, total: number, page: Page): string {
  const title = ` ${severity[0]?.toUpperCase()}${severity.slice(1)} (${total}) `;
  const { paint } = page;
  const colour = severity === 'critical' || severity === 'high' ? paint.red : severity === 'medium' ? paint.yellow : paint.blue;
  return colour(paint.bold(`──${title}${'─'.repeat(Math.max(0, page.width - title.length - 2))}`));
}
