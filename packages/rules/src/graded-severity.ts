import { SEVERITIES, type Severity } from '@backend-architect/analysis';
import type { Problem, Rule } from './define-rule.js';

/** Severity of a problem by what one file alone can prove: that no privilege is needed stands in other files. */
export function severityAlone(rule: Rule, problem: Problem, configured: Severity | undefined): Severity {
  const graded = gradedSeverity(rule, problem, configured);
  return configured === undefined ? provedAlone(rule, graded) : graded;
}

/** The weightiest that a problem of the rule can be by what one file alone can prove. */
export function severestAlone(rule: Rule): Severity {
  return provedAlone(rule, rule.meta.severest ?? rule.meta.severity);
}

function provedAlone({ meta }: Rule, severity: Severity): Severity {
  return meta.weight === 'sender' && severity === 'critical' ? 'high' : severity;
}

/**
 * Severity of a problem under a user's grade of its rule, which moves all its problems: weaker or stronger evidence
 * moves with it.
 */
export function gradedSeverity(rule: Rule, problem: Problem, configured: Severity | undefined): Severity {
  const own = problem.severity ?? rule.meta.severity;
  if (configured === undefined) return own;
  const shift = SEVERITIES.indexOf(own) - SEVERITIES.indexOf(rule.meta.severity);
  const graded = Math.min(Math.max(SEVERITIES.indexOf(configured) + shift, 0), SEVERITIES.length - 1);
  return SEVERITIES[graded] ?? configured;
}
