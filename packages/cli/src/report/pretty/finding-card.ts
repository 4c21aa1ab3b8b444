import { handedInAt, otherPlaces, othersCount, type FindingGroup } from '../finding-groups.js';
import { place } from '../place.js';
import type { Finding } from '../types.js';
import { codeFrame } from './code-frame.js';
import { fixLines } from './fix-lines.js';
import type { Page } from './page.js';
import { cut, printable, wrap } from './printable.js';
import { LABEL, type CardForm } from './card-form.js';

/**
 * A finding: what and where, the code, what it can lead to, how it comes about, what to write. Ends with an empty line.
 * @param group The problem it is a place of: where the page folds, its other places are named.
 */
export function findingCard(finding: Finding, page: Page, form: CardForm, group?: FindingGroup): readonly string[] {
  const { paint } = page;
  const room = page.width - LABEL - 2;
  return [
    `  ${paint.bold(finding.ruleId)}  ${paint.cyan(place(finding.location))}  ${paint.dim(finding.fingerprint)}`,
    ...wrap(printable(finding.message), page.width - 2).map((line) => `  ${line}`),
    ...codeFrame(finding.focus ?? finding.location, page, form).map((line) => `    ${line}`),
    ...labelled('Impact', wrap(printable(finding.impact), room), page),
    ...labelled('Path', pathLines(finding.steps, page, form), page),
    ...(finding.callers && finding.callers.length > 1
      ? labelled('From', wrap(printable(`handed in at ${handedInAt(finding, NAMED[form])}`), room), page)
      : []),
    ...(finding.fix ? labelled('Fix', fixLines(finding.fix, page, form), page) : []),
    ...(group && group.others.length > 0 ? groupLines(group, page, form) : []),
    '',
  ];
}

/** Other places that are named on a folded card. */
const NAMED = { full: 5, compact: 2 } as const satisfies Record<CardForm, number>;

function groupLines(group: FindingGroup, page: Page, form: CardForm): readonly string[] {
  const room = page.width - LABEL - 2;
  if (page.detail === 'everything')
    return labelled(
      'Group',
      wrap(printable(`one of ${group.others.length + 1} places, ${group.first.group?.cause ?? ''}`), room),
      page,
    );
  return labelled('Also', wrap(printable(`${otherPlaces(group, NAMED[form])}; --all shows them`), room), page);
}

/** The source and the sink say most; the middle of a long path is counted. */
function pathLines(steps: Finding['steps'], page: Page, form: CardForm): readonly string[] {
  const room = page.width - LABEL - 2;
  const [head, tail] = form === 'full' ? [4, 2] : [1, 1];
  const line = (step: Finding['steps'][number], index: number): readonly string[] =>
    wrap(`${index + 1}. ${printable(step.what)} (${place(step.location)})`, room - 3).map((part, at) =>
      at === 0 ? part : `   ${part}`,
    );
  if (steps.length <= head + tail + 1) return steps.flatMap(line);
  const skipped = steps.length - head - tail;
  return [
    ...steps.slice(0, head).flatMap(line),
    page.paint.dim(`   … ${skipped} more steps`),
    ...steps.slice(-tail).flatMap((step, index) => line(step, steps.length - tail + index)),
  ];
}

/** A problem in one line. */
export function findingLine(group: FindingGroup, page: Page): string {
  const { first: finding, others } = group;
  const where = `  ${finding.ruleId}  ${place(finding.location)}  `;
  const more = others.length > 0 ? `(and ${othersCount(group)}) ` : '';
  return (
    `  ${page.paint.bold(finding.ruleId)}  ${page.paint.cyan(place(finding.location))}  ` +
    `${cut(`${more}${printable(finding.message)}`, Math.max(20, page.width - where.length))}`
  );
}

/** Lines beside a label in the margin. */
export function labelled(label: string, lines: readonly string[], page: Page): readonly string[] {
  return lines.map(
    (line, index) => `  ${index === 0 ? page.paint.bold(label.padEnd(LABEL)) : ' '.repeat(LABEL)}${line}`,
  );
}
