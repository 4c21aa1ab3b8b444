/** One escalation: ask what is open, check every reply, write the answers that can be checked. */
import type { Question } from '../report/types.js';
import { LEDGER_FOLDER, readLedger, writeEntry } from '../answers/ledger.js';
import type { LedgerEntry } from '../answers/ledger-entry.js';
import type { Access } from './access.js';
import { askQuestions, type Outcome } from './ask-questions.js';
import { modelClient } from './client.js';
import { isFixChecked } from './fix-checker.js';
import { openQuestions, type OpenQuestions } from './open-questions.js';
import { questionPrompt } from './prompt.js';
import { entryFrom } from './record.js';
import type { EscalateIo, ReviewedProject } from './reviewed-project.js';
import { priceFor, type EscalateSettings } from './settings.js';

export interface Escalation {
  readonly questions: OpenQuestions;
  readonly outcomes: readonly Outcome[];
  /** Ledger files written, root-relative, sorted. */
  readonly written: readonly string[];
  /** Answers that were not written, with the reason. */
  readonly notWritten: readonly string[];
  readonly spentUsd: number;
  readonly calls: number;
  /** Why the run was given up before its end, or null. */
  readonly hopeless: string | null;
}

/** Opens sockets and writes the ledger. When the first call shows that no call can succeed, nothing is written. */
export async function escalate(reviewed: ReviewedProject, access: Access, settings: EscalateSettings, io: EscalateIo): Promise<Escalation> {
  const ledger = readLedger(reviewed.root);
  for (const warning of ledger.warnings) io.stderr(`${warning}\n`);
  const price = priceFor(settings);
  const questions = await openQuestions(reviewed, ledger, io.now(), settings.repeat);
  for (const note of access.notes) io.stderr(`${note}\n`);
  const prompt = questionPrompt();
  const result = await askQuestions({
    questions: questions.ready,
    context: { project: reviewed.project, policy: reviewed.policy },
    ask: await modelClient({ access, model: settings.model, effort: settings.effort, timeout: settings.timeout }),
    prompt,
    limits: { maxUsd: settings.maxUsd, maxCalls: settings.maxCalls, deadline: io.now().getTime() + settings.deadline },
    price,
    now: () => io.now().getTime(),
    settled: (outcome) => io.stderr(`${outcome.asked.question.ruleId} ${outcome.asked.question.location.file}: ${outcome.ruling.state === 'cleared' ? 'cleared' : outcome.ruling.reason}\n`),
  });
  const written: string[] = [];
  const notWritten: string[] = [];
  for (const outcome of result.outcomes) {
    const entry = await entryOfOutcome(outcome, reviewed, settings.model, prompt.version);
    if (entry === null) continue;
    const write = writeEntry(reviewed.root, entry);
    if (write.kind === 'written') written.push(write.path);
    else notWritten.push(`${write.path} was kept as it is: ${write.reason}`);
  }
  return { questions, outcomes: result.outcomes, written: written.sort(), notWritten, spentUsd: result.spentUsd, calls: result.calls, hopeless: result.hopeless };
}

async function entryOfOutcome(outcome: Outcome, reviewed: ReviewedProject, model: string, prompt: string): Promise<LedgerEntry | null> {
  if (outcome.verified === null) return null;
  const usage = { in: (outcome.usage?.input ?? 0) + (outcome.usage?.cacheRead ?? 0) + (outcome.usage?.cacheWrite ?? 0), out: outcome.usage?.output ?? 0, usd: outcome.usd === null ? null : Math.round(outcome.usd * 1e6) / 1e6 };
  return entryFrom({ dossier: outcome.dossier, verified: outcome.verified, by: { kind: 'model', id: model, prompt, usage }, fix: { checked: await isFixChecked(outcome, reviewed) } });
}

/** The questions of a report with the reasons of a run that has just been made: what failed is said, not taken for `not-asked`. */
export function withOutcomes(questions: readonly Question[], { outcomes, questions: { unsendable } }: Pick<Escalation, 'outcomes' | 'questions'>): readonly Question[] {
  const reasons = new Map(outcomes.flatMap(({ asked, ruling }) => (ruling.state === 'open' ? [[asked.question.fingerprint, ruling.reason] as const] : [])));
  for (const { asked } of unsendable) reasons.set(asked.question.fingerprint, 'error');
  return questions.map((question) => (question.openReason === 'not-asked' ? { ...question, openReason: reasons.get(question.fingerprint) ?? question.openReason } : question));
}

/** One clear line about where answers were written. */
export function writtenLine({ written }: Pick<Escalation, 'written'>): string {
  return written.length === 0 ? 'the ledger is unchanged' : `${written.length} ${written.length === 1 ? 'answer' : 'answers'} written to ${LEDGER_FOLDER}; commit them`;
}
