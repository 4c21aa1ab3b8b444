import type { AnalysisSettings, FileFacts } from '@backend-architect/analysis';
import type { Policy } from '../options/config.js';

/**
 * What the link station needs: facts of every file that was read, and the texts of schema files. Order does not matter.
 */
export interface LinkInput {
  /** Absolute path; files are relative to it with POSIX separators. Used to resolve imports. */
  readonly root: string;
  readonly files: readonly FileFacts[];
  /** `*.prisma`, SQL migrations and `*.graphql`, root-relative. */
  readonly schemas?: readonly { readonly file: string; readonly text: string }[];
  /** Documents that say which functions of the program are run, root-relative. */
  readonly deploys?: readonly { readonly file: string; readonly text: string }[];
  readonly settings?: AnalysisSettings;
  /** What only people know of it. */
  readonly policy?: Policy;
}
