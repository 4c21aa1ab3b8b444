import type { Linter } from 'eslint';
import type { Rule } from './define-rule.js';

/** `recommended`: rules proven on real code. `strict` adds those that ask for more than many projects want. */
export type Preset = 'recommended' | 'strict';

/** Rules of a preset with their level, by prefixed id. Critical and high are errors unless the rule is still unproven. */
export function presetRules(rules: Readonly<Record<string, Rule>>, preset: Preset): Linter.RulesRecord {
  const chosen = Object.values(rules).filter(({ meta }) => meta.preset === 'recommended' || meta.preset === preset);
  return Object.fromEntries(chosen.map((rule) => [`backend-architect/${rule.id}`, preset === 'strict' && rule.meta.strictOptions ? [levelOf(rule), ...rule.meta.strictOptions] : levelOf(rule)]));
}

function levelOf({ meta }: Rule): 'error' | 'warn' {
  return !meta.unproven && (meta.severity === 'critical' || meta.severity === 'high') ? 'error' : 'warn';
}
