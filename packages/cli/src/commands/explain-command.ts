import { byFingerprint } from '../findings/by-fingerprint.js';
import { readOptions, type ReviewFlags } from '../options/read-options.js';
import { explanation } from '../report/pretty/explanation.js';
import { maskedTexts } from '../report/pretty/masked-texts.js';
import { ruleCatalogue } from '../rule-catalogue.js';
import type { Io } from './io.js';
import { pageFor } from './page-for.js';
import { runReview } from './run-review.js';

/** `explain`: one finding or question in full. */
export async function explainCommand(fingerprint: string, path: string, flags: ReviewFlags, io: Io): Promise<number> {
  const options = { ...readOptions([path], { ...flags, all: true }, io), filter: { kind: 'all' } as const };
  const { report, textOf } = await runReview(options, io);
  const entry = byFingerprint(fingerprint, [...report.findings, ...report.cleared, ...report.questions], 'finding or question');
  io.stdout(explanation(entry, ruleCatalogue().find((rule) => rule.id === entry.ruleId), pageFor(options, maskedTexts(report, textOf), io)));
  return 0;
}
