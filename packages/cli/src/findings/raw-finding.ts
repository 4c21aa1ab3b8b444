/** A finding before the screen: ranges instead of lines, no fingerprint, no state. */
import type { Handing, Range, Severity } from '@backend-architect/analysis';
import { problemText, type Edit, type Problem, type RuleMeta } from '@backend-architect/rules';
import type { Cause, DetectedFinding, DetectorMeta, DetectorStep, Place } from '../detectors/define.js';
import type { CauseReader } from './cause-of.js';

export interface RawFinding extends Place {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  /** What several findings of the rule have in common. */
  readonly cause?: Cause;
  /** What it is said of, where that is more than the place. */
  readonly unit?: Range;
  /**
   * The calls that hand the input in, where it comes through parameters: one finding, and known when each of them is.
   */
  readonly callers?: readonly HandedIn[];
  /** Why the whole project proves it harmless. */
  readonly cleared?: string;
  readonly impact: string;
  /** Where in it a reader should look, when it is long. */
  readonly focus?: Range;
  readonly steps: readonly DetectorStep[];
  readonly fix: { readonly description: string; readonly example?: string; readonly edits?: readonly Edit[] };
}

/** A call that hands input in. */
export interface HandedIn extends Place {
  /** Where the input stands in the call. */
  readonly argument: Range;
  /** The way from where it is read to the place. */
  readonly steps: readonly DetectorStep[];
}

/** The finding a rule's problem stands for. The first machine-made edit becomes the proposed fix. */
export function fromProblem(
  file: string,
  ruleId: string,
  meta: RuleMeta,
  problem: Problem,
  causeOf: CauseReader,
): RawFinding {
  const cause = problem.cause && causeOf(file, problem.cause);
  const suggestion = problem.suggestions?.[0];
  const edits = suggestion?.edits ?? problem.fix;
  return {
    ruleId,
    severity: problem.severity ?? meta.severity,
    message: problemText(meta, problem),
    impact: problem.impact ?? meta.docs.impact,
    file,
    at: problem.at,
    ...(cause && { cause }),
    ...(problem.handedBy && { callers: problem.handedBy.map(handedIn) }),
    ...(problem.unit && { unit: problem.unit }),
    ...(problem.focus && { focus: problem.focus }),
    steps: (problem.steps ?? []).map((step) => ({ file: step.file ?? file, at: step.at, what: step.what })),
    fix: {
      description: suggestion
        ? problemText(meta, { messageId: suggestion.messageId, data: { ...problem.data, ...suggestion.data } })
        : meta.docs.fix,
      ...(edits && edits.length > 0 && { edits }),
    },
  };
}

function handedIn({ file, at, argument, steps }: Handing): HandedIn {
  return { file, at, argument, steps: steps.map((step) => ({ ...step, file: step.file ?? file })) };
}

/** The finding a detector's result stands for; its own fix comes before the general one. */
export function fromDetected(meta: DetectorMeta, found: DetectedFinding): RawFinding {
  const { kind: _kind, fix, ...rest } = found;
  return { ...rest, impact: meta.impact, fix: fix ?? { description: meta.fix } };
}
