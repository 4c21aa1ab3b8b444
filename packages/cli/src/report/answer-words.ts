/**
 * Words for questions and what was answered to them, the same in every format: what is not proved never reads as if it
 * were.
 */
import type { Question } from './types.js';

/**
 * Who says what of a question. Of a dismissal that does not hold, its rationale already says why; of one that holds,
 * the proof counts, not the words.
 */
export function answerWords(
  { state, reason }: Pick<Question, 'state' | 'reason'>,
  { by, decision, rationale, proved }: NonNullable<Question['answer']>,
): string {
  switch (decision) {
    case 'confirm':
      return `${by} thinks it is real (not proved): ${rationale}`;
    case 'insufficient_evidence':
      return `${by} cannot tell: ${rationale}`;
    case 'dismiss':
      return state === 'cleared' && proved
        ? `dismissed by ${by}, and proved: ${reason ?? 'a contract of the rule'}`
        : `dismissed by ${by}: ${rationale}`;
    case 'accept':
      return `accepted by ${by}: ${rationale}`;
    default:
      return decision satisfies never;
  }
}

/** How the reason why a question is open reads in a sentence. */
export function openWord(reason: Question['openReason']): string {
  return OPEN_WORDS[reason ?? 'not-asked'];
}

const OPEN_WORDS = {
  'not-asked': 'not asked',
  'no-key': 'not asked: no key',
  budget: 'not asked: the budget was spent',
  refusal: 'the model refused to answer',
  truncated: 'the answer was cut off',
  'invalid-answer': 'the answer was invalid',
  unproven: 'the answer is not proved',
  'insufficient-evidence': 'the evidence does not suffice',
  timeout: 'no answer in time',
  error: 'asking failed',
  confirmed: 'confirmed by an opinion, not proved',
  lapsed: 'the answer has lapsed',
  refused: 'the answer is refused',
} satisfies Record<NonNullable<Question['openReason']>, string>;
