import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isLink, pointsOutside } from '../answers/ledger-place.js';
import { count } from '../count.js';
import { BASELINE_FILE, formatBaseline, readBaseline, type BaselineEntry } from '../findings/baseline.js';
import { callersKey } from '../findings/screen.js';
import type { Options } from '../options/options.js';
import { readOptions, type ReviewFlags } from '../options/read-options.js';
import { ConfigError, UsageError } from '../options/user-error.js';
import { printable } from '../report/pretty/printable.js';
import { idleRules } from '../rule-catalogue.js';
import type { Finding, Question } from '../report/types.js';
import type { Io } from './io.js';
import { runReview } from './run-review.js';
import { writeOutput } from './write-output.js';

export interface BaselineFlags extends ReviewFlags {
  /** Write only what the baseline knows already, under the fingerprints of today. */
  readonly migrate?: boolean;
}

/** `baseline`: writes what is found today and says what changed. Nothing is written after a run that was not whole. */
export async function baselineCommand(path: string, flags: BaselineFlags, io: Io): Promise<number> {
  const options = { ...readOptions([path], flags, io), filter: { kind: 'all' } as const };
  refuseOthers(options.root);
  const isMigration = flags.migrate === true;
  const before = earlier(options.root);
  if (isMigration && before.length === 0)
    throw new UsageError(
      `there is no ${BASELINE_FILE} that could be carried over; write one with: backend-architect baseline`,
    );
  const { report, asked, byCallers } = await runReview({ ...options, baseline: isMigration ? 'use' : 'ignore' }, io);
  if (report.exit.code === 2) {
    io.stderr(`backend-architect: no baseline written: ${printable(report.exit.reason)}\n`);
    return 2;
  }
  const wanted = isMigration ? 'known' : 'new';
  const isWanted = ({ state }: { readonly state: string }): boolean => state === wanted;
  const entryOf = (
    { ruleId, fingerprint, location: { file } }: Finding | Question,
    kind: BaselineEntry['kind'],
  ): BaselineEntry => ({ ruleId, fingerprint, kind, file });
  const membersOf = (question: Question) =>
    asked.find((one) => one.question.ruleId === question.ruleId && one.question.fingerprint === question.fingerprint);
  const questions = report.questions.filter(isWanted);
  /** A line for each caller: one more is new. */
  const entriesOf = (finding: Finding): readonly BaselineEntry[] => {
    const callers = byCallers.get(callersKey(finding)) ?? [];
    if (callers.length === 0 || finding.state === 'suppressed')
      return isWanted(finding) ? [entryOf(finding, 'finding')] : [];
    return callers.filter(isWanted).map(({ fingerprint }) => entryOf({ ...finding, fingerprint }, 'finding'));
  };
  const found = report.findings.filter((finding) => entriesOf(finding).length > 0);
  const entries = [
    ...found.flatMap(entriesOf),
    ...idleEntries(before, options, isMigration),
    ...questions.flatMap((question) => {
      const known = membersOf(question);
      if (!known?.members) return [entryOf(question, 'question')];
      // A line for each thing it speaks of: one more is new, one less is not.
      return known.members.map(([print = ''], index) => ({
        ruleId: question.ruleId,
        fingerprint: print,
        kind: 'question' as const,
        file: known.detected.members?.[index]?.file ?? question.location.file,
      }));
    }),
  ];
  const target = join(options.root, BASELINE_FILE);
  makeFolder(dirname(target));
  writeOutput(target, formatBaseline(entries));
  const identity = ({ kind, fingerprint }: BaselineEntry): string => `${kind} ${fingerprint}`;
  const known = new Set(before.map(identity));
  const added = entries.filter((entry) => !known.has(identity(entry))).length;
  const gone = before.length - (entries.length - added);
  io.stdout(
    `${count(found.length, 'finding')} and ${count(questions.length, 'open question')} written to ` +
      `${BASELINE_FILE}${before.length > 0 ? ` (${added} new, ${gone} gone)` : ''}; commit it\n`,
  );
  return 0;
}

/** What the baseline knows of rules that did not run stays when it is carried over. */
function idleEntries(
  before: readonly BaselineEntry[],
  options: Options,
  isMigration: boolean,
): readonly BaselineEntry[] {
  const idle = idleRules(options);
  return isMigration ? before.filter(({ ruleId }) => idle.has(ruleId)) : [];
}

/**
 * The reviewed repository may hold a link in place of the baseline: what it names, one of its owner's files perhaps, is
 * never written. Nor is a pipe, which would be waited for.
 */
function refuseOthers(root: string): void {
  const path = join(root, BASELINE_FILE);
  const isFile = !existsSync(path) || lstatSync(path).isFile();
  const problem =
    pointsOutside(root, BASELINE_FILE) ?? (isLink(path) ? 'it is a link' : isFile ? null : 'it is not a plain file');
  if (problem)
    throw new UsageError(`${BASELINE_FILE} cannot be written: ${problem}; delete it and write the baseline again`);
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `the folder ${path} cannot be made (${code === 'EEXIST' ? 'there is a file of that name' : code}); no ` +
        'baseline was written',
    );
  }
}

/** A baseline nobody can read is replaced: writing it anew is what its error message asks for. */
function earlier(root: string): readonly BaselineEntry[] {
  try {
    return readBaseline(root) ?? [];
  } catch (error) {
    if (error instanceof ConfigError) return [];
    throw error;
  }
}
