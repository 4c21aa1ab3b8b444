import type { Io } from './io.js';
import { progressOn, type Progress } from './progress.js';

/** Progress on standard error. A terminal's line is gone when it ends. */
export function progressFor(io: Io): Progress {
  return progressOn({ isTty: io.isErrorTty, write: (io.direct ?? io).stderr, now: () => performance.now() });
}
