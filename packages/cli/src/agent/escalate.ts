/** The `escalate` command: everything between a review and a socket, and back to the ledger. */
import { textMask } from '@backend-architect/analysis';
import { answerQuestions } from '../answers/answer-questions.js';
import { entryOf, pruneLedger, readLedger } from '../answers/ledger.js';
import { count } from '../count.js';
import { UsageError } from '../options/user-error.js';
import { accessFrom } from './access.js';
import { acceptQuestion, type AcceptRequest } from './accept.js';
import { differenceOf, isUnanswered, placeOf, sayReason, tallyOf } from './difference.js';
import { escalate, spentWords, writtenLine, type Escalation } from './escalation.js';
import { exportOf, importAnswers, mustNotExist, writeExchange } from './exchange.js';
import { openQuestions } from './open-questions.js';
import { planOf } from './plan.js';
import type { EscalateIo, ReviewedProject } from './reviewed-project.js';
import { settingsFrom, type EscalateFlags, type EscalateSettings } from './settings.js';

export type EscalateAction =
  | { readonly kind: 'ask' }
  | { readonly kind: 'plan' }
  | { readonly kind: 'export'; /** Absolute. */ readonly file: string }
  | { readonly kind: 'import'; readonly file: string }
  | { readonly kind: 'prune' }
  | { readonly kind: 'accept'; readonly request: AcceptRequest };

export interface EscalateOptions {
  readonly action: EscalateAction;
  readonly flags: EscalateFlags;
  /** Reviews the project; called once. */
  readonly review: () => Promise<ReviewedProject>;
}

/**
 * Runs one `escalate` and returns its exit code: 0 when every question is cleared, accepted or confirmed, 3 when some
 * have no usable answer, whether they were asked now or before. What a person must do something about is thrown as a
 * `UsageError` or `ConfigError` (exit code 2).
 */
export async function runEscalate({ action, flags, review }: EscalateOptions, given: EscalateIo): Promise<number> {
  const settings = settingsFrom(flags);
  if (action.kind === 'export') mustNotExist(action.file);
  const reviewed = await review();
  const io = masking(given, reviewed.mask ?? textMask());
  switch (action.kind) {
    case 'accept':
      await acceptQuestion(action.request, reviewed, io);
      return 0;
    case 'prune':
      return prune(reviewed, io);
    case 'import':
      return importFrom(action.file, reviewed, io);
    case 'plan':
      io.stdout(planOf(await openQuestions(reviewed, readLedger(reviewed.root), io.now(), settings), settings));
      return 0;
    case 'export': {
      const { ready, unsendable, notes } = await openQuestions(reviewed, readLedger(reviewed.root), io.now(), settings);
      writeExchange(action.file, exportOf(ready));
      for (const note of notes) io.stdout(`${note}\n`);
      for (const { asked, reason } of unsendable) io.stdout(`${placeOf(asked)}: ${reason}\n`);
      io.stdout(
        `${count(ready.length, 'question')} written to ${action.file}` +
          `${unsendable.length > 0 ? `, ${unsendable.length} cannot be shown` : ''}\n`,
      );
      return 0;
    }
    case 'ask':
      return ask(reviewed, settings, io);
    default:
      return action satisfies never;
  }
}

/** Routes, proofs and opinions that are printed speak of the code as well. */
function masking(io: EscalateIo, mask: (text: string) => string): EscalateIo {
  return { ...io, stdout: (text) => io.stdout(mask(text)), stderr: (text) => io.stderr(mask(text)) };
}

async function ask(reviewed: ReviewedProject, settings: EscalateSettings, io: EscalateIo): Promise<number> {
  const access = accessFrom(io.env, settings.allow);
  if (access === null) {
    const { open } = await openQuestions(reviewed, readLedger(reviewed.root), io.now(), settings);
    throw new UsageError(
      `no key: set ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN; ${count(open, 'question')} ` +
        `${open === 1 ? 'stays' : 'stay'} open (escalate --export FILE hands them to somebody else)`,
    );
  }
  const result = await escalate(reviewed, access, settings, io);
  if (result.hopeless !== null && result.written.length === 0 && result.spentUsd === 0)
    throw new UsageError(`${result.hopeless}; the ledger is unchanged`);
  for (const outcome of result.outcomes) io.stdout(differenceOf(outcome));
  for (const { asked, reason } of result.questions.unsendable) io.stdout(`${placeOf(asked)}: not asked, ${reason}\n`);
  const { unusableBefore } = result.questions;
  if (unusableBefore > 0)
    io.stdout(
      `${count(unusableBefore, 'question')} not asked again, as the reply before could not be used ` +
        `(--retry-unusable asks again)\n`,
    );
  for (const note of result.notWritten) io.stdout(`${note}\n`);
  io.stdout(
    `${count(result.outcomes.length, 'question')} for ${settings.model} at ${access.host}, ` +
      `${count(result.calls, 'call')}${result.outcomes.length > 0 ? `: ${tallyOf(result.outcomes)}` : ''}; ` +
      `${spentWords(result, settings)}; ${writtenLine(result)}\n`,
  );
  if (result.hopeless !== null) throw new UsageError(`${result.hopeless}; the questions after that stay open`);
  return exitAfter(result, reviewed, io);
}

/**
 * What is open without a usable answer decides, not what was asked just now: a second run that finds nothing new to ask
 * says the same as the first.
 */
function exitAfter({ outcomes, notComeTo, questions }: Escalation, reviewed: ReviewedProject, io: EscalateIo): number {
  const { open } = answerQuestions({ ...reviewed, ledger: readLedger(reviewed.root), now: io.now() });
  const reasons = new Map<string, string>();
  for (const { asked } of questions.unsendable) reasons.set(asked.question.fingerprint, 'not asked');
  for (const { asked, ruling } of outcomes)
    if (ruling.state === 'open') reasons.set(asked.question.fingerprint, sayReason(ruling.reason));
  const said = open
    .map(({ question }) => reasons.get(question.fingerprint) ?? sayReason(question.openReason ?? 'not-asked'))
    .filter((reason) => reason !== 'confirmed');
  if (said.length === 0) return 0;
  const counts = [...new Set(said)]
    .sort()
    .map((reason) => `${said.filter((one) => one === reason).length} ${reason}`)
    .join(', ');
  const way =
    notComeTo > 0 ? '; stopped: run the same command again to go on, nothing that was answered is paid for again' : '';
  io.stdout(`exit 3: ${count(said.length, 'question')} without a usable answer (${counts})${way}\n`);
  return 3;
}

async function importFrom(file: string, reviewed: ReviewedProject, io: EscalateIo): Promise<number> {
  const { outcomes, written, notes, unusable } = await importAnswers(file, reviewed, io);
  for (const outcome of outcomes) io.stdout(differenceOf(outcome));
  for (const note of notes) io.stdout(`${note}\n`);
  io.stdout(
    `${count(outcomes.length, 'answer')} read${outcomes.length > 0 ? `: ${tallyOf(outcomes)}` : ''}; ` +
      `${writtenLine({ written })}\n`,
  );
  const unanswered = outcomes.filter(isUnanswered).length + unusable;
  if (unanswered === 0) return 0;
  io.stdout(`exit 3: ${count(unanswered, 'answer')} that cannot be used\n`);
  return 3;
}

function prune(reviewed: ReviewedProject, io: EscalateIo): number {
  if (reviewed.scope === 'part')
    throw new UsageError('--prune looks at the whole project; run it at its root without a path');
  // A question that could not be asked again is not gone.
  if (reviewed.incomplete)
    throw new UsageError(`--prune needs a complete review, and ${reviewed.incomplete}; nothing was removed`);
  const ledger = readLedger(reviewed.root);
  const printsOf = ({ question: { ruleId, fingerprint }, former = [], members }: ReviewedProject['asked'][number]) =>
    [fingerprint, ...former, entryOf(ledger, ruleId, fingerprint, former, members)?.fingerprint].map(
      (print) => `${ruleId}\n${print}`,
    );
  const present = new Set(reviewed.asked.flatMap(printsOf));
  const { removed, failed } = pruneLedger(
    reviewed.root,
    (entry) => !present.has(`${entry.rule}\n${entry.fingerprint}`),
  );
  for (const path of removed) io.stdout(`${path} removed: its question is gone\n`);
  io.stdout(`${count(removed.length, 'answer')} removed\n`);
  if (failed.length > 0)
    throw new UsageError(`${count(failed.length, 'answer')} cannot be removed: ${failed.join(', ')}`);
  return 0;
}
