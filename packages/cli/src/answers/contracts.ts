/** Dismissal contracts: what, once proved, clears a question. */
import type { Claim, Contract } from '../detectors/define.js';
import type { Policy } from '../options/config.js';
import type { Project } from '../project/types.js';
import { proveClaim } from './claims.js';

export interface ProvenContract {
  readonly contract: Contract;
  /** Why each required claim holds, in the order of `requires`. */
  readonly because: readonly string[];
}

/**
 * The first contract whose every claim is proved on the project, without any model. An empty contract proves nothing.
 */
export function provenContract(
  contracts: readonly Contract[],
  project: Project,
  policy: Policy,
): ProvenContract | null {
  for (const contract of contracts) {
    if (contract.requires.length === 0) continue;
    const proofs = contract.requires.map((claim) => proveClaim(claim, project, policy));
    if (proofs.every((proof) => proof.proved)) return { contract, because: proofs.map((proof) => proof.because) };
  }
  return null;
}

/**
 * The contract that these claims satisfy: the subject of every required claim must be the contract's own, only the
 * witness (the guard) may be one that the search did not offer. The claims themselves are proved again here.
 */
export function contractProvedBy(
  claims: readonly Claim[],
  contracts: readonly Contract[],
  project: Project,
  policy: Policy,
): ProvenContract | null {
  const proved = new Map<Claim, string>();
  for (const claim of claims) {
    const proof = proveClaim(claim, project, policy);
    if (proof.proved) proved.set(claim, proof.because);
  }
  for (const contract of contracts) {
    if (contract.requires.length === 0) continue;
    const witnesses = contract.requires.map((required) =>
      [...proved.keys()].find((claim) => subjectOf(claim) === subjectOf(required)),
    );
    if (witnesses.every((claim) => claim !== undefined))
      return { contract, because: witnesses.map((claim) => proved.get(claim)!) };
  }
  return null;
}

/** What a claim is about, without its witness: two claims with the same subject answer the same question. */
function subjectOf(claim: Claim): string {
  switch (claim.predicate) {
    case 'no_runtime_imports':
      return JSON.stringify([claim.predicate, claim.from, claim.to]);
    case 'exports_only_types':
    case 'is_composition_root':
      return JSON.stringify([claim.predicate, claim.file]);
    case 'guarded_by':
    case 'verifies_signature_before_effects':
      return JSON.stringify([claim.predicate, claim.route]);
    case 'all_callers_within_transaction':
      return JSON.stringify([claim.predicate, claim.fn]);
    default:
      return claim satisfies never;
  }
}
