import type { Options } from '../options/options.js';
import { reviewProject } from '../pipeline.js';
import type { Review } from '../review.js';
import type { Io } from './io.js';
import { progressOn } from './progress.js';

/** A review with progress on standard error. */
export async function runReview(options: Options, io: Io): Promise<Review> {
  const progress = progressOn({ isTty: io.isErrorTty, write: (io.direct ?? io).stderr, now: () => performance.now() });
  try {
    return await reviewProject(options, progress, io.now());
  } finally {
    progress.end();
  }
}
