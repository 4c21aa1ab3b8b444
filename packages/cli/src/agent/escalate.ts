/** The `escalate` command: everything between a review and a socket, and back to the ledger. */
import { pruneLedger, readLedger } from '../answers/ledger.js';
import { count } from '../count.js';
import { UsageError } from '../options/user-error.js';
import { accessFrom } from './access.js';
import { acceptQuestion, type AcceptRequest } from './accept.js';
import type { Outcome } from './ask-questions.js';
import { differenceOf, isUnanswered, tallyOf } from './difference.js';
import { escalate, writtenLine } from './escalation.js';
import { exportOf, importAnswers, writeExchange } from './exchange.js';
import { openQuestions } from './open-questions.js';
import { planOf } from './plan.js';
import type { EscalateIo, ReviewedProject } from './reviewed-project.js';
import { settingsFrom, type EscalateFlags } from './settings.js';

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
 * Runs one `escalate` and returns its exit code: 0 when every question asked was cleared or confirmed, 3 when some have no
 * usable answer. What a person must do something about is thrown as a `UsageError` or `ConfigError` (exit code 2).
 */
export async function runEscalate({ action, flags, review }: EscalateOptions, io: EscalateIo): Promise<number> {
  const settings = settingsFrom(flags);
  const reviewed = await review();
  switch (action.kind) {
    case 'accept':
      await acceptQuestion(action.request, reviewed, io);
      return 0;
    case 'prune':
      return prune(reviewed, io);
    case 'import':
      return importFrom(action.file, reviewed, io);
    case 'plan':
      io.stdout(planOf(await openQuestions(reviewed, readLedger(reviewed.root), io.now(), settings.repeat), settings));
      return 0;
    case 'export': {
      const { ready, unsendable } = await openQuestions(reviewed, readLedger(reviewed.root), io.now(), settings.repeat);
      writeExchange(action.file, exportOf(ready));
      io.stdout(`${count(ready.length, 'question')} written to ${action.file}${unsendable.length > 0 ? `, ${unsendable.length} cannot be shown` : ''}\n`);
      return 0;
    }
    case 'ask':
      return ask(reviewed, settings, io);
    default:
      return action satisfies never;
  }
}

async function ask(reviewed: ReviewedProject, settings: ReturnType<typeof settingsFrom>, io: EscalateIo): Promise<number> {
  const access = accessFrom(io.env, settings.allow);
  if (access === null) {
    const { open } = await openQuestions(reviewed, readLedger(reviewed.root), io.now(), settings.repeat);
    throw new UsageError(`no key: set ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN; ${count(open, 'question')} ${open === 1 ? 'stays' : 'stay'} open (escalate --export FILE hands them to somebody else)`);
  }
  const result = await escalate(reviewed, access, settings, io);
  if (result.hopeless !== null && result.written.length === 0) throw new UsageError(`${result.hopeless}; the ledger is unchanged`);
  for (const outcome of result.outcomes) io.stdout(differenceOf(outcome));
  for (const { asked, reason } of result.questions.unsendable) io.stdout(`${asked.question.location.file}:${asked.question.location.startLine} ${asked.question.ruleId}: not asked, ${reason}\n`);
  for (const note of result.notWritten) io.stdout(`${note}\n`);
  const cap = settings.maxUsd === null ? '' : ` of $${settings.maxUsd.toFixed(2)}`;
  io.stdout(`${count(result.outcomes.length, 'question')} for ${settings.model} at ${access.host}, ${count(result.calls, 'call')}${result.outcomes.length > 0 ? `: ${tallyOf(result.outcomes)}` : ''}; $${result.spentUsd.toFixed(4)}${cap} spent; ${writtenLine(result)}\n`);
  if (result.hopeless !== null) throw new UsageError(`${result.hopeless}; the questions after that stay open`);
  return exitFor(result.outcomes, result.questions.unsendable.length, io);
}

async function importFrom(file: string, reviewed: ReviewedProject, io: EscalateIo): Promise<number> {
  const { outcomes, written, notes } = await importAnswers(file, reviewed, io);
  for (const outcome of outcomes) io.stdout(differenceOf(outcome));
  for (const note of notes) io.stdout(`${note}\n`);
  io.stdout(`${count(outcomes.length, 'answer')} read${outcomes.length > 0 ? `: ${tallyOf(outcomes)}` : ''}; ${writtenLine({ written })}\n`);
  return exitFor(outcomes, 0, io);
}

function prune(reviewed: ReviewedProject, io: EscalateIo): number {
  if (reviewed.scope === 'part') throw new UsageError('--prune looks at the whole project; run it at its root without a path');
  const present = new Set(reviewed.asked.map(({ question }) => `${question.ruleId}\n${question.fingerprint}`));
  const gone = pruneLedger(reviewed.root, (entry) => !present.has(`${entry.rule}\n${entry.fingerprint}`));
  for (const path of gone) io.stdout(`${path} removed: its question is gone\n`);
  io.stdout(`${count(gone.length, 'answer')} removed\n`);
  return 0;
}

function exitFor(outcomes: readonly Outcome[], unsendable: number, io: EscalateIo): number {
  const unanswered = outcomes.filter(isUnanswered).length + unsendable;
  if (unanswered === 0) return 0;
  io.stdout(`exit 3: ${count(unanswered, 'question')} without a usable answer\n`);
  return 3;
}
