import { join } from 'node:path';
import { isMemberOf, workspaceGlobs } from '@backend-architect/analysis';
import { brokenJson, mergeMarker } from './broken-json.js';
import { parseSettings } from './parse-settings.js';
import { readSettings, settingsText } from './read-settings.js';
import { ConfigError } from './user-error.js';

/** Files that may declare the members of a workspace. */
export const WORKSPACE_FILES = ['package.json', 'pnpm-workspace.yaml', 'lerna.json'] as const;

/**
 * True when `member` (relative to `directory`, POSIX) is a package of the workspace declared in `directory`. Throws
 * `ConfigError` when a file that would say so cannot be read: which project this is cannot be known then.
 */
export function isWorkspaceMember(directory: string, member: string): boolean {
  if (isMemberOf(workspacePatterns(directory), member)) return true;
  for (const file of WORKSPACE_FILES) {
    const problem = brokenWorkspaceFile(directory, file);
    if (problem !== null)
      throw new ConfigError(
        `${join(directory, file)}: ${problem}; mend it first: it may say which packages belong together`,
      );
  }
  return false;
}

/**
 * Member globs of package.json `workspaces`, pnpm-workspace.yaml `packages` and lerna.json `packages`; none when it is
 * no workspace.
 */
export function workspacePatterns(directory: string): readonly string[] {
  const textOf = (file: (typeof WORKSPACE_FILES)[number]): string => settingsText(join(directory, file));
  return workspaceGlobs({
    packageJson: textOf('package.json'),
    pnpmWorkspace: textOf('pnpm-workspace.yaml'),
    lerna: textOf('lerna.json'),
  });
}

/**
 * Members of the workspace declared in `directory` that cannot be found there: a list that is none (`"workspaces": 7`),
 * and patterns that lead out of it. One entry for each file and pattern.
 */
export function oddMembers(directory: string): readonly { readonly file: string; readonly problem: string }[] {
  const none = { packageJson: '', pnpmWorkspace: '', lerna: '' };
  const keys = {
    'package.json': 'packageJson',
    'pnpm-workspace.yaml': 'pnpmWorkspace',
    'lerna.json': 'lerna',
  } as const;
  return WORKSPACE_FILES.flatMap((file) => {
    const text = settingsText(join(directory, file));
    const key = file === 'package.json' ? 'workspaces' : 'packages';
    const outside = workspaceGlobs({ ...none, [keys[file]]: text }).filter(
      (glob) => /^!?(?:\/|[a-z]:|(?:\.\/)*\.\.(?:\/|$))/i.test(glob) && !glob.startsWith('!'),
    );
    const isOdd =
      file !== 'pnpm-workspace.yaml' &&
      !isMemberList((parseSettings(text) as Readonly<Record<string, unknown>> | undefined | null)?.[key]);
    return [
      ...(isOdd
        ? [{ file, problem: `${key} is no list of texts: which packages belong to the project is not known` }]
        : []),
      ...outside.map((glob) => ({
        file: glob,
        problem: `outside of the project, and ${file} names it as a package of the workspace`,
      })),
    ];
  });
}

/** A list of texts, alone or as `packages` of an object, or nothing at all. */
function isMemberList(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return typeof value === 'object' && isMemberList((value as { readonly packages?: unknown }).packages);
}

/** Why a file that declares members cannot be read, in a few words; null when it can, or when there is none. */
export function brokenWorkspaceFile(directory: string, file: (typeof WORKSPACE_FILES)[number]): string | null {
  const read = readSettings(join(directory, file));
  if (read.kind !== 'text') return read.kind === 'closed' ? read.problem : null;
  const { text } = read;
  switch (file) {
    case 'package.json':
      return brokenJson(text, 'strict');
    case 'lerna.json':
      return brokenJson(text, 'with-comments');
    case 'pnpm-workspace.yaml':
      return (
        mergeMarker(text) ??
        (hasPackagesKey(text) && workspaceGlobs({ packageJson: '', pnpmWorkspace: text, lerna: '' }).length === 0
          ? 'without a list of packages that can be read'
          : null)
      );
    default:
      return file satisfies never;
  }
}

/** `packages:` with something behind it; an empty list (`packages: []`) is one that says so. */
function hasPackagesKey(text: string): boolean {
  return /^packages\s*:/m.test(text) && !/^packages\s*:\s*\[\s*\]/m.test(text);
}
