/**
 * Runs the cases of one rule in every way that counts, and asserts the same thing of each:
 * ESLint with espree and with typescript-eslint's parser, and `fileProblems` over oxc-parser as the CLI does it.
 *
 * ```ts
 * testRule(rule, {
 *   valid: ['await save()', { code: 'void save()', file: 'src/a.ts' }],
 *   invalid: [
 *     { code: 'async function f() { «save()»; }', errors: ['unawaited'] },
 *     { code: 'f(«a», «b»)', errors: [{ messageId: 'x', data: { name: 'a' } }, { messageId: 'x', suggestions: [{
 *     messageId: 'fix', output: 'f(c, b)' }] }] },
 *   ],
 * });
 * ```
 *
 * - `«` and `»` mark what must be reported, start to end; the marks are taken out before the code runs. One pair per
 *   error,
 *   both in source order. They may nest.
 * - Without `file` a case runs as `src/case.js` when JavaScript can say it, and always as `src/case.ts`.
 *   With `file` it runs as that file only; the name decides the parser and the role of the file.
 * - `versions` and `models` are the settings a project gives; `options` are the options of the rule.
 * - Suggestions and fixes are tried in three styles (restyled.ts): line ends, indentation, semicolons and quotes must
 *   be kept.
 * - Suggestions must be listed when a problem has some, and each kind has shapes of code in edits/shapes. Each output,
 *   and that of a fix, must parse and must lose the problem.
 */
import { analyse, SEVERITIES, type AnalysisSettings } from '@backend-architect/analysis';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../cli/src/extract/parse-file.js';
import type { Edit, Problem, Rule } from '../../rules/src/define-rule.js';
import { fileProblems, passesGate } from '../../rules/src/file-problems.js';
import { toEslintRule } from '../src/host/eslint.js';
import { problemText } from '../../rules/src/problem-text.js';
import { optionsOf } from '../../rules/src/rule-options.js';
import { shapesOf } from './edits/shapes.js';
import { breaches, restyled, STYLES, type Style } from './restyled.js';

export interface Case extends AnalysisSettings {
  readonly code: string;
  readonly file?: string;
  readonly options?: readonly unknown[];
  /** Shown instead of the code. */
  readonly name?: string;
}

export interface ExpectedSuggestion {
  readonly messageId: string;
  /** The whole file after it. */
  readonly output: string;
}

export interface ExpectedError {
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly suggestions?: readonly ExpectedSuggestion[];
  /** When evidence makes it another than the rule's own. */
  readonly severity?: Problem['severity'];
}

export interface InvalidCase extends Case {
  readonly errors: readonly (string | ExpectedError)[];
  /** The whole file after all fixes, when the rule has some. */
  readonly output?: string;
}

export interface RuleCases {
  readonly valid: readonly (string | Case)[];
  readonly invalid: readonly InvalidCase[];
}

interface Place {
  readonly messageId: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

const ROOT = '/no-such-project';
// A pattern that ends in a plain star would not make ESLint take the file.
const FILES = ['**/*.?([cm])[jt]s?(x)'];
const PLUGIN_RULE = 'backend-architect/rule';
const linter = new Linter({ cwd: ROOT });

/** Declares one vitest suite with a test per case. */
export function testRule(rule: Rule, cases: RuleCases): void {
  describe(rule.id, () => {
    describe('valid', () => {
      for (const given of cases.valid.map(toCase))
        it(titleOf(given), () => expectProblems(rule, { ...given, errors: [] }));
    });
    describe('invalid', () => {
      for (const given of cases.invalid) it(titleOf(given), () => expectProblems(rule, given));
    });
  });
}

function expectProblems(rule: Rule, given: InvalidCase): void {
  const { code, marks } = withoutMarks(given.code);
  const expected = given.errors.map((error) => (typeof error === 'string' ? { messageId: error } : error));
  expect(marks.length, 'pairs of marks').toBe(expected.length);
  for (const file of filesOf(given, code)) {
    const problems = pureProblems(rule, given, file, code);
    const found = problems.map(({ messageId, at, severity }) => ({
      messageId,
      marked: code.slice(...at),
      at: [...at],
      severity,
    }));
    const wanted = expected.map(({ messageId, severity }, index) => {
      const at = marks[index] ?? [0, 0];
      return { messageId, marked: code.slice(...at), at: [...at], severity };
    });
    expect(found, `pure, ${file}`).toEqual(wanted);
    // What a linter makes of a rule hangs on the weightiest thing it can say.
    const severest = SEVERITIES.indexOf(rule.meta.severest ?? rule.meta.severity);
    for (const { severity } of found)
      expect(SEVERITIES.indexOf(severity ?? rule.meta.severity), 'meta.severest').toBeGreaterThanOrEqual(severest);
    expect(eslintPlaces(rule, given, file, code), `ESLint, ${file}`).toEqual(
      problems.map((problem) => placeOf(code, problem)),
    );
    problems.forEach((problem, index) =>
      expectDetails(rule, given, file, code, problem, expected[index] ?? { messageId: '' }),
    );
    expectFix(rule, given, file, code, problems);
    if (problems.some((problem) => problem.fix || problem.suggestions?.length))
      for (const style of STYLES) expectStyleKept(rule, given, file, code, style);
  }
}

/**
 * What edits write into the same program of another project looks like the code around it, parses, and mends the
 * problem there too.
 */
function expectStyleKept(rule: Rule, given: InvalidCase, file: string, original: string, style: Style): void {
  const code = restyled(file, original, style);
  if (code === null) return;
  const before = breaches(file, code, style);
  // A case that leaves semicolons out on purpose cannot be had with them.
  if (before.some((breach) => breach.startsWith('a statement'))) return;
  const problems = pureProblems(rule, given, file, code);
  for (const problem of problems) {
    for (const edits of [
      ...(problem.suggestions ?? []).map((suggestion) => suggestion.edits),
      ...(problem.fix ? [problem.fix] : []),
    ]) {
      const output = applied(code, edits);
      const about = `${style.name}:\n${output}`;
      expect(
        breaches(file, output, style).filter((breach) => !before.includes(breach)),
        about,
      ).toEqual([]);
      expect(pureProblems(rule, given, file, output).length, about).toBeLessThan(problems.length);
      const again = restyled(file, output, style);
      if (again?.split('\n').length === output.split('\n').length)
        expect(again.replaceAll('"', "'"), 'lines stand as deep as the style has them').toBe(
          output.replaceAll('"', "'"),
        );
    }
  }
}

function expectDetails(
  rule: Rule,
  given: InvalidCase,
  file: string,
  code: string,
  problem: Problem,
  expected: ExpectedError,
): void {
  expect(problemText(rule.meta, problem), 'message without open placeholders').not.toMatch(/\{\{/);
  if (expected.data) expect(problem.data).toMatchObject(expected.data);
  const outputs = (problem.suggestions ?? []).map(({ messageId, edits }) => ({
    messageId,
    output: applied(code, edits),
  }));
  expect(outputs, 'suggestions').toEqual(expected.suggestions ?? []);
  if (outputs.length > 0) expect(rule.meta.hasSuggestions, 'meta.hasSuggestions').toBe(true);
  for (const { messageId } of outputs)
    expect(
      shapesOf(rule.id).map((shape) => shape.messageId),
      'suggestions with shapes of code in tests/edits/shapes',
    ).toContain(messageId);
  for (const { output } of outputs)
    expectBetter(rule, given, file, output, pureProblems(rule, given, file, code).length);
}

function expectFix(rule: Rule, given: InvalidCase, file: string, code: string, problems: readonly Problem[]): void {
  const edits = problems.flatMap((problem) => problem.fix ?? []);
  if (edits.length === 0) return void expect(given.output, 'output of a rule without a fix').toBeUndefined();
  expect(rule.meta.fixable, 'meta.fixable').toBe('code');
  const output = applied(code, edits);
  expect(output, 'output').toBe(given.output);
  expectBetter(rule, given, file, output, problems.length);
}

/** What a suggestion writes is code that parses in both worlds and has one problem fewer. */
function expectBetter(rule: Rule, given: Case, file: string, output: string, before: number): void {
  expect(pureProblems(rule, given, file, output).length, `problems after:\n${output}`).toBeLessThan(before);
  expect(eslintPlaces(rule, given, file, output).length).toBeLessThan(before);
}

function pureProblems(rule: Rule, given: Case, file: string, code: string): Problem[] {
  const parsed = parseFile(file, code);
  if (parsed.kind === 'unread') throw new Error(`${file} does not parse: ${parsed.reason}\n${code}`);
  const found = fileProblems(
    rule,
    analyse({ ...parsed.source, settings: settingsOf(given) }),
    optionsOf(rule, given.options ?? []),
  ).filter(({ asks }) => !asks);
  if (found.length > 0) expect(passesGate(rule, parsed.source.text), 'the gate lets a problem through').toBe(true);
  return found;
}

function eslintPlaces(rule: Rule, given: Case, file: string, code: string): Place[] {
  const typed = /\.[mc]?tsx?$/.test(file);
  const messages = linter.verify(
    code,
    [
      {
        files: FILES,
        plugins: { 'backend-architect': { rules: { rule: toEslintRule(rule) } } },
        rules: { [PLUGIN_RULE]: ['error', ...(given.options ?? [])] },
        settings: { 'backend-architect': settingsOf(given) },
        languageOptions: {
          sourceType: /\.c[jt]s$/.test(file) ? 'commonjs' : 'module',
          ...(typed && { parser: typescriptParser as Linter.Parser }),
          ...(/x$/.test(file) && { parserOptions: { ecmaFeatures: { jsx: true } } }),
        },
      },
    ],
    { filename: `${ROOT}/${file}` },
  );
  const [other] = messages.filter((message) => message.ruleId !== PLUGIN_RULE);
  if (other) throw new Error(`ESLint, ${file}: ${other.message} (line ${other.line})\n${code}`);
  return messages.map(({ messageId, line, column, endLine, endColumn }) => ({
    messageId: messageId ?? '',
    line,
    column,
    endLine: endLine ?? 0,
    endColumn: endColumn ?? 0,
  }));
}

function settingsOf({ versions, models }: Case): AnalysisSettings {
  return { ...(versions && { versions }), ...(models && { models }) };
}

function filesOf(given: Case, code: string): string[] {
  if (given.file !== undefined) return [given.file];
  const plain = linter.verify(code, [{ files: FILES, languageOptions: { sourceType: 'module' } }], {
    filename: `${ROOT}/src/case.js`,
  });
  return plain.some((message) => message.fatal) ? ['src/case.ts'] : ['src/case.js', 'src/case.ts'];
}

/** Positions as ESLint counts them: lines end at the five line breaks, columns are 1-based UTF-16 units. */
function placeOf(code: string, { messageId, at }: Problem): Place {
  const [start, end] = at.map((offset) => {
    const lines = code.slice(0, offset).split(/\r\n|[\r\n\u2028\u2029]/);
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  });
  return {
    messageId,
    line: start?.line ?? 0,
    column: start?.column ?? 0,
    endLine: end?.line ?? 0,
    endColumn: end?.column ?? 0,
  };
}

function withoutMarks(marked: string): { code: string; marks: [number, number][] } {
  const marks: [number, number][] = [];
  const open: number[] = [];
  let code = '';
  for (const part of marked.split(/([«»])/)) {
    if (part === '«') open.push(code.length);
    else if (part === '»') marks.push([open.pop() ?? Number.NaN, code.length]);
    else code += part;
  }
  if (open.length > 0 || marks.some(([start]) => Number.isNaN(start))) throw new Error(`Marks do not pair: ${marked}`);
  return { code, marks: marks.sort((a, b) => a[0] - b[0] || a[1] - b[1]) };
}

function applied(code: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.range[0] - a.range[0] || b.range[1] - a.range[1])
    .reduce((text, { range, text: inserted }) => text.slice(0, range[0]) + inserted + text.slice(range[1]), code);
}

function toCase(given: string | Case): Case {
  return typeof given === 'string' ? { code: given } : given;
}

function titleOf({ name, code, file }: Case): string {
  return `${name ?? code.trim().replace(/\s+/g, ' ').slice(0, 110)}${file === undefined ? '' : ` [${file}]`}`;
}
