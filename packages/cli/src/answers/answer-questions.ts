/**
 * The answer station: contracts first, then the ledger, proved again. What neither settles stays open, with the reason.
 */
import type { Policy } from '../options/config.js';
import type { Project } from '../project/types.js';
import type { OpenReason, Question } from '../report/types.js';
import { arbitrate } from './arbitrate.js';
import type { AskedQuestion } from './asked-question.js';
import { proveClaim } from './claims.js';
import { contractProvedBy, provenContract } from './contracts.js';
import { originOf } from './entry-checksum.js';
import type { LedgerEntry } from './ledger-entry.js';
import { entryOf, type Ledger } from './ledger.js';
import { plainText } from './plain-text.js';
import { refutationOf } from './refutation.js';
import { unmaskedClaims } from './unmasked-claims.js';

export interface AnswerInput {
  readonly asked: readonly AskedQuestion[];
  readonly project: Project;
  readonly policy: Policy;
  readonly ledger: Ledger;
  /** Decides which accepted risks have lapsed. */
  readonly now: Date;
  /** Why questions without an entry are open; `not-asked` unless the caller knows better. */
  readonly openReason?: OpenReason;
}

export interface AnsweredQuestions {
  /** Every question, confirmed ones first, otherwise in the order they came. */
  readonly questions: readonly Question[];
  /** Those that `escalate` may ask: open, not in the baseline, not suppressed. */
  readonly open: readonly AskedQuestion[];
  /** One line for each ledger file that was left aside. */
  readonly warnings: readonly string[];
}

/** Settles what can be settled without a model. No network, no clock of its own. */
export function answerQuestions(input: AnswerInput): AnsweredQuestions {
  const settled = input.asked.map((asked) => ({ asked, question: settle(asked, input) }));
  const isConfirmed = (question: Question) => (question.openReason === 'confirmed' ? 0 : 1);
  return {
    questions: settled.map((one) => one.question).sort((a, b) => isConfirmed(a) - isConfirmed(b)),
    open: settled
      .filter((one) => one.question.state === 'new')
      .map((one) => ({ ...one.asked, question: one.question })),
    warnings: input.ledger.warnings,
  };
}

function settle({ detected, question, former, members }: AskedQuestion, input: AnswerInput): Question {
  if (question.state === 'suppressed') return question;
  const proof = provenContract(detected.contracts, input.project, input.policy);
  if (proof) return { ...question, state: 'cleared', reason: `${proof.contract.reason}: ${proof.because.join('; ')}` };
  const entry = entryOf(input.ledger, question.ruleId, question.fingerprint, former, members);
  if (!entry) return { ...question, openReason: input.openReason ?? 'not-asked' };
  return settleByEntry({ detected, question }, entry, input);
}

function settleByEntry({ detected, question }: AskedQuestion, entry: LedgerEntry, input: AnswerInput): Question {
  if (entry.decision === 'unusable') return settleByUnusable(question, entry);
  const hasLapsed = entry.expires !== null && entry.expires < dayOf(input.now);
  if (entry.decision === 'accept') {
    const answer = {
      decision: entry.decision,
      rationale: plainText(entry.rationale),
      by: plainText(entry.by.id, 200),
      proved: false,
    };
    return hasLapsed
      ? { ...question, openReason: 'lapsed', answer, reason: `accepted until ${entry.expires}` }
      : {
          ...question,
          state: 'accepted',
          answer,
          reason: `${answer.rationale} (${answer.by}, until ${entry.expires})`,
        };
  }
  const claims = unmaskedClaims(entry.claims, detected.contracts);
  const proof = contractProvedBy(claims, detected.contracts, input.project, input.policy);
  const claimsHold = claims.every((claim) => proveClaim(claim, input.project, input.policy).proved);
  // Quotes were compared with the evidence when the entry was written; a dismissal rests on its proof alone.
  const ruling = arbitrate({
    kind: 'answer',
    decision: entry.decision,
    quotesHold: true,
    claimsHold,
    contract: proof?.contract.id ?? null,
  });
  const by = plainText(entry.by.id, 200);
  const answer = {
    decision: entry.decision,
    rationale: originOf(entry) === 'changed' ? CHANGED : plainText(entry.rationale),
    by,
    ...(entry.impact !== null && { impact: plainText(entry.impact) }),
    ...(entry.fix !== null && { fix: { description: plainText(entry.fix.summary), checked: entry.fix.checked } }),
  };
  if (ruling.state === 'cleared' && !hasLapsed) {
    return {
      ...question,
      state: 'cleared',
      answer: { ...answer, contract: ruling.contract, proved: true },
      reason: `${proof!.contract.reason}: ${proof!.because.join('; ')}`,
    };
  }
  const lapse = hasLapsed ? `answered until ${entry.expires}` : null;
  if (entry.decision === 'dismiss') {
    // Its own words say that all is well; beside a question that is open they would be read as if they held.
    const { openReason, words } = openDismissal(entry, lapse);
    const rationale =
      `${words}` + `${lapse === null ? refutationOf(claims, detected.contracts, input.project, input.policy) : lapse}`;
    return {
      ...question,
      openReason,
      answer: { decision: entry.decision, rationale, by, proved: false },
      ...(lapse !== null && { reason: lapse }),
    };
  }
  if (originOf(entry) === 'changed')
    return {
      ...question,
      openReason: 'refused',
      answer: { decision: entry.decision, rationale: CHANGED, by, proved: false },
    };
  if (lapse !== null) return { ...question, openReason: 'lapsed', answer: { ...answer, proved: false }, reason: lapse };
  return {
    ...question,
    openReason: ruling.state === 'open' ? ruling.reason : 'lapsed',
    answer: { ...answer, proved: false },
  };
}

/**
 * Nobody's opinion: it says only that a reply was paid for. Written by hand it is refused, and the question may be
 * asked.
 */
function settleByUnusable(question: Question, entry: LedgerEntry): Question {
  if (originOf(entry) !== 'own') return { ...question, openReason: 'refused' };
  return {
    ...question,
    openReason: entry.problem ?? 'invalid-answer',
    reason: `${plainText(entry.by.id, 200)} replied, and it could not be used: ${plainText(entry.rationale)}`,
  };
}

const CHANGED = 'its entry was changed by hand, and these are no longer the words of whom it names';

/**
 * `lapsed` is a dismissal of which we recorded that it was proved, and which the code does not bear out any more. One
 * that says so of itself and was written or changed by hand was never proved here: it is refused.
 */
function openDismissal(
  entry: LedgerEntry,
  lapse: string | null,
): { readonly openReason: OpenReason; readonly words: string } {
  const origin = originOf(entry);
  if (origin === 'changed')
    return { openReason: 'refused', words: 'its entry was changed by hand, and the code does not bear it out: ' };
  if (lapse !== null) return { openReason: 'lapsed', words: 'the dismissal has lapsed: ' };
  if (entry.contract === null) return { openReason: 'unproven', words: 'the dismissal does not hold: ' };
  return origin === 'own'
    ? { openReason: 'lapsed', words: 'the dismissal held once and does not any more: ' }
    : { openReason: 'refused', words: 'the dismissal was written by hand, and the code does not bear it out: ' };
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}
