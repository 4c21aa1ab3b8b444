/** The rules as pure functions, for hosts that are not a linter. Needs no ESLint. */
import { builtInModels, type FileAnalysis, type LibraryModel, type Severity } from '@backend-architect/analysis';
import type { Problem, Rule } from './define-rule.js';
import { byRange, fileProblems, passesGate } from './file-problems.js';
import { gradedSeverity } from './graded-severity.js';
import { problemText } from './problem-text.js';
import { isInPreset } from './rule-level.js';
import type { Preset } from './preset.js';
import { optionsOf } from './rule-options.js';
import { rulePageUrl } from './rule-page-url.js';
import { rules } from './rule-index.js';
import { ignoreComments, isWithin, type IgnoreComment } from './suppressions/ignore-comments.js';

export type { Edit, Problem, ProblemCause, Rule, RuleMeta, Suggestion } from './define-rule.js';
export { isInPreset, levelOfRule, linterLevel } from './rule-level.js';
export type { Preset, RuleLevel } from './preset.js';
export { sourceSubject } from './evidence.js';
export { FORM_SOURCES } from '@backend-architect/analysis';
export { dotted, isDistinct, MASK, masked, textMask, type TextMask } from '@backend-architect/analysis';
export { secretsShownBy } from '@backend-architect/analysis';
export { secretRanges } from '@backend-architect/analysis';
export { mergedRanges, secretsInText } from '@backend-architect/analysis';
export { ignoreComments, isWithin, problemText, rulePageUrl, rules, type IgnoreComment };

/** As in `backend-architect.json`: off, a severity, or a severity with the options of the rule. */
export type RuleSetting = 'off' | Severity | readonly ['off' | Severity, ...unknown[]];

export interface RunSettings {
  /** Rules that are not named here run when they are in the preset. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** Default: `recommended`. */
  readonly preset?: Preset;
  /** Gets what a rule throws; the other rules go on. Without it the error is thrown. */
  readonly onError?: (failure: RuleFailure) => void;
}

/** A rule that threw: a bug of the rule, never of the file. */
export interface RuleFailure {
  readonly ruleId: string;
  readonly message: string;
  readonly stack?: string;
}

export type RuleProblem = Problem & {
  readonly ruleId: string;
  /** Message with its placeholders filled. */
  readonly message: string;
  /** From evidence, else from the settings, else from the rule. */
  readonly severity: Severity;
};

const BUILT_IN: ReadonlySet<LibraryModel> = new Set(builtInModels);

/** Problems of all rules that are switched on, in source order. */
export function runRules(file: FileAnalysis, settings: RunSettings = {}): RuleProblem[] {
  const found: RuleProblem[] = [];
  const own = file.libraries.filter((model) => !BUILT_IN.has(model));
  for (const rule of Object.values(rules)) {
    const setting = settings.rules?.[rule.id];
    const [level, ...options] = typeof setting === 'string' || setting === undefined ? [setting] : setting;
    if (level === 'off' || (level === undefined && !isInPreset(rule.id, settings.preset ?? 'recommended'))) continue;
    if (!passesGate(rule, file.text, own)) continue;
    try {
      for (const problem of fileProblems(rule, file, optionsOf(rule, options))) {
        found.push({
          ...problem,
          ruleId: rule.id,
          message: problemText(rule.meta, problem),
          severity: gradedSeverity(rule, problem, level),
        });
      }
    } catch (error) {
      if (!settings.onError) throw error;
      settings.onError(failureOf(rule, error));
    }
  }
  return found.sort((a, b) => byRange(a, b) || (a.ruleId < b.ruleId ? -1 : 1));
}

function failureOf(rule: Rule, error: unknown): RuleFailure {
  return error instanceof Error
    ? { ruleId: rule.id, message: error.message, stack: error.stack }
    : { ruleId: rule.id, message: String(error) };
}
