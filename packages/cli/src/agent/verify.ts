/** A reply is checked in five steps, none of which asks a model: schema, ids, quotes, claims, contract. */
import type { AskedQuestion } from '../answers/asked-question.js';
import type { VerifiedReply } from '../answers/arbitrate.js';
import { claimText } from '../answers/claim-text.js';
import { proveClaim } from '../answers/claims.js';
import { contractProvedBy, type ProvenContract } from '../answers/contracts.js';
import { unmaskedClaims } from '../answers/unmasked-claims.js';
import type { Policy } from '../options/config.js';
import type { Project } from '../project/types.js';
import { answerSchema, type Answer } from './answer-schema.js';
import type { Dossier } from './dossier.js';

export interface VerifiedAnswer {
  readonly reply: VerifiedReply;
  /** The answer when it has the right form and speaks of this question. */
  readonly answer: Answer | null;
  readonly proof: ProvenContract | null;
  /** The first thing that did not hold, for people. */
  readonly problem: string | null;
}

export interface VerifyContext {
  readonly dossier: Dossier;
  readonly asked: AskedQuestion;
  readonly project: Project;
  readonly policy: Policy;
}

/** Verifies the text of a reply. */
export function verifyReply(text: string, context: VerifyContext): VerifiedAnswer {
  let value: unknown;
  try {
    value = JSON.parse(withoutFence(text));
  } catch {
    return invalid('the reply is not JSON');
  }
  return verifyAnswer(value, context);
}

/** Verifies an answer that is already an object, from a reply or from an imported file. */
export function verifyAnswer(value: unknown, { dossier, asked, project, policy }: VerifyContext): VerifiedAnswer {
  const parsed = answerSchema.safeParse(value);
  if (!parsed.success)
    return invalid(`the answer does not fit the schema at ${parsed.error.issues[0]?.path.join('.') || 'its top'}`);
  const answer = parsed.data;
  if (answer.question_id !== dossier.question.id) return invalid('the answer is for another question');
  const citations = [...answer.citations, ...answer.counter_citations];
  const unknownId = citations.find((one) => !dossier.evidence.some((block) => block.id === one.evidence_id));
  if (unknownId) return invalid(`there is no evidence ${unknownId.evidence_id.slice(0, 20)}`);
  const misquoted = citations.find(
    (one) => !isQuoted(one.quote, dossier.evidence.find((block) => block.id === one.evidence_id)!.text),
  );
  const unsupported = answer.decision !== 'insufficient_evidence' && answer.citations.length === 0;
  const claims = unmaskedClaims(answer.claims, asked.detected.contracts);
  const disproved = claims
    .map((claim, index) => ({ claim: answer.claims[index]!, proof: proveClaim(claim, project, policy) }))
    .find(({ proof }) => !proof.proved);
  const proof = contractProvedBy(claims, asked.detected.contracts, project, policy);
  const quotesHold = !misquoted && !unsupported;
  return {
    reply: {
      kind: 'answer',
      decision: answer.decision,
      quotesHold,
      claimsHold: !disproved,
      contract: proof?.contract.id ?? null,
    },
    answer,
    proof,
    problem: misquoted
      ? `a quote does not stand in ${misquoted.evidence_id}`
      : unsupported
        ? 'it quotes no evidence'
        : disproved
          ? `its claim ${claimText(disproved.claim)} was refuted: ${disproved.proof.because}`
          : answer.decision === 'dismiss' && !proof
            ? 'no dismissal contract is proved'
            : answer.decision === 'confirm' && proof
              ? 'it confirms the problem and claims what clears it'
              : null,
  };
}

/** Least characters of a quote, white space folded: shorter ones stand everywhere. */
const LEAST_QUOTE = 12;

function isQuoted(quote: string, text: string): boolean {
  // The numbers before the lines are ours; copying them with the code is no lie.
  const bare = folded(quote.replace(/^\s*\d+ \| /gm, ''));
  return bare.length >= LEAST_QUOTE && folded(text).includes(bare);
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Servers without structured output like to fence their JSON. */
function withoutFence(text: string): string {
  return /^\s*```(?:json)?\s*\n([\s\S]*?)\n```\s*$/.exec(text)?.[1] ?? text;
}

function invalid(problem: string): VerifiedAnswer {
  return { reply: { kind: 'failure', reason: 'invalid-answer' }, answer: null, proof: null, problem };
}
