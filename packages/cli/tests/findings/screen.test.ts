import type { FileFacts } from '@backend-architect/analysis';
import { describe, expect, it } from 'vitest';
import type { DetectedQuestion } from '../../src/detectors/define.js';
import { directivesOf } from '../../src/extract/directives.js';
import { parseFile } from '../../src/extract/parse-file.js';
import { formatBaseline, parseBaseline } from '../../src/findings/baseline.js';
import { mergeFindings } from '../../src/findings/merge-findings.js';
import type { RawFinding } from '../../src/findings/raw-finding.js';
import { screen, type ScreenInput } from '../../src/findings/screen.js';

const rules = {
  known: new Set(['no-sql-injection', 'no-raw-sql-concatenation', 'no-n-plus-one']),
  perFile: new Set(['no-sql-injection', 'no-raw-sql-concatenation']),
  idle: new Set<string>(),
};

function facts(
  file: string,
  functions: readonly { readonly name: string; readonly range: readonly [number, number] }[] = [],
): FileFacts {
  return {
    file,
    functions: functions.map((fn) => ({ nameRange: [fn.range[0], fn.range[0]], ...fn })),
    classes: [],
  } as unknown as FileFacts;
}

function at(text: string, part: string): readonly [number, number] {
  const start = text.indexOf(part);
  return [start, start + part.length];
}

function raw(file: string, range: readonly [number, number], more: Partial<RawFinding> = {}): RawFinding {
  return {
    ruleId: 'no-sql-injection',
    severity: 'critical',
    message: 'm',
    impact: 'i',
    file,
    at: range,
    steps: [],
    fix: { description: 'd' },
    ...more,
  };
}

function run(text: string, part: string, more: Partial<RawFinding> = {}, input: Partial<ScreenInput> = {}) {
  const parsed = parseFile('a.ts', text);
  if (parsed.kind === 'unread') throw new Error(parsed.reason);
  const directives = directivesOf(parsed.source);
  return screen({
    findings: part === '' ? [] : [raw('a.ts', at(text, part), more)],
    questions: [],
    files: new Map([['a.ts', { facts: facts('a.ts'), directives }]]),
    textOf: () => text,
    baseline: null,
    rules,
    invalidSuppressions: 'low',
    ...input,
  });
}

describe('screen', () => {
  it('gives lines, fingerprint and state', () => {
    const text = 'function find(id) {\n  return q(`a ${id}`);\n}';
    const [finding] = screen({
      findings: [
        raw('a.ts', at(text, '`a ${id}`'), {
          steps: [{ file: 'a.ts', at: at(text, 'id)'), what: 'enters' }],
          fix: { description: 'd', edits: [{ range: at(text, '`a ${id}`'), text: "'a $1'" }] },
        }),
      ],
      questions: [],
      files: new Map([['a.ts', { facts: facts('a.ts', [{ name: 'find', range: [0, text.length] }]), directives: [] }]]),
      textOf: () => text,
      baseline: null,
      rules,
      invalidSuppressions: 'low',
    }).findings;
    expect(finding).toEqual({
      ruleId: 'no-sql-injection',
      severity: 'critical',
      state: 'new',
      fingerprint: expect.stringMatching(/^[0-9a-f]{20}$/),
      message: 'm',
      impact: 'i',
      location: { file: 'a.ts', startLine: 2, startColumn: 12, endLine: 2, endColumn: 21 },
      steps: [{ location: { file: 'a.ts', startLine: 1, startColumn: 15, endLine: 1, endColumn: 18 }, what: 'enters' }],
      fix: {
        description: 'd',
        edits: [
          { location: { file: 'a.ts', startLine: 2, startColumn: 12, endLine: 2, endColumn: 21 }, text: "'a $1'" },
        ],
      },
    });
  });

  it('keeps the fingerprint when code moves or locals are renamed', () => {
    const before = run('query(sql + id)', 'query(sql + id)').findings[0]?.fingerprint;
    expect(run('\n\n// moved\n  query(text + userId)', 'query(text + userId)').findings[0]?.fingerprint).toBe(before);
    expect(run('query(sql + id, 1)', 'query(sql + id, 1)').findings[0]?.fingerprint).not.toBe(before);
  });

  it('honours our comment with a reason, for rules and detectors', () => {
    const text = 'f(); // backend-architect-ignore no-n-plus-one -- three rows at most';
    const found = run(text, 'f()', { ruleId: 'no-n-plus-one' });
    expect(found.findings).toMatchObject([{ state: 'suppressed', reason: 'three rows at most' }]);
    expect(found.unusedSuppressions).toEqual([]);
  });

  it('reports a comment without reason or rule, and does not follow it', () => {
    const found = run('f(); // backend-architect-ignore no-sql-injection', 'f()').findings;
    expect(found.map(({ ruleId, state, message }) => [ruleId, state, message])).toEqual([
      ['no-sql-injection', 'new', 'm'],
      ['invalid-suppression', 'new', 'This comment suppresses nothing: it gives no reason after "--"'],
    ]);
    expect(run('// backend-architect-ignore no-sqli -- why', '').findings[0]?.message).toBe(
      'This comment suppresses nothing: there is no rule "no-sqli"; did you mean "no-sql-injection"?',
    );
    expect(run('// backend-architect-ignore quotes -- why', '').findings[0]?.message).toBe(
      'This comment suppresses nothing: there is no rule "quotes"',
    );
    for (const word of ['backend-architect-ignore-file', 'backend-architect-ignore-next-line']) {
      const { findings, unusedSuppressions } = run(`f(); /* ${word} no-sql-injection -- why */`, 'f()');
      expect(findings.map(({ ruleId, state, message }) => [ruleId, state, message])).toEqual([
        ['no-sql-injection', 'new', 'm'],
        [
          'invalid-suppression',
          'new',
          `This comment suppresses nothing: "${word}" is none of ours; a comment speaks of the code beside or ` +
            'below it, and "ignore" in backend-architect.json of whole files',
        ],
      ]);
      expect(unusedSuppressions).toEqual([]);
    }
    expect(run('// backend-architect-ignored-things are listed above', '').findings).toEqual([]);
    expect(run('// see backend-architect-ignore-file', '').findings).toEqual([]);
    expect(run('// backend-architect-ignore -- why', '').findings[0]?.message).toBe(
      'This comment suppresses nothing: it names no rule',
    );
  });

  it('takes the line of a report as it is pasted for one without a reason', () => {
    const found = run('f(); // backend-architect-ignore no-sql-injection -- <why it is right>', 'f()').findings;
    expect(found.map(({ ruleId, state, message }) => [ruleId, state, message])).toEqual([
      ['no-sql-injection', 'new', 'm'],
      ['invalid-suppression', 'new', 'This comment suppresses nothing: it gives no reason after "--"'],
    ]);
    expect(
      run('f(); // backend-architect-ignore no-sql-injection -- <table> is one of two constants', 'f()').findings[0]
        ?.state,
    ).toBe('suppressed');
  });

  it('follows a comment for the rules there are, when one of its names is none', () => {
    const found = run(
      'f(); // backend-architect-ignore no-sql-injection, no-slq-injection -- two constants',
      'f()',
    ).findings;
    expect(found.map(({ ruleId, state, message }) => [ruleId, state, message])).toEqual([
      ['no-sql-injection', 'suppressed', 'm'],
      [
        'invalid-suppression', 'new',
        'In this comment there is no rule "no-slq-injection"; did you mean "no-sql-injection"?',
      ],
    ]);
  });

  it('lets a lint comment speak for per-file rules only', () => {
    const text = 'f(); // eslint-disable-line backend-architect/no-sql-injection';
    expect(run(text, 'f()').findings[0]?.state).toBe('suppressed');
    expect(run('f(); // eslint-disable-line', 'f()', { ruleId: 'no-n-plus-one' }).findings[0]?.state).toBe('new');
  });

  it('reports comments that are not needed any more', () => {
    const text = 'f(); // backend-architect-ignore no-n-plus-one, no-sql-injection -- why';
    const location = { file: 'a.ts', startLine: 1, startColumn: 6, endLine: 1, endColumn: text.length + 1 };
    expect(run(text, 'f()').unusedSuppressions).toEqual([{ ruleId: 'no-n-plus-one', location }]);
    expect(run('// eslint-disable-next-line backend-architect/no-sql-injection\n', '').unusedSuppressions).toHaveLength(
      1,
    );
    const projectOnly = { rules: { ...rules, idle: rules.perFile } };
    expect(
      run('// eslint-disable-next-line backend-architect/no-sql-injection\n', '', {}, projectOnly).unusedSuppressions,
    ).toEqual([]);
    // What did not run cannot say whether it is needed: rules of one file left to a linter, or switched off.
    expect(
      run('// backend-architect-ignore no-sql-injection -- why\nf();', '', {}, projectOnly).unusedSuppressions,
    ).toEqual([]);
    expect(
      run('// backend-architect-ignore no-n-plus-one -- why\nf();', '', {}, projectOnly).unusedSuppressions,
    ).toHaveLength(1);
  });

  it('knows the baseline and counts what is fixed', () => {
    const fingerprint = run('f()', 'f()').findings[0]?.fingerprint ?? '';
    const baseline = parseBaseline(
      formatBaseline([
        { ruleId: 'no-sql-injection', fingerprint, kind: 'finding', file: 'a.ts' },
        { ruleId: 'no-sql-injection', fingerprint: '0'.repeat(20), kind: 'finding', file: 'gone.ts' },
      ]),
    );
    const found = run('f()', 'f()', {}, { baseline });
    expect(found.findings[0]?.state).toBe('known');
    expect(found.fixed).toBe(1);
    const idle = { ...rules, idle: new Set(['no-sql-injection', 'no-n-plus-one', 'no-raw-sql-concatenation']) };
    expect(
      run('f()', '', {}, { baseline, rules: idle }).fixed,
      'whether what a rule found is gone is not known while it does not run',
    ).toBe(0);
  });

  it('clears what the project proved harmless', () => {
    const found = run('q(sql)', 'q(sql)', { cleared: 'every caller passes a constant' });
    expect(found.findings).toMatchObject([{ state: 'cleared', reason: 'every caller passes a constant' }]);
  });

  it('leaves a comment where a linter needs it, although the project or a stronger rule settles the finding', () => {
    const text = 'q(sql); // backend-architect-ignore no-raw-sql-concatenation -- constants';
    const concatenation = { ruleId: 'no-raw-sql-concatenation' };
    const cleared = run(text, 'sql', { ...concatenation, cleared: 'constants' });
    expect([cleared.findings[0]?.state, cleared.unusedSuppressions]).toEqual(['cleared', []]);
    const superseded = run(
      text,
      '',
      {},
      { findings: [raw('a.ts', at(text, 'sql'), concatenation), raw('a.ts', at(text, 'sql'))] },
    );
    expect([superseded.findings.map(({ ruleId, state }) => [ruleId, state]), superseded.unusedSuppressions]).toEqual([
      [['no-sql-injection', 'new']],
      [],
    ]);
  });

  it('grades comments that suppress nothing as the config says', () => {
    expect(run('f(); // backend-architect-ignore', '', {}, { invalidSuppressions: 'off' }).findings).toEqual([]);
    expect(
      run('f(); // backend-architect-ignore no-ssrf', 'f()', {}, { invalidSuppressions: 'high' }).findings,
    ).toMatchObject([{ state: 'new' }, { ruleId: 'invalid-suppression', severity: 'high' }]);
  });

  it('screens questions alike', () => {
    const text = "import { x } from './x'; // backend-architect-ignore no-n-plus-one -- seen";
    const question: DetectedQuestion & { impact: string } = {
      kind: 'question',
      ruleId: 'no-n-plus-one',
      version: 1,
      severity: 'high',
      file: 'a.ts',
      at: [0, 24],
      question: 'q?',
      whyAmbiguous: [],
      impact: 'i',
      evidence: [{ file: 'a.ts', at: [9, 10], what: 'here', role: 'subject' }],
      contracts: [],
      facts: [],
    };
    const { impact: _impact, ...detected } = question;
    expect(run(text, '', {}, { questions: [question] }).questions).toEqual([
      {
        detected,
        question: {
          ruleId: 'no-n-plus-one',
          severity: 'high',
          state: 'suppressed',
          reason: 'seen',
          fingerprint: expect.stringMatching(/^[0-9a-f]{20}$/),
          question: 'q?',
          impact: 'i',
          location: { file: 'a.ts', startLine: 1, startColumn: 1, endLine: 1, endColumn: 25 },
          evidence: [
            { location: { file: 'a.ts', startLine: 1, startColumn: 10, endLine: 1, endColumn: 11 }, what: 'here' },
          ],
        },
      },
    ]);
  });
});

describe('mergeFindings', () => {
  const merged = (...findings: RawFinding[]) =>
    mergeFindings(findings).map(({ ruleId, at, severity }) => [ruleId, at[0], severity]);

  it('keeps one finding per rule and anchor, the most severe', () => {
    expect(
      merged(
        raw('a.ts', [4, 5], { severity: 'high' }),
        raw('a.ts', [4, 5]),
        raw('a.ts', [4, 5], { severity: 'medium' }),
      ),
    ).toEqual([['no-sql-injection', 4, 'critical']]);
    const shown = [{ file: 'a.ts', at: [0, 1] as const, what: 'enters' }];
    expect(mergeFindings([raw('a.ts', [4, 5]), raw('a.ts', [4, 5], { steps: shown })])).toMatchObject([
      { steps: shown },
    ]);
  });

  it('keeps two anchors of one line, one inside the other, and one in another file', () => {
    expect(merged(raw('a.ts', [0, 3], { severity: 'high' }), raw('a.ts', [4, 5]))).toEqual([
      ['no-sql-injection', 0, 'high'],
      ['no-sql-injection', 4, 'critical'],
    ]);
    expect(merged(raw('a.ts', [0, 9]), raw('a.ts', [4, 5]))).toEqual([
      ['no-sql-injection', 0, 'critical'],
      ['no-sql-injection', 4, 'critical'],
    ]);
    expect(merged(raw('a.ts', [4, 5]), raw('b.ts', [4, 5]))).toHaveLength(2);
  });

  it('drops concatenation where injection is reported of the same text, and keeps it beside it', () => {
    const concatenation = { ruleId: 'no-raw-sql-concatenation', severity: 'high' } as const;
    expect(
      merged(
        raw('a.ts', [2, 9], concatenation),
        raw('a.ts', [10, 12], concatenation),
        raw('a.ts', [4, 5], {}),
        raw('b.ts', [10, 12], {}),
      ),
    ).toEqual([
      ['no-sql-injection', 4, 'critical'],
      ['no-raw-sql-concatenation', 10, 'high'],
      ['no-sql-injection', 10, 'critical'],
    ]);
  });
});

describe('fingerprints of several findings on one line', () => {
  const all = (
    text: string,
    part: RegExp,
    more: (index: number) => Partial<RawFinding> = () => ({}),
    baseline: ScreenInput['baseline'] = null,
  ) => {
    const findings = [...text.matchAll(part)].map((match, index) =>
      raw('a.ts', [match.index, match.index + match[0].length], more(index)),
    );
    return screen({
      findings,
      questions: [],
      files: new Map([['a.ts', { facts: facts('a.ts'), directives: [] }]]),
      textOf: () => text,
      baseline,
      rules,
      invalidSuppressions: 'low',
    }).findings;
  };
  const known = (findings: ReturnType<typeof all>) =>
    findings.map(({ ruleId, fingerprint }) => ({ ruleId, fingerprint, kind: 'finding' as const, file: 'a.ts' }));

  it('shows what is added on the line of a known one', () => {
    const before = all('exec(a);', /(?<=\()\w/g);
    expect(before.map(({ state }) => state)).toEqual(['new']);
    expect(all('exec(a); exec(b);', /(?<=\()\w/g, undefined, known(before)).map(({ state }) => state)).toEqual([
      'known',
      'new',
    ]);
  });

  it('differ for equal texts, on one line as on two', () => {
    const prints = (text: string) => all(text, /(?<=\()\w/g).map(({ fingerprint }) => fingerprint);
    expect(new Set(prints('exec(a); exec(b); exec(a);')).size).toBe(3);
    expect(prints('exec(a); exec(b);\nexec(c);').sort()).toEqual(prints('exec(a);\nexec(b);\nexec(c);').sort());
  });

  it('are those of the time when only the first of a line was reported', () => {
    const old = known(all('exec(a);\nexec(c);', /(?<=\()\w/g));
    expect(all('exec(a); exec(b);\nexec(c);', /(?<=\()\w/g, undefined, old).map(({ state }) => state)).toEqual([
      'known', 'new', 'known',
    ]);
    // The more severe one led the line, wherever it stood.
    const graded = all(
      'exec(a); exec(b);\nexec(c);',
      /(?<=\()\w/g,
      (index) => ({ severity: index === 0 ? 'high' : 'critical' }),
      old,
    );
    expect(graded.map(({ state }) => state)).toEqual(['new', 'known', 'known']);
  });
});

describe('baseline', () => {
  it('is one sorted line each', () => {
    const a = {
      ruleId: 'no-n-plus-one',
      fingerprint: 'a'.repeat(20),
      kind: 'question',
      file: 'src/with space.ts',
    } as const;
    const b = { ruleId: 'no-import-cycle', fingerprint: 'b'.repeat(20), kind: 'finding', file: 'b.ts' } as const;
    expect(formatBaseline([a, b, a])).toBe(
      `# Findings known to backend-architect: rule, fingerprint v1 (of a question with ?), file. \
Written by \`backend-architect baseline\`.
no-import-cycle ${'b'.repeat(20)} b.ts
no-n-plus-one ${'a'.repeat(20)}? src/with space.ts
`,
    );
    expect(parseBaseline(formatBaseline([a, b]))).toEqual([b, a]);
  });

  it('says which line is no entry', () => {
    expect(() => parseBaseline('# x\n\nnonsense\n')).toThrow(
      '.backend-architect/baseline:3: expected "<rule> <fingerprint> <file>"; ' +
        'write it anew with: backend-architect baseline',
    );
  });
});
