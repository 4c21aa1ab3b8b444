import { createRequire } from 'node:module';
import type * as Backtracking from 'scslre';
import { growthOfSearch, type Attack } from './ambiguity.js';
import { automatonOf } from './pattern-automaton.js';

/** How the time of a search grows with the text, where it grows faster than the text. */
export interface PatternGrowth {
  /** The power of the length; `Infinity`: doubles with every character or two. */
  readonly power: number;
  /** Only because the search begins anew at every place of a run: a match at one place takes as long as the text. */
  readonly isMoving: boolean;
  /** A text that shows it. Absent where only the character that is repeated is known. */
  readonly attack?: Attack;
  readonly repeats?: string;
}

const known = new Map<string, PatternGrowth | null>();

/** `null`: it takes as long as the text, as far as is known. What no analysis can read is not judged. */
export function growthOf(pattern: string, flags: string): PatternGrowth | null {
  const key = `${flags}/${pattern}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const growth = byAutomaton(pattern, flags);
  const judged = growth === 'unread' ? byCharacter(pattern, flags) : growth;
  known.set(key, judged);
  return judged;
}

function byAutomaton(pattern: string, flags: string): PatternGrowth | null | 'unread' {
  const automaton = automatonOf(pattern, flags);
  const growth = automaton && growthOfSearch(automaton);
  if (!growth) return 'unread';
  if (growth.power === 1) return null;
  const { power, attack } = growth;
  if (power === Infinity || flags.includes('y')) return { power, isMoving: false, ...(attack && { attack }) };
  const fixed = automatonOf(pattern, `${flags}y`);
  return { power, isMoving: (fixed && growthOfSearch(fixed))?.power === 1, ...(attack && { attack }) };
}

let engine: typeof Backtracking | null = null;

/** With `m` a line always ends where its last character is matched. */
const TO_LINE_END = /(?<!\\)\.[*+]\$$/;

/** Of texts that repeat one character only, but patterns that look around and back are read. */
function byCharacter(pattern: string, flags: string): PatternGrowth | null {
  engine ??= createRequire(import.meta.url)('scslre') as typeof Backtracking;
  try {
    const { reports } = engine.analyse({ source: pattern, flags }, { assumeRejectingSuffix: false });
    const [first] = reports;
    if (!first) return null;
    const repeats = first.character.pick;
    if (reports.some(({ exponential }) => exponential)) return { power: Infinity, isMoving: false, repeats };
    const isMoving = reports.every(({ type }) => type === 'Move');
    return isMoving && flags.includes('m') && TO_LINE_END.test(pattern) ? null : { power: 2, isMoving, repeats };
  } catch {
    return null; // a pattern it cannot read
  }
}
