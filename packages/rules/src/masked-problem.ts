import { type FileAnalysis, secretRanges, textMask, type TextMask } from '@backend-architect/analysis';
import type { Problem, ProblemCause } from './define-rule.js';

const masks = new WeakMap<FileAnalysis, TextMask>();

/**
 * The problem with no secret of the file in its words. Edits stay as they are: a host applies them, and the file holds
 * them anyway.
 */
export function maskedProblem<Found extends Problem>(problem: Found, file: FileAnalysis): Found {
  if (!problem.data && !problem.steps && !problem.suggestions && !problem.cause) return problem;
  const mask = maskOf(file);
  const filled = (data: NonNullable<Problem['data']>): Problem['data'] =>
    Object.fromEntries(Object.entries(data).map(([name, text]) => [name, mask(text)]));
  return {
    ...problem,
    ...(problem.data && { data: filled(problem.data) }),
    ...(problem.cause && { cause: maskedCause(problem.cause, mask) }),
    ...(problem.steps && { steps: problem.steps.map((step) => ({ ...step, what: mask(step.what) })) }),
    ...(problem.suggestions && {
      suggestions: problem.suggestions.map((suggestion) => ({
        ...suggestion,
        ...(suggestion.data && { data: filled(suggestion.data) }),
      })),
    }),
  };
}

function maskedCause(cause: ProblemCause, mask: TextMask): ProblemCause {
  return 'words' in cause && cause.words !== undefined ? { ...cause, words: mask(cause.words) } : cause;
}

/** Made once a file has a problem; most have none. */
function maskOf(file: FileAnalysis): TextMask {
  let mask = masks.get(file);
  if (!mask) masks.set(file, (mask = textMask(secretRanges(file).map((range) => file.text.slice(...range)))));
  return mask;
}
