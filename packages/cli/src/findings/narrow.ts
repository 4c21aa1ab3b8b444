import { count } from '../count.js';
import type { AskedQuestion } from '../answers/asked-question.js';
import type { Finding, ReportStep, UnusedSuppression } from '../report/types.js';
import type { Screened } from './screen.js';

/**
 * The part of a review that touches these root-relative files and directories; all of it for `null`. What only passes
 * through one of them counts.
 */
export function narrow(
  screened: Screened,
  paths: readonly string[] | null,
): Pick<Screened, 'findings' | 'questions' | 'unusedSuppressions'> {
  if (paths === null) return screened;
  const isShown = isUnder(paths);
  const touches = (
    { location, callers = [] }: Pick<Finding, 'location' | 'callers'>,
    steps: readonly ReportStep[],
  ): boolean => [location, ...[...steps, ...callers].map((one) => one.location)].some(({ file }) => isShown(file));
  return {
    findings: screened.findings.filter((finding) => touches(finding, finding.steps)),
    questions: screened.questions.filter(
      ({ question, detected }: AskedQuestion) =>
        touches(question, question.evidence) || detected.members?.some(({ file }) => isShown(file)) === true,
    ),
    unusedSuppressions: screened.unusedSuppressions.filter(({ location }: UnusedSuppression) => isShown(location.file)),
  };
}

/** New findings that `narrow` left out. */
export function outsideOf(
  { findings }: Pick<Screened, 'findings'>,
  shown: Pick<Screened, 'findings'>,
): readonly Finding[] {
  const inside = new Set(shown.findings);
  return findings.filter((finding) => finding.state === 'new' && !inside.has(finding));
}

/** One line about them, or none. */
export function outsideNotes(outside: readonly Finding[]): readonly string[] {
  if (outside.length === 0) return [];
  return [
    `${count(outside.length, 'new finding')} ${outside.length === 1 ? 'lies' : 'lie'} outside of these files: ` +
      `\`review\` shows ${outside.length === 1 ? 'it' : 'them'}`,
  ];
}

/** Tells whether a file is one of these paths or below one of them. */
export function isUnder(paths: readonly string[]): (file: string) => boolean {
  const files = new Set(paths);
  return (file) => files.has(file) || paths.some((path) => file.startsWith(`${path}/`));
}
