import type { RuleDescription } from '../packages/cli/src/report/rule-description.js';
import type { Rule } from '../packages/rules/src/define-rule.js';
import type { linterLevel } from '../packages/rules/src/rule-level.js';

export function ruleIndex(root?: string): string;
export function ruleDocuments(rules: Readonly<Record<string, Rule>>, level: typeof linterLevel, root?: string): Record<string, string>;
export function detectorDocuments(descriptions: readonly RuleDescription[], rules: Readonly<Record<string, Rule>>, root?: string): Record<string, string>;
