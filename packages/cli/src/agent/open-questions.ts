/** The questions worth asking: not settled by contract or ledger, not answered before with the same evidence. */
import { answerQuestions } from '../answers/answer-questions.js';
import type { AskedQuestion } from '../answers/asked-question.js';
import type { LedgerEntry } from '../answers/ledger-entry.js';
import { formerPaths } from '../files/former-paths.js';
import { entryOf, ledgerPathOf, reasonToKeep, type Ledger } from '../answers/ledger.js';
import { plainText } from '../answers/plain-text.js';
import type { PreparedQuestion } from './ask-questions.js';
import { dossierOf } from './dossier.js';
import { formerKeys } from './former-keys.js';
import { questionPrompt } from './prompt.js';
import { ranked } from './rank.js';
import type { ReviewedProject } from './reviewed-project.js';
import type { EscalateSettings } from './settings.js';
import { unseenIn } from './visible.js';

export interface OpenQuestions {
  /** Ranked: what matters most for its price first. */
  readonly ready: readonly PreparedQuestion[];
  /** Answered before, and nothing the answer rests on has changed. */
  readonly answeredBefore: number;
  /** How many of them in a way that could not be used. */
  readonly unusableBefore: number;
  readonly unsendable: readonly { readonly asked: AskedQuestion; readonly reason: string }[];
  /** All that is open, whether it can be asked or not. */
  readonly open: number;
  /** What people should know of what is sent, one line each: characters nobody sees in the code or in its names. */
  readonly notes: readonly string[];
}

/** What is asked once more, and of whom. */
export interface Asking {
  readonly repeat: EscalateSettings['repeat'];
  /**
   * Id of the model; a reply of another one that could not be used says nothing of this one. Without it nobody in
   * particular is asked.
   */
  readonly model?: string;
}

/** `again` asks also where an answer with the same key is kept; a person's answer is never asked over. */
export async function openQuestions(
  reviewed: ReviewedProject,
  ledger: Ledger,
  now: Date,
  asking: Asking,
): Promise<OpenQuestions> {
  const { open } = answerQuestions({
    asked: reviewed.asked,
    project: reviewed.project,
    policy: reviewed.policy,
    ledger,
    now,
  });
  const ready: PreparedQuestion[] = [];
  const unsendable: { asked: AskedQuestion; reason: string }[] = [];
  let answeredBefore = 0;
  let unusableBefore = 0;
  const { version } = questionPrompt();
  const renames = renamesOf(reviewed.root, ledger);
  for (const asked of open) {
    const dossier = await dossierOf(asked, reviewed.policy, reviewed);
    if ('unsendable' in dossier) {
      unsendable.push({ asked, reason: dossier.unsendable });
      continue;
    }
    const { openReason, ruleId, fingerprint } = asked.question;
    const entry = entryOf(ledger, ruleId, fingerprint, asked.former, asked.members);
    // What has lapsed was right once, what is refused was never answered by whom it names: both are asked again.
    const isStale = openReason === 'lapsed' || openReason === 'refused';
    const isHuman = entry?.by.kind === 'human';
    const speaksOfThis =
      entry !== undefined &&
      !isStale &&
      (isHuman ||
        entry.key === dossier.key ||
        (
          await formerKeys(
            asked,
            { fingerprint: entry.fingerprint, renamed: await renames() },
            reviewed.policy,
            reviewed,
          )
        ).includes(entry.key));
    const keep = speaksOfThis && (isHuman || isKept(entry, asking, version));
    // An answer that could not be written down would be paid for in vain.
    const obstacle = keep
      ? null
      : reasonToKeep(reviewed.root, { rule: ruleId, fingerprint, by: NOT_A_PERSON }, now.toISOString().slice(0, 10));
    if (keep) {
      answeredBefore += 1;
      if (entry.decision === 'unusable') unusableBefore += 1;
    } else if (obstacle !== null)
      unsendable.push({ asked, reason: `its answer could not be kept: ${plainText(obstacle, 300)}` });
    else ready.push({ asked, dossier, ...(speaksOfThis && entry.decision !== 'unusable' && { overAnswer: true }) });
  }
  const importers = new Map<string, number>();
  for (const edge of reviewed.project.modules) importers.set(edge.to, (importers.get(edge.to) ?? 0) + 1);
  return {
    ready: ranked(ready, (file) => importers.get(file) ?? 0),
    answeredBefore,
    unusableBefore,
    unsendable,
    open: open.length,
    notes: unseenNotes(ready),
  };
}

/** Enough to look each one up by itself. */
const MOST_LOOKUPS = 50;

/** Former paths of files since the answers were written, asked of git once, and only when somebody wants to know. */
function renamesOf(root: string, ledger: Ledger): () => Promise<ReadonlyMap<string, readonly string[]>> {
  let found: Promise<ReadonlyMap<string, readonly string[]>> | undefined;
  const answers = [...ledger.entries.values()]
    .slice(0, MOST_LOOKUPS)
    .map(({ rule, fingerprint }) => ledgerPathOf(rule, fingerprint));
  return () =>
    (found ??= formerPaths({ root, of: 'work-tree', since: { last: [], first: answers } }).then(
      ({ byPath }) => byPath,
    ));
}

/** A reply that could not be used counts for the model and the words that it was asked with. */
function isKept({ decision, by }: LedgerEntry, { repeat, model }: Asking, prompt: string): boolean {
  switch (repeat) {
    case 'again':
      return false;
    case 'unusable':
      return decision !== 'unusable';
    case 'once':
      return (
        decision !== 'unusable' ||
        model === undefined ||
        (by.kind === 'model' && by.id === model && by.prompt === prompt)
      );
    default:
      return repeat satisfies never;
  }
}

const NOT_A_PERSON = { kind: 'import', id: 'whoever is asked' } as const;

function unseenNotes(ready: readonly PreparedQuestion[]): readonly string[] {
  const notes = ready.flatMap(({ asked, dossier: { evidence, limits: _limits, ...names } }) => {
    const inNames = unseenIn(JSON.stringify([names, evidence.map(({ file, what }) => [file, what])]));
    return [
      ...(inNames > 0
        ? [
            unseenNote(
              `names in the question at ${plainText(asked.question.location.file, 300)}:` +
                `${asked.question.location.startLine}`,
              inNames,
            ),
          ]
        : []),
      ...evidence.flatMap(({ file, lines, unseen }) =>
        unseen === undefined ? [] : [unseenNote(`${plainText(file, 300)}:${lines[0]}-${lines[1]}`, unseen)],
      ),
    ];
  });
  return [...new Set(notes)];
}

function unseenNote(where: string, number: number): string {
  return (
    `${where}: ${number} invisible or reordering ${number === 1 ? 'character is' : 'characters are'} sent ` +
    'written out'
  );
}
