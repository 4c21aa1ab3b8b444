/**
 * A pattern as the places where it takes a character, and how one follows another. Where two places follow each other
 * in more than one way, as in `(?:a+)+`, the count says so: every way is one that is gone back to.
 */
import { createRequire } from 'node:module';
import type { AST, RegExpParser } from '@eslint-community/regexpp';
import type * as Analysis from 'regexp-ast-analysis';

/** What kind of character: all that `^`, `$`, `\b` and `\B` ask of a neighbour. `END`: there is none. */
export const WORD = 1;
export const LINE_END = 2;
export const OTHER = 4;
export const END = 8;
const ANYTHING = WORD | LINE_END | OTHER | END;
const KINDS = [WORD, LINE_END, OTHER] as const;

/** Steps are from place to place; the first place is before the text. */
export interface Automaton {
  /** One character for each group of characters that the pattern does not tell apart, and its kind. */
  readonly letters: readonly { readonly text: string; readonly kind: number }[];
  readonly places: readonly Place[];
}

export interface Place {
  /** Indexes of the letters taken here. */
  readonly takes: ReadonlySet<number>;
  /** Before the match has begun: a search begins anew behind each such character. */
  readonly isBefore: boolean;
  /** The places that can be next, with the number of ways there: 1, or 2 for more. */
  readonly next: ReadonlyMap<number, number>;
  /** Kinds of what may come next where the match ends here. */
  readonly ends: number;
}

/** Larger patterns are not read: lists of words, mostly. */
const MOST_NODES = 600;
const MOST_STEPS = 60_000;
/** Copies of what is repeated with a bound: enough to see whether they can be told apart. */
const MOST_COPIES = 4;

type Step =
  | { readonly is: 'take'; readonly set: number; readonly then: number }
  | { readonly is: 'ask'; readonly what: AST.EdgeAssertion | AST.WordBoundaryAssertion; readonly then: number }
  /** `within`: a repetition without end; the steps of its body are those up to this one. */
  | { readonly is: 'split'; readonly to: number[]; within?: number }
  | { readonly is: 'match' };

/** A pattern that looks around, repeats what it has matched, or is too large is not read. */
class Unread extends Error {}

const load = createRequire(import.meta.url);
let parser: RegExpParser | null = null;

/** `null`: not read. `flags` may hold `y`: the match begins at the start of the text only. */
export function automatonOf(pattern: string, flags: string): Automaton | null {
  try {
    const library = load('@eslint-community/regexpp') as { RegExpParser: new () => RegExpParser };
    parser ??= new library.RegExpParser();
    const modes = parser.parseFlags(flags);
    const modeOf = { unicode: modes.unicode, unicodeSets: modes.unicodeSets };
    return placesOf(stepsOf(parser.parsePattern(pattern, 0, undefined, modeOf), modes), modes);
  } catch (error) {
    if (error instanceof Unread || error instanceof SyntaxError) return null;
    throw error;
  }
}

interface Steps {
  readonly steps: readonly Step[];
  readonly first: number;
  readonly sets: readonly Ranges[];
  readonly asks: boolean;
}

type Ranges = readonly { readonly min: number; readonly max: number }[];

function stepsOf(pattern: AST.Pattern, flags: AST.Flags): Steps {
  const { toUnicodeSet } = load('regexp-ast-analysis') as typeof Analysis;
  const steps: Step[] = [{ is: 'match' }];
  const sets: Ranges[] = [];
  let asks = false;
  const add = (step: Step): number => {
    if (steps.length >= MOST_NODES) throw new Unread();
    return steps.push(step) - 1;
  };
  const one = (element: AST.Element, then: number): number => {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass': {
        const { chars, accept } = toUnicodeSet(element, flags);
        if (!accept.isEmpty) throw new Unread();
        return add({ is: 'take', set: sets.push(chars.ranges) - 1, then });
      }
      case 'Group':
        if (element.modifiers) throw new Unread();
        return oneOf(element.alternatives, then);
      case 'CapturingGroup':
        return oneOf(element.alternatives, then);
      case 'Assertion':
        if (element.kind === 'lookahead' || element.kind === 'lookbehind') throw new Unread();
        asks = true;
        return add({ is: 'ask', what: element, then });
      case 'Quantifier':
        return repeated(element, then);
      default:
        throw new Unread(); // a back-reference
    }
  };
  const oneOf = (alternatives: readonly AST.Alternative[], then: number): number => {
    const begins = alternatives.map(({ elements }) =>
      elements.reduceRight((after, element) => one(element, after), then),
    );
    return begins.length === 1 ? begins[0]! : add({ is: 'split', to: begins });
  };
  const repeated = ({ element, min, max }: AST.Quantifier, then: number): number => {
    const least = Math.min(min, MOST_COPIES);
    if (max === Infinity) {
      const to: number[] = [];
      const loop: Step = { is: 'split', to };
      const again = add(loop);
      const body = one(element, again);
      to.push(body, then);
      loop.within = steps.length - 1;
      return copies(element, least - 1, least === 0 ? again : body);
    }
    let after = then;
    for (let more = Math.min(max - min, MOST_COPIES); more > 0; more -= 1)
      after = add({ is: 'split', to: [one(element, after), then] });
    return copies(element, least, after);
  };
  const copies = (element: AST.Element, count: number, then: number): number => {
    let after = then;
    for (let left = count; left > 0; left -= 1) after = one(element, after);
    return after;
  };
  const first = oneOf(pattern.alternatives, 0);
  return { steps, first, sets, asks };
}

function placesOf({ steps, first, sets, asks }: Steps, flags: AST.Flags): Automaton {
  const letters = lettersOf(sets, flags);
  const kinds = asks ? KINDS.filter((kind) => letters.some((letter) => letter.kind === kind)) : [ANYTHING];
  const isOf = (kind: number) => (letter: number) => (letters[letter]!.kind & kind) !== 0;
  const all = letters.map((_, index) => index);
  const places: { takes: ReadonlySet<number>; kind: number; isBefore: boolean; from: number; then: number }[] = [];
  const add = (takes: readonly number[], kind: number, from: number, then: number): number =>
    places.push({ takes: new Set(takes), kind, isBefore: from === -1, from, then }) - 1;
  add([], END, -1, first);
  const befores = flags.sticky ? [] : kinds.map((kind) => add(all.filter(isOf(kind)), kind, -1, first));
  steps.forEach((step, index) => {
    if (step.is !== 'take') return;
    const taken = all.filter((letter) => letters[letter]!.sets.has(step.set));
    for (const kind of kinds) {
      const own = taken.filter(isOf(kind));
      if (own.length > 0) add(own, kind, index, step.then);
    }
  });
  const placesAt = new Map<number, number[]>();
  places.forEach(({ from }, index) => {
    if (from !== -1) placesAt.set(from, [...(placesAt.get(from) ?? []), index]);
  });
  let walked = 0;
  return {
    letters,
    places: places.map(({ takes, kind, isBefore, then }, index) => {
      const next = new Map<number, number>();
      let ends = 0;
      // Repetitions that have begun a round and taken nothing in it: such a round is given up by the matcher.
      const walk = (at: number, may: number, begun: readonly number[]): void => {
        walked += 1;
        if (walked > MOST_STEPS) throw new Unread();
        const step = steps[at]!;
        if (step.is === 'match') ends |= may;
        else if (step.is === 'take') {
          for (const place of placesAt.get(at) ?? [])
            if ((places[place]!.kind & may) !== 0) next.set(place, Math.min(2, (next.get(place) ?? 0) + 1));
        } else if (step.is === 'ask') {
          const left = may & allowed(step.what, index === 0 ? END : kind, flags.multiline);
          if (left !== 0) walk(step.then, left, begun);
        } else if (!begun.includes(at)) {
          // What is repeated inside begins afresh with each round of what is around it.
          const { within } = step;
          const left = within === undefined ? begun : [...begun.filter((loop) => loop < at || loop > within), at];
          for (const to of step.to) walk(to, may, left);
        }
      };
      walk(then, ANYTHING, []);
      if (isBefore) for (const before of befores) next.set(before, 1);
      // Whoever comes here has matched, and nothing is gone back to.
      return { takes, isBefore, next: ends === ANYTHING && !isBefore ? new Map<number, number>() : next, ends };
    }),
  };
}

/** Kinds of the next character with which the assertion holds behind one of this kind. */
function allowed(what: AST.EdgeAssertion | AST.WordBoundaryAssertion, behind: number, multiline: boolean): number {
  switch (what.kind) {
    case 'start':
      return behind === END || (multiline && behind === LINE_END) ? ANYTHING : 0;
    case 'end':
      return multiline ? END | LINE_END : END;
    default:
      return (behind === WORD) !== what.negate ? ANYTHING & ~WORD : WORD;
  }
}

const WORDS: Ranges = [
  { min: 48, max: 57 },
  { min: 65, max: 90 },
  { min: 95, max: 95 },
  { min: 97, max: 122 },
];
const LINE_ENDS: Ranges = [
  { min: 10, max: 10 },
  { min: 13, max: 13 },
  { min: 0x2028, max: 0x2029 },
];

/** Characters that stand in the same sets are one. */
function lettersOf(
  sets: readonly Ranges[],
  flags: AST.Flags,
): readonly { readonly text: string; readonly kind: number; readonly sets: ReadonlySet<number> }[] {
  const last = flags.unicode || flags.unicodeSets ? 0x10ffff : 0xffff;
  const asked = [...sets, WORDS, LINE_ENDS, ...[...READABLE].map((range) => [range])];
  const cuts = new Set([0]);
  for (const ranges of asked) {
    for (const { min, max } of ranges) {
      cuts.add(min);
      if (max < last) cuts.add(max + 1);
    }
  }
  const begins = [...cuts].sort((a, b) => a - b);
  const members: string[][] = begins.map(() => []);
  asked.forEach((ranges, set) => {
    let at = 0;
    for (const { min, max } of ranges) {
      while (begins[at]! < min) at += 1;
      for (; at < begins.length && begins[at]! <= max; at += 1) members[at]!.push(String(set));
    }
  });
  const found = new Map<string, { text: string; kind: number; sets: ReadonlySet<number>; rank: number }>();
  begins.forEach((begin, index) => {
    const of = members[index]!.map(Number);
    const key = of.filter((set) => set < sets.length + 2).join();
    const rank = of.find((set) => set >= sets.length + 2) ?? Infinity;
    const known = found.get(key);
    if (known && known.rank <= rank) return;
    const kind = of.includes(sets.length) ? WORD : of.includes(sets.length + 1) ? LINE_END : OTHER;
    const text = String.fromCodePoint(begin);
    found.set(key, { text, kind, sets: new Set(of.filter((set) => set < sets.length)), rank });
  });
  return [...found.values()];
}

/** What a person likes to read, best first. */
const READABLE: Ranges = [
  { min: 97, max: 122 },
  { min: 65, max: 90 },
  { min: 48, max: 57 },
  { min: 33, max: 47 },
  { min: 58, max: 64 },
  { min: 32, max: 32 },
];
