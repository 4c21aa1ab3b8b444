import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { builtInModels } from '@backend-architect/analysis';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../scripts/quality/csv.mjs';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../docs/quality/${path}`, import.meta.url)), 'utf8');
const rows = readCsv(read('models.csv'));
const libraries = new Set(builtInModels.map(({ library }) => library));

describe('libraries that programs name most often', () => {
  it('are none of them open', () => {
    expect(rows.filter(({ standing }) => standing === 'open')).toEqual([]);
  });

  it('have models where it says so', () => {
    const named = rows.filter(({ standing }) => standing === 'modelled').flatMap(({ by }) => (by ?? '').split(' '));
    expect(named.filter((library) => !libraries.has(library))).toEqual([]);
  });

  it('have no bearing for a reason that is written down', () => {
    const reasons = new Set(Object.values(JSON.parse(read('no-bearing.json')) as Record<string, string>));
    expect(rows.filter(({ standing, by }) => standing === 'no bearing' && !reasons.has(by ?? ''))).toEqual([]);
  });
});
