import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { isWorkspaceMember } from './workspace-members.js';

/**
 * Root of the project a path belongs to: the nearest package.json above it, or the workspace root when that package is a
 * member of one. Never climbs out of a git repository, nor into the home or temporary directory: a package.json that was
 * left there does not make one project of everything below. Without any package.json the repository is the root, else the path itself.
 */
export function projectRoot(path: string): string {
  const start = directoryOf(realpathSync(path));
  const ceiling = repositoryOf(start);
  const nearest = climb(start, ceiling, isPackage);
  if (nearest === null) return ceiling ?? start;
  for (let above = parentOf(nearest, ceiling); above !== null; above = parentOf(above, ceiling)) {
    if (isWorkspaceMember(above, relative(above, nearest).split(sep).join('/'))) return above;
  }
  return nearest;
}

/** A package.json that only says how files are read (`{"type": "module"}`) starts no project. */
export function isPackage(directory: string): boolean {
  let text: string;
  try {
    text = readFileSync(join(directory, 'package.json'), 'utf8');
  } catch {
    return false;
  }
  try {
    return Object.keys(JSON.parse(text) as object).some((key) => key !== 'type' && key !== 'sideEffects' && key !== 'private');
  } catch {
    return true;
  }
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
  return [homedir(), tmpdir()].some((common) => directory === common || directory === realPath(common)) || dirname(directory) === directory;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
