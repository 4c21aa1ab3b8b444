import type { Linter } from 'eslint';
import { isInPreset, linterLevel, type Preset, type Rule } from '@backend-architect/rules';

/**
 * Rules of a preset with their level, by prefixed id. `recommended`: what was right often enough in first looks, or is
 * still read too seldom to tell; `strict` adds what left it, and asks more of some.
 */
export function presetRules(rules: Readonly<Record<string, Rule>>, preset: Preset): Linter.RulesRecord {
  const chosen = Object.values(rules).filter(({ id }) => isInPreset(id, preset));
  return Object.fromEntries(
    chosen.map((rule) => {
      const level = linterLevel(rule);
      return [
        `backend-architect/${rule.id}`,
        preset === 'strict' && rule.meta.strictOptions ? [level, ...rule.meta.strictOptions] : level,
      ];
    }),
  );
}
