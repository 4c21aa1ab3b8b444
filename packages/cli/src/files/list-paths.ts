import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { git, pathsOf } from './git.js';

/**
 * Every path under `root` that belongs to the project, root-relative, sorted: what git tracks or does not ignore, and
 * without git (or inside a directory git ignores) everything that no .gitignore leaves out. `index` lists only what the
 * next commit will hold. Never follows symbolic links.
 */
export async function listPaths(root: string, of: 'work-tree' | 'index'): Promise<readonly string[]> {
  const others = of === 'index' ? [] : ['--others', '--exclude-standard', '--exclude=node_modules'];
  const listing = await git(root, ['ls-files', '-z', '--cached', ...others]);
  const tracked = listing === null ? [] : pathsOf(listing);
  return [...new Set(tracked.length > 0 || of === 'index' ? tracked : walk(root))].sort();
}

function walk(root: string): readonly string[] {
  const found: string[] = [];
  const visit = (directory: string, rules: readonly { readonly base: string; readonly ignores: Ignore }[]): void => {
    const own = gitignoreOf(join(root, directory));
    const active = own ? [...rules, { base: directory, ignores: own }] : rules;
    for (const name of namesIn(join(root, directory))) {
      if (name === '.git' || name === 'node_modules') continue;
      const path = directory === '' ? name : `${directory}/${name}`;
      const kind = lstatSync(join(root, path), { throwIfNoEntry: false });
      if (!kind) continue;
      const asked = kind.isDirectory() ? `${path}/` : path;
      if (active.some((rule) => rule.ignores.ignores(rule.base === '' ? asked : asked.slice(rule.base.length + 1)))) continue;
      if (kind.isDirectory()) visit(path, active);
      else found.push(path);
    }
  };
  visit('', []);
  return found;
}

function gitignoreOf(directory: string): Ignore | null {
  try {
    return ignore().add(readFileSync(join(directory, '.gitignore'), 'utf8'));
  } catch {
    return null;
  }
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
