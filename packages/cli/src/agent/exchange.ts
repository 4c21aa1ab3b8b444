/** Questions on paper: exported for a person or any other agent, imported with the same proof and no more trust. */
import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { markFixChecked, readLedger, writeEntry } from '../answers/ledger.js';
import { discardDraft, LEDGER_FOLDER, obstacleIn } from '../answers/ledger-place.js';
import { plainText } from '../answers/plain-text.js';
import { arbitrate } from '../answers/arbitrate.js';
import { readGivenJson } from '../options/read-given.js';
import { ConfigError, UsageError } from '../options/user-error.js';
import type { Outcome, PreparedQuestion } from './ask-questions.js';
import { openQuestions } from './open-questions.js';
import { questionPrompt } from './prompt.js';
import { entryFrom } from './record.js';
import { isFixChecked } from './fix-checker.js';
import type { EscalateIo, ReviewedProject } from './reviewed-project.js';
import { verifyAnswer } from './verify.js';
import { answerJsonSchema } from './answer-schema.js';
import { visibleJson } from './visible.js';

/** Of a file of answers. */
const MOST_BYTES = 20 * 1024 * 1024;

const exchangeSchema = z.looseObject({
  schema: z.literal('exchange/1'),
  by: z.string().max(200),
  items: z.array(z.unknown()).max(5_000),
});

/** Items are read one by one: a broken one must not take the others with it. */
const itemSchema = z.looseObject({ question_id: z.string().max(400), answer: z.unknown().optional() });

/** Text of the file: instructions, schema, and for each question its dossier and an empty answer. */
export function exportOf(questions: readonly PreparedQuestion[]): string {
  const sorted = [...questions].sort((a, b) => (a.dossier.question.id < b.dossier.question.id ? -1 : 1));
  const file = {
    schema: 'exchange/1',
    by: '',
    instructions: questionPrompt().system,
    answer_schema: answerJsonSchema(),
    items: sorted.map(({ dossier }) => ({ question_id: dossier.question.id, dossier, answer: null })),
  };
  return `${visibleJson(file, 2)}\n`;
}

/** An answered file is never written over. */
export function mustNotExist(path: string): void {
  if (existsSync(path)) throw new UsageError(`${path} exists already; move it away first, it may hold answers`);
}

/** Writes the exchange file in one go, or nothing. */
export function writeExchange(path: string, text: string): void {
  mustNotExist(path);
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    renameSync(draft, path);
  } catch (error) {
    discardDraft(draft);
    throw new UsageError(`${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
  }
}

export interface Imported {
  readonly outcomes: readonly Outcome[];
  readonly written: readonly string[];
  readonly notes: readonly string[];
  /** Items that are broken, and answers that could not be written; each has its note. */
  readonly unusable: number;
}

/** Verifies every answer of a file against dossiers built anew; what the file says of the questions is not read. */
export async function importAnswers(path: string, reviewed: ReviewedProject, io: EscalateIo): Promise<Imported> {
  const file = readExchange(path);
  const by = file.by.trim();
  if (by === '') throw new ConfigError(`${path}: "by" does not say who answered`);
  const obstacle = obstacleIn(reviewed.root, LEDGER_FOLDER);
  if (obstacle !== null)
    throw new UsageError(`answers could not be kept in ${LEDGER_FOLDER}: ${obstacle}; nothing was imported`);
  const { ready, unsendable } = await openQuestions(reviewed, readLedger(reviewed.root), io.now(), { repeat: 'again' });
  const outcomes: Outcome[] = [];
  const written: string[] = [];
  const notes: string[] = [];
  const seen = new Set<string>();
  let unusable = 0;
  for (const [index, value] of file.items.entries()) {
    const parsed = itemSchema.safeParse(value);
    if (!parsed.success) {
      notes.push(`item ${index + 1} was left out: it has no question_id`);
      unusable += 1;
      continue;
    }
    const { question_id: id, answer } = parsed.data;
    if (answer === null || answer === undefined) continue;
    const prepared = ready.find(({ dossier }) => dossier.question.id === id);
    if (!prepared || seen.has(id)) {
      const reason = prepared
        ? 'it is answered twice here, and the first answer counts'
        : (unsendable.find(({ asked }) => asked.question.fingerprint === id)?.reason ??
          'this question is not open here');
      notes.push(`item ${index + 1}, ${plainText(id, 60)}: ${reason}`);
      continue;
    }
    seen.add(id);
    const verified = verifyAnswer(answer, { ...prepared, project: reviewed.project, policy: reviewed.policy });
    const outcome: Outcome = {
      ...prepared,
      ruling: arbitrate(verified.reply),
      verified,
      detail: verified.problem,
      unusable: null,
      usage: null,
      usd: null,
    };
    outcomes.push(outcome);
    const entry = entryFrom({
      dossier: prepared.dossier,
      verified,
      by: { kind: 'import', id: plainText(by, 200) },
      fix: { checked: false },
    });
    if (entry === null) continue;
    const write = writeEntry(reviewed.root, entry, io.now().toISOString().slice(0, 10));
    if (write.kind !== 'written') {
      notes.push(
        write.kind === 'kept'
          ? `${write.path} was kept as it is: ${plainText(write.reason, 300)}`
          : `${write.path} could not be written (${write.reason})`,
      );
      unusable += 1;
      continue;
    }
    written.push(write.path);
    if (await isFixChecked(outcome, reviewed)) markFixChecked(reviewed.root, entry);
  }
  return { outcomes, written: written.sort(), notes, unusable };
}

function readExchange(path: string): z.infer<typeof exchangeSchema> {
  const parsed = exchangeSchema.safeParse(readGivenJson(path, MOST_BYTES));
  if (!parsed.success)
    throw new ConfigError(
      `${path} is not an export of questions (${parsed.error.issues[0]?.path.join('.') || 'at its top'})`,
    );
  return parsed.data;
}
