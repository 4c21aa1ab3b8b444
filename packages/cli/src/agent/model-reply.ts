import type { Usage } from './prices.js';

/**
 * What came back from the model, or why nothing did. Usage is counted whatever the outcome; null: nobody knows what it
 * cost.
 */
export type ModelReply =
  | { readonly kind: 'text'; readonly text: string; readonly usage: Usage | null }
  | {
      readonly kind: 'failure';
      readonly reason: 'refusal' | 'truncated' | 'invalid-answer' | 'timeout' | 'error';
      readonly detail: string;
      readonly usage: Usage | null;
    }
  /** Turned down without cost. Another question may fare better. */
  | { readonly kind: 'rejected'; readonly detail: string }
  /** Turned down without cost for now: the same request may fare better later, `tries` times in all. */
  | {
      readonly kind: 'busy';
      readonly detail: string;
      /** Milliseconds, when the server said so. */ readonly retryAfter: number | null;
      readonly tries: number;
    }
  /** No connection came about. */
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** No further call would fare better: wrong key, unknown model. */
  | { readonly kind: 'hopeless'; readonly detail: string };
