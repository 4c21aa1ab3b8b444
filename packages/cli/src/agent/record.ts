/** A verified answer becomes an entry of the ledger. */
import type { LedgerEntry } from '../answers/ledger-entry.js';
import { plainText } from '../answers/plain-text.js';
import type { Dossier } from './dossier.js';
import type { VerifiedAnswer } from './verify.js';

export interface RecordInput {
  readonly dossier: Dossier;
  readonly verified: VerifiedAnswer;
  readonly by: LedgerEntry['by'];
  readonly fix: { readonly checked: boolean };
}

export interface UnusableInput {
  readonly dossier: Dossier;
  readonly problem: NonNullable<LedgerEntry['problem']>;
  /** What was wrong, for people. */
  readonly detail: string;
  readonly by: LedgerEntry['by'];
}

/** The entry to write, or null: what cannot be verified is reported, never kept. */
export function entryFrom({ dossier, verified, by, fix }: RecordInput): LedgerEntry | null {
  const { reply, answer, proof } = verified;
  if (reply.kind !== 'answer' || answer === null || !reply.quotesHold) return null;
  return {
    schema: 'ledger/1',
    rule: dossier.question.rule,
    fingerprint: dossier.question.id,
    key: dossier.key,
    decision: answer.decision,
    contract: answer.decision === 'dismiss' && reply.claimsHold ? (proof?.contract.id ?? null) : null,
    claims: answer.claims,
    citations: [...answer.citations, ...answer.counter_citations],
    rationale: withPolicyFact(plainText(answer.rationale), answer.policy_fact),
    impact: answer.impact.trim() === '' ? null : plainText(answer.impact),
    fix:
      answer.fix === null
        ? null
        : { summary: plainText(answer.fix.summary), edits: answer.fix.edits, checked: fix.checked },
    by,
    expires: null,
    supersedes: null,
  };
}

/**
 * The entry for a reply that was paid for and cannot be used: its cost and what was wrong with it, none of its words.
 */
export function unusableEntry({ dossier, problem, detail, by }: UnusableInput): LedgerEntry {
  return {
    schema: 'ledger/1',
    rule: dossier.question.rule,
    fingerprint: dossier.question.id,
    key: dossier.key,
    decision: 'unusable',
    problem,
    contract: null,
    claims: [],
    citations: [],
    rationale: plainText(detail, 500),
    impact: null,
    fix: null,
    by,
    expires: null,
    supersedes: null,
  };
}

/** A proposal has no effect until a person commits it to the configuration. */
function withPolicyFact(rationale: string, fact: string | null): string {
  return fact === null || fact.trim() === '' ? rationale : `${rationale} Proposed policy: ${plainText(fact, 300)}`;
}
