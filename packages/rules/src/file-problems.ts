import type { FileAnalysis, LibraryModel } from '@backend-architect/analysis';
import type { Problem, Rule } from './define-rule.js';
import { FOREIGN, NOT_THE_PROGRAM } from './exempt-roles.js';
import { mentions } from './gate-words.js';
import { focusOf } from './focus.js';
import { disabledTwins } from './suppressions/disabled-twins.js';
import { isWithin } from './suppressions/ignore-comments.js';
import { maskedProblem } from './masked-problem.js';

/** Could this text hold a problem of the rule? Asked before anything is analysed. */
export function passesGate(
  { meta: { gate, speaksOf: kinds } }: Rule,
  text: string,
  models: readonly LibraryModel[] = NONE,
): boolean {
  return gate.test(text) || (kinds !== undefined && mentions(text, kinds, models));
}

const NONE: readonly LibraryModel[] = [];

/** Has the rule anything to say in files of this role? */
export function speaksOf(rule: Rule, role: FileAnalysis['role']): boolean {
  return !FOREIGN.includes(role) && !(rule.meta.exempt ?? NOT_THE_PROGRAM).includes(role);
}

/** Problems of one rule in one file, by range, without secrets in their words. Every host reports exactly these. */
export function fileProblems(rule: Rule, file: FileAnalysis, options: unknown): Problem[] {
  if (!speaksOf(rule, file.role)) return [];
  const decided = rule.meta.twins ? disabledTwins(file, rule.meta.twins) : [];
  const found = [...rule.problems(file, options)]
    .filter(({ at }) => !isWithin(decided, at[0]))
    .sort(byRange)
    .filter(isFirst);
  return found.map((problem) => maskedProblem(withFocus(file, problem), file));
}

function withFocus(file: FileAnalysis, { focus: _named, ...problem }: Problem): Problem {
  const focus = focusOf(file, { ...problem, focus: _named });
  return focus ? { ...problem, focus } : problem;
}

/** A value that reaches two sinks is one problem. */
function isFirst(problem: Problem, index: number, all: readonly Problem[]): boolean {
  const before = all[index - 1];
  return (
    !before ||
    before.at[0] !== problem.at[0] ||
    before.at[1] !== problem.at[1] ||
    before.messageId !== problem.messageId
  );
}

/** Source order; the outer of two that start together comes last; message ids make the order total. */
export function byRange(a: Problem, b: Problem): number {
  return a.at[0] - b.at[0] || a.at[1] - b.at[1] || (a.messageId < b.messageId ? -1 : Number(a.messageId > b.messageId));
}
