/** The decision table: what a reply may change. Pure, and the only place that decides it. */
import type { OpenReason } from '../report/types.js';

/** A reply after verification, without its text: only what the table may look at. */
export type VerifiedReply =
  | {
      readonly kind: 'answer';
      readonly decision: 'confirm' | 'dismiss' | 'insufficient_evidence';
      /** Every citation stands in the evidence it names. */
      readonly quotesHold: boolean;
      /** Every claim was proved again on the linked project. */
      readonly claimsHold: boolean;
      /** Dismissal contract of the rule that was proved with the claims given, or null. */
      readonly contract: string | null;
    }
  | {
      readonly kind: 'failure';
      readonly reason: 'refusal' | 'truncated' | 'invalid-answer' | 'timeout' | 'error' | 'budget' | 'no-key';
    };

export type Ruling =
  | { readonly state: 'cleared'; readonly contract: string }
  | { readonly state: 'open'; readonly reason: OpenReason };

/**
 * A dismissal clears only with a proved contract; a confirmation never gates and never clears; whatever cannot be
 * verified leaves the question open with the reason. Findings never come here. What is left open is never proved: the
 * vocabulary of claims says what clears a question, and no claim of it supports that a problem is real.
 */
export function arbitrate(reply: VerifiedReply): Ruling {
  if (reply.kind === 'failure') return { state: 'open', reason: reply.reason };
  const held = reply.quotesHold && reply.claimsHold;
  switch (reply.decision) {
    case 'dismiss':
      return held && reply.contract !== null
        ? { state: 'cleared', contract: reply.contract }
        : { state: 'open', reason: 'unproven' };
    case 'confirm':
      // With claims that clear the question it contradicts itself.
      return { state: 'open', reason: held && reply.contract === null ? 'confirmed' : 'unproven' };
    case 'insufficient_evidence':
      return { state: 'open', reason: 'insufficient-evidence' };
    default:
      return reply.decision satisfies never;
  }
}
