import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, relative, sep } from 'node:path';

export interface GitProgram {
  /** Absolute. */
  readonly path: string;
  /** PATH for it and what it starts: without the folders of the reviewed repository. */
  readonly searchPath: string;
}

/**
 * The git that may run for this directory, or null. A program of the reviewed repository is none: relative entries of
 * PATH, `node_modules/.bin` (package managers put it in front) and whatever lies in the repository are passed over.
 */
export function gitProgram(directory: string, env: NodeJS.ProcessEnv): GitProgram | null {
  const inside = isInside(repositoryAround(directory));
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  const folders = pathOf(env)
    .split(delimiter)
    .map((entry) => entry.replace(/^"(.*)"$/, '$1'))
    .filter((folder) => isAbsolute(folder) && !/[\\/]node_modules[\\/]/.test(`${folder}/`) && !inside(folder));
  const path = folders.map((folder) => join(folder, name)).find((program) => isExecutable(program) && !inside(program));
  return path === undefined ? null : { path, searchPath: folders.join(delimiter) };
}

/** The directory above (or at) this one that holds `.git`; the directory itself without one. */
export function repositoryAround(directory: string): string {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return directory;
  }
}

function pathOf(env: NodeJS.ProcessEnv): string {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH');
  return (key === undefined ? undefined : env[key]) ?? '';
}

/**
 * Tells whether a path lies in the directory, or is it. Links are followed on both sides: what a link outside points to
 * counts.
 */
export function isInside(directory: string): (path: string) => boolean {
  const top = realPath(directory);
  return (path) => {
    const way = relative(top, realPath(path));
    return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
  };
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isExecutable(path: string): boolean {
  try {
    if (!statSync(path).isFile()) return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
