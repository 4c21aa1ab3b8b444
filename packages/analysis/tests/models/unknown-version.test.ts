import { describe, expect, it } from 'vitest';
import { builtInModels } from '../../src/models/registry.js';
import { createRegistry } from '../../src/symbols/model-registry.js';
import type { LibraryModel } from '../../src/vocabulary/library-model.js';

const keyOf = ({ library, modules }: LibraryModel): string => `${library} ${modules.join(' ')}`;
const versioned = [...new Set(builtInModels.map(keyOf))]
  .map((key) => builtInModels.filter((model) => keyOf(model) === key))
  .filter((models) => models.length > 1);
const holding = (library: string, versions: Readonly<Record<string, string>>): readonly LibraryModel[] =>
  createRegistry(builtInModels, versions).models.filter((model) => model.library === library);

/** Everything a model names against a library, however deep. */
function charges(model: unknown): string[] {
  if (typeof model !== 'object' || model === null) return [];
  return Object.entries(model).flatMap(([key, value]: [string, unknown]) => {
    const own =
      key === 'sinks' || key === 'hazards' ? (value as unknown[]).map((charge) => JSON.stringify(charge)) : [];
    return [
      ...own,
      ...(key === 'promise' && value === 'ignored' ? ['ignored'] : []),
      ...(key === 'algorithmsRequired' ? [key] : []),
      ...(key === 'default' && value === 'reflected' ? ['reflected'] : []),
      ...charges(value),
    ];
  });
}

describe('a library whose version is not known', () => {
  it.each(versioned.map((models) => [models[0]!.library, models] as const))(
    '%s has all against it that a release in use has',
    (library, models) => {
      const inUse = models.filter(({ outdated }) => !outdated);
      for (const versions of [{}, { [library]: '*' }]) {
        const [held] = holding(library, versions).filter((model) => models.includes(model));
        const own = new Set(charges(held));
        expect(inUse).toContain(held);
        for (const other of inUse)
          expect([...new Set(charges(other))].filter((charge) => !own.has(charge))).toEqual([]);
      }
    },
  );

  it('is taken for an old one only where that is in use', () => {
    expect(holding('express', {}).some(({ versions }) => versions === '<5')).toBe(true);
    expect(holding('express', { express: '5.1.0' }).every(({ versions }) => versions === '>=5')).toBe(true);
    expect(holding('js-yaml', {}).map(({ versions }) => versions)).toEqual(['>=4']);
    expect(holding('js-yaml', { 'js-yaml': '3.14.1' }).map(({ versions }) => versions)).toEqual(['<4']);
  });

  it('is assumed to be what it is taken for', () => {
    const assumed = (versions: Readonly<Record<string, string>>): string[] =>
      [...createRegistry(builtInModels, versions).assumed].map(({ library }) => library);
    expect(assumed({})).toContain('jsonwebtoken');
    expect(assumed({ jsonwebtoken: '*' })).toContain('jsonwebtoken');
    expect(assumed({ jsonwebtoken: '9.0.0' })).not.toContain('jsonwebtoken');
    expect(assumed({})).not.toContain('pg');
  });
});
