import { SEVERITIES } from '@backend-architect/analysis';
import { count } from '../../count.js';
import { answerWords, openWord } from '../answer-words.js';
import { groupCount, groupsOfNew } from '../finding-groups.js';
import { place } from '../place.js';
import type { Finding, Report, State } from '../types.js';
import type { Page } from './page.js';
import { cut, printable, wrap } from './printable.js';

/** Everything after the findings, except the last two lines. */
export function closingSections(report: Report, page: Page): readonly string[] {
  return [
    ...byRule(report, page),
    ...openQuestions(report, page),
    ...cleared(report, page),
    ...section('Refactoring opportunities', report.refactorings, page, 5, ({ message, locations }) => [
      ...bullet(printable(message), page),
      ...(locations.length > 0 ? [page.paint.dim(cut(`      ${locations.map(place).join(', ')}`, page.width))] : []),
    ]),
    ...section('Keep doing', report.positives, page, 6, ({ message }) => bullet(printable(message), page)),
    ...section(
      'Suppressions that are not needed',
      report.coverage.unusedSuppressions ?? [],
      page,
      4,
      ({ ruleId, location }) => [`  ${ruleId}  ${place(location)}`],
    ),
    ...totals(report, page),
  ];
}

function byRule({ findings }: Report, page: Page): readonly string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.ruleId, [...(groups.get(finding.ruleId) ?? []), finding]);
  if (groups.size === 0) return [];
  const rows = [...groups].map(([ruleId, group]) => ({
    ruleId,
    group,
    rank: Math.min(...group.map((finding) => SEVERITIES.indexOf(finding.severity))),
  }));
  rows.sort((a, b) => a.rank - b.rank || b.group.length - a.group.length || (a.ruleId < b.ruleId ? -1 : 1));
  const widest = Math.max(...rows.map((row) => row.ruleId.length));
  return section('Counts by rule', rows, page, 20, ({ ruleId, group, rank }) => [
    `  ${ruleId.padEnd(widest)}  ${(SEVERITIES[rank] ?? '').padEnd(8)}  ${statesOf(group)}`,
  ]);
}

function statesOf(group: readonly { readonly state: State }[]): string {
  const states: readonly State[] = ['new', 'known', 'suppressed', 'cleared', 'accepted'];
  return states
    .map((state) => [group.filter((entry) => entry.state === state).length, state] as const)
    .filter(([number]) => number > 0)
    .map(([number, state]) => `${number} ${state}`)
    .join(', ');
}

function openQuestions({ questions }: Report, page: Page): readonly string[] {
  const open = questions.filter((question) => question.state === 'new');
  return section(`Open questions (${open.length})`, open, page, 5, (question) => [
    ...bullet(
      `${printable(question.question)} ${page.paint.dim(`(${question.severity}, ${openWord(question.openReason)})`)}`,
      page,
    ),
    `      ${page.paint.bold(question.ruleId)}  ${page.paint.cyan(place(question.location))}  ` +
      `${page.paint.dim(question.fingerprint)}`,
    ...question.evidence.slice(0, page.detail === 'everything' ? undefined : 3).flatMap((step) =>
      wrap(`${printable(step.what)} (${place(step.location)})`, page.width - 8)
        .slice(0, 2)
        .map((line, at) => `      ${at === 0 ? '-' : ' '} ${line}`),
    ),
    ...(question.answer
      ? wrap(printable(answerWords(question, question.answer)), page.width - 8)
          .slice(0, 3)
          .map((line) => `      ${line}`)
      : []),
  ]);
}

function cleared({ questions, cleared: findings }: Report, page: Page): readonly string[] {
  const settled = [...findings, ...questions].filter(
    (entry) => entry.state === 'cleared' || entry.state === 'accepted',
  );
  return section(`Cleared (${settled.length})`, settled, page, 4, (entry) =>
    bullet(`${entry.ruleId} ${place(entry.location)}: ${printable(entry.reason ?? entry.state)}`, page),
  );
}

function totals(report: Report, page: Page): readonly string[] {
  const { coverage, findings, cleared, seen } = report;
  const fresh = SEVERITIES.map(
    (severity) =>
      `${findings.filter((finding) => finding.state === 'new' && finding.severity === severity).length} ${severity}`,
  );
  const groups = groupsOfNew(findings);
  const folded = groups.some((group) => group.others.length > 0) ? ` (${groupCount(groups)})` : '';
  const others = statesOf([...findings.filter((finding) => finding.state !== 'new'), ...cleared]);
  const baseline =
    coverage.baseline && coverage.baseline.fixed > 0
      ? [`${count(coverage.baseline.fixed, 'entry')} of the baseline no longer found: backend-architect baseline`]
      : [];
  const line = (text: string): readonly string[] => wrap(text, page.width - 2).map((part) => `  ${part}`);
  return [
    page.paint.bold('Totals'),
    ...line(`findings: ${fresh.join(', ')}${folded}${others === '' ? '' : `; ${others}`}`),
    ...line(questionTotals(report)),
    ...line(`files: ${seen.files.read} read, ${coverage.filesNotRead} not read`),
    ...baseline.flatMap(line),
    ...coverage.internalErrors
      .slice(0, 5)
      .flatMap((error) => line(`internal error in ${printable(error.where)}: ${printable(error.message)}`)),
    '',
  ];
}

/** `questions 14: cleared by proof 6, by answer 3, accepted 1, open 4 (not asked 2, budget 1, refusal 1)`. */
export function questionTotals({ coverage: { questions } }: Report): string {
  const reasons = Object.entries(questions.openReasons).map(
    ([reason, number]) => `${reason.replace(/-/g, ' ')} ${number}`,
  );
  const parts = [
    `cleared by proof ${questions.clearedByProof}`,
    `by answer ${questions.clearedByAnswer}`,
    `accepted ${questions.accepted}`,
    ...(questions.known > 0 ? [`known ${questions.known}`] : []),
    ...(questions.suppressed > 0 ? [`suppressed ${questions.suppressed}`] : []),
    `open ${questions.open}${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}`,
  ];
  return `questions ${questions.total}: ${parts.join(', ')}`;
}

/** A title and its entries, at most `most` of them on a first screen. Nothing when there is none. */
function section<Entry>(
  title: string,
  entries: readonly Entry[],
  page: Page,
  most: number,
  render: (entry: Entry) => readonly string[],
): readonly string[] {
  if (entries.length === 0) return [];
  const shown = page.detail === 'everything' ? entries : entries.slice(0, most);
  const hidden = entries.length - shown.length;
  return [
    page.paint.bold(title),
    ...shown.flatMap(render),
    ...(hidden > 0 ? [page.paint.dim(`  … ${hidden} more: run with --all`)] : []),
    '',
  ];
}

function bullet(text: string, page: Page): readonly string[] {
  const lines = wrap(text, page.width - 4);
  return (page.detail === 'everything' ? lines : lines.slice(0, 3)).map((line, index) =>
    index === 0 ? `  • ${line}` : `    ${line}`,
  );
}
