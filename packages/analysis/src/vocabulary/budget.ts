/** Bounds of the flow engine (RULES 4.1). Measured in evaluations, so that the same text always ends the same way. */
export interface Budget {
  /** False when the current question or the file has used its share; the answer is then UNKNOWN(budget). */
  spend(): boolean;
  /** Starts a new question. */
  renew(): void;
}

export const MAX_DEPTH = 40;
const PER_QUESTION = 600;
const PER_FILE = 60_000;

export function createBudget(): Budget {
  let question = 0;
  let file = 0;
  return {
    spend() {
      question += 1;
      file += 1;
      return question <= PER_QUESTION && file <= PER_FILE;
    },
    renew() {
      question = 0;
    },
  };
}
