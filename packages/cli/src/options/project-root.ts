import { existsSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { brokenJson } from './broken-json.js';
import { homeDirectory } from './home-directory.js';
import { readSettings } from './read-settings.js';
import { ConfigError } from './user-error.js';
import { isWorkspaceMember } from './workspace-members.js';

/**
 * Root of the project a path belongs to: the nearest package.json above it, or the workspace root when that package is
 * a member of one. Never climbs out of a git repository, nor into the home or temporary directory: a package.json that
 * was left there does not make one project of everything below. Without any package.json the repository is the root,
 * else the path itself. Throws `ConfigError` when a manifest that decides this cannot be read.
 */
export function projectRoot(path: string): string {
  const start = directoryOf(realpathSync(path));
  const ceiling = repositoryOf(start);
  const nearest = climb(start, ceiling, isPackage);
  if (nearest === null) return ceiling ?? start;
  for (let above = parentOf(nearest, ceiling); above !== null; above = parentOf(above, ceiling)) {
    if (isWorkspaceMember(above, relative(above, nearest).split(sep).join('/'))) return rootWithManifest(above);
  }
  return rootWithManifest(nearest);
}

/**
 * Versions of libraries and members of the workspace stand in it: without them a review would guess, and say fine where
 * it guessed wrong.
 */
function rootWithManifest(root: string): string {
  const problem = brokenManifest(root);
  if (problem === null) return root;
  throw new ConfigError(
    `package.json of the root: ${problem}; mend it first: versions and workspace members are read from it`,
  );
}

/** Why the package.json of a directory cannot be read, in a few words; null when it can, or when there is none. */
export function brokenManifest(directory: string): string | null {
  const text = manifestText(directory);
  return text === null ? null : typeof text === 'object' ? text.problem : brokenJson(text, 'strict');
}

/**
 * A package.json that only says how files are read (`{"type": "module"}`) starts no project; one that cannot be read
 * may.
 */
export function isPackage(directory: string): boolean {
  const text = manifestText(directory);
  if (text === null) return false;
  if (typeof text === 'object' || brokenJson(text, 'strict') !== null) return true;
  return Object.keys(JSON.parse(text) as object).some(
    (key) => key !== 'type' && key !== 'sideEffects' && key !== 'private',
  );
}

function manifestText(directory: string): string | { readonly problem: string } | null {
  const read = readSettings(join(directory, 'package.json'));
  if (read.kind === 'text') return read.text;
  return read.kind === 'absent' ? null : { problem: read.problem };
}

function directoryOf(path: string): string {
  return statSync(path).isDirectory() ? path : dirname(path);
}

function repositoryOf(start: string): string | null {
  return climb(start, null, (directory) => existsSync(join(directory, '.git')));
}

function climb(start: string, ceiling: string | null, found: (directory: string) => boolean): string | null {
  for (let at: string | null = start; at !== null; at = parentOf(at, ceiling)) if (found(at)) return at;
  return null;
}

function parentOf(directory: string, ceiling: string | null): string | null {
  const parent = dirname(directory);
  return directory === ceiling || parent === directory || isCommonGround(parent) ? null : parent;
}

function isCommonGround(directory: string): boolean {
  const common = [homeDirectory(), tmpdir()].filter((path) => path !== null);
  return common.some((path) => directory === path || directory === realPath(path)) || dirname(directory) === directory;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
