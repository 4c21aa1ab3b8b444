import type { Range } from '@backend-architect/analysis';
import type { AskedQuestion } from './answers/asked-question.js';
import type { SkippedFile } from './files/source-file.js';
import type { Screened } from './findings/screen.js';
import type { Project } from './project/types.js';
import type { SecretMask } from './report/secret-mask.js';
import type { Question, Report } from './report/types.js';

/** A review with what the commands need beside its report. */
export interface Review {
  readonly report: Report;
  readonly project: Project;
  /** Questions the report shows, whatever their state. */
  readonly asked: readonly AskedQuestion[];
  /** The callers who hand the input of findings in, by `callersKey`. */
  readonly byCallers: Screened['byCallers'];
  /**
   * Files the report is about that were not read: of the staged ones, say, and not of the whole project. Settings are
   * not among them.
   */
  readonly unread: readonly SkippedFile[];
  /** Text of a file that was read, with dots in place of its secrets; null for any other. */
  readonly textOf: (file: string) => string | null;
  /** Where secrets stand in the files that were read, as ranges alone. */
  readonly secrets: ReadonlyMap<string, readonly Range[]>;
  /** Takes whatever is said of the project beside the report, and gives it back without secrets. */
  readonly mask: SecretMask['text'];
  /** The report with what the ledger says by now; `settled` may add what only the caller knows of open questions. */
  readonly conclude: (settled?: (questions: readonly Question[]) => readonly Question[]) => Report;
}
