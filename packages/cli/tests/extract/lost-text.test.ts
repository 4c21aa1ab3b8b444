import type { TSESTree } from '@typescript-eslint/types';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { lostText } from '../../src/extract/lost-text.js';
import { parseFile } from '../../src/extract/parse-file.js';
import { mutated } from '../../../../scripts/crash-safety/mutations.mjs';
import { numbers } from '../../../../scripts/crash-safety/random.mjs';

function parsed(text: string) {
  const result = parseSync('a.js', text, { lang: 'jsx', range: true, astType: 'ts', preserveParens: false });
  return {
    program: result.program as unknown as TSESTree.Program,
    comments: result.comments.map(({ start, end }) => ({ range: [start, end] as const })),
    errors: result.errors.length,
  };
}

const source = `#!/usr/bin/env node
'use strict'; /* a */ import a from 'a';; // b
export class A { static { a(); } ; x = 1; m() { if (a) { b(); } else c(); } }
<!-- an old comment
switch (a) { case 1: { b(); } default: }
export default async function f() { await a; return \`\${a}\`; }
`.replace('<!-- an old comment\n', '');

describe('lostText', () => {
  it('finds nothing in a program that is whole', () => {
    const { program, comments } = parsed(source);
    expect(program.body).toHaveLength(6);
    expect(lostText(program, source, comments)).toBeNull();
  });

  it('finds each statement that a program lacks, at every depth', () => {
    for (const statement of ["import a from 'a'", 'static { a(); }', 'x = 1;', 'b();', 'switch (a)', 'return']) {
      const { program, comments } = parsed(source);
      const at = source.indexOf(statement);
      const without = JSON.parse(
        JSON.stringify(program, (_, value: unknown) =>
          Array.isArray(value) ? value.filter((one: { start?: number } | null) => one?.start !== at) : value,
        ),
      ) as TSESTree.Program;
      expect(lostText(without, source, comments), statement).toBe(at);
    }
  });

  it('is null for every spoiled program that is read', () => {
    const random = numbers(7);
    const kinds = { parsed: 0, lost: 0 };
    for (let round = 0; round < 400; round += 1) {
      const text = mutated(source, random);
      const { program, comments, errors } = parsed(text);
      if (errors === 0 || program.body.length === 0) continue;
      const isWhole = lostText(program, text, comments) === null;
      expect(parseFile('a.js', text).kind, text).toBe(isWhole ? 'parsed' : 'unread');
      kinds[isWhole ? 'parsed' : 'lost'] += 1;
    }
    expect(kinds.parsed).toBeGreaterThan(5);
    expect(kinds.lost).toBeGreaterThan(0);
  });
});
