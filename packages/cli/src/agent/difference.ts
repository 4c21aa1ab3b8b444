/** What an escalation changed, in lines a person can read. */
import { plainText } from '../answers/plain-text.js';
import type { OpenReason } from '../report/types.js';
import type { Outcome } from './ask-questions.js';

/** `src/a.ts:3 rule: was open (not asked), now cleared: ... [proved]`, one or two lines for each question. */
export function differenceOf({ asked, ruling, verified, detail }: Pick<Outcome, 'asked' | 'ruling' | 'verified' | 'detail'>): string {
  const { question } = asked;
  const place = `${question.location.file}:${question.location.startLine} ${question.ruleId}`;
  const was = `was open (${sayReason(question.openReason ?? 'not-asked')})`;
  if (ruling.state === 'cleared') return `${place}: ${was}, now cleared: ${verified?.proof?.because.join('; ') ?? ruling.contract} [proved]\n`;
  const opinion = verified?.answer && ruling.reason !== 'invalid-answer' ? `  ${plainText(verified.answer.rationale, 300)}\n` : '';
  return `${place}: ${was}, still open (${sayReason(ruling.reason)}${detail ? `: ${detail}` : ''})\n${opinion}`;
}

/** `not asked`, `unproven`, ... as sentences use them. */
export function sayReason(reason: OpenReason): string {
  return reason.replace(/-/g, ' ');
}

/** `1 cleared, 2 confirmed, 1 unproven`, in a fixed order. */
export function tallyOf(outcomes: readonly Pick<Outcome, 'ruling'>[]): string {
  const counts = new Map<string, number>();
  for (const { ruling } of outcomes) {
    const name = ruling.state === 'cleared' ? 'cleared' : sayReason(ruling.reason);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => Number(b === 'cleared') - Number(a === 'cleared') || (a < b ? -1 : 1)).map(([name, count]) => `${count} ${name}`).join(', ');
}

/** An answer that settles nothing and may do so tomorrow is not a complete run. */
export function isUnanswered({ ruling }: Pick<Outcome, 'ruling'>): boolean {
  return ruling.state === 'open' && ruling.reason !== 'confirmed';
}
