/** Ends of a text with which no match is found. */
import { END, type Automaton } from './pattern-automaton.js';

type Letters = readonly number[];

/**
 * Letters to put behind the text so that it matches nowhere: none, one or two of them. `null`: none were found. Matches
 * begin at one place of the text, or anywhere in it, never behind it: those are found after all others have failed.
 */
export function fails(automaton: Automaton, text: Letters, begin: number | 'anywhere'): Letters | null {
  const { letters } = automaton;
  const every = letters.map((_, letter) => letter);
  const stays = walked(automaton, text, begin);
  if (!stays) return null;
  const isOver = (live: ReadonlySet<number>, following: number): boolean =>
    [...live].every((place) => (automaton.places[place]!.ends & following) === 0);
  if (isOver(stays, END)) return [];
  for (const one of every) {
    if (!isOver(stays, letters[one]!.kind)) continue;
    const live = next(automaton, stays, one);
    if (isOver(live, END)) return [one];
    for (const two of every) {
      if (isOver(live, letters[two]!.kind) && isOver(next(automaton, live, two), END)) return [one, two];
    }
  }
  return null;
}

/** Where all matches that have begun are; `null` where one has come to its end. */
function walked(automaton: Automaton, text: Letters, begin: number | 'anywhere'): ReadonlySet<number> | null {
  const isBegin = (at: number): boolean => begin === 'anywhere' || begin === at;
  let live = new Set<number>();
  for (const [at, letter] of text.entries()) {
    if (isBegin(at)) for (const place of starts(automaton, at === 0 ? null : text[at - 1]!)) live.add(place);
    const { kind } = automaton.letters[letter]!;
    if ([...live].some((place) => (automaton.places[place]!.ends & kind) !== 0)) return null;
    live = next(automaton, live, letter);
  }
  return live;
}

/** The places before a match that begins behind this letter. */
function starts({ places }: Automaton, behind: number | null): number[] {
  if (behind === null) return [0];
  return places.flatMap(({ isBefore, takes }, place) => (isBefore && takes.has(behind) ? [place] : []));
}

function next({ places }: Automaton, live: ReadonlySet<number>, letter: number): Set<number> {
  const found = new Set<number>();
  for (const place of live) {
    for (const target of places[place]!.next.keys())
      if (!places[target]!.isBefore && places[target]!.takes.has(letter)) found.add(target);
  }
  return found;
}
