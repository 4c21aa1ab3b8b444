import type { Rule as EslintRule } from 'eslint';
import type { Severity, Step } from '@backend-architect/analysis';
import {
  type Edit,
  fileProblems,
  isInPreset,
  optionsOf,
  passesGate,
  type Problem,
  type Rule,
  severityAlone,
  speaksOf,
} from '@backend-architect/rules';
import { askedRule } from './asked-rule.js';
import { isIgnoredProblem } from './ignored-problems.js';
import { analysisOf, projectFileOf } from './source-analysis.js';

type Context = EslintRule.RuleContext;

// Keys that no rule can have: a placeholder of a rule is one word, so its own data are never written over.
const SEVERITY = 'severity of the problem';
const LINES = 'lines of the path';

/**
 * Makes an ESLint rule of ours. Works in ESLint 9 and 10 and in oxlint: nothing is read but text, tree, scopes and
 * comments. Everything happens in `create`, where tree, parents and scopes are whole in every host: no listener, no
 * walk by the host.
 */
export function toEslintRule(rule: Rule): EslintRule.RuleModule {
  const { meta } = rule;
  return {
    meta: {
      type: 'problem',
      docs: { description: meta.docs.description, recommended: isInPreset(rule.id, 'recommended') },
      messages: Object.fromEntries(
        Object.entries(meta.messages).map(([id, text]) => [id, `{{${SEVERITY}}}${text}{{${LINES}}}`]),
      ),
      schema: [...meta.schema] as NonNullable<EslintRule.RuleMetaData['schema']>,
      ...(meta.defaultOptions && { defaultOptions: [...meta.defaultOptions] }),
      ...(meta.fixable && { fixable: meta.fixable }),
      ...(meta.hasSuggestions && { hasSuggestions: true }),
    },
    create(context) {
      const project = projectFileOf(context);
      const asked = project && askedRule(rule, context.options, project.rules);
      if (
        project &&
        asked &&
        speaksOf(rule, project.role) &&
        passesGate(rule, context.sourceCode.text, project.settings.models)
      ) {
        for (const problem of fileProblems(rule, analysisOf(context, project), optionsOf(rule, asked.options))) {
          if (!problem.asks && !isIgnoredProblem(rule.id, problem, context.sourceCode))
            report(context, problem, severityAlone(rule, problem, asked.severity));
        }
      }
      return {};
    },
  };
}

/**
 * A message begins with the severity, where an editor's list of problems is read first: `[critical] The query string
 * ...`.
 */
function report(context: Context, problem: Problem, severity: Severity): void {
  const { sourceCode } = context;
  const [start, end] = problem.at;
  context.report({
    loc: { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) },
    messageId: problem.messageId,
    data: { ...problem.data, [SEVERITY]: `[${severity}] `, [LINES]: linesOf(context, problem.steps ?? []) },
    ...(problem.fix && { fix: fixOf(problem.fix) }),
    ...(problem.suggestions && {
      suggest: problem.suggestions.map(({ messageId, data, edits }) => ({
        messageId,
        data: { ...problem.data, ...data, [SEVERITY]: '', [LINES]: '' },
        fix: fixOf(edits),
      })),
    }),
  });
}

function fixOf(edits: readonly Edit[]): EslintRule.ReportFixer {
  return (fixer) => edits.map(({ range, text }) => fixer.replaceTextRange([range[0], range[1]], text));
}

/** ` (line 3 → 7 → 9)`: an editor shows one line of text, so the words of the steps stay in the review. */
function linesOf(context: Context, steps: readonly Step[]): string {
  const lines = steps
    .map((step) => context.sourceCode.getLocFromIndex(step.at[0]).line)
    .filter((line, index, all) => line !== all[index - 1]);
  return lines.length > 1 ? ` (line ${lines.join(' → ')})` : '';
}
