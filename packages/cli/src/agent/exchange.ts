/** Questions on paper: exported for a person or any other agent, imported with the same proof and no more trust. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { readLedger, writeEntry } from '../answers/ledger.js';
import { arbitrate } from '../answers/arbitrate.js';
import { ConfigError, UsageError } from '../options/user-error.js';
import type { Outcome, PreparedQuestion } from './ask-questions.js';
import { openQuestions } from './open-questions.js';
import { questionPrompt } from './prompt.js';
import { entryFrom } from './record.js';
import { isFixChecked } from './fix-checker.js';
import type { EscalateIo, ReviewedProject } from './reviewed-project.js';
import { verifyAnswer } from './verify.js';
import { answerJsonSchema } from './answer-schema.js';

const MOST_BYTES = 20 * 1024 * 1024;

const exchangeSchema = z.looseObject({
  schema: z.literal('exchange/1'),
  by: z.string().max(200),
  items: z.array(z.looseObject({ question_id: z.string().max(400), answer: z.unknown() })).max(5_000),
});

/** Text of the file: instructions, schema, and for each question its dossier and an empty answer. */
export function exportOf(questions: readonly PreparedQuestion[]): string {
  const sorted = [...questions].sort((a, b) => (a.dossier.question.id < b.dossier.question.id ? -1 : 1));
  const file = { schema: 'exchange/1', by: '', instructions: questionPrompt().system, answer_schema: answerJsonSchema(), items: sorted.map(({ dossier }) => ({ question_id: dossier.question.id, dossier, answer: null })) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Writes the exchange file in one go; an answered one is never written over. */
export function writeExchange(path: string, text: string): void {
  if (existsSync(path)) throw new UsageError(`${path} exists already; move it away first, it may hold answers`);
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    renameSync(draft, path);
  } catch (error) {
    throw new UsageError(`${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
  }
}

export interface Imported {
  readonly outcomes: readonly Outcome[];
  readonly written: readonly string[];
  readonly notes: readonly string[];
}

/** Verifies every answer of a file against dossiers built anew; what the file says of the questions is not read. */
export async function importAnswers(path: string, reviewed: ReviewedProject, io: EscalateIo): Promise<Imported> {
  const file = readExchange(path);
  const by = file.by.trim();
  if (by === '') throw new ConfigError(`${path}: "by" does not say who answered`);
  const { ready } = await openQuestions(reviewed, readLedger(reviewed.root), io.now(), 'again');
  const outcomes: Outcome[] = [];
  const written: string[] = [];
  const notes: string[] = [];
  for (const item of file.items) {
    if (item.answer === null || item.answer === undefined) continue;
    const prepared = ready.find(({ dossier }) => dossier.question.id === item.question_id);
    if (!prepared) {
      notes.push(`${item.question_id.slice(0, 60)}: this question is not open here`);
      continue;
    }
    const verified = verifyAnswer(item.answer, { ...prepared, project: reviewed.project, policy: reviewed.policy });
    const outcome: Outcome = { ...prepared, ruling: arbitrate(verified.reply), verified, detail: verified.problem, usage: null, usd: null };
    outcomes.push(outcome);
    const entry = entryFrom({ dossier: prepared.dossier, verified, by: { kind: 'import', id: by }, fix: { checked: await isFixChecked(outcome, reviewed) } });
    if (entry === null) continue;
    const write = writeEntry(reviewed.root, entry);
    if (write.kind === 'written') written.push(write.path);
    else notes.push(`${write.path} was kept as it is: ${write.reason}`);
  }
  return { outcomes, written: written.sort(), notes };
}

function readExchange(path: string): z.infer<typeof exchangeSchema> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
  }
  if (text.length > MOST_BYTES) throw new UsageError(`${path} is larger than an export can be`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ConfigError(`${path} is not JSON`);
  }
  const parsed = exchangeSchema.safeParse(value);
  if (!parsed.success) throw new ConfigError(`${path} is not an export of questions (${parsed.error.issues[0]?.path.join('.') || 'at its top'})`);
  return parsed.data;
}
