import { describe, expect, it } from 'vitest';
import { factsOf } from './facts-of.js';

describe('facts are plain', () => {
  it.each([
    ['a test of a schema', `export const isUser = (value) => Schema.safeParse(value).success;`],
    ['a schema that throws', `export function check(value) { Schema.parse(value); }`],
    ['both', `export function check(value) { if (!Schema.safeParse(value).success) throw new Error(); return value; }`],
  ])('of %s', (_, code) => {
    const facts = factsOf(`import { z } from 'zod'; const Schema = z.object({ name: z.string() }); ${code}`);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });
});
