/**
 * What a reply must look like. `agents/answer.schema.json` is made from it; the limits are checked here, not by the
 * server.
 */
import { z } from 'zod';
import { claimSchema } from '../answers/claim-schema.js';

const citation = z
  .strictObject({
    evidence_id: z.string().max(20).describe('Id of one evidence block, like E1'),
    quote: z.string().max(2_000).describe('Copied character by character from that block, at least 12 characters'),
  })
  .meta({ id: 'citation' });

/** One answer to one question. */
export const answerSchema = z.strictObject({
  question_id: z.string().max(400).describe('The id given with the question'),
  decision: z.enum(['confirm', 'dismiss', 'insufficient_evidence']),
  reason_code: z.enum([
    'real_problem', 'adapter_or_port', 'composition_root', 'type_only', 'guarded_elsewhere', 'signature_verified',
    'caller_has_transaction', 'deliberately_public', 'framework_entrypoint', 'generated_or_test', 'other',
  ]),
  severity_opinion: z.enum(['critical', 'high', 'medium', 'low']).nullable(),
  impact: z.string().max(2_000).describe('What can happen, in one or two sentences; empty when dismissed'),
  rationale: z.string().max(4_000).describe('Why, in at most five sentences'),
  citations: z.array(citation).max(20).describe('Evidence for the decision'),
  counter_citations: z.array(citation).max(20).describe('Evidence against it'),
  claims: z.array(claimSchema).max(200).describe('Statements that the analyser will prove again'),
  missing_evidence: z
    .array(
      z.strictObject({
        kind: z.enum(['callers', 'definition', 'configuration', 'other']),
        target: z.string().max(400),
      }),
    )
    .max(10),
  policy_fact: z
    .string()
    .max(400)
    .nullable()
    .describe('A fact about the product that only a person can commit to the configuration, or null'),
  fix: z
    .strictObject({
      summary: z.string().max(2_000),
      edits: z
        .array(
          z.strictObject({
            file: z.string().max(400),
            anchor_quote: z.string().max(4_000).describe('Text of the file that occurs exactly once; it is replaced'),
            replacement: z.string().max(8_000),
          }),
        )
        .max(20),
    })
    .nullable(),
});

export type Answer = z.infer<typeof answerSchema>;

/** JSON Schema of an answer, the same for every question, so that a server can keep its compiled grammar. */
export function answerJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(answerSchema);
}
