/** How fast requests may go out: when the server asks one of them to slow down, all of them do. */
export interface Pace {
  /**
   * Resolves when a request may be sent; `over` when the run ends before that. Whoever may go must say `done`
   * afterwards.
   */
  turn(): Promise<'go' | 'over'>;
  /** How a request that was let go fared. `retryAfter`: milliseconds the server asked for, or null. */
  done(how: 'served' | { readonly retryAfter: number | null }): void;
}

export interface PaceInput {
  /** Milliseconds since the epoch; a wait that would end later is not begun. */
  readonly deadline: number;
  readonly now: () => number;
  /** Each ends every wait. */
  readonly signals: readonly AbortSignal[];
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/**
 * One pace for a whole run. After a wait a single request goes first: the others follow when it was served, instead of
 * being turned away together.
 */
export function sharedPace({ deadline, now, signals }: PaceInput): Pace {
  let until = 0;
  let waits = 0;
  let isTrying = false;
  let waiting: (() => void)[] = [];
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const one of woken) one();
  };
  for (const signal of signals) signal.addEventListener('abort', wake, { once: true });
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = Number.isFinite(milliseconds) ? setTimeout(resolve, Math.ceil(milliseconds)) : undefined;
      waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  return {
    async turn() {
      while (!signals.some((signal) => signal.aborted)) {
        const wait = until - now();
        if (wait > 0 && until >= deadline) return 'over';
        if (wait <= 0 && waits === 0) return 'go';
        if (wait <= 0 && !isTrying) {
          isTrying = true;
          return 'go';
        }
        await pause(wait > 0 ? wait : Infinity);
      }
      return 'over';
    },
    done(how) {
      const time = now();
      if (how === 'served') {
        if (time >= until) waits = 0;
      } else {
        // Requests that were under way together are turned away together: that is one reason to wait longer, not four.
        if (time >= until) waits += 1;
        until = Math.max(until, time + (how.retryAfter ?? waitNumber(waits)));
      }
      isTrying = false;
      wake();
    },
  };
}

/** Doubles each time, less up to a quarter at random, so that several machines do not come back at once. */
function waitNumber(waits: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (waits - 1)) * (1 - Math.random() / 4);
}
