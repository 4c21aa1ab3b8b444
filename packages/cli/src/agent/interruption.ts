/** Ctrl-C and the end of a job while calls that cost money are under way. */
export interface Interruption {
  /** No further call is to be begun. */
  readonly stop: AbortSignal;
  /** Calls under way are to be given up as well. */
  readonly leave: AbortSignal;
  /** Gives the signals back to whoever had them. */
  readonly end: () => void;
}

/**
 * The first SIGINT stops, so that replies under way, which are paid for, are still kept; the second leaves. SIGTERM and
 * SIGHUP come from somebody who will not wait. `say` gets a line for the person who pressed the key.
 */
export function listenForInterruption(say: (line: string) => void): Interruption {
  const stop = new AbortController();
  const leave = new AbortController();
  const leaveNow = (): void => {
    stop.abort();
    leave.abort();
  };
  const interrupt = (): void => {
    if (stop.signal.aborted) return leaveNow();
    stop.abort();
    say('stopping: replies under way are paid for and waited for; press Ctrl-C again to leave at once');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', leaveNow);
  process.on('SIGHUP', leaveNow);
  return {
    stop: stop.signal,
    leave: leave.signal,
    end() {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', leaveNow);
      process.off('SIGHUP', leaveNow);
    },
  };
}
