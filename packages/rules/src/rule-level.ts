/** What the first looks at code of others earned a rule. One table (docs/quality/levels.json) says it to every host. */
import type { Rule } from './define-rule.js';
import { severestAlone } from './graded-severity.js';
import { ruleLevels } from './rule-levels.js';
import type { RuleLevel, Preset } from './preset.js';

/** A rule or detector nobody has read yet: it is asked, and stops nothing. */
const UNREAD: RuleLevel = { preset: 'recommended', mayBeError: false };

export function levelOfRule(id: string): RuleLevel {
  return Object.hasOwn(ruleLevels, id) ? (ruleLevels[id] ?? UNREAD) : UNREAD;
}

/** Whether a preset holds a rule or detector. */
export function isInPreset(id: string, preset: Preset): boolean {
  const own = levelOfRule(id).preset;
  return own === 'recommended' || own === preset;
}

/**
 * How a linter reports a rule: an error where one file can prove a critical or high severity and the table allows it,
 * else a warning.
 */
export function linterLevel(rule: Rule, { mayBeError }: RuleLevel = levelOfRule(rule.id)): 'error' | 'warn' {
  const severity = severestAlone(rule);
  return mayBeError && (severity === 'critical' || severity === 'high') ? 'error' : 'warn';
}
