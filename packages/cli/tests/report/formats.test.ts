import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { exitOf, type ExitPolicy } from '../../src/exit-code.js';
import { reportSchema } from '../../src/report/report-schema.js';
import { toJson } from '../../src/report/to-json.js';
import { toSarif } from '../../src/report/to-sarif.js';
import type { Report } from '../../src/report/types.js';
import { finding, question, report } from './literal-report.js';

const rules = [
  {
    id: 'no-sql-injection',
    severity: 'critical' as const,
    description: 'd',
    impact: 'i',
    fix: 'f',
    cwe: [89],
    owasp: ['A05:2025'],
    security: true,
  },
  {
    id: 'unused',
    severity: 'low' as const,
    description: 'd',
    impact: 'i',
    fix: 'f',
    cwe: [],
    owasp: [],
    security: false,
  },
];
const sarif = (of: Report) => (JSON.parse(toSarif(of, rules)) as Log).runs[0];

describe('json', () => {
  it('obeys its own schema, and ends with a line break', () => {
    const text = toJson(report());
    expect(reportSchema.safeParse(JSON.parse(text)).error).toBeUndefined();
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('has the same bytes whatever the order of keys', () => {
    const { exit, ...rest } = report();
    expect(toJson({ exit, ...rest })).toBe(toJson(report()));
  });

  it('holds nothing a terminal obeys, and the same value', () => {
    const hostile = report({ findings: [finding({ message: 'a\u202eb\u009b31mc\u{e0041}' })] });
    expect(toJson(hostile)).toContain('a\\u202eb\\u009b31mc\\udb40\\udc41');
    expect((JSON.parse(toJson(hostile)) as Report).findings[0]?.message).toBe('a\u202eb\u009b31mc\u{e0041}');
    expect(toSarif(hostile, rules)).not.toMatch(/[\u202e\u009b]/);
  });

  it('refuses reports with fields nobody documented', () => {
    expect(reportSchema.safeParse({ ...report(), extra: 1 }).success).toBe(false);
  });
});

describe('sarif', () => {
  it('describes only the rules that are used, and says where and how', () => {
    const run = sarif(report());
    expect(run?.tool.driver.rules?.map((rule) => rule.id)).toEqual(['no-sql-injection']);
    expect(run?.tool.driver.rules?.[0]?.properties).toEqual({
      tags: ['security', 'external/cwe/cwe-89', 'owasp/A05:2025'],
      'security-severity': '9.5',
      severity: 'critical',
    });
    expect(run?.results?.[0]).toMatchObject({
      ruleId: 'no-sql-injection',
      ruleIndex: 0,
      kind: 'fail',
      level: 'error',
      partialFingerprints: { 'backendArchitect/v1': '0123456789abcdef0123' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'src/users.ts', uriBaseId: '%SRCROOT%' },
            region: { startLine: 2, startColumn: 21, endLine: 2, endColumn: 51 },
          },
        },
      ],
      fixes: [
        {
          artifactChanges: [{ replacements: [{ insertedContent: { text: "'select * from t where id = $1', [id]" } }] }],
        },
      ],
    });
    expect(
      run?.results?.[0]?.codeFlows?.[0]?.threadFlows[0]?.locations.map((step) => step.location?.message?.text),
    ).toEqual(['request query enters here', 'becomes SQL text here']);
    expect(run?.results?.[0]?.suppressions).toBeUndefined();
    expect(run?.results?.[0]?.baselineState).toBeUndefined();
  });

  it('keeps every place of a group, with its key and its cause', () => {
    const group = { key: 'a'.repeat(20), cause: 'through `save` of src/db.ts' };
    const run = sarif(
      report({ findings: [finding({ group }), finding({ group, fingerprint: 'f'.repeat(20) })], questions: [] }),
    );
    expect(run?.results?.map(({ properties }) => properties)).toEqual(
      [1, 2].map(() => ({ severity: 'critical', state: 'new', group: group.key, cause: group.cause })),
    );
  });

  it('scores security rules only, and names pages only where there is a home', () => {
    const of = (more: Partial<(typeof rules)[number]> & { helpUri?: string }) =>
      (JSON.parse(toSarif(report(), [{ ...rules[0]!, ...more }])) as Log).runs[0]?.tool.driver.rules?.[0];
    expect(of({ security: false })?.properties).toEqual({
      tags: ['external/cwe/cwe-89', 'owasp/A05:2025'],
      severity: 'critical',
    });
    expect(of({})).not.toHaveProperty('helpUri');
    expect(of({ helpUri: 'https://example.com/x' })?.helpUri).toBe('https://example.com/x');
  });

  it('is comparable with the last run of its kind', () => {
    expect(sarif(report())?.automationDetails).toEqual({ id: 'backend-architect/project/' });
    expect(sarif(report({ coverage: { ...report().coverage, narrowedTo: 'src/a.ts' } }))?.automationDetails).toEqual({
      id: 'backend-architect/narrowed/',
    });
  });

  it('keeps questions open and out of the way of any gate', () => {
    expect(sarif(report())?.results?.[1]).toMatchObject({
      ruleId: 'no-layer-violation',
      kind: 'open',
      level: 'none',
      relatedLocations: [{ id: 1, message: { text: 'exports a class and two types' } }],
      properties: { openReason: 'not-asked' },
    });
  });

  it('suppresses what is not new, with the reason', () => {
    const states = (['suppressed', 'known', 'accepted'] as const).map((state) => finding({ state, reason: 'why' }));
    const harmless = finding({ state: 'cleared', reason: 'proved' });
    const cleared = question({ state: 'cleared', reason: 'only types' });
    const run = sarif(
      report({
        findings: [...states, finding()],
        cleared: [harmless],
        questions: [cleared],
        coverage: { ...report().coverage, baseline: { known: 1, fixed: 0 } },
      }),
    );
    expect(
      run?.results?.map((result) => [
        result.suppressions?.[0]?.kind,
        result.suppressions?.[0]?.justification,
        result.baselineState,
      ]),
    ).toEqual([
      ['inSource', 'why', 'new'],
      ['external', 'known to the baseline', 'unchanged'],
      ['external', 'why', 'new'],
      [undefined, undefined, 'new'],
      ['external', 'proved', 'new'],
      ['external', 'only types', 'new'],
    ]);
  });

  it('says what was not read and what broke', () => {
    const broken = report({
      coverage: { ...report().coverage, internalErrors: [{ where: 'no-x in a.ts', message: 'boom' }] },
      exit: { code: 2, reason: 'internal' },
    });
    expect(sarif(broken)?.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      exitCode: 2,
      toolExecutionNotifications: [
        { level: 'error', message: { text: 'no-x in a.ts: boom' } },
        { level: 'warning', locations: [{ physicalLocation: { artifactLocation: { uri: 'src/broken%20file.ts' } } }] },
      ],
    });
  });

  it('is structurally SARIF 2.1.0', () => {
    const log = JSON.parse(toSarif(report(), rules)) as Log;
    expect(log.version).toBe('2.1.0');
    for (const result of log.runs[0]?.results ?? []) {
      expect(result.message.text).toBeTruthy();
      for (const location of [...(result.locations ?? []), ...(result.relatedLocations ?? [])]) {
        const region = location.physicalLocation?.region;
        expect(region?.startLine).toBeGreaterThan(0);
        expect(region?.endColumn).toBeGreaterThan(0);
        expect(location.physicalLocation?.artifactLocation?.uri).not.toMatch(/^\/|^[a-z]:|\\/i);
      }
    }
  });
});

describe('exit code', () => {
  const policy: ExitPolicy = { failOn: 'high', require: [], rules: 'all', scope: { kind: 'read' } };
  const exit = (more: Partial<Report>, asked: Partial<ExitPolicy> = {}) =>
    exitOf(report(more), { ...policy, ...asked });

  it('is 2 for internal errors and when nothing was looked at, before all else', () => {
    const coverage = { ...report().coverage, internalErrors: [{ where: 'no-x in a.ts', message: 'boom' }] };
    expect(exit({ coverage })).toEqual({ code: 2, reason: '1 internal error: no-x in a.ts; please report it' });
    const files = { read: 0, lines: 0, skipped: [], excluded: { 'build output': 2 } };
    expect(
      exit(
        { findings: [], seen: { ...report().seen, files } },
        { scope: { kind: 'nothing', isFine: false, words: 'no source' } },
      ),
    ).toEqual({
      code: 2,
      reason: 'nothing was looked at: no JavaScript or TypeScript source (1 file could not be read, build output 2)',
    });
  });

  it('is 2 when the paths given hold no source', () => {
    expect(
      exit(
        {},
        {
          scope: { kind: 'nothing', isFine: false, words: 'no JavaScript or TypeScript source below the paths given' },
        },
      ),
    ).toEqual({ code: 2, reason: 'nothing was looked at: no JavaScript or TypeScript source below the paths given' });
  });

  it('is 1 for new findings at or above the level only', () => {
    expect(exit({})).toEqual({ code: 1, reason: '1 new finding of severity high or above (--fail-on high)' });
    expect(exit({ findings: [finding({ severity: 'medium' })] }).code).toBe(0);
    expect(exit({ findings: [finding({ severity: 'medium' })] }, { failOn: 'low' }).code).toBe(1);
    expect(exit({ findings: [finding({ severity: 'high' })] }, { failOn: 'critical' })).toEqual({
      code: 0,
      reason: 'no new finding of severity critical',
    });
    expect(exit({}, { failOn: 'none' })).toEqual({ code: 0, reason: 'findings do not gate (--fail-on none)' });
    for (const state of ['known', 'suppressed', 'cleared', 'accepted'] as const)
      expect(exit({ findings: [finding({ state })] }).code).toBe(0);
  });

  it('is 3 only when asked', () => {
    expect(exit({ findings: [] })).toEqual({ code: 0, reason: 'no new finding of severity high or above' });
    expect(exit({ findings: [] }, { require: ['answers'] })).toEqual({
      code: 3,
      reason: '1 question open (--require-answers)',
    });
    expect(exit({ findings: [] }, { require: ['answers', 'complete'] }).reason).toBe(
      '1 question open (--require-answers) and 1 file not read (--require-complete)',
    );
    expect(exit({}, { require: ['answers'] }).code).toBe(1);
  });
});
