import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { Finding, Question } from '../../src/report/types.js';
import type { Page } from '../../src/report/pretty/page.js';
import { prettyReport } from '../../src/report/pretty/pretty-report.js';
import { printable, widthOf } from '../../src/report/pretty/printable.js';
import { finding, question, report, TEXT } from './literal-report.js';

const { createColors } = createRequire(import.meta.url)('picocolors') as typeof import('picocolors');

function page(more: Partial<Page> = {}): Page {
  return {
    paint: createColors(false),
    width: 100,
    detail: 'first-screen',
    textOf: (file) => (file === 'src/users.ts' ? TEXT : null),
    ...more,
  };
}

describe('pretty report', () => {
  it('shows the hole of a text of several lines, and names the place where it begins', () => {
    const text =
      'function find(id) {\n  return pool.query(`\n    select *\n    from t\n    where id = ${id}\n  `);\n}\n';
    const location = { file: 'src/users.ts', startLine: 2, startColumn: 21, endLine: 6, endColumn: 4 };
    const focus = { file: 'src/users.ts', startLine: 5, startColumn: 16, endLine: 5, endColumn: 21 };
    const shown = prettyReport(report({ findings: [finding({ location, focus })] }), page({ textOf: () => text }));
    expect(shown).toContain('no-sql-injection  src/users.ts:2:21');
    expect(shown).toContain(
      '      4 |     from t\n    > 5 |     where id = ${id}\n        |                ^^^^^\n      6 |   `);',
    );
    expect(shown).not.toContain('> 2');
  });

  describe('folds a problem with several places', () => {
    const group = { key: 'a'.repeat(20), cause: 'through `save` of src/db.ts' };
    const at = (file: string) => ({ file, startLine: 2, startColumn: 21, endLine: 2, endColumn: 51 });
    const many = (length: number, ruleId: string, more: Partial<Finding> = {}) =>
      Array.from({ length }, (_, index) =>
        finding({
          ruleId,
          group,
          steps: [],
          location: at(`src/${ruleId}-${index}.ts`),
          fingerprint: String(index).padStart(20, '0'),
          ...more,
        }),
      );

    it('into its first, with the number of the others and their cause', () => {
      const shown = prettyReport(report({ findings: many(14, 'no-x') }), page());
      expect(shown).toContain('1 problem in 14 new findings, 1 of the problems critical or high; each is proven by');
      expect(shown).toContain('── Critical (1 problem, 14 places) ──');
      expect(shown).toMatch(
        /Also {6}13 more places, through `save` of src\/db\.ts: src\/no-x-1\.ts:2:21,\s+src\/no-x-2\.ts:2:21,[\s\S]*…; --all shows them/,
      );
      expect(shown.match(/^ {2}no-x {2}src/gm)).toHaveLength(1);
      expect(shown).toContain('findings: 14 critical, 0 high, 0 medium, 0 low (1 problem, 14 places)');
      expect(shown).toContain('review --all');
    });

    it('so that ten problems fit a first screen, not ten places', () => {
      const findings = [
        'no-a', 'no-b', 'no-c', 'no-d', 'no-e', 'no-f', 'no-g', 'no-h', 'no-i', 'no-j', 'no-k', 'no-l',
      ].flatMap((rule) => many(3, rule));
      const shown = prettyReport(report({ findings }), page());
      expect(shown).toContain('── Critical (12 problems, 36 places) ──');
      expect(shown).toContain('… 2 more critical: run with --all');
      expect(shown.split('\n').length).toBeLessThanOrEqual(201);
    });

    it('and unfolds it with --all', () => {
      const shown = prettyReport(report({ findings: many(3, 'no-x') }), page({ detail: 'everything' }));
      expect(shown.match(/^ {2}no-x {2}src/gm)).toHaveLength(3);
      expect(shown.match(/Group {5}one of 3 places, through `save` of src\/db\.ts/g)).toHaveLength(3);
      expect(shown).toContain('── Critical (3) ──');
    });

    it('of new places only', () => {
      const [first, second] = many(2, 'no-x');
      const shown = prettyReport(report({ findings: [{ ...first!, state: 'known' }, second!] }), page());
      expect(shown).toContain('no-x  src/no-x-1.ts:2:21');
      expect(shown).not.toContain('more place');
      expect(shown).toContain('1 new finding, 1 of them critical or high');
    });
  });

  it('reads like a review', () => {
    expect(prettyReport(report(), page())).toMatchInlineSnapshot(`
      "backend-architect 0.1.0

        Seen      express 4.21.0, pg
                  2 files, 12 lines, 4 routes
        Not seen  left out: build output 3
        Unread    src/broken file.ts: Unexpected token
        Assumed   No API gateway is declared: every route counts as reachable.

      1 new finding, 1 of them critical or high; each is proven by the evidence printed with it. 1
      question could not be settled from the code.

      ── Critical (1) ────────────────────────────────────────────────────────────────────────────────────
        no-sql-injection  src/users.ts:2:21  0123456789abcdef0123
        Request input becomes part of SQL text.
            1 | function find(id) {
          > 2 |   return pool.query(\`select * from t where \${id}\`);
              |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            3 | }
        Impact    Anyone can read every row.
        Path      1. request query enters here (src/routes.ts:1:1)
                  2. becomes SQL text here (src/users.ts:2:21)
        Fix       Bind the value.
                  - return pool.query(\`select * from t where \${id}\`);
                  + return pool.query('select * from t where id = $1', [id];

      Counts by rule
        no-sql-injection  critical  1 new

      Open questions (1)
        • May the service import the router? (high, not asked)
            no-layer-violation  src/users.ts:1:1  fedcba98765432100123
            - exports a class and two types (src/routes.ts:1:1)

      Refactoring opportunities
        • Move SQL into one module.
            src/users.ts:2:1

      Keep doing
        • 17 of 18 queries use bound parameters; keep

      Totals
        findings: 1 critical, 0 high, 0 medium, 0 low
        questions 1: cleared by proof 0, by answer 0, accepted 0, open 1 (not asked 1)
        files: 2 read, 1 not read

      Next  backend-architect explain 0123456789abcdef0123  what to mend first
            backend-architect baseline                      accept the rest: then only new findings fail
            backend-architect escalate --plan               what asking would cost (1 open question)
            // backend-architect-ignore no-sql-injection -- <why it is right>  above a false one
      Exit 1: 1 new finding of severity high or above (--fail-on high)
      "
    `);
  });

  it('names the exit code and its reason in the last line', () => {
    expect(prettyReport(report(), page()).trimEnd().split('\n').at(-1)).toBe(
      'Exit 1: 1 new finding of severity high or above (--fail-on high)',
    );
  });

  it('never has more than 200 lines on the first screen, and everything with --all', () => {
    const many = Array.from({ length: 400 }, (_, index) =>
      finding({
        ruleId: `rule-${index % 70}`,
        severity: (['critical', 'high', 'medium', 'low'] as const)[index % 4] ?? 'low',
        fingerprint: `f${index}`,
      }),
    );
    const large = report({
      findings: many,
      cleared: many.map((entry) => ({ ...entry, state: 'cleared' as const, reason: 'proved '.repeat(40) })),
      questions: Array.from({ length: 50 }, () =>
        question({
          question: 'why? '.repeat(60),
          answer: { decision: 'confirm', rationale: 'so '.repeat(200), by: 'm', proved: false },
        }),
      ),
      positives: Array.from({ length: 20 }, () => ({ id: 'p', message: 'good '.repeat(60), count: 1, of: 1 })),
      refactorings: Array.from({ length: 20 }, () => ({ id: 'r', message: 'better '.repeat(60), locations: [] })),
    });
    const lines = prettyReport(large, page({ width: 80 }))
      .trimEnd()
      .split('\n');
    expect(lines.length).toBeLessThanOrEqual(200);
    expect(lines.filter((line) => line.includes('Path'))).not.toHaveLength(0);
    const all = prettyReport(large, page({ detail: 'everything' }));
    expect(all.match(/Bind the value\./g)).toHaveLength(400);
    expect(all).not.toContain('run with --all');
  });

  it(
    'shows at most ten findings first, the weightiest and one of each rule before others, ' + 'and the way to the rest',
    () => {
      const grown = report({
        findings: [
          ...Array.from({ length: 12 }, (_, index) =>
            finding({ ruleId: 'no-x', severity: 'high', fingerprint: `a${index}` }),
          ),
          finding({ ruleId: 'no-y', severity: 'high', fingerprint: 'b0' }),
          finding({ ruleId: 'no-z', severity: 'critical', fingerprint: 'c0' }),
          finding({ ruleId: 'no-w', severity: 'critical', fingerprint: 'd0', state: 'known' }),
        ],
      });
      const lines = prettyReport(grown, page()).trimEnd().split('\n');
      const heads = lines.flatMap((line) => /^ {2}(no-[wxyz]) {2}src/.exec(line)?.[1] ?? []);
      expect(heads).toEqual(['no-z', 'no-x', 'no-y', ...Array.from({ length: 7 }, () => 'no-x')]);
      expect(lines).toContain('  … 4 more high: run with --all');
      expect(
        lines
          .slice(
            lines.findIndex((line) => line.startsWith('Next')),
            -1,
          )
          .map((line) => line.slice(6, 60).trimEnd()),
      ).toEqual([
        'backend-architect explain c0       what to mend first',
        'backend-architect review --all     all 14 findings',
        'backend-architect baseline         accept the rest: th',
        'backend-architect escalate --plan  what asking would co'.slice(0, 54),
        '// backend-architect-ignore no-z -- <why it is right>',
      ]);
      expect(prettyReport(grown, page({ detail: 'everything' })).match(/^ {2}no-[xyz] {2}src/gm)).toHaveLength(14);
    },
  );

  it('says first of all when nothing is known of what a client can reach', () => {
    const seen = {
      ...report().seen,
      routes: 0,
      entryPoints: { serverLibraries: ['express'], withoutHandler: 0, incomplete: 0 },
      unmodelled: [
        { name: 'restify', files: 3 },
        { name: 'zed', files: 1 },
      ],
    };
    const out = prettyReport(
      report({ seen, findings: [], exit: { code: 0, reason: 'fine' } }),
      page({ width: 200, paint: createColors(true) }),
    );
    expect(out).toContain(
      'No entry point is recognised although the project uses express: nothing was judged as reachable by a client.',
    );
    expect(out).toContain('Imported and not modelled: restify (imported by 3 files), zed (imported by 1 file).');
    expect(out).toMatch(/^Nothing new was found, in code whose entry points are not known\./m);
  });

  it('keeps code from moving the cursor or turning the line', () => {
    const text = 'const a = "\u202Eevil\u001b[31m";\n';
    const location = { file: 'src/users.ts', startLine: 1, startColumn: 1, endLine: 1, endColumn: 6 };
    const out = prettyReport(
      report({
        findings: [finding({ location, message: 'bad \u2066name\u0007', steps: [], fix: { description: 'x' } })],
      }),
      page({ textOf: () => text }),
    );
    expect(out).toContain('const a = "\\u{202e}evil\\u{1b}[31m";');
    expect(out).toContain('bad \\u{2066}name\\u{7}');
    expect(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/.test(out)).toBe(false);
  });

  it('says of every open question why it is open, and of an answer what it is worth', () => {
    const shown = (more: Partial<Question>) =>
      prettyReport(report({ questions: [question(more)] }), page({ width: 140 }))
        .split('Open questions (1)\n')[1]!
        .split('\n\n')[0]!;
    const by = 'claude-sonnet-5-5';
    const reasons = [
      'not-asked', 'no-key', 'budget', 'refusal', 'truncated', 'invalid-answer', 'unproven', 'insufficient-evidence',
      'timeout', 'error', 'confirmed', 'lapsed', 'refused',
    ] as const;
    expect(reasons.map((openReason) => /\((high, .*)\)/.exec(shown({ openReason }))![1])).toMatchInlineSnapshot(`
      [
        "high, not asked",
        "high, not asked: no key",
        "high, not asked: the budget was spent",
        "high, the model refused to answer",
        "high, the answer was cut off",
        "high, the answer was invalid",
        "high, the answer is not proved",
        "high, the evidence does not suffice",
        "high, no answer in time",
        "high, asking failed",
        "high, confirmed by an opinion, not proved",
        "high, the answer has lapsed",
        "high, the answer is refused",
      ]
    `);
    expect(
      shown({
        openReason: 'confirmed',
        answer: { decision: 'confirm', rationale: 'Nobody checks.', by, proved: false },
      }),
    ).toContain('claude-sonnet-5-5 thinks it is real (not proved): Nobody checks.');
    expect(
      shown({
        openReason: 'insufficient-evidence',
        answer: { decision: 'insufficient_evidence', rationale: 'The gateway is not shown.', by, proved: false },
      }),
    ).toContain('claude-sonnet-5-5 cannot tell: The gateway is not shown.');
    expect(
      shown({
        openReason: 'unproven',
        answer: {
          decision: 'dismiss',
          rationale: 'the dismissal does not hold: its claim x was refuted: y',
          by,
          proved: false,
        },
      }),
    ).toContain('dismissed by claude-sonnet-5-5: the dismissal does not hold: its claim x was refuted: y');
  });

  it('never repeats a secret it reports', () => {
    const text = 'const a = { secret: "s3cr3t-value", b };\n';
    const location = { file: 'src/users.ts', startLine: 1, startColumn: 21, endLine: 1, endColumn: 35 };
    const fix = { description: 'Read it.', edits: [{ location, text: 'process.env.SECRET' }] };
    const out = prettyReport(
      report({ findings: [finding({ ruleId: 'no-hardcoded-secrets', location, steps: [], fix })] }),
      page({ textOf: () => text }),
    );
    expect(out).not.toContain('s3cr3t');
    expect(out).toContain('secret: "••••••••••••", b };');
    expect(out).toContain('+ const a = { secret: process.env.SECRET, b };');
  });

  it('marks the reported text below wide characters, tabs and far to the right', () => {
    const mark = (text: string, part: string, width: number): string[] => {
      const start = text.indexOf(part) + 1;
      const location = {
        file: 'src/users.ts',
        startLine: 1,
        startColumn: start,
        endLine: 1,
        endColumn: start + part.length,
      };
      const lines = prettyReport(
        report({ findings: [finding({ location, steps: [], fix: { description: 'x' } })] }),
        page({ textOf: () => text, width }),
      ).split('\n');
      const at = lines.findIndex((line) => line.includes('> 1 |'));
      const [code = '', caret = ''] = lines.slice(at, at + 2);
      const column = caret.indexOf('^');
      return [columnsFrom(code, column).slice(0, part.length), caret.slice(column)];
    };
    expect(mark('\tf("日本", bad);', 'bad', 100)).toEqual(['bad', '^^^']);
    expect(mark(`${'x'.repeat(300)} = bad;`, 'bad', 80)).toEqual(['bad', '^^^']);
  });

  it('says what is missing from a narrowed or broken run', () => {
    const broken = report({
      coverage: {
        ...report().coverage,
        narrowedTo: 'src/a.ts',
        internalErrors: [{ where: 'no-x in a.ts', message: 'boom' }],
        unusedSuppressions: [{ ruleId: 'no-x', location: finding().location }],
        baseline: { known: 1, fixed: 2 },
      },
    });
    const out = prettyReport(broken, page());
    expect(out).toContain('Shown     src/a.ts; everything was analysed');
    expect(out).toContain('internal error in no-x in a.ts: boom');
    expect(out).toContain('2 entries of the baseline no longer found: backend-architect baseline');
    expect(out).toContain('no-x  src/users.ts:2:21');
  });
});

describe('printable', () => {
  it('shows what cannot be seen and leaves the rest', () => {
    expect(printable('a\u200bb\r\n\u{e0041}é日')).toBe('a\\u{200b}b\\u{d}\\u{a}\\u{e0041}é日');
    expect(widthOf('é日e\u0301')).toBe(4);
  });
});

/** Text of a line from a terminal column on. */
function columnsFrom(line: string, column: number): string {
  let used = 0;
  for (const [index, char] of [...line].entries()) {
    if (used >= column) return [...line].slice(index).join('');
    used += widthOf(char);
  }
  return '';
}
