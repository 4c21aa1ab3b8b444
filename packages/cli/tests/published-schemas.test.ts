import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { publishedAnswerSchema, publishedSchemas } from '../src/published-schemas.js';

describe('published schemas', () => {
  it.each(Object.entries(publishedSchemas()))(
    '%s is what the sources say; run scripts/generate-schemas.mjs',
    (name, text) => {
      expect(readFileSync(new URL(`../schema/${name}`, import.meta.url), 'utf8')).toBe(text);
    },
  );

  it('agents/answer.schema.json is what the sources say; run scripts/generate-schemas.mjs', () => {
    expect(readFileSync(new URL('../../../agents/answer.schema.json', import.meta.url), 'utf8')).toBe(
      publishedAnswerSchema(),
    );
  });
});
