import { count } from '../../count.js';
import { groupsOfNew } from '../finding-groups.js';
import { seenGaps } from '../seen-gaps.js';
import type { Finding, Report } from '../types.js';
import { closingSections } from './closing-sections.js';
import { findingList, hiddenFindings } from './finding-list.js';
import { maskedTexts } from './masked-texts.js';
import { nextLines } from './next-lines.js';
import { FIRST_SCREEN, type Page } from './page.js';
import { printable, wrap } from './printable.js';
import { seenSection } from './seen-section.js';

/**
 * The review as a person reads it. The last line names the exit code and its reason. At most 200 lines and ten problems
 * on a first screen.
 */
export function prettyReport(report: Report, given: Page): string {
  const page = { ...given, textOf: maskedTexts(report, given.textOf) };
  const head = [
    page.paint.bold(`backend-architect ${report.tool.version}`),
    '',
    ...seenSection(report, page),
    ...wrap(verdict(report), page.width).map((line) => (isClean(report) ? page.paint.green(line) : line)),
    '',
  ];
  const hidden = hiddenFindings(report.findings, page);
  const closing = [...closingSections(report, page), ...nextLines(report, page, hidden), lastLine(report, page)];
  const findings = findingList(report.findings, page, FIRST_SCREEN - head.length - closing.length);
  const lines = [...head, ...findings, ...closing];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** What nothing new was found in. */
function nothingNew({ seen, coverage }: Report): string {
  if (seen.routes === 0 && seenGaps(seen).length > 0) {
    return 'Nothing new was found, in code whose entry points are not known.';
  }
  return coverage.narrowedTo === undefined ? 'Nothing new was found.' : 'Nothing new was found in what is shown.';
}

/** One sentence for a reader in a hurry. */
function verdict(report: Report): string {
  const fresh = report.findings.filter((finding) => finding.state === 'new');
  const { open } = report.coverage.questions;
  const asks = open > 0 ? ` ${count(open, 'question')} could not be settled from the code.` : '';
  if (fresh.length === 0) return `${nothingNew(report)}${asks}`;
  const groups = groupsOfNew(report.findings);
  const heavy = groups.filter(({ first }) => isGrave(first)).length;
  const counts =
    groups.length === fresh.length
      ? `${count(fresh.length, 'new finding')}, ${heavy} of them critical or high`
      : `${count(groups.length, 'problem')} in ${count(fresh.length, 'new finding')}, ${heavy} of the problems ` +
        'critical or high';
  return `${counts}; each is proven by the evidence printed with it.${asks}`;
}

function isGrave({ severity }: Finding): boolean {
  return severity === 'critical' || severity === 'high';
}

/** Green is for what was looked at. */
function isClean({ findings, exit, seen }: Report): boolean {
  return (
    exit.code === 0 &&
    !(seen.routes === 0 && seenGaps(seen).length > 0) &&
    !findings.some((finding) => finding.state === 'new')
  );
}

function lastLine({ exit }: Report, page: Page): string {
  const colour = exit.code === 0 ? page.paint.green : page.paint.red;
  return colour(page.paint.bold(`Exit ${exit.code}: ${printable(exit.reason)}`));
}
