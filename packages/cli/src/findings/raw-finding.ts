/** A finding before the screen: ranges instead of lines, no fingerprint, no state. */
import type { Range, Severity } from '@backend-architect/analysis';
import { problemText, type Edit, type RuleMeta } from '@backend-architect/rules';
import type { Cause, DetectedFinding, DetectorMeta, DetectorStep, Place } from '../detectors/define.js';
import type { HandedProblem } from '../detectors/handed-in.js';
import type { CauseReader } from './cause-of.js';

export interface RawFinding extends Place {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  /** What several findings of the rule have in common. */
  readonly cause?: Cause;
  /** What it is said of, where that is more than the place. */
  readonly unit?: Range;
  /** The call that hands the input in, where it comes through parameters: part of what the finding is. */
  readonly caller?: Place;
  /** Why the whole project proves it harmless. */
  readonly cleared?: string;
  readonly impact: string;
  /** Where in it a reader should look, when it is long. */
  readonly focus?: Range;
  readonly steps: readonly DetectorStep[];
  readonly fix: { readonly description: string; readonly example?: string; readonly edits?: readonly Edit[] };
}

/** The finding a rule's problem stands for. The first machine-made edit becomes the proposed fix. */
export function fromProblem(
  file: string,
  ruleId: string,
  meta: RuleMeta,
  handed: HandedProblem,
  causeOf: CauseReader,
): RawFinding {
  const { problem, message, caller } = handed;
  const cause = (problem.cause && causeOf(file, problem.cause)) ?? handed.cause;
  const suggestion = problem.suggestions?.[0];
  const edits = suggestion?.edits ?? problem.fix;
  return {
    ruleId,
    severity: problem.severity ?? meta.severity,
    message,
    impact: meta.docs.impact,
    file,
    at: problem.at,
    ...(cause && { cause }),
    ...(caller && { caller }),
    ...(problem.unit && { unit: problem.unit }),
    ...(problem.focus && { focus: problem.focus }),
    steps:
      handed.steps ?? (problem.steps ?? []).map((step) => ({ file: step.file ?? file, at: step.at, what: step.what })),
    fix: {
      description: suggestion
        ? problemText(meta, { messageId: suggestion.messageId, data: { ...problem.data, ...suggestion.data } })
        : meta.docs.fix,
      ...(edits && edits.length > 0 && { edits }),
    },
  };
}

/** The finding a detector's result stands for; its own fix comes before the general one. */
export function fromDetected(meta: DetectorMeta, found: DetectedFinding): RawFinding {
  const { kind: _kind, fix, ...rest } = found;
  return { ...rest, impact: meta.impact, fix: fix ?? { description: meta.fix } };
}
