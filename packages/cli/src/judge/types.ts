/** What the judge station gives for each file. Plain JSON: it is what the cache stores. */
import type { Range } from '@backend-architect/analysis';
import type { Problem } from '@backend-architect/rules';

export interface FileProblem {
  readonly ruleId: string;
  readonly problem: Problem;
}

export interface JudgedFile {
  readonly file: string;
  readonly problems: readonly FileProblem[];
  /** Literals of other files that this one uses as secrets: the mask hides them, whatever the rules say. */
  readonly secretsElsewhere: readonly { readonly file: string; readonly at: Range }[];
  /** A rule that threw: the run goes on and the report says so. */
  readonly internalErrors: readonly { readonly where: string; readonly message: string }[];
}
