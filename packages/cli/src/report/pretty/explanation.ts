import { answerWords, openWord } from '../answer-words.js';
import { place } from '../place.js';
import type { RuleDescription } from '../rule-description.js';
import type { Finding, Location, Question } from '../types.js';
import { codeFrame } from './code-frame.js';
import { findingCard, LABEL, labelled } from './finding-card.js';
import type { Page } from './page.js';
import { printable, wrap } from './printable.js';

/** Everything the review knows of one finding or question, with the code of every step. */
export function explanation(entry: Finding | Question, rule: RuleDescription | undefined, page: Page): string {
  const lines = 'question' in entry ? questionLines(entry, page) : [...findingCard(entry, page, 'full'), ...stepFrames(entry.steps, page, entry)];
  const room = page.width - LABEL - 2;
  const about = rule
    ? [
        ...labelled('Rule', wrap(`${rule.id}: ${rule.description}`, room), page),
        ...labelled('Refs', wrap([...rule.cwe.map((cwe) => `CWE-${cwe}`), ...rule.owasp.map((entry) => `OWASP ${entry}`)].join(', '), room), page),
        ...(rule.refactoring === undefined ? [] : labelled('Better', wrap(rule.refactoring, room), page)),
      ]
    : [];
  const state = labelled('State', wrap(printable(`${entry.state}${entry.reason === undefined ? '' : `: ${entry.reason}`}`), room), page);
  const suppress = labelled('Suppress', [`// backend-architect-ignore ${entry.ruleId} -- <reason>`], page);
  return `${[...lines, ...state, ...about, ...suppress].map((line) => line.trimEnd()).join('\n')}\n`;
}

function questionLines(question: Question, page: Page): readonly string[] {
  const room = page.width - LABEL - 2;
  return [
    `  ${page.paint.bold(question.ruleId)}  ${page.paint.cyan(place(question.location))}  ${page.paint.dim(question.fingerprint)}`,
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
  const shown = ({ location }: Finding['steps'][number]): Location => (finding?.focus && place(location) === place(finding.location) ? finding.focus : location);
  return steps.flatMap((step, index) => [`  ${index + 1}. ${printable(step.what)} (${place(step.location)})`, ...codeFrame(shown(step), page).map((line) => `    ${line}`), '']);
}
