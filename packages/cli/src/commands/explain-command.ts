import { byFingerprint } from '../findings/by-fingerprint.js';
import { didYouMean } from '../options/closest-name.js';
import { readOptions, type ReviewFlags } from '../options/read-options.js';
import { UsageError } from '../options/user-error.js';
import { explanation } from '../report/pretty/explanation.js';
import { markdownPage } from '../report/pretty/markdown-page.js';
import { knownRules, ruleCatalogue } from '../rule-catalogue.js';
import { rulePage } from '../rule-page.js';
import type { Io } from './io.js';
import { pageFor } from './page-for.js';
import { runReview } from './run-review.js';

/** `explain`: one finding or question in full, or the page of a rule. */
export async function explainCommand(what: string, path: string, flags: ReviewFlags, io: Io): Promise<number> {
  if (!/^[0-9a-f]{4,20}$/.test(what)) return explainRule(what, flags, io);
  // A fingerprint is explained whichever preset reported it.
  const options = {
    ...readOptions([path], { ...flags, all: true }, io),
    filter: { kind: 'all' } as const,
    preset: 'strict' as const,
  };
  const { report, textOf } = await runReview(options, io);
  const entry = byFingerprint(
    what,
    [...report.findings, ...report.cleared, ...report.questions],
    'finding or question',
  );
  io.stdout(
    explanation(
      entry,
      ruleCatalogue().find((rule) => rule.id === entry.ruleId),
      pageFor(options, textOf, io),
      report.findings,
    ),
  );
  return 0;
}

/** Needs no project: the page ships with the rule. */
function explainRule(given: string, flags: ReviewFlags, io: Io): number {
  const id = given.replace(/^backend-architect\//, '');
  const known = knownRules();
  const page = known.has(id) ? rulePage(id) : null;
  if (page === null) {
    throw new UsageError(
      `"${given}" is neither a rule nor a fingerprint; ` +
        `${didYouMean(id, known) || 'give a rule, or at least 4 hex digits of a fingerprint from a report'}`,
    );
  }
  io.stdout(
    markdownPage(
      page,
      pageFor({ colour: flags.color === false ? 'never' : 'auto', detail: 'everything' }, () => null, io),
    ),
  );
  return 0;
}
