import { answerWords, openWord } from '../answer-words.js';
import { place } from '../place.js';
import type { RuleDescription } from '../rule-description.js';
import type { Finding, Location, Question } from '../types.js';
import { codeFrame } from './code-frame.js';
import { findingCard, labelled } from './finding-card.js';
import { LABEL } from './card-form.js';
import type { Page } from './page.js';
import { printable, wrap } from './printable.js';

/**
 * Everything the review knows of one finding or question, with the code of every step.
 * @param findings All of the report: those of the same group are named.
 */
export function explanation(
  entry: Finding | Question,
  rule: RuleDescription | undefined,
  page: Page,
  findings: readonly Finding[],
): string {
  const lines =
    'question' in entry
      ? questionLines(entry, page)
      : [...findingCard(entry, page, 'full'), ...stepFrames(entry.steps, page, entry)];
  const room = page.width - LABEL - 2;
  const about = rule
    ? [
        ...labelled('Rule', wrap(`${rule.id}: ${rule.description}`, room), page),
        ...labelled(
          'Refs',
          wrap(
            [...rule.cwe.map((cwe) => `CWE-${cwe}`), ...rule.owasp.map((entry) => `OWASP ${entry}`)].join(', '),
            room,
          ),
          page,
        ),
        ...(rule.refactoring === undefined ? [] : labelled('Better', wrap(rule.refactoring, room), page)),
      ]
    : [];
  const state = labelled(
    'State',
    wrap(printable(`${entry.state}${entry.reason === undefined ? '' : `: ${entry.reason}`}`), room),
    page,
  );
  const group = 'question' in entry ? [] : groupLines(entry, findings, page);
  const suppress = labelled('Suppress', [`// backend-architect-ignore ${entry.ruleId} -- <reason>`], page);
  return `${[...lines, ...group, ...state, ...about, ...suppress].map((line) => line.trimEnd()).join('\n')}\n`;
}

/** Other places of a group that are named, each with its fingerprint and what is known of it. */
const MOST_PLACES = 20;

function groupLines(finding: Finding, findings: readonly Finding[], page: Page): readonly string[] {
  const others = findings.filter(
    (other) =>
      finding.group !== undefined &&
      other.ruleId === finding.ruleId &&
      other.group?.key === finding.group.key &&
      other.fingerprint !== finding.fingerprint,
  );
  if (others.length === 0) return [];
  const named = others
    .slice(0, MOST_PLACES)
    .map(
      (other) =>
        `${place(other.location)}  ${page.paint.dim(other.fingerprint)}` +
        `${other.state === 'new' ? '' : `  ${other.state}`}`,
    );
  const hidden = others.length - named.length;
  return [
    ...labelled(
      'Group',
      wrap(
        printable(`one of ${others.length + 1} places, ${finding.group?.cause ?? ''}; also at`),
        page.width - LABEL - 2,
      ),
      page,
    ),
    ...labelled('', [...named, ...(hidden > 0 ? [`… ${hidden} more`] : [])], page),
  ];
}

function questionLines(question: Question, page: Page): readonly string[] {
  const room = page.width - LABEL - 2;
  return [
    `  ${page.paint.bold(question.ruleId)}  ${page.paint.cyan(place(question.location))}  ` +
      `${page.paint.dim(question.fingerprint)}`,
    ...wrap(printable(question.question), page.width - 2).map((line) => `  ${line}`),
    ...codeFrame(question.location, page).map((line) => `    ${line}`),
    ...labelled('Impact', wrap(printable(question.impact), room), page),
    ...(question.state === 'new' ? labelled('Open', [openWord(question.openReason)], page) : []),
    ...(question.answer ? labelled('Answer', wrap(printable(answerWords(question, question.answer)), room), page) : []),
    '',
    ...stepFrames(question.evidence, page),
  ];
}

function stepFrames(steps: Finding['steps'], page: Page, finding?: Finding): readonly string[] {
  const shown = ({ location }: Finding['steps'][number]): Location =>
    finding?.focus && place(location) === place(finding.location) ? finding.focus : location;
  return steps.flatMap((step, index) => [
    `  ${index + 1}. ${printable(step.what)} (${place(step.location)})`,
    ...codeFrame(shown(step), page).map((line) => `    ${line}`),
    '',
  ]);
}
