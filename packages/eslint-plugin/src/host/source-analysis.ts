import type { Rule as EslintRule, SourceCode } from 'eslint';
import { analyse, type FileAnalysis, type SourceInput } from '@backend-architect/analysis';
import { projectSettingsOf } from './project-settings.js';

const analyses = new WeakMap<SourceCode, FileAnalysis>();

/** The analysis of the file a rule looks at; one for all rules. */
export function analysisOf(context: EslintRule.RuleContext): FileAnalysis {
  const { sourceCode } = context;
  const known = analyses.get(sourceCode);
  if (known) return known;
  const { file, settings } = projectSettingsOf(context);
  const analysis = analyse({ ...sourceInputOf(sourceCode), file, settings });
  analyses.set(sourceCode, analysis);
  return analysis;
}

/** What the analysis takes from ESLint or oxlint (AST-CONTRACT 1): their tree is TS-ESTree, espree's a subset of it. */
export function sourceInputOf(sourceCode: SourceCode): Omit<SourceInput, 'file' | 'settings'> {
  return {
    text: sourceCode.text,
    ast: sourceCode.ast as unknown as SourceInput['ast'],
    scopeManager: () => sourceCode.scopeManager as unknown as ReturnType<SourceInput['scopeManager']>,
    visitorKeys: sourceCode.visitorKeys,
    comments: sourceCode.getAllComments().filter((comment) => (comment.type as string) !== 'Shebang') as unknown as SourceInput['comments'],
  };
}
