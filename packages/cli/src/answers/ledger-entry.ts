/** One entry of the ledger, `ledger/1`: untrusted input, proved again on every run. Validated on write and on read. */
import { z } from 'zod';
import { claimSchema } from './claim-schema.js';
import type { OpenReason } from '../report/types.js';

const text = (most: number) => z.string().max(most);
const citation = z.strictObject({ evidence_id: text(20), quote: text(2_000) });

/** Tokens and dollars of the call; null when the server did not say what it took. */
const usageSchema = z.strictObject({
  in: z.number().nonnegative().nullable(),
  out: z.number().nonnegative().nullable(),
  usd: z.number().nonnegative().nullable(),
});

/** A calendar day, UTC, as people write it. */
export const daySchema = z.iso.date();

/** Reasons for which a question stays open after a reply that could not be used. */
export const UNUSABLE_REASONS = [
  'refusal', 'truncated', 'invalid-answer', 'unproven',
] as const satisfies readonly OpenReason[];

export const ledgerEntrySchema = z
  .strictObject({
    schema: z.literal('ledger/1'),
    rule: text(200).min(1),
    fingerprint: text(400).min(1),
    /**
     * Fingerprints of what was accepted, where that is more than one thing: it holds for fewer of them, never for more.
     */
    members: z.array(text(400).min(1)).min(2).max(2_000).optional(),
    /**
     * Hash of question, policy and evidence when it was answered; another key means that the question may be asked
     * again.
     */
    key: z.string().regex(/^sha256:[0-9a-f]{64}$/),
    /** `unusable`: a reply that was paid for and that says nothing; kept so that it is not paid for again. */
    decision: z.enum(['confirm', 'dismiss', 'insufficient_evidence', 'accept', 'unusable']),
    /** Of an unusable reply: why the question stays open. */
    problem: z.enum(UNUSABLE_REASONS).optional(),
    /** Contract that was proved when the entry was written; null when none was. */
    contract: text(200).nullable(),
    claims: z.array(claimSchema).max(200),
    citations: z.array(citation).max(40),
    rationale: text(4_000),
    impact: text(2_000).nullable(),
    fix: z
      .strictObject({
        summary: text(2_000),
        edits: z
          .array(z.strictObject({ file: text(400), anchor_quote: text(4_000), replacement: text(8_000) }))
          .max(20),
        checked: z.boolean(),
      })
      .nullable(),
    by: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('model'), id: text(200).min(1), prompt: text(40), usage: usageSchema }),
      z.strictObject({ kind: z.literal('import'), id: text(200).min(1) }),
      z.strictObject({ kind: z.literal('human'), id: text(200).min(1) }),
    ]),
    expires: daySchema.nullable(),
    /** Key of the entry it replaced. */
    supersedes: z.string().max(100).nullable(),
    /** See `entry-checksum.ts`; absent in entries written by hand. */
    checksum: z.string().max(100).optional(),
  })
  .refine(
    (entry) =>
      entry.decision !== 'accept' ||
      (entry.by.kind === 'human' && entry.expires !== null && entry.rationale.trim() !== ''),
    { error: 'an accepted risk needs a person, a reason and an expiry date' },
  )
  .refine(
    (entry) =>
      (entry.decision === 'unusable') === (entry.problem !== undefined) &&
      (entry.decision !== 'unusable' || entry.by.kind === 'model'),
    { error: 'a reply that could not be used needs a model and the reason, and nothing else has one' },
  );

export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
