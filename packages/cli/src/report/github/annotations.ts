import type { Severity } from '@backend-architect/analysis';
import { count } from '../../count.js';
import { byWeight } from '../by-weight.js';
import { handedInAt } from '../finding-groups.js';
import { place } from '../place.js';
import { printable } from '../pretty/printable.js';
import type { Finding, Report } from '../types.js';

/** GitHub shows this many annotations of each level for one step, and drops the others without a word. */
export const SHOWN_OF_A_LEVEL = 10;

type Level = 'error' | 'warning' | 'notice';
type NotRead = Report['seen']['files']['skipped'];

/**
 * New findings as workflow commands: annotations beside the changed lines, the weightiest first. What GitHub would drop
 * is one plain line each, and its number is said.
 * @param unread Files the report is about that were not read: a warning each, after the findings.
 * @param folder Where the project lies in the repository: empty, or a path that ends with a slash.
 */
export function githubAnnotations(report: Report, unread: NotRead, folder: string): string {
  // A run that was not whole is no matter of one line of code.
  const broken =
    report.exit.code >= 2
      ? [`::error title=backend-architect exit ${report.exit.code}::${dataText(printable(report.exit.reason))}`]
      : [];
  const left = new Map<Level, number>([
    ['error', SHOWN_OF_A_LEVEL - broken.length],
    ['warning', SHOWN_OF_A_LEVEL],
    ['notice', SHOWN_OF_A_LEVEL],
  ]);
  const lines: string[] = [];
  const beyond: Finding[] = [];
  for (const finding of byWeight(report.findings)) {
    const level = levelOf(finding.severity);
    const room = left.get(level) ?? 0;
    left.set(level, room - 1);
    if (room > 0) lines.push(annotation(level, finding, folder));
    else beyond.push(finding);
  }
  const room = Math.max(0, left.get('warning') ?? 0);
  const { open } = report.coverage.questions;
  return [
    ...broken,
    ...lines,
    ...(beyond.length > 0
      ? [
          `${count(beyond.length, 'more finding')}, not annotated: GitHub shows ${SHOWN_OF_A_LEVEL} of each level ` +
            'for one step',
        ]
      : []),
    ...beyond.map(
      (finding) =>
        `- ${printable(folder)}${place(finding.location)} ${finding.severity} ${finding.ruleId} ` +
        `${printable(finding.message)}`,
    ),
    ...unread.slice(0, room).map((one) => notReadAnnotation(one, folder)),
    ...unread
      .slice(room)
      .map(({ file, reason }) => `- ${printable(folder)}${printable(file)} not read: ${printable(reason)}`),
    ...(open > 0 ? [`${count(open, 'open question')}: see the job summary, or run backend-architect review`] : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** Callers that an annotation names. */
const MOST_CALLERS = 3;

function annotation(level: Level, finding: Finding, folder: string): string {
  const { location, severity, ruleId } = finding;
  const properties = {
    file: printable(`${folder}${location.file}`),
    line: location.startLine,
    endLine: location.endLine,
    col: location.startColumn,
    // A column of the end means something only within one line; ours is exclusive.
    ...(location.endLine === location.startLine &&
      location.endColumn > location.startColumn && { endColumn: location.endColumn - 1 }),
    title: `${severity} ${ruleId}`,
  };
  const text = [
    printable(finding.message),
    ...(finding.callers
      ? [`Handed in at ${handedInAt(finding, MOST_CALLERS, (caller) => `${printable(folder)}${place(caller)}`)}`]
      : []),
    `Impact: ${printable(finding.impact)}`,
    ...(finding.fix ? [`Fix: ${printable(finding.fix.description)}`] : []),
    `More: backend-architect explain ${finding.fingerprint}`,
  ].join('\n');
  return `::${level} ${Object.entries(properties)
    .map(([key, value]) => `${key}=${propertyText(String(value))}`)
    .join(',')}::${dataText(text)}`;
}

/** The reason may say where: `does not parse at 3:14`. */
function notReadAnnotation({ file, reason }: NotRead[number], folder: string): string {
  const line = / at (\d+):\d+/.exec(reason)?.[1];
  return (
    `::warning file=${propertyText(printable(`${folder}${file}`))}` +
    `${line === undefined ? '' : `,line=${line}`},title=not read::${dataText(printable(reason))}`
  );
}

function levelOf(severity: Severity): Level {
  switch (severity) {
    case 'critical':
    case 'high':
      return 'error';
    case 'medium':
      return 'warning';
    case 'low':
      return 'notice';
    default:
      return severity satisfies never;
  }
}

/** What follows `::` on the line of a workflow command. */
function dataText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A value before it, where `:` and `,` end something. */
function propertyText(text: string): string {
  return dataText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
