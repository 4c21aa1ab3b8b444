import { describe, expect, it } from 'vitest';
import { githubAnnotations } from '../../src/report/github/annotations.js';
import { jobSummary } from '../../src/report/github/job-summary.js';
import { quietLines } from '../../src/report/quiet-lines.js';
import { finding, question, report } from './literal-report.js';

const at = (file: string, startLine = 3, endLine = startLine) => ({
  file,
  startLine,
  startColumn: 5,
  endLine,
  endColumn: 9,
});
const bare = (more: Parameters<typeof finding>[0] = {}) =>
  finding({ message: 'm', impact: 'i', fix: { description: 'f' }, location: at('src/a.ts'), ...more });
const lines = (text: string): string[] => text.trimEnd().split('\n');

describe('github annotations', () => {
  it('say level, place, rule and what to do, below the root of the repository', () => {
    const [first, second] = lines(
      githubAnnotations(
        report({ findings: [bare(), bare({ severity: 'medium', location: at('src/a.ts', 3, 4) })] }),
        [],
        'services/shop/',
      ),
    );
    expect(first).toBe(
      '::error file=services/shop/src/a.ts,line=3,endLine=3,col=5,endColumn=8,title=critical ' +
        'no-sql-injection::m%0AImpact: i%0AFix: f%0AMore: backend-architect explain 0123456789abcdef0123',
    );
    expect(second).toMatch(
      /^::warning file=services\/shop\/src\/a\.ts,line=3,endLine=4,col=5,title=medium no-sql-injection::m%0A/,
    );
  });

  it('escape what would end a property, a line or a command', () => {
    const hostile = bare({
      location: at('src/a,b:100%\n::error::x\u202e.ts'),
      message: '50%\r\n::stop-commands::x\u001b[2J',
    });
    const text = githubAnnotations(
      report({
        findings: [hostile],
        questions: [],
        coverage: { ...report().coverage, questions: { ...report().coverage.questions, open: 0 } },
      }),
      [],
      '',
    );
    expect(lines(text)).toHaveLength(1);
    expect(text).toContain('file=src/a%2Cb%3A100%25\\u{a}%3A%3Aerror%3A%3Ax\\u{202e}.ts,line=3');
    expect(text).toContain('::50%25\\u{d}\\u{a}::stop-commands::x\\u{1b}[2J%0AImpact');
  });

  it('warn beside what was not read, after the findings and within what GitHub shows', () => {
    const unread = Array.from({ length: 12 }, (_, index) => ({
      file: `src/${index}.ts`,
      reason: 'does not parse at 3:14: x',
    }));
    const medium = bare({ severity: 'medium' });
    const out = lines(githubAnnotations(report({ findings: [medium, medium] }), unread, 'app/')).filter((line) =>
      line.includes('not read'),
    );
    expect(out.slice(0, 8).every((line) => line.startsWith('::warning file=app/src/'))).toBe(true);
    expect(out.slice(7)).toEqual([
      '::warning file=app/src/7.ts,line=3,title=not read::does not parse at 3:14: x',
      ...[8, 9, 10, 11].map((index) => `- app/src/${index}.ts not read: does not parse at 3:14: x`),
    ]);
  });

  it('say when the run was not whole', () => {
    const broken = report({ findings: [], exit: { code: 2, reason: 'nothing was\nlooked at' } });
    expect(lines(githubAnnotations(broken, [], ''))[0]).toBe(
      '::error title=backend-architect exit 2::nothing was\\u{a}looked at',
    );
  });

  it(
    'are levels by severity, new findings only, at most ten of each, the weightiest first, ' +
      'and the rest is counted',
    () => {
      const findings = [
        ...Array.from({ length: 11 }, (_, index) =>
          bare({ severity: 'high', ruleId: 'no-h', message: `high ${index}` }),
        ),
        bare({ severity: 'critical', ruleId: 'no-c' }),
        bare({ severity: 'medium' }),
        bare({ severity: 'low' }),
        bare({ state: 'known' }),
        bare({ state: 'suppressed' }),
        ...Array.from({ length: 11 }, () => bare({ severity: 'low', location: at('::error::.ts') })),
      ];
      const out = lines(githubAnnotations(report({ findings }), [], ''));
      const starts = out.flatMap((line) => /^::(\w+)/.exec(line)?.[1] ?? []);
      expect(starts).toEqual([
        ...Array.from({ length: 10 }, () => 'error'),
        'warning',
        ...Array.from({ length: 10 }, () => 'notice'),
      ]);
      expect(out[0]).toContain('title=critical no-c');
      expect(out[21]).toBe('4 more findings, not annotated: GitHub shows 10 of each level for one step');
      expect(out.slice(22, 26).map((line) => line.slice(0, 30))).toEqual([
        '- src/a.ts:3:5 high no-h high ', '- src/a.ts:3:5 high no-h high ', '- ::error::.ts:3:5 low no-sql-',
        '- ::error::.ts:3:5 low no-sql-',
      ]);
      expect(out.at(-1)).toBe('1 open question: see the job summary, or run backend-architect review');
    },
  );
});

describe('a problem with several places', () => {
  const group = { key: 'a'.repeat(20), cause: 'through `save` of src/db.ts' };
  const of = (index: number, more: Parameters<typeof finding>[0] = {}) =>
    bare({
      group,
      location: at(`src/${index}.ts`),
      fingerprint: String(index).padStart(20, '0'),
      severity: 'high',
      ruleId: 'no-h',
      ...more,
    });
  const findings = [
    of(1),
    of(2),
    of(3),
    of(4, { state: 'known' }),
    bare({ severity: 'high', ruleId: 'no-h', location: at('src/other.ts') }),
  ];

  it('is annotated at each, one of every problem before the second of any', () => {
    const out = lines(githubAnnotations(report({ findings }), [], '')).filter((line) => line.startsWith('::error'));
    expect(out.map((line) => /file=([^,]+)/.exec(line)?.[1])).toEqual([
      'src/1.ts', 'src/other.ts', 'src/2.ts', 'src/3.ts',
    ]);
  });

  it('is one row of the job summary, and one quiet line, with its places counted', () => {
    const text = jobSummary(report({ findings, questions: [] }), 'api/');
    expect(text).toContain('New findings: 0 critical, 4 high, 0 medium, 0 low (2 problems, 4 places)');
    expect(text).toContain('### New findings (2 problems, 4 places)');
    expect(text.match(/^\| high/gm)).toHaveLength(2);
    expect(text).toContain(
      'api/src/1.ts&#58;3&#58;5 | m And 2 more places, through &#96;save&#96; of src/db.ts&#58; ' +
        'api/src/2.ts&#58;3&#58;5, api/src/3.ts&#58;3&#58;5 |',
    );
    expect(quietLines(report({ findings }))).toBe(
      'src/1.ts:3:5 high no-h m (and 2 more places, through `save` of src/db.ts)\nsrc/other.ts:3:5 high no-h m\n',
    );
  });

  it('weighs what its weightiest place weighs', () => {
    const mixed = [of(2, { severity: 'medium' }), of(1)];
    expect(quietLines(report({ findings: mixed }))).toMatch(/^src\/1\.ts:3:5 high no-h m \(and 1 more place/);
  });

  it('is none where only the texts are alike, or the rules differ', () => {
    expect(lines(quietLines(report({ findings: [bare(), bare(), of(1), of(2, { ruleId: 'no-i' })] })))).toHaveLength(4);
  });
});

describe('job summary', () => {
  it('holds counts, findings, questions, what was not read and the reason of the exit', () => {
    const text = jobSummary(report({ findings: [bare(), bare({ state: 'known' })] }), 'api/');
    expect(text).toContain('**Exit 1: 1 new finding of severity high or above &#40;--fail-on high&#41;**');
    expect(text).toContain(
      'New findings: 1 critical, 0 high, 0 medium, 0 low; ' +
        '1 known to the baseline. Open questions: 1. Files: 2 read, 1 not read. Routes: 4.',
    );
    expect(text).toContain(
      `### New findings (1)

| Severity | Rule | Where | What |
| --- | --- | --- | --- |
| critical | no-sql-injection | api/src/a.ts&#58;3&#58;5 | m |`,
    );
    expect(text).toContain('### Open questions (1)');
    expect(text).toContain(
      '### Not read (1)\n\n| File | Reason |\n| --- | --- |\n| api/src/broken file.ts | Unexpected token |',
    );
  });

  it('takes no markup from what it was given', () => {
    const text = jobSummary(
      report({
        findings: [
          bare({ message: '[x](https://evil.example) <img src=x> | @team `a` ![y](z) www.evil.example\n# h' }),
        ],
        questions: [],
      }),
      '',
    );
    const row = text.split('\n').find((line) => line.startsWith('| critical'))!;
    expect(row.match(/\|/g)).toHaveLength(5);
    expect(row).not.toMatch(/[[\]<>@`!]|https:|www\./);
  });

  it('stays readable however much there is', () => {
    const text = jobSummary(report({ findings: Array.from({ length: 250 }, () => bare()) }), '');
    expect(text.match(/^\| critical/gm)).toHaveLength(100);
    expect(text).toContain('### New findings (250)');
    expect(text).toContain('150 more rows: run backend-architect review --all');
  });
});

describe('quiet', () => {
  it('is silent when all is well, else one line a finding', () => {
    const findings = [
      bare({ severity: 'medium', ruleId: 'no-b' }),
      bare({ location: at('a\n\u001b[1Ab.ts') }),
      bare({ state: 'known' }),
    ];
    expect(quietLines(report({ findings, exit: { code: 0, reason: '' } }))).toBe('');
    expect(quietLines(report({ findings }))).toBe(
      'a\\u{a}\\u{1b}[1Ab.ts:3:5 critical no-sql-injection m\nsrc/a.ts:3:5 medium no-b m\n',
    );
  });

  it('names what is missing when that is asked for', () => {
    const incomplete = report({
      findings: [],
      questions: [question(), question({ state: 'cleared' })],
      exit: { code: 3, reason: 'x' },
    });
    expect(quietLines(incomplete)).toBe(
      `src/users.ts:1:1 question no-layer-violation May the service import the router?
src/broken file.ts not read: Unexpected token
`,
    );
  });
});
