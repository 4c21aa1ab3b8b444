/**
 * What a run may spend. Every call is charged its worst case before it is made and settled with its usage afterwards.
 */
import { MOST_OUTPUT_TOKENS } from './client.js';
import { costOf, inputCostOf, worstInputCost, type Price, type Usage } from './prices.js';

export interface Limits {
  /** Dollars; null means that no price is known or no cap is wanted. */
  readonly maxUsd: number | null;
  readonly maxCalls: number;
  /** Milliseconds since the epoch after which no call is started. */
  readonly deadline: number;
}

/** What one call may cost at most, and how long its reply may be for that. */
export interface Reservation {
  readonly usd: number;
  /** Most tokens of the reply. */
  readonly maxOutput: number;
  /** Tokens of the request, estimated. */
  readonly inputTokens: number;
}

export type Reserved =
  | { readonly kind: 'granted'; readonly reservation: Reservation }
  /** Calls under way hold what is left: ask again when one of them is settled. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'over'; readonly limit: 'usd' | 'calls' | 'time' };

export interface Budget {
  /** Reserves the worst case of a call with so many tokens of input, or says what stands in the way. */
  reserve(inputTokens: number, now: number): Reserved;
  /**
   * Replaces a reservation by what was really spent, and returns it in dollars. A call whose usage is unknown keeps its
   * reservation.
   */
  settle(reservation: Reservation, usage: Usage | null): number;
  /** Takes a reservation back: the call was not billed. */
  release(reservation: Reservation, call: 'made' | 'not-made'): void;
  /** Resolves when the next reservation is settled or released. */
  readonly change: () => Promise<void>;
  readonly spentUsd: number;
  readonly calls: number;
  /** Calls booked at their worst case because the server did not say, or not credibly, what they took. */
  readonly unknownUsage: number;
}

/**
 * A shorter reply than this is likely to be cut off: half of what is allowed, as long as no reply has shown what is
 * usual.
 */
const LEAST_OUTPUT = { unseen: MOST_OUTPUT_TOKENS / 2, seen: 1_024 };

/** From so many replies on, the longest of them and half as much again is room enough for the next. */
const SEEN = 3;

/** Prompts of one run resemble each other; so much more than the dearest so far is allowed for. */
const INPUT_MARGIN = 1.2;

/**
 * A budget that stops before the cap, also while several calls are under way. The last calls before the cap are allowed
 * a shorter reply rather than left out: a worst case is several times what a call usually costs.
 */
export function createBudget(limits: Limits, price: Price | null): Budget {
  let spent = 0;
  let calls = 0;
  let unknownUsage = 0;
  let replies = 0;
  let longest = 0;
  /** Dollars for an estimated token of input, the dearest seen. */
  let inputRate: number | null = null;
  const underWay = new Set<Reservation>();
  let waiting: (() => void)[] = [];

  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const one of woken) one();
  };
  const grant = (reservation: Reservation): Reserved => {
    calls += 1;
    underWay.add(reservation);
    return { kind: 'granted', reservation };
  };
  return {
    reserve(inputTokens, now) {
      if (now >= limits.deadline) return { kind: 'over', limit: 'time' };
      if (calls >= limits.maxCalls) return { kind: 'over', limit: 'calls' };
      if (price === null) return grant({ usd: 0, maxOutput: MOST_OUTPUT_TOKENS, inputTokens });
      const input = inputRate === null ? worstInputCost(inputTokens, price) : inputTokens * inputRate * INPUT_MARGIN;
      const worst = {
        usd: input + costOf({ ...NOTHING, output: MOST_OUTPUT_TOKENS }, price),
        maxOutput: MOST_OUTPUT_TOKENS,
        inputTokens,
      };
      const room =
        limits.maxUsd === null
          ? Infinity
          : limits.maxUsd - spent - [...underWay].reduce((sum, one) => sum + one.usd, 0) + 1e-9;
      if (worst.usd <= room) return grant(worst);
      if (underWay.size > 0) return { kind: 'wait' };
      const maxOutput = Math.floor(((room - input) * 1_000_000) / price.output);
      const least = replies < SEEN ? LEAST_OUTPUT.unseen : Math.max(LEAST_OUTPUT.seen, Math.ceil(longest * 1.5));
      if (!(maxOutput >= least)) return { kind: 'over', limit: 'usd' };
      return grant({ usd: input + costOf({ ...NOTHING, output: maxOutput }, price), maxOutput, inputTokens });
    },
    settle(reservation, usage) {
      const booked = price === null ? 0 : usage === null ? reservation.usd : costOf(usage, price);
      spent += booked;
      if (usage === null) unknownUsage += 1;
      else {
        replies += 1;
        longest = Math.max(longest, usage.output);
        if (price !== null) inputRate = Math.max(inputRate ?? 0, inputCostOf(usage, price) / reservation.inputTokens);
      }
      underWay.delete(reservation);
      wake();
      return booked;
    },
    release(reservation, call) {
      if (call === 'not-made') calls -= 1;
      underWay.delete(reservation);
      wake();
    },
    change: () => new Promise((resolve) => waiting.push(resolve)),
    get spentUsd() {
      return spent;
    },
    get calls() {
      return calls;
    },
    get unknownUsage() {
      return unknownUsage;
    },
  };
}

/**
 * Estimates are off by a third, not by a factor; a reply may be longer than asked for where a server does not mind the
 * limit.
 */
const BELIEVED_INPUT = 10;
const BELIEVED_OUTPUT = 4;

/**
 * Usage that fits what was sent and allowed, or null: a server that says anything else does not count, or counts
 * something else.
 */
export function believed(usage: Usage | null, { inputTokens, maxOutput }: Reservation): Usage | null {
  if (usage === null) return null;
  return usage.input + usage.cacheRead + usage.cacheWrite <= inputTokens * BELIEVED_INPUT &&
    usage.output <= maxOutput * BELIEVED_OUTPUT
    ? usage
    : null;
}

const NOTHING: Usage = { input: 0, cacheWrite: 0, cacheRead: 0, output: 0 };
