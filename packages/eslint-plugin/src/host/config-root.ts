import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { isMemberOf, workspaceGlobs } from '@backend-architect/analysis';
import { textOf } from './read-text.js';

export const CONFIG_FILE = 'backend-architect.json';

/**
 * Root of the project a file is linted in, where its backend-architect.json stands: the same directory that `review`
 * takes as root when it is run in the host's working directory. A file outside that project, or below a directory that
 * is no project at all, belongs to the project around it: the nearest package.json, or the workspace that package is a
 * member of.
 */
export function configRoot(directory: string, cwd: string): string {
  const ofHost = projectAround(cwd);
  if (ofHost !== null && isWithin(directory, ofHost) && isProject(ofHost)) return ofHost;
  return projectAround(directory) ?? (isWithin(directory, cwd) ? cwd : directory);
}

/**
 * Directories between a file's and the root that hold a config of their own. It is not read: one project, one config.
 */
export function nestedConfigs(directory: string, root: string): readonly string[] {
  const found: string[] = [];
  for (let at = directory; at !== root && isWithin(at, root) && dirname(at) !== at; at = dirname(at)) {
    if (existsSync(join(at, CONFIG_FILE))) found.push(at);
  }
  return found;
}

/**
 * Nearest package above a directory, or the workspace it is a member of, else the repository; null without any of them.
 */
function projectAround(directory: string): string | null {
  const chain = upward(directory);
  const ceiling = chain.find((at) => existsSync(join(at, '.git')));
  const inside = ceiling === undefined ? chain : chain.slice(0, chain.indexOf(ceiling) + 1);
  const nearest = inside.find(isPackage);
  if (nearest === undefined) return ceiling ?? null;
  return inside.slice(inside.indexOf(nearest) + 1).find((above) => isWorkspaceMember(above, nearest)) ?? nearest;
}

/** Does the workspace declared in `above`, if there is one, name the directory as a package? */
export function isWorkspaceMember(above: string, directory: string): boolean {
  return isMemberOf(globsOf(above), relative(above, directory).split(sep).join('/'));
}

/**
 * The directory and those above it, without places that hold many projects: home, temporary files, the root of the
 * disk.
 */
function upward(directory: string): readonly string[] {
  const chain: string[] = [];
  for (let at = directory; dirname(at) !== at && (chain.length === 0 || !isCommonGround(at)); at = dirname(at))
    chain.push(at);
  return chain;
}

function isCommonGround(directory: string): boolean {
  return directory === tmpdir() || directory === home();
}

/** Null for a user without a home: it is asked of the system, which may not know one. */
function home(): string | null {
  try {
    return homedir();
  } catch {
    return null;
  }
}

function isProject(directory: string): boolean {
  return existsSync(join(directory, CONFIG_FILE)) || isPackage(directory);
}

/** A package.json that only says how files are read (`{"type": "module"}`) starts no project. */
function isPackage(directory: string): boolean {
  const text = textOf(join(directory, 'package.json'));
  if (text === '') return false;
  try {
    return Object.keys(JSON.parse(text) as object).some(
      (key) => key !== 'type' && key !== 'sideEffects' && key !== 'private',
    );
  } catch {
    return true;
  }
}

function globsOf(directory: string): readonly string[] {
  return workspaceGlobs({
    packageJson: textOf(join(directory, 'package.json')),
    pnpmWorkspace: textOf(join(directory, 'pnpm-workspace.yaml')),
    lerna: textOf(join(directory, 'lerna.json')),
  });
}

function isWithin(directory: string, root: string): boolean {
  return directory === root || directory.startsWith(root.endsWith(sep) ? root : root + sep);
}
