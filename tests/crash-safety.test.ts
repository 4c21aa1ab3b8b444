import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyse, builtInModels, extractFacts } from '@backend-architect/analysis';
import { rules } from '../packages/rules/src/rule-index.js';
import { runRules } from '../packages/rules/src/checks.js';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../packages/cli/src/extract/parse-file.js';
import type { LibraryCases } from '../packages/analysis/tests/models/model-case.js';
import { mutated } from '../scripts/crash-safety/mutations.mjs';
import { program, vocabularyOf } from '../scripts/crash-safety/programs.mjs';
import { numbers } from '../scripts/crash-safety/random.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Everything at once, also what no preset runs. */
const ALL_RULES = Object.fromEntries(Object.keys(rules).map((id) => [id, 'low' as const]));
const PROGRAMS = 10_000;
const MUTATIONS = 20;
const TRUNCATED_FILES = 20;

/**
 * Runs every rule and extracts the facts, as `review` does. False when the text is no program. What throws is thrown
 * with the text.
 */
function survives(name: string, text: string): boolean {
  const parsed = parseFile(name, text);
  if (parsed.kind !== 'parsed') return false;
  try {
    const file = analyse({ ...parsed.source, settings: {} });
    runRules(file, { rules: ALL_RULES });
    JSON.stringify(extractFacts(file, 'hash')); // facts are stored: they hold no node
  } catch (error) {
    throw new Error(`${name} threw on\n${text}`, { cause: error });
  }
  return true;
}

describe('nothing throws', () => {
  it(`${PROGRAMS} generated programs`, { timeout: 600_000 }, () => {
    const vocabulary = vocabularyOf(builtInModels);
    let read = 0;
    for (let seed = 1; seed <= PROGRAMS; seed += 1) {
      const { name, text } = program(seed, vocabulary);
      if (survives(name, text)) read += 1;
    }
    expect(read).toBeGreaterThan(PROGRAMS * 0.9);
  });

  it(`every conformance case mutated ${MUTATIONS} ways`, { timeout: 600_000 }, async () => {
    const folder = join(ROOT, 'packages/analysis/tests/models');
    let read = 0;
    let seed = 0;
    for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.cases.ts'))) {
      const { cases } = (await import(join(folder, name))) as { cases: LibraryCases };
      for (const entry of Object.values(cases).flatMap(({ found, lookAlikes }) => [...found, ...lookAlikes])) {
        const code = ('code' in entry ? entry.code : entry[0]).replace(/[«»]/g, '');
        for (let way = 0; way < MUTATIONS; way += 1)
          if (survives('src/case.ts', mutated(code, numbers((seed += 1))))) read += 1;
      }
    }
    expect(read).toBeGreaterThan(seed * 0.3);
  });

  it(`${TRUNCATED_FILES} files cut off after every character`, { timeout: 600_000 }, () => {
    const files = sources(join(ROOT, 'fixtures'))
      .sort((a, b) => readFileSync(b).length - readFileSync(a).length || (a < b ? -1 : 1))
      .slice(0, TRUNCATED_FILES);
    expect(files).toHaveLength(TRUNCATED_FILES);
    let read = 0;
    for (const path of files) {
      const text = readFileSync(path, 'utf8');
      for (let end = 0; end <= text.length; end += 1)
        if (survives(path.slice(ROOT.length), text.slice(0, end))) read += 1;
    }
    expect(read).toBeGreaterThan(TRUNCATED_FILES);
  });
});

function sources(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(dir, entry.name)) : /\.[jt]s$/.test(entry.name) ? [join(dir, entry.name)] : [],
  );
}
