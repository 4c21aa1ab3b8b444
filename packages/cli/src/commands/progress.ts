/** Says on standard error how far a long run is. Driven by the stations themselves: they leave no room for timers. */
export interface Progress {
  /** A station has begun, or got this far. */
  readonly at: (station: string, done?: number, total?: number) => void;
  /** Clears the line. */
  readonly end: () => void;
}

export interface ProgressTarget {
  readonly isTty: boolean;
  readonly write: (text: string) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/** A terminal gets one line that is rewritten, after a second; a log gets a line every five seconds, after ten. */
export function progressOn(target: ProgressTarget): Progress {
  const start = target.now();
  const [patience, pause] = target.isTty ? [1_000, 100] : [10_000, 5_000];
  let last = Number.NEGATIVE_INFINITY;
  let isShown = false;
  return {
    at(station, done, total) {
      const now = target.now();
      if (now - start < patience || now - last < pause) return;
      last = now;
      const text = total === undefined ? station : `${station} ${done}/${total}`;
      target.write(target.isTty ? `\r\u001b[2K${text}` : `backend-architect: ${text}\n`);
      isShown = target.isTty;
    },
    end() {
      if (isShown) target.write('\r\u001b[2K');
      isShown = false;
    },
  };
}

/** For callers that want none. */
export const silent: Progress = { at: () => undefined, end: () => undefined };
