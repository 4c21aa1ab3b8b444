import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, relative, sep } from 'node:path';

/**
 * Absolute path of the git that may run for this directory, or null. A program of the reviewed repository is none: relative
 * entries of PATH, `node_modules/.bin` (package managers put it in front) and whatever lies in the repository are passed over.
 */
export function gitProgram(directory: string, env: NodeJS.ProcessEnv): string | null {
  const inside = isInside(repositoryAround(directory));
  const names = process.platform === 'win32' ? ['git.exe'] : ['git'];
  for (const entry of pathOf(env).split(delimiter)) {
    const folder = entry.replace(/^"(.*)"$/, '$1');
    if (!isAbsolute(folder) || /(?:^|[\\/])node_modules[\\/]/.test(`${folder}/`)) continue;
    const program = names.map((name) => join(folder, name)).find(isExecutable);
    if (program !== undefined && !inside(folder) && !inside(program)) return program;
  }
  return null;
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

/** Links are followed on both sides: what a link outside points to counts. */
function isInside(directory: string): (path: string) => boolean {
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
