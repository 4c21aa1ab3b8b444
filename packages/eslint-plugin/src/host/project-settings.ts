import { posix, relative, sep } from 'node:path';
import type { Rule as EslintRule } from 'eslint';
import type { AnalysisSettings, LibraryModel } from '@backend-architect/analysis';
import { projectOf, type HostProject } from './host-project.js';
import { ignores } from './ignore-patterns.js';

type Context = EslintRule.RuleContext;

/** `settings['backend-architect']` of an ESLint or oxlint configuration. Wins over what is found on disk. */
export interface SharedSettings {
  /** Versions of libraries by package name, where they cannot be found beside the code. */
  readonly versions?: Readonly<Record<string, string>>;
  readonly models?: readonly LibraryModel[];
  /** Patterns as in .gitignore, relative to the project root. */
  readonly ignore?: readonly string[];
}

const NONE: SharedSettings = {};
const merged = new WeakMap<SharedSettings, Map<string, AnalysisSettings>>();

/**
 * Root-relative name of the file with what its project and the host's configuration say; null when `ignore` of either
 * leaves it out.
 */
export function projectSettingsOf(
  context: Context,
): { readonly file: string; readonly settings: AnalysisSettings; readonly rules: HostProject['rules'] } | null {
  const project = projectOf(directoryOf(context.filename), context.cwd);
  const shared = sharedSettingsOf(context);
  const file = nameIn(project, context.filename);
  const patterns = [...project.ignore, ...(shared.ignore ?? [])];
  return patterns.length > 0 && ignores(patterns, file)
    ? null
    : { file, settings: mergedSettings(project, shared), rules: project.rules };
}

function sharedSettingsOf(context: Context): SharedSettings {
  const given: unknown = context.settings['backend-architect'];
  return typeof given === 'object' && given !== null ? given : NONE;
}

/** One object per project and configuration: the analysis keeps its model index by identity. */
function mergedSettings(project: HostProject, shared: SharedSettings): AnalysisSettings {
  const byDirectory = merged.get(shared) ?? new Map<string, AnalysisSettings>();
  merged.set(shared, byDirectory);
  const key = `${project.root}\0${project.directory}`;
  const known = byDirectory.get(key);
  if (known) return known;
  const settings: AnalysisSettings = {
    versions: { ...project.versions, ...shared.versions },
    models: [...(shared.models ?? []), ...project.models],
    packageRoles: project.packageRoles,
  };
  byDirectory.set(key, settings);
  return settings;
}

function nameIn(project: HostProject, filename: string): string {
  const name = relative(project.root, filename).split(sep).join(posix.sep);
  // `<input>`, and files linted from outside their project.
  return name.startsWith('../') ? posix.basename(name) : name;
}

function directoryOf(filename: string): string {
  return filename.slice(0, Math.max(filename.lastIndexOf('/'), filename.lastIndexOf(sep), 0)) || '.';
}
