/** What an escalation changed, in lines a person can read. */
import { plainText } from '../answers/plain-text.js';
import type { OpenReason } from '../report/types.js';
import type { Outcome } from './ask-questions.js';

/** `src/a.ts:3 rule: was open (not asked), now cleared: ... [proved]`, one or two lines for each question. */
export function differenceOf({
  asked,
  ruling,
  verified,
  detail,
}: Pick<Outcome, 'asked' | 'ruling' | 'verified' | 'detail'>): string {
  const { question } = asked;
  const place = placeOf(asked);
  const was = `was open (${sayReason(question.openReason ?? 'not-asked')})`;
  if (ruling.state === 'cleared')
    return `${place}: ${was}, now cleared: ${plainText(verified?.proof?.because.join('; ') ?? ruling.contract)} [proved]\n`;
  return (
    `${place}: ${was}, still open (${sayReason(ruling.reason)}` +
    `${detail ? `: ${plainText(detail, 500)}` : ''})\n${opinionOf({ ruling, verified })}`
  );
}

/** A dismissal that did not clear says that all is well: beside an open question that would be read as if it held. */
function opinionOf({ ruling, verified }: Pick<Outcome, 'ruling' | 'verified'>): string {
  const answer = verified?.answer;
  if (!answer || ruling.state === 'cleared' || ruling.reason === 'invalid-answer' || answer.decision === 'dismiss')
    return '';
  return `  opinion, not proved: ${plainText(answer.rationale, 300)}\n`;
}

/** `src/a.ts:3 rule`; file names are text of the reviewed code. */
export function placeOf({ question }: Outcome['asked']): string {
  return `${plainText(question.location.file, 300)}:${question.location.startLine} ${question.ruleId}`;
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
  return [...counts]
    .sort(([a], [b]) => Number(b === 'cleared') - Number(a === 'cleared') || (a < b ? -1 : 1))
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}

/** An answer that settles nothing and may do so tomorrow is not a complete run. */
export function isUnanswered({ ruling }: Pick<Outcome, 'ruling'>): boolean {
  return ruling.state === 'open' && ruling.reason !== 'confirmed';
}
