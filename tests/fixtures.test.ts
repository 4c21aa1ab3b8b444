import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding, Question, Report } from '../packages/cli/src/report/types.js';
import { expectationsOf, FIXTURES, ROOT } from './fixture-expectations.js';

const BIN = join(ROOT, 'packages/cli/dist/bin.js');

/** The report and exit code of the built command, run as a user runs it. */
function review(fixture: string, ...options: string[]): { report: Report; status: number | null } {
  const run = spawnSync(
    process.execPath,
    [BIN, 'review', join(ROOT, 'fixtures', fixture), '--format', 'json', ...options],
    { encoding: 'utf8', env: { ...process.env, INIT_CWD: '', ANTHROPIC_API_KEY: '' }, maxBuffer: 64 * 1024 * 1024 },
  );
  if (!run.stdout.startsWith('{')) throw new Error(`no report of ${fixture}: ${run.stderr}`);
  return { report: JSON.parse(run.stdout) as Report, status: run.status };
}

/** Fixtures are projects of their own: locations are relative to their package.json. */
const placeOf = ({ ruleId, location }: Finding | Question): string =>
  `${location.file}:${location.startLine} ${ruleId}`;

describe.each(FIXTURES)('fixture %s', (fixture) => {
  const expected = expectationsOf(fixture);
  const { report, status } = review(fixture);

  it('has exactly the findings its comments say', () => {
    expect(
      report.findings
        .filter(({ state }) => state === 'new')
        .map(placeOf)
        .sort(),
    ).toEqual(expected.findings);
  });

  it('leaves exactly the questions its comments say', () => {
    expect(
      report.questions
        .filter(({ state }) => state === 'new')
        .map(placeOf)
        .sort(),
    ).toEqual(expected.questions);
  });

  it('names its positive patterns', () => {
    expect(report.positives.map(({ id }) => id)).toEqual(expect.arrayContaining([...expected.positives]));
  });

  it('reads every file and fails nowhere', () => {
    expect(report.seen.files.skipped).toEqual([]);
    expect(report.coverage.internalErrors).toEqual([]);
  });

  it(expected.findings.length > 0 ? 'fails the job' : 'passes the job', () => {
    expect({ status, code: report.exit.code }).toEqual(
      expected.findings.length > 0 ? { status: 1, code: 1 } : { status: 0, code: 0 },
    );
  });

  it('gives every finding a reason, an impact and evidence', () => {
    for (const finding of report.findings) {
      expect(finding.message, placeOf(finding)).not.toBe('');
      expect(finding.impact, placeOf(finding)).not.toBe('');
      expect(finding.fingerprint, placeOf(finding)).not.toBe('');
    }
  });
});

describe('the flawed shops', () => {
  it('hold each of the rules the product was first asked for', () => {
    for (const fixture of ['shop-express', 'shop-js', 'clinic-nest']) {
      const rules = new Set(expectationsOf(fixture).findings.map((place) => place.split(' ')[1]));
      expect([...rules], fixture).toEqual(
        expect.arrayContaining([
          'no-raw-sql-concatenation', 'no-sql-injection', 'no-unawaited-io', 'no-hardcoded-secrets',
          'require-auth-on-route', 'no-n-plus-one', 'require-transaction',
        ]),
      );
      expect(expectationsOf(fixture).questions, fixture).not.toEqual([]);
    }
  });

  it('have twins without a flaw', () => {
    for (const fixture of ['shop-express-fixed', 'clinic-nest-fixed']) {
      expect(expectationsOf(fixture)).toMatchObject({ findings: [], questions: [] });
    }
  });
});
