/** Each word of a model against the programs it is composed into, and the words that are excused. */
import { describe, expect, it } from 'vitest';
import { EXCUSED, type Excuse } from './excused.js';

export interface Word {
  readonly label: string;
  readonly tries: readonly Try[];
}

export interface Try {
  readonly told: () => boolean;
  /** The program, for whoever has to find out why. */
  readonly shown: () => string;
}

/** Declares a test for each word, and one for each excuse: it must be needed. */
export function everyWord(title: string, kind: keyof typeof EXCUSED, words: readonly Word[]): void {
  const excuses: readonly Excuse[] = EXCUSED[kind];
  describe(title, () => {
    it.each(words.map((word) => [word.label, word] as const))('%s', (_label, { label, tries }) => {
      const excuse = excuses.find(({ what }) => what.test(label));
      const told = tries.some((one) => one.told());
      if (excuse) expect(told, `needs no excuse any more: ${excuse.because}`).toBe(false);
      else expect(told, tries.map((one) => one.shown()).join('\n\n') || 'no way to get one').toBe(true);
    });
    it.each(excuses)('an excuse is of words there are: $what', ({ what }) => {
      expect(words.some(({ label }) => what.test(label))).toBe(true);
    });
  });
}
