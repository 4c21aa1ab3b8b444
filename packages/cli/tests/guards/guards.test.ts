import { beforeAll, describe, expect, it } from 'vitest';
import { cellsOf, nameOf } from './cell.js';
import { KINDS } from './kinds/index.js';
import { isRight, outcomesOf } from './outcome.js';
import { whyWrong } from './wrong.js';

describe.each(KINDS.map((kind) => [kind.name, kind] as const))('guards of %s', (_name, kind) => {
  let outcomes: Awaited<ReturnType<typeof outcomesOf>>;
  beforeAll(async () => {
    outcomes = await outcomesOf(kind);
  });

  it.each(cellsOf(kind).map((cell) => [nameOf(cell), cell] as const))('%s', (name, cell) => {
    const outcome = outcomes.get(name)!;
    const why = whyWrong(name);
    if (why === undefined)
      expect(outcome, cell.files['app.ts']).toBeOneOf(cell.isGuarded ? ['silent'] : ['reported', 'asked']);
    else expect(isRight(cell, outcome), `is right now, and listed as wrong: ${why}`).toBe(false);
  });
});
