/** What became of a dismissal that does not clear its question, in words that take the place of its own. */
import type { Claim, Contract } from '../detectors/define.js';
import type { Policy } from '../options/config.js';
import type { Project } from '../project/types.js';
import { claimText } from './claim-text.js';
import { proveClaim } from './claims.js';
import { plainText } from './plain-text.js';

/** `its claim guarded_by POST /orders requestId was refuted: ...`, or what is missing when no claim is false. */
export function refutationOf(
  claims: readonly Claim[],
  contracts: readonly Contract[],
  project: Project,
  policy: Policy,
): string {
  const refuted = claims
    .map((claim) => ({ claim, proof: proveClaim(claim, project, policy) }))
    .find(({ proof }) => !proof.proved);
  if (refuted) return `its claim ${claimText(refuted.claim)} was refuted: ${plainText(refuted.proof.because, 300)}`;
  if (claims.length === 0) return 'it claims nothing that could be proved';
  return contracts.length === 0
    ? 'no claim can clear this question, only a person can accept it'
    : 'what it claims is true and does not clear the question';
}
