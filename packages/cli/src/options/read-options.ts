import { realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { defaultBranchNamed, pullRequestBase } from './ci-base.js';
import type { Config } from './config.js';
import type { FailOn, Format, Options, ReportFilter, Requirement } from './options.js';
import { projectRoot } from './project-root.js';
import { CONFIG_FILE, hasConfig, readConfig } from './read-config.js';
import { startDirectory } from './start-directory.js';
import { UsageError } from './user-error.js';

/** Flags of `review` as the command line gives them; the other commands use some of them. */
export interface ReviewFlags {
  readonly format?: Format;
  readonly output?: string;
  readonly failOn?: FailOn;
  readonly projectOnly?: boolean;
  readonly strict?: boolean;
  readonly staged?: boolean;
  /** A ref, or `true` without one. */
  readonly changed?: string | true;
  readonly quiet?: boolean;
  readonly all?: boolean;
  readonly requireAnswers?: boolean;
  readonly requireComplete?: boolean;
  /** Both are `false` when `--no-...` was given. */
  readonly cache?: boolean;
  readonly color?: boolean;
  readonly escalate?: boolean;
  readonly concurrency?: number | 'auto';
}

export interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Root of the one project these paths belong to; of the one around without any. */
export function rootOf(paths: readonly string[], { cwd, env }: Surroundings): string {
  return commonRoot(givenPaths(paths, startDirectory(cwd, env)), paths);
}

function givenPaths(paths: readonly string[], start: string): readonly string[] {
  return (paths.length === 0 ? ['.'] : paths).map((path) => existing(resolve(start, path), path));
}

/**
 * Strict options from paths, flags, environment and config file. The command line wins over the config.
 * @param configOf Gives the settings of the project at a root.
 */
export function readOptions(
  paths: readonly string[],
  flags: ReviewFlags,
  { cwd, env }: Surroundings,
  configOf: (root: string) => Config = readConfig,
): Options {
  const start = startDirectory(cwd, env);
  const given = givenPaths(paths, start);
  const root = commonRoot(given, paths);
  // A commit is one of the whole project, wherever in it somebody stands.
  const isByGit = flags.staged || flags.changed;
  const config = configOf(root);
  const require: Requirement[] = [
    ...(flags.requireAnswers ? ['answers' as const] : []),
    ...(flags.requireComplete ? ['complete' as const] : []),
  ];
  return {
    root,
    filter: filterOf(
      paths.length === 0 && isByGit ? [''] : given.map((path) => relative(root, path).split(sep).join('/')),
      flags,
      env,
    ),
    format: formatOf(flags),
    ...(flags.output !== undefined && { output: resolve(start, flags.output) }),
    failOn: flags.failOn ?? config.failOn ?? 'high',
    rules: flags.projectOnly ? 'project' : 'all',
    preset: (flags.strict ?? config.strict) ? 'strict' : 'recommended',
    detail: flags.all ? 'everything' : 'first-screen',
    require,
    cache: flags.cache === false ? 'skip' : 'use',
    concurrency: flags.concurrency ?? 'auto',
    colour: flags.color === false || flags.output !== undefined ? 'never' : 'auto',
    baseline: 'use',
    escalate: flags.escalate ? 'after' : 'no',
    config,
    ...settingsNote(root, start),
  };
}

/**
 * A path may name another project: its settings hold, and not those of the project around the place somebody stands in.
 */
function settingsNote(root: string, start: string): Pick<Options, 'settingsNote'> {
  const here = rootAround(start);
  if (here === root) return {};
  const place = relative(start, root).split(sep).join('/');
  if (hasConfig(root))
    return { settingsNote: `settings are those of the project that was reviewed: ${place}/${CONFIG_FILE}` };
  return here !== null && hasConfig(here)
    ? {
        settingsNote:
          `${relative(start, join(here, CONFIG_FILE)).split(sep).join('/')} is not used: ${place} is another project, ` +
          'and has none',
      }
    : {};
}

/** Null where it cannot be told: nothing of it is reviewed. */
function rootAround(start: string): string | null {
  try {
    return projectRoot(start);
  } catch {
    return null;
  }
}

function existing(path: string, asGiven: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw new UsageError(`no such path: ${asGiven}`);
  }
}

function commonRoot(paths: readonly string[], asGiven: readonly string[]): string {
  const [first, ...others] = paths.map(projectRoot);
  const other = others.findIndex((root) => root !== first);
  if (first === undefined || other >= 0) {
    throw new UsageError(
      `${asGiven[0]} and ${asGiven[other + 1]} belong to different projects; review them one at a time`,
    );
  }
  return first;
}

function formatOf({ format, quiet, all }: ReviewFlags): Options['format'] {
  if (!quiet) return format ?? 'pretty';
  if (format !== undefined || all)
    throw new UsageError(
      `--quiet and ${format === undefined ? '--all' : '--format'} cannot be combined: ` +
        'each says how the report is written',
    );
  return 'quiet';
}

function filterOf(paths: readonly string[], flags: ReviewFlags, env: NodeJS.ProcessEnv): ReportFilter {
  const narrowed = !paths.includes('');
  const asked = [narrowed && 'paths', flags.staged && '--staged', flags.changed && '--changed'].filter(Boolean);
  if (asked.length > 1)
    throw new UsageError(`${asked.join(' and ')} cannot be combined: each says which findings to show`);
  if (flags.staged) return { kind: 'staged' };
  if (flags.changed)
    return typeof flags.changed === 'string' ? { kind: 'changed', base: flags.changed } : changedInCi(env);
  return narrowed ? { kind: 'paths', paths } : { kind: 'all' };
}

function changedInCi(env: NodeJS.ProcessEnv): ReportFilter {
  const ci = pullRequestBase(env);
  const defaultBranch = defaultBranchNamed(env);
  return { kind: 'changed', ...(ci && { ci }), ...(defaultBranch && { defaultBranch }) };
}
