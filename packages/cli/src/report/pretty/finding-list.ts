import { SEVERITIES, type Severity } from '@backend-architect/analysis';
import type { Finding } from '../types.js';
import { findingCard, findingLine } from './finding-card.js';
import type { Page } from './page.js';

/** Findings beyond the critical ones that are shown one by one. */
const MOST_OTHERS = 20;

/**
 * New findings grouped by severity within `room` lines: every critical and at most 20 more. Each rule's first finding is
 * shown in full before any second one is; what does not fit is one line, and what not even fits so is counted.
 */
export function findingList(findings: readonly Finding[], page: Page, room: number): readonly string[] {
  const fresh = SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.state === 'new' && finding.severity === severity));
  if (page.detail === 'everything') return sections(fresh, fresh, new Set(fresh), page);
  const criticals = fresh.filter((finding) => finding.severity === 'critical').length;
  const chosen = fresh.slice(0, criticals + MOST_OTHERS);
  const groups = new Set(fresh.map((finding) => finding.severity)).size;
  // Heading, count of what is left out and an empty line for each group. A part of the rest is kept for findings in full.
  const free = room - groups * 3;
  const listed = chosen.slice(0, Math.max(0, Math.floor(free * 0.6)));
  let left = free - listed.length;
  const full = new Set<Finding>();
  for (const finding of firstOfEachRuleFirst(listed)) {
    const cost = findingCard(finding, page).length - 1;
    if (cost > left) continue;
    full.add(finding);
    left -= cost;
  }
  return sections(fresh, listed, full, page);
}

function firstOfEachRuleFirst(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  const isFirst = findings.map(({ ruleId }) => !seen.has(ruleId) && seen.add(ruleId) !== undefined);
  return [...findings.filter((_, index) => isFirst[index]), ...findings.filter((_, index) => !isFirst[index])];
}

function sections(all: readonly Finding[], listed: readonly Finding[], full: ReadonlySet<Finding>, page: Page): readonly string[] {
  return SEVERITIES.flatMap((severity) => {
    const total = all.filter((finding) => finding.severity === severity).length;
    if (total === 0) return [];
    const shown = listed.filter((finding) => finding.severity === severity);
    const cards = shown.filter((finding) => full.has(finding)).flatMap((finding) => findingCard(finding, page));
    const lines = shown.filter((finding) => !full.has(finding)).map((finding) => findingLine(finding, page));
    const hidden = total - shown.length;
    const more = hidden > 0 ? [`  ${page.paint.dim(`… ${hidden} more ${severity}: run with --all`)}`] : [];
    return [heading(severity, total, page), ...cards, ...lines, ...more, ...(lines.length + more.length > 0 ? [''] : [])];
  });
}

function heading(severity: Severity, total: number, page: Page): string {
  const title = ` ${severity[0]?.toUpperCase()}${severity.slice(1)} (${total}) `;
  const { paint } = page;
  const colour = severity === 'critical' || severity === 'high' ? paint.red : severity === 'medium' ? paint.yellow : paint.blue;
  return colour(paint.bold(`──${title}${'─'.repeat(Math.max(0, page.width - title.length - 2))}`));
}
