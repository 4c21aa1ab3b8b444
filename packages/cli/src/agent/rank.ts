/** Which questions are asked first when not all can be. */
import type { Severity } from '@backend-architect/analysis';
import type { PreparedQuestion } from './ask-questions.js';

const WEIGHT = { critical: 27, high: 9, medium: 3, low: 1 } satisfies Record<Severity, number>;

/** Severity and reach against price; ties by fingerprint, so that two runs ask the same. */
export function ranked(
  questions: readonly PreparedQuestion[],
  reachOf: (file: string) => number,
): readonly PreparedQuestion[] {
  const scored = questions.map((one) => ({
    one,
    score:
      (WEIGHT[one.asked.question.severity] * (1 + Math.log2(1 + reachOf(one.asked.question.location.file)))) /
      one.dossier.limits.tokens_est,
  }));
  return scored
    .sort((a, b) => b.score - a.score || (a.one.dossier.question.id < b.one.dossier.question.id ? -1 : 1))
    .map(({ one }) => one);
}
