import { join } from 'node:path';
import { isMemberOf, workspaceGlobs } from '@backend-architect/analysis';
import { readSettings, settingsText } from '../options/read-settings.js';
import { WORKSPACE_FILES } from '../options/workspace-members.js';
import type { SkippedFile } from './source-file.js';

export interface MembersRequest {
  readonly root: string;
  /** Every path that was listed, whether it still lies on the disk or not. */
  readonly paths: readonly string[];
  /** Root-relative paths of the sources that were read. */
  readonly sources: readonly string[];
  /** Places that git ignores; directories end in `/`. What lies there is no gap. */
  readonly ignored: readonly string[];
}

/**
 * Packages of the workspace that are not there: a package.json that was deleted from beside its sources, a member that
 * is named and has none, and patterns that no package matches. What such a package depends on, or that it was read at
 * all, is not known.
 */
export function lostMembers({ root, paths, sources, ignored }: MembersRequest): readonly SkippedFile[] {
  const listed = paths
    .filter((path) => path.endsWith('/package.json'))
    .map((path) => path.slice(0, -'/package.json'.length));
  const isThere = (directory: string): boolean => readSettings(join(root, directory, 'package.json')).kind !== 'absent';
  const deleted = listed.filter(
    (directory) => !isThere(directory) && sources.some((file) => file.startsWith(`${directory}/`)),
  );
  const lost = new Map(
    deleted.map((directory) => [
      `${directory}/package.json`,
      'deleted, and sources beside it are not: what they depend on is not known',
    ]),
  );
  for (const { glob, by } of globsOf(root)) {
    if (listed.some((directory) => isMemberOf([glob], directory)) || isHidden(glob, ignored)) continue;
    const isName = !/[*?{[]/.test(glob);
    if (isName && isThere(glob)) continue;
    const file = isName ? `${glob}/package.json` : glob;
    if (!lost.has(file))
      lost.set(
        file,
        isName
          ? `not there, and ${by} names it as a package of the workspace`
          : `no package matches this pattern of ${by}`,
      );
  }
  return [...lost].map(([file, reason]) => ({ file, reason }));
}

/**
 * Patterns for packages below the root, as globs without dots and slashes at their ends; not those that take packages
 * out.
 */
function globsOf(root: string): readonly { readonly glob: string; readonly by: string }[] {
  const none = { packageJson: '', pnpmWorkspace: '', lerna: '' };
  const keys = {
    'package.json': 'packageJson',
    'pnpm-workspace.yaml': 'pnpmWorkspace',
    'lerna.json': 'lerna',
  } as const;
  return WORKSPACE_FILES.flatMap((by) => {
    const globs = workspaceGlobs({ ...none, [keys[by]]: settingsText(join(root, by)) });
    return globs
      .map((glob) => ({ glob: glob.replace(/^(?:\.\/)+/, '').replace(/\/+$/, ''), by }))
      .filter(({ glob }) => /^[^!./]|^\.[^./]/.test(glob));
  });
}

/** What comes before the first star lies in an ignored place, or around one. */
function isHidden(glob: string, ignored: readonly string[]): boolean {
  const start = /^[^*?{[]*/.exec(glob)?.[0] ?? '';
  const folder = start === glob ? `${glob}/` : start.slice(0, start.lastIndexOf('/') + 1);
  return (
    folder !== '' && ignored.some((path) => path.startsWith(folder) || (path.endsWith('/') && folder.startsWith(path)))
  );
}
