/** A question as it leaves the screen station: what the detector asked, and its row in the report. */
import type { DetectedQuestion } from '../detectors/define.js';
import type { Question } from '../report/types.js';

export interface AskedQuestion {
  readonly detected: DetectedQuestion;
  /** State is `new`, `known` or `suppressed` here; fingerprint and lines are final. */
  readonly question: Question;
  /** Fingerprints it had before its file was renamed, the youngest first: answers are kept under them. */
  readonly former?: readonly string[];
  /**
   * For each thing it speaks of its fingerprint, then those it had before its file was renamed. Absent where it is one
   * thing, known by the fingerprint above.
   */
  readonly members?: readonly (readonly string[])[];
}
