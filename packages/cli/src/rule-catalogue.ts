import { rulePageUrl, rules } from '@backend-architect/rules';
import { isAsked } from './asked-rules.js';
import { detectors } from './detectors/index.js';
import { INVALID_SUPPRESSION } from './findings/invalid-suppressions.js';
import { isSecurityRule } from './is-security-rule.js';
import type { Options } from './options/options.js';
import type { RuleDescription } from './report/rule-description.js';
import { toolHomepage } from './tool-version.js';

/** Ids of the rules that see one file at a time. */
export const PER_FILE_RULES: ReadonlySet<string> = new Set(Object.keys(rules));

/** Everything that can report: rules, detectors, and the review's own word on suppressions. Sorted by id. */
export function ruleCatalogue(): readonly RuleDescription[] {
  const perFile = Object.values(rules).map(({ id, meta }): RuleDescription => ({
    id,
    severity: meta.severity,
    description: meta.docs.description,
    impact: meta.docs.impact,
    fix: meta.docs.fix,
    ...(meta.docs.refactoring !== undefined && { refactoring: meta.docs.refactoring }),
    cwe: meta.cwe,
    owasp: meta.owasp,
    security: isSecurityRule(meta),
    ...helpOf(rulePageUrl(id, toolHomepage())),
  }));
  const project = detectors.map(({ id, severity, meta }): RuleDescription => ({
    id,
    severity,
    ...meta,
    security: isSecurityRule(meta),
    ...helpOf(rulePageUrl(id, toolHomepage())),
  }));
  const own: RuleDescription = {
    id: INVALID_SUPPRESSION,
    severity: 'low',
    description: 'A suppression names a rule and gives a reason.',
    impact: 'A comment that suppresses nothing looks like a decision.',
    fix: 'Write // backend-architect-ignore <rule> -- <reason>.',
    cwe: [],
    owasp: [],
    security: false,
    ...helpOf(rulePageUrl(INVALID_SUPPRESSION, toolHomepage())),
  };
  return [...project, ...perFile, own].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function helpOf(url: string | undefined): { readonly helpUri?: string } {
  return url === undefined ? {} : { helpUri: url };
}

/** Rules and detectors that do not run: switched off, not in the preset and not asked for, or left to a linter. */
export function idleRules({
  config,
  preset,
  rules: ran,
}: Pick<Options, 'config' | 'preset' | 'rules'>): ReadonlySet<string> {
  return new Set(
    [...knownRules()].filter((id) => !isAsked(id, config, preset) || (ran === 'project' && PER_FILE_RULES.has(id))),
  );
}

/** Ids a config may name, with the JSON schemas of their options. A detector takes none of its own. */
export function knownRuleOptions(): ReadonlyMap<string, readonly object[]> {
  return new Map([...knownRules()].map((id) => [id, rules[id]?.meta.schema ?? []]));
}

/** Ids a config or a suppression may name. */
export function knownRules(): ReadonlySet<string> {
  return new Set(ruleCatalogue().map((rule) => rule.id));
}
