import { builtInModels } from '@backend-architect/analysis';
import { describe, expect, it } from 'vitest';
import { librarySchema } from '../../src/options/library-schema.js';

describe('models as JSON', () => {
  it('can say whatever the built-in ones say', () => {
    const refused = builtInModels.flatMap((model) => {
      const result = librarySchema.safeParse(JSON.parse(JSON.stringify(model)));
      return result.success
        ? []
        : result.error.issues.slice(0, 3).map((issue) => `${model.library} ${issue.path.join('.')}: ${issue.message}`);
    });
    expect(refused).toEqual([]);
  });

  it('refuses what no model can say', () => {
    expect(
      librarySchema.safeParse({
        library: 'a',
        modules: ['a'],
        exports: { b: { call: { sinks: [{ kind: 'sql', arg: 0 }] } } },
      }).success,
    ).toBe(false);
    expect(librarySchema.safeParse({ library: 'a', modules: ['a'], exports: { b: { calls: {} } } }).success).toBe(
      false,
    );
  });
});
