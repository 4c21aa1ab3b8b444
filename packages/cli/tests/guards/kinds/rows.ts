import type { Row } from '../cell.js';

/** The same row as one that lets harm through. */
export const open = (row: Row): Row => ({ ...row, isOpen: true });

/** What a function of a library makes harmless. */
export const made = (guard: string, spelling: string, needs: string, make: (value: string) => string): Row => ({
  guard,
  spelling,
  needs,
  make,
});

/** Rows that ask what was made of the value, under a name, and use that. */
export const askedOf =
  (guard: string, name: string, needs: string, makes: (value: string) => string) =>
  (
    spelling: string,
    test: string,
    { needs: own = needs, before = makes }: Pick<Row, 'needs' | 'before'> = {},
  ): Row => ({ guard, spelling, needs: own, before, test: () => test, use: () => name });
