import { appendFileSync } from 'node:fs';
import type { Io } from './io.js';

/**
 * Appends to the page of a GitHub job, where there is one. A page that cannot be written never decides about the job.
 */
export function writeJobSummary(markdown: string, io: Io): void {
  const file = io.env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  try {
    appendFileSync(file, markdown);
  } catch (error) {
    io.stderr(
      'backend-architect: no job summary: cannot write GITHUB_STEP_SUMMARY (' +
        `${(error as NodeJS.ErrnoException).code ?? 'unknown error'})\n`,
    );
  }
}
