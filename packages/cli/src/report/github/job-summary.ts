import { SEVERITIES } from '@backend-architect/analysis';
import { count } from '../../count.js';
import { groupsByWeight } from '../by-weight.js';
import { groupCount, handedInAt, otherPlaces } from '../finding-groups.js';
import { place } from '../place.js';
import { printable } from '../pretty/printable.js';
import { seenGaps } from '../seen-gaps.js';
import type { Location, Report } from '../types.js';

/** Other places of a problem that are named in its row. */
const MOST_PLACES = 5;

/** Rows of one table. A summary may have a megabyte, and nobody reads that far. */
const MOST_ROWS = 100;

/**
 * The report as Markdown for the page of a CI job: what it came to, problems with their places, open questions, what
 * was not read.
 * @param folder Where the project lies in the repository: empty, or a path that ends with a slash.
 */
export function jobSummary(report: Report, folder: string): string {
  const { exit, seen, coverage } = report;
  const groups = groupsByWeight(report.findings);
  const findings = report.findings.filter(({ state }) => state === 'new');
  const where = (location: Location): string => markdownText(`${folder}${place(location)}`);
  const counts = SEVERITIES.map(
    (severity) => `${findings.filter((finding) => finding.severity === severity).length} ${severity}`,
  ).join(', ');
  const open = report.questions.filter(({ state }) => state === 'new');
  const known = report.findings.filter(({ state }) => state === 'known').length;
  return [
    '## backend-architect',
    '',
    `**Exit ${exit.code}: ${markdownText(exit.reason)}**`,
    '',
    `New findings: ${counts}${groups.length < findings.length ? ` (${groupCount(groups)})` : ''}` +
      `${known > 0 ? `; ${known} known to the baseline` : ''}. Open questions: ${coverage.questions.open}. ` +
      `Files: ${seen.files.read} read, ${coverage.filesNotRead} not read. Routes: ${seen.routes}.`,
    '',
    ...[...seenGaps(seen), ...(coverage.notes ?? [])].map((text) => `- ${markdownText(text)}`),
    ...table(
      `New findings (${groupCount(groups)})`,
      ['Severity', 'Rule', 'Where', 'What'],
      groups.map((group) => {
        const { severity, ruleId, location, message } = group.first;
        const callers = handedInAt(group.first, MOST_PLACES, (caller) => `${folder}${place(caller)}`);
        const from = callers === '' ? '' : ` Handed in at ${callers}.`;
        const more = otherPlaces(group, MOST_PLACES, (other) => `${folder}${place(other)}`);
        return [
          severity,
          ruleId,
          where(location),
          markdownText(`${message}${from}${more === '' ? '' : ` And ${more}`}`),
        ];
      }),
    ),
    ...table(
      `Open questions (${open.length})`,
      ['Severity', 'Rule', 'Where', 'Question'],
      open.map((question) => [
        question.severity,
        question.ruleId,
        where(question.location),
        markdownText(question.question),
      ]),
    ),
    ...table(
      `Not read (${seen.files.skipped.length})`,
      ['File', 'Reason'],
      seen.files.skipped.map(({ file, reason }) => [markdownText(`${folder}${file}`), markdownText(reason)]),
    ),
    '',
  ].join('\n');
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    '',
    `### ${title}`,
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.slice(0, MOST_ROWS).map(line),
    ...(rows.length > MOST_ROWS
      ? ['', `${count(rows.length - MOST_ROWS, 'more row')}: run backend-architect review --all`]
      : []),
  ];
}

/** Text that stays text: nothing in code, paths or answers becomes markup, a link, an image or a mention. */
function markdownText(text: string): string {
  return printable(text)
    .replace(/[^\p{L}\p{N} .,;/-]/gu, (char) => `&#${char.codePointAt(0)};`)
    .replace(/\bwww\./gi, (word) => word.replace('.', '&#46;'));
}
