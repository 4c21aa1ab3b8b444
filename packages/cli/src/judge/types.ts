/** What the judge station gives for each file. Plain JSON: it is what the cache stores. */
import type { Problem } from 'eslint-plugin-backend-architect/checks';

export interface FileProblem {
  readonly ruleId: string;
  readonly problem: Problem;
}

export interface JudgedFile {
  readonly file: string;
  readonly problems: readonly FileProblem[];
  /** A rule that threw: the run goes on and the report says so. */
  readonly internalErrors: readonly { readonly where: string; readonly message: string }[];
}
