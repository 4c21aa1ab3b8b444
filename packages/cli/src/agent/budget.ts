/** What a run may spend. Every call is charged its worst case before it is made and settled with its usage afterwards. */
export interface Limits {
  /** Dollars; null means that no price is known or no cap is wanted. */
  readonly maxUsd: number | null;
  readonly maxCalls: number;
  /** Milliseconds since the epoch after which no call is started. */
  readonly deadline: number;
}

export interface Budget {
  /** Reserves the worst case of a call, or says which limit stands in the way. */
  reserve(worstUsd: number, now: number): { readonly ok: true } | { readonly ok: false; readonly limit: 'usd' | 'calls' | 'time' };
  /** Replaces a reservation by what was really spent. A call whose usage is unknown keeps its reservation. */
  settle(worstUsd: number, spentUsd: number | null): void;
  readonly spentUsd: number;
  readonly calls: number;
}

/** A budget that stops before the cap, also while several calls are under way. */
export function createBudget(limits: Limits): Budget {
  let spent = 0;
  let reserved = 0;
  let calls = 0;
  return {
    reserve(worstUsd, now) {
      if (now >= limits.deadline) return { ok: false, limit: 'time' };
      if (calls >= limits.maxCalls) return { ok: false, limit: 'calls' };
      if (limits.maxUsd !== null && spent + reserved + worstUsd > limits.maxUsd + 1e-9) return { ok: false, limit: 'usd' };
      calls += 1;
      reserved += worstUsd;
      return { ok: true };
    },
    settle(worstUsd, spentUsd) {
      reserved -= worstUsd;
      spent += spentUsd ?? worstUsd;
    },
    get spentUsd() {
      return spent;
    },
    get calls() {
      return calls;
    },
  };
}
