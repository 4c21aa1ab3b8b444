import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '@backend-architect/analysis';
import { describe, expect, it, vi } from 'vitest';
import { parseFile } from '../../packages/cli/src/extract/parse-file.js';
import type { InvalidCase, RuleCases } from '../../packages/eslint-plugin/tests/harness.js';
import { fileProblems } from '../../packages/rules/src/file-problems.js';
import { growthOf } from '../../packages/rules/src/no-regex-dos/pattern-growth.js';
import rule from '../../packages/rules/src/no-regex-dos/rule.js';
import { FIXTURES, ROOT } from '../fixture-expectations.js';

interface Listed {
  readonly pattern: string;
  readonly flags: string;
  /** The power of the length, 1 for what is not reported. */
  readonly growth: 'exponential' | number;
  /** The pattern on whose text it is tried. */
  readonly like?: string;
}

const captured = vi.hoisted((): RuleCases[] => []);
vi.mock('../../packages/eslint-plugin/tests/harness.js', () => ({
  testRule: (_rule: unknown, cases: RuleCases) => captured.push(cases),
}));

const listed = JSON.parse(readFileSync(join(ROOT, 'tests/regex-growth/patterns.json'), 'utf8')) as readonly Listed[];
const nameOf = ({ pattern, flags }: Listed): string => `/${pattern}/${flags}`;
const reported = new Set(listed.filter(({ growth }) => growth !== 1).map(nameOf));
const page = readFileSync(join(ROOT, 'docs/quality/regex-growth.md'), 'utf8');

/** Patterns that the rule calls slow in a program. */
function slowIn(file: string, text: string): string[] {
  const parsed = parseFile(file, text);
  if (parsed.kind === 'unread') throw new Error(`${file}: ${parsed.reason}`);
  return fileProblems(rule, analyse(parsed.source), undefined).flatMap(({ messageId, data }) =>
    // A text is split at every place, with the flag `y` or without.
    (messageId === 'slow' || messageId === 'moving') && data?.pattern ? [data.pattern.replace(/y(?=\w*$)/, '')] : [],
  );
}

function sourcesOf(fixture: string): string[] {
  return readdirSync(join(ROOT, 'fixtures', fixture, 'src'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('patterns whose growth is measured', () => {
  it.each(listed.map((one) => [nameOf(one), one] as const))('%s grows as it is listed', (_name, one) => {
    const growth = growthOf(one.pattern, one.flags);
    expect(growth ? (growth.power === Infinity ? 'exponential' : growth.power) : 1).toBe(one.growth);
    if (one.growth === 1) expect(reported).toContain(one.like);
    expect(page).toContain(` ${nameOf(one).replaceAll('|', '\\|')} `);
  });

  it('are as they are said to be', () => {
    expect(page).toContain(`All ${listed.length} are as they are said to be.`);
  });

  it('are all that the cases of the rule report', async () => {
    await import('../../packages/eslint-plugin/tests/rules/no-regex-dos.test.js');
    const cases = captured.flatMap(({ invalid }): readonly InvalidCase[] => invalid);
    const found = cases.flatMap(({ code, file = 'src/case.ts' }) => slowIn(file, code.replace(/[«»]/g, '')));
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter((pattern) => !reported.has(pattern))).toEqual([]);
  });

  it('are all that the page of the rule reports', () => {
    const text = readFileSync(join(ROOT, 'packages/rules/src/no-regex-dos/page.md'), 'utf8');
    const found = [...text.matchAll(/^```js\n([\s\S]*?)^```/gm)].flatMap(([, code]) => slowIn('src/case.js', code!));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((pattern) => !reported.has(pattern))).toEqual([]);
  });

  it.each(FIXTURES)('are all that fixture %s reports', (fixture) => {
    const found = sourcesOf(fixture).flatMap((file) => slowIn(file, readFileSync(file, 'utf8')));
    expect(found.filter((pattern) => !reported.has(pattern))).toEqual([]);
  });
});
