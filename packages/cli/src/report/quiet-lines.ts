import { groupsByWeight } from './by-weight.js';
import { handedInAt, otherPlaces } from './finding-groups.js';
import { place } from './place.js';
import { printable } from './pretty/printable.js';
import { seenGaps } from './seen-gaps.js';
import type { Report } from './types.js';

type NotRead = Report['seen']['files']['skipped'];

/**
 * What a hook prints on standard output: nothing when the exit code is 0, else one line for each problem, the
 * weightiest first, with the number of its other places, and what else
 * kept the run from passing: open questions and files that were not read, when they were asked for.
 */
export function quietLines(report: Report): string {
  if (report.exit.code === 0) return '';
  const lines = groupsByWeight(report.findings).map((group) => {
    const { location, severity, ruleId, message } = group.first;
    const callers = handedInAt(group.first, 1);
    const more = otherPlaces(group, 0);
    return (
      `${place(location)} ${severity} ${ruleId} ${printable(message)}` +
      `${callers === '' ? '' : ` (handed in at ${callers})`}` +
      `${more === '' ? '' : printable(` (and ${more})`)}`
    );
  });
  const open = report.questions
    .filter(({ state }) => state === 'new')
    .map((question) => `${place(question.location)} question ${question.ruleId} ${printable(question.question)}`);
  return (
    [...lines, ...(report.exit.code === 3 ? open : [])].map((line) => `${line}\n`).join('') +
    (report.exit.code === 3 ? notReadLines(report.seen.files.skipped) : '')
  );
}

/** What a silent hook would hide: that nothing, or little, was judged as reachable. One line, or nothing. */
export function blindLine({ seen }: Pick<Report, 'seen'>): string {
  const [gap] = seenGaps(seen);
  return gap === undefined ? '' : `backend-architect: ${printable(gap)}\n`;
}

/** One line for each file that was not read, with the reason. */
export function notReadLines(files: NotRead): string {
  return files.map(({ file, reason }) => `${printable(file)} not read: ${printable(reason)}\n`).join('');
}
