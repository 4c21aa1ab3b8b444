import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { FileAnalysis } from '../src/vocabulary/analysis.js';
import type { SinkKind } from '../src/vocabulary/concepts.js';
import { analyseText } from './analyse-text.js';

const FIXTURES = fileURLToPath(new URL('../../../fixtures', import.meta.url));
const KINDS: readonly SinkKind[] = [
  'sql-text', 'nosql-filter', 'write-data', 'shell-command', 'file-path', 'outbound-url', 'secret', 'response-body',
];
const ROUNDS_PER_FILE = 12;

/** Numbers that are the same on every run (a linear congruential generator), so that a failure can be repeated. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
}

function sources(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(dir, entry.name)) : /\.[jt]s$/.test(entry.name) ? [join(dir, entry.name)] : [],
  );
}

/** Asks everything a rule could ask. */
function askEverything(file: FileAnalysis): number {
  let answers = file.libraryCalls.length + file.libraries.length;
  for (const kind of KINDS)
    for (const sink of file.sinks(kind)) answers += file.judge(file.valueOf(sink.node), kind).length;
  for (const call of file.nodes('CallExpression', 'NewExpression')) {
    answers += file.useOf(call).length + file.symbolPath(call).length;
    for (const argument of call.arguments) answers += file.valueOf(argument).steps.length;
  }
  for (const node of file.nodes('ClassDeclaration', 'MethodDefinition')) answers += file.decoratorsOf(node).length;
  return answers;
}

/** Lines dropped, doubled, swapped, and names exchanged: still often a program, seldom a sensible one. */
function mutated(text: string, next: () => number): string {
  const lines = text.split('\n');
  const pick = (): number => Math.floor(next() * lines.length);
  for (let round = 0; round < 4; round += 1) {
    const at = pick();
    const kind = next();
    if (kind < 0.3) lines.splice(at, 1);
    else if (kind < 0.5) lines.splice(at, 0, lines[pick()] ?? '');
    else if (kind < 0.7) lines[at] = (lines[at] ?? '').replace(/\b([a-z]\w+)\b/, 'req');
    else if (kind < 0.85) lines[at] = (lines[at] ?? '').replace(/\(([^()]*)\)/, '(...[$1])');
    else lines[at] = (lines[at] ?? '').replace(/const (\w+) = /, 'let { $1 = $1 } = ');
  }
  return lines.join('\n');
}

describe('crash safety', () => {
  it('answers, or says unknown, whatever the program looks like', () => {
    let analysed = 0;
    for (const [index, path] of sources(FIXTURES).entries()) {
      const text = readFileSync(path, 'utf8');
      const next = numbers(index + 1);
      for (let round = 0; round < ROUNDS_PER_FILE; round += 1) {
        let file: FileAnalysis;
        try {
          file = analyseText(round === 0 ? text : mutated(text, next), path.slice(FIXTURES.length + 1));
        } catch (error) {
          if (error instanceof SyntaxError) continue;
          throw error;
        }
        expect(askEverything(file)).toBeGreaterThanOrEqual(0);
        analysed += 1;
      }
    }
    expect(analysed).toBeGreaterThan(300);
  });

  it('does not recurse into long sums, chains and nested calls', () => {
    const sum = Array.from({ length: 8000 }, (_, index) => `'${index}'`).join(' + ');
    const chain = `x${'.a()'.repeat(2000)}`;
    const nested = `${'f('.repeat(800)}1${')'.repeat(800)}`;
    expect(
      askEverything(analyseText(`const s = ${sum}; const c = ${chain}; const n = ${nested}; q(s, c, n);`)),
    ).toBeGreaterThanOrEqual(0);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', '__proto__'])(
    'takes a write to %s for a member of its own',
    (name) => {
      const file = analyseText(
        `import { exec } from 'node:child_process';
export function run(value) { const all = { a: 1 }; all.${name} = value; exec(\`${'${all}'}\`); }`,
      );
      expect(file.sinks('shell-command').map(({ node }) => file.valueOf(node).taint)).toEqual(['unknown']);
    },
  );
});
