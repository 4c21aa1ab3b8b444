/**
 * How the time of a search that fails grows with its text. A matcher that goes back tries every way through the places
 * of the pattern. There are exponentially many where a round leads from a place to itself in two ways on the same text;
 * and a power of the length where rounds of two places, one behind the other, are made by the same text: how much of it
 * each takes is open (Weber and Seidl, On the degree of ambiguity of finite automata).
 */
import { components, pathTo, type Hop } from './graph-paths.js';
import type { Automaton } from './pattern-automaton.js';
import { fails } from './failing-text.js';

/** The text that shows it: the first piece, then each round as often as one likes with what follows, and the end. */
export interface Attack {
  readonly before: string;
  readonly rounds: readonly { readonly again: string; readonly then: string }[];
  readonly after: string;
}

export interface Growth {
  /** Power of the length, 1 for as long as the text; `Infinity`: doubles with every round. */
  readonly power: number;
  /** Absent where the time is as long as the text. */
  readonly attack?: Attack;
}

/** Steps through pairs and triples of places. What needs more is not judged. */
const MOST_STEPS = 800_000;

/** `null`: too large to tell. */
export function growthOfSearch(automaton: Automaton): Growth | null {
  const walk = new Walk(automaton);
  try {
    return walk.exponential() ?? walk.power();
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  }
}

class TooLarge extends Error {}

type Letters = readonly number[];

interface Round {
  readonly of: number;
  readonly to: number;
  readonly letters: Letters;
}

class Walk {
  private steps = 0;
  private readonly next: readonly (readonly number[])[];
  private readonly component: readonly number[];
  private readonly rounds: readonly (readonly number[])[];

  constructor(private readonly automaton: Automaton) {
    this.next = automaton.places.map(({ next }) => [...next.keys()]);
    this.component = components(automaton.places.length, (place) => this.next[place]!);
    const members = new Map<number, number[]>();
    this.component.forEach((of, place) => members.set(of, [...(members.get(of) ?? []), place]));
    // The first of them can be reached from no other.
    this.rounds = [...members.keys()]
      .sort((a, b) => b - a)
      .map((key) => members.get(key)!)
      .filter((places) => places.length > 1 || this.next[places[0]!]!.includes(places[0]!));
  }

  exponential(): Growth | null {
    for (const places of this.rounds) {
      const within = new Set(places);
      for (const from of places) {
        for (const [to, ways] of this.automaton.places[from]!.next) {
          if (ways < 2 || !within.has(to)) continue;
          const back = this.way(to, from, within);
          const found = back && this.attack([{ of: to, to, letters: [...back, this.letter(to)] }]);
          if (found) return { power: Infinity, attack: found };
        }
      }
      const found = this.twoWays(places, within);
      if (found) return { power: Infinity, attack: found };
    }
    return null;
  }

  /** Two different ways through a component on the same text, from one place to one place. */
  private twoWays(places: readonly number[], within: ReadonlySet<number>): Attack | null {
    const size = this.automaton.places.length;
    const hops = (pair: number): Hop[] => this.pairs(Math.floor(pair / size), pair % size, within, within, size);
    for (const start of places) {
      const apart = pathTo([start * size + start], hops, (pair) => Math.floor(pair / size) !== pair % size);
      if (!apart) continue;
      // Any pair apart may come together again; the nearest mostly does.
      const together = this.reunited(start, hops, size);
      if (!together) continue;
      const back = together.at === start ? [] : this.way(together.at, start, within);
      const found = back && this.attack([{ of: start, to: start, letters: [...together.letters, ...back] }]);
      if (found) return found;
    }
    return null;
  }

  private reunited(
    start: number,
    hops: (pair: number) => Hop[],
    size: number,
  ): { at: number; letters: Letters } | null {
    // Pairs that have been apart are counted from `size * size` on.
    const all = size * size;
    const found = pathTo(
      [start * size + start],
      (pair) => {
        const wasApart = pair >= all;
        return hops(wasApart ? pair - all : pair).map(({ to, letter }) => {
          const isApart = Math.floor(to / size) !== to % size;
          return { to: wasApart || isApart ? to + all : to, letter };
        });
      },
      (pair) => pair >= all && Math.floor((pair - all) / size) === (pair - all) % size,
    );
    return found && { at: (found.at - all) % size, letters: found.letters };
  }

  /** The longest row of rounds of which each can hand its text to the next. */
  power(): Growth {
    const best = new Map<readonly number[], Round[]>();
    let found: Growth = { power: 1 };
    for (const later of this.rounds) {
      let longest: Round[] = [];
      for (const sooner of this.rounds) {
        if (sooner === later) break;
        const before = best.get(sooner) ?? [];
        if (before.length < longest.length) continue;
        const reaches = this.between(sooner, later);
        if (reaches.size === 0) continue;
        if (before.length > longest.length) longest = before;
        for (const round of before.length + 1 > longest.length ? this.handed(sooner, later, reaches) : []) {
          const row = [...before, round];
          const attack = this.attack(row) ?? this.attack([round]);
          if (!attack) continue;
          longest = row;
          if (attack.rounds.length + 1 > found.power) found = { power: attack.rounds.length + 1, attack };
          break;
        }
      }
      best.set(later, longest);
    }
    return found;
  }

  /** Places on the way from one component to another, both with it; empty where none leads there. */
  private between(sooner: readonly number[], later: readonly number[]): ReadonlySet<number> {
    const ahead = reached(sooner, (place) => this.next[place]!);
    if (!later.some((place) => ahead.has(place))) return new Set();
    const before: number[][] = this.next.map(() => []);
    this.next.forEach((targets, place) => targets.forEach((target) => before[target]!.push(place)));
    const behind = reached(later, (place) => before[place]!);
    return new Set([...ahead].filter((place) => behind.has(place)));
  }

  /** Texts on which a place of the first comes back, one of the second does, and the first leads to the second. */
  private *handed(sooner: readonly number[], later: readonly number[], between: ReadonlySet<number>): Generator<Round> {
    const size = this.automaton.places.length;
    const [first, second] = [new Set(sooner), new Set(later)];
    const pairs = sooner.flatMap((a) => later.flatMap((b) => (this.shared(a, b) === null ? [] : [a * size + b])));
    const indexOf = new Map(pairs.map((pair, index) => [pair, index]));
    const hops = (pair: number): Hop[] => this.pairs(Math.floor(pair / size), pair % size, first, second, size);
    const targets = pairs.map((pair) => hops(pair).map(({ to }) => indexOf.get(to)!));
    const component = components(pairs.length, (index) => targets[index]!);
    const seen = new Set<number>();
    for (const [index, pair] of pairs.entries()) {
      const of = component[index]!;
      const isRound = targets[index]!.some((target) => component[target] === of);
      if (!isRound || seen.has(of)) continue;
      seen.add(of);
      const [p, q] = [Math.floor(pair / size), pair % size];
      const goal = (p * size + q) * size + q;
      const path = pathTo(
        [(p * size + p) * size + q],
        (triple) => this.triples(triple, first, between, second),
        (at) => at === goal,
      );
      if (path) yield { of: p, to: q, letters: path.letters };
    }
  }

  private triples(
    triple: number,
    first: ReadonlySet<number>,
    between: ReadonlySet<number>,
    second: ReadonlySet<number>,
  ): Hop[] {
    const size = this.automaton.places.length;
    const c = triple % size;
    const b = Math.floor(triple / size) % size;
    const a = Math.floor(triple / size / size);
    const found: Hop[] = [];
    for (const x of this.next[a]!) {
      if (!first.has(x)) continue;
      for (const z of this.next[c]!) {
        if (!second.has(z) || this.shared(x, z) === null) continue;
        for (const y of this.next[b]!) {
          if (!between.has(y)) continue;
          const letter = this.shared(x, z, y);
          if (letter !== null) found.push({ to: (x * size + y) * size + z, letter });
        }
      }
    }
    return found;
  }

  private pairs(a: number, b: number, first: ReadonlySet<number>, second: ReadonlySet<number>, size: number): Hop[] {
    const found: Hop[] = [];
    for (const x of this.next[a]!) {
      if (!first.has(x)) continue;
      for (const y of this.next[b]!) {
        const letter = second.has(y) ? this.shared(x, y) : null;
        if (letter !== null) found.push({ to: x * size + y, letter });
      }
    }
    return found;
  }

  /** A letter that all these places take. */
  private shared(a: number, b: number, c = a): number | null {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new TooLarge();
    const [x, y, z] = [a, b, c].map((place) => this.automaton.places[place]!.takes);
    for (const letter of x!) if (y!.has(letter) && z!.has(letter)) return letter;
    return null;
  }

  private letter(place: number): number {
    return this.automaton.places[place]!.takes.values().next().value!;
  }

  /** Letters from behind one place to behind another. */
  private way(from: number, to: number, within: ReadonlySet<number> | null): Letters | null {
    const found = pathTo(
      [from],
      (place) =>
        this.next[place]!.filter((next) => !within || within.has(next)).map((next) => ({
          to: next,
          letter: this.letter(next),
        })),
      (place) => place === to,
    );
    return found && found.letters;
  }

  /** Put together so that the search fails, or `null` where nothing seen makes it fail. */
  private attack(row: readonly Round[]): Attack | null {
    const { of, letters } = row[0]!;
    const { isBefore, takes } = this.automaton.places[of]!;
    // What the text begins with may match by itself, as blanks do in `/^\s+|\s+$/`.
    if (isBefore) {
      const last = letters.at(-1)!;
      const any = this.automaton.letters.map((_, letter) => [letter, last]);
      return firstOf([[last], ...[...takes].map((letter) => [letter]), ...any], (begin) =>
        this.attackAfter(begin, row),
      );
    }
    const before = this.way(0, of, null);
    return before && this.attackAfter(before, row);
  }

  private attackAfter(before: Letters, row: readonly Round[]): Attack | null {
    const [head] = row;
    const isMoving = this.automaton.places[head!.of]!.isBefore;
    const rounds = row.map(({ letters, to }, index) => {
      const following = row[index + 1];
      const then = !following || following.of === to ? [] : this.way(to, following.of, null);
      return then && { again: letters, then };
    });
    if (!rounds.every((round) => round !== null)) return null;
    const text = [...before, ...rounds.flatMap(({ again, then }) => [...again, ...again, ...again, ...then])];
    const after = fails(this.automaton, text, isMoving ? 'anywhere' : before.length - this.ownLength(before, head!.of));
    const written = (letters: Letters): string =>
      letters.map((letter) => this.automaton.letters[letter]!.text).join('');
    return (
      after && {
        before: written(before),
        rounds: rounds.map(({ again, then }) => ({ again: written(again), then: written(then) })),
        after: written(after),
      }
    );
  }

  /** How much of a beginning is taken by the match itself: all of it, where it can begin with the text. */
  private ownLength(before: Letters, to: number): number {
    for (let skipped = 0; skipped < before.length; skipped += 1) {
      const starts =
        skipped === 0
          ? [0]
          : this.automaton.places.flatMap(({ isBefore, takes }, place) =>
              isBefore && takes.has(before[skipped - 1]!) ? [place] : [],
            );
      let at = new Set(starts);
      for (const letter of before.slice(skipped))
        at = new Set(
          [...at].flatMap((place) =>
            this.next[place]!.filter(
              (next) => !this.automaton.places[next]!.isBefore && this.automaton.places[next]!.takes.has(letter),
            ),
          ),
        );
      if (at.has(to)) return before.length - skipped;
    }
    return before.length;
  }
}

function firstOf<T, Found>(list: readonly T[], find: (one: T) => Found | null): Found | null {
  for (const one of list) {
    const found = find(one);
    if (found) return found;
  }
  return null;
}

function reached(from: readonly number[], next: (place: number) => readonly number[]): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [...from];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const target of next(place)) {
      if (found.has(target)) continue;
      found.add(target);
      open.push(target);
    }
  }
  return found;
}
