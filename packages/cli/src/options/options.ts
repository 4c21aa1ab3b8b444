/** What a run is asked to do, after argv, environment and config were read. Strict: every field has a value. */
import type { Severity } from '@backend-architect/analysis';
import type { Preset } from '@backend-architect/rules';
import { count } from '../count.js';
import type { NamedBase } from './ci-base.js';
import type { Config } from './config.js';

export const FORMATS = ['pretty', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

export const FAIL_LEVELS = ['critical', 'high', 'medium', 'low', 'none'] as const satisfies readonly (
  | Severity
  | 'none'
)[];
export type FailOn = (typeof FAIL_LEVELS)[number];

/** Which findings the report shows. It never narrows what is analysed: a middleware outside the path still guards. */
export type ReportFilter =
  | { readonly kind: 'all' }
  /** Root-relative files and directories. */
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  /** What the next commit will hold. */
  | { readonly kind: 'staged' }
  /**
   * What differs from the merge base with this ref; without one, with what CI says the change goes into, or the default
   * branch.
   */
  | { readonly kind: 'changed'; readonly base?: string; readonly ci?: NamedBase; readonly defaultBranch?: NamedBase };

/** Reasons to exit with 3 although nothing new was found. */
export type Requirement = 'answers' | 'complete';

export interface Options {
  /** Absolute path of the project root. */
  readonly root: string;
  readonly filter: ReportFilter;
  /** `quiet`: one line a finding, and nothing when all is well. */
  readonly format: Format | 'quiet';
  /** Absolute path the report is written to; standard output without it. */
  readonly output?: string;
  readonly failOn: FailOn;
  /** `project`: per-file rules are left to ESLint. */
  readonly rules: 'all' | 'project';
  /** Rules and detectors the config does not name run when they are in it. */
  readonly preset: Preset;
  /** `first-screen`: at most 200 lines and ten problems. */
  readonly detail: 'first-screen' | 'everything';
  readonly require: readonly Requirement[];
  readonly cache: 'use' | 'skip';
  /** Threads that read and judge; `auto`: as many as the machine and the size of the project are good for. */
  readonly concurrency: number | 'auto';
  readonly colour: 'auto' | 'never';
  /** `after`: open questions go to the agent once the review stands, and the answers are used at once. */
  readonly escalate: 'no' | 'after';
  /** `ignore`: as if there were none; for writing it anew. */
  readonly baseline: 'use' | 'ignore';
  readonly config: Config;
  /** Whose settings hold, where that is not what somebody would expect who stands where the command was started. */
  readonly settingsNote?: string;
}

/** What a report was narrowed to, in words. `since`: the commit `changed` compared with. */
export function filterWords(filter: ReportFilter, files: readonly string[], since?: string): string {
  switch (filter.kind) {
    case 'all':
      return 'everything';
    case 'paths':
      return `findings that touch ${files.join(', ')}`;
    case 'staged':
      return `findings that touch the ${count(files.length, 'staged file')}`;
    case 'changed':
      return (
        `findings that touch the ${count(files.length, 'file')} changed since ` +
        `${since ?? filter.base ?? 'the default branch'}`
      );
    default:
      return filter satisfies never;
  }
}
