import type { TornApart } from '@backend-architect/analysis';
import type { Problem } from '../define-rule.js';

/** Tables that a message names. */
const NAMED = 3;

/** What functions write one after the other, themselves or through others; a question where callers may hold it. */
export function tornApartProblem(torn: TornApart): Problem {
  const { fn, name, at, tables, alike } = torn;
  const [first, second] = tables.map(named);
  const steps = [...torn.steps, ...(alike ?? []).map((place) => ({ ...place, what: 'here too' }))];
  const data = { name, first: first!, second: second!, alike: alikeIn(torn) };
  if (torn.callers === 'unseen') return { at, messageId: 'asked', data, steps, asks: { fn, writes: tables } };
  return {
    at,
    messageId: torn.recreates ? 'emptied' : 'apart',
    data,
    steps,
    ...(alike && { cause: { kind: 'project', words: 'as the project opens no transaction' } }),
  };
}

function named(tables: readonly string[]): string {
  return tables
    .slice(0, NAMED)
    .map((table) => `\`${table}\``)
    .join(', ');
}

/** The first of them speaks for all. */
function alikeIn({ alike = [], callers }: TornApart): string {
  if (alike.length === 0) return '';
  if (callers === 'unseen')
    return `. The project opens none anywhere, and writes like this in ${alike.length} more functions`;
  const count = alike.length === 1 ? 'one more function writes' : `${alike.length} more functions write`;
  return `. The project opens no transaction anywhere: ${count} like this`;
}
