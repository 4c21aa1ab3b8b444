import { SEVERITIES } from '@backend-architect/analysis';
import { count } from './count.js';
import type { FailOn, Requirement } from './options/options.js';
import type { ReportScope } from './report-scope.js';
import type { Exit, Finding, Report } from './report/types.js';

export interface ExitPolicy {
  readonly failOn: FailOn;
  readonly require: readonly Requirement[];
  /** `project`: the rules of one file did not run. */
  readonly rules: 'all' | 'project';
  /** What the report is about, and whether it was read. */
  readonly scope: ReportScope;
  /** New findings that lie outside of the files it is about, where a baseline tells that they were introduced. */
  readonly outside?: readonly Pick<Finding, 'state' | 'severity'>[];
}

/** The exit code of a review and the reason, in the words of the last line. The first that applies: 2, 1, 3, 0. */
export function exitOf(report: Omit<Report, 'exit'>, policy: ExitPolicy): Exit {
  const errors = report.coverage.internalErrors.length;
  if (errors > 0)
    return {
      code: 2,
      reason: `${count(errors, 'internal error')}: ${report.coverage.internalErrors[0]?.where}; please report it`,
    };
  const { scope } = policy;
  if (scope.kind === 'unread') return { code: 2, reason: noneRead(scope.files) };
  if (scope.kind === 'nothing' && !scope.isFine) return { code: 2, reason: nothingRead(report, scope.words) };

  const gate = policy.failOn === 'none' ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(policy.failOn) + 1);
  const isGating = ({ state, severity }: Pick<Finding, 'state' | 'severity'>): boolean =>
    state === 'new' && gate.includes(severity);
  const gating = report.findings.filter(isGating);
  if (gating.length > 0)
    return {
      code: 1,
      reason:
        `${count(gating.length, 'new finding')} ` +
        `${policy.failOn === 'critical' ? 'of severity critical' : `of severity ${policy.failOn} or above`} (--fail-on ` +
        `${policy.failOn})`,
    };
  const outside = (policy.outside ?? []).filter(isGating);
  if (outside.length > 0) {
    return {
      code: 1,
      reason:
        `${count(outside.length, 'new finding')} of severity ` +
        `${policy.failOn === 'critical' ? 'critical' : `${policy.failOn} or above`} outside of these files; ` +
        `\`review\` shows ${outside.length === 1 ? 'it' : 'them'}`,
    };
  }

  const { open } = report.coverage.questions;
  const unread = report.coverage.filesNotRead;
  const missing = [
    ...(policy.require.includes('answers') && open > 0 ? [`${count(open, 'question')} open (--require-answers)`] : []),
    ...(policy.require.includes('complete') && unread > 0
      ? [`${count(unread, 'file')} not read (--require-complete)`]
      : []),
  ];
  if (missing.length > 0) return { code: 3, reason: missing.join(' and ') };
  if (scope.kind === 'nothing') return { code: 0, reason: scope.words };
  const remark = scope.remark === undefined ? '' : `; ${scope.remark}`;
  const unjudged = policy.rules === 'project' ? '; what a file shows by itself was left out (--project-only)' : '';
  return {
    code: 0,
    reason:
      (policy.failOn === 'none'
        ? 'findings do not gate (--fail-on none)'
        : 'no new finding of severity ' +
          `${policy.failOn === 'critical' ? 'critical' : `${policy.failOn} or above`}${remark}`) + unjudged,
  };
}

function noneRead(files: readonly { readonly file: string; readonly reason: string }[]): string {
  const [first] = files;
  const subject =
    files.length === 1
      ? 'the one file this is about could not be read'
      : `none of the ${files.length} files this is about could be read`;
  return `${subject}: ${first?.file}: ${first?.reason}`;
}

function nothingRead({ seen, coverage }: Omit<Report, 'exit'>, words: string): string {
  if (seen.files.read > 0) return `nothing was looked at: ${words}`;
  const excluded = Object.entries(seen.files.excluded).map(([reason, files]) => `${reason} ${files}`);
  const unread = coverage.filesNotRead > 0 ? [`${count(coverage.filesNotRead, 'file')} could not be read`] : [];
  const why = [...unread, ...excluded];
  return (
    'nothing was looked at: no JavaScript or TypeScript source' + `${why.length > 0 ? ` (${why.join(', ')})` : ' here'}`
  );
}
