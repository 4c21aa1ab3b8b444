/** The rules as pure functions, for every host: what a linter and the command need of them. */
export * from './checks.js';
export type {
  AskedOfPerson,
  AskedOfValue,
  AskedOfWrites,
  Edit,
  Problem,
  ProblemCause,
  Rule,
  RuleMeta,
} from './define-rule.js';
export { fileProblems, passesGate, speaksOf } from './file-problems.js';
export { severityAlone } from './graded-severity.js';
export { problemText } from './problem-text.js';
export { rules } from './rule-index.js';
export { isInPreset, levelOfRule, linterLevel } from './rule-level.js';
export type { Preset } from './preset.js';
export { optionsOf } from './rule-options.js';
export { rulePageUrl } from './rule-page-url.js';
export { type IgnoreComment, ignoreComments, isIgnored, isWithin } from './suppressions/ignore-comments.js';
