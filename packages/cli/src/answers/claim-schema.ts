/** The closed vocabulary of claims, as it may stand in a ledger file or in a reply. */
import { z } from 'zod';
import type { Claim } from '../detectors/define.js';

const name = z.string().min(1).max(400);

/** Validates one claim; anything outside the vocabulary is refused. */
export const claimSchema = z.discriminatedUnion('predicate', [
  z.strictObject({ predicate: z.literal('no_runtime_imports'), from: name, to: name }),
  z.strictObject({ predicate: z.literal('exports_only_types'), file: name }),
  z.strictObject({ predicate: z.literal('is_composition_root'), file: name }),
  z.strictObject({ predicate: z.literal('guarded_by'), route: name, guard: name }),
  z.strictObject({ predicate: z.literal('verifies_signature_before_effects'), route: name }),
  z.strictObject({ predicate: z.literal('all_callers_within_transaction'), fn: name }),
]) satisfies z.ZodType<Claim>;

// Breaks the build when a predicate is added to the vocabulary and not here.
type Missing = Exclude<Claim['predicate'], z.infer<typeof claimSchema>['predicate']>;
const complete: [Missing] extends [never] ? true : never = true;
void complete;
