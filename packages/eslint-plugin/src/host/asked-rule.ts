import type { Severity } from '@backend-architect/analysis';
import type { Rule, RuleSetting } from '@backend-architect/rules';

/** How a rule is to run in a host. */
export interface AskedRule {
  readonly options: readonly unknown[];
  /** The severity backend-architect.json gives it; undefined where it says nothing. */
  readonly severity: Severity | undefined;
}

/**
 * What backend-architect.json and the host's own configuration ask of a rule; null when the former switches it off, in
 * every host alike. Options of the former win key by key: it is what `review` reads too.
 */
export function askedRule(
  rule: Rule,
  hostOptions: readonly unknown[],
  settings: Readonly<Record<string, RuleSetting>>,
): AskedRule | null {
  const setting = Object.hasOwn(settings, rule.id) ? settings[rule.id] : undefined;
  const [severity, ...options] = typeof setting === 'object' ? setting : [setting];
  if (severity === 'off') return null;
  const [own] = options;
  if (own === undefined) return { options: hostOptions, severity };
  const [theirs] = hostOptions;
  return { options: isRecord(own) && isRecord(theirs) ? [{ ...theirs, ...own }] : options, severity };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
