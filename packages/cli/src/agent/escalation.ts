/** One escalation: ask what is open, check every reply, write the answers that can be checked, each when it arrives. */
import type { Question } from '../report/types.js';
import { LEDGER_FOLDER, obstacleIn } from '../answers/ledger-place.js';
import { ledgerPathOf, markFixChecked, readLedger, removeDrafts, writeEntry, type Ledger } from '../answers/ledger.js';
import type { LedgerEntry } from '../answers/ledger-entry.js';
import { plainText } from '../answers/plain-text.js';
import { UsageError } from '../options/user-error.js';
import type { Access } from './access.js';
import { askQuestions, type AskResult, type Outcome } from './ask-questions.js';
import { modelClient } from './client.js';
import { placeOf } from './difference.js';
import { isFixChecked } from './fix-checker.js';
import { listenForInterruption } from './interruption.js';
import { openQuestions, type OpenQuestions } from './open-questions.js';
import { questionPrompt } from './prompt.js';
import { entryFrom, unusableEntry } from './record.js';
import type { EscalateIo, ReviewedProject } from './reviewed-project.js';
import { takeRunLock } from './run-lock.js';
import { priceFor, type EscalateSettings } from './settings.js';

export interface Escalation extends Omit<AskResult, 'outcomes'> {
  readonly questions: OpenQuestions;
  readonly outcomes: readonly Outcome[];
  /** Ledger files written, root-relative, sorted. */
  readonly written: readonly string[];
  /** How many of them hold a reply that could not be used. */
  readonly unusable: number;
  /** Answers that were not written, with the reason. */
  readonly notWritten: readonly string[];
  /** Questions that were not come to, because somebody stopped the run. */
  readonly notComeTo: number;
}

/**
 * Opens sockets and writes the ledger. Where answers could not be kept, or another run asks already, nothing is asked
 * and a `UsageError` says so. What has been answered stays written, however the run ends.
 */
export async function escalate(
  reviewed: ReviewedProject,
  access: Access,
  settings: EscalateSettings,
  io: EscalateIo,
): Promise<Escalation> {
  const price = priceFor(settings);
  const before = readLedger(reviewed.root);
  for (const warning of before.warnings) io.stderr(`${warning}\n`);
  for (const note of access.notes) io.stderr(`${note}\n`);
  const first = await openQuestions(reviewed, before, io.now(), settings);
  if (first.ready.length === 0)
    return {
      questions: first,
      outcomes: [],
      written: [],
      unusable: 0,
      notWritten: [],
      notComeTo: 0,
      spentUsd: 0,
      calls: 0,
      unknownUsage: 0,
      hopeless: null,
    };
  mustBeWritable(reviewed.root, first);
  const lock = await takeRunLock(reviewed.root);
  const interruption = listenForInterruption((line) => io.stderr(`backend-architect: ${line}\n`));
  const written = new Map<string, { readonly outcome: Outcome; readonly entry: LedgerEntry }>();
  try {
    removeDrafts(reviewed.root);
    // Another run may have ended between the look at the ledger and the lock; what it paid for is not asked again.
    const ledger = readLedger(reviewed.root);
    const questions = isSame(before, ledger) ? first : await openQuestions(reviewed, ledger, io.now(), settings);
    for (const note of questions.notes) io.stderr(`${note}\n`);
    const prompt = questionPrompt();
    const notWritten: string[] = [];
    const overAnswer = new Set(
      questions.ready.filter((one) => one.overAnswer).map(({ dossier }) => dossier.question.id),
    );
    const keep = (outcome: Outcome): string | null => {
      const entry = entryOfOutcome(outcome, settings.model, prompt.version);
      if (entry === null || (entry.decision === 'unusable' && overAnswer.has(entry.fingerprint))) return null;
      const write = writeEntry(reviewed.root, entry, io.now().toISOString().slice(0, 10));
      if (write.kind === 'written') written.set(write.path, { outcome, entry });
      if (write.kind === 'kept') notWritten.push(`${write.path} was kept as it is: ${plainText(write.reason, 300)}`);
      if (write.kind !== 'failed') return null;
      // It is paid for: whoever sees this can still put it where it belongs.
      io.stderr(`${write.path} could not be written (${write.reason}); it would say:\n${JSON.stringify(entry)}\n`);
      return `answers cannot be kept any more (${write.reason})`;
    };
    const result = await askQuestions({
      questions: questions.ready,
      context: { project: reviewed.project, policy: reviewed.policy },
      ask: await modelClient({ access, model: settings.model, effort: settings.effort, timeout: settings.timeout }),
      prompt,
      limits: {
        maxUsd: settings.maxUsd,
        maxCalls: settings.maxCalls,
        deadline: io.now().getTime() + settings.deadline,
      },
      price,
      now: () => io.now().getTime(),
      settled: (outcome) => {
        const problem = keep(outcome);
        io.stderr(
          `${placeOf(outcome.asked)}: ${outcome.ruling.state === 'cleared' ? 'cleared' : outcome.ruling.reason}\n`,
        );
        return problem;
      },
      stop: [interruption.stop, lock.lost],
      leave: interruption.leave,
    });
    const hopeless = result.hopeless ?? (lock.lost.aborted ? 'another escalation has taken over' : null);
    const run = {
      ...result,
      hopeless,
      questions,
      written: [...written.keys()].sort(),
      unusable: [...written.values()].filter(({ entry }) => entry.decision === 'unusable').length,
      notWritten,
      notComeTo: questions.ready.length - result.outcomes.length,
    };
    lock.release();
    // Trying out a fix takes the compiler and seconds: only now, when nothing that was paid for can be lost by it.
    for (const { outcome, entry } of written.values()) {
      if (!interruption.stop.aborted && (await isFixChecked(outcome, reviewed))) markFixChecked(reviewed.root, entry);
    }
    return run;
  } finally {
    interruption.end();
    lock.release();
  }
}

function mustBeWritable(root: string, { ready }: OpenQuestions): void {
  const folders = new Set(
    ready.map(({ asked }) => ledgerPathOf(asked.question.ruleId, asked.question.fingerprint).replace(/\/[^/]*$/, '')),
  );
  for (const folder of folders) {
    const obstacle = obstacleIn(root, folder);
    if (obstacle !== null)
      throw new UsageError(`answers could not be kept in ${folder}: ${obstacle}; nothing was asked`);
  }
}

function isSame(a: Ledger, b: Ledger): boolean {
  return JSON.stringify([...a.entries]) === JSON.stringify([...b.entries]);
}

/** What to keep of a reply; null for one that may fare better the next time. */
function entryOfOutcome(
  { verified, dossier, unusable, detail, usage, usd }: Outcome,
  model: string,
  prompt: string,
): LedgerEntry | null {
  const tokens =
    usage === null
      ? { in: null, out: null }
      : { in: usage.input + usage.cacheRead + usage.cacheWrite, out: usage.output };
  const cost = usage === null || usd === null ? null : Math.round(usd * 1e6) / 1e6;
  const by = { kind: 'model', id: model, prompt, usage: { ...tokens, usd: cost } } as const;
  if (unusable !== null)
    return unusableEntry({ dossier, problem: unusable, detail: detail ?? 'it says nothing that can be used', by });
  return verified === null ? null : entryFrom({ dossier, verified, by, fix: { checked: false } });
}

/**
 * The questions of a report with the reasons of a run that has just been made: what failed is said, not taken for
 * `not-asked`.
 */
export function withOutcomes(
  questions: readonly Question[],
  { outcomes, questions: { unsendable } }: Pick<Escalation, 'outcomes' | 'questions'>,
): readonly Question[] {
  const reasons = new Map(
    outcomes.flatMap(({ asked, ruling }) =>
      ruling.state === 'open' ? [[asked.question.fingerprint, ruling.reason] as const] : [],
    ),
  );
  for (const { asked } of unsendable) reasons.set(asked.question.fingerprint, 'error');
  return questions.map((question) =>
    question.openReason === 'not-asked'
      ? { ...question, openReason: reasons.get(question.fingerprint) ?? question.openReason }
      : question,
  );
}

/** Words for what a run cost: what is not known is not called nothing. */
export function spentWords(
  { spentUsd, calls, unknownUsage }: Pick<Escalation, 'spentUsd' | 'calls' | 'unknownUsage'>,
  { model, maxUsd, prices }: EscalateSettings,
): string {
  if (!Object.hasOwn(prices, model))
    return calls === 0 ? 'nothing spent' : 'what it cost is not known, as there is no price for the model';
  const cap = maxUsd === null ? '' : ` of $${maxUsd.toFixed(2)}`;
  const worst =
    unknownUsage === 0
      ? ''
      : ` at most (${unknownUsage} ${unknownUsage === 1 ? 'call' : 'calls'} without believable usage, ` +
        'booked at the worst case)';
  return `$${spentUsd.toFixed(4)}${cap} spent${worst}`;
}

/** One clear line about where answers were written. */
export function writtenLine({
  written,
  unusable = 0,
}: Pick<Escalation, 'written'> & Partial<Pick<Escalation, 'unusable'>>): string {
  if (written.length === 0) return 'the ledger is unchanged';
  const of =
    unusable === 0
      ? ''
      : `, ${unusable === written.length ? '' : `${unusable} of them `}without anything that can be used`;
  return (
    `${written.length} ${written.length === 1 ? 'answer' : 'answers'} written to ${LEDGER_FOLDER}${of}; commit ` +
    'them'
  );
}
