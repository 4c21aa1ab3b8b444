import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { settingsText } from '../options/read-settings.js';
import { git, pathsOf } from './git.js';
import type { SkippedFile } from './source-file.js';

/** What is there, root-relative with POSIX separators, sorted. Directories end in `/`. */
export interface PathList {
  readonly paths: readonly string[];
  /** Files and whole directories that a .gitignore leaves out, besides `node_modules`. */
  readonly ignored: readonly string[];
  /** Symbolic links, which are not followed. */
  readonly links: readonly string[];
  /** With `index`: files that lie there and that the next commit does not hold. */
  readonly untracked: readonly string[];
  /** Places whose files are not listed although nobody asked for that. */
  readonly unlisted: readonly SkippedFile[];
  /** Directories that are repositories of their own: submodules, and clones that lie in the work tree. */
  readonly repositories: readonly Repository[];
}

export interface Repository {
  readonly directory: string;
  readonly kind: 'submodule' | 'clone';
}

/**
 * Every path under `root` that belongs to the project: what git tracks or does not ignore, and without git (or inside a
 * directory git ignores) everything that no .gitignore leaves out. `index` lists only what the next commit will hold.
 * Never follows symbolic links.
 */
export async function listPaths(root: string, of: 'work-tree' | 'index'): Promise<PathList> {
  const [tracked, others, ignored] = await Promise.all([
    git(root, ['ls-files', '-z', '--stage']),
    git(root, ['ls-files', '-z', '--others', '--exclude-standard', '--exclude=node_modules']),
    git(root, ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory']),
  ]);
  const entries = pathsOf(tracked ?? '').map(entryOf);
  const there = pathsOf(others ?? '');
  const untracked = of === 'index' ? [] : there;
  if (of === 'work-tree' && entries.length + untracked.length === 0) return walk(root);
  const repositories: Repository[] = [
    ...entries
      .filter((entry) => entry.isSubmodule)
      .map(({ path }) => ({ directory: `${path}/`, kind: 'submodule' as const })),
    ...untracked.filter((path) => path.endsWith('/')).map((directory) => ({ directory, kind: 'clone' as const })),
  ];
  const paths = sorted([
    ...entries.filter((entry) => !entry.isSubmodule).map(({ path }) => path),
    ...untracked.filter((path) => !path.endsWith('/')),
  ]);
  const left = sorted(pathsOf(ignored ?? '').filter((path) => !/(?:^|\/)node_modules\/?$/.test(path)));
  const onDisk =
    of === 'index'
      ? { closed: [], links: [], odd: [] }
      : lookedThrough(root, new Set([...left, ...repositories.map(({ directory }) => directory)]));
  return {
    paths: sorted([...paths, ...onDisk.odd]),
    ignored: left,
    links: sorted([...entries.filter((entry) => entry.isLink).map(({ path }) => path), ...onDisk.links]),
    untracked: of === 'index' ? there : [],
    unlisted: onDisk.closed,
    repositories,
  };
}

/** `100644 <hash> <stage>\t<path>`; mode 160000 is a commit of another repository, 120000 a symbolic link. */
function entryOf(line: string): { readonly path: string; readonly isSubmodule: boolean; readonly isLink: boolean } {
  return {
    path: line.slice(line.indexOf('\t') + 1),
    isSubmodule: line.startsWith('160000 '),
    isLink: line.startsWith('120000 '),
  };
}

function sorted(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].sort();
}

/**
 * git passes over a directory it may not open without failing, so the directories are opened once more. Links that
 * nobody tracks are seen as well, and what is neither file nor directory (`odd`).
 */
function lookedThrough(
  root: string,
  left: ReadonlySet<string>,
): { readonly closed: readonly SkippedFile[]; readonly links: readonly string[]; readonly odd: readonly string[] } {
  const closed: SkippedFile[] = [];
  const links: string[] = [];
  const odd: string[] = [];
  const visit = (directory: string): void => {
    const entries = entriesIn(join(root, directory));
    if ('code' in entries) {
      closed.push({ file: directory === '' ? './' : directory, reason: closedReason(entries) });
      return;
    }
    for (const entry of entries) {
      const path = `${directory}${entry.name}/`;
      if (entry.isSymbolicLink() && entry.name !== 'node_modules' && !left.has(path.slice(0, -1)) && !left.has(path))
        links.push(path.slice(0, -1));
      if (!entry.isFile() && !entry.isDirectory() && !entry.isSymbolicLink() && !left.has(path.slice(0, -1)))
        odd.push(path.slice(0, -1));
      if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules' && !left.has(path)) visit(path);
    }
  };
  visit('');
  return { closed, links, odd };
}

/** The same without git: everything below a directory that no .gitignore in it leaves out. */
export function walk(root: string): PathList {
  const paths: string[] = [];
  const ignored: string[] = [];
  const links: string[] = [];
  const unlisted: SkippedFile[] = [];
  const visit = (directory: string, rules: readonly { readonly base: string; readonly ignores: Ignore }[]): void => {
    const own = gitignoreOf(join(root, directory));
    const active = own ? [...rules, { base: directory, ignores: own }] : rules;
    const entries = entriesIn(join(root, directory));
    if ('code' in entries) {
      unlisted.push({ file: directory === '' ? './' : directory, reason: closedReason(entries) });
      return;
    }
    for (const entry of entries) {
      if (entry.name === '.git' || entry.name === 'node_modules') continue;
      const path = `${directory}${entry.name}${entry.isDirectory() ? '/' : ''}`;
      if (active.some((rule) => rule.ignores.ignores(path.slice(rule.base.length)))) ignored.push(path);
      else if (entry.isDirectory()) visit(path, active);
      else paths.push(path);
      if (entry.isSymbolicLink()) links.push(path);
    }
  };
  visit('', []);
  return { paths: sorted(paths), ignored: sorted(ignored), links, untracked: [], unlisted, repositories: [] };
}

function gitignoreOf(directory: string): Ignore | null {
  const text = settingsText(join(directory, '.gitignore'));
  return text === '' ? null : ignore().add(text);
}

interface Entry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** The code of the error when a directory cannot be opened. One that has gone meanwhile holds nothing. */
function entriesIn(directory: string): readonly Entry[] | { readonly code: string } {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' && !lstatSync(directory, { throwIfNoEntry: false }) ? [] : { code };
  }
}

function closedReason({ code }: { readonly code: string }): string {
  return `a directory that cannot be opened (${code})`;
}
