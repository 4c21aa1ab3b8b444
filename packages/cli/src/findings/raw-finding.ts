/** A finding before the screen: ranges instead of lines, no fingerprint, no state. */
import type { Severity } from '@backend-architect/analysis';
import { problemText, type Edit, type Problem, type RuleMeta } from 'eslint-plugin-backend-architect/checks';
import type { DetectedFinding, DetectorMeta, DetectorStep, Place } from '../detectors/define.js';

export interface RawFinding extends Place {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly impact: string;
  readonly steps: readonly DetectorStep[];
  readonly fix: { readonly description: string; readonly example?: string; readonly edits?: readonly Edit[] };
}

/** The finding a rule's problem stands for. The first machine-made edit becomes the proposed fix. */
export function fromProblem(file: string, ruleId: string, meta: RuleMeta, problem: Problem): RawFinding {
  const suggestion = problem.suggestions?.[0];
  const edits = suggestion?.edits ?? problem.fix;
  return {
    ruleId,
    severity: problem.severity ?? meta.severity,
    message: problemText(meta, problem),
    impact: meta.docs.impact,
    file,
    at: problem.at,
    steps: (problem.steps ?? []).map((step) => ({ file: step.file ?? file, at: step.at, what: step.what })),
    fix: {
      description: suggestion ? problemText(meta, { messageId: suggestion.messageId, data: { ...problem.data, ...suggestion.data } }) : meta.docs.fix,
      ...(edits && edits.length > 0 && { edits }),
    },
  };
}

/** The finding a detector's result stands for; its own fix comes before the general one. */
export function fromDetected(meta: DetectorMeta, found: DetectedFinding): RawFinding {
  const { kind: _kind, fix, ...rest } = found;
  return { ...rest, impact: meta.impact, fix: fix ?? { description: meta.fix } };
}
