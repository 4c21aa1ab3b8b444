import type { SourceCode } from 'eslint';
import { type IgnoreComment, ignoreComments, isIgnored, type Problem } from '@backend-architect/rules';
import { sourceInputOf } from './source-analysis.js';

const read = new WeakMap<SourceCode['ast'], readonly IgnoreComment[]>();

/**
 * Does one of our own comments silence a problem? With a reason and for the rule it names, as in `review`, which also
 * reports comments that say nothing or are not needed: a linter reports them no second time.
 */
export function isIgnoredProblem(ruleId: string, problem: Problem, sourceCode: SourceCode): boolean {
  const comments = read.get(sourceCode.ast) ?? ignoreComments(sourceInputOf(sourceCode));
  read.set(sourceCode.ast, comments);
  return isIgnored(comments, ruleId, problem.at[0]);
}
