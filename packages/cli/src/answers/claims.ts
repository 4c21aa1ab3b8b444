/** Claims are proved again on the linked project, whoever made them. */
import type { Claim } from '../detectors/define.js';
import type { Policy } from '../options/config.js';
import type { Project } from '../project/types.js';
import { proveCompositionRoot } from './composition-root-claim.js';
import { proveGuardedBy } from './guard-claim.js';
import { proveExportsOnlyTypes, proveNoRuntimeImports } from './import-claims.js';
import { unproved, type Proof } from './proof.js';
import { proveSignatureBeforeEffects } from './signature-claim.js';
import { proveCallersWithinTransaction } from './transaction-claim.js';

/** Proves one claim strictly: what the project does not show is not proved. */
export function proveClaim(claim: Claim, project: Project, _policy: Policy): Proof {
  switch (claim.predicate) {
    case 'no_runtime_imports':
      return proveNoRuntimeImports(claim.from, claim.to, project);
    case 'exports_only_types':
      return proveExportsOnlyTypes(claim.file, project);
    case 'is_composition_root':
      return proveCompositionRoot(claim.file, project);
    case 'guarded_by':
      return proveGuardedBy(claim.route, claim.guard, project);
    case 'verifies_signature_before_effects':
      return proveSignatureBeforeEffects(claim.route, project);
    case 'all_callers_within_transaction':
      return proveCallersWithinTransaction(claim.fn, project);
    default:
      claim satisfies never;
      return unproved('the claim is not in the vocabulary');
  }
}
