import type { Severity } from '@backend-architect/analysis';
import { didYouMean } from '../options/closest-name.js';
import type { RawFinding } from './raw-finding.js';
import type { Suppression } from './suppressions.js';

/** Id under which a suppression that does not count is reported. */
export const INVALID_SUPPRESSION = 'invalid-suppression';

/**
 * Our own comments that give no reason or name no rule we have, each with a finding. `comments`: those that silence
 * nothing at all; where one name of several is unknown, the others count.
 */
export function invalidSuppressions(
  all: ReadonlyMap<string, readonly Suppression[]>,
  known: ReadonlySet<string>,
  severity: Severity | 'off',
): { readonly comments: ReadonlySet<Suppression>; readonly findings: readonly RawFinding[] } {
  const comments = new Set<Suppression>();
  const findings: RawFinding[] = [];
  for (const [file, suppressions] of all) {
    for (const suppression of suppressions) {
      const fault = suppression.kind === 'ignore' ? faultOf(suppression, known) : null;
      if (fault === null) continue;
      if (fault.silences === 'nothing') comments.add(suppression);
      if (severity === 'off') continue;
      findings.push({
        ruleId: INVALID_SUPPRESSION,
        severity,
        file,
        at: suppression.at,
        steps: [],
        message: fault.message,
        impact:
          'The comment looks as if a risk had been weighed and accepted, but nobody can tell why, ' +
          'and the finding is still reported.',
        fix: {
          description: 'Name the rule and say why the code is right, or delete the comment.',
          example: '// backend-architect-ignore <rule> -- <reason>',
        },
      });
    }
  }
  return { comments, findings };
}

interface Fault {
  readonly silences: 'nothing' | 'other rules';
  readonly message: string;
}

function faultOf({ rules, reason, word }: Suppression, known: ReadonlySet<string>): Fault | null {
  const nothing = (why: string): Fault => ({ silences: 'nothing', message: `This comment suppresses nothing: ${why}` });
  if (word !== undefined)
    return nothing(
      `"${word.slice(0, 80)}" is none of ours; a comment speaks of the code beside or below it, ` +
        'and "ignore" in backend-architect.json of whole files',
    );
  if (rules === null) return nothing('it names no rule');
  const unknown = rules.find((rule) => !known.has(rule));
  const named =
    unknown === undefined
      ? ''
      : [`there is no rule "${unknown.slice(0, 80)}"`, didYouMean(unknown, known)].filter(Boolean).join('; ');
  if (rules.every((rule) => !known.has(rule))) return nothing(named);
  if (reason === undefined) return nothing('it gives no reason after "--"');
  return unknown === undefined ? null : { silences: 'other rules', message: `In this comment ${named}` };
}
