import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { analyse } from '@backend-architect/analysis';
import { describe, expect, it } from 'vitest';
import { ruleDocuments, ruleIndex } from '../../../scripts/generate.mjs';
import { parseFile } from '../../cli/src/extract/parse-file.js';
import { isInPreset, levelOfRule, linterLevel } from '../../rules/src/rule-level.js';
import { rules } from '../../rules/src/rule-index.js';
import { runRules } from '../../rules/src/checks.js';
import type { Rule } from '../../rules/src/define-rule.js';
import { presetRules } from '../src/configs.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const pageOf = (id: string): string => readFileSync(`${ROOT}packages/eslint-plugin/docs/rules/${id}.md`, 'utf8');

/** Code blocks of a page below a heading, up to the next heading of that level. */
function blocks(page: string, heading: string): { language: string; code: string }[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = 'js', code = '']) => ({
    language,
    code,
  }));
}

/** The code of the pages is written for these releases; of others no version is known. */
const VERSIONS = { express: '5.1.0', 'express-session': '1.18.1', jsonwebtoken: '9.0.2' };

function reported(language: string, code: string): string[] {
  const parsed = parseFile(`src/example.${language}`, code);
  if (parsed.kind === 'unread') throw new Error(`${parsed.reason}\n${code}`);
  const every = Object.fromEntries(Object.values(rules).map((rule) => [rule.id, rule.meta.severity]));
  return [
    ...new Set(
      runRules(analyse({ ...parsed.source, settings: { versions: VERSIONS } }), { rules: every }).map(
        ({ ruleId }) => ruleId,
      ),
    ),
  ];
}

describe.each(Object.values(rules))('page of $id', ({ id, meta }) => {
  const page = pageOf(id);
  it('has incorrect code that is reported, by this rule alone', () => {
    const incorrect = blocks(page, 'Incorrect');
    expect(incorrect.length).toBeGreaterThan(0);
    for (const { language, code } of incorrect) expect(reported(language, code), code).toEqual([id]);
  });
  it('has correct code that is silent', () => {
    const correct = blocks(page, 'Correct');
    expect(correct.length).toBeGreaterThan(0);
    for (const { language, code } of correct) expect(reported(language, code), code).toEqual([]);
  });
  it('has a gate without state and messages that end like sentences', () => {
    expect(meta.gate.flags).not.toMatch(/[gy]/);
    for (const text of Object.values(meta.messages)) expect(text).toMatch(/[.?)`]$/);
  });
});

describe('what is generated', () => {
  it('follows from the rules: generating again changes nothing', () => {
    expect(readFileSync(`${ROOT}packages/rules/src/rule-index.ts`, 'utf8')).toBe(ruleIndex(ROOT));
    for (const [path, text] of Object.entries(ruleDocuments(rules, linterLevel, ROOT)))
      expect(existsSync(ROOT + path) ? readFileSync(ROOT + path, 'utf8') : '', path).toBe(text);
  });
  it('knows every rule by the name of its folder', () => {
    const rooms = `${ROOT}packages/rules/src`;
    const files = readdirSync(rooms).filter((name) => existsSync(`${rooms}/${name}/rule.ts`));
    expect(Object.entries(rules).map(([key, rule]) => [key, rule.id])).toEqual(files.sort().map((id) => [id, id]));
  });
});

describe('presets', () => {
  const level = (meta: Partial<Rule['meta']>, mayBeError: boolean) =>
    linterLevel({ id: 'some-rule', meta } as Rule, { preset: 'recommended', mayBeError });
  it('make an error only of what first looks earned, and one file can prove to be critical or high', () => {
    for (const severity of ['critical', 'high'] as const)
      expect([level({ severity }, true), level({ severity }, false)]).toEqual(['error', 'warn']);
    for (const severity of ['medium', 'low'] as const)
      expect([level({ severity }, true), level({ severity }, false)]).toEqual(['warn', 'warn']);
    expect(level({ severity: 'medium', severest: 'high' }, true)).toBe('error');
    expect(level({ severity: 'low', severest: 'medium' }, true)).toBe('warn');
    // That nobody needs a privilege for it stands in other files; a high one is left.
    expect(level({ severity: 'critical', weight: 'sender' }, true)).toBe('error');
  });
  it('hold what the table says, `strict` all of `recommended`', () => {
    const [recommended, strict] = [presetRules(rules, 'recommended'), presetRules(rules, 'strict')];
    expect(Object.keys(strict)).toEqual(expect.arrayContaining(Object.keys(recommended)));
    for (const rule of Object.values(rules)) {
      const name = `backend-architect/${rule.id}`;
      expect([rule.id, name in recommended]).toEqual([rule.id, isInPreset(rule.id, 'recommended')]);
      expect(isInPreset(rule.id, 'recommended') ? recommended[name] : 'warn').toBe(linterLevel(rule));
    }
  });
  it('ask a rule that nobody has read, as a warning', () => {
    expect(levelOfRule('no-such-rule')).toEqual({ preset: 'recommended', mayBeError: false });
  });
});
