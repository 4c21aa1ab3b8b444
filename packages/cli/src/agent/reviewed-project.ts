/** What escalation needs to know of a review that has just been made. */
import type { AskedQuestion } from '../answers/asked-question.js';
import type { Policy } from '../options/config.js';
import type { DetectAgain } from '../prove/prove-fix.js';
import type { Project } from '../project/types.js';
import type { EvidenceSource } from './evidence.js';

export interface ReviewedProject {
  /** Absolute path of the project root. */
  readonly root: string;
  readonly project: Project;
  readonly policy: Policy;
  /** `part`: the review was narrowed to paths, so that questions elsewhere are missing here, not gone. */
  readonly scope: 'all' | 'part';
  /** Every question after the screen, whatever its state. */
  readonly asked: readonly AskedQuestion[];
  readonly secretLines: EvidenceSource['secretLines'];
  readonly secrets?: EvidenceSource['secrets'];
  /** What the review could not look at, as a clause; questions there may be missing, not gone. */
  readonly incomplete?: string;
  readonly settings?: EvidenceSource['settings'];
  readonly mask?: EvidenceSource['mask'];
  /** Analyses the project again with these texts in place of its own, to check a proposed fix. */
  readonly detect?: DetectAgain;
}

/** Where text goes and where environment and time come from. */
export interface EscalateIo {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
}
