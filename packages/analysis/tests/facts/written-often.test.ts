import { describe, expect, it } from 'vitest';
import { factsOf } from './facts-of.js';

describe('a value that is written again and again', () => {
  // Followed once for every order of its writes, twelve of them would take longer than anybody waits.
  it('is followed once', () => {
    const lines = Array.from({ length: 40 }, (_, at) => `  query = query.and(query.either(a${at}), query.copy());`);
    const params = lines.map((_, at) => `a${at}`).join(', ');
    const facts = factsOf(
      `export function select(${params}) {\n  let query = start();\n${lines.join('\n')}\n  return query;\n}\n`,
    );
    expect(facts.functions.map(({ name }) => name)).toEqual(['select']);
  });
});
