import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellsOf, nameOf } from './cell.js';
import { KINDS } from './kinds/index.js';
import { guardsPage, spellingsOf } from './page.js';
import { KNOWN_WRONG } from './wrong.js';

const PAGE = new URL('../../../../docs/quality/guards.md', import.meta.url);

describe('the matrix of guards', () => {
  it('has a page that is up to date', () => {
    if (process.env['WRITE_GUARDS']) writeFileSync(PAGE, guardsPage());
    expect(readFileSync(PAGE, 'utf8')).toBe(guardsPage());
  });

  it('names each spelling once', () => {
    for (const kind of KINDS) {
      const spellings = spellingsOf(kind);
      expect(new Set(spellings).size, kind.name).toBe(spellings.length);
    }
  });

  it('knows the cells it calls wrong', () => {
    const names = new Set(KINDS.flatMap(cellsOf).map(nameOf));
    const listed = KNOWN_WRONG.flatMap(({ cells }) => cells);
    expect(listed.filter((name) => !names.has(name))).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
  });
});
