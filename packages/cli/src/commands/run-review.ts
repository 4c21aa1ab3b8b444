import type { Options } from '../options/options.js';
import { reviewProject } from '../pipeline.js';
import type { Review } from '../review.js';
import type { Io } from './io.js';
import { progressFor } from './progress-for.js';
import { silent } from './progress.js';

/**
 * A review with progress on standard error. A quiet one leaves no line in a log; a terminal's line is gone when it
 * ends.
 */
export async function runReview(options: Options, io: Io): Promise<Review> {
  const isSilent = options.format === 'quiet' && !io.isErrorTty;
  const progress = isSilent ? silent : progressFor(io);
  try {
    return await reviewProject(options, progress, io.now());
  } finally {
    progress.end();
  }
}
