/** Reviews a project from code: the same stations as the command line, without printing. */
import type { Options } from './options/options.js';
import { reviewProject } from './pipeline.js';
import type { Report } from './report/types.js';

/** The report of a project. Throws `ConfigError` and `UsageError` for what a person must change. */
export async function review(options: Options): Promise<Report> {
  return (await reviewProject(options)).report;
}

export { readOptions, type ReviewFlags } from './options/read-options.js';
export { ConfigError, UsageError } from './options/user-error.js';
export type { Options } from './options/options.js';
export type * from './report/types.js';
