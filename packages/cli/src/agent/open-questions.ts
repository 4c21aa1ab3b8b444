/** The questions worth asking: not settled by contract or ledger, not answered before with the same evidence. */
import { answerQuestions } from '../answers/answer-questions.js';
import type { AskedQuestion } from '../answers/asked-question.js';
import { entryOf, type Ledger } from '../answers/ledger.js';
import type { PreparedQuestion } from './ask-questions.js';
import { dossierOf } from './dossier.js';
import { ranked } from './rank.js';
import type { ReviewedProject } from './reviewed-project.js';

export interface OpenQuestions {
  /** Ranked: what matters most for its price first. */
  readonly ready: readonly PreparedQuestion[];
  /** Answered before, and nothing the answer rests on has changed. */
  readonly answeredBefore: number;
  readonly unsendable: readonly { readonly asked: AskedQuestion; readonly reason: string }[];
  /** All that is open, whether it can be asked or not. */
  readonly open: number;
}

/** `again` asks also where an answer with the same key is kept; a person's answer is never asked over. */
export async function openQuestions(reviewed: ReviewedProject, ledger: Ledger, now: Date, repeat: 'once' | 'again'): Promise<OpenQuestions> {
  const { open } = answerQuestions({ asked: reviewed.asked, project: reviewed.project, policy: reviewed.policy, ledger, now });
  const ready: PreparedQuestion[] = [];
  const unsendable: { asked: AskedQuestion; reason: string }[] = [];
  let answeredBefore = 0;
  for (const asked of open) {
    const dossier = await dossierOf(asked, reviewed.policy, reviewed);
    if ('unsendable' in dossier) {
      unsendable.push({ asked, reason: dossier.unsendable });
      continue;
    }
    const entry = entryOf(ledger, asked.question.ruleId, asked.question.fingerprint, asked.former);
    const keep = entry !== undefined && (entry.by.kind === 'human' ? asked.question.openReason !== 'lapsed' : repeat === 'once' && entry.key === dossier.key && asked.question.openReason !== 'lapsed');
    if (keep) answeredBefore += 1;
    else ready.push({ asked, dossier });
  }
  const importers = new Map<string, number>();
  for (const edge of reviewed.project.modules) importers.set(edge.to, (importers.get(edge.to) ?? 0) + 1);
  return { ready: ranked(ready, (file) => importers.get(file) ?? 0), answeredBefore, unsendable, open: open.length };
}
