import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectors } from '../packages/cli/src/detectors/index.js';
import { linterLevel } from '../packages/rules/src/rule-level.js';
import { rules } from '../packages/rules/src/rule-index.js';
import { ruleLevels } from '../packages/rules/src/rule-levels.js';
import { countsOf, firstLookTables, readReadings, ROUND, verdictOf } from '../scripts/quality/first-looks.mjs';
import { missedTables, readMissed } from '../scripts/quality/missed.mjs';
import {
  currentLevels,
  levelsModule,
  levelsOf,
  levelsTable,
  levelsText,
  linterLevelsOf,
  readMended,
} from '../scripts/quality/levels.mjs';
import { ROOT } from './fixture-expectations.js';

type Verdict = 'true' | 'noise' | 'false';
interface Level {
  readonly preset: string;
  readonly mayBeError: boolean;
  readonly counted: number;
  readonly share: number | null;
  readonly since: string | null;
  readonly left?: string;
  readonly why: string;
}

/** So many readings of one rule, the first ones true. */
const read = (rule: string, right: number, all: number, { round = '2026-12', wrong = 'noise' as Verdict } = {}) =>
  Array.from({ length: all }, (_, index) => ({
    round,
    commit: 'c',
    rule,
    repo: 'r',
    preset: 'recommended',
    severity: 'high',
    place: `a.ts:${index}`,
    verdict: index < right ? 'true' : wrong,
    second: '',
  }));

function levelOf(rule: string, readings: readonly object[], { mended = {}, before = {} } = {}): Level {
  return (levelsOf({ ids: [rule], readings, mended, before }) as Record<string, Level>)[rule]!;
}

describe('the table of levels', () => {
  it.each([
    ['69 % leave recommended', 69, 100, 'strict', false],
    ['69.9 % are not rounded up', 699, 1000, 'strict', false],
    ['70 % stay, as a warning', 7, 10, 'recommended', false],
    ['89 % are a warning', 89, 100, 'recommended', false],
    ['89.9 % are not rounded up', 899, 1000, 'recommended', false],
    ['90 % may be an error', 9, 10, 'recommended', true],
    ['all of ten may be an error', 10, 10, 'recommended', true],
    ['none of ten leaves', 0, 10, 'strict', false],
    ['nine readings decide nothing, bad ones', 0, 9, 'recommended', false],
    ['nine readings decide nothing, good ones', 9, 9, 'recommended', false],
    ['no readings decide nothing', 0, 0, 'recommended', false],
  ])('%s', (_, right, all, preset, mayBeError) => {
    expect(levelOf('some-rule', read('some-rule', right, all))).toMatchObject({ preset, mayBeError, counted: all });
  });

  it('counts noise as not true', () => {
    for (const wrong of ['noise', 'false'] as const)
      expect(levelOf('some-rule', read('some-rule', 6, 10, { wrong })).preset).toBe('strict');
  });

  it('counts readings of the rule alone, over all rounds', () => {
    const readings = [
      ...read('some-rule', 5, 5, { round: '2026-11' }),
      ...read('some-rule', 4, 5),
      ...read('other-rule', 0, 50),
    ];
    expect(levelOf('some-rule', readings)).toMatchObject({
      mayBeError: true,
      counted: 10,
      share: 90,
      since: '2026-11',
    });
  });

  it('begins anew when the rule was mended', () => {
    const bad = read('some-rule', 1, 10, { round: '2026-11' });
    const mended = { 'some-rule': { since: '2026-12', why: 'says less' } };
    expect(levelOf('some-rule', bad)).toMatchObject({ preset: 'strict', left: '2026-11' });
    const anew = levelOf('some-rule', bad, { mended });
    expect(anew).toMatchObject({ preset: 'recommended', counted: 0, share: null, since: '2026-12' });
    expect(anew.why).toBe('no reading counts: stays in recommended, a warning; mended: says less');
    expect(levelOf('some-rule', [...bad, ...read('some-rule', 10, 10)], { mended })).toMatchObject({
      mayBeError: true,
      counted: 10,
    });
  });

  it('keeps a rule where it is until enough is read, and lets it earn its way back', () => {
    const before = { 'some-rule': { preset: 'strict', left: '2026-11' } };
    expect(levelOf('some-rule', read('some-rule', 9, 9), { before })).toMatchObject({
      preset: 'strict',
      left: '2026-11',
      mayBeError: false,
    });
    const back = levelOf('some-rule', read('some-rule', 8, 10), { before });
    expect([back.preset, back.left]).toEqual(['recommended', undefined]);
  });

  it('leaves in strict what was put there, however right it is', () => {
    const before = { 'some-rule': { preset: 'strict' } };
    for (const right of [10, 7, 3])
      expect(levelOf('some-rule', read('some-rule', right, 10), { before })).toMatchObject({ preset: 'strict' });
    expect(levelOf('some-rule', read('some-rule', 3, 10), { before }).left).toBeUndefined();
  });

  it('narrows what weighs too much to be moved', () => {
    for (const rule of ['no-hardcoded-secrets', 'no-raw-sql-concatenation', 'no-unawaited-io']) {
      const level = levelOf(rule, read(rule, 1, 10));
      expect(level).toMatchObject({ preset: 'recommended', mayBeError: false });
      expect(level.why).toContain('narrowed, not moved');
    }
  });

  it('changes nothing when it is made again', () => {
    const readings = [...read('a', 1, 10), ...read('b', 9, 10), ...read('c', 1, 3)];
    const once = levelsOf({ ids: ['c', 'a', 'b'], readings, mended: {}, before: {} });
    expect(levelsText(levelsOf({ ids: ['a', 'b', 'c'], readings, mended: {}, before: once }))).toBe(levelsText(once));
  });
});

describe('readings', () => {
  it('are true only when both readers say so', () => {
    const rows = (['true', 'noise', 'false'] as const).flatMap((verdict) =>
      ['', 'true', 'noise', 'false'].map((second) => ({ verdict, second })),
    );
    expect(rows.map(verdictOf)).toEqual([
      'true', 'true', 'noise', 'false', 'noise', 'noise', 'noise', 'false', 'false', 'false', 'false', 'false',
    ]);
    expect(
      countsOf([
        { verdict: 'true', second: 'noise' },
        { verdict: 'true', second: 'true' },
      ]),
    ).toEqual({ read: 2, true: 1, noise: 1, false: 0, share: 50 });
  });

  it('are shown for the last two rounds, with how often the readers agreed', () => {
    const twice = read('b', 2, 3).map((row, index) => ({ ...row, second: index === 0 ? 'noise' : row.verdict }));
    const tables = firstLookTables([
      ...read('a', 1, 1, { round: '2026-10' }),
      ...read('a', 1, 2, { round: '2026-11' }),
      ...twice,
    ]);
    expect([...tables.matchAll(/^### (.*)$/gm)].map(([, title]) => title)).toEqual(['Round 2026-12', 'Round 2026-11']);
    expect(tables).toContain('Two readers agreed on 2 of 3 (67 %).');
    expect(tables).toContain('Each was read once.');
    expect(tables).toContain('| high | 3 | 1 | 2 | 0 | 33.3 % |');
  });
});

describe('what is committed', () => {
  const committed = readFileSync(`${ROOT}/docs/quality/levels.json`, 'utf8');
  const ids = [...Object.keys(rules), ...detectors.map(({ id }) => id)];
  const levels = currentLevels(ids) as Record<string, Level>;

  it('follows from the committed readings (node scripts/quality/levels.mjs)', () => {
    expect(levelsText(levels)).toBe(committed);
  });

  it('is what every host reads (npx -y pnpm@12 generate)', () => {
    expect(readFileSync(`${ROOT}/packages/rules/src/rule-levels.ts`, 'utf8')).toBe(levelsModule(levels));
    expect(Object.keys(ruleLevels)).toEqual([...ids].sort());
  });

  it('is what the page shows (node scripts/quality.mjs)', () => {
    const page = readFileSync(`${ROOT}/docs/quality.md`, 'utf8');
    const section = (name: string): string =>
      page.split(`<!-- ${name}: start -->\n`)[1]?.split(`\n<!-- ${name}: end -->`)[0] ?? '';
    expect(section('first looks')).toBe(firstLookTables(readReadings()));
    expect(section('missed')).toBe(missedTables(readMissed()));
    expect(section('levels')).toBe(levelsTable(levels, linterLevelsOf(rules, linterLevel)));
  });

  it('speaks of rules there are, in readings and in what was mended', () => {
    const named = [...readReadings().map(({ rule }: { rule: string }) => rule), ...Object.keys(readMended() as object)];
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
    for (const { since } of Object.values(readMended() as Record<string, { since: string }>))
      expect(since).toMatch(ROUND);
  });
});
