import type { RawFinding } from './raw-finding.js';
import type { Suppression } from './suppressions.js';

/** Id under which a suppression that does not count is reported. */
export const INVALID_SUPPRESSION = 'invalid-suppression';

/** Our own comments that suppress nothing because they give no reason or name no rule we have, each with a finding. */
export function invalidSuppressions(
  all: ReadonlyMap<string, readonly Suppression[]>, known: ReadonlySet<string>,
): { readonly comments: ReadonlySet<Suppression>; readonly findings: readonly RawFinding[] } {
  const comments = new Set<Suppression>();
  const findings: RawFinding[] = [];
  for (const [file, suppressions] of all) {
    for (const suppression of suppressions) {
      const fault = suppression.kind === 'ignore' ? faultOf(suppression, known) : null;
      if (fault === null) continue;
      comments.add(suppression);
      findings.push({
        ruleId: INVALID_SUPPRESSION, severity: 'low', file, at: suppression.at, steps: [], message: fault,
        impact: 'The comment looks as if a risk had been weighed and accepted, but nobody can tell why, and the finding is still reported.',
        fix: { description: 'Name the rule and say why the code is right, or delete the comment.', example: '// backend-architect-ignore <rule> -- <reason>' },
      });
    }
  }
  return { comments, findings };
}

function faultOf({ rules, reason }: Suppression, known: ReadonlySet<string>): string | null {
  const unknown = (rules ?? []).find((rule) => !known.has(rule));
  if (rules === null) return 'This comment suppresses nothing: it names no rule';
  if (unknown !== undefined) return `This comment suppresses nothing: there is no rule "${unknown}"`;
  return reason === undefined ? 'This comment suppresses nothing: it gives no reason after "--"' : null;
}
