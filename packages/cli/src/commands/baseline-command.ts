import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isLink, pointsOutside } from '../answers/ledger-place.js';
import { count } from '../count.js';
import { BASELINE_FILE, formatBaseline, readBaseline, type BaselineEntry } from '../findings/baseline.js';
import { readOptions, type ReviewFlags } from '../options/read-options.js';
import { ConfigError, UsageError } from '../options/user-error.js';
import { printable } from '../report/pretty/printable.js';
import type { Finding, Question } from '../report/types.js';
import type { Io } from './io.js';
import { runReview } from './run-review.js';
import { writeOutput } from './write-output.js';

/** `baseline`: writes what is found today and says what changed. Nothing is written after a run that was not whole. */
export async function baselineCommand(path: string, flags: ReviewFlags, io: Io): Promise<number> {
  const options = { ...readOptions([path], flags, io), filter: { kind: 'all' } as const };
  refuseOthers(options.root);
  const before = earlier(options.root);
  const { report, asked } = await runReview({ ...options, baseline: 'ignore' }, io);
  if (report.exit.code === 2) {
    io.stderr(`backend-architect: no baseline written: ${printable(report.exit.reason)}\n`);
    return 2;
  }
  const isNew = ({ state }: Finding | Question): boolean => state === 'new';
  const entryOf = (
    { ruleId, fingerprint, location: { file } }: Finding | Question,
    kind: BaselineEntry['kind'],
  ): BaselineEntry => ({ ruleId, fingerprint, kind, file });
  const membersOf = (question: Question) =>
    asked.find((one) => one.question.ruleId === question.ruleId && one.question.fingerprint === question.fingerprint);
  const questions = report.questions.filter(isNew);
  const entries = [
    ...report.findings.filter(isNew).map((finding) => entryOf(finding, 'finding')),
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
  const findings = report.findings.filter((finding) => finding.state === 'new').length;
  io.stdout(
    `${count(findings, 'finding')} and ${count(questions.length, 'open question')} written to ` +
      `${BASELINE_FILE}${before.length > 0 ? ` (${added} new, ${gone} gone)` : ''}; commit it\n`,
  );
  return 0;
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
