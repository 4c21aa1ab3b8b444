import type { Rule as EslintRule, SourceCode } from 'eslint';
import {
  analyse,
  fileRole,
  packageRoleOf,
  type AnalysisSettings,
  type FileAnalysis,
  type FileRole,
  type SourceInput,
} from '@backend-architect/analysis';
import type { HostProject } from './host-project.js';
import { projectSettingsOf } from './project-settings.js';

/** A file as its project knows it. */
interface ProjectFile {
  readonly file: string;
  readonly settings: AnalysisSettings;
  readonly role: FileRole;
  /** What backend-architect.json says of rules, by id. */
  readonly rules: HostProject['rules'];
}

// A host gives every rule one file before it goes on to the next, so the last one is remembered and no more. Some hosts
// use one source code object for all files: a file is known by its name and text, a tree by its identity.
let lastFile: {
  readonly name: string;
  readonly text: string;
  readonly settings: unknown;
  readonly found: ProjectFile | null;
} | null = null;
let lastAnalysis: {
  readonly ast: SourceCode['ast'];
  readonly settings: AnalysisSettings;
  readonly analysis: FileAnalysis;
} | null = null;

/** What is known of the file before it is read; null when the project leaves it out. */
export function projectFileOf(context: EslintRule.RuleContext): ProjectFile | null {
  const { filename: name, settings } = context;
  const { text } = context.sourceCode;
  if (lastFile && lastFile.name === name && lastFile.settings === settings && lastFile.text === text)
    return lastFile.found;
  const project = projectSettingsOf(context);
  const found = project && {
    ...project,
    role: fileRole(project.file, text, packageRoleOf(project.file, project.settings.packageRoles ?? {})),
  };
  lastFile = { name, text, settings, found };
  return found;
}

/** The analysis of the file a rule looks at; one for all rules. */
export function analysisOf({ sourceCode }: EslintRule.RuleContext, { file, settings }: ProjectFile): FileAnalysis {
  const { ast } = sourceCode;
  if (lastAnalysis?.ast === ast && lastAnalysis.settings === settings) return lastAnalysis.analysis;
  const analysis = analyse(Object.assign(sourceInputOf(sourceCode), { file, settings }));
  lastAnalysis = { ast, settings, analysis };
  return analysis;
}

/** What the analysis takes from ESLint or oxlint (AST-CONTRACT 1): their tree is TS-ESTree, espree's a subset of it. */
export function sourceInputOf(sourceCode: SourceCode): Omit<SourceInput, 'file' | 'settings'> {
  return {
    text: sourceCode.text,
    ast: sourceCode.ast as unknown as SourceInput['ast'],
    scopeManager: () => sourceCode.scopeManager as unknown as ReturnType<SourceInput['scopeManager']>,
    visitorKeys: sourceCode.visitorKeys,
    get comments() {
      return sourceCode
        .getAllComments()
        .filter((comment) => (comment.type as string) !== 'Shebang') as unknown as SourceInput['comments'];
    },
  };
}
