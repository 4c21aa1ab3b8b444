import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { analyse } from '@backend-architect/analysis';
import { afterAll, describe, expect, it } from 'vitest';
import { parseFile } from '../packages/cli/src/extract/parse-file.js';
import type { Rule } from '../packages/rules/src/define-rule.js';
import { fileProblems, passesGate, speaksOf } from '../packages/rules/src/file-problems.js';
import { linterLevel } from '../packages/rules/src/rule-level.js';
import { rules } from '../packages/rules/src/rule-index.js';
import { ruleDocuments, ruleIndex } from '../scripts/generate.mjs';
import { newRule } from '../scripts/new-rule.mjs';
import { currentLevels, levelsText } from '../scripts/quality/levels.mjs';
import { sourcesOf } from './imports/import-graph.js';
import { breaksIn } from './imports/walls.js';

const ROOT = new URL('..', import.meta.url).pathname;
const ID = 'no-such-thing';
const files = newRule(ID);
const copy = mkdtempSync(join(tmpdir(), 'new-rule-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** A copy of what is generated from, with the new rule in it. */
function withRule(): string {
  for (const path of ['packages/rules/src', 'packages/eslint-plugin/README.md', 'README.md', 'docs/quality'])
    cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  return copy;
}

describe('new:rule', () => {
  const root = withRule();
  const path = `packages/rules/src/${ID}/rule.ts`;

  it('makes three files: the rule, its page and its tests', () => {
    expect(Object.keys(files)).toEqual([
      path,
      `packages/rules/src/${ID}/page.md`,
      `packages/eslint-plugin/tests/rules/${ID}.test.ts`,
    ]);
    expect(() => newRule('SomeThing')).toThrow('no id of a rule');
  });

  it('makes a rule that works as its page says, that says where it speaks, and that stands behind its walls', async () => {
    const text = files[path]!.replaceAll("from '../", `from '${ROOT}packages/rules/src/`);
    writeFileSync(join(copy, 'rule.ts'), text);
    const { default: rule } = (await import(/* @vite-ignore */ join(copy, 'rule.ts'))) as { default: Rule };
    expect(rule.id).toBe(ID);
    expect(speaksOf(rule, 'source') && !speaksOf(rule, 'test')).toBe(true);
    const page = files[`packages/rules/src/${ID}/page.md`]!;
    const found = [...page.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code = '']) => {
      const parsed = parseFile('src/a.js', code);
      if (parsed.kind === 'unread') throw new Error(parsed.reason);
      return passesGate(rule, code) ? [...fileProblems(rule, analyse(parsed.source), [])].length : 0;
    });
    expect(found).toEqual([1, 0]);
    expect(breaksIn(new Map([...sourcesOf(), [path, files[path]!]]))).toEqual([]);

    const levels = currentLevels([...Object.keys(rules), ID]);
    writeFileSync(join(root, 'docs/quality/levels.json'), levelsText(levels));
    const documents = ruleDocuments({ ...rules, [ID]: rule }, linterLevel, root);
    expect(documents[`packages/eslint-plugin/docs/rules/${ID}.md`]).toContain(`# ${ID}`);
    expect(documents[`packages/eslint-plugin/docs/rules/${ID}.md`]).toContain('neverCallThis();');
    expect(documents['README.md']).toContain(`[${ID}]`);
  });

  it('needs no edit of the index', () => {
    expect(ruleIndex(root)).toContain(`import noSuchThing from './${ID}/rule.js';`);
    expect(readFileSync(join(ROOT, 'packages/rules/src/rule-index.ts'), 'utf8')).not.toContain(ID);
  });
});
