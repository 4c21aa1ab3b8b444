import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/src/rule-index.js';
import plugin from '../../src/index.js';
import { shapedRules, shapesOf, styleOf, type Shape } from './shapes.js';

const ROOT = '/no-such-project';
const PREFIX = 'backend-architect/';
const ENOUGH = 3;
const linter = new Linter({ cwd: ROOT });
const every = Object.fromEntries(Object.keys(plugin.rules).map((id) => [`${PREFIX}${id}`, 'error' as const]));

/** What all rules say of a file, in the linter that people apply edits with. Code that does not parse is an error. */
function linted(code: string, { file, versions }: Shape): Linter.LintMessage[] {
  const messages = linter.verify(
    code,
    [
      {
        files: ['**/*.?([cm])[jt]s?(x)'],
        plugins: { 'backend-architect': plugin as never },
        rules: every,
        settings: { 'backend-architect': { versions } },
        languageOptions: {
          sourceType: file.endsWith('.cjs') ? 'commonjs' : 'module',
          ...(file.endsWith('.ts') && { parser: typescriptParser as Linter.Parser }),
        },
      },
    ],
    { filename: `${ROOT}/${file}` },
  );
  const [fatal] = messages.filter((message) => message.fatal);
  if (fatal) throw new Error(`${file} does not parse: ${fatal.message} (line ${fatal.line})\n${code}`);
  return messages;
}

/** The first edit of this name that a rule offers. */
function editOf(
  ruleId: string,
  messageId: string,
  messages: readonly Linter.LintMessage[],
): { readonly range: readonly number[]; readonly text: string } | undefined {
  const own = messages.filter((message) => message.ruleId === `${PREFIX}${ruleId}`);
  if (messageId === 'fix') return own.find((message) => message.fix)?.fix;
  return own.flatMap(({ suggestions }) => suggestions ?? []).find((suggestion) => suggestion.messageId === messageId)
    ?.fix;
}

function counted(messages: readonly Linter.LintMessage[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { ruleId } of messages) found.set(ruleId ?? '', (found.get(ruleId ?? '') ?? 0) + 1);
  return found;
}

const editing = Object.values(rules)
  .filter(({ meta }) => meta.hasSuggestions || meta.fixable)
  .map(({ id }) => id)
  .sort();

describe.each(editing)('edits of %s', (ruleId) => {
  it.each(shapesOf(ruleId).map((shape) => [`${shape.messageId}, ${shape.file}`, shape] as const))(
    'write what a person would: %s',
    (_title, shape) => {
      const before = linted(shape.before, shape);
      const edit = editOf(ruleId, shape.messageId, before);
      expect(
        edit,
        'no such edit; said was ' +
          `${before.map(({ ruleId: id, messageId }) => `${id ?? ''} ${messageId ?? ''}`).join(', ')}`,
      ).toBeDefined();
      const [start = 0, end = 0] = edit?.range ?? [];
      expect(shape.before.slice(0, start) + (edit?.text ?? '') + shape.before.slice(end)).toBe(shape.after);

      const [was, is] = [counted(before), counted(linted(shape.after, shape))];
      expect(is.get(`${PREFIX}${ruleId}`) ?? 0, 'the finding is gone').toBeLessThan(was.get(`${PREFIX}${ruleId}`) ?? 0);
      expect(
        [...is].filter(([id, number]) => number > (was.get(id) ?? 0)),
        'no rule has more to say than before',
      ).toEqual([]);
    },
  );

  it(`are tried on ${String(ENOUGH)} ways of writing each`, () => {
    const byEdit = new Map<string, Set<string>>();
    for (const shape of shapesOf(ruleId))
      byEdit.set(shape.messageId, (byEdit.get(shape.messageId) ?? new Set()).add(styleOf(shape)));
    expect([...byEdit].filter(([, styles]) => styles.size < ENOUGH).map(([messageId]) => messageId)).toEqual([]);
    const { messages, fixable, hasSuggestions } = rules[ruleId]!.meta;
    expect(byEdit.has('fix'), 'the fix has shapes').toBe(fixable !== undefined);
    const suggestions = [...byEdit.keys()].filter((messageId) => messageId !== 'fix');
    expect(suggestions.length > 0, 'suggestions have shapes').toBe(hasSuggestions === true);
    expect(suggestions.filter((messageId) => !Object.hasOwn(messages, messageId))).toEqual([]);
  });
});

it('shapes are those of rules that edit', () => {
  expect(shapedRules()).toEqual(editing);
});
