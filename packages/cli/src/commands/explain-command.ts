import { readOptions, type ReviewFlags } from '../options/read-options.js';
import { UsageError } from '../options/user-error.js';
import { explanation } from '../report/pretty/explanation.js';
import { ruleCatalogue } from '../rule-catalogue.js';
import type { Io } from './io.js';
import { pageFor } from './page-for.js';
import { runReview } from './run-review.js';

/** `explain`: one finding or question in full. */
export async function explainCommand(fingerprint: string, path: string, flags: ReviewFlags, io: Io): Promise<number> {
  if (!/^[0-9a-f]{4,20}$/.test(fingerprint)) throw new UsageError(`"${fingerprint}" is not a fingerprint; give at least 4 hex digits of one from a report`);
  const options = { ...readOptions([path], { ...flags, all: true }, io), filter: { kind: 'all' } as const };
  const { report, textOf } = await runReview(options, io);
  const found = [...report.findings, ...report.questions].filter((entry) => entry.fingerprint.startsWith(fingerprint));
  const [entry] = found;
  if (!entry) throw new UsageError(`nothing in this project has the fingerprint ${fingerprint}; it may be fixed, or belong to another path`);
  if (found.length > 1) throw new UsageError(`${fingerprint} fits ${found.length} fingerprints; give more digits: ${found.map((one) => one.fingerprint).join(', ')}`);
  io.stdout(explanation(entry, ruleCatalogue().find((rule) => rule.id === entry.ruleId), pageFor(options, textOf, io)));
  return 0;
}
